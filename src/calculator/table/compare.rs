//! Whether groups differ.

use serde_json::json;

use super::{
    Group, Line, Rating, Shown, Table,
    answered::Answered,
    design::{Design, Twice},
    words::{chance, number, percent},
};

/// The chance below which a difference is called clear.
const RARE: f64 = 0.05;

/// Two groups by Mann and Whitney, Cliff and Hedges; three and more by Kruskal and Wallis.
pub fn compare(groups: &[Group]) -> Result<Table, String> {
    let mut table = Table::of(means(groups)?);
    match groups {
        [] | [_] => table
            .says("There are fewer than two groups with values, so there is nothing to compare."),
        [first, second] => of_two(&mut table, first, second)?,
        many => of_many(&mut table, many)?,
    }
    Ok(table)
}

fn means(groups: &[Group]) -> Result<Vec<Line>, String> {
    let mut rows = Vec::new();
    for group in groups {
        let found = Answered::to("mean_ci_t", json!({ "x": group.values, "conf": 0.95 }))?;
        let value = Shown::number(found.number("mean"));
        let row = Line::new("mean", value, group.values.len(), "Student's t").of(&group.name);
        rows.push(row.within(found.between("ci_low", "ci_high")));
    }
    Ok(rows)
}

fn of_two(table: &mut Table, first: &Group, second: &Group) -> Result<(), String> {
    let fields = json!({ "a": first.values, "b": second.values });
    let n = first.values.len() + second.values.len();
    let order = Answered::to("mann_whitney", fields.clone())?;
    let delta = Answered::to("cliffs_delta", fields.clone())?;
    let hedges = Answered::to("hedges_g", fields)?;
    let p = order.number("p_exact");
    table.rows.extend([
        Line::new("p", Shown::chance(p.clone()), n, "Mann-Whitney, all splits counted, ties kept"),
        Line::new("Cliff's delta", Shown::number(delta.number("delta")), n, "first over second"),
        Line::new("Hedges' g", Shown::number(hedges.number("g")), n, "exact factor; noncentral t")
            .within(hedges.ends("ci_nct")),
    ]);
    let (Ok(p), Ok(size), Ok(word)) = (p, delta.number("delta"), delta.word("magnitude")) else {
        table.says("One of the groups has no value, so there is nothing to compare.");
        return Ok(());
    };
    let higher = f64::midpoint(1.0, size);
    table.says(format!(
        "A value of `{}` drawn at random is higher than one of `{}` in {} of draws, ties split \
         evenly: a {word} difference by the usual words.",
        first.name,
        second.name,
        percent(higher)
    ));
    table.says(clearness(p, "if values fell to the two groups by lot"));
    if let Err(reason) = hedges.number("g") {
        table.says(format!("Hedges' g is not defined: {reason}."));
    }
    Ok(())
}

fn of_many(table: &mut Table, groups: &[Group]) -> Result<(), String> {
    let lists: Vec<&[f64]> = groups.iter().map(|group| group.values.as_slice()).collect();
    let found = Answered::to("kruskal_wallis", json!({ "groups": lists }))?;
    let n = lists.iter().map(|list| list.len()).sum();
    let p = found.number("p");
    let convention = format!("Kruskal-Wallis, {} degrees of freedom", found.count("df"));
    table.rows.push(Line::new("H", Shown::number(found.number("h")), n, &convention));
    table.rows.push(Line::new("p", Shown::chance(p.clone()), n, "chi-square"));
    table.says(match p {
        Ok(p) => clearness(p, "if all groups were alike"),
        Err(reason) => format!("Whether groups differ cannot be told: {reason}."),
    });
    table.says(
        "This asks whether any group differs, not which; the p is rough with fewer than 5 \
                values in a group.",
    );
    Ok(())
}

/// The same subjects before and after: Wilcoxon's signed ranks and Hedges' g of the changes.
/// `pairs` are before and after, both present.
pub fn before_and_after(pairs: &[(f64, f64)]) -> Result<Table, String> {
    let (before, after): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let changes: Vec<f64> = pairs.iter().map(|(before, after)| after - before).collect();
    let n = pairs.len();
    let fields = json!({ "before": before, "after": after });
    let mean = Answered::to("mean_ci_t", json!({ "x": changes, "conf": 0.95 }))?;
    let ranks = Answered::to("wilcoxon_signed_rank", fields.clone())?;
    let hedges = Answered::to("hedges_g_paired", fields)?;
    let mut table = Table::of(vec![
        Line::new(
            "mean change",
            Shown::number(mean.number("mean")),
            n,
            "after - before; Student's t",
        )
        .within(mean.between("ci_low", "ci_high")),
        Line::new("pairs that differ", Shown::Count(ranks.count("n_used")), n, "of all pairs"),
        Line::new("p", Shown::chance(ranks.number("p_exact")), n, "Wilcoxon, pairs alike left out"),
        Line::new(
            "p, Pratt",
            Shown::chance(ranks.number("p_exact_pratt")),
            n,
            "pairs alike ranked first",
        ),
        Line::new(
            "Hedges' g of change",
            Shown::number(hedges.number("g_z")),
            n,
            "exact factor; noncentral t",
        )
        .within(hedges.ends("ci_nct")),
    ]);
    match (mean.number("mean"), ranks.number("p_exact")) {
        (Ok(change), Ok(p)) => {
            table.says(format!("On average values changed by {}.", number(change)));
            table.says(clearness(p, "if rises and falls were equally likely"));
            table.says("Whether anything but the time between caused it, such a comparison cannot say: subjects \
                        chosen because they were low tend to rise by themselves.");
        }
        _ => table.says("There is no row with both a value before and one after."),
    }
    if let Err(reason) = hedges.number("g_z") {
        table.says(format!("Hedges' g is not defined: {reason}."));
    }
    Ok(table)
}

/// The same subjects seen in several groups: Friedman's test and Kendall's W. Subjects that were not
/// seen in every group are left out.
pub fn across_blocks(seen: &[Rating]) -> Result<Table, String> {
    let design = Design::of(seen).map_err(|Twice(first, second)| {
        format!(
            "`{}` was seen twice in `{}`, in rows {} and {}: leave one of them",
            first.subject, first.rater, first.row, second.row
        )
    })?;
    let blocks = design.complete();
    let column = |column: usize| blocks.iter().map(|block| block[column]).collect();
    let names = design.raters().iter().enumerate();
    let groups: Vec<Group> =
        names.map(|(at, name)| Group { name: name.clone(), values: column(at) }).collect();
    let mut table = Table::of(means(&groups)?);
    let found = Answered::to("friedman", json!({ "blocks": blocks }))?;
    let n = blocks.len();
    let p = found.number("p");
    let convention = format!("Friedman, {} degrees of freedom", found.count("df"));
    table.rows.push(Line::new("chi-square", Shown::number(found.number("chi2")), n, &convention));
    table.rows.push(Line::new("p", Shown::chance(p.clone()), n, "chi-square"));
    let concordance = found.number("kendall_w");
    table.rows.push(Line::new("W", Shown::number(concordance.clone()), n, "Kendall, from 0 to 1"));
    table.says(match (p, concordance) {
        (Ok(p), Ok(w)) => format!(
            "{} Subjects agree on the order of the groups by {} (0 is not at all, 1 is fully).",
            clearness(p, "if all groups were alike"),
            number(w)
        ),
        (Err(reason), _) | (_, Err(reason)) => {
            format!("Whether groups differ cannot be told: {reason}.")
        }
    });
    Ok(table)
}

fn clearness(p: f64, if_chance: &str) -> String {
    let chance = chance(p);
    if p <= RARE {
        format!("A difference so large would be rare {if_chance} ({chance}).")
    } else {
        format!(
            "A difference like this would not be rare {if_chance} ({chance}). That does not show \
             that there is none: few values seldom show one."
        )
    }
}
