//! Which of several versions of one form was handed in last, by what the forms say themselves.

use std::cmp::Ordering;

use chrono::NaiveDateTime;

use super::{date::moment_of, draft::Draft, form::Form, headings::normal};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::EvidenceSource,
    rulebook::kind::Words,
};

/// What a form says of when it was handed in.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Standing {
    handed_in: Option<NaiveDateTime>,
    /// How often it was corrected, by its own words: none at all is before the first.
    corrected: u32,
}

impl Standing {
    /// The date of a visit says nothing of when its form was handed in; that of a self-assessment
    /// does.
    pub(super) fn of(form: &Form<'_>) -> Standing {
        let day = form.date.filter(|_| form.source == EvidenceSource::SelfAssessment);
        let handed_in = form.draft.given.get("submitted").and_then(|given| moment_of(&given.cell));
        Standing {
            handed_in: handed_in.or_else(|| day.and_then(|day| day.and_hms_opt(0, 0, 0))),
            corrected: form.corrected,
        }
    }

    /// None where they do not say, or their words and dates contradict each other.
    fn compared(&self, other: &Standing) -> Option<Ordering> {
        let by_time = self.handed_in.zip(other.handed_in).map(|(one, other)| one.cmp(&other));
        let by_words = self.corrected.cmp(&other.corrected);
        match (by_time.unwrap_or(Ordering::Equal), by_words) {
            (Ordering::Equal, Ordering::Equal) => None,
            (Ordering::Equal, told) | (told, Ordering::Equal) => Some(told),
            (one, other) => (one == other).then_some(one),
        }
    }

    fn is_after(&self, other: &Standing) -> bool {
        self.compared(other) == Some(Ordering::Greater)
    }
}

/// The place of the form that was handed in after all others.
pub(super) fn newest(forms: &[Form<'_>]) -> Option<usize> {
    let all: Vec<Standing> = forms.iter().map(Standing::of).collect();
    let latest = (0..all.len())
        .reduce(|latest, next| if all[next].is_after(&all[latest]) { next } else { latest })?;
    let beats = |(place, other)| place == latest || all[latest].is_after(other);
    all.iter().enumerate().all(beats).then_some(latest)
}

/// Said of a form that another one takes the place of.
pub(super) fn taken_over(older: &Form<'_>, newer: &Form<'_>) -> Diagnostic {
    let (before, after) = (said(older), said(newer));
    let message = format!(
        "this form{before} was handed in again: the one in {}{after} counts, and not this one",
        newer.draft.first_cell()
    );
    let is_self_assessment = older.source == EvidenceSource::SelfAssessment;
    let help = if is_self_assessment && older.occasion.is_none() {
        "delete this one; if they are two rounds of one year, say so in a line or column `Occasion`"
    } else {
        "delete the one that does not count"
    };
    let warning = Diagnostic::warning(Code::Resubmitted, message).help(help);
    older.draft.tell(warning.touching(older.site.clone()), older.draft.first)
}

/// ` of 4/20/2025`, where it says.
fn said(form: &Form<'_>) -> String {
    let standing = Standing::of(form);
    standing.handed_in.map_or(String::new(), |moment| {
        let is_day = moment.time() == chrono::NaiveTime::MIN;
        let pattern = if is_day { " of %-m/%-d/%Y" } else { " of %-m/%-d/%Y %H:%M:%S" };
        moment.format(pattern).to_string()
    })
}

/// How often the form was corrected, by the words in its version, its sheet and its file.
pub(super) fn corrections(draft: &Draft<'_>, words: &[Words]) -> u32 {
    let file = draft.leaf.source().0.rsplit(['/', '\\']).next().unwrap_or_default();
    let own = [draft.text("submission"), draft.text("version")];
    let places = own.into_iter().flatten().chain([&**draft.leaf.name(), file]);
    places.map(|text| corrections_in(text, words)).max().unwrap_or_default()
}

/// `corrected` is once, `corrected 2` and `v3` are twice.
pub(super) fn corrections_in(text: &str, words: &[Words]) -> u32 {
    let text = normal(text);
    let mut times = 0;
    let mut parts = text.split(' ').peekable();
    while let Some(part) = parts.next() {
        let is_one = |word: &String| normal(word) == part;
        let version = part.strip_prefix('v').and_then(|number| number.parse::<u32>().ok());
        if words.iter().flat_map(|words| &words.corrected_words).any(is_one) {
            let number = parts.peek().and_then(|next| next.parse().ok()).filter(|&it| it < 100);
            times = times.max(number.unwrap_or(1));
        } else if let Some(version) = version.filter(|&version| version < 100) {
            times = times.max(version.saturating_sub(1));
        }
    }
    times
}
