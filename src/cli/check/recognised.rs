//! What each sheet was taken for, on a terminal: files that are alike are told once.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    columns,
    lines::{Detail, cut, wrapped},
};
use crate::{
    diagnostic::{all_of, count, count_of},
    model::{
        Aside, Headings, Nearest, Outcome, Recognition, Said, SaidBy, SheetReading, Site, SiteId,
        Source, Tally, Tool, UnusedColumn, Way, letters,
    },
};

/// How many sites or columns are named one by one.
const NAMED: usize = 3;
/// The widest that a text out of a cell is shown.
const TEXT_WIDTH: usize = 30;

/// Sheets of which the same was made, the first of them first.
struct Alike<'r>(Vec<&'r Recognition>);

/// Blocks of lines, each with the names that it is about first.
pub(super) fn blocks(
    recognitions: &[Recognition],
    sites: &BTreeMap<SiteId, Site>,
    detail: Detail,
) -> Vec<(String, Vec<String>)> {
    let mut kinds: BTreeMap<Outcome, Vec<&Recognition>> = BTreeMap::new();
    for one in recognitions {
        kinds.entry(one.kind()).or_default().push(one);
    }
    let mut alike: Vec<Alike<'_>> = kinds.into_values().map(Alike).collect();
    alike.sort_by_key(|alike| (&alike.0[0].source, &alike.0[0].sheet));
    alike.iter().map(|alike| alike.block(sites, detail)).collect()
}

impl Alike<'_> {
    fn block(&self, sites: &BTreeMap<SiteId, Site>, detail: Detail) -> (String, Vec<String>) {
        let first = self.0[0];
        let mut lines = self.others(detail);
        match &first.outcome {
            Outcome::Read(reading) => lines.extend(self.read(reading, sites, detail)),
            Outcome::Tracker(sheet) => lines.extend(wrapped(&self.tracker(sheet.row_is), 2)),
            Outcome::LeftAside(why) => lines.extend(wrapped(&left_aside(why), 2)),
            Outcome::NotRecognised { nearest, headings } => {
                let nearest = nearest.as_ref().map(nearest_is);
                lines.extend(wrapped(&nearest.unwrap_or("not recognised".to_owned()), 2));
                lines.extend(headings_are(headings, detail));
            }
            Outcome::Unclear { between, headings } => {
                let tools: Vec<String> = between.iter().map(tool_is).collect();
                let tools = all_of(tools.iter().map(String::as_str));
                lines.extend(wrapped(&format!("not clear: {tools} fit alike"), 2));
                lines.extend(headings_are(headings, detail));
            }
        }
        (name(first), lines)
    }

    /// `tracker of a plan, 9 steps`.
    fn tracker(&self, row_is: &str) -> String {
        let rows = self.0.iter().map(|one| match one.outcome {
            Outcome::Tracker(sheet) => sheet.rows,
            _ => 0,
        });
        format!("tracker of a plan, {}", count(rows.sum(), row_is))
    }

    /// The names of the other sheets, or how many there are.
    fn others(&self, detail: Detail) -> Vec<String> {
        let others = &self.0[1..];
        if detail == Detail::Full {
            return others.iter().map(|other| format!("  and {}", name(other))).collect();
        }
        let files: BTreeSet<&Source> = self.0.iter().map(|one| &one.source).collect();
        match (others.len(), files.len()) {
            (0, _) => Vec::new(),
            (others, 1) => vec![format!("  and {others} more of its sheets")],
            (others, files) if files == others + 1 => {
                vec![format!("  and {} like it", count_of(others, "more file", "more files"))]
            }
            (others, files) => {
                vec![format!("  and {others} more sheets like it, {files} files in all")]
            }
        }
    }

    fn read(
        &self,
        reading: &SheetReading,
        sites: &BTreeMap<SiteId, Site>,
        detail: Detail,
    ) -> Vec<String> {
        let way = match reading.way {
            Way::ByItself => "",
            Way::ByMapping => "; by a mapping in cqi.toml",
        };
        let tables = match reading.tables {
            1 => String::new(),
            many => format!(" in {many} tables"),
        };
        let what = format!(
            "{}, {}{tables}, headings in row {}{way}",
            tool_is(&reading.tool),
            reading.layout.about,
            reading.header_row + 1
        );
        let mut lines = wrapped(&what, 2);
        lines.extend(columns::table(&reading.columns, detail));
        if !reading.left_aside.is_empty() {
            let named = columns_named(&reading.left_aside, detail);
            lines.extend(wrapped(&format!("left aside: {named}"), 4));
        }
        if !reading.said.is_empty() {
            let is_one = self.0.len() == 1;
            let said: Vec<String> = reading.said.iter().map(|said| said_is(said, is_one)).collect();
            lines.extend(wrapped(&format!("said once: {}", said.join(", ")), 4));
        }
        let readings = self.0.iter().filter_map(|one| one.reading());
        let all = readings.fold(Tally::default(), |all, one| all.and(&one.tally));
        lines.extend(wrapped(&tally_is(&all, sites), 4));
        lines
    }
}

/// The file, and the sheet where it has one of its own name.
fn name(one: &Recognition) -> String {
    let file = one.source.0.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    if stem == &*one.sheet {
        return one.source.to_string();
    }
    format!("{}, sheet `{}`", one.source, one.sheet)
}

fn tool_is(tool: &Tool) -> String {
    format!("{} ({})", tool.title, tool.id)
}

fn left_aside(why: &Aside) -> String {
    match why {
        Aside::Hidden => "left aside: the sheet is hidden".to_owned(),
        Aside::ListsItems => "left aside: it lists items and has no ratings".to_owned(),
        Aside::BesideOthers { nearest: Some(nearest), .. } if 1 < nearest.items_found => {
            format!("left aside: {}", nearest_is(nearest))
        }
        Aside::BesideOthers { .. } => "left aside: no instrument fits".to_owned(),
    }
}

fn nearest_is(nearest: &Nearest) -> String {
    let Nearest { tool, items_found, items } = nearest;
    format!(
        "not recognised; the nearest is {}, with {items_found} of its {items} items",
        tool_is(tool)
    )
}

fn headings_are(headings: &Headings, detail: Detail) -> Vec<String> {
    if headings.columns.is_empty() {
        return Vec::new();
    }
    let named = columns_named(&headings.columns, detail);
    wrapped(&format!("row {} may be the headings: {named}", headings.row + 1), 4)
}

fn columns_named(unused: &[UnusedColumn], detail: Detail) -> String {
    let shown = match detail {
        Detail::Folded => 2 * NAMED,
        Detail::Full => unused.len(),
    };
    let one = |unused: &UnusedColumn| {
        format!("{} `{}`", letters(unused.column), cut(&unused.heading, TEXT_WIDTH))
    };
    let mut named: Vec<String> = unused.iter().take(shown).map(one).collect();
    if shown < unused.len() {
        named.push(format!("and {} more", unused.len() - shown));
    }
    named.join(", ")
}

/// Of one sheet with the words, of many with the place alone.
fn said_is(said: &Said, is_one_sheet: bool) -> String {
    let field = said.field.replace('_', " ");
    let place = match &said.by {
        SaidBy::Cell(address) => format!("in {address}"),
        SaidBy::Settings => "in cqi.toml".to_owned(),
        SaidBy::SheetName => "by the name of the sheet".to_owned(),
        SaidBy::FileName => "by the name of the file".to_owned(),
        SaidBy::FolderName => "by the name of the folder".to_owned(),
    };
    if is_one_sheet {
        format!("{field} `{}` {place}", cut(&said.text, TEXT_WIDTH))
    } else {
        format!("{field} {place}")
    }
}

fn tally_is(tally: &Tally, sites: &BTreeMap<SiteId, Site>) -> String {
    let mut parts = vec![count(tally.forms, "form")];
    match tally.forms - tally.forms_used.min(tally.forms) {
        0 => {}
        unused if unused == tally.forms => parts.push("not used".to_owned()),
        unused => parts.push(format!("{unused} of them not used")),
    }
    if 0 < tally.forms_used {
        parts.push(count(tally.ratings, "rating"));
    }
    let more =
        [(tally.not_rated, "not rated"), (tally.unusable, "not usable"), (tally.blank, "blank")];
    parts.extend(more.iter().filter(|(n, _)| 0 < *n).map(|(n, what)| format!("{n} {what}")));
    let mut sentences = vec![parts.join(", ")];
    sentences.extend(sites_are(tally, sites));
    sentences.extend(years_are(tally));
    sentences.join("; ")
}

fn sites_are(tally: &Tally, sites: &BTreeMap<SiteId, Site>) -> Option<String> {
    let name = |id: &SiteId| sites.get(id).map_or(id.to_string(), |site| site.name.clone());
    match tally.sites.len() {
        0 => None,
        few if few <= NAMED => Some(tally.sites.iter().map(name).collect::<Vec<_>>().join(", ")),
        many => Some(count(many, "site")),
    }
}

fn years_are(tally: &Tally) -> Option<String> {
    let (first, last) = (tally.years.first()?, tally.years.last()?);
    let years = if first == last { first.to_string() } else { format!("{first} to {last}") };
    let few = tally.occasions.len() <= NAMED;
    let rounds = tally.occasions.iter().filter(|_| few).map(ToString::to_string);
    Some([years].into_iter().chain(rounds).collect::<Vec<_>>().join(", "))
}
