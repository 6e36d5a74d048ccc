//! The packs that ship with the program: the folder `rules/`, as it was when the program was built.

use std::{collections::BTreeMap, str};

use rust_embed::RustEmbed;

use super::{Pack, RuleFile};
use crate::model::Source;

#[derive(RustEmbed)]
#[folder = "rules/"]
struct Rules;

/// The packs that ship with the program, by name. Each folder with a manifest is one.
pub fn shipped() -> Vec<Pack> {
    let mut folders: BTreeMap<String, Vec<RuleFile>> = BTreeMap::new();
    for path in Rules::iter() {
        let Some((folder, name)) = path.split_once('/') else { continue };
        let Some(file) = Rules::get(&path) else { continue };
        let Ok(text) = str::from_utf8(&file.data) else { continue };
        if Pack::is_rule_file(name) {
            let file = RuleFile { name: name.into(), text: text.into() };
            folders.entry(folder.to_owned()).or_default().push(file);
        }
    }
    let is_pack = |files: &[RuleFile]| files.iter().any(|file| &*file.name == Pack::MANIFEST);
    folders
        .into_iter()
        .filter(|(_, files)| is_pack(files))
        .map(|(folder, mut files)| {
            files.sort_by(|left, right| left.name.cmp(&right.name));
            Pack { origin: format!("rules/{folder}").into(), files }
        })
        .collect()
}

/// The worked cases that ship beside the packs, in the order of their names: each with its text.
pub fn shipped_cases() -> Vec<(Source, String)> {
    let mut cases = Vec::new();
    for path in Rules::iter().filter(|path| path.starts_with("cases/") && path.ends_with(".md")) {
        let Some(file) = Rules::get(&path) else { continue };
        if let Ok(text) = str::from_utf8(&file.data) {
            cases.push((Source::named(&format!("rules/{path}")), text.to_owned()));
        }
    }
    cases.sort();
    cases
}
