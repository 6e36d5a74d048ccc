//! Where a site clearly sees itself otherwise than its visits show.

use super::Subject;
use crate::{
    analysis::{Gap, GapReading},
    language::{facts, say},
    report::{figure::both_speak, say},
};

/// A line for each direction, by the latest scores of both sources.
pub(super) fn lines(subject: Subject<'_>) -> Vec<String> {
    let of_site = subject.study.analysis.gaps.of_site(&subject.plan.site);
    let ours: Vec<&Gap> = of_site.filter(|gap| is_ours(subject, gap)).collect();
    let mut lines = Vec::new();
    for (name, reading) in [
        ("plan-sees-itself-higher", GapReading::SelfHigher),
        ("plan-sees-itself-lower", GapReading::SelfLower),
    ] {
        let clear = ours.iter().filter(|gap| gap.reading == reading);
        let told: Vec<String> = clear.map(|gap| both_scores(subject, gap)).collect();
        if !told.is_empty() {
            lines.push(subject.language().say(name, &facts!(standards = told.join("; "))));
        }
    }
    lines
}

/// Whether both views of a standard clearly differ; not to be told where they are of two years.
pub(super) fn reading(subject: Subject<'_>, standard: &str) -> GapReading {
    let mut of_site = subject.study.analysis.gaps.of_site(&subject.plan.site);
    let gap = of_site.find(|gap| *gap.views.standard == *standard && is_ours(subject, gap));
    gap.map_or(GapReading::CannotTell, |gap| gap.reading)
}

/// Whether it is about the scores that this plan shows.
fn is_ours(subject: Subject<'_>, gap: &Gap) -> bool {
    let known = subject.plan.evidence.iter().find(|it| it.standard == gap.views.standard);
    *gap.views.framework == *subject.template.framework
        && known.is_some_and(|known| both_speak(known, gap.views.school_year))
}

fn both_scores(subject: Subject<'_>, gap: &Gap) -> String {
    let standard = subject.standard_name(&gap.views.standard);
    let (own, seen) = (say::score(&gap.own.score), say::score(&gap.visits.score));
    say!(subject.language(), "plan-two-scores", standard = standard, own = own, seen = seen)
}
