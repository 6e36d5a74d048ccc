//! Which sites lie further from the mean of all than chance would have them.

use serde_json::json;

use super::{
    Group, Line, Shown, Table,
    answered::Answered,
    words::{number, some_of},
};

/// The mean of each site against limits that are the wider, the fewer values it has. The target is
/// the mean of all values where none is given; the spread is that within sites, pooled.
pub fn funnel(sites: &[Group], target: Option<f64>) -> Result<Table, String> {
    let lists: Vec<&[f64]> = sites.iter().map(|site| site.values.as_slice()).collect();
    let variance = Answered::to("icc_one_way", json!({ "groups": lists }))?.number("ms_within");
    let all = Group { name: String::new(), values: lists.concat() };
    let mut table = Table::of(Vec::new());
    let spread = variance.map(f64::sqrt);
    let (Some(target), Ok(spread)) = (target.or_else(|| all.mean()), spread) else {
        table.says("Limits cannot be told: no site has more than one value.");
        return Ok(table);
    };
    let counts: Vec<usize> = lists.iter().map(|list| list.len()).collect();
    let fields = json!({ "target": target, "sigma": spread, "n": counts });
    let limits = Limits::of(&Answered::to("funnel_mean", fields)?);
    let mut outside = Vec::new();
    for (place, site) in sites.iter().enumerate() {
        let (Some(mean), Some(limits)) = (site.mean(), limits.at(place)) else { continue };
        let stands = limits.where_is(mean);
        if stands != Stands::Inside {
            outside.push((site.name.as_str(), stands));
        }
        let convention = format!("{}; limits of n values, normal", stands.in_words());
        let row = Line::new("mean", Shown::Number(mean), site.values.len(), &convention);
        table.rows.push(row.of(&site.name).within(Some(limits.at_95)));
    }
    read(&mut table, target, &outside, sites)?;
    Ok(table)
}

/// Where a mean lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stands {
    Inside,
    Beyond95,
    Beyond998,
}

impl Stands {
    fn in_words(self) -> &'static str {
        match self {
            Stands::Inside => "inside",
            Stands::Beyond95 => "beyond 95%",
            Stands::Beyond998 => "beyond 99.8%",
        }
    }
}

/// The limits of all sites.
struct Limits {
    at_95: Vec<(f64, f64)>,
    at_998: Vec<(f64, f64)>,
}

/// The limits of one.
struct Limit {
    at_95: (f64, f64),
    at_998: (f64, f64),
}

impl Limits {
    fn of(answer: &Answered) -> Limits {
        let pairs = |low: &str, high: &str| {
            answer.numbers(low).into_iter().zip(answer.numbers(high)).collect()
        };
        Limits { at_95: pairs("low_95", "high_95"), at_998: pairs("low_998", "high_998") }
    }

    fn at(&self, place: usize) -> Option<Limit> {
        Some(Limit { at_95: *self.at_95.get(place)?, at_998: *self.at_998.get(place)? })
    }
}

impl Limit {
    fn where_is(&self, mean: f64) -> Stands {
        let is_beyond = |(low, high): (f64, f64)| mean < low || high < mean;
        match (is_beyond(self.at_95), is_beyond(self.at_998)) {
            (_, true) => Stands::Beyond998,
            (true, false) => Stands::Beyond95,
            (false, false) => Stands::Inside,
        }
    }
}

fn read(
    table: &mut Table,
    target: f64,
    outside: &[(&str, Stands)],
    sites: &[Group],
) -> Result<(), String> {
    let of = |stands: Stands| -> Vec<&str> {
        outside.iter().filter(|(_, where_is)| *where_is == stands).map(|(name, _)| *name).collect()
    };
    let (far, farther) = (of(Stands::Beyond95), of(Stands::Beyond998));
    if !farther.is_empty() {
        table.says(format!(
            "Beyond the 99.8% limits around {}, where chance alone puts one site in 500: {}.",
            number(target),
            some_of(&farther)
        ));
    }
    if !far.is_empty() {
        table.says(format!(
            "Beyond the 95% limits, where chance alone puts one in 20: {}.",
            some_of(&far)
        ));
    }
    if outside.is_empty() {
        table.says(format!(
            "Every site lies inside the limits around {}: none is further out than chance would \
             have it.",
            number(target)
        ));
        return Ok(());
    }
    with_over_dispersion(table, sites)
}

/// Sites differ for many small reasons; limits that take that in leave out fewer.
fn with_over_dispersion(table: &mut Table, sites: &[Group]) -> Result<(), String> {
    let lists: Vec<&[f64]> = sites.iter().map(|site| site.values.as_slice()).collect();
    let variance = Answered::to("icc_one_way", json!({ "groups": lists }))?.number("ms_within")?;
    let filled = || sites.iter().filter(|site| !site.values.is_empty());
    let errors: Vec<f64> =
        filled().map(|site| (variance / site.values.len() as f64).sqrt()).collect();
    let means: Vec<f64> = filled().filter_map(Group::mean).collect();
    let fields = json!({ "estimates": means, "se": errors, "winsorise": 0.1 });
    let found = Answered::to("funnel_overdispersion", fields)?;
    if let Ok(phi) = found.number("phi")
        && 1.0 < phi
    {
        table.says(format!(
            "Sites vary {} times as much as chance would have them. With limits that take that in \
             (over-dispersion, Spiegelhalter), {} lie beyond 95% and {} beyond 99.8%.",
            number(phi),
            found.places("beyond_95").len(),
            found.places("beyond_998").len()
        ));
    }
    Ok(())
}
