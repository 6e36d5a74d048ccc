//! Binary workbooks of Excel: xlsb.
//!
//! Cells come one by one and within the limits, as from xlsx.

mod outline;

use std::io::Cursor;

use calamine::{Reader, Xlsb, XlsbError};

use super::{
    Sheet,
    fault::{Damage, Fault, Stranger},
    grid::Grid,
    limits, noted,
    package::Package,
    value,
    workbook::{self, Content, guarded},
};
use crate::{diagnostic::Checked, model::Source};

pub(super) fn read(
    source: &Source,
    bytes: &[u8],
    mut package: Package<'_>,
) -> Result<Checked<Vec<Sheet>>, Fault> {
    outline::check_texts(&mut package)?;
    let parts = outline::sheet_parts(&mut package)?;
    let mut book: Xlsb<_> =
        guarded(|| Xlsb::new(Cursor::new(bytes)).map_err(|error| fault(&error)))?;
    let tabs = book.sheets_metadata().to_vec();
    let beside = noted::parts(&package);
    let read = workbook::collect(source, tabs, |name, grid| {
        let part = parts.get(name).ok_or(Fault::Damaged(Damage::PartMissing))?;
        fill(&mut book, name, grid)?;
        Ok(Content::Cells { merges: outline::merges(&mut package, part)? })
    });
    Ok(noted::with(source, read, &beside))
}

fn fill(book: &mut Xlsb<Cursor<&[u8]>>, name: &str, grid: &mut Grid<'_>) -> Result<(), Fault> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| fault(&error))?;
    while let Some(found) = cells.next_cell().map_err(|error| fault(&error))? {
        let (row, column) = found.get_position();
        if limits::ROWS <= row || limits::COLUMNS <= column {
            return Err(Fault::Damaged(Damage::CellName));
        }
        grid.put(row, column, value::cell(found.get_value()))?;
    }
    Ok(())
}

fn fault(error: &XlsbError) -> Fault {
    let damage = match error {
        XlsbError::Password => return Fault::Password,
        XlsbError::Unrecognized { typ: "BoundSheet8:dt", .. } => {
            return Fault::NotASpreadsheet(Stranger::MacroSheet);
        }
        XlsbError::Zip(_) => Damage::Unpacking,
        XlsbError::Io(_)
        | XlsbError::Xml(_)
        | XlsbError::XmlAttr(_)
        | XlsbError::WideStr { .. } => Damage::BreaksOff,
        XlsbError::FileNotFound(_) | XlsbError::WorksheetNotFound(_) => Damage::PartMissing,
        XlsbError::CellError(_) => Damage::CellContent,
        _ => Damage::Contradiction,
    };
    Fault::Damaged(damage)
}
