//! How far raters agree, and how many visits would be enough: a part of the network page.
//!
//! Of observers it says how many there are and how many differ. Who they are stands in the data
//! files alone.

use super::{Block, Cell, Table, number, say, short_name};
use crate::{
    analysis::{
        ALL, Agreement, Coefficient, NoFigure, NotEnough, Observer, ObserverStanding, Reliability,
        SpreadBasis,
    },
    diagnostic::{count, count_of},
    model::{Basis, EvidenceSource},
    pipeline::Study,
    report::figure,
};

/// More visits a year than this are not asked of anyone: a school year has about 36 weeks.
const MOST_VISITS: u32 = 30;

/// Nothing where neither visits nor people who rated alone can be compared.
pub(super) fn agreement(study: &Study) -> Vec<Block> {
    let over_all = |row: &&Agreement| *row.level == *ALL;
    let rows: Vec<&Agreement> = study.analysis.agreement.iter().filter(over_all).collect();
    let is_seen = |source: EvidenceSource| source == EvidenceSource::Observation;
    let has_visits = study.observations.rows.iter().any(|row| is_seen(row.form.source));
    if rows.is_empty() && !has_visits {
        return Vec::new();
    }
    let mut blocks = vec![heading(1, "How far raters agree")];
    if has_visits && !rows.iter().any(|row| is_seen(row.source)) {
        blocks.push(Block::Paragraph(NO_VISIT_TWICE.to_owned()));
    }
    if !rows.is_empty() {
        blocks.push(agreement_table(study, &rows));
        blocks.push(Block::Note(TWO_FIGURES.to_owned()));
        blocks.extend(figure::agreement(study, None).into_iter().map(Block::figure));
    }
    blocks.extend(observers(study));
    if has_visits {
        blocks.extend(enough(study));
    }
    blocks
}

const NO_VISIT_TWICE: &str = "No visit was rated by two named observers, each alone, so how far observers agree cannot be told. Send \
     two observers to a few visits, and let each write down their ratings before they talk.";

const TWO_FIGURES: &str = "Krippendorff\u{2019}s alpha and Gwet\u{2019}s AC: 1 where raters always agree, 0 where they agree as often as \
     chance would have it; nearer levels count for more; with the range that holds the true value 95 times in \
     100. Where nearly all ratings are the same they tell different things: alpha asks whether raters tell \
     one visit from another, AC whether they agree more than by chance. Ratings that a group agreed on are \
     left out. People of one site have seen different days, so they may differ for other reasons than \
     observers of one visit. The data file agreement has each item.";

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_owned() }
}

fn agreement_table(study: &Study, rows: &[&Agreement]) -> Block {
    let row = |row: &&Agreement| {
        vec![
            Cell::Text(tool(study, &row.instrument, Some(&row.version))),
            Cell::Text(raters(row.source).to_owned()),
            Cell::Text(rated_by_several(row)),
            Cell::Text(in_words(row)),
            Cell::Text(beyond_chance(row.alpha)),
            Cell::Text(beyond_chance(row.gwet)),
        ]
    };
    Block::Table(Table {
        caption: "How far people agree who rated the same thing, each alone".to_owned(),
        head: ["Tool", "Raters", "Rated by several", "In words", "Alpha", "AC"]
            .map(str::to_owned)
            .to_vec(),
        rows: rows.iter().map(row).collect(),
        widths: vec![14, 14, 14, 26, 16, 16],
    })
}

/// The name of a tool, with its version where that is not the present one.
fn tool(study: &Study, id: &str, version: Option<&str>) -> String {
    let Some(instrument) = study.rulebook.instruments.get(id) else { return id.to_owned() };
    match version {
        Some(version) if version != instrument.instrument_version => {
            format!("{}, version {version}", instrument.short_name)
        }
        _ => instrument.short_name.clone(),
    }
}

const fn raters(source: EvidenceSource) -> &'static str {
    match source {
        EvidenceSource::Observation => "Observers of one visit",
        EvidenceSource::SelfAssessment => "People of one site",
    }
}

fn rated_by_several(row: &Agreement) -> String {
    let things = match row.source {
        EvidenceSource::Observation => count(row.things, "visit"),
        EvidenceSource::SelfAssessment => count(row.things, "round"),
    };
    format!("{things}, {}", count_of(row.raters, "person", "people"))
}

fn beyond_chance(figure: Result<Coefficient, NoFigure>) -> String {
    match figure {
        Ok(Coefficient { value, interval: Some(interval) }) => {
            format!(
                "{value:.2} ({})",
                say::interval(crate::language::Language::English, &interval, None)
            )
        }
        Ok(Coefficient { value, interval: None }) => format!("{value:.2}; how sure cannot be told"),
        Err(NoFigure::NoVariation) => "every rating is the same".to_owned(),
        Err(_) => "for levels only".to_owned(),
    }
}

/// Where raters stand, counted out: of all pairs where there are few, else of 100.
fn in_words(row: &Agreement) -> String {
    let of = row.pairs.min(100);
    let counted = |share: f64| (share * of as f64).round();
    let same = counted(row.exact);
    let pairs = count_of(of, "pair of ratings", "pairs of ratings");
    let start = format!("the same level in {same:.0} of {pairs}");
    say::sentence(&match row.within_one.map(counted) {
        Some(near) => format!(
            "{start}, one level apart in {:.0}, further apart in {:.0}",
            near - same,
            of as f64 - near
        ),
        None => start,
    })
}

/// How observers compare, tool by tool, without a name.
fn observers(study: &Study) -> Option<Block> {
    let of_a_tool = |one: &Observer, next: &Observer| {
        (&one.instrument, &one.version) == (&next.instrument, &next.version)
    };
    let line = |some: &[Observer]| {
        let tool = tool(study, &some[0].instrument, Some(&some[0].version));
        observers_in_words(&tool, some)
    };
    let lines: Vec<String> = study.analysis.observers.chunk_by(of_a_tool).map(line).collect();
    if lines.is_empty() { None } else { Some(Block::List(lines)) }
}

fn observers_in_words(tool: &str, observers: &[Observer]) -> String {
    let many = |standing| observers.iter().filter(|one| one.standing == standing).count();
    let untold = many(ObserverStanding::NotApartFromSites) + many(ObserverStanding::CannotTell);
    let compared = observers.len() - untold;
    let mut said = vec![format!(
        "{tool}: {compared} of {} can be compared with others who saw the same sites in the same year.",
        count(observers.len(), "observer")
    )];
    let clear = many(ObserverStanding::NoClearDifference);
    if 0 < compared && clear == compared {
        said.push("None of them differs clearly.".to_owned());
    }
    let told = STANDINGS.iter().filter(|(standing, _)| 0 < many(*standing));
    said.extend(told.map(|(standing, words)| format!("{} {words}.", many(*standing))));
    said.join(" ")
}

/// What is said of how many observers stand so.
const STANDINGS: &[(ObserverStanding, &str)] = &[
    (ObserverStanding::GivesMore, "clearly above the others at the same sites"),
    (ObserverStanding::GivesLess, "clearly below the others at the same sites"),
    (ObserverStanding::TwoDiffer, "differ, two by two; which of the two is off cannot be told"),
    (
        ObserverStanding::NotApartFromSites,
        "at sites that nobody else saw: whether the observer is strict or the site is low cannot be told",
    ),
    (ObserverStanding::CannotTell, "with too few visits beside those of others to tell"),
];

/// How many visits would be enough, standard by standard.
fn enough(study: &Study) -> Vec<Block> {
    let of_standards = |row: &&Reliability| &*row.level == "standard";
    let mut rows: Vec<&Reliability> =
        study.analysis.reliabilities.iter().filter(of_standards).collect();
    rows.sort_by_key(|row| (number(study, &row.id), row.source, row.instrument.clone()));
    let title = heading(2, "How many visits would be enough");
    let Some(first) = rows.first() else {
        let text = "This cannot be told yet: there are too few sites to see how much sites differ.";
        return vec![title, Block::Paragraph(text.to_owned())];
    };
    let note = format!(
        "Enough: the mean of so many in a year is {} made of differences between sites, and the rest is \
         chance. From all sites together; a site may vary more or less than others.",
        say::percent(study.language, first.goal)
    );
    let head = ["Standard", "Tool", "What one tells", "Enough"];
    let table = Table {
        caption: "What one visit or form tells of a site, and how many would be enough".to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: rows.iter().map(|row| enough_row(study, row)).collect(),
        widths: vec![28, 20, 18, 34],
    };
    vec![title, Block::Table(table), Block::Note(note)]
}

fn enough_row(study: &Study, row: &Reliability) -> Vec<Cell> {
    let assumed = match row.spread_basis {
        SpreadBasis::Measured => "",
        SpreadBasis::Assumed => ", with an assumed spread",
    };
    vec![
        Cell::Text(short_name(study, &row.id)),
        Cell::Text(tool(study, &row.instrument, row.version.as_deref())),
        Cell::Number(say::percent(study.language, row.of_one)),
        Cell::Text(format!("{}{assumed}", enough_in_words(row))),
    ]
}

fn enough_in_words(row: &Reliability) -> String {
    match row.enough {
        Ok(many) if many <= MOST_VISITS => looks(row, many),
        Ok(_) | Err(NotEnough::TooMany) => {
            format!("cannot be reached with fewer than {}", looks(row, MOST_VISITS))
        }
        Err(NotEnough::SitesAlike) => {
            "no number: sites differ no more than one site does from visit to visit".to_owned()
        }
    }
}

fn looks(row: &Reliability, many: u32) -> String {
    match (row.source, row.basis) {
        (EvidenceSource::Observation, _) => count(many as usize, "visit"),
        (EvidenceSource::SelfAssessment, Some(Basis::Consensus)) => count(many as usize, "rating"),
        (EvidenceSource::SelfAssessment, _) => count_of(many as usize, "person", "people"),
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
            (agreement(1, 1.0, None), "The same level in 1 of 1 pair of ratings"),
        ];
        for (row, words) in said {
            assert_eq!(in_words(&row), words);
        }
    }

    #[test]
    fn a_figure_that_is_not_there_says_why() {
        let row = agreement(36, 1.0, None);
        assert_eq!(beyond_chance(row.alpha), "every rating is the same");
        assert_eq!(beyond_chance(row.gwet), "0.50; how sure cannot be told");
    }

    fn observer(standing: ObserverStanding) -> Observer {
        Observer {
            instrument: "visits".into(),
            version: "1".into(),
            name: "Ann Lee".into(),
            visits: 3,
            linked: None,
            offset: None,
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
            observers_in_words("DoS", &standings.iter().copied().map(observer).collect::<Vec<_>>())
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
            assert_eq!(enough_in_words(&row(enough)), words);
        }
        let people = Reliability { source: EvidenceSource::SelfAssessment, ..row(Ok(6)) };
        assert_eq!(enough_in_words(&people), "6 people");
    }
}
