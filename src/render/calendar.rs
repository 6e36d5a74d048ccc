//! The days of a plan as a calendar file (RFC 5545): all-day events, in the order of their days.
//!
//! The same plan gives the same bytes: the stamp is the day the plan was made for, and an event keeps
//! its id, so that a calendar that is given the file again moves what it has.

use chrono::{Days, NaiveDate};

use crate::{
    language::{Language, say},
    tracker::{Event, EventKind},
};

/// The longest line in bytes, without its end (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// The file of a calendar of this name.
pub fn calendar(language: Language, name: &str, events: &[Event], as_of: NaiveDate) -> String {
    let mut file = File(String::new());
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    // What made it, and in which language (ISO 9070).
    let tag = language.tag().to_uppercase();
    file.line("PRODID", &format!("-//cqi//Quality improvement plan//{tag}"));
    file.line("CALSCALE", "GREGORIAN");
    file.text("X-WR-CALNAME", name);
    for event in events {
        file.event(language, event, as_of);
    }
    file.line("END", "VCALENDAR");
    file.0
}

struct File(String);

impl File {
    fn event(&mut self, language: Language, event: &Event, as_of: NaiveDate) {
        let next = event.day.checked_add_days(Days::new(1)).unwrap_or(event.day);
        self.line("BEGIN", "VEVENT");
        self.line("UID", &plain(&event.uid));
        self.line("DTSTAMP", &format!("{}T000000Z", digits(as_of)));
        self.line("DTSTART;VALUE=DATE", &digits(event.day));
        self.line("DTEND;VALUE=DATE", &digits(next));
        self.text("SUMMARY", &event.title);
        if !event.text.is_empty() {
            self.text("DESCRIPTION", &event.text);
        }
        self.text("CATEGORIES", &category(language, event.kind));
        // Nobody is busy for a whole day because a step is due.
        self.line("TRANSP", "TRANSPARENT");
        self.line("END", "VEVENT");
    }

    fn text(&mut self, name: &str, text: &str) {
        self.line(name, &escaped(text));
    }

    /// A line, folded where it is too long, never within a letter.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for letter in format!("{name}:{value}").chars() {
            if LONGEST_LINE < length + letter.len_utf8() {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(letter);
            length += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A text (RFC 5545, 3.3.11). Other letters that steer are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// An id in letters that every calendar takes; two ids never become one.
fn plain(id: &str) -> String {
    let byte = |byte: u8| match byte {
        b'-' | b'_' | b'.' | b'@' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    id.bytes().map(byte).collect()
}

fn digits(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

fn category(language: Language, kind: EventKind) -> String {
    match kind {
        EventKind::StepDue => say!(language, "calendar-category-step"),
        EventKind::MidYearCheck => say!(language, "calendar-category-review"),
        EventKind::GoalsDue => say!(language, "calendar-category-goals"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn event(title: &str, text: &str) -> Event {
        Event {
            uid: "step-a.Niños.2025-26@cqi".to_owned(),
            day: day("2025-12-31"),
            kind: EventKind::StepDue,
            title: title.to_owned(),
            text: text.to_owned(),
        }
    }

    /// Written by hand after RFC 5545, 3.6.1.
    #[test]
    fn an_event_is_a_whole_day_with_its_text_escaped() {
        let events = [event("Oak; Elm", "Ask, listen\nC:\\x\u{7}")];
        let told = calendar(Language::English, "Plan", &events, day("2025-10-20"));
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//cqi//Quality improvement plan//EN",
            "CALSCALE:GREGORIAN",
            "X-WR-CALNAME:Plan",
            "BEGIN:VEVENT",
            "UID:step-a.Ni%C3%B1os.2025-26@cqi",
            "DTSTAMP:20251020T000000Z",
            "DTSTART;VALUE=DATE:20251231",
            "DTEND;VALUE=DATE:20260101",
            "SUMMARY:Oak\\; Elm",
            "DESCRIPTION:Ask\\, listen\\nC:\\\\x",
            "CATEGORIES:Action step",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ];
        assert_eq!(told, expected.join("\r\n"));
    }

    #[test]
    fn long_lines_are_folded_between_letters_and_unfold_to_what_they_were() {
        let title = "ñ🌳".repeat(40);
        let events = [event(&title, "")];
        let told = calendar(Language::English, "Plan", &events, day("2025-10-20"));
        assert!(told.split("\r\n").all(|line| line.len() <= 75), "{told}");
        assert!(told.replace("\r\n ", "").contains(&format!("SUMMARY:{title}\r\n")));
    }
    #[test]
    fn a_calendar_in_spanish_says_so() {
        let told = calendar(Language::Spanish, "Plan", &[event("Roble", "")], day("2025-10-20"));
        assert!(told.contains("//ES\r\n"), "{told}");
        assert!(told.contains("CATEGORIES:Paso de acción\r\n"), "{told}");
    }
}
