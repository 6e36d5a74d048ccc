//! A report in, bytes out.

// What every format shares.
mod drawings;
mod outline;
mod layout;
mod link;
mod wording;

// The formats.
pub mod chart;
pub mod data;
mod docx;
mod html;
mod noticed;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod look;

pub use docx::{DocumentAbout, docx};
pub use drawings::{Drawing, DrawingError, Drawings};
pub use html::html;
pub use noticed::diagnostics_json;
