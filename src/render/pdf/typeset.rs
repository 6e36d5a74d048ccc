//! A report through typst: pages, then bytes.

use std::panic::{AssertUnwindSafe, catch_unwind};

use typst::{diag::SourceDiagnostic, foundations::Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{NotSet, Pdf, world::World};

/// Sets a report. What goes wrong in typst is told, and takes nothing else down.
pub(super) fn typeset(world: &World) -> Result<Pdf, NotSet> {
    let set = catch_unwind(AssertUnwindSafe(|| {
        let document = pages(world)?;
        marked_or_not(world, &document)
    }));
    // typst keeps what it worked out for the next change of one document; there is none.
    comemo::evict(0);
    set.unwrap_or_else(|_| Err("typst stopped in the middle of it".to_owned()))
        .map_err(|reason| NotSet { reason })
}

pub(super) fn pages(world: &World) -> Result<PagedDocument, String> {
    typst::compile::<PagedDocument>(world).output.map_err(|faults| in_words(&faults))
}

/// Marked as PDF/UA-1 where its rules are kept; otherwise tagged without the mark.
fn marked_or_not(world: &World, document: &PagedDocument) -> Result<Pdf, String> {
    match bytes(world, document, &[PdfStandard::Ua_1]) {
        Ok(bytes) => Ok(Pdf { bytes, unmarked: None }),
        Err(reason) => {
            let bytes = bytes(world, document, &[])?;
            Ok(Pdf { bytes, unmarked: Some(reason) })
        }
    }
}

fn bytes(
    world: &World,
    document: &PagedDocument,
    standards: &[PdfStandard],
) -> Result<Vec<u8>, String> {
    let standards = PdfStandards::new(standards).map_err(|told| told.message().to_string())?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("cqi".to_owned())),
        timestamp: world.midnight().map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|faults| in_words(&faults))
}

/// What typst says, each thing once.
fn in_words(faults: &[SourceDiagnostic]) -> String {
    let message =
        |fault: &SourceDiagnostic| fault.message.trim_start_matches("PDF/UA-1 error: ").to_owned();
    let mut messages: Vec<String> = faults.iter().map(message).collect();
    messages.sort();
    messages.dedup();
    messages.join("; ")
}
