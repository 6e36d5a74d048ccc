//! What a file is, by what it holds: the ending of its name may say anything.

use std::io::Read;

use super::{
    fault::{Fault, Stranger},
    package::Package,
    text,
};

/// A file that we read.
pub(super) enum Format<'a> {
    Xlsx(Package<'a>),
    Xlsb(Package<'a>),
    Ods(Package<'a>),
    /// A compound file: a workbook of Excel 97, or anything behind a password.
    Compound,
    Text,
}

impl Format<'_> {
    /// Whether its reader may ask for memory that no machine has, which ends a process at once. Of
    /// the texts we know every byte; in an xlsx nothing grows beyond measure while its lists are
    /// short.
    pub(super) fn is_risky(&self) -> bool {
        match self {
            Format::Text => false,
            Format::Xlsx(package) => !package.is_modest(),
            Format::Xlsb(_) | Format::Ods(_) | Format::Compound => true,
        }
    }
}

const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
pub(super) const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// How files begin that people take for spreadsheets.
const STRANGERS: [(&[u8], Stranger); 10] = [
    (b"%PDF", Stranger::Pdf),
    (b"{\\rtf", Stranger::RichText),
    (b"ID;P", Stranger::Sylk),
    (b"\xFF\xFE\0\0", Stranger::WideText),
    (b"\0\0\xFE\xFF", Stranger::WideText),
    // The first record of Excel 2, 3 and 4.
    (b"\x09\0\x04\0", Stranger::EarlyExcel),
    (b"\x09\x02\x06\0", Stranger::EarlyExcel),
    (b"\x09\x04\x06\0", Stranger::EarlyExcel),
    (b"Rar!", Stranger::Archive),
    (b"7z\xBC\xAF", Stranger::Archive),
];

/// How pages and tables of the web begin, in small letters.
const MARKUP: [(&str, Stranger); 5] = [
    ("<!doctype html", Stranger::WebPage),
    ("<html", Stranger::WebPage),
    ("<table", Stranger::WebPage),
    ("<?xml", Stranger::XmlTable),
    ("<office:document", Stranger::XmlTable),
];

pub(super) fn sniff(bytes: &[u8]) -> Result<Format<'_>, Fault> {
    if ZIP.iter().any(|magic| bytes.starts_with(magic)) {
        return zipped(Package::open(bytes)?);
    }
    if bytes.starts_with(COMPOUND) {
        return Ok(Format::Compound);
    }
    match stranger(bytes) {
        Some(stranger) => Err(Fault::NotASpreadsheet(stranger)),
        None => Ok(Format::Text),
    }
}

fn zipped(package: Package<'_>) -> Result<Format<'_>, Fault> {
    if package.has("mimetype") {
        return open_document(package);
    }
    let strangers = [
        ("word/", Stranger::WordDocument),
        ("ppt/", Stranger::SlideShow),
        ("visio/", Stranger::OtherDocument),
        ("index/", Stranger::NumbersDocument),
    ];
    let stranger = strangers.iter().find(|(folder, _)| package.has_folder(folder));
    if package.has("xl/workbook.bin") {
        Ok(Format::Xlsb(package))
    } else if package.has_folder("xl/") {
        Ok(Format::Xlsx(package))
    } else if let Some(&(_, stranger)) = stranger {
        Err(Fault::NotASpreadsheet(stranger))
    } else if package.has("[Content_Types].xml") {
        Ok(Format::Xlsx(package))
    } else {
        Err(Fault::NotASpreadsheet(Stranger::Archive))
    }
}

fn open_document(mut package: Package<'_>) -> Result<Format<'_>, Fault> {
    let mut kind = String::new();
    if let Some(part) = package.part("mimetype")? {
        // What cannot be read is no kind that we know.
        let _ = part.take(100).read_to_string(&mut kind);
    }
    let family = "application/vnd.oasis.opendocument.";
    match kind.strip_prefix(family) {
        Some(kind) if kind.starts_with("spreadsheet") => Ok(Format::Ods(package)),
        Some(kind) if kind.starts_with("text") => Err(Fault::NotASpreadsheet(Stranger::RichText)),
        Some(kind) if kind.starts_with("presentation") => {
            Err(Fault::NotASpreadsheet(Stranger::SlideShow))
        }
        _ => Err(Fault::NotASpreadsheet(Stranger::OtherDocument)),
    }
}

fn stranger(bytes: &[u8]) -> Option<Stranger> {
    let known = STRANGERS.iter().find(|(magic, _)| bytes.starts_with(magic));
    if let Some(&(_, stranger)) = known {
        return Some(stranger);
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(400)]).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let markup = MARKUP.iter().find(|(opening, _)| head.starts_with(opening));
    let is_link = head.starts_with('{') && head.contains("docs.google.com");
    match markup {
        Some(&(_, stranger)) => Some(stranger),
        None if is_link => Some(Stranger::LinkToGoogle),
        None => is_binary(bytes).then_some(Stranger::Unknown),
    }
}

/// Whether there are bytes that no text has. UTF-16 is text where it says so or is plain to see.
fn is_binary(bytes: &[u8]) -> bool {
    let has_mark = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let is_utf_16 = has_mark || text::is_wide(bytes);
    let in_no_text = |byte: &u8| matches!(byte, 0..=8 | 14..=25 | 28..=31);
    !is_utf_16 && bytes.iter().any(in_no_text)
}
