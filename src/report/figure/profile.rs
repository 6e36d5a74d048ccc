//! The items of an observed tool beside published values.

use super::{
    At, axis, latest, mark,
    numbers::{columns, numbers, range_in_words},
};
use crate::{
    language::{Language, all_of, facts, say},
    model::{EvidenceSource, shown_score},
    pipeline::Study,
    plan::{Plan, ToolUsed},
    report::{Cell, Chart, Figure, ProfileChart, ProfileGroup, ProfileRow, Table, say},
    rulebook::kind::{Instrument, Item},
};

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
    let row = |item: &Item| ProfileRow {
        name: item.name.clone(),
        mark: latest(study, plan, &at(tool, &item.id))
            .filter(|point| point.school_year == tool.school_year)
            .map(mark),
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
        reference_label: instrument.reference.as_ref().map(|profile| profile.label.clone()),
        groups,
    };
    let language = study.language;
    let name = say!(language, "chart-profile", tool = instrument.short_name.as_str());
    let finding = finding(language, &chart);
    Some(Figure {
        language,
        name,
        id: format!("profile-{}-{}", tool.instrument.replace('_', "-"), tool.source.id()),
        description: described(language, &chart, &finding),
        finding,
        subtitle: subtitle(language, tool, instrument),
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

/// The two highest and the two lowest.
fn finding(language: Language, chart: &ProfileChart) -> String {
    let mut rated: Vec<(&str, f64)> = chart
        .groups
        .iter()
        .flat_map(|group| &group.rows)
        .filter_map(|row| Some((row.name.as_str(), row.mark.as_ref()?.value)))
        .collect();
    rated.sort_by(|left, right| right.1.total_cmp(&left.1));
    if rated.len() < 4 {
        return say!(language, "chart-profile-few");
    }
    let high = all_of(language, rated[..2].iter().map(|(name, _)| *name));
    let low = all_of(language, rated[rated.len() - 2..].iter().map(|(name, _)| *name));
    say!(language, "chart-profile-finding", high = high, low = low)
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
