//! What a sheet was taken for, and why: enough to tell a person, and to write it down as a mapping.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{SchoolYear, SiteId, Source};

/// What was made of a sheet that holds anything.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Recognition {
    pub source: Source,
    pub sheet: Arc<str>,
    pub outcome: Outcome,
}

/// What a look at a sheet ended in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// Its forms were read.
    Read(Box<SheetReading>),
    /// It is a sheet of a tracker: what people write about their plan.
    Tracker(TrackerSheet),
    /// It is not needed.
    LeftAside(Aside),
    /// No instrument fits, in a file in which nothing else is recognised.
    NotRecognised { nearest: Option<Nearest>, headings: Headings },
    /// Several instruments fit alike.
    Unclear { between: Vec<Tool>, headings: Headings },
}

/// A sheet of a tracker.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TrackerSheet {
    /// What one row is: a step, a goal, a question.
    pub row_is: &'static str,
    pub rows: usize,
}

/// Why a sheet is not needed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Aside {
    /// It is hidden, and no mapping names it.
    Hidden,
    /// It lists the items beside a filled-in form, and has no ratings.
    ListsItems,
    /// No instrument fits, and another sheet of the file is recognised.
    BesideOthers { nearest: Option<Nearest>, headings: Headings },
}

/// An instrument, by its id and its title.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Tool {
    pub id: Arc<str>,
    pub title: Arc<str>,
}

/// The instrument that comes nearest to a sheet.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Nearest {
    pub tool: Tool,
    pub items_found: usize,
    pub items: usize,
}

/// The row that looks like headings. Rows and columns count from zero.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Headings {
    pub row: u32,
    pub columns: Vec<UnusedColumn>,
}

/// How the forms of a sheet were read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SheetReading {
    pub tool: Tool,
    pub way: Way,
    pub layout: Layout,
    /// How many tables stand below or beside each other.
    pub tables: usize,
    /// The row of the headings of the first of them, counted from zero.
    pub header_row: u32,
    pub columns: Vec<TakenColumn>,
    pub left_aside: Vec<UnusedColumn>,
    /// What is said once for the whole sheet.
    pub said: Vec<Said>,
    pub tally: Tally,
}

/// How it is known what the sheet is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Way {
    /// By its headings and codes.
    ByItself,
    /// By a mapping of the settings.
    ByMapping,
}

/// How forms lie in a sheet: its name in settings, and in words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Layout {
    pub id: &'static str,
    pub about: &'static str,
}

/// A column that is used.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TakenColumn {
    /// Counted from zero.
    pub column: u32,
    /// The heading as it is written; empty where there is none.
    pub heading: Arc<str>,
    pub holds: Holds,
    pub why: Why,
    /// What its ratings have in common, by field.
    pub set: BTreeMap<Arc<str>, Arc<str>>,
}

/// What a column is taken for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Holds {
    /// Ratings of one item.
    Item { id: Arc<str>, code: Option<Arc<str>>, name: Arc<str> },
    /// Something else about the form; `item` and `rating` where items run down the page.
    Field { id: Arc<str> },
}

impl Holds {
    pub fn id(&self) -> &Arc<str> {
        match self {
            Holds::Item { id, .. } | Holds::Field { id } => id,
        }
    }
}

/// Why a column is taken for what it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Why {
    /// Its heading is the code of the item.
    Code,
    /// Its heading is the name that the rules give it.
    Name,
    /// Its heading is another name that is in use.
    OtherName,
    /// A mapping says so.
    Mapping,
    /// The words in brackets at the end of its heading say so.
    Brackets,
    /// A heading in another row says so, above or below.
    OtherRow,
    /// Its cells do: most codes stand in it.
    Cells,
}

impl Why {
    /// The name in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Why::Code => "code",
            Why::Name => "name",
            Why::OtherName => "other-name",
            Why::Mapping => "mapping",
            Why::Brackets => "words-in-brackets",
            Why::OtherRow => "other-row",
            Why::Cells => "cells",
        }
    }
}

/// A column that nothing uses.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct UnusedColumn {
    /// Counted from zero.
    pub column: u32,
    pub heading: Arc<str>,
}

/// Something that is said once for all forms of a sheet.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Said {
    pub field: Arc<str>,
    pub text: Arc<str>,
    pub by: SaidBy,
}

/// Where it is said.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SaidBy {
    /// In this cell, such as `B3`.
    Cell(String),
    Settings,
    SheetName,
    FileName,
    FolderName,
}

impl SaidBy {
    /// The name in JSON.
    pub const fn id(&self) -> &'static str {
        match self {
            SaidBy::Cell(_) => "cell",
            SaidBy::Settings => "settings",
            SaidBy::SheetName => "sheet-name",
            SaidBy::FileName => "file-name",
            SaidBy::FolderName => "folder-name",
        }
    }
}

/// What came out of a sheet.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Tally {
    /// Forms that stand there.
    pub forms: usize,
    /// Those of them that are used: of a known site and year, each once.
    pub forms_used: usize,
    /// Cells with a level or a number of the scale, in the forms that are used.
    pub ratings: usize,
    /// Cells with a word for no rating, such as `N/A`.
    pub not_rated: usize,
    /// Cells with something that is not on the scale.
    pub unusable: usize,
    /// Cells with nothing in them.
    pub blank: usize,
    pub sites: BTreeSet<SiteId>,
    pub years: BTreeSet<SchoolYear>,
    pub occasions: BTreeSet<Arc<str>>,
}

impl Tally {
    /// Both together.
    pub fn and(mut self, other: &Tally) -> Tally {
        self.forms += other.forms;
        self.forms_used += other.forms_used;
        self.ratings += other.ratings;
        self.not_rated += other.not_rated;
        self.unusable += other.unusable;
        self.blank += other.blank;
        self.sites.extend(other.sites.iter().cloned());
        self.years.extend(&other.years);
        self.occasions.extend(other.occasions.iter().cloned());
        self
    }
}

impl Recognition {
    /// The outcome without what differs from file to file, so that files alike can be told as one.
    pub fn kind(&self) -> Outcome {
        let mut kind = self.outcome.clone();
        match &mut kind {
            Outcome::Read(reading) => {
                reading.tally = Tally::default();
                for said in &mut reading.said {
                    said.text = Arc::from("");
                }
            }
            Outcome::Tracker(sheet) => sheet.rows = 0,
            _ => {}
        }
        kind
    }

    /// How its forms were read, if they were.
    pub fn reading(&self) -> Option<&SheetReading> {
        match &self.outcome {
            Outcome::Read(reading) => Some(reading),
            _ => None,
        }
    }
}
