//! Workbooks of the free office programs: ods.
//!
//! calamine reads the whole of one at once, so its size is reckoned before that.

mod outline;

use std::io::Cursor;

use calamine::{Data, Ods, OdsError, Range, Reader};

use super::{
    Cell, Sheet,
    fault::{Damage, Excess, Fault},
    grid::Grid,
    noted::{self, Beside},
    package::Package,
    value,
    workbook::{self, Content, guarded},
};
use crate::{diagnostic::Checked, model::Source};
use outline::Outline;

pub(super) fn read(
    source: &Source,
    bytes: &[u8],
    mut package: Package<'_>,
) -> Result<Checked<Vec<Sheet>>, Fault> {
    if outline::is_encrypted(&mut package)? {
        return Err(Fault::Password);
    }
    let Outline { mut merges, has_links } = outline::read(&mut package)?;
    let mut beside = noted::parts(&package);
    beside.extend(has_links.then_some(Beside::OutsideLinks));
    let mut book: Ods<_> = guarded(|| Ods::new(Cursor::new(bytes)).map_err(|error| fault(&error)))?;
    let tabs = book.sheets_metadata().iter().filter(|tab| !is_copy_of_another_file(&tab.name));
    let read = workbook::collect(source, tabs.cloned().collect(), |name, grid| {
        let range = book.worksheet_range(name).map_err(|error| fault(&error))?;
        fill(&range, grid)?;
        Ok(Content::Cells { merges: merges.remove(name).unwrap_or_default() })
    });
    Ok(noted::with(source, read, &beside))
}

/// Whether it is no sheet that people see, but what was last found in a file that cells refer to.
fn is_copy_of_another_file(name: &str) -> bool {
    name.starts_with("'file:")
}

fn fill(range: &Range<Data>, grid: &mut Grid<'_>) -> Result<(), Fault> {
    for (row, column, found) in workbook::cells_of(range) {
        grid.put(row, column, error_or(value::cell(found)))?;
    }
    Ok(())
}

/// Errors of formulas, which come as texts.
fn error_or(cell: Cell) -> Cell {
    const ERRORS: [&str; 8] =
        ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!"];
    match cell {
        Cell::Text(text) if ERRORS.contains(&text.as_str()) || is_numbered_error(&text) => {
            Cell::Broken(text)
        }
        cell => cell,
    }
}

/// `Err:502`, as these programs write the errors that Excel does not have.
fn is_numbered_error(text: &str) -> bool {
    let digits = text.strip_prefix("Err:").unwrap_or_default();
    digits.len() == 3 && digits.bytes().all(|digit| digit.is_ascii_digit())
}

fn fault(error: &OdsError) -> Fault {
    let damage = match error {
        OdsError::Password => return Fault::Password,
        OdsError::CellLimitExceeded { .. } => return Fault::TooLarge(Excess::Cells),
        OdsError::Zip(_) | OdsError::Io(_) => Damage::Unpacking,
        OdsError::Xml(_)
        | OdsError::XmlAttr(_)
        | OdsError::Eof(_)
        | OdsError::Mismatch { .. }
        | OdsError::AttrError(_)
        | OdsError::EncodingError(_) => Damage::BreaksOff,
        OdsError::FileNotFound(_) | OdsError::WorksheetNotFound(_) => Damage::PartMissing,
        OdsError::Parse(_)
        | OdsError::ParseInt(_)
        | OdsError::ParseFloat(_)
        | OdsError::ParseBool(_) => Damage::CellContent,
        OdsError::InvalidMime(_) => Damage::Contradiction,
    };
    Fault::Damaged(damage)
}
