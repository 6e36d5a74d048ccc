//! Matching: somebody can give, somebody can be named, and the bands are there.

use std::collections::BTreeSet;

use super::{Check, decimal};
use crate::{
    model::Exact,
    rulebook::kind::{Decimal, MatchingRules},
};

pub(super) fn check<'a>(check: &mut Check<'a>, rules: &'a MatchingRules) {
    if rules.giver.sources.is_empty() {
        let message = "without a kind of evidence no site can help another";
        check.incomplete(
            "/giver/sources",
            message,
            "write `observation`, `self-assessment` or both",
        );
    }
    let counts = [
        ("/giver/fewest_looks", rules.giver.fewest_looks),
        ("/pair/choices", rules.pair.choices),
        ("/pair/per_match", rules.pair.per_match),
        ("/coaching/many_pressing", rules.coaching.many_pressing),
    ];
    for (pointer, count) in counts {
        if count == 0 {
            check.incomplete(pointer, "with 0 this says nothing", "write 1 or more");
        }
    }
    share(check, rules);
    bands(check, rules);
}

fn share(check: &mut Check<'_>, rules: &MatchingRules) {
    let Decimal(share) = &rules.coaching.session_from_share;
    if *share <= Exact::ZERO || Exact::ONE < *share {
        let message = format!("{} is not a share above 0 and up to 1", decimal(share));
        check.incomplete("/coaching/session_from_share", message, "write a number such as 0.4");
    }
}

/// Bands are named by the targets of the standards that plans are about.
fn bands<'a>(check: &mut Check<'a>, rules: &'a MatchingRules) {
    let targets = check.book.targets.values().filter(|targets| targets.framework.is_some());
    let known: BTreeSet<&str> =
        targets.flat_map(|targets| &targets.band).map(|band| &*band.id).collect();
    for (at, band) in rules.coaching.pressing_bands.iter().enumerate() {
        let pointer = format!("/coaching/pressing_bands/{at}");
        check.named(&pointer, "band of a standard", band, known.iter().copied());
    }
}
