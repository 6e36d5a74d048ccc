//! How many ratings lie on each level, tool by tool.

use super::numbers::{numbers, text, whole};
use crate::{
    diagnostic::count as counted,
    model::{EvidenceSource, Exact, Observation, Rating},
    pipeline::Study,
    plan::{Plan, ToolUsed},
    report::{Chart, Figure, SharesChart, SharesGroup, SharesRow, Table, say},
    rulebook::kind::{Instrument, Item, Scale},
};

/// More items than this stand by their groups.
const MOST_ITEMS: usize = 20;

/// One for each tool that was used in the site's latest year and whose items have one scale of
/// levels in order.
pub(in crate::report) fn shares(study: &Study, plan: &Plan) -> Vec<Figure> {
    let latest = plan.tools.iter().map(|tool| tool.school_year).max();
    let used = plan.tools.iter().filter(|tool| Some(tool.school_year) == latest);
    used.filter_map(|tool| of_tool(study, plan, tool)).collect()
}

fn of_tool(study: &Study, plan: &Plan, tool: &ToolUsed) -> Option<Figure> {
    let instrument = study.rulebook.instruments.get(&*tool.instrument)?;
    let scale = study.rulebook.scales.get(&instrument.scale)?;
    let levels = levels(scale).filter(|levels| 2 <= levels.len())?;
    let items: Vec<&Item> = instrument.item.iter().filter(|item| item.scale.is_none()).collect();
    let is_meant = |row: &&Observation| {
        row.site == plan.site
            && row.source == tool.source
            && row.instrument == tool.instrument
            && row.school_year == tool.school_year
            && row.response.basis == tool.basis
    };
    let rows: Vec<&Observation> = study.observations.rows.iter().filter(is_meant).collect();
    let count = |items: &[&Item]| -> Vec<usize> {
        let of_items = |row: &&&Observation| items.iter().any(|item| *item.id == *row.item);
        let rated: Vec<&Exact> =
            rows.iter().filter(of_items).filter_map(|row| value(row)).collect();
        let at = |level: &Exact| rated.iter().filter(|value| ***value == *level).count();
        levels.iter().map(|(level, _)| at(level)).collect()
    };
    let groups = groups(instrument, &items, &count);
    let names = levels.iter().map(|(_, name)| name.clone()).collect();
    let chart = SharesChart { levels: names, groups };
    let all: usize =
        chart.groups.iter().flat_map(|group| &group.rows).flat_map(|it| &it.counts).sum();
    if all == 0 {
        return None;
    }
    let is_between = |value: &&Exact| !levels.iter().any(|(level, _)| level == value);
    let between = rows.iter().filter_map(|row| value(row)).filter(is_between).count();
    let name = &instrument.short_name;
    let finding = finding(&chart);
    Some(Figure {
        id: format!("levels-{}-{}", tool.instrument.replace('_', "-"), tool.source.id()),
        name: format!("{name}: ratings at each level"),
        description: format!("{finding}. {}", described(&chart)),
        finding,
        subtitle: format!(
            "{name}{}, {}, {}; share of all ratings given{}",
            match tool.source {
                EvidenceSource::Observation => "",
                EvidenceSource::SelfAssessment => ", rated by the site itself",
            },
            tool.school_year,
            say::looks(tool.source, tool.basis, tool.n_responses),
            if between == 0 {
                String::new()
            } else {
                format!("; {} between two levels left out", counted(between, "rating"))
            }
        ),
        data: data(&chart),
        chart: Chart::Shares(chart),
    })
}

/// The levels in order, with number and name. None of a scale without order.
fn levels(scale: &Scale) -> Option<Vec<(&Exact, String)>> {
    let named = scale.level.iter().map(|level| {
        let value = &level.value.as_ref()?.0;
        let number = value.rounded(u32::from(!value.is_whole()));
        let has_number = level.label.split(' ').any(|word| word == number);
        let name =
            if has_number { level.label.clone() } else { format!("{number} {}", level.label) };
        Some((value, name))
    });
    named.collect()
}

fn value(row: &Observation) -> Option<&Exact> {
    match &row.rating {
        Rating::Value(value) => Some(value),
        _ => None,
    }
}

/// Items under the names of their groups; where there are many, a row a group.
fn groups(
    instrument: &Instrument,
    items: &[&Item],
    count: &impl Fn(&[&Item]) -> Vec<usize>,
) -> Vec<SharesGroup> {
    let within = |id: &str| -> Vec<&Item> {
        items.iter().filter(|item| item.r#in.as_deref() == Some(id)).copied().collect()
    };
    let groups = instrument.group.iter().map(|group| (group.name.clone(), within(&group.id)));
    let groups: Vec<(String, Vec<&Item>)> = groups.filter(|(_, items)| !items.is_empty()).collect();
    let loose: Vec<&Item> = items.iter().filter(|item| item.r#in.is_none()).copied().collect();
    let item_row = |item: &&Item| SharesRow { name: item.name.clone(), counts: count(&[*item]) };
    if items.len() <= MOST_ITEMS {
        let all = groups.into_iter().chain([(String::new(), loose)]);
        let group = |(name, items): (String, Vec<&Item>)| SharesGroup {
            name,
            rows: items.iter().map(item_row).collect(),
        };
        return all.map(group).filter(|group| !group.rows.is_empty()).collect();
    }
    let rows =
        groups.iter().map(|(name, items)| SharesRow { name: name.clone(), counts: count(items) });
    let rows: Vec<SharesRow> = rows.chain(loose.iter().map(item_row)).collect();
    vec![SharesGroup { name: String::new(), rows }]
}

/// Where most ratings lie in the lower half of the scale.
fn finding(chart: &SharesChart) -> String {
    let low = |row: &SharesRow| {
        let all: usize = row.counts.iter().sum();
        let low: usize = row.counts.iter().take(chart.levels.len() / 2).sum();
        (0 < all).then(|| (low, all))
    };
    let rows = || chart.groups.iter().flat_map(|group| &group.rows);
    let lowest = rows()
        .filter_map(|row| Some((row, low(row)?)))
        .filter(|(_, (low, all))| all < &(2 * low))
        .max_by(|(_, (one, of)), (_, (other, of_other))| (one * of_other).cmp(&(other * of)));
    let (all, in_low) = rows()
        .filter_map(low)
        .fold((0, 0), |(all, low), (its_low, its_all)| (all + its_all, low + its_low));
    match lowest {
        Some((row, (low, all))) => format!(
            "{}: {low} of {all} ratings lie in the lower half of the scale, the largest share",
            row.name
        ),
        None => format!(
            "Nowhere do most ratings lie in the lower half of the scale: {in_low} of {all} do"
        ),
    }
}

fn described(chart: &SharesChart) -> String {
    let rows = chart.groups.iter().flat_map(|group| &group.rows);
    let told: Vec<String> = rows
        .map(|row| {
            let counts: Vec<String> = chart
                .levels
                .iter()
                .zip(&row.counts)
                .filter(|(_, count)| 0 < **count)
                .map(|(level, count)| format!("{count} at {level}"))
                .collect();
            let counts =
                if counts.is_empty() { "no ratings".to_owned() } else { counts.join(", ") };
            format!("{}: {counts}", row.name)
        })
        .collect();
    format!("{}.", told.join("; "))
}

fn data(chart: &SharesChart) -> Table {
    let rows = chart.groups.iter().flat_map(|group| &group.rows).map(|row| {
        let mut cells = vec![text(&*row.name)];
        cells.extend(row.counts.iter().map(|count| whole(*count)));
        cells.push(whole(row.counts.iter().sum()));
        cells
    });
    let mut columns = vec![("Rated", 30)];
    columns.extend(chart.levels.iter().map(|level| (level.as_str(), 14)));
    columns.push(("n", 8));
    numbers(&columns, rows.collect())
}
