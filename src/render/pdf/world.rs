//! What typst may see: the template, the fonts that ship, one report and its drawings.

use std::{collections::HashMap, sync::LazyLock};

use chrono::{Datelike, NaiveDate};
use typst::{
    Library, LibraryExt,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use super::{letters::FONTS, view::View};

const TEMPLATE: &str = include_str!("../../../reports/style/report.typ");

static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(<Library as LibraryExt>::default()));
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static MAIN: LazyLock<Source> =
    LazyLock::new(|| Source::new(file("report.typ"), TEMPLATE.to_owned()));

/// One report on its way to paper.
pub(super) struct World {
    files: HashMap<FileId, Bytes>,
    day: Option<Datetime>,
}

impl World {
    pub(super) fn of(view: View, day: NaiveDate) -> World {
        let data = serde_json::to_vec(&view).expect("text and numbers have a form in JSON");
        let mut files = HashMap::from([(file("report.json"), Bytes::new(data))]);
        let drawings = view.drawings.into_iter();
        files.extend(drawings.map(|(name, bytes)| (file(&name), Bytes::new(bytes))));
        World { files, day: datetime(day) }
    }

    /// Midnight of the day for which the report is made.
    pub(super) fn midnight(&self) -> Option<Datetime> {
        let day = self.day?;
        Datetime::from_ymd_hms(day.year()?, day.month()?, day.day()?, 0, 0, 0)
    }
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        MAIN.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == MAIN.id() { Ok(MAIN.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.day
    }
}

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn datetime(day: NaiveDate) -> Option<Datetime> {
    let month = u8::try_from(day.month()).ok()?;
    Datetime::from_ymd(day.year(), month, u8::try_from(day.day()).ok()?)
}
