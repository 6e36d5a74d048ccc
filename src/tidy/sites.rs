//! Which site a form is about.

use std::collections::{BTreeMap, BTreeSet};

use super::headings::{normal, slug};
use crate::{
    diagnostic::{Code, Diagnostic, nearest},
    model::{CdsCode, Site, SiteId},
};

/// The sites of a run: the program's own list, or those that the files name.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Sites {
    pub(super) by_id: BTreeMap<SiteId, Site>,
    /// Sites by their names, compared as headings are. More than one where a name is not enough.
    names: BTreeMap<String, BTreeSet<SiteId>>,
    origin: Origin,
}

/// Where the sites are from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Origin {
    /// The program's own list: who is not in it is unknown.
    List,
    /// The files: whom they name is there.
    #[default]
    Files,
}

/// What an id is found to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Match {
    Exact(SiteId),
    /// It had lost the zeros that it starts with.
    Repaired(SiteId),
    None,
}

impl Match {
    fn site(&self) -> Option<&SiteId> {
        match self {
            Match::Exact(id) | Match::Repaired(id) => Some(id),
            Match::None => None,
        }
    }
}

/// A site, and what there is to say about how it was found: about the id, or about the name.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Answer {
    pub(super) site: Option<SiteId>,
    pub(super) about_id: Vec<Diagnostic>,
    pub(super) about_name: Vec<Diagnostic>,
}

impl Sites {
    pub(super) fn new(sites: BTreeMap<SiteId, Site>, origin: Origin) -> Sites {
        let mut names: BTreeMap<String, BTreeSet<SiteId>> = BTreeMap::new();
        for site in sites.values() {
            for name in site.aliases.iter().chain([&site.name]) {
                names.entry(normal(name)).or_default().insert(site.id.clone());
            }
        }
        Sites { by_id: sites, names, origin }
    }

    /// The site of which a form gives the id, the name or both.
    pub(super) fn find(&self, id: Option<&str>, name: Option<&str>) -> Answer {
        match (id, name) {
            (Some(id), Some(name)) => self.by_both(id, name),
            (Some(id), None) => {
                let mut answer = Answer::default();
                match self.id(id) {
                    Match::None => answer.about_id.push(self.unknown(id)),
                    found => answer.take(&found, id),
                }
                answer
            }
            (None, Some(name)) => self.by_name(name),
            (None, None) => Answer::default(),
        }
    }

    fn by_both(&self, id: &str, name: &str) -> Answer {
        let mut answer = Answer::default();
        let named = self.name(name);
        match (self.id(id), named) {
            (Match::None, None) => {
                answer.about_id.push(self.unknown(id));
            }
            (Match::None, Some(site)) => {
                let message =
                    format!("no site has the id `{id}`; the form is taken to be from `{name}`");
                let warning = Diagnostic::warning(Code::UnknownSite, message);
                answer.about_id.push(warning.help(format!("the list has `{name}` as `{site}`")));
                answer.site = Some(site);
            }
            (found, None) => {
                answer.about_name.extend(found.site().map(|site| self.differs(name, site)));
                answer.take(&found, id);
            }
            (found, Some(site)) if found.site() == Some(&site) => answer.take(&found, id),
            (found, Some(site)) => {
                answer
                    .about_name
                    .extend(found.site().map(|other| self.two_sites(id, other, &site)));
            }
        }
        answer
    }

    fn by_name(&self, name: &str) -> Answer {
        let mut answer = Answer::default();
        if let Some(site) = self.name(name) {
            answer.site = Some(site);
            return answer;
        }
        // Many write the id where the name should stand.
        match self.id(name) {
            Match::None => answer.about_name.push(self.unknown(name)),
            found => {
                answer.take(&found, name);
                answer.about_name = std::mem::take(&mut answer.about_id);
            }
        }
        answer
    }

    fn name(&self, name: &str) -> Option<SiteId> {
        let sites = self.names.get(&normal(name))?;
        if sites.len() == 1 { sites.first().cloned() } else { None }
    }

    fn id(&self, text: &str) -> Match {
        let exact = SiteId(text.into());
        if self.by_id.contains_key(&exact) {
            return Match::Exact(exact);
        }
        let only = |found: Vec<&SiteId>| match found[..] {
            [site] => Some(site.clone()),
            _ => None,
        };
        let key = normal(text);
        let alike = only(self.by_id.keys().filter(|id| normal(&id.0) == key).collect());
        if let Some(site) = alike {
            return Match::Exact(site);
        }
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let lost_zeros =
            |id: &&SiteId| text.len() < id.0.len() && id.0.trim_start_matches('0') == text;
        if let Some(site) = only(self.by_id.keys().filter(lost_zeros).collect())
            && is_number
        {
            return Match::Repaired(site);
        }
        let Ok((code, _)) = CdsCode::repair(text) else { return Match::None };
        let has_code = |site: &&Site| site.cds_code.as_ref() == Some(&code);
        let schools = self.by_id.values().filter(has_code).map(|site| &site.id).collect();
        only(schools).map_or(Match::None, Match::Exact)
    }

    /// Nothing is called so, or more than one site is.
    fn unknown(&self, text: &str) -> Diagnostic {
        if let Some(sites) = self.names.get(&normal(text))
            && 1 < sites.len()
        {
            let ids: Vec<&str> = sites.iter().map(|id| &*id.0).collect();
            let message = format!("more than one site is called `{text}`");
            let mut error = Diagnostic::error(Code::UnknownSite, message)
                .help(format!("write the site id as well: {}", crate::diagnostic::one_of(ids)));
            error.sites = sites.iter().cloned().collect();
            return error;
        }
        let error = Diagnostic::error(Code::UnknownSite, format!("no site is called `{text}`"));
        let names = self.by_id.values().flat_map(|site| site.aliases.iter().chain([&site.name]));
        let ids = self.by_id.keys().map(|id| &*id.0);
        let Some(near) = nearest(text, names.map(String::as_str).chain(ids)) else {
            return error.help("add it to the list of sites, or write the name as the list does");
        };
        let site = self.name(near).unwrap_or_else(|| SiteId(near.into()));
        error.help(format!("did you mean `{near}`?")).touching(site)
    }

    fn differs(&self, name: &str, site: &SiteId) -> Diagnostic {
        let listed = self.by_id.get(site).map_or("", |site| &site.name);
        let message =
            format!("the name `{name}` differs from the list, which has `{listed}` for `{site}`");
        Diagnostic::warning(Code::UnknownSite, message)
            .help("the site id counts; write the name as the list does, or add it as an alias")
            .touching(site.clone())
    }

    fn two_sites(&self, id: &str, by_id: &SiteId, by_name: &SiteId) -> Diagnostic {
        let listed = |site: &SiteId| self.by_id.get(site).map_or("", |site| &site.name).to_owned();
        let message = format!(
            "the id `{id}` is that of `{}`, and the name is that of `{by_name}`, `{}`",
            listed(by_id),
            listed(by_name)
        );
        Diagnostic::error(Code::UnknownSite, message)
            .help("put the one that is wrong right")
            .touching(by_id.clone())
            .touching(by_name.clone())
    }

    /// Takes up a site that is named in a file; with the program's own list nothing is added.
    pub(super) fn learn(&mut self, id: Option<&str>, name: Option<&str>, program: Option<&str>) {
        if self.origin == Origin::List || (id.is_none() && name.is_none()) {
            return;
        }
        let known = name.and_then(|name| self.name(name));
        let id = match (id, known) {
            (Some(id), _) => SiteId(id.into()),
            (None, Some(known)) => known,
            (None, None) => SiteId(slug(name.unwrap_or_default()).into()),
        };
        let shown = name.unwrap_or(&id.0).to_owned();
        let site = self.by_id.entry(id.clone()).or_insert_with(|| Site::named(id.clone(), &shown));
        site.program = site.program.take().or_else(|| program.map(str::to_owned));
        if let Some(name) = name {
            if *site.name == *site.id.0 {
                name.clone_into(&mut site.name);
            } else if site.name != name && !site.aliases.iter().any(|alias| alias == name) {
                site.aliases.push(name.to_owned());
            }
            self.names.entry(normal(name)).or_default().insert(id);
        }
    }
}

impl Answer {
    fn take(&mut self, found: &Match, written: &str) {
        if let Match::Repaired(site) = found {
            let message = format!("`{written}` has lost its leading zero and is read as `{site}`");
            let note = Diagnostic::note(Code::SiteIdRepaired, message)
                .help("a spreadsheet drops it from numbers; store the id as text");
            self.about_id.push(note.touching(site.clone()));
        }
        self.site = found.site().cloned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed() -> Sites {
        let site = |id: &str, name: &str, alias: &str| {
            let mut site = Site::named(SiteId(id.into()), name);
            site.aliases.extend([alias.to_owned()].into_iter().filter(|alias| !alias.is_empty()));
            (site.id.clone(), site)
        };
        let sites = [
            site("010001", "Oak Street", ""),
            site("S-014", "Creekside", "Old Mill"),
            site("S-022", "Oak Street Annex", ""),
            site("T1", "Twin", ""),
            site("T2", "Twin", ""),
        ];
        Sites::new(sites.into_iter().collect(), Origin::List)
    }

    #[track_caller]
    fn finds(id: Option<&str>, name: Option<&str>, site: Option<&str>, told: &[(Code, &str)]) {
        let answer = listed().find(id, name);
        let all = answer.about_id.iter().chain(&answer.about_name);
        let all: Vec<_> = all.map(|told| (told.code, told.message.as_str())).collect();
        assert_eq!(all, told);
        assert_eq!(answer.site, site.map(|site| SiteId(site.into())));
    }

    #[test]
    fn a_site_is_found_by_id_name_or_alias() {
        finds(Some("010001"), None, Some("010001"), &[]);
        finds(None, Some("oak street"), Some("010001"), &[]);
        finds(None, Some("OLD  MILL"), Some("S-014"), &[]);
        finds(None, Some("s-022"), Some("S-022"), &[]);
        finds(Some("S-014"), Some("Creekside"), Some("S-014"), &[]);
        finds(None, None, None, &[]);
    }

    #[test]
    fn a_name_that_begins_alike_is_another_site() {
        finds(None, Some("Oak Street Annex"), Some("S-022"), &[]);
    }

    #[test]
    fn a_lost_zero_is_put_back() {
        let note = "`10001` has lost its leading zero and is read as `010001`";
        finds(Some("10001"), None, Some("010001"), &[(Code::SiteIdRepaired, note)]);
        finds(None, Some("10001"), Some("010001"), &[(Code::SiteIdRepaired, note)]);
    }

    #[test]
    fn a_misspelt_name_is_suggested_and_never_taken() {
        let unknown = "no site is called `Crekside`";
        finds(None, Some("Crekside"), None, &[(Code::UnknownSite, unknown)]);
        let told = &listed().find(None, Some("Crekside")).about_name[0];
        assert_eq!(told.help.as_deref(), Some("did you mean `Creekside`?"));
        assert_eq!(told.sites, [SiteId("S-014".into())]);
    }

    #[test]
    fn the_id_counts_where_the_name_is_misspelt() {
        let differs =
            "the name `Crekside` differs from the list, which has `Creekside` for `S-014`";
        finds(Some("S-014"), Some("Crekside"), Some("S-014"), &[(Code::UnknownSite, differs)]);
        let no_id = "no site has the id `S-999`; the form is taken to be from `Creekside`";
        finds(Some("S-999"), Some("Creekside"), Some("S-014"), &[(Code::UnknownSite, no_id)]);
    }

    #[test]
    fn an_id_and_a_name_of_two_sites_are_not_used() {
        let two =
            "the id `S-014` is that of `Creekside`, and the name is that of `010001`, `Oak Street`";
        finds(Some("S-014"), Some("Oak Street"), None, &[(Code::UnknownSite, two)]);
    }

    #[test]
    fn a_name_of_two_sites_is_not_enough() {
        let more = "more than one site is called `Twin`";
        finds(None, Some("Twin"), None, &[(Code::UnknownSite, more)]);
    }

    #[test]
    fn without_a_list_the_files_say_which_sites_there_are() {
        let mut sites = Sites::default();
        sites.learn(Some("7"), Some("Oak Street"), Some("Valley"));
        sites.learn(None, Some("oak street"), None);
        sites.learn(None, Some("Harbor House"), None);
        let ids: Vec<&str> = sites.by_id.keys().map(|id| &*id.0).collect();
        assert_eq!(ids, ["7", "harbor-house"]);
        assert_eq!(sites.find(None, Some("OAK STREET")).site, Some(SiteId("7".into())));
    }
}
