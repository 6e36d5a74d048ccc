//! What is said to people, in their language.
//!
//! The sentences stand in message files, one a language and part (`reports/words`), as Project
//! Fluent writes them: with names for what is filled in, and with forms for one and for many. The
//! code names a message and hands over the facts.

mod catalog;
mod lists;

use std::fmt;

pub use fluent_bundle::FluentValue as Fact;
pub use lists::{all_of, in_mid_sentence};

use catalog::CATALOGS;

/// A language that reports are written in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub enum Language {
    #[default]
    English,
    Spanish,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::English, Language::Spanish];

    /// Its tag, as `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Spanish => "es",
        }
    }

    /// Its name for people who read English.
    pub const fn english_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Spanish => "Spanish",
        }
    }

    /// The language of a tag.
    pub fn tagged(tag: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// A message with its facts filled in; in English where this language does not have it, and
    /// its name where English has none either.
    pub fn say(self, name: &str, facts: &[(&'static str, Fact<'_>)]) -> String {
        let said = |language: Language| CATALOGS[language as usize].say(name, facts);
        said(self).or_else(|| said(Language::English)).unwrap_or_else(|| name.to_owned())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A message by its name, with the facts that it names: `say!(language, "years", n = 3)`. A count
/// that a message has forms for is a whole number; all else is text.
macro_rules! say {
    ($language:expr, $name:literal $(, $fact:ident = $value:expr)* $(,)?) => {
        $language.say($name, &$crate::language::facts!($($fact = $value),*))
    };
}
pub(crate) use say;

/// The facts of a message whose name is chosen before: `facts!(years = 3)`.
macro_rules! facts {
    ($($fact:ident = $value:expr),* $(,)?) => {
        [$((stringify!($fact), $crate::language::Fact::from($value))),*]
    };
}
pub(crate) use facts;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_forms_for_one_and_for_many() {
        let years = |language: Language, n: usize| say!(language, "years", n = n);
        assert_eq!(years(Language::English, 1), "1 year");
        assert_eq!(years(Language::English, 1200), "1,200 years");
        assert_eq!(years(Language::Spanish, 1), "1 año");
        assert_eq!(years(Language::Spanish, 3), "3 años");
    }

    #[test]
    fn a_message_that_is_not_there_shows_its_name() {
        assert_eq!(Language::Spanish.say("there-is-none", &[]), "there-is-none");
    }

    #[test]
    fn a_tag_names_its_language() {
        assert_eq!(Language::tagged("es"), Some(Language::Spanish));
        assert_eq!(Language::tagged("de"), None);
        assert_eq!(Language::Spanish.to_string(), "es");
    }
}
