//! Means and shares of groups.

use serde_json::json;

use super::{
    Group, Line, Shown, Table,
    answered::Answered,
    words::{count, number, percent},
};

/// The mean of each group, with Student's interval and with that of the bootstrap.
pub fn mean(groups: &[Group]) -> Result<Table, String> {
    let mut table = Table::of(Vec::new());
    for group in groups {
        let rows = mean_of(group)?;
        table.rows.extend(rows.into_iter().map(|row| named(row, group, groups)));
    }
    match groups {
        [] => table.says(NO_VALUE),
        [one] => table.says(one.mean().map_or_else(
            || NO_VALUE.to_owned(),
            |mean| {
                format!(
                    "The mean of {} is {}. The interval says how far off it may be from the mean \
                     that many more such values would have; it says nothing of how far single \
                     values lie apart.",
                    count(one.values.len(), "value"),
                    number(mean)
                )
            },
        )),
        many => table.says(format!(
            "Means of {} groups. Where two intervals overlap, the groups may still differ: use \
             `cqi stats compare`.",
            many.len()
        )),
    }
    if groups.iter().any(|group| (1..FEW).contains(&group.values.len())) {
        table.says(format!(
            "With fewer than {FEW} values Student's interval is far too wide or, where values \
             happen to be equal, far too narrow. `cqi run` takes the spread from all sites \
             together instead."
        ));
    }
    Ok(table)
}

const NO_VALUE: &str = "There is no row with a value.";

/// Below so many values an interval of a group by itself says little.
const FEW: usize = 5;

fn named(row: Line, group: &Group, groups: &[Group]) -> Line {
    if groups.len() == 1 { row } else { row.of(&group.name) }
}

fn mean_of(group: &Group) -> Result<Vec<Line>, String> {
    let fields = json!({ "x": group.values, "conf": 0.95 });
    let n = group.values.len();
    let by_t = Answered::to("mean_ci_t", fields.clone())?;
    let drawn = Answered::to("bca_bootstrap_mean", fields)?;
    let line = |value, convention| Line::new("mean", value, n, convention);
    let mut rows = vec![
        line(Shown::number(by_t.number("mean")), "Student's t")
            .within(by_t.between("ci_low", "ci_high")),
    ];
    if let Some(interval) = drawn.between("ci_low", "ci_high") {
        let value = Shown::number(drawn.number("mean"));
        rows.push(line(value, "bootstrap BCa, all draws counted").within(Some(interval)));
    }
    rows.push(Line::new("standard deviation", Shown::number(by_t.number("sd")), n, "with n - 1"));
    Ok(rows)
}

/// The share of values that count, such as those at or above 3, of each group: Wilson's interval and
/// Jeffreys'. `counts` says in words what counts.
pub fn proportion(
    groups: &[Group],
    is_counted: impl Fn(f64) -> bool,
    counts: &str,
) -> Result<Table, String> {
    let mut table = Table::of(Vec::new());
    for group in groups {
        let n = group.values.len();
        let hits = group.values.iter().filter(|value| is_counted(**value)).count();
        for (method, convention) in [("wilson", "Wilson"), ("jeffreys", "Jeffreys")] {
            let fields = json!({ "successes": hits, "n": n, "conf": 0.95 });
            let found = Answered::to(method, fields)?;
            let row = Line::new(counts, Shown::share(found.number("p")), n, convention);
            table.rows.push(named(row.within(found.between("ci_low", "ci_high")), group, groups));
        }
        if groups.len() == 1 && 0 < n {
            table.says(format!(
                "{hits} of {n}, {}, are {counts}. The interval is where the share of many more \
                 such values may lie.",
                percent(hits as f64 / n as f64)
            ));
        }
    }
    if groups.is_empty() {
        table.says(NO_VALUE);
    }
    table.says(
        "Wilson and Jeffreys both stay between 0% and 100% and hold the true share about 95 times \
         in 100, also of few; name the one that you report.",
    );
    Ok(table)
}
