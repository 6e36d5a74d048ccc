//! A person's file in, a copy with the cells in question marked out.
//!
//! Workbooks that can carry comments are changed where they must be and nowhere else; of others
//! the values are copied into a new workbook. A changed copy is read again before it is given
//! away: if it does not read as the file did, the copy of the values takes its place.

// What is marked, and what is said there.
mod mark;
mod wording;
mod look;

// How a file is changed in part.
mod xml;
mod package;

// One for each kind of copy.
mod xlsx;
mod ods;
mod values;

#[cfg(test)]
mod tests;

use crate::{diagnostic::Diagnostic, ingest::Sheet};
use package::Package;
use values::Medium;
use xml::Unfit;

/// A copy of a file with its marks.
#[derive(Clone, PartialEq, Debug)]
pub struct Annotated {
    pub bytes: Vec<u8>,
    pub copy: Copied,
    /// How many cells are marked.
    pub cells: usize,
}

/// How much of a file its copy holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Copied {
    /// All of it, as it was.
    Everything,
    /// The values of its cells, in a workbook of its own (xlsx).
    Values,
}

/// A copy of a file with the cells marked that diagnostics speak of; none if it cannot be read, or
/// nothing in it is spoken of. `read` gives the sheets of bytes that may be the file's or the copy's.
pub fn annotated(
    bytes: &[u8],
    told: &[&Diagnostic],
    read: impl Fn(&[u8]) -> Vec<Sheet>,
) -> Option<Annotated> {
    let sheets = read(bytes);
    let marks = mark::marks(&sheets, told);
    let cells = marks.values().map(mark::Marks::len).sum();
    if cells == 0 {
        return None;
    }
    let kind = Kind::of(bytes);
    let changed = match kind {
        Kind::Xlsx => xlsx::annotated(bytes, marks.clone()),
        Kind::Ods => ods::annotated(bytes, marks.clone()),
        Kind::OtherWorkbook | Kind::Text => Err(Unfit),
    };
    if let Some(bytes) = changed.ok().filter(|changed| read(changed) == sheets) {
        return Some(Annotated { bytes, copy: Copied::Everything, cells });
    }
    let medium = if kind == Kind::Text { Medium::Text } else { Medium::Workbook };
    let bytes = values::annotated(&sheets, &marks, medium).ok()?;
    Some(Annotated { bytes, copy: Copied::Values, cells })
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Xlsx,
    Ods,
    /// Binary workbooks.
    OtherWorkbook,
    Text,
}

impl Kind {
    /// The kind of a file that is known to be a table or a workbook.
    fn of(bytes: &[u8]) -> Kind {
        let is_compound = bytes.starts_with(b"\xD0\xCF\x11\xE0");
        if is_compound {
            return Kind::OtherWorkbook;
        }
        if !bytes.starts_with(b"PK") {
            return Kind::Text;
        }
        match Package::open(bytes) {
            Ok(package) if package.has("mimetype") => Kind::Ods,
            Ok(package) if package.has("xl/workbook.bin") => Kind::OtherWorkbook,
            Ok(_) => Kind::Xlsx,
            Err(Unfit) => Kind::OtherWorkbook,
        }
    }
}
