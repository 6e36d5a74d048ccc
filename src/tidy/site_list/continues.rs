//! Sites that continue others: those under a new id are read as one, merged and split ones are not.
//!
//! A line in a chart must not be made from two groups of children.

use std::collections::{BTreeMap, BTreeSet};

use super::{List, Row};
use crate::{
    diagnostic::{Code, Diagnostic, all_of, count, nearest},
    model::{FormerSite, Period, SiteId},
    tidy::sites::Listed,
};

/// No site has had more ids than this.
const LONGEST: usize = 1000;

/// A site, one that it continues, and the row that says so.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Link {
    now: SiteId,
    before: SiteId,
    row: usize,
}

/// What the column `continues` says, without what cannot be.
pub(super) fn links(by_id: &BTreeMap<SiteId, Vec<Row>>, list: &mut List<'_>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut seen = BTreeSet::new();
    for row in by_id.values().flatten() {
        for text in &row.continues {
            let link = Link {
                now: row.site.id.clone(),
                before: SiteId(text.as_str().into()),
                row: row.at,
            };
            let is_new = seen.insert((link.now.clone(), link.before.clone()));
            if !by_id.contains_key(&link.before) {
                let known = by_id.keys().map(|id| &*id.0);
                list.tell(no_such_site(text, known).touching(link.now), row.at, "continues");
            } else if is_new {
                links.push(link);
            }
        }
    }
    let back = back(&links);
    let is_round = |link: &Link| leads_to(&back, &link.before, &link.now);
    let (round, links): (Vec<Link>, Vec<Link>) = links.iter().cloned().partition(is_round);
    for link in round {
        let message = if link.now == link.before {
            format!("`{}` continues itself", link.now)
        } else {
            format!("`{}` and `{}` continue each other", link.now, link.before)
        };
        let warning = Diagnostic::warning(Code::SiteListFault, message)
            .help("only the newer site continues the older one; until then they stay apart");
        list.tell(warning.touching(link.now), link.row, "continues");
    }
    links
}

/// The sites that each site continues.
fn back(links: &[Link]) -> BTreeMap<&SiteId, Vec<&SiteId>> {
    let mut back: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for link in links {
        back.entry(&link.now).or_default().push(&link.before);
    }
    back
}

/// Whether one comes from `from` to `to` by going back in time.
fn leads_to(back: &BTreeMap<&SiteId, Vec<&SiteId>>, from: &SiteId, to: &SiteId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(site) = open.pop() {
        if site == to {
            return true;
        }
        if seen.len() < LONGEST && seen.insert(site) {
            open.extend(back.get(site).into_iter().flatten().copied());
        }
    }
    false
}

fn no_such_site<'a>(text: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let message = format!("no row of this list has the site id `{text}`");
    let warning = Diagnostic::warning(Code::SiteListFault, message);
    match nearest(text, known) {
        Some(near) => warning.help(format!("did you mean `{near}`?")),
        None => warning.help("give the site that is continued a row of its own, with the years"),
    }
}

/// Makes one site of those that continue each other one to one, under the id of today, and tells
/// it. Returns the others: sites, and those that continue them.
pub(super) fn joined(
    listed: &mut BTreeMap<SiteId, Listed>,
    links: &[Link],
    list: &mut List<'_>,
) -> Vec<(SiteId, SiteId)> {
    let group = |of: fn(&Link) -> &SiteId| {
        let mut groups: BTreeMap<&SiteId, Vec<&Link>> = BTreeMap::new();
        for link in links {
            groups.entry(of(link)).or_default().push(link);
        }
        groups
    };
    let (by_now, by_before) = (group(|link| &link.now), group(|link| &link.before));
    let mut apart = Vec::new();
    let mut one_to_one = Vec::new();
    for link in links {
        let (merged, split) = (&by_now[&link.now], &by_before[&link.before]);
        let told = if 1 < merged.len() {
            // Told once, where the merger stands.
            (merged[0] == link).then(|| merger(link, merged))
        } else if 1 < split.len() {
            Some(splitting(link, split))
        } else if together(link, listed) {
            one_to_one.push(link);
            continue;
        } else {
            Some(side_by_side(link, listed))
        };
        apart.push((link.before.clone(), link.now.clone()));
        if let Some(told) = told {
            list.tell(told, link.row, "continues");
        }
    }
    // The oldest first, so that a chain ends up under its last id.
    let back = back(links);
    one_to_one.sort_by_key(|link| age(&back, link));
    for link in one_to_one {
        list.tell(told_as_one(link, listed), link.row, "continues");
        join(link, listed);
    }
    apart
}

/// Whether the one ends before the other begins, as far as they say.
fn together(link: &Link, listed: &BTreeMap<SiteId, Listed>) -> bool {
    let (Some(before), Some(now)) = (listed.get(&link.before), listed.get(&link.now)) else {
        return false;
    };
    let (before, now) = before.site.open.in_turn(now.site.open);
    before.ends_before(now) || (before.to.is_none() && now.from.is_none())
}

/// How many sites a chain goes back before this link.
fn age(back: &BTreeMap<&SiteId, Vec<&SiteId>>, link: &Link) -> usize {
    let mut at = &link.before;
    let mut age = 0;
    while let Some(before) = back.get(at).filter(|_| age < LONGEST) {
        at = before[0];
        age += 1;
    }
    age
}

fn join(link: &Link, listed: &mut BTreeMap<SiteId, Listed>) {
    let Some(mut before) = listed.remove(&link.before) else { return };
    let Some(now) = listed.get_mut(&link.now) else { return };
    if let (Some(last), Some(first)) = (before.terms.last_mut(), now.terms.first_mut()) {
        (last.when, first.when) = last.when.in_turn(first.when);
        (before.site.open, now.site.open) = before.site.open.in_turn(now.site.open);
    }
    let own = before.terms.iter().filter(|term| term.id == before.site.id);
    let open = own.map(|term| term.when).reduce(Period::with).unwrap_or_default();
    let former = FormerSite { id: before.site.id, name: before.site.name, open };
    for term in &mut before.terms {
        term.site = link.now.clone();
    }
    now.site.joined.splice(0..0, before.site.joined.into_iter().chain([former]));
    now.site.open = before.site.open.with(now.site.open);
    now.terms.splice(0..0, before.terms);
}

fn name<'a>(id: &SiteId, listed: &'a BTreeMap<SiteId, Listed>) -> &'a str {
    listed.get(id).map_or("", |listed| &listed.site.name)
}

fn told_as_one(link: &Link, listed: &BTreeMap<SiteId, Listed>) -> Diagnostic {
    let Link { now, before, .. } = link;
    let message = format!(
        "`{now}` continues `{before}`, `{}`, and the two are read as one site",
        name(before, listed)
    );
    Diagnostic::note(Code::SiteContinued, message)
        .help(format!("the results of `{before}` stand under `{now}`"))
        .touching(now.clone())
}

fn merger(link: &Link, merged: &[&Link]) -> Diagnostic {
    let quoted: Vec<String> = merged.iter().map(|link| format!("`{}`", link.before)).collect();
    let sites = count(merged.len(), "site");
    let from = all_of(quoted.iter().map(String::as_str));
    let now = &link.now;
    let message = format!("`{now}` continues {sites}, {from}, and its own results start anew");
    stays_apart(message, link)
}

fn splitting(link: &Link, split: &[&Link]) -> Diagnostic {
    let quoted: Vec<String> = split.iter().map(|link| format!("`{}`", link.now)).collect();
    let into = all_of(quoted.iter().map(String::as_str));
    let Link { now, before, .. } = link;
    let message =
        format!("`{before}` was split into {into}, and the results of `{now}` start anew");
    stays_apart(message, link)
}

fn stays_apart(message: String, link: &Link) -> Diagnostic {
    Diagnostic::note(Code::SiteContinued, message)
        .help("a line is not drawn from two groups of children; the results of before stay where they are")
        .touching(link.now.clone())
}

fn side_by_side(link: &Link, listed: &BTreeMap<SiteId, Listed>) -> Diagnostic {
    let Link { now, before, .. } = link;
    let open = |id: &SiteId| listed.get(id).map(|listed| listed.site.open).unwrap_or_default();
    let message = format!(
        "`{now}` continues `{before}`, but both are in the list at one time: `{before}` {}, `{now}` {}",
        open(before),
        open(now)
    );
    Diagnostic::warning(Code::SiteListFault, message)
        .help("let the one end before the other begins; until then they stay apart")
        .touching(now.clone())
}
