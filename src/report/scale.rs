//! What a score means: the scale, what the levels are called at the target, and whose choice that is.

use super::{figure::STANDARD, say};
use crate::{
    language::say,
    model::{EvidenceSource, Exact},
    pipeline::Study,
    plan::Plan,
    rulebook::kind::Targets,
};

/// A few sentences for each scale that the scores of the plans lie on. None without a target file.
pub(super) fn note<'a>(study: &Study, plans: impl Iterator<Item = &'a Plan>) -> Option<String> {
    let framework = study.rulebook.plan_framework()?;
    let mut spoken: Vec<(&Targets, Vec<(EvidenceSource, &str)>)> = Vec::new();
    for evidence in plans.flat_map(|plan| &plan.evidence).flat_map(|known| &known.sources) {
        let tool = &*evidence.instrument;
        let targets = study.rulebook.targets_for(STANDARD, tool, Some(&framework.about.id));
        let Some(targets) = targets else { continue };
        let used = (evidence.source, tool);
        match spoken.iter_mut().find(|(known, _)| known.about.id == targets.about.id) {
            Some((_, tools)) if tools.contains(&used) => {}
            Some((_, tools)) => tools.push(used),
            None => spoken.push((targets, vec![used])),
        }
    }
    let told: Vec<String> =
        spoken.iter().map(|(targets, tools)| of_scale(study, targets, tools)).collect();
    if told.is_empty() { None } else { Some(told.join(" ")) }
}

fn of_scale(study: &Study, targets: &Targets, tools: &[(EvidenceSource, &str)]) -> String {
    let language = study.language;
    let (lowest, highest) = (short(&targets.lowest.0), short(&targets.highest.0));
    let mut told = vec![say!(language, "plan-scale", lowest = lowest, highest = highest)];
    if let Some(target) = &targets.target {
        for (source, tool) in tools {
            let words = words(study, *source, tool, &target.0);
            told.extend(words.filter(|words| !told.contains(words)));
        }
        let (target, title) = (target.0.rounded(1), targets.about.title.as_str());
        told.push(say!(language, "plan-scale-target", target = target, title = title));
    }
    told.join(" ")
}

/// What a rating as high as the target is called in a tool.
fn words(study: &Study, source: EvidenceSource, tool: &str, target: &Exact) -> Option<String> {
    let (language, rulebook) = (study.language, &study.rulebook);
    let scale = rulebook.scales.get(&rulebook.instruments.get(tool)?.scale)?;
    let is_target = |value: &Exact| value == target;
    let at = scale.level.iter().find(|it| it.value.as_ref().is_some_and(|it| is_target(&it.0)))?;
    let (level, by) = (short(target), say::by(language, source));
    (at.label != level)
        .then(|| say!(language, "plan-scale-words", by = by, level = level, label = &*at.label))
}

/// A number of the scale: whole where it is whole.
fn short(value: &Exact) -> String {
    value.rounded(u32::from(!value.is_whole()))
}
