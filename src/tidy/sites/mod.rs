//! Which site a form is about.

mod asked;
mod near;
mod proposal;
mod say;
#[cfg(test)]
mod tests;

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use super::headings::{normal, slug};
use crate::{
    diagnostic::Diagnostic,
    model::{CdsCode, Repair, Site, SiteId},
};
use near::Spelling;
use proposal::Proposal;
use say::Counts;

pub(super) use asked::{Asked, Term, Time};
pub(super) use say::{code_repaired, code_unusable};

/// The sites of a run: the program's own list, or those that the files name.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Sites {
    pub(super) by_id: BTreeMap<SiteId, Site>,
    /// What the list says of them, each for its time.
    terms: Vec<Term>,
    /// Places in the terms, by names, compared as headings are.
    names: BTreeMap<String, Vec<usize>>,
    codes: BTreeMap<CdsCode, Vec<usize>>,
    by_site: BTreeMap<SiteId, Vec<usize>>,
    /// Every id, also of former times, and the site as it is called today.
    ids: BTreeMap<SiteId, SiteId>,
    /// Ids as they are compared, and those that start with zeros without these.
    ids_alike: BTreeMap<String, BTreeSet<SiteId>>,
    ids_without_zeros: BTreeMap<String, BTreeSet<SiteId>>,
    /// Every name of a term, ready to compare with slips.
    spellings: Vec<(usize, String, Spelling)>,
    programs: BTreeSet<String>,
    /// Sites and those that continue them without being the same.
    followed: Vec<(SiteId, SiteId)>,
    origin: Origin,
    /// What was proposed already: a name that is wrong is often wrong in many rows.
    proposed: RefCell<BTreeMap<Slip, Vec<Proposal>>>,
}

/// A name that is not in the list, and what was said besides.
type Slip = (String, Option<String>, Option<String>, Option<Time>);

/// Where the sites are from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Origin {
    /// The program's own list: who is not in it is unknown.
    List,
    /// The files: whom they name is there.
    #[default]
    Files,
}

/// A site of the list, with what the list says of it for each time.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Listed {
    pub(super) site: Site,
    pub(super) terms: Vec<Term>,
}

/// What an id is found to be.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Match {
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

/// What a name or a code is found to be.
#[derive(Clone, PartialEq, Debug)]
enum Found<'a> {
    /// The terms are all of one site.
    One(SiteId, Vec<&'a Term>),
    Several(Vec<&'a Term>),
    None,
}

/// A site, and what there is to say about how it was found: about the id, the name, or the CDS code.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Answer {
    pub(super) site: Option<SiteId>,
    pub(super) about_id: Vec<Diagnostic>,
    pub(super) about_name: Vec<Diagnostic>,
    pub(super) about_code: Vec<Diagnostic>,
}

impl Sites {
    pub(super) fn new(
        listed: Vec<Listed>,
        followed: Vec<(SiteId, SiteId)>,
        origin: Origin,
    ) -> Sites {
        let mut sites = Sites { followed, origin, ..Sites::default() };
        for Listed { site, terms } in listed {
            sites.by_id.insert(site.id.clone(), site);
            for term in terms {
                sites.add(term);
            }
        }
        sites
    }

    fn add(&mut self, term: Term) {
        let place = self.terms.len();
        for name in term.names() {
            let places = self.names.entry(normal(name)).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
            let spelling = Spelling::of(name);
            self.spellings.extend(spelling.map(|spelling| (place, name.clone(), spelling)));
        }
        if let Some(code) = &term.cds_code {
            self.codes.entry(code.clone()).or_default().push(place);
        }
        self.programs.extend(term.program.as_deref().map(normal));
        self.add_id(&term.id, &term.site);
        self.by_site.entry(term.site.clone()).or_default().push(place);
        self.terms.push(term);
    }

    fn add_id(&mut self, id: &SiteId, today: &SiteId) {
        self.ids.insert(id.clone(), today.clone());
        self.ids_alike.entry(normal(&id.0)).or_default().insert(id.clone());
        let digits = id.0.trim_start_matches('0');
        if digits != &*id.0 {
            self.ids_without_zeros.entry(digits.to_owned()).or_default().insert(id.clone());
        }
    }

    fn terms_of(&self, site: &SiteId) -> impl Iterator<Item = &Term> {
        let places = self.by_site.get(site).into_iter().flatten();
        places.map(|place| &self.terms[*place])
    }

    /// The site of which a form gives the id, the name or the code.
    pub(super) fn find(&self, asked: &Asked<'_>) -> Answer {
        let mut answer = Answer::default();
        let code = asked.cds_code.and_then(|text| self.code(text, &mut answer));
        match (asked.id, asked.name) {
            (Some(id), name) => self.by_id(id, name, code.as_ref(), asked, &mut answer),
            (None, Some(name)) => self.by_name(name, code.as_ref(), asked, &mut answer),
            (None, None) => self.by_code(code.as_ref(), asked, &mut answer),
        }
        answer
    }

    fn by_id(
        &self,
        id: &str,
        name: Option<&str>,
        code: Option<&CdsCode>,
        asked: &Asked<'_>,
        answer: &mut Answer,
    ) {
        let matched = self.id(id, asked);
        let Some(site) = matched.site() else {
            let named = name.map_or(Found::None, |name| self.named(name, asked));
            match (named, name) {
                (Found::One(site, terms), Some(name)) => {
                    answer.about_id.push(say::taken_by_name(id, name, &site));
                    self.take(&site, &terms, name, asked, answer);
                }
                _ => answer.about_id.push(self.unknown(id, asked)),
            }
            return;
        };
        answer.about_id.extend(say::lost_zero(id, &matched));
        let terms: Vec<&Term> =
            self.called(name).into_iter().filter(|term| term.site == *site).collect();
        if let Some(name) = name.filter(|_| terms.is_empty()) {
            match self.named(name, asked) {
                Found::One(other, _) => {
                    answer.about_name.push(self.two_sites(id, site, &other));
                    return;
                }
                _ => answer.about_name.push(self.differs(name, site, "site id")),
            }
        }
        if self.agrees(code, site, Counts::SiteId, asked, answer) {
            self.take(site, &terms, name.unwrap_or(id), asked, answer);
        }
    }

    fn by_name(&self, name: &str, code: Option<&CdsCode>, asked: &Asked<'_>, answer: &mut Answer) {
        let by_code = code.map_or(Found::None, |code| self.coded(code, asked));
        match (self.named(name, asked), by_code) {
            (Found::One(site, terms), _) => {
                let agrees = self.agrees(code, &site, Counts::Neither, asked, answer)
                    && (code.is_some() || self.is_of_program(name, &site, asked, answer));
                if agrees {
                    self.take(&site, &terms, name, asked, answer);
                }
            }
            (Found::Several(terms), Found::One(site, _))
                if terms.iter().any(|term| term.site == site) =>
            {
                self.take(&site, &terms, name, asked, answer);
            }
            (Found::Several(terms), _) => answer.about_name.push(say::several(name, &terms)),
            (Found::None, Found::One(site, _)) => {
                answer.about_name.push(self.differs(name, &site, "CDS code"));
                self.take(&site, &[], name, asked, answer);
            }
            (Found::None, _) => self.by_id_for_name(name, asked, answer),
        }
    }

    /// Many write the id where the name should stand.
    fn by_id_for_name(&self, name: &str, asked: &Asked<'_>, answer: &mut Answer) {
        let matched = self.id(name, asked);
        answer.about_name.extend(say::lost_zero(name, &matched));
        match matched.site() {
            Some(site) => {
                let asked = Asked { id: Some(name), name: None, ..*asked };
                let mut by_id = Answer::default();
                self.take(site, &[], name, &asked, &mut by_id);
                answer.site = by_id.site;
                answer.about_name.extend(by_id.about_id);
            }
            None => answer.about_name.push(self.unknown(name, asked)),
        }
    }

    fn by_code(&self, code: Option<&CdsCode>, asked: &Asked<'_>, answer: &mut Answer) {
        let (Some(code), Some(text)) = (code, asked.cds_code) else { return };
        match self.coded(code, asked) {
            Found::One(site, terms) => self.take(&site, &terms, text, asked, answer),
            Found::Several(terms) => answer.about_code.push(say::several(text, &terms)),
            Found::None => answer.about_code.push(self.unknown(text, asked)),
        }
    }

    /// Takes the site, and tells where what was written was not in use at the time.
    fn take(
        &self,
        site: &SiteId,
        terms: &[&Term],
        written: &str,
        asked: &Asked<'_>,
        answer: &mut Answer,
    ) {
        answer.site = Some(site.clone());
        let Some(time) = asked.time else { return };
        let is_open = self.terms_of(site).any(|term| term.is_at(Some(time)));
        if !is_open {
            let told = self.closed(written, site, time);
            answer.about(asked).push(told);
            return;
        }
        let own = |term: &&&Term| term.site == *site;
        let mut named = terms.iter().filter(own).peekable();
        if named.peek().is_some() && !named.any(|term| term.is_at(Some(time))) {
            let told = self.retired(written, site, time);
            match asked.name {
                Some(_) => answer.about_name.push(told),
                None => answer.about_code.push(told),
            }
        }
        let Some(id) = asked.id.filter(|_| answer.about_id.is_empty()) else { return };
        let mut with_id = self.terms_of(site).filter(|term| *term.id.0 == *id).peekable();
        if with_id.peek().is_some() && !with_id.any(|term| term.is_at(Some(time))) {
            answer.about_id.push(self.retired(id, site, time));
        }
    }

    /// Whether the CDS code of the form is not that of another site; told where it is.
    fn agrees(
        &self,
        code: Option<&CdsCode>,
        site: &SiteId,
        counts: Counts,
        asked: &Asked<'_>,
        answer: &mut Answer,
    ) -> bool {
        let Some(code) = code else { return true };
        let has_it = self.terms_of(site).any(|term| term.cds_code.as_ref() == Some(code));
        let has_none = self.terms_of(site).all(|term| term.cds_code.is_none());
        let other = match self.coded(code, asked) {
            Found::One(other, _) => Some(other),
            Found::Several(terms) => terms.first().map(|term| term.site.clone()),
            Found::None => None,
        };
        match other {
            _ if has_it => true,
            Some(other) => {
                answer.about_code.push(self.code_of_another(code, site, &other));
                false
            }
            None if has_none => true,
            None => {
                answer.about_code.push(self.code_unlisted(code, site, counts));
                counts == Counts::SiteId
            }
        }
    }

    /// Whether the form's program is not that of other sites only; told where it is. It is not taken
    /// for this site where one of that program has nearly the same name.
    fn is_of_program(
        &self,
        name: &str,
        site: &SiteId,
        asked: &Asked<'_>,
        answer: &mut Answer,
    ) -> bool {
        let Some(program) = asked.program else { return true };
        let is_listed = self.programs.contains(&normal(program));
        let mut own = self.terms_of(site).filter(|term| term.program.is_some()).peekable();
        let is_unknown = own.peek().is_none() || !is_listed || self.origin == Origin::Files;
        if is_unknown || own.any(|term| term.is_of_program(program)) {
            return true;
        }
        let fits =
            |near: &Proposal| self.terms_of(&near.site).any(|term| term.is_of_program(program));
        let near: Vec<Proposal> = self.proposed(asked).into_iter().filter(fits).collect();
        answer.about_name.push(self.other_program(name, program, site, &near));
        near.is_empty()
    }

    /// The sites that the name may be meant for.
    fn proposed(&self, asked: &Asked<'_>) -> Vec<Proposal> {
        let said = |text: Option<&str>| text.map(normal);
        let Some(name) = said(asked.name) else { return Vec::new() };
        let slip = (name, said(asked.program), said(asked.county), asked.time);
        let mut proposed = self.proposed.borrow_mut();
        proposed.entry(slip).or_insert_with(|| self.proposals(asked)).clone()
    }

    /// All that were ever called so.
    /// The site of this name or id, if it is clear.
    pub(super) fn known(&self, text: &str) -> Option<SiteId> {
        self.known_by_name(text).or_else(|| self.id(text, &Asked::default()).site().cloned())
    }

    /// The site of this name, if it is clear.
    pub(super) fn known_by_name(&self, name: &str) -> Option<SiteId> {
        match self.named(name, &Asked::default()) {
            Found::One(site, _) => Some(site),
            _ => None,
        }
    }

    fn called(&self, name: Option<&str>) -> Vec<&Term> {
        self.at(name.and_then(|name| self.names.get(&normal(name))))
    }

    fn named(&self, name: &str, asked: &Asked<'_>) -> Found<'_> {
        narrowed(self.called(Some(name)), asked)
    }

    fn coded(&self, code: &CdsCode, asked: &Asked<'_>) -> Found<'_> {
        narrowed(self.at(self.codes.get(code)), asked)
    }

    fn at(&self, places: Option<&Vec<usize>>) -> Vec<&Term> {
        places.into_iter().flatten().map(|place| &self.terms[*place]).collect()
    }

    fn id(&self, text: &str, asked: &Asked<'_>) -> Match {
        if let Some(today) = self.ids.get(&SiteId(text.into())) {
            return Match::Exact(today.clone());
        }
        if let Some(site) = self.only(self.ids_alike.get(&normal(text))) {
            return Match::Exact(site);
        }
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && let Some(site) = self.only(self.ids_without_zeros.get(text)) {
            return Match::Repaired(site);
        }
        let Ok((code, _)) = CdsCode::repair(text) else { return Match::None };
        match self.coded(&code, asked) {
            Found::One(site, _) => Match::Exact(site),
            Found::Several(_) | Found::None => Match::None,
        }
    }

    /// The only site with one of these ids.
    fn only(&self, ids: Option<&BTreeSet<SiteId>>) -> Option<SiteId> {
        let today = ids.into_iter().flatten().filter_map(|id| self.ids.get(id));
        let found: BTreeSet<&SiteId> = today.collect();
        if found.len() == 1 { found.first().map(|&site| site.clone()) } else { None }
    }

    fn code(&self, text: &str, answer: &mut Answer) -> Option<CdsCode> {
        match CdsCode::repair(text) {
            Ok((code, repair)) => {
                if repair == Repair::LeadingZero && self.origin == Origin::List {
                    answer.about_code.push(code_repaired(text, &code));
                }
                Some(code)
            }
            Err(why) => {
                if self.origin == Origin::List {
                    answer.about_code.push(code_unusable(text, why));
                }
                None
            }
        }
    }

    /// Takes up a site that is named in a file; with the program's own list nothing is added.
    pub(super) fn learn(&mut self, asked: &Asked<'_>) {
        if self.origin == Origin::List {
            return;
        }
        let plain = Asked { name: asked.name, ..Asked::default() };
        let known = asked.name.and_then(|name| match self.named(name, &plain) {
            Found::One(site, _) => Some(site),
            Found::Several(_) | Found::None => None,
        });
        let by_name = || known.or_else(|| asked.name.map(|name| SiteId(slug(name).into())));
        let by_code = || asked.cds_code.map(|code| SiteId(code.into()));
        let id = asked.id.map(|id| SiteId(id.into())).or_else(by_name).or_else(by_code);
        let Some(id) = id else { return };
        let shown = asked.name.unwrap_or(&id.0).to_owned();
        let site = self.by_id.entry(id.clone()).or_insert_with(|| Site::named(id.clone(), &shown));
        site.program = site.program.take().or_else(|| asked.program.map(str::to_owned));
        if !self.ids.contains_key(&id) {
            self.add_id(&id, &id);
        }
        if let Some(name) = asked.name {
            self.learn_name(&id, name, asked.program);
        }
    }

    fn learn_name(&mut self, id: &SiteId, name: &str, program: Option<&str>) {
        if let Some(site) = self.by_id.get_mut(id) {
            if *site.name == *site.id.0 {
                name.clone_into(&mut site.name);
            } else if site.name != name && !site.aliases.iter().any(|alias| alias == name) {
                site.aliases.push(name.to_owned());
            }
        }
        let mut places = self.names.get(&normal(name)).into_iter().flatten();
        if !places.any(|place| self.terms[*place].site == *id) {
            self.add(Term::named(id, name, program));
        }
    }
}

/// Of several sites the one of the form's program, county and time, where these do not
/// contradict each other.
fn narrowed<'a>(terms: Vec<&'a Term>, asked: &Asked<'_>) -> Found<'a> {
    if let Some(site) = only_site(&terms) {
        return Found::One(site, terms);
    }
    let program = |term: &Term| asked.program.is_some_and(|it| term.is_of_program(it));
    let county = |term: &Term| asked.county.is_some_and(|it| term.is_in_county(it));
    let time = |term: &Term| term.is_at(asked.time);
    let mut left = terms.clone();
    for is_so in [&program as &dyn Fn(&Term) -> bool, &county, &time] {
        if terms.iter().any(|term| is_so(term)) {
            left.retain(|term| is_so(term));
        }
    }
    match (only_site(&left), terms.is_empty()) {
        (Some(site), _) => Found::One(site, left),
        (None, false) => Found::Several(terms),
        (None, true) => Found::None,
    }
}

fn only_site(terms: &[&Term]) -> Option<SiteId> {
    let first = &terms.first()?.site;
    terms.iter().all(|term| term.site == *first).then(|| first.clone())
}

impl Answer {
    /// What is said about the first thing that the form gives.
    fn about(&mut self, asked: &Asked<'_>) -> &mut Vec<Diagnostic> {
        match (asked.id, asked.name) {
            (Some(_), _) => &mut self.about_id,
            (None, Some(_)) => &mut self.about_name,
            (None, None) => &mut self.about_code,
        }
    }
}
