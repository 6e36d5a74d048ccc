//! Which site and which standard are meant.

use anyhow::{Result, bail};

use crate::{
    diagnostic::{count, nearest},
    model::{Site, SiteId},
    pipeline::Study,
    report::ChartKind,
    rulebook::kind::Standard,
};

/// The site by id or name; the only one there is where none is named.
pub(super) fn site(study: &Study, name: Option<&str>) -> Result<SiteId> {
    let sites = || study.plans.keys().filter_map(|id| study.observations.sites.get(id));
    let Some(name) = name else {
        let mut all = sites();
        return match (all.next(), all.next()) {
            (Some(only), None) => Ok(only.id.clone()),
            (None, _) => bail!("no site has a plan to draw from: see `cqi check`"),
            (Some(_), Some(_)) => bail!("say which site with --site; there are {}", ids(sites())),
        };
    };
    if let Some(site) = sites().find(|site| is(site, name)) {
        return Ok(site.id.clone());
    }
    if let Some(site) = study.observations.sites.values().find(|site| is(site, name)) {
        bail!("{}", without_plan(study, site));
    }
    let known = sites().flat_map(|site| [&*site.id.0, site.name.as_str()]);
    match nearest(name, known) {
        Some(near) => bail!("no site is called `{name}`: did you mean `{near}`?"),
        None => bail!("no site is called `{name}`; there are {}", ids(sites())),
    }
}

fn is(site: &Site, name: &str) -> bool {
    *site.id.0 == *name || site.name == name
}

fn ids<'a>(sites: impl Iterator<Item = &'a Site>) -> String {
    sites.map(|site| site.id.to_string()).collect::<Vec<_>>().join(", ")
}

fn without_plan(study: &Study, site: &Site) -> String {
    match study.held_back.get(&site.id) {
        Some(told) => format!(
            "{} is held back: {} to put right first, see `cqi check`",
            site.name,
            count(told.len(), "thing")
        ),
        None => format!("{} has no plan, so there is nothing to draw", site.name),
    }
}

/// The standard by number, id or name, where the kind has a chart for each.
pub(super) fn standard<'a>(
    study: &'a Study,
    kind: ChartKind,
    name: Option<&str>,
) -> Result<Option<&'a str>> {
    let Some(name) = name else { return Ok(None) };
    if !kind.is_of_a_standard() {
        bail!("`{}` shows all standards at once: leave out --standard", kind.id());
    }
    let framework = study.rulebook.plan_framework();
    let standards = framework.map_or([].as_slice(), |framework| &framework.standard);
    let plain = |text: &str| text.trim().to_lowercase();
    let is = |standard: &&Standard| {
        let names = [&standard.id, &standard.name, &standard.short_name];
        standard.number.to_string() == name || names.iter().any(|it| plain(it) == plain(name))
    };
    if let Some(standard) = standards.iter().find(is) {
        return Ok(Some(&standard.id));
    }
    let known = || standards.iter().map(|standard| standard.id.as_str());
    let names = standards.iter().flat_map(|it| [it.id.as_str(), &it.name, &it.short_name]);
    match nearest(name, names) {
        Some(near) => bail!("no standard is called `{name}`: did you mean `{near}`?"),
        None => bail!(
            "no standard is called `{name}`; there are {}",
            known().collect::<Vec<_>>().join(", ")
        ),
    }
}
