//! The program's own list of sites.

// One site from its rows.
mod over_time;
mod continues;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, sync::Arc};

use super::{
    headings::{normal, shared_fields, slug},
    page::{Page, Spot, shown},
    sites::{Listed, Origin, Sites, code_repaired, code_unusable},
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    ingest::{Cell, Sheet},
    model::{CdsCode, Period, Repair, Site, SiteId},
    rulebook::kind::Words,
};

/// What a list of sites may tell, by the name of its column.
const COLUMNS: [&str; 13] = [
    "site_id",
    "site_name",
    "aliases",
    "program",
    "region",
    "hub",
    "county",
    "cds_code",
    "grants",
    "grade_span",
    "valid_from",
    "valid_to",
    "continues",
];

/// How far down the row of headings is looked for.
const HEADER_ROWS: usize = 20;

/// With how many others of its name a site is compared.
const ALIKE: usize = 20;

/// The sites of the program's own list.
pub(super) fn read(sheet: Sheet, words: &[Words]) -> Checked<Sites> {
    let sheet = Arc::new(sheet);
    let page = Page::new(&sheet);
    let rows = 0..sheet.rows.len().min(HEADER_ROWS);
    let found = rows
        .map(|row| (row, columns(&page, row, words)))
        .find(|(_, columns)| columns.contains_key("site_id") || columns.contains_key("site_name"));
    let Some((header, columns)) = found else {
        let fault = Diagnostic::error(
            Code::SiteListFault,
            "the list of sites has no column `site_id` or `site_name`",
        );
        let help = "name the columns in the first row, such as `site_id`, `site_name`, `aliases`";
        return Checked {
            value: Sites::default(),
            diagnostics: vec![fault.at(page.place()).help(help)],
        };
    };
    let mut list = List { page, header, columns, told: Vec::new() };
    let mut by_id: BTreeMap<SiteId, Vec<Row>> = BTreeMap::new();
    for at in header + 1..sheet.rows.len() {
        if let Some(row) = list.row(at) {
            by_id.entry(row.site.id.clone()).or_default().push(row);
        }
    }
    let links = continues::links(&by_id, &mut list);
    let mut listed: BTreeMap<SiteId, Listed> =
        by_id.into_values().map(|rows| list.site_over_time(rows)).collect();
    let apart = continues::joined(&mut listed, &links, &mut list);
    list.tell_shared_names(&listed);
    let listed = listed.into_values().collect();
    Checked { value: Sites::new(listed, apart, Origin::List), diagnostics: list.told }
}

fn columns(page: &Page<'_>, row: usize, words: &[Words]) -> BTreeMap<&'static str, usize> {
    let shared = shared_fields(words);
    let mut columns = BTreeMap::new();
    for at in 0..page.width(row) {
        let heading = normal(&page.text((row, at)));
        let plain = COLUMNS.into_iter().find(|column| normal(column) == heading);
        let field = || shared.get(&heading).map(|(field, _)| field);
        let by_words = || match &*field()? {
            "site" => Some("site_name"),
            field => COLUMNS.into_iter().find(|column| *column == field),
        };
        if let Some(column) = plain.or_else(by_words) {
            columns.entry(column).or_insert(at);
        }
    }
    columns
}

/// A row of the list: a site, for a time.
struct Row {
    at: usize,
    site: Site,
    when: Period,
    /// The ids of the sites that it continues, as they are written.
    continues: Vec<String>,
}

struct List<'a> {
    page: Page<'a>,
    header: usize,
    columns: BTreeMap<&'static str, usize>,
    told: Vec<Diagnostic>,
}

impl List<'_> {
    fn row(&mut self, at: usize) -> Option<Row> {
        let text = |column: &str| self.text(at, column);
        let (id, name) = (text("site_id"), text("site_name"));
        let id = match (id, &name) {
            (Some(id), _) => SiteId(id.into()),
            (None, Some(name)) => SiteId(slug(name).into()),
            (None, None) => {
                if !self.page.is_blank(at) {
                    self.tell_at(nameless(), (at, self.page.first_filled(at).unwrap_or(0)));
                }
                return None;
            }
        };
        let name = name.unwrap_or_else(|| id.0.to_string());
        let mut site = Site::named(id.clone(), &name);
        site.aliases = split(text("aliases"));
        site.program = text("program");
        site.region = text("region");
        site.hub = text("hub");
        site.county = text("county");
        site.grants = split(text("grants"));
        site.grade_span = text("grade_span");
        let continues = split(text("continues"));
        site.cds_code = self.cds_code(at, &id);
        let when = self.period(at, &site);
        Some(Row { at, site, when, continues })
    }

    fn text(&self, row: usize, column: &str) -> Option<String> {
        let spot = (row, *self.columns.get(column)?);
        let text = self.page.text(spot);
        if text.is_empty() { None } else { Some(text.into_owned()) }
    }

    fn cds_code(&mut self, row: usize, site: &SiteId) -> Option<CdsCode> {
        let spot = (row, *self.columns.get("cds_code")?);
        let text = match self.page.cell(spot) {
            Cell::Empty => return None,
            cell => shown(cell).trim().to_owned(),
        };
        if text.is_empty() {
            return None;
        }
        match CdsCode::repair(&text) {
            Ok((code, Repair::None)) => Some(code),
            Ok((code, Repair::LeadingZero)) => {
                self.tell_at(code_repaired(&text, &code).touching(site.clone()), spot);
                Some(code)
            }
            Err(why) => {
                self.tell_at(code_unusable(&text, why).touching(site.clone()), spot);
                None
            }
        }
    }

    /// Says it at a cell of the row; at its first one where the list lacks the column.
    fn tell(&mut self, diagnostic: Diagnostic, row: usize, column: &str) {
        let column = self.columns.get(column).copied().unwrap_or(0);
        self.tell_at(diagnostic, (row, column));
    }

    fn tell_at(&mut self, diagnostic: Diagnostic, spot: Spot) {
        self.told.push(self.page.tell(diagnostic, Some(self.header), spot));
    }

    /// A name that two sites share at one time, and in one program, cannot say which is meant.
    fn tell_shared_names(&mut self, listed: &BTreeMap<SiteId, Listed>) {
        let terms = listed.values().flat_map(|listed| &listed.terms);
        let mut owners: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for term in terms.filter(|term| !term.name.is_empty()) {
            owners.entry(normal(&term.name)).or_default().push(term);
        }
        let differ = |one: &Option<String>, other: &Option<String>| {
            one.as_deref().zip(other.as_deref()).is_some_and(|(a, b)| normal(a) != normal(b))
        };
        for terms in owners.values() {
            for (place, term) in terms.iter().enumerate() {
                let twin = terms[..place].iter().take(ALIKE).find(|other| {
                    let is_other = other.site != term.site && other.when.meets(term.when);
                    is_other && !differ(&other.program, &term.program)
                });
                let Some(twin) = twin else { continue };
                let (owner, id, name) = (&twin.site, &term.site, &term.name);
                let message = format!("`{name}` is the name of two sites, `{owner}` and `{id}`");
                let warning = Diagnostic::warning(Code::SiteListFault, message)
                    .help(
                        "give each a name of its own; until then only the site id tells them apart",
                    )
                    .touching(owner.clone())
                    .touching(id.clone());
                self.tell(warning, term.row, "site_name");
            }
        }
    }
}

fn split(text: Option<String>) -> Vec<String> {
    let text = text.unwrap_or_default();
    let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

fn nameless() -> Diagnostic {
    Diagnostic::warning(Code::SiteListFault, "this row names no site and is left aside")
        .help("give it a site id and a name")
}
