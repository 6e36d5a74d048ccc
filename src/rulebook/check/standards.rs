//! Standards, and the crosswalks that lead to them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, decimal, ids, instrument::part_ids};
use crate::{
    diagnostic::Code,
    model::Exact,
    rulebook::kind::{Crosswalk, Decimal, Framework},
};

pub(super) fn check(check: &mut Check<'_>, framework: &Framework) {
    check.unrepeated("groups", ids(&framework.group, "group", |group| &group.id));
    check.unrepeated("standards", ids(&framework.standard, "standard", |standard| &standard.id));
    let groups: Vec<&str> = framework.group.iter().map(|group| group.id.as_str()).collect();
    let mut indicators = Vec::new();
    for (at, standard) in framework.standard.iter().enumerate() {
        if let Some(group) = &standard.group {
            let pointer = format!("/standard/{at}/group");
            check.named(&pointer, "group", group, groups.iter().copied());
        }
        for (place, indicator) in standard.indicator.iter().enumerate() {
            let pointer = format!("/standard/{at}/indicator/{place}");
            indicators.push((format!("{pointer}/id"), indicator.id.as_str()));
            if let Some(level) = &indicator.level {
                let known = ["program", "staff", "participant"];
                check.choice(&format!("{pointer}/level"), level, &known);
            }
        }
    }
    check.unrepeated("indicators", indicators);
}

pub(super) fn check_crosswalk<'a>(check: &mut Check<'a>, crosswalk: &'a Crosswalk) {
    let book = check.book;
    let instrument =
        check.file("/instrument", "instrument", &book.instruments, &crosswalk.instrument);
    let framework = check.file("/framework", "standards", &book.frameworks, &crosswalk.framework);
    if let Some(instrument) = instrument {
        for (at, link) in crosswalk.link.iter().enumerate() {
            let pointer = format!("/link/{at}/from");
            check.named(&pointer, "item or group", &link.from, part_ids(instrument));
        }
    }
    if let Some(framework) = framework {
        leads_to_standards(check, crosswalk, framework);
    }
    repeated_links(check, crosswalk);
    weights(check, crosswalk);
}

fn leads_to_standards(check: &mut Check<'_>, crosswalk: &Crosswalk, framework: &Framework) {
    let known: Vec<&str> = framework.standard.iter().map(|standard| &*standard.id).collect();
    for (at, link) in crosswalk.link.iter().enumerate() {
        let pointer = format!("/link/{at}/standard");
        check.named(&pointer, "standard", &link.standard, known.iter().copied());
    }
    let linked: BTreeSet<&str> = crosswalk.link.iter().map(|link| &*link.standard).collect();
    for (at, without) in crosswalk.no_evidence.iter().enumerate() {
        let pointer = format!("/no_evidence/{at}/standard");
        check.named(&pointer, "standard", &without.standard, known.iter().copied());
        if linked.contains(without.standard.as_str()) {
            let message =
                format!("`{}` is linked, and is said to have no evidence", without.standard);
            let help = "take out the link, or this entry";
            check.fault(Code::CrosswalkToNothing, &pointer, message, help);
        }
    }
    let without = crosswalk.no_evidence.iter().map(|without| without.standard.as_str());
    let named: BTreeSet<&str> = linked.iter().copied().chain(without).collect();
    // A slip in the name of a standard has been told already.
    let all_known = named.iter().all(|id| known.contains(id));
    for standard in known.into_iter().filter(|id| all_known && !named.contains(id)) {
        let message = format!("nothing leads to the standard `{standard}`");
        let help = "link it, or say why not in a `[[no_evidence]]`";
        check.fault(Code::CrosswalkToNothing, "/framework", message, help);
    }
}

fn repeated_links(check: &mut Check<'_>, crosswalk: &Crosswalk) {
    let mut seen = BTreeMap::new();
    for (at, link) in crosswalk.link.iter().enumerate() {
        let pointer = format!("/link/{at}/standard");
        if let Some(first) = seen.insert((&link.from, &link.standard), at) {
            let line = check.document.line(&format!("/link/{first}"));
            let message = format!("`{}` is linked to `{}` twice", link.from, link.standard);
            let help = format!("the first link stands in line {line}: make one of the two");
            check.fault(Code::RepeatedId, &pointer, message, help);
        }
    }
}

fn weights(check: &mut Check<'_>, crosswalk: &Crosswalk) {
    let mut sums: BTreeMap<&str, (Exact, usize)> = BTreeMap::new();
    for (at, link) in crosswalk.link.iter().enumerate() {
        let Decimal(weight) = &link.weight;
        let pointer = format!("/link/{at}/weight");
        check.weight(&pointer, weight);
        if weight.is_zero() {
            let message = format!("the link from `{}` weighs nothing", link.from);
            let help = "give it a weight above 0, or take it out";
            check.fault(Code::CrosswalkToNothing, &pointer, message, help);
        }
        let (sum, last) = sums.entry(&link.from).or_insert((Exact::ZERO, at));
        *sum = sum.clone() + weight.clone();
        *last = at;
    }
    if !crosswalk.weights_add_up {
        return;
    }
    for (from, (sum, last)) in sums {
        if sum != Exact::ONE {
            let message = format!("the weights of `{from}` add up to {}, not 1", decimal(&sum));
            let help = "change them, or write `weights_add_up = false` at the top of the file";
            let pointer = format!("/link/{last}/weight");
            check.fault(Code::WeightsDoNotAddUp, &pointer, message, help);
        }
    }
}
