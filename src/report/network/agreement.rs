//! How far raters agree, and how many visits would be enough: a part of the network page.
//!
//! Of observers it says how many there are and how many differ. Who they are stands in the data
//! files alone.

use super::{Block, Cell, heading, number, say, short_name, sites, table};
use crate::{
    analysis::{
        ALL, Agreement, Coefficient, NoFigure, NotEnough, Observer, ObserverStanding, Reliability,
        SpreadBasis,
    },
    language::{Language, all_of, facts},
    model::{Basis, EvidenceSource, shown_score},
    pipeline::Study,
    report::figure,
};

/// More visits a year than this are not asked of anyone: a school year has about 36 weeks.
const MOST_VISITS: u32 = 30;

/// Shares of fewer visits or rounds than this are no chart.
const FEWEST_CHARTED: usize = 2;

/// Nothing where neither visits nor people who rated alone can be compared.
pub(super) fn agreement(study: &Study) -> Vec<Block> {
    let over_all = |row: &&Agreement| *row.level == *ALL;
    let rows: Vec<&Agreement> = study.analysis.agreement.iter().filter(over_all).collect();
    let is_seen = |source: EvidenceSource| source == EvidenceSource::Observation;
    let has_visits = study.observations.rows.iter().any(|row| is_seen(row.form.source));
    if rows.is_empty() && !has_visits {
        return Vec::new();
    }
    let language = study.language;
    let mut blocks = vec![heading(1, say!(language, "network-agreement"))];
    if has_visits && !rows.iter().any(|row| is_seen(row.source)) {
        blocks.push(Block::Paragraph(say!(language, "network-agreement-no-visit-twice")));
    }
    if !rows.is_empty() {
        blocks.push(agreement_table(study, &rows));
        blocks.push(Block::Note(say!(language, "network-agreement-note")));
        blocks.extend(charts(study, &rows));
    }
    blocks.extend(observers(study));
    if has_visits && 1 < sites(study).len() {
        blocks.extend(enough(study));
    }
    blocks
}

/// The chart of each tool, item by item. None of what was seldom rated twice: the table says it.
fn charts(study: &Study, rows: &[&Agreement]) -> Vec<Block> {
    let often = rows.iter().any(|row| FEWEST_CHARTED <= row.things);
    let charts = if often { figure::agreement(study, None) } else { Vec::new() };
    charts.into_iter().map(Block::figure).collect()
}

fn agreement_table(study: &Study, rows: &[&Agreement]) -> Block {
    let language = study.language;
    let row = |row: &&Agreement| {
        vec![
            Cell::Text(tool(study, &row.instrument, Some(&row.version))),
            Cell::Text(raters(language, row.source)),
            Cell::Text(in_words(language, row)),
            Cell::Text(rated_by_several(language, row)),
            Cell::Text(beyond_chance(language, row.alpha)),
            Cell::Text(beyond_chance(language, row.gwet)),
        ]
    };
    let columns = [
        ("network-tool", 14),
        ("network-agreement-raters", 13),
        ("network-agreement-in-words", 33),
        ("network-agreement-several", 16),
        ("network-agreement-alpha", 12),
        ("network-agreement-ac", 12),
    ];
    let caption = say!(language, "network-agreement-caption");
    table(language, caption, &columns, rows.iter().map(row).collect())
}

/// The name of a tool, with its version where that is not the present one.
fn tool(study: &Study, id: &str, version: Option<&str>) -> String {
    let Some(instrument) = study.rulebook.instruments.get(id) else { return id.to_owned() };
    match version {
        Some(version) if version != instrument.instrument_version => {
            let tool = instrument.short_name.as_str();
            say!(study.language, "network-tool-version", tool = tool, version = version)
        }
        _ => instrument.short_name.clone(),
    }
}

fn raters(language: Language, source: EvidenceSource) -> String {
    match source {
        EvidenceSource::Observation => say!(language, "network-agreement-observers"),
        EvidenceSource::SelfAssessment => say!(language, "network-agreement-people"),
    }
}

fn rated_by_several(language: Language, row: &Agreement) -> String {
    let (things, people) = (row.things, row.raters);
    match row.source {
        EvidenceSource::Observation => {
            say!(language, "network-agreement-visits", things = things, people = people)
        }
        EvidenceSource::SelfAssessment => {
            say!(language, "network-agreement-rounds", things = things, people = people)
        }
    }
}

fn beyond_chance(language: Language, figure: Result<Coefficient, NoFigure>) -> String {
    match figure {
        Ok(Coefficient { value, interval: Some(interval) }) => {
            let (value, range) = (format!("{value:.2}"), say::interval(language, &interval, None));
            say!(language, "network-agreement-figure", value = value, range = range)
        }
        Ok(Coefficient { value, interval: None }) => {
            say!(language, "network-agreement-unsure", value = format!("{value:.2}"))
        }
        Err(NoFigure::NoVariation) => say!(language, "network-agreement-no-variation"),
        Err(_) => say!(language, "network-agreement-levels-only"),
    }
}

/// How far they agree in a sentence, and counted out.
fn in_words(language: Language, row: &Agreement) -> String {
    format!("{} {}.", verdict(language, row), counted(language, row))
}

/// More than this share of pairs further than one level apart is a reason to talk first.
const FAR_APART: f64 = 0.05;

/// What the shares come to, for people who want no numbers.
fn verdict(language: Language, row: &Agreement) -> String {
    let is_far = row.within_one.is_some_and(|near| FAR_APART < 1.0 - near);
    match (0.5 <= row.exact, is_far, row.within_one) {
        _ if row.things < FEWEST_CHARTED => say!(language, "network-agreement-one"),
        (_, true, _) => say!(language, "network-agreement-far"),
        (true, false, Some(_)) => say!(language, "network-agreement-close"),
        (false, false, Some(_)) => say!(language, "network-agreement-next-level"),
        (true, false, None) => say!(language, "network-agreement-mostly"),
        (false, false, None) => say!(language, "network-agreement-seldom"),
    }
}

/// Of all pairs where there are few, else of 100.
fn counted(language: Language, row: &Agreement) -> String {
    let pairs = row.pairs.min(100);
    let of_pairs = |share: f64| (share * pairs as f64).round();
    let same = of_pairs(row.exact);
    let told = format!("{same:.0}");
    let Some(within) = row.within_one else {
        return say!(language, "network-agreement-same", same = told, pairs = pairs);
    };
    let near = of_pairs(within);
    let (far, near) = (pairs as f64 - near, near - same);
    let near = some_or_none(language, near, within - row.exact);
    let far = some_or_none(language, far, 1.0 - within);
    let facts = facts!(same = told, pairs = pairs, near = near, far = far);
    language.say("network-agreement-near", &facts)
}

/// A rounded count. None is said only where there is none.
fn some_or_none(language: Language, count: f64, share: f64) -> String {
    if count < 1.0 && 0.0 < share {
        say!(language, "network-agreement-under-one")
    } else {
        format!("{count:.0}")
    }
}

/// How many observers give clearly more or less than others, a line a tool. None where all are alike.
pub(super) fn observers_who_differ(study: &Study) -> Vec<String> {
    let observers = &study.analysis.observers;
    let line = |some: &[Observer]| {
        let tool = tool(study, &some[0].instrument, Some(&some[0].version));
        who_differ(study.language, &tool, some)
    };
    observers.chunk_by(of_a_tool).filter_map(line).collect()
}

/// The ways of an observer who differs, with the messages that count them.
const DIFFERING: &[(ObserverStanding, &str)] = &[
    (ObserverStanding::GivesMore, "network-short-observers-more"),
    (ObserverStanding::GivesLess, "network-short-observers-less"),
    (ObserverStanding::TwoDiffer, "network-short-observers-two"),
];

fn who_differ(language: Language, tool: &str, observers: &[Observer]) -> Option<String> {
    let of = |standing| observers.iter().filter(move |one| one.standing == standing);
    let counted = DIFFERING.iter().map(|&(standing, name)| (of(standing).count(), name));
    let ways: Vec<String> = counted
        .filter(|(n, _)| 0 < *n)
        .map(|(n, name)| language.say(name, &facts!(n = n)))
        .collect();
    let those = DIFFERING.iter().flat_map(|&(standing, _)| of(standing));
    let most = those.filter_map(|one| one.offset).map(f64::abs).max_by(f64::total_cmp)?;
    let ways = all_of(language, ways.iter().map(String::as_str));
    let (all, most) = (observers.len(), shown_score(most));
    let facts = facts!(all = all, tool = tool, ways = ways, most = most);
    Some(language.say("network-short-observers", &facts))
}

fn of_a_tool(one: &Observer, next: &Observer) -> bool {
    (&one.instrument, &one.version) == (&next.instrument, &next.version)
}

/// How observers compare, tool by tool, without a name.
fn observers(study: &Study) -> Option<Block> {
    let line = |some: &[Observer]| {
        let tool = tool(study, &some[0].instrument, Some(&some[0].version));
        observers_in_words(study.language, &tool, some)
    };
    let lines: Vec<String> = study.analysis.observers.chunk_by(of_a_tool).map(line).collect();
    if lines.is_empty() { None } else { Some(Block::List(lines)) }
}

fn observers_in_words(language: Language, tool: &str, observers: &[Observer]) -> String {
    let many = |standing| observers.iter().filter(|one| one.standing == standing).count();
    let untold = many(ObserverStanding::NotApartFromSites) + many(ObserverStanding::CannotTell);
    let (n, compared) = (observers.len(), observers.len() - untold);
    let mut said =
        vec![say!(language, "network-observers", tool = tool, compared = compared, n = n)];
    let clear = many(ObserverStanding::NoClearDifference);
    if 0 < compared && clear == compared {
        said.push(say!(language, "network-observers-alike"));
    }
    let told = STANDINGS.iter().filter(|(standing, _)| 0 < many(*standing));
    said.extend(told.map(|(standing, name)| language.say(name, &facts!(n = many(*standing)))));
    said.join(" ")
}

/// The messages that say how many observers stand so.
const STANDINGS: &[(ObserverStanding, &str)] = &[
    (ObserverStanding::GivesMore, "network-observers-more"),
    (ObserverStanding::GivesLess, "network-observers-less"),
    (ObserverStanding::TwoDiffer, "network-observers-two"),
    (ObserverStanding::NotApartFromSites, "network-observers-own-sites"),
    (ObserverStanding::CannotTell, "network-observers-few-visits"),
];

/// How many visits would be enough, standard by standard.
fn enough(study: &Study) -> Vec<Block> {
    let of_standards = |row: &&Reliability| &*row.level == "standard";
    let mut rows: Vec<&Reliability> =
        study.analysis.reliabilities.iter().filter(of_standards).collect();
    rows.sort_by_key(|row| (number(study, &row.id), row.source, row.instrument.clone()));
    let language = study.language;
    let title = heading(2, say!(language, "network-enough"));
    let Some(first) = rows.first() else {
        return vec![title, Block::Paragraph(say!(language, "network-enough-untold"))];
    };
    let (share, rest) =
        (say::percent(language, first.goal), say::percent(language, 1.0 - first.goal));
    let note = say!(language, "network-enough-note", share = share, rest = rest);
    let columns = [
        ("network-standard", 28),
        ("network-tool", 20),
        ("network-enough-of-one", 18),
        ("network-enough-head", 34),
    ];
    let rows = rows.iter().map(|row| enough_row(study, row)).collect();
    let table = table(language, say!(language, "network-enough-caption"), &columns, rows);
    vec![title, table, Block::Note(note)]
}

fn enough_row(study: &Study, row: &Reliability) -> Vec<Cell> {
    let language = study.language;
    let enough = enough_in_words(language, row);
    let enough = match row.spread_basis {
        SpreadBasis::Measured => enough,
        SpreadBasis::Assumed => say!(language, "network-enough-assumed", enough = enough),
    };
    vec![
        Cell::Text(short_name(study, &row.id)),
        Cell::Text(tool(study, &row.instrument, row.version.as_deref())),
        Cell::Number(say::percent(language, row.of_one)),
        Cell::Text(enough),
    ]
}

fn enough_in_words(language: Language, row: &Reliability) -> String {
    match row.enough {
        Ok(many) if many <= MOST_VISITS => looks(language, row, many),
        Ok(_) | Err(NotEnough::TooMany) => {
            let looks = looks(language, row, MOST_VISITS);
            say!(language, "network-enough-too-many", looks = looks)
        }
        Err(NotEnough::SitesAlike) => say!(language, "network-enough-alike"),
    }
}

fn looks(language: Language, row: &Reliability, many: u32) -> String {
    match (row.source, row.basis) {
        (EvidenceSource::Observation, _) => say!(language, "network-enough-visits", n = many),
        (EvidenceSource::SelfAssessment, Some(Basis::Consensus)) => {
            say!(language, "network-enough-ratings", n = many)
        }
        (EvidenceSource::SelfAssessment, _) => say!(language, "network-enough-people", n = many),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreement(pairs: usize, exact: f64, within_one: Option<f64>) -> Agreement {
        Agreement {
            source: EvidenceSource::Observation,
            instrument: "visits".into(),
            version: "1".into(),
            level: ALL.into(),
            id: "visits".into(),
            items: 1,
            things: 12,
            raters: 3,
            pairs,
            exact,
            within_one,
            alpha: Err(NoFigure::NoVariation),
            gwet: Ok(Coefficient { value: 0.5, interval: None }),
            kappa: Err(NoFigure::SeveralItems),
        }
    }

    #[test]
    fn few_pairs_are_counted_and_many_are_said_of_a_hundred() {
        let said = [
            (
                agreement(36, 26.0 / 36.0, Some(1.0)),
                "The same level in 26 of 36 pairs of ratings, one level apart in 10, further apart in 0",
            ),
            (
                agreement(400, 0.7149, Some(0.98)),
                "The same level in 71 of 100 pairs of ratings, one level apart in 27, further apart in 2",
            ),
            (
                agreement(4147, 0.66, Some(0.9993)),
                "The same level in 66 of 100 pairs of ratings, one level apart in 34, further apart in \
                 fewer than 1",
            ),
            (agreement(1, 1.0, None), "The same level in 1 of 1 pair of ratings"),
        ];
        for (row, words) in said {
            assert_eq!(counted(Language::English, &row), words);
        }
    }

    #[test]
    fn how_far_raters_agree_is_said_without_a_number() {
        let of = |exact, within| verdict(Language::English, &agreement(400, exact, within));
        assert_eq!(
            of(0.66, Some(0.99)),
            "Most ratings are the same, and few are more than one level apart."
        );
        assert_eq!(
            of(0.49, Some(0.96)),
            "Ratings often differ, but seldom by more than one level: talk about what each level \
             means before you rate."
        );
        assert_eq!(
            of(0.66, Some(0.9)),
            "Ratings differ, and some by more than one level: agree on what each level means, and \
             rate a few together first."
        );
        assert_eq!(of(0.9, None), "Most ratings are the same.");
        let one = Agreement { things: 1, ..agreement(330, 0.45, Some(0.9)) };
        assert_eq!(
            verdict(Language::English, &one),
            "Rated by several only once: too little to judge by."
        );
    }

    #[test]
    fn a_figure_that_is_not_there_says_why() {
        let row = agreement(36, 1.0, None);
        assert_eq!(beyond_chance(Language::English, row.alpha), "every rating is the same");
        assert_eq!(beyond_chance(Language::English, row.gwet), "0.50; how sure cannot be told");
    }

    fn offset(standing: ObserverStanding) -> Option<f64> {
        match standing {
            ObserverStanding::GivesMore => Some(0.25),
            ObserverStanding::GivesLess => Some(-0.6),
            _ => None,
        }
    }

    fn observer(standing: ObserverStanding) -> Observer {
        Observer {
            instrument: "visits".into(),
            version: "1".into(),
            name: "Ann Lee".into(),
            visits: 3,
            linked: None,
            offset: offset(standing),
            standard_error: None,
            shrunken: None,
            shrunken_error: None,
            p: None,
            p_adjusted: None,
            standing,
        }
    }

    #[test]
    fn observers_are_counted_and_not_named() {
        use ObserverStanding::{GivesMore, NoClearDifference, NotApartFromSites};
        let of = |standings: &[ObserverStanding]| {
            let observers: Vec<Observer> = standings.iter().copied().map(observer).collect();
            observers_in_words(Language::English, "DoS", &observers)
        };
        assert_eq!(
            of(&[NoClearDifference; 2]),
            "DoS: 2 of 2 observers can be compared with others who saw the same sites in the same year. \
             None of them differs clearly."
        );
        assert_eq!(
            of(&[NoClearDifference, GivesMore, NotApartFromSites]),
            "DoS: 2 of 3 observers can be compared with others who saw the same sites in the same year. \
             1 clearly above the others at the same sites. 1 at sites that nobody else saw: whether the \
             observer is strict or the site is low cannot be told."
        );
    }

    #[test]
    fn observers_who_differ_are_told_in_a_line() {
        use ObserverStanding::{GivesLess, GivesMore, NoClearDifference};
        let of = |standings: &[ObserverStanding]| {
            let observers: Vec<Observer> = standings.iter().copied().map(observer).collect();
            who_differ(Language::English, "DoS", &observers)
        };
        assert_eq!(of(&[NoClearDifference; 3]), None);
        assert_eq!(
            of(&[NoClearDifference, GivesMore, GivesLess]).as_deref(),
            Some(
                "Of 3 observers (DoS), beside others at the same sites, 1 gives clearly more and 1 \
                 gives clearly less, by up to 0.60."
            )
        );
    }

    #[test]
    fn spanish_counts_observers_in_its_own_grammar() {
        use ObserverStanding::{CannotTell, TwoDiffer};
        let of = |standings: &[ObserverStanding]| {
            let observers: Vec<Observer> = standings.iter().copied().map(observer).collect();
            observers_in_words(Language::Spanish, "DoS", &observers)
        };
        assert_eq!(
            of(&[TwoDiffer, TwoDiffer, CannotTell]),
            "DoS: 2 de 3 personas que observan se pueden comparar con otras que vieron los mismos \
             sitios en el mismo año. 2 difieren, de dos en dos; no se puede saber cuál de las dos se \
             desvía. 1 con muy pocas visitas junto a las de otras personas para saberlo."
        );
        let same = counted(Language::Spanish, &agreement(1, 1.0, None));
        assert_eq!(same, "El mismo nivel en 1 de 1 par de calificaciones");
    }

    #[test]
    fn what_would_take_too_many_visits_is_said() {
        let row = |enough| Reliability {
            source: EvidenceSource::Observation,
            instrument: "visits".into(),
            version: None,
            basis: None,
            level: "standard".into(),
            id: "one".into(),
            sites: 12,
            spread_basis: SpreadBasis::Measured,
            of_one: 0.2,
            goal: 0.7,
            enough,
        };
        let said = [
            (Ok(1), "1 visit"),
            (Ok(30), "30 visits"),
            (Ok(31), "cannot be reached with fewer than 30 visits"),
            (Err(NotEnough::TooMany), "cannot be reached with fewer than 30 visits"),
            (
                Err(NotEnough::SitesAlike),
                "no number: sites differ no more than one site does from visit to visit",
            ),
        ];
        for (enough, words) in said {
            assert_eq!(enough_in_words(Language::English, &row(enough)), words);
        }
        let people = Reliability { source: EvidenceSource::SelfAssessment, ..row(Ok(6)) };
        assert_eq!(enough_in_words(Language::English, &people), "6 people");
        assert_eq!(enough_in_words(Language::Spanish, &people), "6 personas");
        let too_many = enough_in_words(Language::Spanish, &row(Ok(31)));
        assert_eq!(too_many, "no se alcanza con menos de 30 visitas");
    }
}
