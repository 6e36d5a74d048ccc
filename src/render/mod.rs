//! A report or a blank form in, bytes out.

// What every format shares.
mod about;
mod paper;
mod font;
mod drawings;
mod outline;
mod layout;
mod link;
mod text;
mod wording;

// The formats.
pub mod chart;
pub mod data;
mod calendar;
mod docx;
mod html;
mod noticed;
mod pdf;
mod recognised;
mod sarif;
mod workbook;

#[cfg(test)]
mod sample;

pub use about::DocumentAbout;
pub use calendar::calendar;
pub use docx::docx;
pub use drawings::{Drawing, DrawingError, Drawings, Forms};
pub use html::html;
pub use noticed::diagnostics_json;
pub use paper::Paper;
pub use pdf::{NotSet, Pdf, pdf};
pub use recognised::check_json;
pub use sarif::sarif;
pub use workbook::{network_workbook, tracker, workbook};
