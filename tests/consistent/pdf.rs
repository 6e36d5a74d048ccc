//! A PDF, read by its tags: what programs find that read it aloud. Other code than ours and typst's
//! takes it apart.

use std::collections::{BTreeMap, HashMap};

use hayro_syntax::{
    Pdf,
    content::{TypedIter, ops::TypedInstruction},
    object::{Array, Dict, Name, Object, Stream, String as Bytes},
    page::Resources,
};
use regex::Regex;

use super::document::{Document, Figure, NOT_TICKED, Piece, TICKED, Table, plain};

/// The words of each mark on each page: typst gives every run of text such a mark.
type Marked = HashMap<(i32, i64), String>;

pub(crate) fn read(bytes: &[u8]) -> Document {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let mut fonts = Fonts::default();
    let mut marked = Marked::new();
    for page in pdf.pages().iter() {
        let number = page.raw().obj_id().expect("a page is an object").obj_number;
        let mut reader =
            PageReader { page: number, fonts: &mut fonts, marked: &mut marked, marks: Vec::new() };
        reader.read(page.typed_operations(), page.resources());
    }
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).expect("a catalog");
    let tree: Dict<'_> = root.get("StructTreeRoot").expect("tags");
    let mut reader = Reader { marked: &marked, document: Document::default() };
    for element in elements(&tree) {
        reader.children(&element);
    }
    reader.document.with_figures_in_words()
}

/// What each font means by its codes.
#[derive(Default)]
struct Fonts(BTreeMap<i32, Font>);

#[derive(Default)]
struct Font {
    /// How many bytes a code takes.
    wide: usize,
    letters: HashMap<u32, String>,
}

impl Fonts {
    fn get(&mut self, font: &Dict<'_>) -> &Font {
        let number = font.obj_id().expect("a font is an object").obj_number;
        self.0.entry(number).or_insert_with(|| Font::read(font))
    }
}

impl Font {
    fn read(font: &Dict<'_>) -> Font {
        let kind: Name<'_> = font.get("Subtype").expect("a font has a kind");
        let wide = if kind.as_str() == "Type0" { 2 } else { 1 };
        let map: Stream<'_> = font.get("ToUnicode").expect("every font tells its letters");
        let map = map.decoded().expect("it can be unpacked");
        Font { wide, letters: letters(&String::from_utf8_lossy(&map)) }
    }

    fn said(&self, bytes: &[u8]) -> String {
        let code = |bytes: &[u8]| bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
        let codes = bytes.chunks(self.wide).map(code);
        codes.map(|code| self.letters.get(&code).map_or("\u{fffd}", String::as_str)).collect()
    }
}

/// The table of a font: `<0001> <0053>` lines, and ranges of three.
fn letters(map: &str) -> HashMap<u32, String> {
    let mut letters = HashMap::new();
    let block = Regex::new(r"(?s)begin(bfchar|bfrange)(.*?)endbf").unwrap();
    let signs = Regex::new(r"<([0-9A-Fa-f]+)>").unwrap();
    for block in block.captures_iter(map) {
        let signs: Vec<&str> =
            signs.captures_iter(&block[2]).map(|it| it.extract::<1>().1[0]).collect();
        let number = |hex: &str| u32::from_str_radix(hex, 16).unwrap();
        if &block[1] == "bfchar" {
            for pair in signs.chunks(2) {
                letters.insert(number(pair[0]), utf16(pair[1]));
            }
        } else {
            for range in signs.chunks(3) {
                for (more, code) in (number(range[0])..=number(range[1])).enumerate() {
                    let letter = number(range[2]) + u32::try_from(more).unwrap();
                    letters.insert(code, char::from_u32(letter).unwrap().to_string());
                }
            }
        }
    }
    letters
}

fn utf16(hex: &str) -> String {
    let units: Vec<u16> = (0..hex.len() / 4)
        .map(|at| u16::from_str_radix(&hex[4 * at..4 * at + 4], 16).unwrap())
        .collect();
    String::from_utf16(&units).unwrap()
}

/// A text outside of pages: UTF-16 with a mark before it, or plain letters.
fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks(2).map(|two| u16::from_be_bytes([two[0], two[1]]));
            String::from_utf16(&units.collect::<Vec<u16>>()).unwrap()
        }
        plain => plain.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// Goes through what draws a page.
struct PageReader<'a> {
    page: i32,
    fonts: &'a mut Fonts,
    marked: &'a mut Marked,
    marks: Vec<Mark>,
}

/// A stretch of a page that is marked.
#[derive(Clone, Copy)]
enum Mark {
    Text(i64),
    /// Says its text itself; what is drawn within stands for it.
    Said,
    Other,
}

impl PageReader<'_> {
    fn read(&mut self, mut operations: TypedIter<'_>, resources: &Resources<'_>) {
        let mut font = None;
        while let Some(operation) = operations.next() {
            match operation {
                TypedInstruction::TextFont(set) => font = resources.get_font(set.0),
                TypedInstruction::ShowText(shown) => {
                    let said = self.said(font.as_ref(), shown.0);
                    self.say(&said);
                }
                TypedInstruction::ShowTexts(shown) => {
                    for piece in shown.0.iter::<Object<'_>>() {
                        if let Object::String(piece) = piece {
                            let said = self.said(font.as_ref(), &piece);
                            self.say(&said);
                        }
                    }
                }
                TypedInstruction::BeginMarkedContent(_) => self.marks.push(Mark::Other),
                TypedInstruction::BeginMarkedContentWithProperties(begin) => {
                    self.begin(begin.1.clone());
                }
                TypedInstruction::EndMarkedContent(_) => {
                    self.marks.pop();
                }
                TypedInstruction::XObject(drawn) => {
                    if let Some(form) = resources.get_x_object(drawn.0) {
                        self.form(&form, resources);
                    }
                }
                _ => {}
            }
        }
    }

    fn said(&mut self, font: Option<&Dict<'_>>, bytes: &Bytes<'_>) -> String {
        let font = font.expect("a font before a text");
        self.fonts.get(font).said(bytes.as_bytes())
    }

    fn begin(&mut self, properties: Object<'_>) {
        let properties = properties.into_dict();
        let number = properties.as_ref().and_then(|dict| dict.get::<i32>("MCID"));
        let said = properties.as_ref().and_then(|dict| dict.get::<Bytes<'_>>("ActualText"));
        if let Some(number) = number {
            self.marks.push(Mark::Text(number.into()));
        } else if let Some(said) = said {
            self.say(&text(said.as_bytes()));
            self.marks.push(Mark::Said);
        } else {
            self.marks.push(Mark::Other);
        }
    }

    fn say(&mut self, said: &str) {
        if self.marks.iter().any(|mark| matches!(mark, Mark::Said)) {
            return;
        }
        let number = self.marks.iter().rev().find_map(|mark| match mark {
            Mark::Text(number) => Some(*number),
            Mark::Said | Mark::Other => None,
        });
        // Heads and feet of pages bear no number.
        if let Some(number) = number {
            self.marked.entry((self.page, number)).or_default().push_str(said);
        }
    }

    fn form(&mut self, form: &Stream<'_>, resources: &Resources<'_>) {
        let kind: Option<Name<'_>> = form.dict().get("Subtype");
        if kind.is_none_or(|kind| kind.as_str() != "Form") {
            return;
        }
        let own: Dict<'_> = form.dict().get("Resources").unwrap_or_default();
        let bytes = form.decoded().expect("it can be unpacked");
        self.read(TypedIter::new(&bytes), &Resources::from_parent(own, resources.clone()));
    }
}

/// Goes through the tags.
struct Reader<'a> {
    marked: &'a Marked,
    document: Document,
}

impl Reader<'_> {
    fn children(&mut self, element: &Dict<'_>) {
        for child in elements(element) {
            self.element(&child);
        }
    }

    fn element(&mut self, element: &Dict<'_>) {
        match &*kind(element) {
            // Before the first part stands the list of parts, with a link for each.
            "Div" if self.is_contents(element) => {}
            "H1" | "H2" | "H3" => {
                let words = plain(&self.words(element));
                self.document.pieces.push(Piece::Heading(words));
            }
            "Table" => {
                let table = self.table(element);
                self.document.pieces.push(Piece::Table(table));
            }
            "Figure" => self.figure(element),
            "Lbl" => {}
            "Document" | "Div" | "L" | "LI" | "Part" | "Sect" | "Art" | "NonStruct" => {
                self.children(element);
            }
            _ => {
                let words = self.words(element);
                self.document.text(&words);
            }
        }
    }

    fn is_contents(&self, element: &Dict<'_>) -> bool {
        let is_heading = |piece: &Piece| matches!(piece, Piece::Heading(_));
        let holds_links = || descendants(element).iter().any(|it| kind(it) == "Link");
        !self.document.pieces.iter().any(is_heading) && holds_links()
    }

    fn figure(&mut self, element: &Dict<'_>) {
        let said: Bytes<'_> = element.get("Alt").expect("a figure has a text");
        match &*text(said.as_bytes()) {
            "ticked" => self.document.text(TICKED),
            "not ticked" => self.document.text(NOT_TICKED),
            said => {
                let drawn = vec![self.words(element)];
                let alternative = Some(plain(said));
                self.document.figures.push(Figure { alternative, drawn, ..Figure::default() });
            }
        }
    }

    fn table(&self, element: &Dict<'_>) -> Table {
        let mut table = Table::default();
        for part in elements(element) {
            match &*kind(&part) {
                "Caption" => table.caption = plain(&self.words(&part)),
                "THead" => {
                    let cells = elements(&part).iter().flat_map(elements).collect::<Vec<_>>();
                    table.head = cells.iter().map(|cell| plain(&self.words(cell))).collect();
                }
                _ => elements(&part).iter().for_each(|row| self.row(&mut table, row)),
            }
        }
        table
    }

    fn row(&self, table: &mut Table, row: &Dict<'_>) {
        let cells = elements(row);
        let below = table.rows.last_mut().filter(|above| cells.len() < above.len());
        if let (Some(above), [details]) = (below, &cells[..]) {
            table.head.truncate(above.len());
            // Labels and values in turn.
            let said: Vec<String> =
                lines(details).iter().map(|line| plain(&self.words(line))).collect();
            for pair in said.chunks(2) {
                table.head.push(pair[0].clone());
                above.push(pair[1].clone());
            }
        } else {
            table.rows.push(cells.iter().map(|cell| plain(&self.words(cell))).collect());
        }
    }

    /// All words below an element.
    fn words(&self, element: &Dict<'_>) -> String {
        let page = element.get_ref("Pg").map(|page| page.obj_number);
        let mut words = String::new();
        for kid in kids(element) {
            match kid {
                Object::Number(number) => self.mark(&mut words, page, number.as_i64()),
                Object::Dict(dict) => match dict.get::<i32>("MCID") {
                    Some(number) => {
                        let own = dict.get_ref("Pg").map(|page| page.obj_number);
                        self.mark(&mut words, own.or(page), number.into());
                    }
                    None => words.push_str(&self.words(&dict)),
                },
                _ => {}
            }
            words.push(' ');
        }
        words
    }

    fn mark(&self, words: &mut String, page: Option<i32>, number: i64) {
        let page = page.expect("a mark stands on a page");
        words.push_str(self.marked.get(&(page, number)).map_or("", String::as_str));
    }
}

fn kind(element: &Dict<'_>) -> String {
    let kind: Option<Name<'_>> = element.get("S");
    kind.map_or(String::new(), |kind| kind.as_str().to_owned())
}

fn kids<'a>(element: &Dict<'a>) -> Vec<Object<'a>> {
    match element.get::<Array<'a>>("K") {
        Some(kids) => kids.iter::<Object<'a>>().collect(),
        None => element.get::<Object<'a>>("K").into_iter().collect(),
    }
}

fn elements<'a>(element: &Dict<'a>) -> Vec<Dict<'a>> {
    let dicts = kids(element).into_iter().filter_map(Object::into_dict);
    dicts.filter(|dict| dict.contains_key("S")).collect()
}

fn descendants<'a>(element: &Dict<'a>) -> Vec<Dict<'a>> {
    let below = elements(element);
    let deeper: Vec<Dict<'a>> = below.iter().flat_map(descendants).collect();
    below.into_iter().chain(deeper).collect()
}

/// The cells of the grid within a cell.
fn lines<'a>(details: &Dict<'a>) -> Vec<Dict<'a>> {
    let mut grid = elements(details);
    while let [only] = &grid[..] {
        grid = elements(only);
    }
    grid
}
