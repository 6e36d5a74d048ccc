//! Workbooks of the free office programs: ods. All cells stand in one part; no other is changed.

mod styles;
mod table;

use std::{collections::BTreeMap, sync::Arc};

use super::{
    mark::Marks,
    package::Package,
    xml::{Edits, Tag, Unfit, walk},
};
use styles::Styles;
use table::Table;

const CONTENT: &str = "content.xml";

/// The prefixes by which all programs call these namespaces; other prefixes would be read by hardly
/// any.
const PREFIXES: [(&str, &str); 5] = [
    ("office:", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("table:", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("text:", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("style:", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("fo:", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
];

/// What may stand around rows and columns in a table.
const GROUPS: [&str; 7] = [
    "table-row-group",
    "table-header-rows",
    "table-rows",
    "table-column-group",
    "table-header-columns",
    "table-columns",
    "table-row",
];

/// The workbook with its marks.
pub(super) fn annotated(
    bytes: &[u8],
    mut marks: BTreeMap<Arc<str>, Marks>,
) -> Result<Vec<u8>, Unfit> {
    let mut package = Package::open(bytes)?;
    let text = package.text(CONTENT)?.ok_or(Unfit)?;
    let mut edits = Edits::of(&text);
    let mut styles = Styles::default();
    let mut table: Option<Table<'_>> = None;
    walk(&text, |path, tag| match path {
        [] if tag.opens() => declares_all(tag),
        ["document-content", "body", "spreadsheet"] if tag.local() == "table" => {
            if let Some(table) = table.take() {
                table.finish(&mut edits, &mut styles)?;
            }
            let name = tag.opens().then(|| tag.attribute("table:name")).flatten();
            table = name.and_then(|name| marks.remove(name.as_str())).map(Table::with);
            Ok(())
        }
        ["document-content", "body", "spreadsheet", "table", inner @ ..] => match &mut table {
            Some(table) => within(table, inner, tag, &mut edits, &mut styles),
            None => Ok(()),
        },
        _ => {
            styles.take(path, tag);
            Ok(())
        }
    })?;
    if !marks.is_empty() {
        return Err(Unfit);
    }
    styles.finish(&mut edits)?;
    let changed = edits.finish()?;
    package.put(CONTENT, changed);
    package.finish()
}

/// A tag within a table; what stands in cells and drawings is not for us.
fn within<'a>(
    table: &mut Table<'a>,
    path: &[&str],
    tag: &Tag<'a>,
    edits: &mut Edits<'a>,
    styles: &mut Styles<'a>,
) -> Result<(), Unfit> {
    let is_cell = |name: &str| matches!(name, "table-cell" | "covered-table-cell");
    let (groups, lies_in_cell) = match path {
        [groups @ .., last] if is_cell(last) => (groups, true),
        groups => (groups, false),
    };
    let lies_in_row = groups.last() == Some(&"table-row");
    if !groups.iter().all(|name| GROUPS.contains(name)) {
        return Ok(());
    }
    match tag.local() {
        _ if lies_in_cell => table.content(tag),
        name if lies_in_row && is_cell(name) => table.cell(tag)?,
        "table-row" => table.row(tag, edits, styles)?,
        "table-column" if tag.opens() => table.column(tag),
        _ => {}
    }
    Ok(())
}

fn declares_all(tag: &Tag<'_>) -> Result<(), Unfit> {
    let declares =
        |(prefix, namespace): &(&str, &str)| tag.prefix_for(namespace).as_deref() == Some(prefix);
    if PREFIXES.iter().all(declares) { Ok(()) } else { Err(Unfit) }
}
