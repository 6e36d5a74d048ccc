//! Workbooks of Excel since 2007: xlsx and xlsm, whose macros are never looked at.
//!
//! Plain ones, which are nearly all, are read here; calamine reads the others. From it cells come one
//! by one, never as a range: two cells in far corners make a range that no machine holds.

mod outline;
mod plain;

use std::io::Cursor;

use calamine::{Reader, Xlsx, XlsxError};

use super::{
    Cell, Sheet,
    fault::{Damage, Fault, Stranger},
    grid::Grid,
    noted,
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
    let beside = noted::parts(&package);
    let read = match plain::read(source, &mut package) {
        Some(read) => read,
        None => by_calamine(source, bytes, package)?,
    };
    Ok(noted::with(source, read, &beside))
}

fn by_calamine(
    source: &Source,
    bytes: &[u8],
    mut package: Package<'_>,
) -> Result<Checked<Vec<Sheet>>, Fault> {
    let mut book: Xlsx<_> =
        guarded(|| Xlsx::new(Cursor::new(bytes)).map_err(|error| fault(&error)))?;
    let listed = outline::book(&mut package)?;
    let tabs = book.sheets_metadata().to_vec();
    Ok(workbook::collect(source, tabs, |name, grid| {
        let tab = listed.tabs.iter().find(|tab| tab.name == name);
        let part = &tab.ok_or(Fault::Damaged(Damage::PartMissing))?.part;
        let outline = outline::of_sheet(&mut package, part)?;
        let Some(()) = fill(&mut book, name, grid)? else { return Ok(Content::NoCells) };
        for (row, column, error) in outline.broken {
            grid.put(row, column, Cell::Broken(error))?;
        }
        Ok(Content::Cells { merges: outline.merges })
    }))
}

/// Takes every cell of a sheet; none if it is a sheet without cells, such as a chart.
fn fill(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    grid: &mut Grid<'_>,
) -> Result<Option<()>, Fault> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(error) => return Err(fault(&error)),
    };
    loop {
        match cells.next_cell() {
            Ok(Some(found)) => {
                let (row, column) = found.get_position();
                grid.put(row, column, value::cell(found.get_value()))?;
            }
            Ok(None) => return Ok(Some(())),
            // The outline has it, and the cells after it can still be read.
            Err(XlsxError::CellError(_)) => {}
            Err(error) => return Err(fault(&error)),
        }
    }
}

fn fault(error: &XlsxError) -> Fault {
    let damage = match error {
        XlsxError::Password => return Fault::Password,
        XlsxError::Unrecognized { typ: "sheet:type", .. } => {
            return Fault::NotASpreadsheet(Stranger::MacroSheet);
        }
        XlsxError::Zip(_) | XlsxError::Io(_) => Damage::Unpacking,
        XlsxError::Xml(_)
        | XlsxError::XmlAttr(_)
        | XlsxError::XmlEof(_)
        | XlsxError::UnexpectedNode(_)
        | XlsxError::Encoding(_) => Damage::BreaksOff,
        XlsxError::FileNotFound(_)
        | XlsxError::RelationshipNotFound
        | XlsxError::WorksheetNotFound(_) => Damage::PartMissing,
        XlsxError::Alphanumeric(_)
        | XlsxError::NumericColumn(_)
        | XlsxError::RangeWithoutColumnComponent
        | XlsxError::RangeWithoutRowComponent
        | XlsxError::ColumnNumberOverflow
        | XlsxError::RowNumberOverflow
        | XlsxError::DimensionCount(_) => Damage::CellName,
        XlsxError::Parse(_)
        | XlsxError::ParseFloat(_)
        | XlsxError::ParseInt(_)
        | XlsxError::CellTAttribute(_)
        | XlsxError::CellError(_)
        | XlsxError::Unrecognized { .. } => Damage::CellContent,
        XlsxError::Unexpected(_) => Damage::TextMissing,
        _ => Damage::Contradiction,
    };
    Fault::Damaged(damage)
}
