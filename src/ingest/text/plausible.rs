//! How likely a text is one that people wrote, by the letters beyond English in it.

/// How many letters beyond English are looked at.
const ENOUGH: i64 = 20_000;
/// How long a word is shown at most.
const LONGEST_WORD: usize = 30;

/// How likely a text is: the mean over its letters beyond English.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plausibility {
    points: i64,
    letters: i64,
}

impl Plausibility {
    /// Less likely than any text.
    pub(super) fn none() -> Plausibility {
        Plausibility { points: -1000, letters: 1 }
    }

    /// Over how many letters beyond English it is made.
    pub(super) fn letters(self) -> i64 {
        self.letters
    }

    pub(super) fn of(text: &str) -> Plausibility {
        let mut points = 0;
        let mut letters = 0;
        let mut around = Around { before: None, here: '\n', after: None, next: None };
        let mut rest = text.chars();
        around.after = rest.next();
        around.next = rest.next();
        while around.step(rest.next()) && letters < ENOUGH {
            if !around.here.is_ascii() {
                points += around.points();
                letters += 1;
            }
        }
        Plausibility { points, letters }
    }
}

impl PartialEq for Plausibility {
    fn eq(&self, other: &Plausibility) -> bool {
        self.partial_cmp(other).is_some_and(std::cmp::Ordering::is_eq)
    }
}

impl PartialOrd for Plausibility {
    fn partial_cmp(&self, other: &Plausibility) -> Option<std::cmp::Ordering> {
        let left = self.points * other.letters.max(1);
        let right = other.points * self.letters.max(1);
        left.partial_cmp(&right)
    }
}

/// A letter and those beside it.
struct Around {
    before: Option<char>,
    here: char,
    after: Option<char>,
    next: Option<char>,
}

impl Around {
    /// Whether there is a further letter.
    fn step(&mut self, further: Option<char>) -> bool {
        let Some(here) = self.after else { return false };
        self.before = Some(self.here);
        self.here = here;
        self.after = self.next;
        self.next = further;
        true
    }

    /// Above zero for what people write, below for what a wrong encoding makes of it.
    fn points(&self) -> i64 {
        match self.here {
            '\u{a0}' => 2,
            '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}' => -4,
            '’' | '‘' if self.is_in_word() => self.apostrophe(),
            '‘' | '“' | '¿' | '¡' => {
                if self.follows_word() {
                    -2
                } else {
                    2
                }
            }
            '’' | '”' | '…' | '™' | '®' | '©' | '°' | 'º' | 'ª' => {
                if self.leads_word() { -1 } else { 1 }
            }
            '–' | '—' | '•' | '·' => {
                if self.is_in_word() {
                    -1
                } else {
                    2
                }
            }
            '½' | '¼' | '¾' => {
                if self.follows_word() || self.leads_word() {
                    -2
                } else {
                    1
                }
            }
            letter if letter.is_alphabetic() => self.letter(),
            _ if self.follows_word() || self.leads_word() => -2,
            _ => 0,
        }
    }

    /// `it’s` and `O’Brien` more than `l’été`.
    fn apostrophe(&self) -> i64 {
        let is_end = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphabetic());
        let is_ending = matches!(self.after, Some('s' | 't' | 'd' | 'm')) && is_end(self.next);
        let is_longer = matches!(
            (self.after, self.next),
            (Some('r' | 'v'), Some('e')) | (Some('l'), Some('l'))
        );
        let is_name = self.after.is_some_and(char::is_uppercase);
        if is_ending || is_longer || is_name { 3 } else { 1 }
    }

    /// A letter within a word of its own case, or one that begins it.
    fn letter(&self) -> i64 {
        let usual = if is_rare(self.here) { 1 } else { 2 };
        let (before, after) = (word(self.before), word(self.after));
        if !self.here.is_lowercase() && !self.here.is_uppercase() {
            return usual;
        }
        let is_lower = |letter: Option<char>| letter.is_some_and(char::is_lowercase);
        let is_upper = |letter: Option<char>| letter.is_some_and(char::is_uppercase);
        let breaks_case = if self.here.is_lowercase() {
            is_upper(after) || (is_upper(before) && is_upper_word(self.before, after))
        } else {
            is_lower(before)
        };
        let is_alone = before.is_none() && after.is_none();
        match (breaks_case, is_alone) {
            (true, _) => -2,
            (false, true) => usual - 1,
            (false, false) => usual,
        }
    }

    fn follows_word(&self) -> bool {
        word(self.before).is_some()
    }

    fn leads_word(&self) -> bool {
        word(self.after).is_some()
    }

    fn is_in_word(&self) -> bool {
        self.follows_word() && self.leads_word()
    }
}

fn word(letter: Option<char>) -> Option<char> {
    letter.filter(|letter| letter.is_alphabetic())
}

/// Whether a word goes on in capitals.
fn is_upper_word(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(char::is_uppercase) && after.is_some_and(char::is_uppercase)
}

/// Letters that neither English, Spanish nor French words have often.
fn is_rare(letter: char) -> bool {
    let is_of_latin = ('\u{aa}'..='\u{24f}').contains(&letter);
    is_of_latin && !"áéíóúüñàèùâêîôûëïçÁÉÍÓÚÜÑÀÈÂÊÎÔÛÇöäÖÄ".contains(letter)
}

/// The first word with a letter beyond English, for people to look at.
pub(super) fn odd_word(text: &str) -> Option<String> {
    let is_odd = |letter: char| !letter.is_ascii() && !letter.is_whitespace();
    let at = text.find(is_odd)?;
    let ends = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '"' | '|');
    let start = text[..at].rfind(ends).map_or(0, |start| start + 1);
    let start = text.ceil_char_boundary(start);
    let end = text[at..].find(ends).map_or(text.len(), |end| at + end);
    let word = text[start..end].trim();
    (word.chars().count() <= LONGEST_WORD).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_likelier_than_what_a_wrong_encoding_makes_of_them() {
        for (right, wrong) in [
            ("Montréal", "MontrŽal"),
            ("España", "Espa–a"),
            ("it’s", "itÕs"),
            ("“yes”", "ÒyesÓ"),
            ("Not much\u{a0},", "Not muchÊ,"),
            ("École", "…cole"),
            ("niño", "niÒo"),
            ("Bogotá", "Bogot‡"),
            ("3 – 4", "3 Ð 4"),
        ] {
            assert!(Plausibility::of(wrong) < Plausibility::of(right), "{wrong} and {right}");
        }
    }

    #[test]
    fn the_word_to_look_at_is_the_first_that_tells() {
        assert_eq!(odd_word("Site,Cañada Creek").as_deref(), Some("Cañada"));
        assert_eq!(odd_word("\"Montréal\";3").as_deref(), Some("Montréal"));
        assert_eq!(odd_word("Site"), None);
        assert_eq!(odd_word("not\u{a0}much"), None);
    }
}
