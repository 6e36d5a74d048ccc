//! What is said of a line that goes on over a change of version, or breaks although a rule links it.

use crate::{
    analysis::{Linked, NotLinked, Trend, WhyNotLinked},
    diagnostic::count,
    rulebook::kind::LinkMethod,
};

/// After what is said of a trend: `; linked over a change of the tool (…)`. Empty without links.
pub(super) fn links(trend: &Trend) -> String {
    let linked = trend.linked.iter().map(linked);
    linked.chain(trend.not_linked.iter().map(not_linked)).collect()
}

fn linked(link: &Linked) -> String {
    let Linked { from, to, .. } = link;
    let by = match (link.method, link.evidence) {
        (LinkMethod::CommonItems, Some(evidence)) => format!(
            "by {} at {}",
            count(evidence.items, "common item"),
            count(evidence.sites, "site")
        ),
        _ => "as the rules declare".to_owned(),
    };
    let error = link.error.value.sqrt();
    let error = if 0.0 < error { format!(", standard error {error:.2}") } else { String::new() };
    format!("; linked over a change of the tool (version {from} to {to}, {by}{error})")
}

fn not_linked(broken: &NotLinked) -> String {
    let NotLinked { from, to, because } = broken;
    let because = match because {
        WhyNotLinked::FewItems { have, need } => {
            format!("{} of this score did not change, {need} are needed", count(*have, "item"))
        }
        WhyNotLinked::FewSites { have, need } => {
            format!("{} rated right before and after it, {need} are needed", count(*have, "site"))
        }
        WhyNotLinked::NoVariation => {
            "all sites moved alike, so nothing tells how sure a link is".to_owned()
        }
        WhyNotLinked::OutsideTheTable { score } => {
            format!("the table of the link leaves out {}", score.rounded(2))
        }
    };
    format!("; not linked over the change from version {from} to {to}: {because}")
}
