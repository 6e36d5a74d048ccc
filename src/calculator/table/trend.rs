//! Whether values rise or fall with time.

use serde_json::json;

use super::{
    Line, Moment, Series, Shown, Table, Unit,
    answered::Answered,
    words::{chance, count, number, percent, some_of},
};

/// The share of wrong findings that is borne when many series are asked about at once.
const BORNE: f64 = 0.1;
/// The chance below which one series is said to rise or fall.
const RARE: f64 = 0.05;

/// The median of all slopes, Kendall's tau with its exact chance, and the line of least squares, for
/// each series; values of one time are averaged first. With several series the chances are adjusted
/// for asking so often (Benjamini and Hochberg).
pub fn trend(series: &[Series], unit: Unit) -> Result<Table, String> {
    let mut found = Vec::new();
    for series in series {
        found.push(Trend::of(series)?);
    }
    let adjusted = adjusted(&found)?;
    let is_alone = found.len() == 1;
    let mut table = Table::of(Vec::new());
    for (trend, adjusted) in found.iter().zip(&adjusted) {
        let rows = trend.rows(unit, Some(adjusted).filter(|_| !is_alone));
        table.rows.extend(rows.into_iter().map(
            |row| {
                if is_alone { row } else { row.of(&trend.name) }
            },
        ));
    }
    match found.as_slice() {
        [] => table.says("There is no row with both a time and a value."),
        [one] => table.says(one.reading(unit)),
        many => reading_of_many(&mut table, many, &adjusted),
    }
    if series.iter().zip(&found).any(|(series, trend)| trend.n < series.moments.len()) {
        table.says("Values of one time were averaged first.");
    }
    Ok(table)
}

/// What is known of one series.
struct Trend {
    name: String,
    n: usize,
    slope: Result<f64, String>,
    slope_ends: Option<(f64, f64)>,
    tau: Result<f64, String>,
    chance: Result<f64, String>,
    is_exact: bool,
    line: Result<f64, String>,
    line_ends: Option<(f64, f64)>,
}

impl Trend {
    fn of(series: &Series) -> Result<Trend, String> {
        let moments = series.averaged();
        let list = |part: fn(&Moment) -> f64| moments.iter().map(part).collect::<Vec<f64>>();
        let (x, y) = (list(|moment| moment.time), list(|moment| moment.value));
        let order = Answered::to("mann_kendall", json!({ "x": y }))?;
        let slopes = Answered::to("theil_sen", json!({ "x": x, "y": y, "conf": 0.95 }))?;
        let line = Answered::to("ols", json!({ "x": x, "y": y }))?;
        let exact = order.number("p_exact");
        Ok(Trend {
            name: series.name.clone(),
            n: moments.len(),
            slope: slopes.number("slope"),
            slope_ends: slopes.between("slope_low", "slope_high"),
            tau: order.number("tau_b"),
            is_exact: exact.is_ok(),
            chance: exact.or_else(|_| order.number("p_normal")),
            line: line.number("slope"),
            line_ends: line.ends("slope_ci"),
        })
    }

    fn rows(&self, unit: Unit, adjusted: Option<&Result<f64, String>>) -> Vec<Line> {
        let per = unit.per();
        let of = |measure: &str, value, convention| Line::new(measure, value, self.n, convention);
        let counted =
            if self.is_exact { "Mann-Kendall, all orders counted" } else { "Mann-Kendall, normal" };
        let mut rows = vec![
            of(
                &format!("change {per}"),
                Shown::number(self.slope.clone()),
                "Theil-Sen, median of all slopes; Sen",
            )
            .within(self.slope_ends),
            of("tau", Shown::number(self.tau.clone()), "Kendall's tau-b"),
            of("p", Shown::chance(self.chance.clone()), counted),
            of(
                &format!("line, change {per}"),
                Shown::number(self.line.clone()),
                "least squares; t",
            )
            .within(self.line_ends),
        ];
        if let Some(adjusted) = adjusted {
            let value = Shown::chance(adjusted.clone());
            rows.insert(3, of("p, adjusted", value, "Benjamini-Hochberg over all series"));
        }
        rows
    }

    fn rises(&self) -> bool {
        self.tau.as_ref().is_ok_and(|tau| 0.0 < *tau)
    }

    /// The smallest chance that so many values can have: of all their orders, one rises throughout
    /// and one falls.
    fn smallest_chance(&self) -> f64 {
        2.0 / (1..=self.n).map(|k| k as f64).product::<f64>()
    }

    fn reading(&self, unit: Unit) -> String {
        let n = count(self.n, "point");
        let smallest = self.smallest_chance();
        match (&self.chance, &self.slope) {
            (_, Err(reason)) | (Err(reason), _) => format!("No trend can be told: {reason}."),
            _ if RARE < smallest => format!(
                "Too short to test: with {n} even a steady rise comes up by chance alone with \
                 {}.",
                chance(smallest.min(1.0))
            ),
            (Ok(p), Ok(slope)) if *p <= RARE => format!(
                "Values {} by about {} {}; an order so clear would be rare if there were no trend \
                 ({}). Why they do, the numbers do not say.",
                if self.rises() { "rise" } else { "fall" },
                number(slope.abs()),
                unit.per(),
                chance(*p)
            ),
            (Ok(p), Ok(_)) => format!(
                "Neither a rise nor a fall is clear ({}): with {n}, chance alone gives an order \
                 like this often enough. That does not show that nothing changes.",
                chance(*p)
            ),
        }
    }
}

/// The chance of each series, adjusted for asking about all of them.
fn adjusted(found: &[Trend]) -> Result<Vec<Result<f64, String>>, String> {
    let chances: Vec<Option<f64>> = found.iter().map(|trend| trend.chance.clone().ok()).collect();
    let answer = Answered::to("p_adjust", json!({ "p": chances }))?;
    let mut adjusted = answer.numbers("bh").into_iter();
    // Those without a chance of their own are none of the list.
    let each = |trend: &Trend| trend.chance.clone().map(|own| adjusted.next().unwrap_or(own));
    Ok(found.iter().map(each).collect())
}

fn reading_of_many(table: &mut Table, found: &[Trend], adjusted: &[Result<f64, String>]) {
    let clear = |rises: bool| -> Vec<&str> {
        let is_clear =
            |adjusted: &Result<f64, String>| adjusted.as_ref().is_ok_and(|p| *p <= BORNE);
        let pairs = found.iter().zip(adjusted).filter(|(_, adjusted)| is_clear(adjusted));
        pairs
            .filter(|(trend, _)| trend.rises() == rises)
            .map(|(trend, _)| trend.name.as_str())
            .collect()
    };
    let (rising, falling) = (clear(true), clear(false));
    for (way, names) in [("rise", &rising), ("fall", &falling)] {
        if !names.is_empty() {
            table.says(format!("Values clearly {way}: {}.", some_of(names)));
        }
    }
    if rising.is_empty() && falling.is_empty() {
        table.says(
            "In no series is a rise or fall clear, which does not show that nothing changes.",
        );
    }
    table.says(format!(
        "{} series were asked about at once: of those called clear, up to {} are expected to be \
         chance.",
        found.len(),
        percent(BORNE)
    ));
    let too_short = found.iter().filter(|trend| RARE < trend.smallest_chance()).count();
    if 0 < too_short {
        let are = if too_short == 1 { "is" } else { "are" };
        table.says(format!("{too_short} of them {are} too short to test (fewer than 5 points)."));
    }
}
