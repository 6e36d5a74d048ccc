//! What a document says, whatever its format: its texts and tables in reading order.

use std::collections::BTreeSet;

/// A document as one of its readers finds it.
#[derive(Default, Debug)]
pub(crate) struct Document {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) figures: Vec<Figure>,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Piece {
    Heading(String),
    Text(String),
    Table(Table),
}

/// A table of data. What stands below a row for want of room counts as more columns.
#[derive(Clone, Default, PartialEq, Debug)]
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// A figure. Its caption is one of the texts of the document.
#[derive(Clone, Default, Debug)]
pub(crate) struct Figure {
    /// Its number and name, as the part with all figures in words has them.
    pub(crate) name: String,
    /// What it shows, for those who cannot see it.
    pub(crate) told: String,
    /// The same where a format says it a second time: at the picture itself.
    pub(crate) alternative: Option<String>,
    /// The words of the drawing.
    pub(crate) drawn: Vec<String>,
    /// Where a format has them: what parts of the drawing say to those who point at them.
    pub(crate) hovers: Vec<String>,
    /// Where a format has them: what the figure says about itself, and its numbers.
    pub(crate) numbers: Option<(String, Table)>,
}

/// A box to tick, as all readers say it.
pub(crate) const TICKED: &str = "\u{2612}";
pub(crate) const NOT_TICKED: &str = "\u{2610}";

/// Under this heading, formats for paper say what their figures show.
pub(crate) const IN_WORDS: &str = "The figures in words";

impl Document {
    pub(crate) fn text(&mut self, text: &str) {
        let text = plain(text);
        if !text.is_empty() {
            self.pieces.push(Piece::Text(text));
        }
    }

    pub(crate) fn tables(&self) -> impl Iterator<Item = &Table> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Table(table) => Some(table),
            Piece::Text(_) | Piece::Heading(_) => None,
        })
    }

    /// What stands under the last heading about figures goes to the figures.
    pub(crate) fn with_figures_in_words(mut self) -> Document {
        let is_part = |piece: &Piece| *piece == Piece::Heading(IN_WORDS.to_owned());
        let Some(place) = self.pieces.iter().rposition(is_part) else { return self };
        let part = self.pieces.split_off(place);
        let texts: Vec<&str> = part[1..].iter().flat_map(Piece::texts).collect();
        assert_eq!(texts.len(), 2 * self.figures.len(), "{texts:?}");
        for (figure, said) in self.figures.iter_mut().zip(texts.chunks(2)) {
            (said[0].clone_into(&mut figure.name), said[1].clone_into(&mut figure.told));
        }
        self
    }

    /// Every text in reading order, without spaces: lines break elsewhere in each format.
    pub(crate) fn words(&self) -> Vec<String> {
        self.pieces.iter().flat_map(Piece::texts).map(squeezed).collect()
    }
}

impl Piece {
    pub(crate) fn texts(&self) -> Vec<&str> {
        match self {
            Piece::Heading(text) | Piece::Text(text) => vec![text],
            Piece::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                std::iter::once(&table.caption).chain(cells).map(String::as_str).collect()
            }
        }
    }
}

/// One space between words, and none around them.
pub(crate) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without spaces, and without the signs that only say where a line may break. A PDF holds words
/// that run from right to left as they are drawn, sign by sign: of those, which letters there are.
pub(crate) fn squeezed(text: &str) -> String {
    let runs_left = |letter: char| matches!(letter, '\u{590}'..='\u{8ff}');
    let mut said = String::new();
    let mut run = BTreeSet::new();
    for letter in text.chars().filter(|it| !it.is_whitespace() && *it != '\u{200b}') {
        if runs_left(letter) {
            run.insert(letter);
        } else {
            said.extend(std::mem::take(&mut run));
            said.push(letter);
        }
    }
    said.extend(run);
    said
}

/// Where two formats first say something else; None where they say the same.
pub(crate) fn first_difference(one: &Document, other: &Document) -> Option<String> {
    let (left, right) = (one.words().concat(), other.words().concat());
    if left != right {
        let alike = left.chars().zip(right.chars()).take_while(|(a, b)| a == b).count();
        let from = alike.saturating_sub(40);
        let around = |text: &str| text.chars().skip(from).take(110).collect::<String>();
        return Some(format!("`{}` and `{}`", around(&left), around(&right)));
    }
    let cells = |document: &Document| -> Vec<Vec<String>> {
        let tables = document.tables().map(|table| Piece::Table(table.clone()));
        tables.map(|table| table.texts().into_iter().map(squeezed).collect()).collect()
    };
    let (left, right) = (cells(one), cells(other));
    let differs = left.iter().zip(&right).find(|(left, right)| left != right);
    match differs {
        Some((left, right)) => Some(format!("the cells {left:?} and {right:?}")),
        None if left.len() != right.len() => {
            Some(format!("{} and {} tables", left.len(), right.len()))
        }
        None => None,
    }
}

/// Where the figures of two formats first differ.
pub(crate) fn first_other_figure(one: &Document, other: &Document) -> Option<String> {
    if one.figures.len() != other.figures.len() {
        return Some(format!("{} and {} figures", one.figures.len(), other.figures.len()));
    }
    let said = |figure: &Figure| {
        let drawn = figure.drawn.iter().map(|text| squeezed(text)).collect::<String>();
        [squeezed(&figure.name), squeezed(&figure.told), drawn]
    };
    let mut pairs = one.figures.iter().zip(&other.figures);
    let (left, right) = pairs.find(|(left, right)| said(left) != said(right))?;
    Some(format!("{:?} and {:?}", said(left), said(right)))
}
