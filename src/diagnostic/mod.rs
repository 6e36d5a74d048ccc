//! What we tell the user about their material.
//!
//! A diagnostic is about a cell or a rule that the user can go and change. What
//! goes wrong with the machine (a full disk, a lost connection) is an error, and
//! lives with the code that touches the machine.

mod code;
mod excerpt;
mod render;
mod suggest;
mod wording;

use crate::model::{CellRef, SiteId, Source};

pub use code::Code;
pub use excerpt::Excerpt;
pub use render::{order, place_in_words, render, render_place};
pub use suggest::{likeness, nearest};
use wording::on_one_line;
pub use wording::{all_of, count, count_of, in_plain_words, one_of};

/// One thing that the user should know about what they gave us.
#[derive(Clone, PartialEq, Debug)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    /// What is so, in one line: lower case, no full stop.
    pub message: String,
    pub place: Option<Place>,
    /// The lines that show the place.
    pub excerpt: Option<Excerpt>,
    /// What to do about it, where we know.
    pub help: Option<String>,
    /// The sites whose results it touches. An error holds these back, and no others.
    pub sites: Vec<SiteId>,
}

/// How much a diagnostic weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// The result stands; the user may want to look.
    Note,
    /// The result stands, and is weaker for it.
    Warning,
    /// The result would be wrong. It is held back until this is put right.
    Error,
}

impl Severity {
    pub const fn id(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Where to look.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// A whole file.
    File(Source),
    /// A sheet of a workbook.
    Sheet { source: Source, sheet: std::sync::Arc<str> },
    /// A cell of a spreadsheet.
    Cell(CellRef),
    /// A stretch of a text file, in bytes.
    Text { source: Source, start: usize, end: usize },
}

impl Place {
    pub fn source(&self) -> &Source {
        match self {
            Place::File(source) | Place::Sheet { source, .. } | Place::Text { source, .. } => {
                source
            }
            Place::Cell(cell) => &cell.source,
        }
    }
}

impl Diagnostic {
    pub fn error(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Error, &message.into())
    }

    pub fn warning(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Warning, &message.into())
    }

    pub fn note(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Note, &message.into())
    }

    pub fn at(mut self, place: Place) -> Diagnostic {
        self.place = Some(place);
        self
    }

    pub fn showing(mut self, excerpt: Excerpt) -> Diagnostic {
        self.excerpt = Some(excerpt);
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(on_one_line(&help.into()));
        self
    }

    pub fn touching(mut self, site: SiteId) -> Diagnostic {
        self.sites.push(site);
        self
    }

    /// Messages quote what stands in files, which may be anything.
    fn new(code: Code, severity: Severity, message: &str) -> Diagnostic {
        let (message, sites) = (on_one_line(message), Vec::new());
        Diagnostic { code, severity, message, place: None, excerpt: None, help: None, sites }
    }
}

/// A value, and what we noticed while we made it.
///
/// Stages that read the user's material return this and never fail: they do all
/// they can, so that one run shows every fault at once.
#[derive(Clone, PartialEq, Debug)]
#[must_use]
pub struct Checked<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value about which there is nothing to say.
    pub fn clean(value: T) -> Checked<T> {
        Checked { value, diagnostics: Vec::new() }
    }

    /// The value, with its diagnostics moved to the end of `all`.
    pub fn collect(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.diagnostics);
        self.value
    }
}
