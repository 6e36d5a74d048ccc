//! Targets and bands: on the scale, in order, without a gap.

use std::collections::BTreeSet;

use super::{Check, decimal, ids, instrument::part_ids};
use crate::{
    diagnostic::Code,
    model::Exact,
    rulebook::kind::{Decimal, Target, Targets},
};

pub(super) fn check<'a>(check: &mut Check<'a>, targets: &'a Targets) {
    names(check, targets);
    check.unrepeated("bands", ids(&targets.band, "band", |band| &band.id));
    check.unrepeated("exceptions", ids(&targets.exception, "exception", |own| &own.id));
    let (Decimal(lowest), Decimal(highest)) = (&targets.lowest, &targets.highest);
    if highest <= lowest {
        let message = format!("the highest score {} is not above the lowest", decimal(highest));
        check.fault(Code::BandOffScale, "/highest", message, "write the larger of the two here");
        return;
    }
    if let Some(Decimal(target)) = &targets.target {
        on_scale(check, targets, "/target", "the target", target);
    }
    for (at, exception) in targets.exception.iter().enumerate() {
        if let Some(Decimal(target)) = &exception.target {
            on_scale(check, targets, &format!("/exception/{at}/target"), "the target", target);
        }
        own_bounds(check, targets, at);
    }
    bands(check, targets, &|at| format!("/band/{at}/from"), None);
}

/// What the targets are for.
fn names<'a>(check: &mut Check<'a>, targets: &'a Targets) {
    let book = check.book;
    if targets.framework.is_none() && targets.instrument.is_none() {
        let message = "these targets are for no standards and for no instrument";
        check.incomplete("/kind", message, "add `framework`, `instrument` or both");
        return;
    }
    let framework = targets
        .framework
        .as_ref()
        .and_then(|id| check.file("/framework", "standards", &book.frameworks, id));
    let instrument = targets
        .instrument
        .as_ref()
        .and_then(|id| check.file("/instrument", "instrument", &book.instruments, id));

    let mut known: BTreeSet<&str> = BTreeSet::new();
    known.extend(framework.iter().flat_map(|it| &it.standard).map(|standard| &*standard.id));
    known.extend(instrument.iter().flat_map(|instrument| part_ids(instrument)));
    let all_read = framework.is_some() == targets.framework.is_some()
        && instrument.is_some() == targets.instrument.is_some();
    for (at, exception) in targets.exception.iter().enumerate().filter(|_| all_read) {
        let pointer = format!("/exception/{at}/id");
        let noun = "item, group or standard";
        check.named(&pointer, noun, &exception.id, known.iter().copied());
    }

    let mut levels: BTreeSet<&str> = BTreeSet::from(["item", "standard"]);
    levels.extend(instrument.iter().flat_map(|it| &it.group).map(|group| &*group.level));
    levels.extend(book.scoring.values().flat_map(|scoring| &scoring.level).map(|rule| &*rule.id));
    for (at, level) in targets.levels.iter().enumerate() {
        check.named(&format!("/levels/{at}"), "level", level, levels.iter().copied());
    }
}

fn on_scale(check: &mut Check<'_>, targets: &Targets, pointer: &str, what: &str, value: &Exact) {
    let (Decimal(lowest), Decimal(highest)) = (&targets.lowest, &targets.highest);
    if *value < *lowest || *highest < *value {
        let message = format!(
            "{what} {} does not lie between {} and {}",
            decimal(value),
            decimal(lowest),
            decimal(highest)
        );
        let help = "scores run from `lowest` to `highest`";
        check.fault(Code::BandOffScale, pointer, message, help);
    }
}

/// The bounds of an exception: of bands that there are, and in their order with the others.
fn own_bounds<'a>(check: &mut Check<'a>, targets: &'a Targets, at: usize) {
    let exception = &targets.exception[at];
    if exception.bounds.is_empty() {
        return;
    }
    let known: BTreeSet<&str> = targets.band.iter().map(|band| &*band.id).collect();
    for band in exception.bounds.keys() {
        let pointer = format!("/exception/{at}/bounds/{band}");
        check.named(&pointer, "band", band, known.iter().copied());
    }
    bands(check, targets, &|_| format!("/exception/{at}/bounds"), Some(exception));
}

/// The bands lowest first, without a gap; with the bounds of an exception where there is one.
fn bands(
    check: &mut Check<'_>,
    targets: &Targets,
    pointer: &dyn Fn(usize) -> String,
    exception: Option<&Target>,
) {
    let Decimal(lowest) = &targets.lowest;
    let mut below: Option<&Exact> = None;
    for (at, band) in targets.band.iter().enumerate() {
        let pointer = pointer(at);
        let from = band.bound(exception);
        on_scale(check, targets, &pointer, "the bound", from);
        match below {
            None if lowest < from => {
                let message =
                    format!("scores from {} to {} have no band", decimal(lowest), decimal(from));
                let help = format!("start the first band at {}", decimal(lowest));
                check.fault(Code::BandOffScale, &pointer, message, help);
            }
            Some(below) if from <= below => {
                let message = format!(
                    "the band `{}` starts at {}, which is not above {} before it",
                    band.id,
                    decimal(from),
                    decimal(below)
                );
                let help = "write the bands lowest first, each with a lower bound of its own";
                check.fault(Code::BandOffScale, &pointer, message, help);
            }
            _ => {}
        }
        below = Some(from);
    }
}
