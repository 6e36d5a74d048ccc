//! What keeps us from reading a file or a sheet, and how we say it.
//!
//! Readers hand over the fact; the words are all here.

use super::limits;
use crate::diagnostic::{Code, Diagnostic, Place, count};

/// Why a file or a sheet cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// Nothing is written in it.
    Empty,
    /// A spreadsheet program keeps it while a workbook is open.
    Lock,
    Password,
    NotASpreadsheet(Stranger),
    Damaged(Damage),
    TooLarge(Excess),
    /// The reader took more memory or time than it may, or went down.
    TooCostly,
}

/// What a file is, where it is no spreadsheet that we read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stranger {
    WordDocument,
    SlideShow,
    NumbersDocument,
    /// A text or a drawing of an office program.
    OtherDocument,
    Archive,
    Pdf,
    RichText,
    WebPage,
    /// A table written as XML, as older programs export it.
    XmlTable,
    /// The exchange format of the first spreadsheet programs.
    Sylk,
    /// A file of one of Excel's first four versions.
    EarlyExcel,
    /// A workbook of which one sheet holds macros or a dialog box of old.
    MacroSheet,
    LinkToGoogle,
    /// Text in an encoding that no spreadsheet program writes.
    WideText,
    Unknown,
}

/// What is wrong with a file or a sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Damage {
    EndMissing,
    BreaksOff,
    Unpacking,
    PartMissing,
    PartTwice,
    CellName,
    CellContent,
    TextMissing,
    /// Parts lead to each other in a circle.
    Circle,
    /// Two sheets have one name, or lie in one part.
    SheetTwice,
    SheetName,
    HalfALetter,
    /// Anything that a sound file never holds.
    Contradiction,
}

/// Which limit is passed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Excess {
    FileBytes,
    UnpackedBytes,
    PartBytes,
    Parts,
    Cells,
    Rows,
    Columns,
    Merges,
    RowText,
    Text,
    AllText,
}

impl Fault {
    /// What to tell about a file, or about a sheet of it.
    pub(super) fn told(self, place: Place) -> Diagnostic {
        let whole = match place {
            Place::File(_) | Place::Text { .. } => "file",
            Place::Sheet { .. } | Place::Cell(_) => "sheet",
        };
        match self {
            Fault::Empty => Diagnostic::warning(Code::EmptyFile, format!("the {whole} is empty"))
                .help("remove it, or save it again with its ratings"),
            Fault::Lock => Diagnostic::note(
                Code::LockFile,
                "the file only marks a workbook that someone has open",
            )
            .help("close the workbook, so that its last changes are saved"),
            Fault::Password => {
                Diagnostic::error(Code::PasswordProtected, "the workbook is behind a password")
                    .help("open it with the password, take the password off and save it again")
            }
            Fault::NotASpreadsheet(stranger) => {
                let message = format!("the file is {}, and is left aside", stranger.named());
                Diagnostic::warning(Code::UnknownFormat, message).help(stranger.way_out())
            }
            Fault::Damaged(damage) => {
                let message = format!("the {whole} is damaged: {}", damage.told());
                Diagnostic::error(Code::DamagedFile, message).help(
                    "open the file in a spreadsheet program and save it again, or get a fresh copy",
                )
            }
            Fault::TooLarge(excess) => Diagnostic::error(Code::TooLarge, excess.told(whole))
                .help("take out what is not needed, or split it into several files"),
            Fault::TooCostly => Diagnostic::error(
                Code::TooCostly,
                "the file takes more memory or time than a workbook of ratings needs",
            )
            .help("copy its ratings into a new workbook (.xlsx), or save its sheet as `CSV UTF-8`"),
        }
        .at(place)
    }
}

impl Stranger {
    fn named(self) -> &'static str {
        match self {
            Stranger::WordDocument => "a Word document",
            Stranger::SlideShow => "a slide show",
            Stranger::NumbersDocument => "a document of Apple Numbers",
            Stranger::OtherDocument => "a document of another program",
            Stranger::Archive => "a zip archive",
            Stranger::Pdf => "a PDF",
            Stranger::RichText => "a text document",
            Stranger::WebPage => "a web page",
            Stranger::XmlTable => "a table in XML",
            Stranger::Sylk => "a table in the SYLK format",
            Stranger::EarlyExcel => "a workbook of a very old Excel",
            Stranger::MacroSheet => "a workbook with an old macro or dialog sheet",
            Stranger::LinkToGoogle => "a link to a Google document",
            Stranger::WideText => "a text in UTF-32",
            Stranger::Unknown => "neither a workbook nor a text",
        }
    }

    fn way_out(self) -> &'static str {
        match self {
            Stranger::WordDocument
            | Stranger::SlideShow
            | Stranger::Pdf
            | Stranger::RichText
            | Stranger::OtherDocument
            | Stranger::Unknown => {
                "if it holds ratings, copy its table into a workbook (.xlsx, .ods or .csv)"
            }
            Stranger::NumbersDocument => "in Numbers, export it to Excel and give that file",
            Stranger::Archive => "unpack it, and give the files in it",
            Stranger::LinkToGoogle => "in Google Drive, download it as a workbook (.xlsx)",
            Stranger::WebPage
            | Stranger::XmlTable
            | Stranger::Sylk
            | Stranger::EarlyExcel
            | Stranger::MacroSheet => {
                "open it in a spreadsheet program and save it as a workbook (.xlsx)"
            }
            Stranger::WideText => "save it again as `CSV UTF-8`",
        }
    }
}

impl Damage {
    fn told(self) -> &'static str {
        match self {
            Damage::EndMissing => "its end is missing, as after a download that broke off",
            Damage::BreaksOff => "a part of it breaks off or is garbled",
            Damage::Unpacking => "a part of it cannot be unpacked",
            Damage::PartMissing => "a part that it speaks of is missing",
            Damage::PartTwice => "a part of it is there twice",
            Damage::CellName => "a cell has a name that no spreadsheet has",
            Damage::CellContent => "a cell holds something else than it says",
            Damage::TextMissing => "a cell speaks of a text that is not there",
            Damage::Circle => "its parts lead to each other in a circle",
            Damage::SheetTwice => "two of its sheets are one and the same",
            Damage::SheetName => "a sheet has a name longer than any program gives",
            Damage::HalfALetter => "its text breaks off within a letter",
            Damage::Contradiction => "its parts do not fit together",
        }
    }
}

impl Excess {
    fn told(self, whole: &str) -> String {
        let at_most = |limit: usize, noun: &str| {
            format!("the {whole} holds more than {}, the most that is read", counted(limit, noun))
        };
        match self {
            Excess::FileBytes => {
                let limit = limits::FILE_BYTES >> 20;
                format!("the file is larger than {limit} MiB, the most that is read")
            }
            Excess::UnpackedBytes => {
                let limit = limits::UNPACKED_BYTES >> 20;
                format!("the file unpacks to more than {limit} MiB, the most that is read")
            }
            Excess::PartBytes => {
                "the lists of texts or formats in the file are too long".to_owned()
            }
            Excess::Parts => at_most(limits::PARTS, "part"),
            Excess::Cells => at_most(limits::CELLS, "cell"),
            Excess::Rows => at_most(limits::ROWS as usize, "row"),
            Excess::Columns => at_most(limits::COLUMNS as usize, "column"),
            Excess::Merges => at_most(limits::MERGES, "merged block"),
            Excess::RowText => {
                let limit = limits::RECORD_BYTES >> 20;
                format!("a row holds more than {limit} MiB; perhaps a quote is never closed")
            }
            Excess::Text => {
                let limit = counted(limits::CELL_TEXT, "letter");
                format!("a cell holds more than {limit}, the most that is read")
            }
            Excess::AllText => {
                let limit = limits::ALL_TEXT >> 20;
                format!("the {whole} holds more than {limit} MiB of text, the most that is read")
            }
        }
    }
}

/// `8,000,000 cells`.
fn counted(many: usize, noun: &str) -> String {
    let plain = count(many, noun);
    let (digits, rest) = plain.split_once(' ').unwrap_or((&plain, ""));
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if 0 < at && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} {rest}")
}
