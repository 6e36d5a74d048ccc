//! The network as a workbook: every score of a standard, and sheets that count and average them by
//! formulas that stay live.
//!
//! Formulas carry their results, so that a viewer that does not calculate shows them too. They look
//! rows up by numbers, because names may hold signs that mean something in a formula.

mod live;
mod sheet;
mod read_me;
mod heat;
mod challenges;
mod change;
mod sites;
mod summary;
mod scores;

#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::{language::say, report::NetworkBook};

/// The bytes of the workbook, made on a day. The same book gives the same bytes.
///
/// # Panics
///
/// Never: its sheets have names of their own, and texts are cut to what a cell takes.
pub fn network_workbook(network: &NetworkBook, made_on: NaiveDate) -> Vec<u8> {
    let mut book = Workbook::new();
    book.set_properties(&properties(network, made_on));
    read_me::write(book.add_worksheet(), network);
    heat::write(book.add_worksheet(), network);
    challenges::write(book.add_worksheet(), network);
    change::write(book.add_worksheet(), network);
    sites::write(book.add_worksheet(), network);
    if let Some(summary) = &network.summary {
        summary::write(book.add_worksheet(), network, summary);
    }
    scores::write(book.add_worksheet(), network);
    book.save_to_buffer().expect("names of sheets differ, and texts fit their cells")
}

/// The day of the run is that of the file: the same run gives the same bytes. No day before 1900.
fn properties(network: &NetworkBook, made_on: NaiveDate) -> DocProperties {
    let subject = say!(network.language, "network-book-subject");
    let about = DocProperties::new().set_title(&network.title).set_subject(subject);
    let part = |part: u32| u8::try_from(part).ok();
    let day =
        u16::try_from(made_on.year()).ok().zip(part(made_on.month())).zip(part(made_on.day()));
    let dated = day.and_then(|((year, month), day)| ExcelDateTime::from_ymd(year, month, day).ok());
    dated.iter().fold(about, DocProperties::set_creation_datetime)
}
