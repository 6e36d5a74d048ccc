//! Where a number comes from.

use std::{fmt, sync::Arc};

/// A file that the user gave us, by the name they gave it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Source(pub Arc<str>);

impl Source {
    pub fn named(name: &str) -> Source {
        Source(name.into())
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One cell of one sheet. Rows and columns count from zero; what is shown counts
/// as spreadsheets do.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CellRef {
    pub source: Source,
    pub sheet: Arc<str>,
    pub row: u32,
    pub column: u32,
}

impl CellRef {
    /// The cell as a spreadsheet names it, such as `B17`.
    pub fn address(&self) -> String {
        format!("{}{}", letters(self.column), self.row + 1)
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} › {}!{}", self.source, self.sheet, self.address())
    }
}

/// The letters of a column: A to Z, then AA, AB and so on.
pub fn letters(column: u32) -> String {
    let mut rest = column + 1;
    let mut backwards = Vec::new();
    while 0 < rest {
        rest -= 1;
        backwards.extend(('A'..='Z').nth((rest % 26) as usize));
        rest /= 26;
    }
    backwards.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        let named = [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")];
        for (column, name) in named {
            assert_eq!(letters(column), name);
        }
    }

    #[test]
    fn a_cell_is_named_with_its_file_and_sheet() {
        let source = Source::named("fall.xlsx");
        let cell = CellRef { source, sheet: "Ratings".into(), row: 16, column: 1 };
        assert_eq!(cell.to_string(), "fall.xlsx › Ratings!B17");
    }
}
