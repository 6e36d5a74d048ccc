//! A report as the template takes it.

use std::borrow::Cow;

use chrono::Datelike;
use serde::Serialize;

use super::{
    table::{self, CellView, TableView},
    text::{self, Scribe, Text, shortened},
};
use crate::{
    language::{Language, say},
    render::{
        about::{DocumentAbout, running_title},
        chart::Label,
        drawings::{Apart, Drawings},
        font,
        outline::Outline,
        text::is_shapeless,
        wording,
    },
    report::{Block, Cell, Figure, FormField, Report, Tick},
};

/// The letters of text, title, subtitle and headings in points, as in `report.typ`.
const SIZE: f64 = 9.5;
const TITLE: f64 = 24.0;
const SUBTITLE: f64 = 12.0;
const HEADINGS: [f64; 3] = [17.0, 12.5, 10.5];

/// The head of a page has two lines. The whole title stands on the first page.
const LONGEST_RUNNING: usize = 180;

/// Of the page, what callouts and lists leave to words.
const INSIDE: f64 = 0.92;

/// Of the page, what boxes to tick and the labels of fields leave to words.
const A_THIRD: f64 = 0.3;

/// All that the template needs, and the drawings beside it.
#[derive(Serialize, Debug)]
pub(super) struct View {
    title: Text,
    subtitle: Text,
    footer: Text,
    /// In the list of open windows, which has shapes for every letter.
    window: String,
    /// At the head of every page but the first.
    running: Text,
    author: String,
    /// Year, month and day.
    day: (i32, u32, u32),
    /// Width and height in points.
    page: (f64, f64),
    /// The language, and whose way of writing it.
    language: (&'static str, &'static str),
    fonts: [&'static str; 5],
    mono: &'static str,
    words: Words,
    blocks: Vec<BlockView>,
    /// What the drawings show, for those who cannot see them.
    told: Vec<(String, Text)>,
    /// What the sign for an unknown letter stands for.
    unknown: Option<String>,
    #[serde(skip)]
    pub(super) drawings: Vec<(String, Vec<u8>)>,
}

/// What the document itself says.
#[derive(Serialize, Debug)]
struct Words {
    /// With `{page}` and `{pages}` in the place of numbers.
    page: String,
    told: String,
    ticked: String,
    not_ticked: String,
}

#[derive(Serialize, Debug)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum BlockView {
    Heading {
        level: u8,
        text: Text,
    },
    Paragraph {
        text: Text,
    },
    Note {
        text: Text,
        /// Whether it goes on from a heading or a callout, and is no end for a page either.
        leads: bool,
    },
    Callout {
        title: Text,
        text: Text,
    },
    List {
        items: Vec<Text>,
        /// Whether a callout goes on from it.
        leads: bool,
    },
    Verbatim {
        lines: Vec<String>,
    },
    Facts {
        facts: Vec<(Text, CellView)>,
        /// Whether they go on from a heading or a callout, and are no end for a page either.
        leads: bool,
    },
    Table(TableView),
    Ticks {
        label: Text,
        help: Text,
        options: Vec<(bool, Text)>,
    },
    Form {
        fields: Vec<FieldView>,
    },
    Figure {
        number: String,
        drawing: Option<DrawingView>,
        alt: String,
        caption: Text,
    },
    PageBreak,
}

/// A drawing in a file, and the words on it: typst sets words with a third of the work that it takes
/// to read them from SVG.
#[derive(Serialize, Debug)]
struct DrawingView {
    file: String,
    size: (f64, f64),
    labels: Vec<Label>,
}

#[derive(Serialize, Debug)]
struct FieldView {
    label: Text,
    help: Text,
    value: Text,
    lines: u8,
}

impl View {
    pub(super) fn of(report: &Report, drawings: &Drawings, about: &DocumentAbout) -> View {
        let language = report.language;
        let mut writer = Writer {
            language,
            scribe: Scribe::default(),
            width: about.paper.text_width() as f64 / 20.0,
            drawings,
            files: Vec::new(),
            told: Vec::new(),
        };
        let blocks = writer.blocks(&report.blocks);
        let (width, height) = about.paper.size();
        let running = running_title(report);
        View {
            title: writer.large(&or_untitled(language, &report.title), TITLE),
            subtitle: writer.large(&report.subtitle, SUBTITLE),
            footer: writer.text(&report.footer),
            window: text::in_a_window(&or_untitled(language, &running)),
            running: writer.running(&running),
            author: writer.scribe.printable(&about.author),
            day: (about.made_on.year(), about.made_on.month(), about.made_on.day()),
            page: (width as f64 / 20.0, height as f64 / 20.0),
            language: (language.tag(), wording::REGION),
            fonts: font::FAMILIES,
            mono: font::MONO_FAMILY,
            words: Words::of(language),
            blocks,
            told: writer.told,
            unknown: unknown(language, &writer.scribe),
            drawings: writer.files,
        }
    }
}

impl Words {
    fn of(language: Language) -> Words {
        Words {
            page: say!(language, "format-page", page = "{page}", pages = "{pages}"),
            told: wording::figures_in_words(language),
            ticked: say!(language, "format-ticked"),
            not_ticked: say!(language, "format-not-ticked"),
        }
    }
}

/// Whether what follows goes on from here: a heading, a callout, or a line that itself leads on.
fn leads(before: Option<&BlockView>) -> bool {
    match before {
        Some(BlockView::Heading { .. } | BlockView::Callout { .. }) => true,
        Some(BlockView::Note { leads, .. }) => *leads,
        _ => false,
    }
}

fn or_untitled(language: Language, title: &str) -> Cow<'_, str> {
    if is_blank(title) { say!(language, "format-untitled").into() } else { title.into() }
}

/// Whether nothing of the text would be seen.
fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || is_shapeless(letter))
}

fn unknown(language: Language, scribe: &Scribe) -> Option<String> {
    let letters = scribe.unknown();
    (!letters.is_empty())
        .then(|| say!(language, "format-unknown-letters", letters = letters.join(", ")))
}

/// Goes through a report.
struct Writer<'a> {
    language: Language,
    scribe: Scribe,
    /// Of the text, in points.
    width: f64,
    drawings: &'a Drawings,
    files: Vec<(String, Vec<u8>)>,
    told: Vec<(String, Text)>,
}

impl Writer<'_> {
    fn text(&mut self, text: &str) -> Text {
        self.narrow(text, 1.0)
    }

    fn large(&mut self, text: &str, size: f64) -> Text {
        self.scribe.text(text, self.width / size)
    }

    fn running(&mut self, title: &str) -> Text {
        let title = or_untitled(self.language, title);
        let title = shortened(&title, LONGEST_RUNNING);
        self.scribe.text(&title, self.width / SIZE)
    }

    /// Text that has a share of the width to itself.
    fn narrow(&mut self, text: &str, share: f64) -> Text {
        self.scribe.text(text, self.width * share / SIZE)
    }

    fn blocks(&mut self, blocks: &[Block]) -> Vec<BlockView> {
        let mut outline = Outline::default();
        let mut seen = Vec::with_capacity(blocks.len());
        for (at, block) in blocks.iter().enumerate() {
            let leads = leads(seen.last());
            seen.extend(match block {
                Block::Heading { text, .. } if is_blank(text) => None,
                Block::Heading { level, text } => {
                    let level = outline.next(*level);
                    let text = self.large(text, HEADINGS[usize::from(level) - 1]);
                    Some(BlockView::Heading { level, text })
                }
                Block::Note(text) => Some(BlockView::Note { text: self.text(text), leads }),
                Block::List(items) => {
                    let leads = matches!(blocks.get(at + 1), Some(Block::Callout { .. }));
                    let item = |item: &String| self.narrow(item, INSIDE);
                    Some(BlockView::List { items: items.iter().map(item).collect(), leads })
                }
                Block::Facts(facts) => {
                    let facts = facts.iter().map(|fact| self.fact(fact)).collect();
                    Some(BlockView::Facts { facts, leads })
                }
                other => self.block(other),
            });
        }
        seen
    }

    /// None where there is nothing to show.
    fn block(&mut self, block: &Block) -> Option<BlockView> {
        let block = match block {
            // These are seen by what stands beside them.
            Block::Heading { .. } | Block::Note(_) | Block::List(_) | Block::Facts(_) => {
                return None;
            }
            Block::Paragraph(text) => BlockView::Paragraph { text: self.text(text) },
            Block::Callout { title, text } => BlockView::Callout {
                title: self.narrow(title, INSIDE),
                text: self.narrow(text, INSIDE),
            },
            Block::Verbatim(text) => self.verbatim(text),
            Block::Table(shown) => {
                BlockView::Table(table::table(&mut self.scribe, shown, self.width)?)
            }
            Block::Ticks { label, help, options } => self.ticks(label, help, options),
            Block::Form(fields) => {
                BlockView::Form { fields: fields.iter().map(|field| self.field(field)).collect() }
            }
            Block::Figure(figure) => self.figure(figure),
            Block::PageBreak => BlockView::PageBreak,
        };
        Some(block)
    }

    fn verbatim(&mut self, text: &str) -> BlockView {
        let lines = text.trim_end().lines();
        BlockView::Verbatim { lines: lines.map(|line| self.scribe.printable(line)).collect() }
    }

    fn fact(&mut self, (label, value): &(String, Cell)) -> (Text, CellView) {
        let room = self.width * 2.0 * A_THIRD / SIZE;
        (self.narrow(label, A_THIRD), table::cell(&mut self.scribe, value, room))
    }

    fn ticks(&mut self, label: &str, help: &str, options: &[Tick]) -> BlockView {
        let mut option = |option: &Tick| (option.ticked, self.narrow(&option.label, A_THIRD));
        let options = options.iter().map(&mut option).collect();
        BlockView::Ticks { label: self.text(label), help: self.text(help), options }
    }

    fn field(&mut self, field: &FormField) -> FieldView {
        FieldView {
            label: self.narrow(&field.label, A_THIRD),
            help: self.narrow(&field.help, A_THIRD),
            value: self.narrow(&field.value, 2.0 * A_THIRD),
            lines: field.lines.max(1),
        }
    }

    fn figure(&mut self, figure: &Figure) -> BlockView {
        let place = self.told.len() + 1;
        let number = wording::figure(self.language, place);
        let told = self.text(&figure.description);
        let name = self.scribe.printable(&figure.name);
        self.told.push((format!("{number}. {name}"), told));
        let drawing = self.drawings.get(&figure.id);
        let drawing = drawing.map(|drawing| self.drawing(place, drawing.apart()));
        let said = if drawing.is_some() { &figure.name } else { &figure.finding };
        let described = [&figure.description, &figure.finding, &figure.name];
        let alt = described.into_iter().find(|text| !text.trim().is_empty());
        BlockView::Figure {
            alt: self.scribe.printable(alt.unwrap_or(&number)),
            number,
            drawing,
            caption: self.text(said),
        }
    }

    fn drawing(&mut self, place: usize, apart: Apart) -> DrawingView {
        let file = format!("figure-{place}.svg");
        let svg = self.scribe.printable(&apart.lines);
        self.files.push((file.clone(), svg.into_bytes()));
        let mut labels = apart.labels;
        for label in &mut labels {
            label.words = self.scribe.printable(&label.words);
        }
        DrawingView { file, size: apart.size, labels }
    }
}
