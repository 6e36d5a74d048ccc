//! The program's own list of sites.

use std::collections::BTreeMap;

use super::{
    headings::{normal, shared_fields},
    page::{Page, Spot, shown},
    sites::{Origin, Sites},
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    ingest::{Cell, Sheet},
    model::{CdsCode, CdsCodeError, Repair, Site, SiteId},
    rulebook::kind::Words,
};

/// What a list of sites may tell, by the name of its column.
const COLUMNS: [&str; 10] = [
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
];

/// How far down the row of headings is looked for.
const HEADER_ROWS: usize = 20;

/// The sites of the program's own list.
pub(super) fn read(sheet: &Sheet, words: &[Words]) -> Checked<Sites> {
    let page = Page::new(sheet);
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
            value: Sites::new(BTreeMap::new(), Origin::Files),
            diagnostics: vec![fault.at(page.place()).help(help)],
        };
    };
    let mut list = List { page, header, columns, sites: BTreeMap::new(), told: Vec::new() };
    for row in header + 1..sheet.rows.len() {
        list.read_row(row);
    }
    list.tell_shared_names();
    Checked { value: Sites::new(list.sites, Origin::List), diagnostics: list.told }
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

struct List<'a> {
    page: Page<'a>,
    header: usize,
    columns: BTreeMap<&'static str, usize>,
    sites: BTreeMap<SiteId, Site>,
    told: Vec<Diagnostic>,
}

impl List<'_> {
    fn read_row(&mut self, row: usize) {
        let text = |column: &str| self.text(row, column);
        let (id, name) = (text("site_id"), text("site_name"));
        let id = match (id, &name) {
            (Some(id), _) => SiteId(id.into()),
            (None, Some(name)) => SiteId(super::headings::slug(name).into()),
            (None, None) => {
                if !self.page.is_blank(row) {
                    self.tell(row, nameless(), self.page.first_filled(row).unwrap_or(0));
                }
                return;
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
        site.cds_code = self.cds_code(row, &id);
        match self.sites.remove(&id) {
            // The rows of a site that was renamed: the last one has the name of today.
            Some(before) => {
                self.tell_two_schools(row, &before, &site);
                self.sites.insert(id, merged(before, site));
            }
            None => {
                self.sites.insert(id, site);
            }
        }
    }

    /// A site keeps its code when it is renamed; with two codes it is two sites.
    fn tell_two_schools(&mut self, row: usize, before: &Site, now: &Site) {
        let (Some(one), Some(other)) = (&before.cds_code, &now.cds_code) else { return };
        if one == other {
            return;
        }
        let (id, former, name) = (&now.id, &before.name, &now.name);
        let message = format!("`{former}` and `{name}` have the same site id, `{id}`");
        let error = Diagnostic::error(Code::SiteListFault, message)
            .help("give each site an id of its own")
            .touching(id.clone());
        let column = self.columns.get("site_id").copied().unwrap_or(0);
        self.tell(row, error, column);
    }

    fn text(&self, row: usize, column: &str) -> Option<String> {
        let spot = (row, *self.columns.get(column)?);
        let text = self.page.text(spot);
        if text.is_empty() { None } else { Some(text) }
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
                let message = format!(
                    "the CDS code `{text}` has lost its leading zero and is read as `{code}`"
                );
                let note = Diagnostic::note(Code::CdsCodeRepaired, message)
                    .help("a spreadsheet drops it from numbers; store the code as text");
                self.tell(row, note.touching(site.clone()), spot.1);
                Some(code)
            }
            Err(why) => {
                self.tell(row, unusable(&text, why).touching(site.clone()), spot.1);
                None
            }
        }
    }

    fn tell(&mut self, row: usize, diagnostic: Diagnostic, column: usize) {
        let spot: Spot = (row, column);
        self.told.push(self.page.tell(diagnostic, Some(self.header), spot));
    }

    /// A name that two sites share cannot say which is meant.
    fn tell_shared_names(&mut self) {
        let mut owners: BTreeMap<String, SiteId> = BTreeMap::new();
        for row in self.header + 1..self.page.sheet.rows.len() {
            let (Some(id), Some(name)) = (self.text(row, "site_id"), self.text(row, "site_name"))
            else {
                continue;
            };
            let id = SiteId(id.into());
            let owner = owners.entry(normal(&name)).or_insert_with(|| id.clone()).clone();
            if owner != id {
                let message = format!("`{name}` is the name of two sites, `{owner}` and `{id}`");
                let warning = Diagnostic::warning(Code::SiteListFault, message)
                    .help(
                        "give each a name of its own; until then only the site id tells them apart",
                    )
                    .touching(owner)
                    .touching(id);
                let column = self.columns.get("site_name").copied().unwrap_or(0);
                self.tell(row, warning, column);
            }
        }
    }
}

fn merged(before: Site, mut now: Site) -> Site {
    let former = [before.name].into_iter().chain(before.aliases);
    for name in former {
        if name != now.name && !now.aliases.contains(&name) {
            now.aliases.push(name);
        }
    }
    now.program = now.program.or(before.program);
    now.region = now.region.or(before.region);
    now.hub = now.hub.or(before.hub);
    now.county = now.county.or(before.county);
    now.cds_code = now.cds_code.or(before.cds_code);
    now.grade_span = now.grade_span.or(before.grade_span);
    if now.grants.is_empty() {
        now.grants = before.grants;
    }
    now
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

fn unusable(text: &str, why: CdsCodeError) -> Diagnostic {
    let reason = match why {
        CdsCodeError::Scientific => "a spreadsheet has rounded it".to_owned(),
        CdsCodeError::Length { digits } => format!("it has {digits} digits and not 14"),
        CdsCodeError::Shape => "it holds more than digits".to_owned(),
    };
    let message = format!("the CDS code `{text}` cannot be used: {reason}");
    Diagnostic::warning(Code::CdsCodeUnusable, message)
        .help("look it up again and store it as text; the site is used without it")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::trial;

    fn list(lines: &str) -> (Sites, Vec<String>) {
        let read = read(&trial::csv("sites.csv", lines), &[]);
        let told = read.diagnostics.iter().map(trial::line).collect();
        (read.value, told)
    }

    fn site(sites: &Sites, id: &str) -> Site {
        sites.by_id[&SiteId(id.into())].clone()
    }

    #[test]
    fn a_list_tells_all_about_a_site() {
        let (sites, told) = list(
            "site_id|Site name|aliases|program|region|hub|county|cds_code|grants|grade_span|color\n\
             010001|Oak Street|Oak St; Oaks|Valley|4|Alameda|Alameda|01612590112789|ASES; ELO-P|K-6|red",
        );
        let oak = site(&sites, "010001");
        assert_eq!(told, [""; 0]);
        assert_eq!(oak.aliases, ["Oak St", "Oaks"]);
        assert_eq!(oak.grants, ["ASES", "ELO-P"]);
        assert_eq!(oak.cds_code.unwrap().to_string(), "01-61259-0112789");
    }

    #[test]
    fn codes_are_repaired_or_refused_at_their_cell() {
        let (sites, told) = list(
            "site_id|site_name|cds_code\n1|A|1612590112789\n2|B|1.61259E+12\n3|C|12345\n4|D|none\n5|E|",
        );
        assert_eq!(
            told,
            [
                "note T009 C2: the CDS code `1612590112789` has lost its leading zero and is read \
                 as `01-61259-0112789`",
                "warning T010 C3: the CDS code `1.61259E+12` cannot be used: a spreadsheet has \
                 rounded it",
                "warning T010 C4: the CDS code `12345` cannot be used: it has 5 digits and not 14",
                "warning T010 C5: the CDS code `none` cannot be used: it holds more than digits",
            ]
        );
        assert!(site(&sites, "1").cds_code.is_some());
    }

    #[test]
    fn a_code_that_is_a_number_is_read_like_one_that_is_text() {
        let mut sheet = trial::csv("sites.csv", "site_id|site_name|cds_code\n1|A|x");
        sheet.rows[1][2] = Cell::Number(1_612_590_112_789.0);
        let read = read(&sheet, &[]);
        assert_eq!(read.diagnostics[0].code, Code::CdsCodeRepaired);
    }

    #[test]
    fn a_site_that_was_renamed_keeps_its_former_name() {
        let (sites, told) =
            list("site_id|site_name|county\nS-014|Oak Street|Yolo\nS-014|Creekside|");
        let site = site(&sites, "S-014");
        assert_eq!(
            (site.name.as_str(), site.aliases),
            ("Creekside", vec!["Oak Street".to_owned()])
        );
        assert_eq!(site.county.as_deref(), Some("Yolo"));
        assert_eq!(told, [""; 0]);
    }

    #[test]
    fn two_codes_under_one_id_are_two_sites() {
        let (_, told) =
            list("site_id|site_name|cds_code\n1|Oak|01612590112789\n1|Elm|01612590112790");
        assert_eq!(told, ["error T030 A3: `Oak` and `Elm` have the same site id, `1`"]);
    }

    #[test]
    fn what_the_list_lacks_is_told() {
        let (_, told) = list("site_id|site_name\n1|Twin\n2|twin\n| |x");
        assert_eq!(
            told,
            [
                "warning T030 C4: this row names no site and is left aside",
                "warning T030 B3: `twin` is the name of two sites, `1` and `2`",
            ]
        );
        let (_, told) = list("color|size\nred|1");
        assert_eq!(
            told,
            ["error T030 sites: the list of sites has no column `site_id` or `site_name`"]
        );
    }
}
