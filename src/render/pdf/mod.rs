//! A report as a PDF to print, to mail and to keep: PDF/UA-1, set by typst.
//!
//! What people wrote goes to the template as data. Nothing of it is ever read as markup, and the
//! template sees no disk, no package and no network.

mod letters;
mod text;
mod table;
mod view;
mod world;
mod typeset;

use std::fmt;

use super::{about::DocumentAbout, drawings::Drawings};
use crate::report::Report;
use view::View;
use world::World;

/// A report, set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    /// Why it does not carry the mark of PDF/UA-1, if it does not. It is tagged all the same.
    pub unmarked: Option<String>,
}

/// Why a report could not be set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotSet {
    pub reason: String,
}

impl fmt::Display for NotSet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.reason)
    }
}

impl std::error::Error for NotSet {}

/// Sets a report. The same report gives the same bytes, on every machine and every thread.
///
/// typst hands out pieces of a document through rayon, and a thread that waits for its piece may
/// start another document on the same stack: call this from threads that set one document each.
pub fn pdf(report: &Report, drawings: &Drawings, about: &DocumentAbout) -> Result<Pdf, NotSet> {
    let view = View::of(report, drawings, about);
    typeset::typeset(&World::of(view, about.made_on))
}

#[cfg(test)]
mod tests;
