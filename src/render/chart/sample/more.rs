//! Invented figures of the younger kinds: ordinary, of one row, all alike, all missing, with names
//! that people should not give, and of many sites.

use super::{HOSTILE, STANDARDS, axis, chance, figure, in_percent, in_words, mark, years};
use crate::report::{
    AgreementChart, AgreementRow, Axis, CaterpillarChart, CaterpillarRow, ChangeChart, ChangeGroup,
    ChangeRow, Chart, ControlChart, ControlPanel, ControlSignal, Figure, FunnelChart, FunnelLimits,
    FunnelSite, HeatCell, HeatMap, HeatRow, Mark, ParetoChart, ParetoRow, PriorityChart,
    PriorityPanel, PriorityStep, SharesChart, SharesGroup, SharesRow, Sure, ViewsChart, ViewsRow,
};

/// From 1 to 4, with two decimals, the same for the same seed.
fn value(seed: usize) -> f64 {
    1.0 + (chance(seed) * 300.0).round() / 100.0
}

fn sure(seed: usize) -> Sure {
    [Sure::Clear, Sure::NotClear, Sure::CannotTell][seed % 3]
}

fn said(chart: Chart) -> Figure {
    figure(
        "What is found stands here, in one line or two, as the title of the chart",
        "What is drawn: measure, source and years",
        chart,
    )
}

/// `all` names: standards first, then numbered ones.
fn names(all: usize) -> Vec<String> {
    let known = STANDARDS.iter().map(|name| (*name).to_owned());
    known.chain((13..).map(|number| format!("Standard number {number}"))).take(all).collect()
}

fn sites(all: usize) -> Vec<String> {
    let kinds = ["Elementary", "Middle School", "Learning Center", "Youth Center"];
    (0..all).map(|at| format!("{:02} Oak Street {}", at + 1, kinds[at % kinds.len()])).collect()
}

fn hostile() -> Vec<String> {
    HOSTILE.iter().map(|name| (*name).to_owned()).collect()
}

fn change(names: &[String], of: impl Fn(usize) -> (f64, f64)) -> Figure {
    let row = |(place, name): (usize, &String)| {
        let (before, now) = of(place);
        let sure = sure(place);
        let told = match sure {
            Sure::CannotTell => format!("{:+.2}", now - before),
            _ => format!("{:+.2} (0.31 to 1.19)", now - before),
        };
        ChangeRow { name: name.clone(), before, now, n: (place, 2 * place + 1), told, sure }
    };
    let group = |name: &str| ChangeGroup {
        name: name.to_owned(),
        from: "2020-21".to_owned(),
        to: "2025-26".to_owned(),
        rows: names.iter().enumerate().map(row).collect(),
    };
    let groups = ["Self-assessment", "Observation"].map(group).to_vec();
    said(Chart::Change(ChangeChart { axis: axis(), groups }))
}

fn views(names: &[String], of: impl Fn(usize) -> (f64, f64)) -> Figure {
    let row = |(place, name): (usize, &String)| {
        let (own, visits) = of(place);
        let sure = sure(place);
        let gap = own - visits;
        let interval = (sure != Sure::CannotTell).then_some((gap - 0.6, gap + 0.6));
        let (own, visits) = (mark(own, 2 + place), mark(visits, 1 + place % 4));
        ViewsRow { name: name.clone(), own, visits, gap, interval, sure }
    };
    let rows = names.iter().enumerate().map(row).collect();
    said(Chart::Views(ViewsChart { axis: axis(), rows }))
}

fn shares(levels: &[&str], names: &[String], of: impl Fn(usize, usize) -> usize) -> Figure {
    let levels: Vec<String> = levels.iter().map(|level| (*level).to_owned()).collect();
    let row = |(place, name): (usize, &String)| SharesRow {
        name: name.clone(),
        counts: (0..levels.len()).map(|level| of(place, level)).collect(),
    };
    let rows = names.iter().enumerate().map(row).collect();
    let groups = vec![SharesGroup { name: String::new(), rows }];
    said(Chart::Shares(SharesChart { levels, groups }))
}

const FOUR: [&str; 4] = [
    "1 Evidence absent",
    "2 Inconsistent evidence",
    "3 Reasonable evidence",
    "4 Compelling evidence",
];

fn agreement(names: &[String], of: impl Fn(usize) -> (f64, Option<f64>)) -> Figure {
    let ticks = (0..=4).map(|tick| (f64::from(tick) / 4.0, format!("{}%", tick * 25))).collect();
    let axis = Axis { lowest: 0.0, highest: 1.0, ticks, target: None };
    let share = |value: f64, pairs: usize| {
        let half = 0.8 / (pairs as f64).sqrt();
        let interval = Some(((value - half).max(0.0), (value + half).min(1.0)));
        Mark { value, interval, n: pairs, thin: pairs < 6 }
    };
    let row = |(place, name): (usize, &String)| {
        let (exact, within_one) = of(place);
        AgreementRow {
            name: name.clone(),
            is_summary: place + 1 == names.len(),
            exact: share(exact, 3 + place * 2),
            within_one: within_one.map(|value| share(value, 3 + place * 2)),
        }
    };
    let rows = names.iter().enumerate().map(row).collect();
    said(Chart::Agreement(AgreementChart { axis, rows }))
}

fn heat(sites: &[String], columns: &[String], of: impl Fn(usize) -> Option<f64>) -> Figure {
    let row = |(place, name): (usize, &String)| {
        let cell = |column: usize| {
            let value = of(place * 100 + column)?;
            Some(HeatCell {
                value,
                shown: format!("{value:.2}"),
                told: format!("{value:.2}, n = 3"),
                thin: (place + column).is_multiple_of(5),
            })
        };
        HeatRow { name: name.clone(), cells: (0..columns.len()).map(cell).collect() }
    };
    let rows = sites.iter().enumerate().map(row).collect();
    said(Chart::HeatMap(HeatMap { axis: axis(), columns: columns.to_vec(), rows, left_out: None }))
}

fn pareto(names: &[String], of: impl Fn(usize) -> (usize, usize, usize)) -> Figure {
    let row = |(place, name): (usize, &String)| {
        let (below, in_focus, rated) = of(place);
        ParetoRow { name: name.clone(), below, in_focus, rated }
    };
    said(Chart::Pareto(ParetoChart { rows: names.iter().enumerate().map(row).collect() }))
}

/// Limits that are 1.96 and 3.09 standard errors of 0.6 wide about `centre`.
fn funnel(sites: &[String], centre: f64, of: impl Fn(usize) -> (usize, f64)) -> Figure {
    let limits = |n: usize| {
        let error = 0.6 / (n as f64).sqrt();
        let about = |reach: f64| (centre - reach * error, centre + reach * error);
        FunnelLimits { n, at_95: about(1.96), at_998: about(3.09) }
    };
    let mut numbers: Vec<usize> = (0..sites.len()).map(|place| of(place).0).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let site = |(place, name): (usize, &String)| {
        let (n, value) = of(place);
        let (low, high) = limits(n).at_998;
        let name = (value < low || high < value).then(|| name.clone());
        FunnelSite { n, value, name }
    };
    said(Chart::Funnel(FunnelChart {
        axis: axis(),
        counted: "Visits".to_owned(),
        centre: (centre, format!("mean {centre:.2}")),
        limits: numbers.into_iter().map(limits).collect(),
        sites: sites.iter().enumerate().map(site).collect(),
    }))
}

fn caterpillar(sites: &[String], of: impl Fn(usize) -> f64) -> Figure {
    let row = |(place, name): (usize, &String)| {
        let value = of(place);
        let comparison = Some((value - 0.2, value + 0.2));
        CaterpillarRow { name: name.clone(), mark: mark(value, 1 + place % 9), comparison }
    };
    said(Chart::Caterpillar(CaterpillarChart {
        axis: axis(),
        centre: Some((2.7, "mean 2.70".to_owned())),
        rows: sites.iter().enumerate().map(row).collect(),
    }))
}

fn control(titles: &[String], count: usize, of: impl Fn(usize) -> Option<f64>) -> Figure {
    let panel = |(place, title): (usize, &String)| ControlPanel {
        title: title.clone(),
        values: (0..count).map(|year| of(place * 100 + year)).collect(),
        centre: Some((2.75, "median 2.75".to_owned())),
        limits: (place % 2 == 0).then_some((1.8, 3.7)),
        signals: if place == 0 && 9 < count {
            let rule = "9 years in a row on one side of the median; chance gives at most 8";
            vec![ControlSignal { years: (1..10).collect(), rule: rule.to_owned() }]
        } else {
            Vec::new()
        },
        verdict: "No year lies beyond the limits.".to_owned(),
    };
    said(Chart::Control(ControlChart {
        axis: axis(),
        years: years(2011, count),
        panels: titles.iter().enumerate().map(panel).collect(),
    }))
}

fn priority(titles: &[String], by: [f64; 4]) -> Figure {
    let words = [
        "Score 2.20, target 3.0",
        "Drawn toward all sites, because it rests on few ratings",
        "Not known exactly: it may be lower",
        "Counts 1.5 times (state priority)",
    ];
    let step = |(name, by): (&str, f64)| PriorityStep { name: name.to_owned(), by };
    let panel = |title: &String| PriorityPanel {
        title: title.clone(),
        steps: words.into_iter().zip(by).map(step).collect(),
        total: "Priority".to_owned(),
    };
    said(Chart::Priority(PriorityChart { panels: titles.iter().map(panel).collect() }))
}

/// Every mark at an end of the scale or beyond, or no number at all.
fn ends(seed: usize) -> f64 {
    [1.0, 4.0, -7.0, 99.0, f64::NAN, f64::INFINITY][seed % 6]
}

/// All samples of these kinds, each under its name.
pub(super) fn all() -> Vec<(String, Figure)> {
    let samples = of_a_site().into_iter().chain(of_ratings()).chain(of_sites());
    samples.map(|(name, figure)| (name.to_owned(), figure)).collect()
}

/// Standards of one site, and years.
fn of_a_site() -> Vec<(&'static str, Figure)> {
    let (twelve, one, strange) = (names(12), names(1), hostile());
    let none: Vec<String> = Vec::new();
    let pair = |place: usize| (value(place), value(place + 300));
    let line = |seed: usize| (0.1 < chance(seed)).then(|| value(seed));
    vec![
        ("change", change(&twelve, pair)),
        ("change-one", change(&one, pair)),
        ("change-equal", change(&twelve, |_| (3.0, 3.0))),
        ("change-none", change(&none, pair)),
        ("change-missing", change(&twelve, |_| (f64::NAN, 3.0))),
        ("change-hostile", change(&strange, |place| (ends(place), ends(place + 1)))),
        ("change-words", in_words(change(&twelve, pair))),
        ("change-percent", in_percent(change(&twelve, pair))),
        ("views", views(&twelve, pair)),
        ("views-one", views(&one, pair)),
        ("views-equal", views(&twelve, |_| (3.0, 3.0))),
        ("views-none", views(&none, pair)),
        ("views-hostile", views(&strange, |place| (ends(place), ends(place + 1)))),
        ("views-words", in_words(views(&twelve, pair))),
        ("views-percent", in_percent(views(&twelve, pair))),
        ("control", control(&names(2), 15, line)),
        ("control-1-year", control(&one, 1, line)),
        ("control-40-years", control(&one, 40, line)),
        ("control-equal", control(&one, 12, |_| Some(3.0))),
        ("control-missing", control(&one, 12, |_| None)),
        ("control-none", control(&none, 12, line)),
        ("control-hostile", control(&strange, 12, |seed| Some(ends(seed)))),
        ("priority", priority(&names(3), [0.8, -0.15, 0.08, 0.36])),
        ("priority-equal", priority(&one, [0.0, 0.0, 0.0, 0.0])),
        ("priority-above", priority(&names(2), [-0.4, 0.1, 0.5, -0.05])),
        ("priority-none", priority(&none, [0.8, -0.15, 0.08, 0.36])),
        ("priority-hostile", priority(&strange, [f64::NAN, 1e9, -1e9, f64::INFINITY])),
    ]
}

/// Levels and raters.
fn of_ratings() -> Vec<(&'static str, Figure)> {
    let (twelve, one, strange) = (names(12), names(1), hostile());
    let none: Vec<String> = Vec::new();
    let count = |place: usize, level: usize| {
        (0..8).filter(|step| chance(place * 70 + level * 9 + step) < 0.5).count()
    };
    let seven = ["1", "2", "3", "4", "5", "6", "7"];
    let five =
        ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree with all of it"];
    vec![
        ("shares", shares(&FOUR, &twelve, count)),
        ("shares-one", shares(&FOUR, &one, count)),
        ("shares-equal", shares(&FOUR, &twelve, |_, level| usize::from(level == 2) * 8)),
        (
            "shares-some-missing",
            shares(&FOUR, &twelve, |place, level| place % 2 * count(place, level)),
        ),
        ("shares-missing", shares(&FOUR, &twelve, |_, _| 0)),
        ("shares-five", shares(&five, &twelve, count)),
        ("shares-seven", shares(&seven, &twelve, count)),
        ("shares-two", shares(&["No", "Yes"], &twelve, |_, level| level * 123_456)),
        ("shares-hostile", shares(&HOSTILE, &strange, count)),
        ("agreement", agreement(&twelve, |place| (chance(place), Some(0.7 + chance(place) * 0.3)))),
        ("agreement-one", agreement(&one, |_| (0.5, None))),
        ("agreement-equal", agreement(&twelve, |_| (1.0, Some(1.0)))),
        ("agreement-none", agreement(&none, |_| (1.0, Some(1.0)))),
        ("agreement-hostile", agreement(&strange, |place| (ends(place), Some(ends(place + 2))))),
    ]
}

/// Sites beside each other.
fn of_sites() -> Vec<(&'static str, Figure)> {
    let (twelve, one, strange) = (names(12), names(1), hostile());
    let none: Vec<String> = Vec::new();
    let common = |place: usize| (40 - place * 3, 12_usize.saturating_sub(place), 45 - place % 4);
    let looks = |place: usize| (1 + place % 7, (value(place) + 5.4) / 3.0);
    let few = |place: usize| (1, value(place));
    let shows = |seed: usize| (0.15 < chance(seed + 5)).then(|| value(seed));
    vec![
        ("heat", heat(&sites(12), &twelve, shows)),
        ("heat-one", heat(&sites(1), &one, shows)),
        ("heat-60", heat(&sites(60), &twelve, shows)),
        ("heat-equal", heat(&sites(12), &twelve, |_| Some(3.0))),
        ("heat-missing", heat(&sites(12), &twelve, |_| None)),
        ("heat-none", heat(&none, &twelve, shows)),
        ("heat-hostile", heat(&strange, &strange, |seed| Some(ends(seed)))),
        ("heat-20-columns", heat(&sites(12), &names(20), shows)),
        ("heat-percent", in_percent(heat(&sites(12), &twelve, shows))),
        ("pareto", pareto(&twelve, common)),
        ("pareto-one", pareto(&one, common)),
        ("pareto-equal", pareto(&twelve, |_| (9, 4, 9))),
        ("pareto-missing", pareto(&twelve, |_| (0, 0, 0))),
        ("pareto-none-below", pareto(&twelve, |_| (0, 0, 60))),
        ("pareto-hostile", pareto(&strange, |_| (123_456, 99_999, 654_321))),
        ("funnel", funnel(&sites(60), 2.7, looks)),
        ("funnel-one", funnel(&sites(1), 2.7, looks)),
        ("funnel-one-visit", funnel(&sites(60), 2.7, few)),
        ("funnel-equal", funnel(&sites(60), 3.0, |_| (3, 3.0))),
        ("funnel-none", funnel(&none, 2.7, looks)),
        ("funnel-outside", funnel(&sites(60), 2.7, |place| (30 + place % 9, value(place)))),
        ("funnel-wide", funnel(&sites(20), 2.7, |place| (1 + place * 40, value(place)))),
        ("funnel-hostile", funnel(&strange, 2.7, |place| (50, ends(place)))),
        ("caterpillar", caterpillar(&sites(12), value)),
        ("caterpillar-one", caterpillar(&sites(1), value)),
        ("caterpillar-60", caterpillar(&sites(60), value)),
        ("caterpillar-equal", caterpillar(&sites(31), |_| 3.0)),
        ("caterpillar-none", caterpillar(&none, value)),
        ("caterpillar-hostile", caterpillar(&strange, ends)),
        ("caterpillar-words", in_words(caterpillar(&sites(40), value))),
    ]
}
