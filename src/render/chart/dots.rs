//! Values across, one row a standard or item: what the two dot plots share.

use super::{
    across::Across,
    key::{self, Sign},
    look::{
        ACCENT, HEADING, HOLLOW, INTERVALS, LABEL, LABEL_BOLD, MARGIN, NAME, PAPER, QUIET,
        REFERENCE, WIDTH, marking,
    },
    mark,
    page::{HPos, Page, Reach, Span},
    rows::{self, GAP, Names},
    scale::{self, widest},
    text::Face,
};
use crate::{
    language::{Language, say},
    model::shown_score,
    report::{Axis, Mark},
};

/// Said where a mark has a fainter one beside it.
const BEFORE: &str = "chart-note-before";
const PUBLISHED: &str = "chart-note-published";
/// Said where a row has no mark.
const NOTHING: &str = "chart-no-evidence-yet";
/// A row has a lane for each source.
const LANE: f64 = 15.0;
const WIDEST_NAME: f64 = 212.0;
/// The bar before a row in focus, and the room for it.
const FOCUS: f64 = 10.0;

/// A chart of rows.
pub(super) struct DotPlot<'a> {
    pub(super) axis: &'a Axis,
    /// The names of the sources, where there is more than one.
    pub(super) sources: Vec<String>,
    pub(super) reference: Option<&'a str>,
    /// What stands over the numbers at the right edge.
    pub(super) head: String,
    /// What they are, as a message.
    pub(super) numbers: &'static str,
    /// What it means that a name is bold, as a message.
    pub(super) bold: &'static str,
    pub(super) groups: Vec<Group<'a>>,
}

pub(super) struct Group<'a> {
    pub(super) name: Option<&'a str>,
    pub(super) rows: Vec<Row<'a>>,
}

pub(super) struct Row<'a> {
    pub(super) name: &'a str,
    pub(super) in_focus: bool,
    /// One a source, in their order.
    pub(super) marks: Vec<Option<&'a Mark>>,
    /// What each was before.
    pub(super) before: Vec<Option<f64>>,
    pub(super) reference: Option<f64>,
}

/// The name of a source beside one of its marks.
struct Tag<'a> {
    source: usize,
    name: &'a str,
    /// Counted from the top of the chart.
    row: usize,
    x: f64,
}

impl DotPlot<'_> {
    /// Draws the rows, and says how to read them.
    pub(super) fn draw(&self, page: &mut Page) -> Vec<&'static str> {
        if self.rows().next().is_none() {
            page.instead(NOTHING);
            return Vec::new();
        }
        let columns = Columns::of(self);
        let tags = self.tags(&columns);
        key::draw(page, &self.meanings(&tags));
        self.draw_head(page, &columns);
        self.draw_lines(page, &columns);
        let mut count = 0;
        for group in &self.groups {
            group.draw_name(page);
            for row in &group.rows {
                let height = row.height(&columns);
                let middle = page.top + height / 2.0;
                row.draw(page, &columns, middle);
                for tag in tags.iter().filter(|tag| tag.row == count) {
                    tag.draw(page, row.lane(tag.source, middle));
                }
                page.top += height;
                count += 1;
            }
        }
        self.notes()
    }

    fn rows(&self) -> impl Iterator<Item = &Row<'_>> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// Names each source beside one of its marks, where there is room.
    fn tags(&self, columns: &Columns) -> Vec<Tag<'_>> {
        let sources = self.sources.iter().enumerate();
        sources.filter_map(|(source, name)| self.tag(source, name, columns)).collect()
    }

    fn tag<'a>(&'a self, source: usize, name: &'a str, columns: &Columns) -> Option<Tag<'a>> {
        let target = columns.across.target().map(|(x, _)| x);
        let tags = self.rows().enumerate().flat_map(|(row, there)| {
            let places = there.room_beside(source, LABEL_BOLD.width(name), columns);
            places.into_iter().map(move |x| Tag { source, name, row, x })
        });
        // High up is best, but rather a few rows further down than on the target line.
        tags.min_by_key(|tag| tag.row + if target.is_some_and(|x| tag.covers(x)) { 4 } else { 0 })
    }

    /// What stands in the key: the sources that could not be named beside a mark, and the reference.
    fn meanings(&self, tags: &[Tag]) -> Vec<(Sign, &str)> {
        let drawn = |source: usize| {
            self.rows().any(|row| row.marks.get(source).is_some_and(Option::is_some))
        };
        let untold = |source: usize| !tags.iter().any(|tag| tag.source == source);
        let sources = self.sources.iter().enumerate();
        let sources = sources.filter(|(source, _)| drawn(*source) && untold(*source));
        let any_reference = self.rows().any(|row| row.reference.is_some());
        let reference = self.reference.filter(|_| any_reference);
        sources
            .map(|(source, name)| (Sign::Source(source), name.as_str()))
            .chain(reference.map(|name| (Sign::Reference, name)))
            .collect()
    }

    /// The lines behind the marks: the grid of each group, then the target across all of them.
    fn draw_lines(&self, page: &Page, columns: &Columns) {
        let mut top = page.top;
        for group in &self.groups {
            let down = Span { from: top + group.heading(), to: top + group.height(columns) };
            columns.across.draw_grid(page, down);
            let mut bottom = down.from;
            for row in &group.rows {
                bottom += row.height(columns);
                rows::draw_rule(page, bottom);
            }
            top = down.to;
        }
        columns.across.draw_target(page, Span { from: page.top - 3.0, to: top });
    }

    /// The head of the scale, and that of the column of numbers.
    fn draw_head(&self, page: &mut Page, columns: &Columns) {
        columns.across.draw_head(page);
        let y = page.top - 4.0 - LABEL.leading() / 2.0;
        page.text(&self.head, (WIDTH - MARGIN, y), HPos::Right, (LABEL, QUIET));
    }

    fn notes(&self) -> Vec<&'static str> {
        let marks = || self.rows().flat_map(|row| &row.marks).filter_map(|mark| *mark);
        let mut notes = Vec::new();
        if self.rows().any(|row| row.in_focus) {
            notes.push(self.bold);
        }
        if marks().next().is_some() {
            notes.push(self.numbers);
        }
        if marks().any(|mark| scale::interval(mark).is_some()) {
            notes.push(INTERVALS);
        }
        if marks().any(|mark| mark.thin) {
            notes.push(HOLLOW);
        }
        if self.rows().any(|row| row.before.iter().any(Option::is_some)) {
            notes.push(BEFORE);
        }
        if self.rows().any(|row| row.reference.is_some()) {
            notes.push(PUBLISHED);
        }
        notes
    }
}

/// How a row is parted: its name, its values, its numbers.
struct Columns<'a> {
    sources: &'a [String],
    names: Names,
    plot: Span,
    across: Across<'a>,
}

impl<'a> Columns<'a> {
    fn of(chart: &'a DotPlot) -> Columns<'a> {
        let names = chart.rows().map(|row| (row.name, row.face()));
        let names = Names::of(names, WIDEST_NAME).moved(FOCUS);
        let marks = chart.rows().flat_map(|row| &row.marks).flatten();
        let numbers = marks.map(|mark| mark.n.to_string());
        let numbers: Vec<String> = numbers.chain([chart.head.clone()]).collect();
        let numbers = widest(LABEL, numbers.iter().map(String::as_str)).max(14.0);
        let plot = Span { from: names.span.to + GAP, to: WIDTH - MARGIN - numbers - GAP };
        Columns { sources: &chart.sources, names, plot, across: Across::new(chart.axis, plot) }
    }

    fn place(&self, value: f64) -> f64 {
        self.across.values.place(value)
    }
}

impl Group<'_> {
    fn height(&self, columns: &Columns) -> f64 {
        self.heading() + self.rows.iter().map(|row| row.height(columns)).sum::<f64>()
    }

    fn heading(&self) -> f64 {
        if self.name.is_some() { rows::heading_height() } else { 0.0 }
    }

    fn draw_name(&self, page: &mut Page) {
        if let Some(name) = self.name {
            rows::draw_heading(page, name);
        }
    }
}

impl Row<'_> {
    fn face(&self) -> Face {
        if self.in_focus { HEADING } else { NAME }
    }

    fn height(&self, columns: &Columns) -> f64 {
        columns.names.height(self.name, self.face(), LANE * self.lanes() as f64 + 5.0)
    }

    /// How many sources have a mark here, and so a lane.
    fn lanes(&self) -> usize {
        self.marks.iter().flatten().count().max(1)
    }

    /// The middle of the lane of a source, where the row has its middle at `middle`.
    fn lane(&self, source: usize, middle: f64) -> f64 {
        let before = self.marks.iter().take(source).flatten().count();
        middle + LANE * (before as f64 - (self.lanes() as f64 - 1.0) / 2.0)
    }

    fn draw(&self, page: &Page, columns: &Columns, middle: f64) {
        columns.names.draw(page, self.name, self.face(), middle);
        if self.in_focus {
            let down = Span { from: middle - 13.0, to: middle + 13.0 };
            page.rectangle(Span { from: MARGIN, to: MARGIN + 3.0 }, down, ACCENT);
        }
        if self.marks.iter().all(Option::is_none) {
            self.say_that_there_is_nothing(page, columns, middle);
        }
        if let Some(reference) = self.reference {
            mark::reference(page, (columns.place(reference), middle), REFERENCE);
        }
        for (source, mark) in self.marks.iter().enumerate() {
            let Some(mark) = mark else { continue };
            let y = self.lane(source, middle);
            let across = Span { from: columns.plot.from, to: WIDTH - MARGIN };
            let reach = Reach { across, down: Span::around(y, LANE / 2.0) };
            page.told(&self.told(page.language, columns, (source, mark)), reach, |page| {
                draw_mark(page, columns, (mark, self.before(source)), source, y);
            });
        }
    }

    fn before(&self, source: usize) -> Option<f64> {
        self.before.get(source).copied().flatten()
    }

    fn told(
        &self,
        language: Language,
        columns: &Columns,
        (source, mark): (usize, &Mark),
    ) -> String {
        let name = match columns.sources.get(source) {
            Some(source) => format!("{}, {source}", self.name),
            None => self.name.to_owned(),
        };
        let told = mark::told(language, &name, mark);
        match self.before(source) {
            Some(before) => {
                say!(language, "chart-told-before", told = told, before = shown_score(before))
            }
            None => told,
        }
    }

    /// Where a text `width` wide has room beside the mark of a source: after it, before it.
    fn room_beside(&self, source: usize, width: f64, columns: &Columns) -> Vec<f64> {
        let Some(mark) = self.marks.get(source).copied().flatten() else { return Vec::new() };
        let mut reach = columns.across.values.reach(mark);
        if let Some(before) = self.before(source).map(|it| columns.place(it)) {
            reach = Span { from: reach.from.min(before), to: reach.to.max(before) };
        }
        let aside = mark::RADIUS + 8.0;
        let after = reach.to + aside;
        let before = reach.from - aside - width;
        let mut places = Vec::new();
        places.extend((after + width <= columns.plot.to).then_some(after));
        places.extend((columns.plot.from <= before).then_some(before));
        places
    }

    fn say_that_there_is_nothing(&self, page: &Page, columns: &Columns, middle: f64) {
        let nothing = page.say(NOTHING);
        let width = LABEL.width(&nothing);
        let start = columns.plot.from + 16.0;
        let reference = self.reference.map(|value| columns.place(value));
        let in_the_way = reference.filter(|x| *x < start + width + 8.0);
        let x = in_the_way.map_or(start, |x| x + 10.0);
        clear(page, (x, middle), width);
        page.text(&nothing, (x, middle), HPos::Left, (LABEL, QUIET));
    }
}

impl Tag<'_> {
    fn covers(&self, x: f64) -> bool {
        (self.x - 4.0..self.x + LABEL_BOLD.width(self.name) + 4.0).contains(&x)
    }

    fn draw(&self, page: &Page, y: f64) {
        clear(page, (self.x, y), LABEL_BOLD.width(self.name));
        let look = (LABEL_BOLD, marking(self.source).ink);
        page.text(self.name, (self.x, y), HPos::Left, look);
    }
}

fn draw_mark(
    page: &Page,
    columns: &Columns,
    (mark, before): (&Mark, Option<f64>),
    source: usize,
    y: f64,
) {
    let marking = marking(source);
    if scale::interval(mark).is_some() {
        let reach = columns.across.values.reach(mark);
        mark::level_interval(page, reach, y, marking);
    }
    if let Some(before) = before {
        mark::ghost(page, (columns.place(before), y), marking);
    }
    mark::shape(page, (columns.place(mark.value), y), mark, marking);
    let number = mark.n.to_string();
    page.text(&number, (WIDTH - MARGIN, y), HPos::Right, (LABEL, marking.ink));
}

/// Makes room for a text that starts at `x` on lines that are drawn already.
fn clear(page: &Page, (x, y): (f64, f64), width: f64) {
    let across = Span { from: x - 3.0, to: x + width + 3.0 };
    page.rectangle(across, Span { from: y - 7.5, to: y + 7.5 }, PAPER);
}
