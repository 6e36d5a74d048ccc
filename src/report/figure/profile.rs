//! The items of an observed tool beside published values.

use super::{At, axis, latest, mark};
use crate::{
    diagnostic::all_of,
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
        axis: axis(targets),
        reference_label: instrument.reference.as_ref().map(|profile| profile.label.clone()),
        groups,
    };
    let source = match tool.source {
        EvidenceSource::Observation => "",
        EvidenceSource::SelfAssessment => ", rated by the site itself",
    };
    let finding = finding(&chart);
    Some(Figure {
        name: format!("{} beside published averages", instrument.short_name),
        id: format!("profile-{}-{}", tool.instrument.replace('_', "-"), tool.source.id()),
        description: described(&chart, &finding),
        finding,
        subtitle: format!(
            "{}{source}, {}, {}; mean rating with its 95% range where it can be told",
            instrument.short_name,
            tool.school_year,
            say::looks(study.language, tool.source, tool.basis, tool.n_responses)
        ),
        data: data(&chart),
        chart: Chart::Profile(chart),
    })
}

fn at<'a>(tool: &'a ToolUsed, id: &'a str) -> At<'a> {
    At { source: tool.source, instrument: &tool.instrument, level: "item", id }
}

fn reference(instrument: &Instrument, id: &str) -> Option<f64> {
    let values = &instrument.reference.as_ref()?.value;
    values.iter().find(|value| value.id == id).map(|value| value.mean.0.to_f64())
}

/// The two highest and the two lowest.
fn finding(chart: &ProfileChart) -> String {
    let mut rated: Vec<(&str, f64)> = chart
        .groups
        .iter()
        .flat_map(|group| &group.rows)
        .filter_map(|row| Some((row.name.as_str(), row.mark.as_ref()?.value)))
        .collect();
    rated.sort_by(|left, right| right.1.total_cmp(&left.1));
    if rated.len() < 4 {
        return "What was observed".to_owned();
    }
    let high = all_of(rated[..2].iter().map(|(name, _)| *name));
    let low = all_of(rated[rated.len() - 2..].iter().map(|(name, _)| *name));
    format!("Highest: {high}. Lowest: {low}")
}

fn described(chart: &ProfileChart, finding: &str) -> String {
    let rows: Vec<String> = chart
        .groups
        .iter()
        .flat_map(|group| &group.rows)
        .map(|row| match (&row.mark, row.reference) {
            (Some(mark), Some(reference)) => {
                format!("{} {} (published {reference:.2})", row.name, shown_score(mark.value))
            }
            (Some(mark), None) => format!("{} {}", row.name, shown_score(mark.value)),
            (None, _) => format!("{} not rated", row.name),
        })
        .collect();
    format!("{finding}. {}.", rows.join("; "))
}

fn data(chart: &ProfileChart) -> Table {
    let rows = chart.groups.iter().flat_map(|group| {
        group.rows.iter().map(|row| {
            let number = |value: Option<f64>| {
                value
                    .map_or(Cell::Text("none".to_owned()), |value| Cell::Number(shown_score(value)))
            };
            let mark = row.mark.as_ref();
            let range = mark.and_then(|mark| mark.interval);
            vec![
                Cell::Text(group.name.clone()),
                Cell::Text(row.name.clone()),
                number(mark.map(|mark| mark.value)),
                Cell::Text(
                    range.map_or(String::new(), |(low, high)| format!("{low:.2} to {high:.2}")),
                ),
                Cell::Number(mark.map_or(0, |mark| mark.n).to_string()),
                number(row.reference),
            ]
        })
    });
    let head = ["Domain", "Dimension", "Mean", "95% range", "n", "Published mean"];
    Table {
        caption: "The numbers of this chart".to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
        widths: vec![26, 24, 10, 18, 6, 16],
    }
}
