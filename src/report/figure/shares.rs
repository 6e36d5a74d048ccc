//! How many ratings lie on each level, tool by tool.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;

use super::numbers::{columns, numbers, text, whole};
use crate::{
    language::{Language, facts, say},
    model::{Basis, EvidenceSource, Exact, FilledForm, Observation, Rating},
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
    let levels = levels(study.rulebook.scales.get(&instrument.scale)?)?;
    let rows = rows(study, plan, tool);
    let given = Given { levels, ratings: ratings(&rows), forms: forms(&rows) };
    let names = given.levels.iter().map(|(_, name)| name.clone()).collect();
    let chart = SharesChart { levels: names, groups: groups(instrument, &given) };
    let any = chart.groups.iter().flat_map(|group| &group.rows).any(|row| 0 < total(row));
    if chart.levels.len() < 2 || !any {
        return None;
    }
    let (language, name) = (study.language, instrument.short_name.as_str());
    let finding = finding(language, &chart, tool.n_responses);
    Some(Figure {
        language,
        id: format!("levels-{}-{}", tool.instrument.replace('_', "-"), tool.source.id()),
        name: say!(language, "chart-shares", tool = name),
        description: format!("{finding}. {}", described(language, &chart)),
        finding,
        subtitle: subtitle(language, name, tool, &given),
        data: data(language, &chart),
        chart: Chart::Shares(chart),
    })
}

fn subtitle(language: Language, name: &str, tool: &ToolUsed, given: &Given<'_>) -> String {
    let looks = say::looks(language, tool.source, tool.basis, tool.n_responses);
    let looks = if tool.n_responses < given.forms {
        say!(language, "chart-shares-forms", n = given.forms, looks = looks)
    } else {
        looks
    };
    let year = tool.school_year.to_string();
    let message = match tool.source {
        EvidenceSource::Observation => "chart-shares-subtitle",
        EvidenceSource::SelfAssessment => "chart-shares-subtitle-own",
    };
    let subtitle = language.say(message, &facts!(tool = name, year = year, looks = looks));
    match given.between_levels() {
        0 => subtitle,
        between => say!(language, "chart-shares-between", subtitle = subtitle, n = between),
    }
}

/// What was rated with a tool at a site in a year, and the levels that there are.
struct Given<'a> {
    levels: Vec<(&'a Exact, String)>,
    ratings: Vec<(&'a str, &'a Exact)>,
    forms: usize,
}

impl Given<'_> {
    /// How many ratings of some items lie on each level.
    fn at_each_level(&self, items: &[&Item]) -> Vec<usize> {
        let of_items = |id: &str| items.iter().any(|item| item.id == id);
        let rated: Vec<&Exact> =
            self.ratings.iter().filter(|(id, _)| of_items(id)).map(|(_, value)| *value).collect();
        let at = |level: &Exact| rated.iter().filter(|value| **value == level).count();
        self.levels.iter().map(|(level, _)| at(level)).collect()
    }

    fn between_levels(&self) -> usize {
        let is_level = |value: &Exact| self.levels.iter().any(|(level, _)| *level == value);
        self.ratings.iter().filter(|(_, value)| !is_level(value)).count()
    }
}

/// What counts of the ratings with a tool in its latest year.
fn rows<'a>(study: &'a Study, plan: &Plan, tool: &ToolUsed) -> Vec<&'a Observation> {
    let is_meant = |row: &&Observation| {
        row.form.source == tool.source
            && row.form.instrument == tool.instrument
            && row.form.school_year == tool.school_year
            && (row.form.source == EvidenceSource::Observation
                || row.form.response.basis == tool.basis)
    };
    let rows: Vec<&Observation> = say::rows_of(study, &plan.site).iter().filter(is_meant).collect();
    let agreed: BTreeSet<Visit<'_>> = rows
        .iter()
        .filter(|row| row.form.response.basis == Basis::Consensus)
        .map(|row| visit(&row.form))
        .collect();
    // Of a visit on which observers agreed, what they agreed on counts, as it does in scores.
    let counts = |row: &&Observation| {
        row.form.response.basis == Basis::Consensus || !agreed.contains(&visit(&row.form))
    };
    rows.into_iter().filter(counts).collect()
}

/// The items and values that were rated.
fn ratings<'a>(rows: &[&'a Observation]) -> Vec<(&'a str, &'a Exact)> {
    let value = |row: &&'a Observation| match &row.answer.rating {
        Rating::Value(value) => Some((&*row.item, value)),
        Rating::Category(_) | Rating::Missing(_) | Rating::Unusable => None,
    };
    rows.iter().filter_map(value).collect()
}

/// How many forms were filled in: more than visits where two people rated one visit alone.
fn forms(rows: &[&Observation]) -> usize {
    let forms: BTreeSet<*const FilledForm> =
        rows.iter().map(|row| Arc::as_ptr(&row.form)).collect();
    forms.len()
}

/// The day, the activity and the part of it.
type Visit<'a> = (Option<NaiveDate>, Option<&'a Arc<str>>, Option<&'a Arc<str>>);

fn visit(form: &FilledForm) -> Visit<'_> {
    let field = |id| form.response.fields.get(id);
    (form.response.date, field("activity"), field("segment"))
}

fn total(row: &SharesRow) -> usize {
    row.counts.iter().sum()
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

/// Items on the scale of the instrument under the names of their groups; where there are many, a row
/// a group.
fn groups(instrument: &Instrument, given: &Given<'_>) -> Vec<SharesGroup> {
    let items: Vec<&Item> = instrument.item.iter().filter(|item| item.scale.is_none()).collect();
    let within = |id: Option<&str>| -> Vec<&Item> {
        items.iter().filter(|item| item.r#in.as_deref() == id).copied().collect()
    };
    let parts: Vec<(&str, Vec<&Item>)> = instrument
        .group
        .iter()
        .map(|group| (group.name.as_str(), within(Some(&group.id))))
        .chain([("", within(None))])
        .filter(|(_, items)| !items.is_empty())
        .collect();
    let row = |name: &str, items: &[&Item]| SharesRow {
        name: name.to_owned(),
        counts: given.at_each_level(items),
    };
    let rows = |items: &[&Item]| items.iter().map(|item| row(&item.name, &[*item])).collect();
    if items.len() <= MOST_ITEMS {
        let group = |(name, items): &(&str, Vec<&Item>)| SharesGroup {
            name: (*name).to_owned(),
            rows: rows(items),
        };
        return parts.iter().map(group).collect();
    }
    let of_part = |(name, items): &(&str, Vec<&Item>)| -> Vec<SharesRow> {
        if name.is_empty() { rows(items) } else { vec![row(name, items)] }
    };
    vec![SharesGroup { name: String::new(), rows: parts.iter().flat_map(of_part).collect() }]
}

/// Where most ratings lie in the lower half of the scale, if one row alone stands out; how many lie
/// there of all where it does not, and where one look is all there is.
fn finding(language: Language, chart: &SharesChart, looks: usize) -> String {
    let low = |row: &SharesRow| row.counts.iter().take(chart.levels.len() / 2).sum::<usize>();
    let level = match chart.levels.get(..chart.levels.len() / 2) {
        Some([only]) => only.clone(),
        Some([_, .., highest]) => say!(language, "chart-or-lower", level = &**highest),
        _ => String::new(),
    };
    let rows = || chart.groups.iter().flat_map(|group| &group.rows);
    // Shares are compared crosswise.
    let by_share = |one: &&SharesRow, other: &&SharesRow| {
        (low(one) * total(other)).cmp(&(low(other) * total(one)))
    };
    let mostly_low: Vec<&SharesRow> = rows().filter(|row| total(row) < 2 * low(row)).collect();
    let lowest = mostly_low.iter().copied().max_by(by_share);
    let stands_out = |row: &&SharesRow| {
        let alike = mostly_low.iter().filter(|other| by_share(row, other).is_eq());
        1 < looks && alike.count() == 1
    };
    if let Some(row) = lowest.filter(stands_out) {
        let (name, low, all) = (row.name.as_str(), low(row).to_string(), total(row).to_string());
        return say!(
            language,
            "chart-shares-low",
            name = name,
            low = low,
            all = all,
            level = &*level
        );
    }
    let (low, all) = (rows().map(low).sum::<usize>(), rows().map(total).sum::<usize>());
    say!(language, "chart-shares-all", low = low, all = all, level = &*level)
}

fn described(language: Language, chart: &SharesChart) -> String {
    let row = |row: &SharesRow| {
        let counts: Vec<String> = chart
            .levels
            .iter()
            .zip(&row.counts)
            .filter(|(_, count)| 0 < **count)
            .map(|(level, count)| {
                let (level, count) = (level.as_str(), count.to_string());
                say!(language, "chart-shares-count", count = count, level = level)
            })
            .collect();
        let none = || say!(language, "chart-shares-none");
        let counts = if counts.is_empty() { none() } else { counts.join(", ") };
        format!("{}: {counts}", row.name)
    };
    let told: Vec<String> = chart.groups.iter().flat_map(|group| &group.rows).map(row).collect();
    format!("{}.", told.join("; "))
}

fn data(language: Language, chart: &SharesChart) -> Table {
    let rows = chart.groups.iter().flat_map(|group| &group.rows).map(|row| {
        let mut cells = vec![text(&*row.name)];
        cells.extend(row.counts.iter().map(|count| whole(*count)));
        cells.push(whole(total(row)));
        cells
    });
    let mut heads = columns(language, &[("chart-rated", 30)]);
    heads.extend(chart.levels.iter().map(|level| (level.clone(), 14)));
    heads.extend(columns(language, &[("chart-n", 8)]));
    numbers(language, &heads, rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_named_only_where_it_stands_out() {
        let one = [("A", [3, 1]), ("B", [2, 2])];
        assert_eq!(told(4, &one), "A: 3 of 4 ratings are at 1 Low, the largest share of all");
        let alike = [("A", [3, 1]), ("B", [6, 2])];
        assert_eq!(told(8, &alike), "9 of 12 ratings are at 1 Low");
        let none = [("A", [1, 4]), ("B", [0, 5])];
        assert_eq!(told(5, &none), "1 of 10 ratings is at 1 Low");
    }

    #[test]
    fn one_visit_has_no_row_that_stands_out() {
        let visit = [("A", [1, 0]), ("B", [0, 1])];
        assert_eq!(told(1, &visit), "1 of 2 ratings is at 1 Low");
    }

    fn told(looks: usize, rows: &[(&str, [usize; 2])]) -> String {
        let row = |(name, counts): &(&str, [usize; 2])| SharesRow {
            name: (*name).to_owned(),
            counts: counts.to_vec(),
        };
        let groups =
            vec![SharesGroup { name: String::new(), rows: rows.iter().map(row).collect() }];
        let levels = vec!["1 Low".to_owned(), "2 High".to_owned()];
        finding(Language::English, &SharesChart { levels, groups }, looks)
    }
}
