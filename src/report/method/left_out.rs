//! What was left out, and why: sites held back, cells in question, and ratings that are none.

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, Scope, heading};
use crate::{
    diagnostic::{Code, Diagnostic, Place, Severity},
    language::say,
    model::{Observation, Rating},
    pipeline::Study,
    report::{noticed::about, say},
};

/// A line for each reason, or one that says that nothing was.
pub(in crate::report) fn left_out(study: &Study, scope: Scope<'_>) -> Vec<Block> {
    let mut lines = Vec::new();
    if let Scope::Network = scope {
        lines.extend(held_back(study));
    }
    lines.extend(without_rating(study, scope.rows(study)));
    lines.extend(noticed(study, scope));
    if lines.is_empty() {
        lines.push(say!(study.language, "method-nothing-left-out"));
    }
    vec![heading(say!(study.language, "method-left-out")), Block::List(lines)]
}

fn held_back(study: &Study) -> Option<String> {
    let mut names: Vec<&str> = study
        .held_back
        .keys()
        .map(|id| study.observations.sites.get(id).map_or(&*id.0, |site| site.name.as_str()))
        .collect();
    names.sort_unstable();
    let (n, names) = (names.len(), names.join("; "));
    (0 < n).then(|| say!(study.language, "method-held-back", n = n, names = names))
}

/// Cells without a rating, by why: `12 of 840 rating cells: Not rated`.
fn without_rating(study: &Study, rows: &[Observation]) -> Vec<String> {
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let state = match &row.answer.rating {
            Rating::Missing(id) => label(study, row, id),
            Rating::Unusable => say!(study.language, "method-not-on-scale"),
            Rating::Value(_) | Rating::Category(_) => continue,
        };
        *states.entry(state).or_default() += 1;
    }
    let line = |(state, cells): (String, usize)| {
        let all = rows.len();
        say!(study.language, "method-no-rating", cells = cells, all = all, state = state)
    };
    states.into_iter().map(line).collect()
}

/// The name of a missing state on the scale of its item.
fn label(study: &Study, row: &Observation, state: &str) -> String {
    let instrument = study.rulebook.instruments.get(&*row.form.instrument);
    let item = instrument.and_then(|tool| Some((tool, tool.item_by_id(&row.item)?)));
    let scale = item.map(|(tool, item)| study.rulebook.scale_of(tool, item));
    let word = scale.and_then(|scale| scale.missing.iter().find(|word| word.id == state));
    word.map_or_else(|| state.replace('_', " "), |word| word.label.clone())
}

/// What was noticed, by kind: what weakens results, and what held something back.
fn noticed(study: &Study, scope: Scope<'_>) -> Vec<String> {
    let ours = Cells::of(study, scope);
    let told = |severity: Severity| {
        let ours = &ours;
        Code::ALL.iter().filter_map(move |(code, id, _)| {
            let of_code = study.diagnostics.iter().filter(|it| it.code == *code);
            let n = of_code.filter(|it| it.severity == severity && ours.touches(it)).count();
            let about = say::sentence(&about(study.language, *code));
            (0 < n)
                .then(|| say!(study.language, "method-noticed", about = about, code = *id, n = n))
        })
    };
    told(Severity::Error).chain(told(Severity::Warning)).collect()
}

/// The rows of sheets that belong to a site; none for all of them.
struct Cells<'a> {
    scope: Scope<'a>,
    rows: BTreeSet<(&'a str, &'a str, u32)>,
}

impl<'a> Cells<'a> {
    fn of(study: &'a Study, scope: Scope<'a>) -> Cells<'a> {
        let place = |row: &'a Observation| (&*row.form.file.0, &*row.form.sheet, row.row);
        let rows = match scope {
            Scope::Site(_) => scope.rows(study).iter().map(place).collect(),
            Scope::Network => BTreeSet::new(),
        };
        Cells { scope, rows }
    }

    /// Whether a diagnostic is about the site, or about a row of its ratings.
    fn touches(&self, told: &Diagnostic) -> bool {
        let Scope::Site(site) = self.scope else { return true };
        let in_its_rows = match &told.place {
            Some(Place::Cell(cell)) => {
                self.rows.contains(&(&*cell.source.0, &*cell.sheet, cell.row))
            }
            _ => false,
        };
        told.sites.contains(&site.id) || in_its_rows
    }
}
