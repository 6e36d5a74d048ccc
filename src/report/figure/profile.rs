//! The items of an observed tool beside published values.

use super::{
    At, axis, latest, mark,
    numbers::{columns, numbers, range_in_words},
    with_basis,
};
use crate::{
    language::{Language, all_of, facts, say},
    model::{EvidenceSource, shown_score},
    pipeline::Study,
    plan::{Plan, ToolUsed},
    report::{Cell, Chart, Figure, Mark, ProfileChart, ProfileGroup, ProfileRow, Table, say},
    rulebook::kind::{Instrument, Item},
};

/// Fewer than this have no two at either end.
const FEWEST: usize = 4;
/// More names than this would be a list and no title.
const MOST_NAMED: usize = 3;

/// One profile for each tool that has published values and was used in the latest year.
pub(in crate::report) fn profiles(study: &Study, plan: &Plan) -> Vec<Figure> {
    let drawn = plan.tools.iter().filter_map(|tool| {
        let instrument = study.rulebook.instruments.get(&*tool.instrument)?;
        instrument.reference.as_ref()?;
        profile(study, plan, tool, instrument)
    });
    drawn.collect()
}

fn profile(study: &Study, plan: &Plan, tool: &ToolUsed, instrument: &Instrument) -> Option<Figure> {
    let point = |item: &Item| {
        latest(study, plan, &at(tool, &item.id))
            .filter(|point| point.school_year == tool.school_year)
    };
    let row = |item: &Item| ProfileRow {
        name: item.name.clone(),
        mark: point(item).map(mark),
        reference: reference(instrument, &item.id),
    };
    let in_group = |id: &str| -> Vec<ProfileRow> {
        instrument.item.iter().filter(|item| item.r#in.as_deref() == Some(id)).map(row).collect()
    };
    let groups: Vec<ProfileGroup> = instrument
        .group
        .iter()
        .map(|group| ProfileGroup { name: group.name.clone(), rows: in_group(&group.id) })
        .filter(|group| !group.rows.is_empty())
        .collect();
    let rated = groups.iter().flat_map(|group| &group.rows).any(|row| row.mark.is_some());
    if !rated {
        return None;
    }
    let targets = study.rulebook.targets_for("item", &tool.instrument, None);
    let chart = ProfileChart {
        axis: axis(study.language, targets),
        source: tool.source,
        reference_label: instrument.reference.as_ref().map(|profile| profile.label.clone()),
        groups,
    };
    let language = study.language;
    let bases = instrument.item.iter().filter_map(|item| point(item)?.spread_basis);
    let name = say!(language, "chart-profile", tool = instrument.short_name.as_str());
    let finding = finding(language, &chart);
    Some(Figure {
        language,
        name,
        id: format!("profile-{}-{}", tool.instrument.replace('_', "-"), tool.source.id()),
        description: described(language, &chart, &finding),
        finding,
        subtitle: with_basis(language, subtitle(language, tool, instrument), bases),
        data: data(language, &chart),
        chart: Chart::Profile(chart),
    })
}

fn subtitle(language: Language, tool: &ToolUsed, instrument: &Instrument) -> String {
    let name = match tool.source {
        EvidenceSource::Observation => "chart-profile-subtitle",
        EvidenceSource::SelfAssessment => "chart-profile-subtitle-own",
    };
    let (short_name, year) = (instrument.short_name.as_str(), tool.school_year.to_string());
    let looks = say::looks(language, tool.source, tool.basis, tool.n_responses);
    language.say(name, &facts!(tool = short_name, year = year, looks = looks))
}

fn at<'a>(tool: &'a ToolUsed, id: &'a str) -> At<'a> {
    At { source: tool.source, instrument: &tool.instrument, level: "item", id }
}

fn reference(instrument: &Instrument, id: &str) -> Option<f64> {
    let values = &instrument.reference.as_ref()?.value;
    values.iter().find(|value| value.id == id).map(|value| value.mean.0.to_f64())
}

/// What is rated highest and lowest; nothing where one look is all there is.
fn finding(language: Language, chart: &ProfileChart) -> String {
    let rows = chart.groups.iter().flat_map(|group| &group.rows);
    let mut rated: Vec<(&str, &Mark)> =
        rows.filter_map(|row| Some((row.name.as_str(), row.mark.as_ref()?))).collect();
    rated.sort_by(|left, right| right.1.value.total_cmp(&left.1.value));
    let several_looks = rated.iter().any(|(_, mark)| 1 < mark.n);
    let shown: Vec<(&str, String)> =
        rated.iter().map(|(name, mark)| (*name, shown_score(mark.value))).collect();
    let alike: Vec<&[(&str, String)]> = shown.chunk_by(|one, next| one.1 == next.1).collect();
    if !several_looks || shown.len() < FEWEST || alike.len() < 2 {
        return say!(language, "chart-profile-few");
    }
    let high = named(language, alike.iter());
    let low = named(language, alike.iter().rev());
    say!(language, "chart-profile-finding", high = high, low = low)
}

/// The names at one end: those alike there, or the two that come first. Many alike are counted.
fn named<'a>(
    language: Language,
    mut alike: impl Iterator<Item = &'a &'a [(&'a str, String)]>,
) -> String {
    let [first, second] = [alike.next(), alike.next()].map(|it| it.copied().unwrap_or_default());
    if MOST_NAMED < first.len() {
        let (n, value) = (first.len().to_string(), first[0].1.as_str());
        return say!(language, "chart-profile-alike", n = n, value = value);
    }
    let second = if first.len() == 1 && second.len() == 1 { second } else { &[] };
    let names = first.iter().chain(second).map(|(name, _)| *name);
    all_of(language, names)
}

fn described(language: Language, chart: &ProfileChart, finding: &str) -> String {
    let row = |row: &ProfileRow| {
        let name = row.name.as_str();
        match (&row.mark, row.reference) {
            (Some(mark), Some(reference)) => {
                let (value, published) = (shown_score(mark.value), format!("{reference:.2}"));
                say!(
                    language,
                    "chart-profile-published",
                    name = name,
                    value = value,
                    published = published
                )
            }
            (Some(mark), None) => format!("{name} {}", shown_score(mark.value)),
            (None, _) => say!(language, "chart-profile-not-rated", name = name),
        }
    };
    let rows: Vec<String> = chart.groups.iter().flat_map(|group| &group.rows).map(row).collect();
    format!("{finding}. {}.", rows.join("; "))
}

fn data(language: Language, chart: &ProfileChart) -> Table {
    let rows = chart.groups.iter().flat_map(|group| {
        group.rows.iter().map(|row| {
            let number = |value: Option<f64>| {
                let none = || Cell::Text(say!(language, "chart-none"));
                value.map_or_else(none, |value| Cell::Number(shown_score(value)))
            };
            let mark = row.mark.as_ref();
            let range = mark.and_then(|mark| mark.interval);
            vec![
                Cell::Text(group.name.clone()),
                Cell::Text(row.name.clone()),
                number(mark.map(|mark| mark.value)),
                Cell::Text(range.map_or(String::new(), |it| range_in_words(language, it))),
                Cell::Number(mark.map_or(0, |mark| mark.n).to_string()),
                number(row.reference),
            ]
        })
    });
    let heads = [
        ("chart-domain", 26),
        ("chart-dimension", 24),
        ("chart-mean-head", 10),
        ("chart-range", 18),
        ("chart-n", 6),
        ("chart-published-mean", 16),
    ];
    numbers(language, &columns(language, &heads), rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Axis;

    #[test]
    fn those_alike_are_named_together_or_counted() {
        let two_at_each_end = [("A", 3.5), ("B", 3.0), ("C", 2.5), ("D", 2.0)];
        assert_eq!(told(4, &two_at_each_end), "Highest: A and B. Lowest: D and C");
        let next_are_alike = [("A", 3.5), ("B", 2.75), ("C", 2.75), ("D", 2.75), ("E", 2.5)];
        assert_eq!(told(4, &next_are_alike), "Highest: A. Lowest: E");
        let many = [("A", 3.333), ("B", 3.333), ("C", 3.333), ("D", 3.333), ("E", 2.0)];
        assert_eq!(told(3, &many), "Highest: 4 alike at 3.33. Lowest: E");
    }

    #[test]
    fn one_visit_and_values_all_alike_have_no_highest() {
        let rows = [("A", 4.0), ("B", 3.0), ("C", 2.0), ("D", 1.0)];
        assert_eq!(told(1, &rows), "What was observed");
        assert_eq!(told(4, &rows[..3]), "What was observed");
        assert_eq!(told(4, &[("A", 3.0), ("B", 3.0), ("C", 3.0), ("D", 3.0)]), "What was observed");
    }

    fn told(n: usize, rows: &[(&str, f64)]) -> String {
        let mark = |value| Mark { value, interval: None, n, thin: false };
        let row = |(name, value): &(&str, f64)| ProfileRow {
            name: (*name).to_owned(),
            mark: Some(mark(*value)),
            reference: None,
        };
        let axis = Axis { lowest: 1.0, highest: 4.0, ticks: Vec::new(), target: None };
        let rows = rows.iter().map(row).collect();
        let groups = vec![ProfileGroup { name: String::new(), rows }];
        let source = EvidenceSource::Observation;
        finding(Language::English, &ProfileChart { axis, source, reference_label: None, groups })
    }
}
