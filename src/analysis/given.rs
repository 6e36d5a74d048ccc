//! Scores and rules made by hand, for tests of the stages from here on.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Analysis, analysis};
use crate::{
    model::{Basis, EvidenceSource, Exact, SchoolYear, SiteId},
    rulebook::Rulebook,
    score::{Outcome, Reason, Score, ScoreKey, Scores, Working},
    tidy::Observations,
};

/// The score of standard `one` from three observed activities.
pub(crate) fn observed(site: &str, year: u16, value: &str) -> Score {
    Score {
        key: ScoreKey {
            site: site_id(site),
            source: EvidenceSource::Observation,
            instrument: "visits".into(),
            version: "1".into(),
            basis: Basis::Individual,
            school_year: SchoolYear::starting(year),
            occasion: None,
            level: "standard".into(),
            id: "one".into(),
        },
        outcome: Outcome::Value(exact(value)),
        n_ratings: 12,
        n_responses: 3,
        per_response: Vec::new(),
        complete_share: Some(1.0),
        band: None,
        working: Working::Rating(0),
        first_date: None,
        last_date: None,
    }
}

/// The score of standard `one` that a group agreed on.
pub(crate) fn agreed(site: &str, year: u16, value: &str) -> Score {
    let score = observed(site, year, value);
    Score {
        key: ScoreKey {
            source: EvidenceSource::SelfAssessment,
            instrument: "form".into(),
            basis: Basis::Consensus,
            ..score.key
        },
        n_responses: 1,
        per_response: vec![exact(value).to_f64()],
        ..score
    }
}

impl Score {
    pub(crate) fn of(mut self, level: &str, id: &str) -> Score {
        (self.key.level, self.key.id) = (level.into(), id.into());
        self
    }

    pub(crate) fn version(mut self, version: &str) -> Score {
        self.key.version = version.into();
        self
    }

    pub(crate) fn basis(mut self, basis: Basis) -> Score {
        self.key.basis = basis;
        self
    }

    pub(crate) fn occasion(mut self, occasion: &str) -> Score {
        self.key.occasion = Some(occasion.into());
        self
    }

    /// With the value within each activity, and their mean as its own.
    pub(crate) fn looks(mut self, values: &[f64]) -> Score {
        let sum: Exact = values.iter().filter_map(|&value| Exact::from_decimal(value)).sum();
        let count = i64::try_from(values.len()).unwrap();
        self.outcome = Outcome::Value(sum.checked_div(&Exact::whole(count)).unwrap());
        (self.n_responses, self.n_ratings) = (values.len(), 4 * values.len());
        self.per_response = values.to_vec();
        self.per_response.sort_by(f64::total_cmp);
        self
    }

    pub(crate) fn none(mut self, reason: Reason) -> Score {
        self.outcome = Outcome::None(reason);
        self
    }
}

pub(crate) fn scores(rows: impl IntoIterator<Item = Score>) -> Scores {
    let mut rows: Vec<Score> = rows.into_iter().collect();
    rows.sort_by(|one, other| one.key.cmp(&other.key));
    Scores { rows }
}

/// What these scores say, without the observations behind them.
pub(crate) fn analysed(scores: &Scores, rulebook: &Rulebook) -> Analysis {
    analysis(scores, &Observations::default(), rulebook)
}

/// Two instruments, `visits` and `form`, and three standards that both can speak to.
pub(crate) fn rulebook() -> Rulebook {
    Rulebook {
        scales: [("four".to_owned(), read(scale()))].into(),
        instruments: [
            ("visits".to_owned(), read(instrument("visits", "observation"))),
            ("form".to_owned(), read(instrument("form", "self-assessment"))),
        ]
        .into(),
        frameworks: [("standards".to_owned(), read(framework()))].into(),
        crosswalks: [
            ("visits".to_owned(), read(crosswalk("visits"))),
            ("form".to_owned(), read(crosswalk("form"))),
        ]
        .into(),
        scoring: [
            ("visits".to_owned(), read(scoring("visits", &["version"], "mean"))),
            ("form".to_owned(), read(scoring("form", &["version", "basis"], "median"))),
        ]
        .into(),
        targets: [("standards".to_owned(), read(targets()))].into(),
        ..Rulebook::default()
    }
}

pub(crate) fn read<T: serde::de::DeserializeOwned>(rule: Value) -> T {
    serde_json::from_value(rule).unwrap()
}

pub(crate) fn about(id: &str) -> Value {
    json!({ "id": id, "title": format!("The {id}"), "version": "1", "status": ["proposed"] })
}

fn scale() -> Value {
    let level = |value: u8| json!({ "value": value, "label": format!("Level {value}") });
    let levels: Vec<Value> = (1..=4).map(level).collect();
    json!({ "kind": "scale", "about": about("four"), "type": "levels", "level": levels })
}

/// Each standard has two items, of which the first is critical for standard `one`.
fn instrument(id: &str, source: &str) -> Value {
    let items: Vec<Value> = ["one", "two", "three"]
        .iter()
        .enumerate()
        .flat_map(|(at, group)| {
            let item = move |part: usize| {
                json!({
                    "id": format!("{group}_{part}"),
                    "code": format!("Q{}.{part}", at + 1),
                    "name": format!("Item {part} of {group}"),
                    "in": group,
                    "critical": at == 0 && part == 1,
                })
            };
            [item(1), item(2)]
        })
        .collect();
    let groups: Vec<Value> = ["one", "two", "three"]
        .iter()
        .map(|id| json!({ "id": id, "level": "section", "name": id }))
        .collect();
    json!({
        "kind": "instrument", "about": about(id), "short_name": id, "source": source,
        "scale": "four", "item": items, "group": groups,
    })
}

fn framework() -> Value {
    let standard = |number: usize, id: &str| json!({ "id": id, "number": number, "name": format!("Standard {id}"), "short_name": id });
    json!({
        "kind": "standards", "about": about("standards"), "derived_note": "",
        "standard": [
            standard(1, "one"), standard(2, "two"), standard(3, "three"), standard(4, "four"),
        ],
    })
}

fn crosswalk(instrument: &str) -> Value {
    let link = |id: &str| json!({ "from": id, "standard": id, "weight": 1 });
    json!({
        "kind": "crosswalk", "about": about(instrument), "instrument": instrument,
        "framework": "standards", "label_on_reports": "",
        "link": [link("one"), link("two"), link("three")],
        "no_evidence": [{ "standard": "four", "because": "It cannot be seen.", "instead": ["a talk"] }],
    })
}

fn scoring(instrument: &str, break_on: &[&str], method: &str) -> Value {
    json!({
        "kind": "scoring", "about": about(instrument), "instrument": instrument,
        "break_on": break_on,
        "combine": [{ "id": "forms", "over": ["rater", "activity"], "method": method }],
        "level": [
            { "id": "section", "method": "mean" },
            { "id": "standard", "crosswalk": instrument, "method": "weighted-mean" },
        ],
    })
}

fn targets() -> Value {
    let band = |id: &str, from: f64| json!({ "id": id, "label": id, "from": from });
    json!({
        "kind": "targets", "about": about("standards"), "framework": "standards",
        "lowest": 1, "highest": 4, "target": 3,
        "band": [band("start", 1.0), band("build", 2.0), band("keep", 3.0)],
    })
}

pub(crate) fn site_id(id: &str) -> SiteId {
    SiteId(Arc::from(id))
}

pub(crate) fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}
