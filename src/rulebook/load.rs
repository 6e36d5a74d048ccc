//! Packs in, rulebook out.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;

use super::{
    Pack, RuleFile, Rulebook, Settings, check,
    document::Document,
    kind::Words,
    pack::{self, ReadPack},
    shape::{self, KINDS},
    translate::{self, Key, Overlay},
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, nearest, one_of, order},
    language::Language,
    model::Source,
};

/// The rules of the packs, and every fault of theirs.
///
/// A file of a pack takes the place of a file of the packs it builds on that has the same kind
/// and id. A file whose shape is at fault is left out of the rulebook.
pub fn read(packs: &[Pack]) -> Checked<Rulebook> {
    shelved(packs, Language::English, Shelf::default())
}

/// The rules of the packs in a language, as far as they are translated, and every fault of what a
/// run needs: translations into other languages are read only where files are read by them.
pub fn read_in(packs: &[Pack], language: Language) -> Checked<Rulebook> {
    shelved(packs, language, Shelf { spoken: Some(language), ..Shelf::default() })
}

fn shelved(packs: &[Pack], language: Language, mut shelf: Shelf) -> Checked<Rulebook> {
    let mut diagnostics = Vec::new();
    for pack in pack::in_order(packs).collect(&mut diagnostics) {
        shelf.add_pack(&pack, &mut diagnostics);
    }
    diagnostics.extend(check::all(&shelf));
    shelf.speak(language);
    diagnostics.sort_by(order);
    diagnostics.dedup();
    Checked { value: shelf.rulebook, diagnostics }
}

/// What a settings file says, and every fault of its shape.
pub fn settings(source: &Source, text: &str) -> Checked<Settings> {
    match Document::read(source, &text.into()) {
        Ok(mut document) => {
            let Checked { value, diagnostics } = shape::value(&mut document, "settings");
            Checked { value: value.unwrap_or_default(), diagnostics }
        }
        Err(diagnostics) => Checked { value: Settings::default(), diagnostics },
    }
}

/// The rules that have been read so far, and the texts they were read from.
#[derive(Default, Debug)]
pub(super) struct Shelf {
    pub(super) rulebook: Rulebook,
    /// By kind and id.
    documents: BTreeMap<(String, String), Document>,
    /// What could not be read, by kind and id where these are known.
    unread: BTreeSet<(Option<String>, Option<String>)>,
    /// The only language that is asked for; all of them where there is none.
    spoken: Option<Language>,
    /// What files say in other languages.
    overlays: BTreeMap<Key, Vec<Overlay>>,
}

impl Shelf {
    /// The text that a file was read from.
    pub(super) fn document(&self, kind: &str, id: &str) -> Option<&Document> {
        self.documents.get(&(kind.to_owned(), id.to_owned()))
    }

    /// Whether a file that could not be read may be the one of this kind and id.
    pub(super) fn forgives(&self, kind: &str, id: &str) -> bool {
        self.unread.iter().any(|(unread_kind, unread_id)| {
            unread_kind.as_deref().is_none_or(|unread| unread == kind)
                && unread_id.as_deref().is_none_or(|unread| unread == id)
        })
    }

    fn add_pack(&mut self, pack: &ReadPack<'_>, diagnostics: &mut Vec<Diagnostic>) {
        self.rulebook.packs.push(pack.info());
        let mut seen: BTreeMap<(String, String), Source> = BTreeMap::new();
        let spoken = self.spoken;
        let is_needed =
            |file: &&RuleFile| spoken.is_none_or(|spoken| translate::is_needed(&file.text, spoken));
        for file in pack.pack.rules().into_iter().filter(is_needed) {
            let source = pack.pack.source(&file.name);
            let Some((key, document)) = self.add_file(&source, file, diagnostics) else { continue };
            if let Some(first) = seen.get(&key) {
                let (kind, id) = &key;
                let message = format!("two files of kind `{kind}` have the id `{id}`");
                let help = format!("the other is {first}: give this one an id of its own");
                let fault = document.error(Code::RepeatedId, "/about/id", message);
                diagnostics.push(fault.help(help));
            }
            seen.entry(key.clone()).or_insert(source);
            // What was said of a file that stood here before is not said of this one.
            self.overlays.remove(&key);
            self.documents.insert(key, document);
        }
        let keys: Vec<&Key> = seen.keys().collect();
        self.translate(&keys, diagnostics);
    }

    /// Lays the translations of a pack over the files that it can see.
    fn translate(&mut self, of_pack: &[&Key], diagnostics: &mut Vec<Diagnostic>) {
        let (translations, others): (Vec<&Key>, Vec<&Key>) =
            of_pack.iter().copied().partition(|(kind, _)| kind == "translation");
        for key in translations {
            let translation = self.rulebook.translations.get(&key.1);
            let (Some(translation), Some(document)) = (translation, self.documents.get(key)) else {
                continue;
            };
            match translate::overlay(document, translation, &self.documents) {
                Ok((of, overlay, faults)) => {
                    self.overlays.entry(of).or_default().push(overlay);
                    diagnostics.extend(faults);
                }
                Err(fault) => diagnostics.push(*fault),
            }
        }
        if self.spoken.is_none() {
            diagnostics.extend(translate::untranslated(&others, &self.documents, &self.overlays));
        }
    }

    /// Has every file say what it says in a language.
    fn speak(&mut self, language: Language) {
        for (key, overlays) in std::mem::take(&mut self.overlays) {
            let document = self
                .documents
                .get(&key)
                .filter(|_| translate::matters(&key.0, language, &overlays));
            let Some(mut document) = document.cloned() else { continue };
            translate::spoken(&mut document, &key.0, language, &overlays);
            // The texts were checked against the file, so it has the shape that it had.
            let placed = self.place(&key.0, &mut document);
            debug_assert!(placed.diagnostics.is_empty(), "translations hold texts alone");
        }
    }

    /// Reads a file and puts it in its place.
    fn add_file(
        &mut self,
        source: &Source,
        file: &RuleFile,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<((String, String), Document)> {
        let mut document = match Document::read(source, &file.text) {
            Ok(document) => document,
            Err(faults) => {
                diagnostics.extend(faults);
                self.unread.insert((None, None));
                return None;
            }
        };
        let kind = document.text_at("/kind").map(str::to_owned);
        let id = document.text_at("/about/id").map(str::to_owned);
        let placed = if let Some(kind) = &kind {
            self.place(kind, &mut document).collect(diagnostics)
        } else {
            diagnostics.push(without_kind(&document));
            None
        };
        match (placed, kind) {
            (Some(id), Some(kind)) => Some(((kind, id), document)),
            (_, kind) => {
                let known = kind.filter(|kind| KINDS.contains(&kind.as_str()));
                self.unread.insert((known, id));
                None
            }
        }
    }

    /// Puts a file in its place; its id, if it could be read.
    fn place(&mut self, kind: &str, document: &mut Document) -> Checked<Option<String>> {
        let book = &mut self.rulebook;
        match kind {
            "scale" => put(&mut book.scales, document, kind),
            "instrument" => put(&mut book.instruments, document, kind),
            "standards" => put(&mut book.frameworks, document, kind),
            "crosswalk" => put(&mut book.crosswalks, document, kind),
            "scoring" => put(&mut book.scoring, document, kind),
            "targets" => put(&mut book.targets, document, kind),
            "analysis" => put(&mut book.analysis, document, kind),
            "link" => put(&mut book.links, document, kind),
            "actions" => put(&mut book.actions, document, kind),
            "goals" => put(&mut book.goals, document, kind),
            "plan" => put(&mut book.plans, document, kind),
            "matching" => put(&mut book.matching, document, kind),
            "translation" => put(&mut book.translations, document, kind),
            "words" => {
                let mut lists = BTreeMap::new();
                let placed = put::<Words>(&mut lists, document, kind);
                for (id, words) in lists {
                    book.words.retain(|other| other.about.id != id);
                    book.words.push(words);
                }
                placed
            }
            _ => Checked { value: None, diagnostics: vec![unknown_kind(document, kind)] },
        }
    }
}

fn put<T: DeserializeOwned>(
    shelf: &mut BTreeMap<String, T>,
    document: &mut Document,
    kind: &str,
) -> Checked<Option<String>> {
    let Checked { value, diagnostics } = shape::value(document, kind);
    let id = document.text_at("/about/id").map(str::to_owned);
    let placed = value.zip(id).map(|(rule, id)| {
        shelf.insert(id.clone(), rule);
        id
    });
    Checked { value: placed, diagnostics }
}

/// The kinds of file that a pack holds beside its manifest.
fn rule_kinds() -> impl Iterator<Item = &'static str> {
    KINDS.into_iter().filter(|kind| !matches!(*kind, "pack" | "settings"))
}

fn unknown_kind(document: &Document, kind: &str) -> Diagnostic {
    let message = format!("no kind of rule file is called `{kind}`");
    let help = match (kind, nearest(kind, rule_kinds())) {
        ("pack", _) => format!("the manifest of a pack is called `{}`", Pack::MANIFEST),
        (_, Some(near)) => format!("did you mean `{near}`?"),
        (_, None) => format!("the kinds are {}", one_of(rule_kinds()).replace(" or ", " and ")),
    };
    document.error(Code::UnknownKind, "/kind", message).help(help)
}

fn without_kind(document: &Document) -> Diagnostic {
    document
        .error(Code::MissingKey, "/kind", "this file has no `kind`")
        .help("start it with a line such as `kind = \"scale\"`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::render;

    fn told(diagnostics: &[Diagnostic]) -> String {
        diagnostics.iter().map(render).collect()
    }

    fn pack(id: &str, builds_on: &str, more: &[(&str, &str)]) -> Pack {
        let head = format!("id = \"{id}\"\ntitle = \"{id}\"\nversion = \"1\"\nstatus = []\n");
        let text = format!("kind = \"pack\"\nbuilds_on = {builds_on}\n\n[about]\n{head}");
        let manifest = RuleFile { name: Pack::MANIFEST.into(), text: text.into() };
        let more =
            more.iter().map(|(name, text)| RuleFile { name: (*name).into(), text: (*text).into() });
        Pack { origin: id.into(), files: std::iter::once(manifest).chain(more).collect() }
    }

    fn scale(title: &str) -> String {
        let head = format!("id = \"s\"\ntitle = \"{title}\"\nversion = \"1\"\nstatus = []");
        format!("kind = \"scale\"\ntype = \"numbers\"\nlowest = 0\nhighest = 1\n[about]\n{head}\n")
    }

    #[test]
    fn a_later_pack_overrides_by_kind_and_id() {
        let base = pack("base", "[]", &[("a.toml", &scale("Theirs"))]);
        let own = pack("own", "[\"base\"]", &[("b.toml", &scale("Ours"))]);
        let checked = read(&[own, base]);
        assert_eq!(told(&checked.diagnostics), "");
        assert_eq!(checked.value.scales["s"].about.title, "Ours");
        let order: Vec<&str> = checked.value.packs.iter().map(|pack| &*pack.id).collect();
        assert_eq!(order, ["base", "own"]);
    }

    #[test]
    fn a_changed_letter_changes_the_fingerprint_of_a_pack() {
        let prints = ["A", "A", "B"].map(|title| {
            read(&[pack("p", "[]", &[("a.toml", &scale(title))])]).value.packs[0].sha256.clone()
        });
        assert_eq!(prints[0], prints[1]);
        assert_ne!(prints[0], prints[2]);
        assert_eq!(prints[0].len(), 64);
    }

    #[test]
    fn packs_that_build_on_each_other_in_a_circle_are_told() {
        let packs = [
            pack("one", "[\"two\"]", &[]),
            pack("two", "[\"three\"]", &[]),
            pack("three", "[\"two\"]", &[]),
        ];
        assert_eq!(
            told(&read(&packs).diagnostics),
            "\
error[R008]: packs build on each other in a circle: `two` → `three` → `two`
 --> two/pack.toml:2:13
  |
2 | builds_on = [\"three\"]
  |             ^^^^^^^^^
  = help: take one of them out of `builds_on`
"
        );
    }

    #[test]
    fn a_folder_without_a_manifest_is_told() {
        let folder = Pack { origin: "my-rules".into(), files: Vec::new() };
        assert_eq!(
            told(&read(&[folder]).diagnostics),
            "\
error[R015]: `my-rules` has no `pack.toml`
--> my-rules
 = help: a folder of rules needs one: `cqi rules schema pack` says what stands in it
"
        );
    }

    #[test]
    fn a_pack_brings_those_it_builds_on() {
        let packs =
            [pack("base", "[]", &[]), pack("other", "[]", &[]), pack("own", "[\"base\"]", &[])];
        let chosen = crate::rulebook::selected(&packs, &["own", "otter"]);
        let names: Vec<&str> = chosen.value.iter().map(|pack| &*pack.origin).collect();
        assert_eq!(names, ["base", "own"]);
        assert_eq!(
            told(&chosen.diagnostics),
            "error[R015]: no rule pack is called `otter`\n = help: did you mean `other`?\n"
        );
    }

    #[test]
    fn the_settings_are_read_by_the_same_rules() {
        let text = "years = \"2021-22..2025-26\"\nas_off = \"2025-10-20\"\n\n[[mapping]]\n\
                    files = \"*.xlsx\"\ninstrument = \"walk\"\nheader_row = \"2\"\n";
        let checked = settings(&Source::named("cqi.toml"), text);
        assert_eq!(
            told(&checked.diagnostics),
            "\
error[R002]: `as_off` is not a key of this file
 --> cqi.toml:2:1
  |
2 | as_off = \"2025-10-20\"
  | ^^^^^^
  = help: did you mean `as_of`?
error[R003]: `header_row` takes a whole number, and \"2\" is a text
 --> cqi.toml:7:14
  |
7 | header_row = \"2\"
  |              ^^^
  = help: write 2, not \"2\"
"
        );
        assert_eq!(checked.value.as_of.as_deref(), Some("2025-10-20"));
    }

    #[test]
    fn every_kind_has_a_schema_that_explains_its_keys() {
        for kind in KINDS {
            let schema = crate::rulebook::schema(kind).unwrap();
            let first = schema["properties"].as_object().unwrap().values().next().unwrap();
            assert!(first.is_object(), "{kind}");
            assert!(schema["description"].is_string(), "{kind}");
        }
        assert_eq!(crate::rulebook::schema("scales"), None);
    }

    #[test]
    fn a_file_says_its_texts_in_a_language_and_is_read_by_the_names_of_all() {
        let packs = crate::rulebook::shipped();
        let item = |language: Language| {
            let book = read_in(&packs, language).value;
            let items = book.instruments["dos_ost"].item.clone();
            let item = items.into_iter().find(|item| item.name.starts_with("Organiza"));
            item.map(|item| (item.name, item.aliases)).unwrap()
        };
        let knows = |aliases: &[String], name: &str| aliases.iter().any(|alias| alias == name);
        let (name, aliases) = item(Language::English);
        assert!(name == "Organization" && knows(&aliases, "Organización"), "{name} {aliases:?}");
        let (name, aliases) = item(Language::Spanish);
        assert!(name == "Organización" && knows(&aliases, "Organization"), "{name} {aliases:?}");
    }

    #[test]
    fn the_packs_that_ship_are_sound() {
        assert_eq!(told(&read(&crate::rulebook::shipped()).diagnostics), "");
    }
    #[test]
    fn what_people_write_in_spanish_is_understood_in_every_language_and_shown_in_its_own() {
        let packs = crate::rulebook::shipped();
        let done = |language| {
            let plans = read_in(&packs, language).value.plans;
            let options = plans["site_plan"].list.iter().flat_map(|list| &list.option);
            let mut options = options
                .filter(|option| option.means == Some(crate::rulebook::kind::StepState::Done));
            options.next().unwrap().clone()
        };
        let (english, spanish) = (done(Language::English), done(Language::Spanish));
        for word in ["terminado", "Hecho", "finished", "Done"] {
            assert!(english.names().any(|name| name == word), "{word}");
            assert!(spanish.names().any(|name| name == word), "{word}");
        }
        assert_eq!(spanish.aliases[0], "completo");
        assert!(!english.aliases.contains(&"completo".to_owned()));
    }

    #[test]
    fn the_rights_of_a_scale_that_a_guide_shows_are_translated() {
        let spanish = read_in(&crate::rulebook::shipped(), Language::Spanish).value;
        let rights = &spanish.scales["project_progress"].about.rights;
        assert!(rights.starts_with("Los números"), "{rights}");
    }
}
