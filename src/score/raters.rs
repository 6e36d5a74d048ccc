//! What people who rated alone should know: that they were few, or far apart.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    diagnostic::{Code, Diagnostic, Place, count},
    model::{
        Basis, CellRef, EvidenceSource, Exact, Observation, Rating, Response, SchoolYear, SiteId,
    },
    rulebook::{
        Rulebook,
        kind::{Decimal, Instrument, Item, Scoring},
    },
    tidy::Observations,
};

/// One site's ratings in one round, by people who rated alone.
type Rounds<'a> =
    BTreeMap<(&'a SiteId, &'a str, SchoolYear, &'a Option<Arc<str>>), Vec<&'a Observation>>;

/// Notes on rounds with few raters, and on items on which their ratings are far apart.
pub(super) fn diagnostics(observations: &Observations, rulebook: &Rulebook) -> Vec<Diagnostic> {
    let alone = |row: &&Observation| {
        row.form.response.basis == Basis::Individual
            && row.form.source == EvidenceSource::SelfAssessment
    };
    let mut rounds: Rounds<'_> = BTreeMap::new();
    for row in observations.rows.iter().filter(alone) {
        let key = (&row.form.site, &*row.form.instrument, row.form.school_year, &row.form.occasion);
        rounds.entry(key).or_default().push(row);
    }
    let mut told = Vec::new();
    for ((site, instrument, ..), rows) in rounds {
        let rules = rulebook.scoring.values().find(|scoring| scoring.instrument == instrument);
        let Some((rules, instrument)) = rules.zip(rulebook.instruments.get(instrument)) else {
            continue;
        };
        told.extend(few_raters(&rows, rules).map(|told| told.touching(site.clone())));
        told.extend(far_apart(&rows, rules, instrument).map(|told| told.touching(site.clone())));
    }
    told
}

fn few_raters(rows: &[&Observation], rules: &Scoring) -> Option<Diagnostic> {
    let need = rules.few_raters? as usize;
    let mut forms: Vec<&Response> = rows.iter().map(|row| &*row.form.response).collect();
    forms.sort();
    forms.dedup();
    if need <= forms.len() {
        return None;
    }
    let year = rows.first()?.form.school_year;
    let message =
        format!("{} rated in {year}, and {need} or more are advised", people(forms.len()));
    let help = "ask more people, or read these scores as the view of a few";
    Some(Diagnostic::note(Code::FewRaters, message).at(sheet(rows)?).help(help))
}

fn people(many: usize) -> String {
    if many == 1 { "1 person".to_owned() } else { format!("{many} people") }
}

fn far_apart(
    rows: &[&Observation],
    rules: &Scoring,
    instrument: &Instrument,
) -> Option<Diagnostic> {
    let limit = &rules.discuss_range.as_ref()?.0;
    let items = items_far_apart(rows, rules, instrument);
    if items.is_empty() {
        return None;
    }
    let apart = count(items.len(), "item");
    let names = items.iter().map(|item| item.code.as_deref().unwrap_or(&item.name));
    let names = names.collect::<Vec<_>>().join(", ");
    let message = format!("ratings are {} or more apart on {apart}: {names}", limit.rounded(0));
    let help = "talk these through before you plan: what did each of you see?";
    Some(Diagnostic::note(Code::RatersFarApart, message).at(sheet(rows)?).help(help))
}

/// The items on which ratings of one round are as far apart as the rules say to talk about.
pub fn items_far_apart<'i>(
    rows: &[&Observation],
    rules: &Scoring,
    instrument: &'i Instrument,
) -> Vec<&'i Item> {
    let Some(Decimal(limit)) = &rules.discuss_range else { return Vec::new() };
    let mut ends: BTreeMap<&str, (Exact, Exact)> = BTreeMap::new();
    for row in rows {
        if let Rating::Value(value) = &row.answer.rating {
            let (low, high) =
                ends.entry(&row.item).or_insert_with(|| (value.clone(), value.clone()));
            *low = value.clone().min(low.clone());
            *high = value.clone().max(high.clone());
        }
    }
    let apart =
        |id: &str| ends.get(id).is_some_and(|(low, high)| *limit <= high.clone() - low.clone());
    instrument.item.iter().filter(|item| apart(&item.id)).collect()
}

/// The sheet of the first rating.
fn sheet(rows: &[&Observation]) -> Option<Place> {
    let CellRef { source, sheet, .. } = rows.iter().map(|row| row.cell()).min()?;
    Some(Place::Sheet { source, sheet })
}
