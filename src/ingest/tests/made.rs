//! Workbooks made by hand, byte for byte as the formats ask.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A zip of parts with their names.
pub(crate) fn zipped(parts: &[(&str, impl AsRef<[u8]>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An xlsx with the given properties and the inner XML of its sheets, named A, B and so on.
pub(crate) fn xlsx(properties: &str, sheets: &[&str]) -> Vec<u8> {
    let names = ["A", "B", "C"];
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
    };
    let tab = |name: &str| format!(r#"<sheet name="{name}" sheetId="1" r:id="r{name}"/>"#);
    let relations = |inner: &str| format!("<Relationships>{inner}</Relationships>");
    let (mut tabs, mut targets, mut parts) = (String::new(), String::new(), Vec::new());
    for (name, sheet) in names.iter().zip(sheets) {
        tabs.push_str(&tab(name));
        targets.push_str(&relation(
            &format!("r{name}"),
            "worksheet",
            &format!("sheets/{name}.xml"),
        ));
        parts.push((format!("xl/sheets/{name}.xml"), format!("<worksheet>{sheet}</worksheet>")));
    }
    let styles =
        r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    let book = format!("<workbook>{properties}<sheets>{tabs}</sheets></workbook>");
    parts.extend([
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        ("_rels/.rels".to_owned(), relations(&relation("r", "officeDocument", "xl/workbook.xml"))),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations(&targets)),
        ("xl/workbook.xml".to_owned(), book),
        ("xl/styles.xml".to_owned(), styles.to_owned()),
    ]);
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, content)| (&**name, &**content)).collect();
    zipped(&parts)
}

/// An xlsb with one sheet, named A, of these records, and a list of shared texts.
pub(crate) fn xlsb(sheet: &[u8], texts: &[u8]) -> Vec<u8> {
    let relations =
        r#"<Relationships><Relationship Id="r" Target="worksheets/a.bin"/></Relationships>"#;
    let wide = |text: &str| {
        let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&u32::try_from(text.len()).unwrap().to_le_bytes(), letters.as_slice()].concat()
    };
    let tab = [[0; 8].as_slice(), &wide("r"), &wide("A")].concat();
    // The sheets, their end, and a record that follows the names of the book.
    let book = [record(0x9C, &tab), record(0x90, &[]), record(0x9D, &[0; 26])].concat();
    zipped(&[
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/workbook.bin", &book),
        ("xl/worksheets/a.bin", sheet),
        ("xl/sharedStrings.bin", texts),
    ])
}

/// A record of an xlsb of less than 128 bytes.
pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let kind = kind.to_le_bytes();
    let head = if kind[0] < 0x80 { vec![kind[0]] } else { vec![kind[0], 1] };
    [head.as_slice(), &[u8::try_from(data.len()).unwrap()], data].concat()
}

/// A compound file with one stream.
pub(crate) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    // Shorter streams would lie in sectors of their own kind.
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4_096).next_multiple_of(512), 0);
    let sectors = u32::try_from(stream.len() / 512).unwrap();

    let mut header = vec![0; 512];
    header[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    (header[26], header[30], header[32], header[44], header[48]) = (3, 9, 6, 1, 1);
    header[68..72].copy_from_slice(&END.to_le_bytes());
    header[80..].fill(0xFF);
    // The table of sectors itself, the directory, and the stream from sector 2 on.
    let chain = (3..sectors + 2).chain([END]);
    let mut table: Vec<u8> =
        [0xFFFF_FFFD, END].into_iter().chain(chain).flat_map(u32::to_le_bytes).collect();
    table.resize(512, 0xFF);
    let entry = |name: &str, first: u32, bytes: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(128, 0);
        entry[116..120].copy_from_slice(&first.to_le_bytes());
        entry[120..124].copy_from_slice(&u32::try_from(bytes).unwrap().to_le_bytes());
        entry
    };
    let mut directory = [entry("Root Entry", END, 0), entry(name, 2, stream.len())].concat();
    directory.resize(512, 0);
    [header, table, directory, stream].concat()
}

/// An xls with one sheet, named A, of these records; days are counted from 1904.
pub(crate) fn xls(sheet: &[Vec<u8>]) -> Vec<u8> {
    let tab = |start: usize| {
        let start = u32::try_from(start).unwrap().to_le_bytes();
        [start.as_slice(), &[0, 0, 1, 0, b'A']].concat()
    };
    let book = |start: usize| {
        [
            biff(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]),
            biff(0x0022, &[1, 0]),
            biff(0x00E0, &[0; 20]),
            biff(0x00E0, &[0, 0, 14, 0]),
            biff(0x0085, &tab(start)),
            biff(0x000A, &[]),
        ]
        .concat()
    };
    let start = book(0).len();
    let sheet = [biff(0x0809, &[0, 6, 16, 0, 0, 0, 0, 0]), sheet.concat(), biff(0x000A, &[])];
    compound("Workbook", &[book(start), sheet.concat()].concat())
}

/// A record of an xls.
pub(crate) fn biff(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// A number in an xls, with the format by its place in the list of formats.
pub(crate) fn number(row: u16, column: u16, format: u16, number: f64) -> Vec<u8> {
    let place: Vec<u8> = [row, column, format].into_iter().flat_map(u16::to_le_bytes).collect();
    biff(0x0203, &[place.as_slice(), &number.to_le_bytes()].concat())
}

/// An ods with the inner XML of its spreadsheet.
pub(crate) fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}
