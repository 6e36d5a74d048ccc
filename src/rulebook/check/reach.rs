//! Whether some score, among all that there can be, makes a condition true.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{EvidenceSource, Exact},
    rulebook::{
        Condition, ConditionError, Input, Rulebook,
        kind::{Action, Band, Decimal, Framework, Targets},
    },
};

/// The scores and circumstances that there can be.
pub(super) struct Reach<'a> {
    pub(super) framework: &'a Framework,
    pub(super) targets: &'a Targets,
    book: &'a Rulebook,
    /// From the lowest to the highest in even steps, and every bound.
    scores: Vec<Exact>,
    /// The ids of those in which any of them falls.
    bands: BTreeSet<&'a str>,
}

/// What a condition is asked about at once.
type Inputs = BTreeMap<String, Input>;

impl<'a> Reach<'a> {
    /// Scores are tried in steps of one twentieth.
    const STEPS: i64 = 20;
    const CHANGES: [f64; 3] = [-1.0, 0.0, 1.0];
    const FORMS: [f64; 3] = [1.0, 3.0, 10.0];
    const YEARS: [f64; 3] = [1.0, 2.0, 5.0];

    pub(super) fn new(
        framework: &'a Framework,
        targets: &'a Targets,
        book: &'a Rulebook,
    ) -> Reach<'a> {
        let scores = scores(targets);
        let bands =
            |standard| scores.iter().filter_map(move |score| band(targets, standard, score));
        let bands = framework.standard.iter().flat_map(|standard| bands(&*standard.id));
        let bands = bands.map(|band| &*band.id).collect();
        Reach { framework, targets, book, scores, bands }
    }

    pub(super) fn band_is_in_reach(&self, id: &str) -> bool {
        self.bands.contains(id)
    }

    /// Whether the condition holds for some score of the action's band.
    pub(super) fn holds_somewhere(
        &self,
        action: &Action,
        condition: &Condition,
    ) -> Result<bool, ConditionError> {
        let asked = condition.variables();
        let standards: Vec<&str> = match &action.standard {
            Some(id) => vec![id],
            None => self.framework.standard.iter().map(|standard| &*standard.id).collect(),
        };
        let is_asked = |name: &str| asked.contains(name);
        let has_bounds = self.targets.exception.iter().any(|own| !own.bounds.is_empty());
        let by_standard = has_bounds || ["standard", "target", "gap"].into_iter().any(is_asked);
        let tried = if by_standard { standards.len() } else { 1 };
        let circumstances = circumstances(condition);
        let tables = if is_asked("items") { self.tables(condition) } else { vec![BTreeMap::new()] };
        for standard in standards.into_iter().take(tried) {
            for score in &self.scores {
                let band = band(self.targets, standard, score).map(|band| band.id.as_str());
                if action.band.is_some() && action.band.as_deref() != band {
                    continue;
                }
                for circumstance in &circumstances {
                    for table in &tables {
                        let mut inputs = circumstance.clone();
                        self.add_score(&mut inputs, standard, score);
                        inputs.insert("items".to_owned(), Input::Table(table.clone()));
                        if condition.answer(&inputs)? {
                            return Ok(true);
                        }
                    }
                }
            }
        }
        Ok(false)
    }

    fn add_score(&self, inputs: &mut Inputs, standard: &str, score: &Exact) {
        let target = self.targets.target_of(standard).map(|(target, _)| target.to_f64());
        let band = band(self.targets, standard, score);
        let band = band.map_or(String::new(), |band| band.id.clone());
        inputs.insert("score".to_owned(), Input::Number(score.to_f64()));
        inputs.insert("band".to_owned(), Input::Text(band));
        inputs.insert("standard".to_owned(), Input::Text(standard.to_owned()));
        if let Some(target) = target {
            inputs.insert("target".to_owned(), Input::Number(target));
            inputs.insert("gap".to_owned(), Input::Number(target - score.to_f64()));
        }
    }

    /// Scores of the items that the condition names: all lowest, all highest, and each through its
    /// range beside the others at either end.
    fn tables(&self, condition: &Condition) -> Vec<BTreeMap<String, f64>> {
        let ranges: BTreeMap<&str, (Exact, Exact)> =
            condition.keys("items").into_iter().map(|key| (key, self.range(key))).collect();
        let all = |end: fn(&(Exact, Exact)) -> &Exact| -> BTreeMap<String, f64> {
            let ends = ranges.iter().map(|(key, range)| ((*key).to_owned(), end(range).to_f64()));
            ends.collect()
        };
        let ends = [all(|range| &range.0), all(|range| &range.1)];
        let mut tables = ends.to_vec();
        for (key, (lowest, highest)) in &ranges {
            for value in grid(lowest, highest, Reach::STEPS) {
                for end in &ends {
                    let mut table = end.clone();
                    table.insert((*key).to_owned(), value.to_f64());
                    tables.push(table);
                }
            }
        }
        // A year without a rating of them.
        tables.push(BTreeMap::new());
        tables
    }

    /// The range of an item by id or code; that of the scores where it has no numbers.
    fn range(&self, key: &str) -> (Exact, Exact) {
        for instrument in self.book.instruments.values() {
            let is_it = |name: &str| name == key;
            let found = instrument
                .item
                .iter()
                .find(|item| is_it(&item.id) || item.code.as_deref().is_some_and(is_it));
            let scale = found.and_then(|item| {
                self.book.scales.get(item.scale.as_ref().unwrap_or(&instrument.scale))
            });
            if let Some((lowest, highest)) = scale.and_then(|scale| scale.range()) {
                return (lowest.clone(), highest.clone());
            }
        }
        (self.targets.lowest.0.clone(), self.targets.highest.0.clone())
    }
}

/// From the lowest to the highest in even steps, and every bound.
fn scores(targets: &Targets) -> Vec<Exact> {
    let (Decimal(lowest), Decimal(highest)) = (&targets.lowest, &targets.highest);
    let mut scores = grid(lowest, highest, Reach::STEPS);
    scores.push(highest.clone());
    let own = targets.exception.iter().flat_map(|own| own.bounds.values());
    let bounds = targets.band.iter().map(|band| &band.from).chain(own);
    scores.extend(bounds.map(|bound| bound.0.clone()));
    scores.retain(|score| lowest <= score && score <= highest);
    scores
}

fn band<'t>(targets: &'t Targets, standard: &str, score: &Exact) -> Option<&'t Band> {
    targets.band_of(standard, score, usize::MAX)
}

/// Every mix of circumstances that the condition asks about; one of each that it does not.
fn circumstances(condition: &Condition) -> Vec<Inputs> {
    let asked = condition.variables();
    let numbers = |values: [f64; 3]| values.map(Input::Number).to_vec();
    let sources = [EvidenceSource::SelfAssessment, EvidenceSource::Observation];
    let sources = sources.map(|source| Input::Text(source.id().to_owned())).to_vec();
    let choices = [
        ("change", numbers(Reach::CHANGES)),
        ("n", numbers(Reach::FORMS)),
        ("years", numbers(Reach::YEARS)),
        ("source", sources),
    ];
    let mut mixes = vec![Inputs::new()];
    for (name, values) in choices {
        let tried = if asked.contains(name) { values.len() } else { 1 };
        let with = |mix: &Inputs, value: &Input| {
            let mut mix = mix.clone();
            mix.insert(name.to_owned(), value.clone());
            mix
        };
        mixes = mixes
            .iter()
            .flat_map(|mix| {
                values.iter().take(tried).map(|value| with(mix, value)).collect::<Vec<_>>()
            })
            .collect();
    }
    mixes
}

/// From the lowest up to the highest, in steps of one `steps`-th; coarser where there are many.
fn grid(lowest: &Exact, highest: &Exact, steps: i64) -> Vec<Exact> {
    const MOST: i64 = 200;
    let width = highest.clone() - lowest.clone();
    let finest = Exact::fraction(1, steps).expect("there is at least one step");
    let coarse = width * Exact::fraction(1, MOST).expect("there is at least one step");
    let step = finest.max(coarse);
    let mut value = lowest.clone();
    let mut values = Vec::new();
    while value <= *highest {
        values.push(value.clone());
        value = value + step.clone();
    }
    values
}
