//! A report as a Word file that people can edit and fill in.
//!
//! Written by hand in Office Open XML (ECMA-376), because alternative text, header rows that
//! repeat and fields to fill in matter here. Word is strict about the order of elements: where a
//! few stand in a row, the order is that of the standard.

mod xml;
mod styles;
mod body;
mod table;
mod control;
mod picture;
mod package;

use chrono::NaiveDate;

use super::drawings::Drawings;
use crate::report::Report;
use body::Body;

/// What a Word file says about itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentAbout {
    /// Who made it: a program or an agency.
    pub author: String,
    /// The day it was made. The same day gives the same bytes.
    pub made_on: NaiveDate,
}

/// Writes a report as a Word file.
pub fn docx(report: &Report, drawings: &Drawings, about: &DocumentAbout) -> Vec<u8> {
    let (document, relations) = Body::write(report, drawings);
    package::package(report, about, &document, &relations)
}

#[cfg(test)]
mod tests;
