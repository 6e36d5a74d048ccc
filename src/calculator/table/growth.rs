//! One line for all sites, each at a height of its own.

use serde_json::json;

use super::{
    Line, Shown, Table,
    answered::Answered,
    words::{chance, number},
};

/// A value at a site in a year.
#[derive(Clone, PartialEq, Debug)]
pub struct Visit {
    pub site: String,
    pub year: f64,
    pub value: f64,
}

/// The chance below which a slope is called clear.
const RARE: f64 = 0.05;

/// The change a year over all sites (random intercepts by restricted likelihood), the years counted
/// from their mean.
pub fn growth(visits: &[Visit]) -> Result<Table, String> {
    let years: Vec<f64> = visits.iter().map(|visit| visit.year).collect();
    let centre = years.iter().sum::<f64>() / (years.len() as f64).max(1.0);
    let fields = json!({
        "site": visits.iter().map(|visit| visit.site.as_str()).collect::<Vec<&str>>(),
        "year": years,
        "score": visits.iter().map(|visit| visit.value).collect::<Vec<f64>>(),
        "year_centre": centre,
    });
    let found = Answered::to("growth_random_intercept", fields)?;
    let n = found.count("n");
    let p = found.number("p_slope_satterthwaite");
    let middle = format!("level in {centre:.1}");
    let mut table = Table::of(vec![
        Line::new("change a year", Shown::number(found.number("slope")), n, "REML, Wald")
            .within(found.ends("slope_ci_wald")),
        Line::new("p", Shown::chance(p.clone()), n, "Satterthwaite's t"),
        Line::new(&middle, Shown::number(found.number("intercept")), n, "REML, Wald")
            .within(found.reach("intercept", "se_intercept")),
        Line::new("variance between sites", Shown::number(found.number("tau2")), n, "REML"),
        Line::new("variance about the lines", Shown::number(found.number("sigma2")), n, "REML"),
    ]);
    table.says(match (found.number("slope"), found.ends("slope_ci_wald"), p) {
        (Ok(slope), Some(ends), p) => in_words(slope, ends, p.ok(), found.count("n_sites")),
        (Err(reason), ..) => format!("No line can be drawn: {reason}."),
        (Ok(_), None, _) => "How sure the slope is cannot be told.".to_owned(),
    });
    if found.number("slope").is_ok() {
        table.says(
            "All sites are given the same slope: that one site rises faster than another, this \
             model does not see.",
        );
    }
    Ok(table)
}

fn in_words(slope: f64, (low, high): (f64, f64), p: Option<f64>, sites: usize) -> String {
    let way = if slope < 0.0 { "fall" } else { "rise" };
    let size = number(slope.abs());
    let is_clear = p.map_or(0.0 < low || high < 0.0, |p| p <= RARE);
    let told = p.map_or_else(String::new, |p| format!(" ({})", chance(p)));
    if is_clear {
        format!("Over {sites} sites together, values {way} by about {size} a year{told}.")
    } else {
        format!(
            "Over {sites} sites together, neither a rise nor a fall is clear{told}: the change a \
             year may be anything from {} to {}.",
            number(low),
            number(high)
        )
    }
}
