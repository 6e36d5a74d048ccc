//! Invented figures: plain ones, and the strangest that can come.

mod more;

use crate::language::Language;
use crate::model::EvidenceSource;
use crate::report::{
    Axis, Chart, Figure, Mark, ProfileChart, ProfileGroup, ProfileRow, StandardsChart,
    StandardsRow, Table, TrendChart, TrendLine, TrendPanel, TrendPoint,
};

pub(super) const STANDARDS: [&str; 12] = [
    "Safe and Supportive Environment",
    "Active and Engaged Learning",
    "Skill Building",
    "Youth Voice and Leadership",
    "Healthy Choices and Behaviors",
    "Diversity, Access, and Equity",
    "Quality Staff",
    "Clear Vision, Mission, and Purpose",
    "Collaborative Partnerships",
    "Continuous Quality Improvement",
    "Program Management",
    "Sustainability",
];

/// Names that people should not give, and that must do no harm.
pub(super) const HOSTILE: [&str; 6] = [
    "A standard whose name goes on and on until it has one hundred and twenty letters, which is more than any row has room for ok",
    "🚀🧪 Rockets & science 👩‍🔬🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀",
    "מרכז הלמידה המורחבת של השכונה \u{202e}txet",
    "=cmd|' /C calc'!A0",
    "<script>alert(\"x\")</script>",
    "Pneumonoultramicroscopicsilicovolcanoconiosis-Pneumonoultramicroscopicsilicovolcanoconiosis",
];

pub(super) fn figure(finding: &str, subtitle: &str, chart: Chart) -> Figure {
    let data =
        Table { caption: String::new(), head: Vec::new(), rows: Vec::new(), widths: Vec::new() };
    Figure {
        language: Language::English,
        name: "A figure".to_owned(),
        id: "sample".to_string(),
        finding: finding.to_string(),
        subtitle: subtitle.to_string(),
        description: format!("In words: {finding}."),
        chart,
        data,
    }
}

pub(super) fn axis() -> Axis {
    let ticks = (1..=4).map(|tick| (f64::from(tick), tick.to_string())).collect();
    Axis { lowest: 1.0, highest: 4.0, ticks, target: Some((3.0, "target 3.0".to_string())) }
}

pub(super) fn years(first: u16, count: usize) -> Vec<String> {
    (first..).take(count).map(|year| format!("{year}-{:02}", (year + 1) % 100)).collect()
}

/// A mark whose interval is as wide as `n` looks make it, within 1 and 4.
pub(super) fn mark(value: f64, n: usize) -> Mark {
    let half = 1.14 / (n.max(1) as f64).sqrt();
    let interval = Some(((value - half).max(1.0), (value + half).min(4.0)));
    Mark { value, interval, n, thin: n < 3 }
}

/// A number between 0 and 1 that looks like chance and never changes.
pub(super) fn chance(seed: usize) -> f64 {
    let turned = (seed as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (turned ^ (turned >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((mixed >> 40) % 1000) as f64 / 1000.0
}

fn quarter(seed: usize) -> f64 {
    1.0 + (chance(seed) * 12.0).round() / 4.0
}

pub(super) fn line(label: &str, segments: &[&[(usize, f64, usize)]]) -> TrendLine {
    let point = |&(year, value, n): &(usize, f64, usize)| TrendPoint { year, mark: mark(value, n) };
    let segments = segments.iter().map(|segment| segment.iter().map(point).collect()).collect();
    TrendLine { label: label.to_string(), segments }
}

pub(super) fn trend(years: Vec<String>, panels: Vec<TrendPanel>) -> Figure {
    figure(
        "Youth Voice and Leadership has risen for three years and now meets its target",
        "Mean of the self-assessment (1 to 4) and of outside observation, school years 2020-21 to 2025-26",
        Chart::Trend(TrendChart { axis: axis(), years, panels }),
    )
}

/// The chart of a plan: three focus standards, six years, a gap and a change of form.
pub(super) fn three_panels() -> Figure {
    let panel = |title: &str, lines| TrendPanel { title: title.to_string(), lines };
    let voice = panel(
        "Youth Voice and Leadership",
        vec![
            line(
                "Self-assessment",
                &[&[(0, 2.1, 4), (1, 2.3, 5), (2, 2.4, 5), (3, 2.8, 6), (4, 2.9, 7), (5, 3.1, 8)]],
            ),
            line("Observation", &[&[(2, 2.0, 2), (3, 2.5, 4), (4, 2.5, 4), (5, 2.7, 6)]]),
        ],
    );
    let skill = panel(
        "Skill Building",
        vec![line(
            "Self-assessment",
            &[&[(0, 2.6, 4), (1, 2.5, 5), (3, 2.4, 6), (4, 2.6, 2), (5, 2.5, 8)]],
        )],
    );
    let staff = panel(
        "Quality Staff",
        vec![
            line(
                "Self-assessment",
                &[
                    &[(0, 3.2, 4), (1, 3.1, 5), (2, 3.0, 5)],
                    &[(3, 2.2, 6), (4, 2.4, 7), (5, 2.4, 8)],
                ],
            ),
            line("Observation", &[&[(5, 2.5, 12)]]),
        ],
    );
    trend(years(2020, 6), vec![voice, skill, staff])
}

/// `panels` panels over `count` years of both sources, with holes.
pub(super) fn many(panels: usize, count: usize) -> Figure {
    let panel = |panel: usize| {
        let points = |source: usize| -> Vec<(usize, f64, usize)> {
            let seed = |year: usize| panel * 1000 + source * 100 + year;
            let there = (0..count).filter(|year| 0.15 < chance(seed(*year) + 7));
            there.map(|year| (year, quarter(seed(year)), seed(year) % 13 + 1)).collect()
        };
        TrendPanel {
            title: STANDARDS[panel % 12].to_string(),
            lines: vec![line("Self-assessment", &[&points(0)]), line("Observation", &[&points(1)])],
        }
    };
    trend(years(2011, count), (0..panels).map(panel).collect())
}

/// Every value the same, from both sources, in every year.
pub(super) fn all_equal() -> Figure {
    let points: Vec<(usize, f64, usize)> = (0..5).map(|year| (year, 3.0, 5)).collect();
    let mut observation = line("Observation", &[&points]);
    for point in &mut observation.segments[0] {
        point.mark.interval = Some((3.0, 3.0));
    }
    let lines = vec![line("Self-assessment", &[&points]), observation];
    trend(years(2021, 5), vec![TrendPanel { title: "Skill Building".to_string(), lines }])
}

pub(super) fn all_missing() -> Figure {
    let panel = |title: &str, lines| TrendPanel { title: title.to_string(), lines };
    let empty = line("Self-assessment", &[&[]]);
    trend(
        years(2021, 5),
        vec![panel("Skill Building", Vec::new()), panel("Quality Staff", vec![empty])],
    )
}

pub(super) fn without_years() -> Figure {
    trend(Vec::new(), Vec::new())
}

pub(super) fn standards_of(names: &[&str]) -> Figure {
    let row = |(place, name): (usize, &&str)| StandardsRow {
        name: (*name).to_string(),
        in_focus: [2, 3, 6].contains(&place),
        self_assessment: (place != 9).then(|| mark(quarter(place), 4 + place)),
        observation: (place % 3 == 0 && place != 9).then(|| mark(quarter(place + 50), place + 2)),
        self_assessment_before: (place % 2 == 0).then(|| quarter(place + 70)),
        observation_before: (place % 4 == 0).then(|| quarter(place + 90)),
    };
    let rows = names.iter().enumerate().map(row).collect();
    figure(
        "Three of twelve standards meet the target; Youth Voice and Leadership is furthest from it",
        "Mean rating 1 to 4 in 2025-26; self-assessment and outside observation are shown apart",
        Chart::Standards(StandardsChart { axis: axis(), rows }),
    )
}

/// As they mostly are: near the target, with the intervals of a few responses.
pub(super) fn twelve_standards() -> Figure {
    let values = [3.4, 2.9, 2.5, 2.1, 3.1, 2.8, 2.4, 3.3, 2.7, f64::NAN, 3.0, 2.6];
    let row = |(place, name): (usize, &&str)| StandardsRow {
        name: (*name).to_string(),
        in_focus: [2, 3, 6].contains(&place),
        self_assessment: (place != 9).then(|| mark(values[place], 6)),
        observation: [1, 2, 3, 6].contains(&place).then(|| mark(values[place] - 0.3, place + 1)),
        self_assessment_before: (place != 10).then_some(values[place] - 0.25),
        observation_before: (place == 3).then_some(values[place] - 0.3),
    };
    let rows = STANDARDS.iter().enumerate().map(row).collect();
    figure(
        "Four of twelve standards meet the target; Youth Voice and Leadership is furthest from it",
        "Mean rating 1 to 4 in 2025-26; self-assessment and outside observation are shown apart",
        Chart::Standards(StandardsChart { axis: axis(), rows }),
    )
}

/// The axis of a chart, to be changed.
fn axis_of(figure: &mut Figure) -> &mut Axis {
    match &mut figure.chart {
        Chart::Trend(chart) => &mut chart.axis,
        Chart::Standards(chart) => &mut chart.axis,
        Chart::Profile(chart) => &mut chart.axis,
        Chart::Change(chart) => &mut chart.axis,
        Chart::Control(chart) => &mut chart.axis,
        Chart::Views(chart) => &mut chart.axis,
        Chart::Agreement(chart) => &mut chart.axis,
        Chart::HeatMap(chart) => &mut chart.axis,
        Chart::Funnel(chart) => &mut chart.axis,
        Chart::Caterpillar(chart) => &mut chart.axis,
        Chart::Priority(_) | Chart::Shares(_) | Chart::Pareto(_) => panic!("no axis"),
    }
}

/// `figure` with words for ticks.
fn in_words(mut figure: Figure) -> Figure {
    let words = ["Strongly disagree", "Disagree", "Agree", "Strongly agree, and more than that"];
    for (tick, word) in axis_of(&mut figure).ticks.iter_mut().zip(words) {
        tick.1 = word.to_string();
    }
    figure
}

/// `figure` on a scale from 0 to 100 with a tick at every fifth.
fn in_percent(mut figure: Figure) -> Figure {
    let ticks = (0..=20).map(|tick| (f64::from(tick) * 5.0, format!("{}%", tick * 5))).collect();
    let target = Some((100.0, "target 3.0".to_string()));
    *axis_of(&mut figure) = Axis { lowest: 0.0, highest: 100.0, ticks, target };
    figure
}

/// More sources than there are kinds of marks.
fn five_sources() -> Figure {
    let label = |source: usize| format!("Source number {source}, with a long name");
    let lines = (0..5).map(|source| line(&label(source), &[&[(0, 2.0, 3), (1, 3.0, 9)]]));
    let panel = TrendPanel { title: "Skill Building".to_string(), lines: lines.collect() };
    trend(years(2024, 2), vec![panel])
}

/// Every mark at an end of the scale, with an interval over all of it.
pub(super) fn extreme_standards() -> Figure {
    let wide = |value| Some(Mark { value, interval: Some((-9.0, 99.0)), n: 123_456, thin: true });
    let row = |name: &&str| StandardsRow {
        name: (*name).to_string(),
        in_focus: true,
        self_assessment: wide(4.0),
        observation: wide(1.0),
        self_assessment_before: Some(4.0),
        observation_before: Some(f64::NAN),
    };
    let rows = HOSTILE.iter().map(row).collect();
    let mut figure = standards_of(&[]);
    figure.finding = HOSTILE.join(" ");
    figure.subtitle = HOSTILE.join(" ");
    figure.description = HOSTILE.join(" ");
    figure.chart = Chart::Standards(StandardsChart { axis: axis(), rows });
    figure
}

pub(super) fn hostile_trend() -> Figure {
    let panel = |title: &&str| TrendPanel {
        title: (*title).to_string(),
        lines: HOSTILE
            .iter()
            .take(3)
            .map(|label| line(label, &[&[(0, 1.0, 1), (1, 4.0, 9999)]]))
            .collect(),
    };
    let mut figure = trend(
        vec![HOSTILE[0].to_string(), HOSTILE[1].to_string()],
        HOSTILE.iter().map(panel).collect(),
    );
    figure.finding = HOSTILE[4].to_string();
    figure
}

pub(super) fn profile() -> Figure {
    let groups = [
        (
            "Features of the learning environment",
            ["Organization", "Materials", "Space utilization"],
        ),
        ("Activity engagement", ["Participation", "Purposeful activities", "Engagement with STEM"]),
        ("STEM knowledge and practices", ["STEM content learning", "Inquiry", "Reflection"]),
        ("Youth development in STEM", ["Relationships", "Relevance", "Youth voice"]),
    ];
    let group = |(place, (name, rows)): (usize, &(&str, [&str; 3]))| ProfileGroup {
        name: (*name).to_string(),
        rows: rows
            .iter()
            .enumerate()
            .map(|(row, name)| {
                let seed = place * 3 + row;
                ProfileRow {
                    name: (*name).to_string(),
                    mark: (seed != 8).then(|| mark(2.0 + chance(seed) * 1.8, 1 + seed % 6)),
                    reference: Some(2.2 + chance(seed + 40) * 1.2),
                }
            })
            .collect(),
    };
    figure(
        "Relevance and reflection are the weakest dimensions; relationships are a strength",
        "Dimensions of Success, mean rating 1 to 4 over 6 observations in 2025-26",
        Chart::Profile(ProfileChart {
            axis: axis(),
            source: EvidenceSource::Observation,
            reference_label: Some("Programs in a national study, 2019".to_string()),
            groups: groups.iter().enumerate().map(group).collect(),
        }),
    )
}

/// All samples, each under its name.
pub(super) fn all() -> Vec<(String, Figure)> {
    let known = vec![
        ("trend-3-panels", three_panels()),
        ("trend-1-year", many(2, 1)),
        ("trend-15-years", many(1, 15)),
        ("trend-4x5", many(4, 5)),
        ("trend-6x10", many(6, 10)),
        ("trend-12x5", many(12, 5)),
        ("trend-12x15", many(12, 15)),
        ("trend-40-years", many(2, 40)),
        ("trend-equal", all_equal()),
        ("trend-missing", all_missing()),
        ("trend-empty", without_years()),
        ("trend-hostile", hostile_trend()),
        ("trend-words", in_words(three_panels())),
        ("trend-percent", in_percent(many(6, 4))),
        ("trend-5-sources", five_sources()),
        ("standards", twelve_standards()),
        ("standards-words", in_words(twelve_standards())),
        ("standards-percent", in_percent(twelve_standards())),
        ("standards-chance", standards_of(&STANDARDS)),
        ("standards-none", standards_of(&[])),
        ("standards-hostile", standards_of(&HOSTILE)),
        ("standards-extreme", extreme_standards()),
        ("profile", profile()),
    ];
    let known = known.into_iter().map(|(name, figure)| (name.to_owned(), figure));
    known.chain(more::all()).collect()
}
