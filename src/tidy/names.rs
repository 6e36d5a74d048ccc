//! What the names of sheets, files and folders, and the titles over tables, tell about forms.
//!
//! A site in a name counts only where the list of sites or another file knows it, and only where
//! every other word has its meaning, too: `Oak Street Annex` is not `Oak Street`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    draft::{Draft, Given},
    form,
    headings::normal,
    layout::Forms,
    page::Spot,
    sites::{Asked, Sites},
    telling::{Apart, apart, instrument_names, round_names},
    when::{self, When},
};
use crate::{
    diagnostic::{Code, Diagnostic, all_of},
    model::{SaidBy, SchoolYear, SiteId},
    rulebook::{
        LayoutName, Rulebook,
        kind::{Instrument, Words},
    },
};

/// The months that a year is not mistaken for: `12-13` may be a day in December.
const LAST_MONTH: u16 = 12;
/// How much of a note is shown.
const SHOWN: usize = 40;

/// Where words stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Where {
    Title,
    Heading,
    Sheet,
    File,
    Folder,
}

impl Where {
    fn shown(self) -> &'static str {
        match self {
            Where::Title => "the line above the table",
            Where::Heading => "the heading of the column",
            Where::Sheet => "the name of the sheet",
            Where::File => "the name of the file",
            Where::Folder => "the name of the folder",
        }
    }

    /// None for words that stand in cells.
    fn said_by(self) -> Option<SaidBy> {
        match self {
            Where::Title | Where::Heading => None,
            Where::Sheet => Some(SaidBy::SheetName),
            Where::File => Some(SaidBy::FileName),
            Where::Folder => Some(SaidBy::FolderName),
        }
    }
}

/// What was taken from which words, and where these stand.
type Notes = BTreeMap<(&'static str, String, Option<Spot>), Diagnostic>;

/// Words that may tell something, and what they tell.
#[derive(Clone, PartialEq, Debug)]
struct Name {
    place: Where,
    given: Given,
    told: Told,
}

#[derive(Clone, PartialEq, Debug, Default)]
struct Told {
    site: Option<SiteId>,
    year: Option<SchoolYear>,
    round: Option<Arc<str>>,
    /// Whether every word has a meaning.
    is_whole: bool,
}

/// What is needed to read names, and what is known of rounds, which most names do not tell.
pub(super) struct Names<'r> {
    sites: &'r Sites,
    words: &'r [Words],
    /// The names of the rounds of each instrument, in words.
    rounds: BTreeMap<&'r str, Vec<Vec<String>>>,
}

impl<'r> Names<'r> {
    pub(super) fn new(sites: &'r Sites, rulebook: &'r Rulebook) -> Names<'r> {
        let words = rulebook.words.as_slice();
        let instruments = rulebook.instruments.values();
        let rounds = instruments
            .map(|instrument| (instrument.about.id.as_str(), round_names(instrument, words)));
        Names { sites, words, rounds: rounds.collect() }
    }

    /// The forms of a sheet, with what names tell where the forms themselves say nothing.
    pub(super) fn filled<'a>(&self, forms: Forms<'a>) -> Forms<'a> {
        let Forms { drafts, mut told, item_column } = forms;
        let mut reader = Reader { names: self, known: BTreeMap::new(), notes: BTreeMap::new() };
        let mut unclear: Vec<Draft<'a>> = Vec::new();
        let mut left: Vec<Draft<'a>> = Vec::new();
        for mut draft in drafts {
            if is_remark(&draft, self.sites) {
                told.push(draft.tell(remark(&draft), draft.first));
            } else if !reader.is_needed(&draft) {
                left.push(draft);
            } else {
                let names = reader.names(&draft);
                if draft.heading.is_some() && !names[0].told.is_whole {
                    unclear.push(draft);
                } else {
                    reader.fill(&mut draft, &names);
                    left.push(draft);
                }
            }
        }
        told.extend(reader.notes.into_values());
        told.extend(unclear_columns(&unclear, self.sites));
        Forms { drafts: left, told, item_column }
    }

    /// Whether all words of the name of a round stand in the text.
    fn may_tell_round(&self, text: &str, instrument: &Instrument) -> bool {
        let text = normal(text);
        let words: Vec<&str> = text.split(' ').collect();
        let rounds = self.rounds.get(instrument.about.id.as_str());
        let stands = |name: &Vec<String>| name.iter().all(|word| words.contains(&word.as_str()));
        rounds.into_iter().flatten().any(stands)
    }
}

/// Reads the names around the forms of a sheet, each once.
struct Reader<'n, 'r> {
    names: &'n Names<'r>,
    known: BTreeMap<String, Told>,
    notes: Notes,
}

impl Reader<'_, '_> {
    /// Whether names may tell what the form does not.
    fn is_needed(&mut self, draft: &Draft<'_>) -> bool {
        let lacks = draft.names_no_site() || draft.heading.is_some() || !when::tells_year(draft);
        lacks || (draft.text("occasion").is_none() && self.is_round_named(draft))
    }

    fn is_round_named(&mut self, draft: &Draft<'_>) -> bool {
        let around = around(draft).into_iter().filter(|(place, _)| *place != Where::Folder);
        let texts = around.map(|(_, given)| given.text);
        let titles = draft.titles.iter().map(|given| given.text.clone());
        let may_tell = |text: &String| self.names.may_tell_round(text, draft.instrument);
        let texts: Vec<String> = texts.chain(titles).filter(may_tell).collect();
        texts.iter().any(|text| self.told(text, draft).round.is_some())
    }

    fn told(&mut self, text: &str, draft: &Draft<'_>) -> Told {
        if let Some(told) = self.known.get(text) {
            return told.clone();
        }
        let told = told_by(text, draft.instrument, self.names.sites, self.names.words);
        self.known.insert(text.to_owned(), told.clone());
        told
    }

    /// The names that may tell something about the form, the nearest first.
    fn names(&mut self, draft: &Draft<'_>) -> Vec<Name> {
        let heading = draft.heading.iter().map(|given| (Where::Heading, given.clone()));
        let titles = draft.titles.iter().map(|given| (Where::Title, given.clone()));
        let own: Vec<_> = heading.chain(titles).collect();
        let names = own.into_iter().chain(around(draft));
        let mut all = Vec::new();
        for (place, given) in names {
            let told = self.told(&given.text, draft);
            all.push(Name { place, given, told });
        }
        all
    }

    /// Takes from the names what the form does not say itself.
    fn fill(&mut self, draft: &mut Draft<'_>, names: &[Name]) {
        if draft.names_no_site() {
            let tells = names.iter().find_map(|name| Some((name, name.told.site.clone()?)));
            if let Some((name, site)) = tells {
                self.take(draft, name, "site", ("site_id", &site.to_string()));
            }
        }
        if draft.text("occasion").is_none() {
            let tells = names.iter().find_map(|name| Some((name, name.told.round.clone()?)));
            if let Some((name, round)) = tells.filter(|(name, _)| tells_round(draft, name)) {
                self.take(draft, name, "round", ("occasion", &round));
            }
        }
        if !when::tells_year(draft) {
            let tells = names.iter().find_map(|name| Some((name, name.told.year?)));
            if let Some((name, year)) = tells {
                self.take(draft, name, "school year", ("school_year", &year.to_string()));
            }
        }
    }

    fn take(
        &mut self,
        draft: &mut Draft<'_>,
        name: &Name,
        what: &'static str,
        (field, value): (&str, &str),
    ) {
        let given = Given { at: name.given.at, named: name.place.said_by(), ..Given::set(value) };
        draft.given.insert(field.into(), given);
        let whose = name.place.shown();
        let text = &name.given.text;
        let message = format!("the {what} `{value}` is told by {whose}, `{text}`");
        let note = Diagnostic::note(Code::ToldByName, message)
            .help(format!("nothing to do if it is so; else write the {what} into the form"));
        let note = match name.given.at {
            Some(spot) => draft.tell(note, spot),
            None => note.at(draft.page().place()),
        };
        self.notes.entry((what, text.clone(), name.given.at)).or_insert(note);
    }
}

/// The names of sheet, file and folders, the nearest first.
fn around(draft: &Draft<'_>) -> Vec<(Where, Given)> {
    let leaf = &draft.leaf;
    let mut parts = leaf.source().0.rsplit(['/', '\\']);
    let file = parts.next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let is_tab = **leaf.name() != *stem;
    let tab = is_tab.then_some((Where::Sheet, &**leaf.name()));
    let names = tab.into_iter().chain([(Where::File, stem)]);
    let names = names.chain(parts.map(|folder| (Where::Folder, folder)));
    names.map(|(place, text)| (place, Given::set(text))).collect()
}

/// What a name tells.
fn told_by(text: &str, instrument: &Instrument, sites: &Sites, lists: &[Words]) -> Told {
    if let Some(site) = sites.known(text) {
        return Told { site: Some(site), is_whole: true, ..Told::default() };
    }
    let words: Vec<String> = normal(text).split(' ').map(str::to_owned).collect();
    for length in (1..words.len()).rev() {
        for at in 0..=words.len() - length {
            let Some(site) = sites.known_by_name(&words[at..at + length].join(" ")) else {
                continue;
            };
            let others = [&words[..at], &words[at + length..]].concat().join(" ");
            let told = without_site(&others, instrument, lists);
            if told.is_whole {
                return Told { site: Some(site), ..told };
            }
        }
    }
    let told = without_site(text, instrument, lists);
    if told.is_whole {
        return told;
    }
    let Apart { rest, .. } = apart(text, instrument, lists);
    let site = sites.known(&without_instrument(&rest, instrument).join(" "));
    Told { is_whole: site.is_some(), site, ..told }
}

fn without_site(text: &str, instrument: &Instrument, lists: &[Words]) -> Told {
    let Apart { year, round, rest } = apart(text, instrument, lists);
    let year = year.or_else(|| two_digits(&rest));
    let rest = without_instrument(&rest, instrument);
    let is_year = rest.len() == 2 && two_digits(&rest).is_some();
    Told { site: None, year, round, is_whole: rest.is_empty() || is_year }
}

/// A name that is `23-24` and nothing else. What could be a month and a day is none.
fn two_digits(words: &[String]) -> Option<SchoolYear> {
    let [starts, ends] = words else { return None };
    let is_no_month = starts.parse::<u16>().is_ok_and(|starts| LAST_MONTH < starts);
    let is_short = starts.len() == 2 && ends.len() == 2;
    if is_no_month && is_short { format!("{starts}-{ends}").parse().ok() } else { None }
}

/// The words without the name of the instrument.
fn without_instrument(words: &[String], instrument: &Instrument) -> Vec<String> {
    let names = instrument_names(instrument);
    for length in (1..=words.len()).rev() {
        for at in 0..=words.len() - length {
            if names.contains(&words[at..at + length].join(" ")) {
                return [&words[..at], &words[at + length..]].concat();
            }
        }
    }
    words.to_vec()
}

/// A round counts in the name of a sheet that is one form, and else where every word is known. A
/// file of dated forms may well hold more than its name says.
fn tells_round(draft: &Draft<'_>, name: &Name) -> bool {
    let is_a_sheet = draft.layout == LayoutName::ItemsDown;
    let is_dated = draft.text("date").is_some();
    match name.place {
        Where::Sheet if is_a_sheet => true,
        Where::Title | Where::Heading | Where::Sheet => name.told.is_whole,
        Where::File => name.told.is_whole && (is_a_sheet || !is_dated),
        Where::Folder => false,
    }
}

/// A line under a table that stands where the sites stand, and is none.
fn is_remark(draft: &Draft<'_>, sites: &Sites) -> bool {
    let text = draft.text("site").or(draft.text("site_id"));
    let answer = || sites.find(&Asked { name: text, ..Asked::default() });
    let is_near = |told: &Diagnostic| !told.sites.is_empty();
    draft.is_lone_cell && {
        let answer = answer();
        answer.site.is_none() && !answer.about_name.iter().any(is_near)
    }
}

fn remark(draft: &Draft<'_>) -> Diagnostic {
    let page = draft.page();
    let text = page.text(draft.first);
    let shown: String = text.chars().take(SHOWN).collect();
    let dots = if shown == text { "" } else { "…" };
    let message = format!("the row `{shown}{dots}` holds no rating and is left aside");
    Diagnostic::note(Code::RowLeftAside, message)
}

/// One word about all columns of ratings whose headings tell nothing.
fn unclear_columns(drafts: &[Draft<'_>], sites: &Sites) -> Option<Diagnostic> {
    let headings: Vec<&Given> = drafts.iter().filter_map(|draft| draft.heading.as_ref()).collect();
    let mut spots = BTreeSet::new();
    let once = headings.iter().filter(|given| spots.insert(given.at));
    let once: Vec<String> = once.map(|given| format!("`{}`", given.text)).collect();
    let shown = all_of(once.iter().map(String::as_str));
    let (draft, first) = (drafts.first()?, headings.first()?);
    let message = format!("nothing tells what the ratings under {shown} are of");
    let text = first.text.replace('"', "'");
    let mut error = Diagnostic::error(Code::ColumnsUnclear, message).help(format!(
        "say it in a mapping of `cqi.toml`, such as `column = [{{ heading = \"{text}\", set = {{ \
         rater = \"{text}\" }} }}]`; a site has to stand in the list of sites"
    ));
    for draft in drafts {
        if let Some(site) = sites.find(&Asked::of(draft, &When::default())).site {
            form::touch(&mut error, &site);
        }
    }
    Some(draft.tell_given(error, first))
}
