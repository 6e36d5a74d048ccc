//! One site from its rows: the names that it had, each for its time.

use chrono::NaiveDate;

use super::{List, Row};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Period, SchoolYear, SchoolYearError, Site, SiteId},
    tidy::{
        date::date_of,
        headings::normal,
        sites::{Listed, Term},
    },
};

/// Words for an end that has not come.
const STILL: [&str; 5] = ["present", "now", "today", "current", "ongoing"];

/// One end of a period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    From,
    To,
}

impl End {
    const fn column(self) -> &'static str {
        match self {
            End::From => "valid_from",
            End::To => "valid_to",
        }
    }

    fn of_year(self, year: SchoolYear) -> Option<NaiveDate> {
        let period = Period::of_year(year);
        match self {
            End::From => period.from,
            End::To => period.to,
        }
    }
}

impl List<'_> {
    /// The time for which a row counts.
    pub(super) fn period(&mut self, at: usize, site: &Site) -> Period {
        let mut end = |end| self.end(at, end, &site.id);
        let period = Period { from: end(End::From), to: end(End::To) };
        let (Some(from), Some(to)) = (period.from, period.to) else { return period };
        if from <= to {
            return period;
        }
        let begins = Period { to: None, ..period };
        let ends = Period { from: None, ..period };
        let message =
            format!("`{}` is valid {ends}, which is before it begins: {begins}", site.name);
        let warning = Diagnostic::warning(Code::SiteListFault, message)
            .help("put the two right; until then the row counts for all years");
        self.tell(warning.touching(site.id.clone()), at, "valid_to");
        Period::ALWAYS
    }

    fn end(&mut self, at: usize, end: End, site: &SiteId) -> Option<NaiveDate> {
        let text = self.text(at, end.column())?;
        let spot = (at, *self.columns.get(end.column())?);
        if end == End::To && STILL.contains(&&*normal(&text)) {
            return None;
        }
        let message = match text.parse::<SchoolYear>() {
            Ok(year) => return end.of_year(year),
            Err(SchoolYearError::OneYear { .. }) => {
                format!("`{text}` could be the year that starts or the year that ends")
            }
            Err(_) => match date_of(self.page.cell(spot)) {
                Some(date) => return Some(date),
                None => format!("`{text}` is not a school year or a date"),
            },
        };
        let warning = Diagnostic::warning(Code::SiteListFault, message)
            .help("write it as `2023-24`, or as a date; until then this end is open");
        self.tell_at(warning.touching(site.clone()), spot);
        None
    }

    /// The site that the rows of one id are of. The last one has the name of today.
    pub(super) fn site_over_time(&mut self, mut rows: Vec<Row>) -> (SiteId, Listed) {
        rows.sort_by_key(|row| {
            let (from, to) = (row.when.from, row.when.to);
            (from, to.is_none(), to, row.at)
        });
        for now in 1..rows.len() {
            self.follow_each_other(&mut rows, now);
        }
        let open = rows.iter().map(|row| row.when).reduce(Period::with).unwrap_or_default();
        let sites = rows.iter().map(|row| row.site.clone());
        let Some(mut site) = sites.reduce(merged) else { unreachable!("an id stands in a row") };
        site.open = open;
        let terms = rows.into_iter().map(|row| term(row, &site)).collect();
        (site.id.clone(), Listed { site, terms })
    }

    fn follow_each_other(&mut self, rows: &mut [Row], now: usize) {
        let (before, after) = (rows[now - 1].when, rows[now].when);
        let is_dated = before != Period::ALWAYS || after != Period::ALWAYS;
        if is_dated {
            (rows[now - 1].when, rows[now].when) = before.in_turn(after);
        }
        let (before, after) = (&rows[now - 1], &rows[now]);
        if is_dated && before.when.meets(after.when) {
            self.tell_overlap(before, after);
        }
        // A site keeps its code when it is renamed; with two at a time it is two sites.
        let is_one = !is_dated || before.when.meets(after.when);
        if let (Some(one), Some(other)) = (&before.site.cds_code, &after.site.cds_code)
            && is_one
            && one != other
        {
            self.tell_two_schools(before, after);
        }
    }

    fn tell_overlap(&mut self, before: &Row, after: &Row) {
        let (name, former, id) = (&after.site.name, &before.site.name, &after.site.id);
        let message = format!(
            "`{former}` is valid {} and `{name}` {}: these rows of `{id}` are for the same time",
            before.when, after.when
        );
        let warning = Diagnostic::warning(Code::SiteListFault, message)
            .help("let the one end before the other begins")
            .touching(id.clone());
        self.tell(warning, after.at, "valid_from");
    }

    fn tell_two_schools(&mut self, before: &Row, after: &Row) {
        let (id, former, name) = (&after.site.id, &before.site.name, &after.site.name);
        let message = format!("`{former}` and `{name}` have the same site id, `{id}`");
        let error = Diagnostic::error(Code::SiteListFault, message)
            .help("give each site an id of its own")
            .touching(id.clone());
        self.tell(error, after.at, "site_id");
    }
}

/// What a row leaves blank is as in the other rows of its site.
fn term(row: Row, site: &Site) -> Term {
    let Row { at, site: own, when, .. } = row;
    Term {
        site: site.id.clone(),
        id: own.id,
        name: own.name,
        aliases: own.aliases,
        program: own.program.or_else(|| site.program.clone()),
        county: own.county.or_else(|| site.county.clone()),
        cds_code: own.cds_code.or_else(|| site.cds_code.clone()),
        when,
        row: at,
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
