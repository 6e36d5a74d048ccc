//! Zips and workbooks that no program would write.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::made::{self, number, record, zipped};

/// A file in a zip, stored as it is.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) data: Vec<u8>,
    pub(crate) checksum: u32,
    pub(crate) unix_mode: u32,
    /// The entry whose bytes it shares, instead of having its own.
    pub(crate) same_as: Option<usize>,
}

impl Entry {
    pub(crate) fn of(name: &str, data: &[u8]) -> Entry {
        let (name, data, checksum) = (name.to_owned(), data.to_vec(), checksum(data));
        Entry { name, data, checksum, unix_mode: 0o100_644, same_as: None }
    }
}

/// A zip with these entries, written byte by byte (APPNOTE.TXT 4.3).
pub(crate) fn forged_zip(entries: &[Entry]) -> Vec<u8> {
    let (mut bytes, mut list, mut starts) = (Vec::new(), Vec::new(), Vec::new());
    for entry in entries {
        let start = entry.same_as.map_or(bytes.len(), |other: usize| starts[other]);
        starts.push(start);
        let common = common(entry);
        if entry.same_as.is_none() {
            bytes.extend_from_slice(b"PK\x03\x04");
            bytes.extend_from_slice(&common);
            bytes.extend_from_slice(entry.name.as_bytes());
            bytes.extend_from_slice(&entry.data);
        }
        list.extend_from_slice(b"PK\x01\x02\x14\x03");
        list.extend_from_slice(&common);
        list.extend_from_slice(&[0; 6]);
        list.extend_from_slice(&(entry.unix_mode << 16).to_le_bytes());
        list.extend_from_slice(&u32::try_from(start).unwrap().to_le_bytes());
        list.extend_from_slice(entry.name.as_bytes());
    }
    let many = u16::try_from(entries.len()).unwrap().to_le_bytes();
    let (at, length) = (bytes.len(), list.len());
    bytes.extend(list);
    bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    bytes.extend([many, many].concat());
    bytes.extend([length, at].into_iter().flat_map(|n| u32::try_from(n).unwrap().to_le_bytes()));
    bytes.extend_from_slice(&[0, 0]);
    bytes
}

/// What the head of an entry and its line in the list have in common.
fn common(entry: &Entry) -> Vec<u8> {
    let length = u32::try_from(entry.data.len()).unwrap().to_le_bytes();
    let name = u16::try_from(entry.name.len()).unwrap().to_le_bytes();
    // Version 2.0, no flags, stored, January 1 of 1980.
    let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
    common.extend(entry.checksum.to_le_bytes());
    common.extend([length, length].concat());
    common.extend(name);
    common.extend([0, 0]);
    common
}

/// CRC-32 as zips have it.
fn checksum(data: &[u8]) -> u32 {
    !data.iter().fold(u32::MAX, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| {
            if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    })
}

/// A zip whose list says that it has this many entries, all without a name or bytes.
pub(crate) fn many_entries(many: usize) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.extend(common(&Entry::of("", b"")));
    let start = bytes.len() as u64;
    for at in 0..many {
        let entry = Entry::of(&format!("{at:07}"), b"");
        bytes.extend_from_slice(b"PK\x01\x02\x14\x03");
        bytes.extend(common(&entry));
        bytes.extend_from_slice(&[0; 14]);
        bytes.extend_from_slice(entry.name.as_bytes());
    }
    let end = bytes.len() as u64;
    let number = |n: u64| n.to_le_bytes();
    // The end of the list in its long form, a pointer to it, and the short form that defers to it.
    bytes.extend_from_slice(b"PK\x06\x06");
    bytes.extend([number(44).as_slice(), &[45, 0, 45, 0], &[0; 8]].concat());
    bytes.extend([many as u64, many as u64, end - start, start].map(number).concat());
    bytes.extend_from_slice(b"PK\x06\x07\0\0\0\0");
    bytes.extend([number(end).as_slice(), &[1, 0, 0, 0]].concat());
    bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    bytes.extend_from_slice(&[0xFF; 12]);
    bytes.extend_from_slice(&[0, 0]);
    bytes
}

/// The zip with another unpacked size of every entry, in its list and its heads.
pub(crate) fn lie_about_sizes(zip: &[u8], size: u32) -> Vec<u8> {
    let mut bytes = zip.to_vec();
    for at in 0..bytes.len().saturating_sub(46) {
        let place = match &bytes[at..at + 4] {
            b"PK\x03\x04" => at + 22,
            b"PK\x01\x02" => at + 24,
            _ => continue,
        };
        bytes[place..place + 4].copy_from_slice(&size.to_le_bytes());
    }
    bytes
}

/// An xlsx of which one part begins like this and goes on with blanks.
pub(crate) fn bomb(part: &str, start: &[u8], bytes: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in book_parts("", "") {
        if name != part {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(data.as_bytes()).unwrap();
        }
    }
    zip.start_file(part, SimpleFileOptions::default()).unwrap();
    zip.write_all(start).unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..bytes >> 20 {
        zip.write_all(&blanks).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of an xlsx with one sheet.
pub(crate) fn book_parts(properties: &str, sheet: &str) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(made::xlsx(properties, &[sheet]))).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let text = |name: &String| {
        let mut part = zip.by_name(name).unwrap();
        std::io::read_to_string(&mut part).unwrap()
    };
    let texts: Vec<String> = names.iter().map(text).collect();
    names.into_iter().zip(texts).collect()
}

/// A sound xlsx in which one part is another.
pub(crate) fn with_part(name: &str, data: &[u8]) -> Vec<u8> {
    let sound = book_parts("", &rows(&[&["Oak", "Elm"]]));
    let mut parts: Vec<(&str, &[u8])> = sound
        .iter()
        .map(|(name, data)| (name.as_str(), data.as_bytes()))
        .filter(|(part, _)| *part != name)
        .collect();
    parts.push((name, data));
    zipped(&parts)
}

/// The parts of an ods.
pub(crate) fn ods_parts<'a>(manifest: &'a str, content: &'a str) -> [(&'a str, &'a str); 3] {
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    [("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)]
}

/// The rows of a sheet of xlsx, all texts.
pub(crate) fn rows(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!(r#"<c t="str"><v>{text}</v></c>"#);
    let row =
        |cells: &&[&str]| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
    format!("<sheetData>{}</sheetData>", rows.iter().map(row).collect::<String>())
}

/// An xlsx with a long list of texts, of which it uses one.
pub(crate) fn shared_texts(many: usize) -> Vec<u8> {
    let texts: String = (0..many).map(|at| format!("<si><t>text {at}</t></si>")).collect();
    with_part("xl/sharedStrings.xml", format!("<sst>{texts}</sst>").as_bytes())
}

/// A sound file of every kind, by its ending.
pub(crate) fn sound_workbooks() -> Vec<(&'static str, Vec<u8>)> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..40 {
        sheet.write(row, 0, format!("Oak Street {row}")).unwrap();
        sheet.write(row, 1, f64::from(row)).unwrap();
    }
    let numbers: Vec<Vec<u8>> = (0..40).map(|row| number(row, 1, 0, f64::from(row))).collect();
    let texts = record(0x9F, &[0; 8]);
    let cells: Vec<u8> = (0..40_u32)
        .flat_map(|row| {
            let head = [row, 0, 0, 0].map(u32::to_le_bytes).concat();
            let cell = [[2, 0].map(u32::to_le_bytes).concat(), 7.0_f64.to_le_bytes().to_vec()];
            [record(0x00, &head), record(0x05, &cell.concat())].concat()
        })
        .collect();
    let binary = [record(0x94, &[0; 16]), record(0x91, &[]), cells, record(0x92, &[])].concat();
    let row = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>Oak</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="3"/></table:table-row>"#;
    let table = format!(r#"<table:table table:name="A">{}</table:table>"#, row.repeat(40));
    vec![
        ("xlsx", book.save_to_buffer().unwrap()),
        ("xls", made::xls(&numbers)),
        ("xlsb", made::xlsb(&binary, &texts)),
        ("ods", made::ods(&table)),
        ("csv", "Site,Rating\nÉcole du Parc,3\n".repeat(40).into_bytes()),
    ]
}
