//! What a form says about itself: site, year, round, date, who rated.

use std::{collections::BTreeSet, sync::Arc};

use super::{Choice, Firmness, Input, Layout, Takes, Wishes, YEARS_BACK};
use crate::{
    model::{EvidenceSource, SchoolYear, Site},
    rulebook::{
        Condition, Rulebook,
        kind::{Instrument, Occasion, Words},
    },
};

/// The fields that forms may have, in the order in which people fill them in; those that only an
/// instrument knows come after them.
const IN_ORDER: [&str; 11] = [
    "site",
    "school_year",
    "occasion",
    "date",
    "rater",
    "role",
    "basis",
    "purpose",
    "activity",
    "segment",
    "minutes",
];
/// Fields that stand in the table of ratings, beside each of them.
const BESIDE_A_RATING: [&str; 9] = [
    "item",
    "item_text",
    "rating",
    "section",
    "evidence",
    "priority",
    "strengths",
    "to_grow",
    "notes",
];
/// Fields that the file says by itself, or that only a few keep.
const SELDOM: [&str; 3] = ["instrument", "version", "observation_id"];

/// A field of the form.
pub(super) struct Field {
    pub(super) id: String,
    pub(super) heading: String,
    /// What every form of the workbook says.
    pub(super) value: String,
    pub(super) input: Arc<Input>,
}

/// The fields to ask for: site and year, what scores are put together over, and what the
/// instrument itself names or checks.
pub(super) fn fields(
    rulebook: &Rulebook,
    instrument: &Instrument,
    wishes: &Wishes<'_>,
) -> Vec<Field> {
    let headings = Headings { words: &rulebook.words, instrument };
    let wanted = wanted(rulebook, instrument);
    let known = IN_ORDER.into_iter().filter(|id| wanted.contains(id));
    let others = instrument.field.iter().map(|field| field.id.as_str());
    let others = others.filter(|id| wanted.contains(id) && !IN_ORDER.contains(id));
    let field = |id: &str| {
        // A form cannot do without its site, whatever the rules call it.
        let heading = headings.of(id).or_else(|| (id == "site").then_some("Site"))?;
        Some(Field {
            id: id.to_owned(),
            heading: heading.to_owned(),
            value: value(id, wishes),
            input: Arc::new(input(id, rulebook, instrument, wishes)),
        })
    };
    known.chain(others).filter_map(field).collect()
}

fn wanted<'a>(rulebook: &'a Rulebook, instrument: &'a Instrument) -> BTreeSet<&'a str> {
    let mut wanted = BTreeSet::from(["site", "school_year", "date", "rater"]);
    let scoring = rulebook.scoring_for(&instrument.about.id);
    let over = scoring.into_iter().flat_map(|scoring| &scoring.combine).flat_map(|step| &step.over);
    let over: BTreeSet<&str> = over.map(String::as_str).collect();
    // A round is asked for where it keeps scores apart.
    if !over.contains("occasion") {
        wanted.insert("occasion");
    }
    wanted.extend(over.into_iter().filter(|id| *id != "occasion"));
    if instrument.source == EvidenceSource::SelfAssessment {
        wanted.insert("basis");
    }
    if !instrument.purpose.is_empty() {
        wanted.insert("purpose");
    }
    wanted.extend(instrument.field.iter().map(|field| field.id.as_str()));
    let checks = instrument.check.iter().filter_map(|check| Condition::parse(&check.when).ok());
    let asked: BTreeSet<String> = checks
        .flat_map(|check| check.variables().into_iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    wanted.extend(IN_ORDER.into_iter().filter(|id| asked.contains(*id)));
    let expected = instrument.field.iter().filter(|field| field.expected);
    let expected: BTreeSet<&str> = expected.map(|field| field.id.as_str()).collect();
    wanted.retain(|id| expected.contains(id) || !SELDOM.contains(id));
    wanted.retain(|id| !BESIDE_A_RATING.contains(id));
    wanted
}

/// What a form must have so that it is read, and the rules have no heading for.
pub(super) fn unnamed(
    rulebook: &Rulebook,
    instrument: &Instrument,
    layout: Layout,
) -> Vec<&'static str> {
    let headings = Headings { words: &rulebook.words, instrument };
    let knows = |id: &str| headings.of(id).is_some();
    let mut unnamed = Vec::new();
    if !knows("site") {
        unnamed.push("the site");
    }
    if !knows("school_year") && !knows("date") {
        unnamed.push("the school year");
    }
    if layout == Layout::Form && headings.known_rating().is_none() {
        unnamed.push("the ratings");
    }
    unnamed
}

/// What is known before anyone fills in the form.
fn value(id: &str, wishes: &Wishes<'_>) -> String {
    match id {
        "site" if wishes.sites.len() == 1 => site_names(wishes).remove(0),
        "school_year" => wishes.year.map(|year| year.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}

fn input(id: &str, rulebook: &Rulebook, instrument: &Instrument, wishes: &Wishes<'_>) -> Input {
    match id {
        "site" if wishes.sites.is_empty() => {
            free("Your site", "Write the name of your site, in the same way every time.")
        }
        "site" => one_of(
            site_names(wishes),
            ("Your site", "Pick your site from the list."),
            "This name is not on the list of sites. Keep it only if the site is new.",
        ),
        "school_year" => one_of(
            years(wishes).map(|year| year.to_string()).collect(),
            ("School year", "Pick the school year from the list."),
            &format!("Please write both years, such as {}.", wishes.around),
        ),
        "occasion" => one_of(
            occasions(&rulebook.words, instrument).into_iter().map(|it| it.label.clone()).collect(),
            (
                "Which round",
                "Pick the time of the year or the round. Leave it empty if there is only one a year.",
            ),
            "This is not one of the rounds on the list. Keep it only if you always call it so.",
        ),
        "date" => Input {
            takes: Takes::Date,
            firmness: Firmness::Asking,
            hint: hint("Date", "Write it as month/day/year, such as 10/3/2025."),
            refusal: "Please write the date as month/day/year, such as 10/3/2025.".to_owned(),
        },
        "basis" => one_of(
            basis_words(&rulebook.words),
            (
                "Alone or together",
                "Did one person rate alone, or did the group talk and agree on each rating?",
            ),
            "Please pick one of the two from the list.",
        ),
        "purpose" => one_of(
            instrument
                .purpose
                .iter()
                .filter_map(|it| it.words.first())
                .map(|word| capital(word))
                .collect(),
            ("Who looked", "Someone from outside, or your own staff? Practice does not count."),
            "Please pick one from the list.",
        ),
        "rater" if instrument.source == EvidenceSource::SelfAssessment => {
            free("Who rated", "Your name or initials. Leave it empty if the group rated together.")
        }
        "rater" => free("Who rated", "The name or initials of the person who looked."),
        "segment" => free("Which part", "Number the parts of one visit: 1, 2, 3."),
        "minutes" => minutes(),
        _ => free("", ""),
    }
}

/// Up to a whole day.
fn minutes() -> Input {
    let number = |text: &str| text.parse().expect("it is a number");
    Input {
        takes: Takes::Number { lowest: number("0"), highest: number("1440") },
        firmness: Firmness::Asking,
        hint: hint("How long", "How many minutes you watched, as a number."),
        refusal: "Please write the minutes as a number, such as 45.".to_owned(),
    }
}

fn free(title: &str, text: &str) -> Input {
    Input {
        takes: Takes::Text,
        firmness: Firmness::Asking,
        hint: hint(title, text),
        refusal: String::new(),
    }
}

fn one_of(words: Vec<String>, (title, text): (&str, &str), refusal: &str) -> Input {
    let choices: Vec<Choice> = words.into_iter().map(Choice::Word).collect();
    if choices.is_empty() {
        return free(title, text);
    }
    Input {
        takes: Takes::OneOf(choices),
        firmness: Firmness::Asking,
        hint: hint(title, text),
        refusal: refusal.to_owned(),
    }
}

fn hint(title: &str, text: &str) -> (String, String) {
    (title.to_owned(), text.to_owned())
}

/// The names of the sites in the order of the alphabet. Where two share a name, it is the id that
/// tells which one is meant.
pub(super) fn site_names(wishes: &Wishes<'_>) -> Vec<String> {
    let plain = |name: &str| name.trim().to_lowercase();
    let called = |site: &Site| -> BTreeSet<String> {
        site.aliases.iter().chain([&site.name]).map(|name| plain(name)).collect()
    };
    let all: Vec<(&Site, BTreeSet<String>)> =
        wishes.sites.values().map(|site| (site, called(site))).collect();
    let is_shared = |site: &Site| {
        let name = plain(&site.name);
        all.iter().any(|(other, names)| other.id != site.id && names.contains(&name))
    };
    let name = |site: &Site| {
        if is_shared(site) { site.id.to_string() } else { site.name.clone() }
    };
    let mut names: Vec<String> = wishes.sites.values().map(name).collect();
    names.sort_by_key(|name| (plain(name), name.clone()));
    names
}

/// The school years to pick from, the latest first.
fn years(wishes: &Wishes<'_>) -> impl Iterator<Item = SchoolYear> {
    let middle = wishes.year.unwrap_or(wishes.around).starts();
    let first = middle.saturating_sub(YEARS_BACK);
    (first..=middle + 1).rev().map(SchoolYear::starting)
}

/// The rounds of the instrument, or those of the word list that comes last.
fn occasions<'a>(words: &'a [Words], instrument: &'a Instrument) -> Vec<&'a Occasion> {
    let shared = words.iter().rev().map(|words| &words.occasion).find(|list| !list.is_empty());
    let own = Some(&instrument.occasion).filter(|own| !own.is_empty());
    own.or(shared).into_iter().flatten().collect()
}

fn basis_words(words: &[Words]) -> Vec<String> {
    let Some(words) = words.last() else { return Vec::new() };
    let one_each = words.consensus_words.first().into_iter().chain(words.individual_words.first());
    one_each.map(|word| capital(word)).collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The headings by which the rules know a column: that of the form itself, or the usual one.
pub(super) struct Headings<'a> {
    pub(super) words: &'a [Words],
    pub(super) instrument: &'a Instrument,
}

impl<'a> Headings<'a> {
    /// None where neither the instrument nor a word list knows the field.
    pub(super) fn of(&self, id: &str) -> Option<&'a str> {
        let field = self.instrument.field.iter().find(|field| field.id == id);
        let own = field.map(|field| field.aliases.first().unwrap_or(&field.id));
        let shared = || {
            let fields = self.words.iter().rev().flat_map(|words| &words.field);
            fields
                .into_iter()
                .filter(|field| field.id == id)
                .find_map(|field| field.headings.first())
        };
        own.or_else(shared).map(String::as_str)
    }

    /// Whether the form of the instrument always has the field.
    pub(super) fn expects(&self, id: &str) -> bool {
        self.instrument.field.iter().any(|field| field.id == id && field.expected)
    }

    pub(super) fn rating(&self) -> &'a str {
        self.known_rating().unwrap_or("Rating")
    }

    fn known_rating(&self) -> Option<&'a str> {
        let shared = self.words.iter().rev().find_map(|words| words.rating_headings.first());
        self.of("rating").or(shared.map(String::as_str))
    }

    /// The heading of the codes of the items.
    pub(super) fn code(&self) -> &'a str {
        let shared = self.words.iter().rev().find_map(|words| words.item_headings.first());
        shared.map_or("Code", String::as_str)
    }
}
