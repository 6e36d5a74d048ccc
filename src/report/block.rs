//! What a report is made of.

use super::Figure;
use crate::language::Language;

/// A document: a site's plan, or the page of a network.
#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    /// The language that all of it is written in.
    pub language: Language,
    pub title: String,
    /// Under the title: such as the site and the school year.
    pub subtitle: String,
    /// At the foot of every page.
    pub footer: String,
    pub blocks: Vec<Block>,
}

/// A piece of a report, in reading order.
#[derive(Clone, PartialEq, Debug)]
pub enum Block {
    /// Level 1 is a part of the document, level 2 a section, level 3 a subsection.
    Heading {
        level: u8,
        text: String,
    },
    Paragraph(String),
    /// Said quietly: how something was made, what to keep in mind.
    Note(String),
    /// Said aloud: what must not be missed, such as why a site is held back.
    Callout {
        title: String,
        text: String,
    },
    List(Vec<String>),
    /// Lines as a terminal shows them, spaces kept.
    Verbatim(String),
    /// Labels and values, two columns.
    Facts(Vec<(String, Cell)>),
    Table(Table),
    /// Boxes to tick.
    Ticks {
        label: String,
        help: String,
        options: Vec<Tick>,
    },
    /// Room for people to write.
    Form(Vec<FormField>),
    Figure(Box<Figure>),
    /// What follows starts on a new page, where there are pages.
    PageBreak,
}

impl Block {
    pub(super) fn figure(figure: Figure) -> Block {
        Block::Figure(Box::new(figure))
    }
}

/// A table. Every row has as many cells as the head.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// What the table shows, in a line.
    pub caption: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    /// How wide each column is against the others.
    pub widths: Vec<u16>,
}

/// A table whose head and widths stand side by side.
pub(super) fn table(caption: &str, columns: &[(&str, u16)], rows: Vec<Vec<Cell>>) -> Block {
    Block::Table(Table {
        caption: caption.to_owned(),
        head: columns.iter().map(|(head, _)| (*head).to_owned()).collect(),
        rows,
        widths: columns.iter().map(|(_, width)| *width).collect(),
    })
}

/// A cell of a table.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    Text(String),
    /// Set in bold.
    Strong(String),
    /// A few words in bold, and more of them below.
    Titled {
        title: String,
        text: String,
    },
    /// Set flush right.
    Number(String),
    /// Ways to other pages.
    Links(Vec<Link>),
    /// Room for people to write, with a hint in grey.
    Blank(String),
}

/// A way to another page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    pub text: String,
    /// Where it leads, relative to the report.
    pub to: String,
}

impl Cell {
    /// What stands in it, piece by piece.
    pub(crate) fn words(&self) -> Vec<&str> {
        match self {
            Cell::Text(text) | Cell::Strong(text) | Cell::Number(text) | Cell::Blank(text) => {
                vec![text]
            }
            Cell::Links(links) => links.iter().map(|link| link.text.as_str()).collect(),
            Cell::Titled { title, text } => vec![title, text],
        }
    }

    pub(crate) fn link(text: impl Into<String>, to: impl Into<String>) -> Cell {
        Cell::Links(vec![Link { text: text.into(), to: to.into() }])
    }
}

/// A box to tick.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tick {
    pub label: String,
    pub ticked: bool,
}

/// A line or more for people to write on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormField {
    pub label: String,
    pub help: String,
    /// What stands there already.
    pub value: String,
    /// How many lines to leave.
    pub lines: u8,
}
