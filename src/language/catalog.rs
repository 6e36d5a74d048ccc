//! The message files, as they were when the program was built.

use std::{str, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use rust_embed::RustEmbed;

use super::{Fact, Language};

#[derive(RustEmbed)]
#[folder = "reports/words/"]
struct Files;

/// In the order of [`Language::ALL`].
pub(super) static CATALOGS: LazyLock<[Catalog; 2]> = LazyLock::new(|| Language::ALL.map(catalog));

/// The messages of one language.
pub(super) struct Catalog {
    bundle: FluentBundle<FluentResource>,
}

fn catalog(language: Language) -> Catalog {
    let tag = language.tag().parse().expect("our tags are sound");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Marks that keep names of another direction apart would stand in every sentence.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| grouped(value)));
    for text in texts(language) {
        let messages = FluentResource::try_new(text)
            .unwrap_or_else(|(_, faults)| panic!("messages in {language}: {faults:?}"));
        bundle
            .add_resource(messages)
            .unwrap_or_else(|faults| panic!("messages in {language}: {faults:?}"));
    }
    Catalog { bundle }
}

/// `4,147`, as it is written in California in both languages. None leaves a number as it is.
fn grouped(value: &Fact<'_>) -> Option<String> {
    let Fact::Number(number) = value else { return None };
    let digits = number.as_string();
    let is_count = 3 < digits.len() && digits.bytes().all(|digit| digit.is_ascii_digit());
    let threes = digits.as_bytes().rchunks(3).rev().filter_map(|three| str::from_utf8(three).ok());
    is_count.then(|| threes.collect::<Vec<_>>().join(","))
}

/// The message files of a language.
fn texts(language: Language) -> Vec<String> {
    let folder = format!("{language}/");
    let is_ours = |path: &str| path.starts_with(&folder);
    let mut paths: Vec<_> = Files::iter().filter(|path| is_ours(path)).collect();
    paths.sort();
    let text = |path| str::from_utf8(&Files::get(path)?.data).map(str::to_owned).ok();
    paths.iter().filter_map(|path| text(path)).collect()
}

impl Catalog {
    /// None where there is no such message.
    pub(super) fn say(&self, name: &str, facts: &[(&'static str, Fact<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(name)?.value()?;
        let facts: FluentArgs<'_> =
            facts.iter().map(|(name, fact)| (*name, fact.clone())).collect();
        // What is not filled in stays in the sentence with its name: a test finds it.
        let mut faults = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&facts), &mut faults).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_and_other_numbers_left() {
        let written = |fact: Fact<'_>| grouped(&fact);
        assert_eq!(written(Fact::from(4147)).as_deref(), Some("4,147"));
        assert_eq!(written(Fact::from(1_234_567)).as_deref(), Some("1,234,567"));
        assert_eq!(written(Fact::from(999)), None);
        assert_eq!(written(Fact::from(1234.5)), None);
        assert_eq!(written(Fact::from("2026")), None);
    }
}
