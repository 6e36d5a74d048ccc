//! A report as a Word file that people can edit and fill in.
//!
//! Written by hand in Office Open XML (ECMA-376), because alternative text, header rows that
//! repeat and fields to fill in matter here. Word is strict about the order of elements: where a
//! few stand in a row, the order is that of the standard.

mod xml;
mod styles;
mod body;
mod contents;
mod table;
mod control;
mod picture;
mod package;

use super::{about::DocumentAbout, drawings::Drawings};
use crate::report::Report;
use body::Body;

/// Writes a report as a Word file.
pub fn docx(report: &Report, drawings: &Drawings, about: &DocumentAbout) -> Vec<u8> {
    let (document, relations) = Body::write(report, drawings, about.paper);
    package::package(report, about, &document, &relations)
}

#[cfg(test)]
mod tests;
