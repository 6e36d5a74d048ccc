//! What was rated, and what each person who rated it alone has given.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ruler::Ruler;
use crate::{
    model::{Basis, EvidenceSource, Observation, Response, SchoolYear, SiteId},
    rulebook::{
        Rulebook,
        kind::{Instrument, Scoring},
    },
    tidy,
};

/// The ratings by one version of a tool: by observers, or by people of the sites.
pub(super) struct Tool<'a> {
    pub(super) source: EvidenceSource,
    pub(super) instrument: &'a Instrument,
    pub(super) version: &'a str,
    /// As many as the instrument has items.
    pub(super) rulers: Vec<Ruler<'a>>,
    pub(super) things: Vec<Thing<'a>>,
    /// The names of the people, as first written; none for people who left theirs out.
    pub(super) people: Vec<Option<&'a str>>,
}

/// Something that was rated: an activity that observers saw, or a site in a round.
pub(super) struct Thing<'a> {
    pub(super) site: &'a SiteId,
    pub(super) school_year: SchoolYear,
    pub(super) raters: Vec<Rater>,
}

/// What one person has given to one thing.
pub(super) struct Rater {
    /// Their place in [`Tool::people`].
    pub(super) person: usize,
    /// The place of each rating on the scale of its item, item by item. None where they gave none,
    /// and where two forms of theirs contradict each other.
    pub(super) given: Vec<Option<f64>>,
}

/// All that people rated alone, tool by tool. What groups agreed on is left out, and so are forms of
/// observers who are not named: nobody can tell whether they are of one person or of two.
pub(super) fn tools<'a>(rows: &'a [Observation], rulebook: &'a Rulebook) -> Vec<Tool<'a>> {
    let mut forms: BTreeMap<ToolKey<'a>, Things<'a>> = BTreeMap::new();
    for form in rows.chunk_by(is_same_form) {
        let [row, ..] = form else { continue };
        let Some(who) = Who::of(row) else { continue };
        let rules = rulebook.scoring_for(&row.form.instrument);
        let things =
            forms.entry((row.form.source, &row.form.instrument, &row.form.version)).or_default();
        things.entry(About::of(row, rules)).or_default().entry(who).or_default().push(form);
    }
    let tool = |(key, things)| tool(key, things, rulebook);
    forms.into_iter().filter_map(tool).collect()
}

type ToolKey<'a> = (EvidenceSource, &'a str, &'a str);
type Form<'a> = &'a [Observation];
type Things<'a> = BTreeMap<About<'a>, BTreeMap<Who<'a>, Vec<Form<'a>>>>;

/// Ratings are sorted so that those of one form stand together.
fn is_same_form(one: &Observation, other: &Observation) -> bool {
    one.form.response == other.form.response
        && one.form.site == other.form.site
        && one.form.occasion == other.form.occasion
        && one.form.instrument == other.form.instrument
        && one.form.version == other.form.version
        && one.form.school_year == other.form.school_year
        && one.form.source == other.form.source
}

/// What a form is about. Where two forms are alike in all of this, they are about the same thing.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct About<'a> {
    site: &'a SiteId,
    school_year: SchoolYear,
    occasion: Option<&'a str>,
    date: Option<NaiveDate>,
    fields: Vec<(&'a str, &'a str)>,
    /// Set where a visit tells nothing of what sets it apart: it is then like no other.
    alone: Option<&'a Response>,
}

impl<'a> About<'a> {
    fn of(row: &'a Observation, rules: Option<&Scoring>) -> About<'a> {
        let response = &*row.form.response;
        let told = response.fields.iter().map(|(field, text)| (&**field, &**text));
        let fields: Vec<(&str, &str)> =
            told.filter(|(field, _)| sets_apart(field, rules)).collect();
        let is_seen = row.form.source == EvidenceSource::Observation;
        // People of a site fill their forms in on different days, and mean the same site.
        let date = response.date.filter(|_| is_seen || !fields.is_empty());
        let is_untold = is_seen && date.is_none() && fields.is_empty();
        About {
            site: &row.form.site,
            school_year: row.form.school_year,
            occasion: row.form.occasion.as_deref(),
            date,
            fields,
            alone: is_untold.then_some(response),
        }
    }
}

/// Whether a field says what was rated, and not who rated it: the activity and its part, and what
/// else the scoring rules bring together.
fn sets_apart(field: &str, rules: Option<&Scoring>) -> bool {
    match field {
        "activity" | "segment" => true,
        "rater" | "role" | "participants" => false,
        _ => rules.is_some_and(|rules| {
            rules.combine.iter().any(|step| {
                let names = |name: &str| step.over.iter().any(|over| over == name);
                // Each observer's form often has an id of its own.
                names(field) && !(field == "observation_id" && names("rater"))
            })
        }),
    }
}

/// Who filled a form in.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Who<'a> {
    /// By name, as names are compared.
    Named(String),
    /// Someone of a site who left their name out: each such form is of one person.
    Unnamed(&'a Response),
}

impl<'a> Who<'a> {
    /// None for a form that does not count.
    fn of(row: &'a Observation) -> Option<Who<'a>> {
        let response = &*row.form.response;
        let name = name_of(row).map(tidy::normal).filter(|name| !name.is_empty());
        match (response.basis, name, row.form.source) {
            (Basis::Consensus, ..) | (_, None, EvidenceSource::Observation) => None,
            (_, Some(name), _) => Some(Who::Named(name)),
            (_, None, EvidenceSource::SelfAssessment) => Some(Who::Unnamed(response)),
        }
    }
}

fn name_of(row: &Observation) -> Option<&str> {
    row.form.response.fields.get("rater").map(|name| &**name)
}

fn tool<'a>(key: ToolKey<'a>, things: Things<'a>, rulebook: &'a Rulebook) -> Option<Tool<'a>> {
    let (source, id, version) = key;
    let instrument = rulebook.instruments.get(id)?;
    let ruler = |item| Ruler::of(item, rulebook.scale_of(instrument, item));
    let rulers: Vec<Ruler<'_>> = instrument.item.iter().map(ruler).collect();
    let items: BTreeMap<&str, usize> =
        instrument.item.iter().map(|item| item.id.as_str()).zip(0..).collect();
    let mut people = People::default();
    let thing = |(about, raters): (About<'a>, BTreeMap<Who<'a>, Vec<Form<'a>>>)| {
        // Observers go from site to site; a Ms. Lee of one site is not that of another.
        let home = (source == EvidenceSource::SelfAssessment).then_some(about.site);
        let rater = |(who, forms): (Who<'a>, Vec<Form<'a>>)| Rater {
            person: people.place(home, who, &forms),
            given: given(&forms, &items, &rulers),
        };
        Thing {
            site: about.site,
            school_year: about.school_year,
            raters: raters.into_iter().map(rater).collect(),
        }
    };
    let things = things.into_iter().map(thing).collect();
    Some(Tool { source, instrument, version, rulers, things, people: people.names })
}

/// The people of a tool, numbered as they come.
#[derive(Default)]
struct People<'a> {
    names: Vec<Option<&'a str>>,
    places: BTreeMap<(Option<&'a SiteId>, String), usize>,
}

impl<'a> People<'a> {
    fn place(&mut self, home: Option<&'a SiteId>, who: Who<'a>, forms: &[Form<'a>]) -> usize {
        let next = self.names.len();
        let place = match who {
            Who::Named(name) => *self.places.entry((home, name)).or_insert(next),
            Who::Unnamed(_) => next,
        };
        if place == next {
            self.names.push(forms.iter().copied().flatten().find_map(name_of));
        }
        place
    }
}

/// What a person gave to one item.
#[derive(Clone, Copy)]
enum Given {
    Nothing,
    One(f64),
    /// Two forms of theirs do not say the same, and nobody knows which one they mean.
    Contradiction,
}

impl Given {
    fn and(self, place: f64) -> Given {
        match self {
            Given::Nothing => Given::One(place),
            Given::One(before) if before.total_cmp(&place).is_eq() => self,
            Given::One(_) | Given::Contradiction => Given::Contradiction,
        }
    }
}

/// The ratings of a person's forms of one thing, item by item.
fn given(
    forms: &[Form<'_>],
    items: &BTreeMap<&str, usize>,
    rulers: &[Ruler<'_>],
) -> Vec<Option<f64>> {
    let mut all = vec![Given::Nothing; rulers.len()];
    for row in forms.iter().copied().flatten() {
        let Some(&at) = items.get(&*row.item) else { continue };
        if let Some(place) = rulers[at].place(&row.answer.rating) {
            all[at] = all[at].and(place);
        }
    }
    let single = |given: Given| match given {
        Given::One(place) => Some(place),
        Given::Nothing | Given::Contradiction => None,
    };
    all.into_iter().map(single).collect()
}
