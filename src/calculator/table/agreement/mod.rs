//! Whether people who rate the same thing say the same.

// What it means.
mod reading;

use serde_json::{Value, json};

use super::{
    Line, Rating, Shown, Table,
    answered::Answered,
    design::{Design, Twice},
    words::number,
};

/// Shares of pairs that agree, and agreement beyond what luck gives, by every name that evaluators
/// ask for and the design allows.
///
/// Kappas need the same two or more people on every subject; shares, alpha and AC2 need two ratings
/// of a subject, whoever gave them. `scale` is the levels there are, also those that nobody used;
/// where it is empty, the levels from the lowest to the highest rating. Somebody who rated a subject
/// twice is told.
pub fn agreement(ratings: &[Rating], scale: &[f64]) -> Result<Table, String> {
    let design = Design::of(ratings).map_err(|twice| in_words(&twice))?;
    let levels = Levels::of(ratings, scale);
    let mut found = Found::default();
    found.shares(&design, &levels)?;
    match design.complete().first().map_or(0, Vec::len) {
        0 | 1 => {}
        2 if design.raters().len() == 2 => found.kappas(&design, &levels)?,
        _ => found.kappas_of_several(&design, &levels)?,
    }
    found.chance_corrected(&design, &levels)?;
    found.correlations(&design)?;
    let mut table = Table::of(std::mem::take(&mut found.rows));
    reading::add(&mut table, &found, &levels);
    Ok(table)
}

fn in_words(Twice(first, second): &Twice<'_>) -> String {
    format!(
        "`{}` rated `{}` twice, in rows {} and {}: give --subject once more, with the column that \
         tells the two apart",
        first.rater, first.subject, first.row, second.row
    )
}

/// The levels of the scale.
struct Levels {
    values: Vec<f64>,
    are_guessed: bool,
}

impl Levels {
    fn of(ratings: &[Rating], scale: &[f64]) -> Levels {
        if !scale.is_empty() {
            return Levels { values: scale.to_vec(), are_guessed: false };
        }
        let mut values: Vec<f64> = ratings.iter().map(|rating| rating.value).collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        Levels { values: filled(&values).unwrap_or(values), are_guessed: true }
    }

    fn json(&self) -> Value {
        json!(self.values)
    }

    fn named(&self) -> String {
        match self.values.as_slice() {
            [] => "no level".to_owned(),
            [only] => format!("level {}", number(*only)),
            [first, .., last] => format!("levels {} to {}", number(*first), number(*last)),
        }
    }
}

/// Every whole level from the first to the last, where all are whole and there are few.
fn filled(values: &[f64]) -> Option<Vec<f64>> {
    const MOST: f64 = 20.0;
    let (first, last) = (values.first()?, values.last()?);
    let is_whole = |value: &f64| value.fract().abs() < f64::EPSILON;
    if !values.iter().all(is_whole) || MOST < last - first {
        return None;
    }
    let next = |level: &f64| Some(level + 1.0).filter(|next| next <= last);
    Some(std::iter::successors(Some(*first), next).collect())
}

/// The rows of the table, and the numbers that the reading speaks of.
#[derive(Default)]
struct Found {
    rows: Vec<Line>,
    pairs: usize,
    subjects: usize,
    exact: Option<f64>,
    within_one: Option<f64>,
    alpha: Option<Result<f64, String>>,
    ac2: Option<f64>,
    /// How much of the differences between single ratings is differences between subjects.
    icc: Option<Result<f64, String>>,
}

impl Found {
    fn shares(&mut self, design: &Design, levels: &Levels) -> Result<(), String> {
        let (one, other) = design.pairs();
        self.pairs = one.len();
        let fields = json!({ "a": one, "b": other, "categories": levels.json() });
        let answer = Answered::to("pair_agreement", fields)?;
        let n = answer.count("n");
        self.exact = answer.number("prop_exact").ok();
        self.within_one = answer.number("prop_within1").ok();
        let measures = [("same level", "prop_exact"), ("one level apart at most", "prop_within1")];
        for (measure, field) in measures {
            let share = answer.number(field).map_err(|_| NO_PAIR.to_owned());
            // Several pairs of one subject do not count as much as so many subjects.
            let interval = share.as_ref().ok().filter(|_| design.is_one_pair_each());
            let interval = interval.and_then(|share| wilson(*share, n));
            let convention = match interval {
                Some(_) => "share of pairs; Wilson",
                None => "share of all pairs of ratings of a subject",
            };
            let line = Line::new(measure, Shown::share(share), n, convention);
            self.rows.push(line.within(interval));
        }
        Ok(())
    }

    fn kappas(&mut self, design: &Design, levels: &Levels) -> Result<(), String> {
        let (one, other) = design.pairs();
        let fields = json!({ "a": one, "b": other, "categories": levels.json() });
        let answer = Answered::to("pair_agreement", fields)?;
        let kinds = [
            ("kappa", "kappa", "unweighted"),
            ("kappa, linear", "kappa_linear", "linear weights"),
            ("kappa, quadratic", "kappa_quadratic", "quadratic weights"),
        ];
        for (measure, field, weights) in kinds {
            let convention = format!("Cohen, {weights}, {}", levels.named());
            let value = Shown::number(answer.number(field));
            let interval = answer.reach(field, &format!("se_{field}"));
            let interval = interval.map(|(low, high)| (low.max(-1.0), high.min(1.0)));
            let line = Line::new(measure, value, answer.count("n"), &convention);
            self.rows.push(line.within(interval));
        }
        Ok(())
    }

    fn kappas_of_several(&mut self, design: &Design, levels: &Levels) -> Result<(), String> {
        let fields = json!({ "ratings": design.complete(), "categories": levels.json() });
        let answer = Answered::to("multi_rater", fields)?;
        let kinds = [
            ("kappa of several", "fleiss_kappa", "Fleiss, subjects that all rated"),
            ("mean kappa of pairs", "light_kappa", "Light, subjects that all rated"),
        ];
        for (measure, field, convention) in kinds {
            let value = Shown::number(answer.number(field));
            self.rows.push(Line::new(measure, value, design.complete().len(), convention));
        }
        Ok(())
    }

    fn chance_corrected(&mut self, design: &Design, levels: &Levels) -> Result<(), String> {
        let answer = Answered::to("krippendorff_alpha", json!({ "ratings": design.matrix() }))?;
        let alpha = answer.number("alpha_ordinal");
        let units = answer.count("n_pairable_units");
        let value = Shown::number(alpha.clone());
        self.rows.push(Line::new("alpha", value, units, "Krippendorff, ordinal"));
        self.alpha = Some(alpha);
        self.subjects = units;
        let fields = json!({
            "ratings": design.matrix(), "categories": levels.json(), "weights": "quadratic",
        });
        let answer = Answered::to("gwet", fields)?;
        self.ac2 = answer.number("ac").ok();
        let convention = format!("Gwet, quadratic weights, {}", levels.named());
        let line = Line::new("AC2", Shown::number(answer.number("ac")), units, &convention);
        self.rows.push(line.within(answer.between("ci_low", "ci_high")));
        Ok(())
    }

    /// Where the same people rated every subject, also how far they differ in how strict they are.
    fn correlations(&mut self, design: &Design) -> Result<(), String> {
        let complete = design.complete();
        if complete.len() < 2 {
            let answer = Answered::to("icc_one_way", json!({ "groups": design.groups() }))?;
            let icc = answer.number("icc1");
            let convention = "ICC(1), raters differ by subject; Shrout and Fleiss";
            let n = answer.count("n_groups");
            let line = Line::new("ICC, one rating", Shown::number(icc.clone()), n, convention);
            self.rows.push(line.within(answer.ends("icc1_ci")));
            self.icc = Some(icc);
            return Ok(());
        }
        let answer = Answered::to("icc", json!({ "ratings": complete }))?;
        let kinds = [
            ("ICC, one rating, absolute", "icc2", "ICC(2,1), Shrout and Fleiss; McGraw and Wong"),
            ("ICC, one rating, consistency", "icc3", "ICC(3,1), Shrout and Fleiss"),
            ("ICC, mean of all raters", "icc2k", "ICC(2,k), absolute"),
        ];
        for (measure, field, convention) in kinds {
            let value = Shown::number(answer.number(field));
            let line = Line::new(measure, value, answer.count("n"), convention);
            self.rows.push(line.within(answer.ends(&format!("{field}_ci"))));
        }
        self.icc = Some(answer.number("icc2"));
        Ok(())
    }
}

const NO_PAIR: &str = "nothing was rated twice, so there is nothing to compare";

/// The interval of a share of `n`.
fn wilson(share: f64, n: usize) -> Option<(f64, f64)> {
    let successes = (share * n as f64).round();
    let fields = json!({ "successes": whole(successes), "n": n, "conf": 0.95 });
    Answered::to("wilson", fields).ok()?.between("ci_low", "ci_high")
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count that was divided by how many there are, and multiplied again"
)]
fn whole(count: f64) -> u64 {
    count as u64
}
