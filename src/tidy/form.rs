//! A filled-in form of which site, year and source are known.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use super::{
    draft::{Draft, Given},
    headings::normal,
    page::has_stray_space,
    resubmitted::{corrections, corrections_in},
    sites::{Asked, Sites},
    when::{When, occasion, when},
};
use crate::{
    diagnostic::{Code, Diagnostic, one_of},
    model::{
        Basis, CellRef, EvidenceSource, FilledForm, Observation, Response, SchoolYear, SiteId,
        Source,
    },
    rulebook::{
        LayoutName,
        kind::{CalendarSummer, Instrument, Purpose, Words},
    },
};

/// Fields that say where, when and how, and so stand elsewhere in an observation.
const TOLD_ELSEWHERE: [&str; 15] = [
    "site",
    "site_id",
    "program",
    "school_year",
    "occasion",
    "date",
    "submitted",
    "submission",
    "basis",
    "purpose",
    "version",
    "instrument",
    "item",
    "rating",
    "notes",
];
/// Fields that tell a form from others in every instrument.
const TELLING: [&str; 5] = ["rater", "role", "activity", "segment", "observation_id"];

/// Fields that mean something without any word list.
pub(super) fn well_known_fields<'a>() -> impl Iterator<Item = &'a str> {
    TOLD_ELSEWHERE.into_iter().chain(TELLING)
}

/// What people write beside the ratings: another version of a form may say it in other words.
pub(super) fn is_comment(field: &str) -> bool {
    matches!(field, "evidence" | "strengths" | "to_grow" | "priority" | "notes")
}

/// A filled-in form of which site, year and source are known.
#[derive(Clone, Debug)]
pub(super) struct Form<'a> {
    /// In a place of its own, because forms are sorted and handed on.
    pub(super) draft: Box<Draft<'a>>,
    pub(super) site: SiteId,
    pub(super) year: SchoolYear,
    pub(super) occasion: Option<Arc<str>>,
    pub(super) source: EvidenceSource,
    pub(super) version: Arc<str>,
    pub(super) date: Option<NaiveDate>,
    /// None where the form does not say; the forms beside it then tell.
    pub(super) basis: Option<Basis>,
    /// How often it was corrected, by its own words.
    pub(super) corrected: u32,
    /// Whether it came together with others of the same site and time.
    pub(super) company: Company,
}

/// Whether a form came with others of the same site and time in its file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Company {
    Alone,
    WithOthers,
}

/// The form that a draft is, if its site and year are known and it counts.
pub(super) fn settled<'a>(
    mut draft: Draft<'a>,
    sites: &Sites,
    words: &[Words],
    told: &mut Vec<Diagnostic>,
) -> Option<Form<'a>> {
    let has_column = !draft.lacks_ratings();
    let mut about = std::mem::take(&mut draft.told);
    let mut when = when(&draft, summer(words));
    let site = site_of(&draft, &when, sites, &mut about);
    let source = source_of(&draft, &mut about);
    about.append(&mut when.told);
    let basis = basis_of(&draft, words, &mut about);
    let version = version_of(&draft, words, &mut about);
    if draft.marks.is_empty() && source.is_some() && has_column {
        about.push(draft.tell(no_ratings(), draft.first));
    }
    if let Some(site) = &site {
        for diagnostic in &mut about {
            touch(diagnostic, site);
        }
    }
    told.extend(about);
    Some(Form {
        site: site?,
        year: when.year?,
        occasion: occasion(&draft, words),
        source: source?,
        version,
        date: when.date,
        basis,
        corrected: corrections(&draft, words),
        company: Company::Alone,
        draft: Box::new(draft),
    })
}

pub(super) fn touch(diagnostic: &mut Diagnostic, site: &SiteId) {
    if !diagnostic.sites.contains(site) {
        diagnostic.sites.push(site.clone());
    }
}

fn summer(words: &[Words]) -> CalendarSummer {
    words.last().map(|words| words.summer).unwrap_or_default()
}

/// The site that a form is about, without a word.
pub(super) fn site_found(draft: &Draft<'_>, sites: &Sites, words: &[Words]) -> Option<SiteId> {
    sites.find(&Asked::of(draft, &when(draft, summer(words)))).site
}

fn site_of(
    draft: &Draft<'_>,
    when: &When,
    sites: &Sites,
    told: &mut Vec<Diagnostic>,
) -> Option<SiteId> {
    let [id, name, code] = ["site_id", "site", "cds_code"].map(|field| draft.given.get(field));
    for given in [id, name].into_iter().flatten() {
        if has_stray_space(&given.cell) {
            let message = format!("there is a space before or after `{}`", given.text);
            let note = Diagnostic::note(Code::StraySpace, message);
            told.push(draft.tell_given(note.help("it is read without the space"), given));
        }
    }
    let answer = sites.find(&Asked::of(draft, when));
    let about = [(answer.about_id, id), (answer.about_name, name), (answer.about_code, code)];
    for (diagnostics, given) in about {
        let Some(given) = given else { continue };
        told.extend(diagnostics.into_iter().map(|told| draft.tell_given(told, given)));
    }
    if draft.names_no_site() {
        let error = Diagnostic::error(Code::UnknownSite, "this form names no site")
            .help("write the site id or the name of the site");
        told.push(draft.tell(error, draft.first));
    }
    answer.site
}

/// Whose eyes, by the purpose where one is given. None for a form that does not count.
fn source_of(draft: &Draft<'_>, told: &mut Vec<Diagnostic>) -> Option<EvidenceSource> {
    let instrument = draft.instrument;
    let Some(given) = draft.given.get("purpose") else { return Some(instrument.source) };
    if instrument.purpose.is_empty() {
        return Some(instrument.source);
    }
    let key = normal(&given.text);
    let is_it = |purpose: &&Purpose| purpose.words.iter().any(|word| normal(word) == key);
    let Some(purpose) = instrument.purpose.iter().find(is_it) else {
        told.push(draft.tell_given(unknown_purpose(instrument, &given.text), given));
        return Some(instrument.source);
    };
    if purpose.source.is_none() {
        let message = format!("a form for `{}` does not count", given.text);
        told.push(draft.tell_given(Diagnostic::note(Code::LeftAside, message), given));
    }
    purpose.source
}

fn unknown_purpose(instrument: &Instrument, text: &str) -> Diagnostic {
    let whose = match instrument.source {
        EvidenceSource::SelfAssessment => "a self-assessment",
        EvidenceSource::Observation => "an observation",
    };
    let words = instrument.purpose.iter().flat_map(|purpose| &purpose.words);
    let known = one_of(words.map(String::as_str));
    let message = format!("`{text}` is not a purpose that the rules know");
    Diagnostic::warning(Code::UnknownWord, message)
        .help(format!("the form is read as {whose}; known are {known}"))
}

fn basis_of(draft: &Draft<'_>, words: &[Words], told: &mut Vec<Diagnostic>) -> Option<Basis> {
    let Some(given) = draft.given.get("basis") else { return basis_by_name(draft, words) };
    let key = normal(&given.text);
    let has = |list: &[String]| list.iter().any(|word| normal(word) == key);
    if words.iter().any(|words| has(&words.consensus_words)) {
        return Some(Basis::Consensus);
    }
    if words.iter().any(|words| has(&words.individual_words)) {
        return Some(Basis::Individual);
    }
    let message = format!("`{}` does not say whether people rated alone or agreed", given.text);
    let one_each = words.iter().flat_map(|words| {
        words.consensus_words.iter().take(1).chain(words.individual_words.iter().take(1))
    });
    let help = format!("write {}", one_of(one_each.map(String::as_str)));
    told.push(draft.tell_given(Diagnostic::warning(Code::UnknownWord, message).help(help), given));
    None
}

/// Where the people should be named, many write that the group agreed.
fn basis_by_name(draft: &Draft<'_>, words: &[Words]) -> Option<Basis> {
    let is_a_sheet = draft.layout == LayoutName::ItemsDown;
    let sheet = Some(&**draft.leaf.name()).filter(|_| is_a_sheet);
    let name = normal(draft.text("rater").or(sheet)?);
    let says_so = words.iter().flat_map(|words| &words.consensus_words);
    says_so.into_iter().any(|word| normal(word) == name).then_some(Basis::Consensus)
}

fn version_of(draft: &Draft<'_>, words: &[Words], told: &mut Vec<Diagnostic>) -> Arc<str> {
    let instrument = draft.instrument;
    let Some(given) = draft.given.get("version") else {
        return instrument.instrument_version.as_str().into();
    };
    let key = normal(&given.text);
    let aliases = &instrument.version_aliases;
    let by_alias = aliases.iter().find(|(alias, _)| normal(alias) == key);
    let known = aliases.values().chain([&instrument.instrument_version]);
    let by_name = known.into_iter().find(|version| normal(version) == key);
    if let Some(version) = by_alias.map(|(_, version)| version).or(by_name) {
        return version.as_str().into();
    }
    if 0 < corrections_in(&given.text, words) {
        return instrument.instrument_version.as_str().into();
    }
    let message = format!("`{}` is not a version that the rules know", given.text);
    let warning = Diagnostic::warning(Code::UnknownWord, message).help(
        "it starts a line of its own in charts; add it to `version_aliases` if it is another name",
    );
    told.push(draft.tell_given(warning, given));
    super::headings::slug(&given.text).into()
}

pub(super) fn no_ratings() -> Diagnostic {
    Diagnostic::warning(Code::NoRatings, "this form holds not a single rating")
        .help("fill it in, or delete it")
}

impl Form<'_> {
    /// Forms of the same site and time, instrument and source.
    pub(super) fn occasion_key(&self) -> (&SiteId, &str, EvidenceSource, SchoolYear, Option<&str>) {
        let occasion = self.occasion.as_deref();
        (&self.site, &self.draft.instrument.about.id, self.source, self.year, occasion)
    }

    /// How people came to these ratings: as the form says, or as such forms are made.
    pub(super) fn basis(&self) -> Basis {
        self.basis.unwrap_or(match (self.source, self.company) {
            (EvidenceSource::SelfAssessment, Company::Alone)
                if self.draft.text("rater").is_none() =>
            {
                Basis::Consensus
            }
            _ => Basis::Individual,
        })
    }

    /// What tells it from other forms, by the id of the field.
    pub(super) fn fields(&self) -> BTreeMap<Arc<str>, Arc<str>> {
        let draft = &self.draft;
        let declared = |id: &str| draft.instrument.field.iter().any(|field| field.id == id);
        let is_told = |id: &str| {
            let tells = TELLING.contains(&id) || draft.mapped.contains(id) || declared(id);
            tells && !TOLD_ELSEWHERE.contains(&id)
        };
        let fields = draft.given.iter().filter(|(id, _)| is_told(id));
        fields.map(|(id, given)| (id.clone(), Arc::from(given.text.as_str()))).collect()
    }

    /// A person by the name of the sheet, where several sheets hold the ratings of several people.
    pub(super) fn name_rater(&mut self) {
        let is_a_sheet = self.draft.layout == LayoutName::ItemsDown;
        if is_a_sheet && self.draft.text("rater").is_none() && self.basis != Some(Basis::Consensus)
        {
            let name = Given::set(self.draft.leaf.name());
            self.draft.given.insert("rater".into(), name);
        }
    }

    /// What its ratings have in common.
    fn filled_form(&self, names: &ItemNames) -> FilledForm {
        let response = Response { basis: self.basis(), date: self.date, fields: self.fields() };
        FilledForm {
            site: self.site.clone(),
            school_year: self.year,
            occasion: self.occasion.clone(),
            source: self.source,
            instrument: Arc::clone(&names.instrument),
            version: Arc::clone(&self.version),
            response: Arc::new(response),
            file: self.draft.leaf.source().clone(),
            sheet: Arc::clone(self.draft.leaf.name()),
        }
    }

    /// One observation for each rating.
    fn observations(
        &self,
        form: &Arc<FilledForm>,
        names: &ItemNames,
    ) -> impl Iterator<Item = Observation> {
        let page = self.draft.page();
        self.draft.marks.iter().map(move |mark| {
            let CellRef { row, column, .. } = page.at(mark.at);
            Observation {
                form: Arc::clone(form),
                item: Arc::clone(&names.items[mark.item]),
                answer: Arc::clone(mark.answer),
                row,
                column,
            }
        })
    }
}

/// The ids of an instrument and of its items, which all observations of it share.
struct ItemNames {
    instrument: Arc<str>,
    items: Vec<Arc<str>>,
}

impl ItemNames {
    fn of(instrument: &Instrument) -> ItemNames {
        let items = instrument.item.iter().map(|item| item.id.as_str().into()).collect();
        ItemNames { instrument: instrument.about.id.as_str().into(), items }
    }
}

/// All ratings of the forms, in the order that [`Observations::rows`] promises.
///
/// [`Observations::rows`]: super::Observations::rows
pub(super) fn observations(forms: Vec<Form<'_>>) -> Vec<Observation> {
    let mut rows = Vec::with_capacity(forms.iter().map(|form| form.draft.marks.len()).sum());
    let mut names: BTreeMap<&str, ItemNames> = BTreeMap::new();
    let mut sorted: Vec<(Arc<FilledForm>, Form<'_>)> = Vec::new();
    for form in forms {
        let instrument = form.draft.instrument;
        let id = instrument.about.id.as_str();
        let names = names.entry(id).or_insert_with(|| ItemNames::of(instrument));
        sorted.push((Arc::new(form.filled_form(names)), form));
    }
    sorted.sort_by(|(one, _), (other, _)| key(one).cmp(&key(other)));
    for alike in sorted.chunk_by(|(one, _), (other, _)| key(one) == key(other)) {
        let start = rows.len();
        for (about, form) in alike {
            let names = &names[form.draft.instrument.about.id.as_str()];
            rows.extend(form.observations(about, names));
        }
        rows[start..].sort_by(|one, other| place(one).cmp(&place(other)));
    }
    rows
}

type Key<'a> = (&'a SiteId, &'a str, SchoolYear, Option<&'a str>, &'a Response);

fn key(form: &FilledForm) -> Key<'_> {
    let FilledForm { site, instrument, school_year, occasion, response, .. } = form;
    (site, instrument, *school_year, occasion.as_deref(), response)
}

/// Where a row stands among those of forms that are equal in their key.
fn place(row: &Observation) -> (&str, &Source, &str, u32, u32) {
    (&row.item, &row.form.file, &row.form.sheet, row.row, row.column)
}
