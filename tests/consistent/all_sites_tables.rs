//! The report of all sites: what its tables say.

use super::{
    all_sites::basis_of,
    checker::{Checker, SEEN, SELF, float, source},
    data::Row,
    document::Table,
    known::columns,
    left::Left,
};

/// The columns of the summary, in their order.
const SUMMARY: [&str; 15] = [
    "site",
    "cds_fein",
    "school_year",
    "funding",
    "tools",
    "dates",
    "stakeholders",
    "raters",
    "observations",
    "focus",
    "actions_done",
    "mid_year",
    "results",
    "support",
    "plan_on_site",
];

impl Checker<'_> {
    /// Whether the table is known; then all numbers of the row have been looked at.
    pub(crate) fn row_of_all_sites(&mut self, table: &Table, row: &[String]) -> bool {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        let head = table.head.join(" | ");
        match (&*head, &cells[..]) {
            (
                "Standard | Work on it | Of these, no partner near | Below target, self-assessed | \
                 Below target, observed | A way to start",
                &[name, work, without, own, seen, start],
            ) => {
                self.work_on_it(name, [work, own, seen]);
                self.without_partner(name, without, start);
            }
            (
                "Standard | Sites that work on it | Below target, self-assessment | \
                 Below target, observation",
                &[name, work, own, seen],
            ) => self.work_on_it(name, [work, own, seen]),
            (
                "Standard | Sites below target | Of these in the plan | Sites with a score | \
                 Share below",
                &[name, below, work, all, share],
            ) => self.common(name, [below, work, all, share]),
            (
                "Tool | Raters | In words | Rated by more than one | Alpha | AC",
                &[_, who, words, things, alpha, ac],
            ) => self.raters(who, [things, words, alpha, ac]),
            ("File | Bytes | Fingerprint", &[file, bytes, start]) => {
                self.file_row(file, bytes, start);
            }
            (head, [site, ..]) if head.starts_with("Site | CDS or FEIN | ") => {
                self.summary(site, &cells);
            }
            (head, [_, cells @ ..])
                if head.starts_with("Site | Could be helped by")
                    || head == "Standard | For these sites | Why" =>
            {
                for cell in cells {
                    self.text(cell);
                }
            }
            (head, cells) => return self.row_of_scores(table, (head, cells)),
        }
        true
    }

    fn row_of_scores(&mut self, table: &Table, (head, row): (&str, &[&str])) -> bool {
        match (head, row) {
            (head, [name, changes @ ..])
                if head.starts_with("Standard | Self-assessment, each alone") =>
            {
                let kinds = [(SELF, "individual"), (SELF, "consensus"), (SEEN, "")];
                let above = head.split(" | ").skip(1);
                for ((kind, change), above) in kinds.into_iter().zip(changes).zip(above) {
                    let row = self.latest_mean(kind, self.data.standard(name));
                    self.same_sites(change, row);
                    let mut left = Left::of(above);
                    for [sites] in left.take(r"\(<k> sites?\)$") {
                        let known = row.map_or("", |row| &row["same_sites"]);
                        self.same(if known.is_empty() { known } else { &sites }, known);
                    }
                }
            }
            (
                "Standard | Source | Rated | Mean | Sites | Same sites, year before to now",
                &[name, by, rated, mean, sites, change],
            ) => {
                let row = self.latest_mean((source(by), basis_of(rated)), self.data.standard(name));
                self.number(mean, row, "mean");
                self.number(sites, row, "sites");
                self.same_sites(change, row);
            }
            (
                "Standard | Source | Sites | All together | Improving or declining",
                &[name, by, sites, all, single],
            ) => self.all_together(name, by, [sites, all, single]),
            (
                "Standard | Self rated | Sites | Mean difference | \
                 Clear also when all sites are looked at",
                &[name, rated, sites, mean, single],
            ) => self.gaps(name, rated, [sites, mean, single]),
            (head, &[name, same, same_range, near, near_range, pairs, things])
                if head.starts_with("Rated | Same level | ") =>
            {
                let row = self.agreement(name);
                self.share(row, "exact", same, same_range);
                self.share(row, "within_one", near, near_range);
                self.number(pairs, row, "n_pairs");
                self.number(things, row, "n_rated");
            }
            (_, [site, scores @ ..]) if is_heat_map(self, table) => {
                for (standard, score) in table.head[1..].iter().zip(scores) {
                    self.heat_cell(site, standard, score);
                }
            }
            _ => return false,
        }
        true
    }

    /// The summary for the yearly report: cell by cell what the data have, or room to write.
    fn summary(&mut self, site: &str, cells: &[&str]) {
        let row = self.data.the("grantee_summary", &[("site", site)]);
        for (column, cell) in SUMMARY.iter().zip(cells) {
            let known = row.map_or("", |row| row[*column].as_str());
            let is_room = known.is_empty() && (cell.is_empty() || cell.starts_with("to fill in"));
            self.same(if is_room { "" } else { cell }, known);
        }
    }

    fn heat_cell(&mut self, site: &str, standard: &str, cell: &str) {
        let by = source(&self.figure);
        let site = self.data.sites.get(site).map_or("", String::as_str);
        let row = self.score(site, by, self.data.standard(standard), None);
        let score = cell.trim_matches(['(', ')', '\u{2013}']);
        if score.is_empty() {
            self.same("", row.map_or("", |row| &row["score"]));
        } else {
            self.number(score, row, "score");
        }
    }

    /// `3.40 to 3.75, +0.35 (2 sites); up: 2 of 3`
    fn same_sites(&mut self, cell: &str, row: Option<&Row>) {
        let mut left = Left::of(cell);
        let found = left.take(r"^<n> to <n>(?:, <n>)?(?: \(<k> sites?\))?");
        for [before, now, by, sites] in &found {
            self.number(before, row, "same_sites_before");
            self.number(now, row, "same_sites_now");
            if !by.is_empty() {
                self.number(by, row, "same_sites_difference");
            }
            if !sites.is_empty() {
                self.number(sites, row, "same_sites");
            }
        }
        let going = r"; (up|down): <k> of <k>$";
        for [way, some, sites] in left.take(going) {
            let (by, id) = row.map_or(("", ""), |row| (&*row["source"], &*row["id"]));
            let known = self.every_year(by, id);
            self.count(&some, if way == "up" { known.up } else { known.down });
            self.count(&sites, known.sites);
        }
        if found.is_empty() {
            self.same("", row.map_or("", |row| &row["same_sites_now"]));
        }
        self.rest(left, cell);
    }

    fn work_on_it(&mut self, name: &str, cells: [&str; 3]) {
        let row = self.challenge(name);
        let columns = [["sites", "in_focus"], columns(SELF), columns(SEEN)];
        for (cell, [all, some]) in cells.into_iter().zip(columns) {
            let found = Left::of(cell).take(r"^<k> of <k>$");
            for [shown, of] in &found {
                self.number(shown, row, some);
                self.number(of, row, all);
            }
            if found.is_empty() {
                self.number("0", row, all);
            }
        }
    }

    fn without_partner(&mut self, name: &str, cell: &str, start: &str) {
        let row = self.challenge(name);
        for [without, all] in Left::of(cell).take(r"^<k> of <k>$") {
            self.number(&all, row, "in_focus");
            let known =
                row.and_then(|row| Some(float(row, "in_focus")? - float(row, "with_partner")?));
            self.value(&without, known);
        }
        for [hours] in Left::of(start).take(r", <k> hours?$") {
            let known = row.and_then(|row| {
                let without = float(row, "in_focus")? - float(row, "with_partner")?;
                Some(float(row, "coaching_hours")? / without)
            });
            self.value(&hours, known);
        }
    }

    fn common(&mut self, name: &str, [below, work, all, share]: [&str; 4]) {
        let (known, of) = self.below_target(self.data.standard(name));
        self.count(below, known);
        self.count(all, of);
        self.number(work, self.challenge(name), "in_focus");
        self.percent(share.trim_end_matches('%'), Some(known as f64 / of as f64));
    }

    fn all_together(&mut self, name: &str, by: &str, [sites, all, single]: [&str; 3]) {
        let standard = self.data.standard(name);
        let wanted = [("source", source(by)), ("level", "standard"), ("id", standard)];
        let rows = self.data.find("network_trends", &wanted);
        let row = rows.into_iter().find(|row| !row["kendall_sites"].is_empty());
        self.number(sites, row, "kendall_sites");
        for [way, some, of] in Left::of(all).take(r"; (up|down) at <k> of <k>$") {
            let known = self.every_year(source(by), standard);
            self.count(&some, if way == "up" { known.up } else { known.down });
            self.count(&of, known.sites);
        }
        let mut left = Left::of(single);
        for [many, way] in left.take(r"<k> sites? (improving|declining)") {
            self.number(&many, row, &way);
        }
        self.rest(left, single);
    }

    fn gaps(&mut self, name: &str, rated: &str, [sites, mean, single]: [&str; 3]) {
        let standard = self.data.standard(name);
        let rows = self
            .data
            .find("network_gaps", &[("standard", standard), ("self_basis", basis_of(rated))]);
        let row = rows.into_iter().max_by_key(|row| &row["school_year"]);
        self.number(sites, row, "sites");
        self.number(mean, row, "mean_gap");
        for [many, way] in Left::of(single).take(r"<k> sites? (higher|lower)") {
            self.number(&many, row, &format!("self_{way}"));
        }
    }

    fn raters(&mut self, who: &str, [things, words, alpha, ac]: [&str; 4]) {
        let row = self.agreement_of_all(who);
        for [many, people] in Left::of(things).take(
            r"^<k> (?:visits?|rounds?)(?: \(a site in a year\))?, <k> (?:different people|person)$",
        ) {
            self.number(&many, row, "n_rated");
            self.number(&people, row, "n_raters");
        }
        let said = r"\. The same level in <k> of <k> pairs of ratings, one level apart in <k>, further apart in (\d+|fewer than 1)\.$";
        for [same, of, near, far] in Left::of(words).take(said) {
            let pairs = row.and_then(|row| float(row, "n_pairs")).unwrap_or(0.0).min(100.0);
            self.value(&of, Some(pairs));
            let share = |column| row.and_then(|row| float(row, column)).unwrap_or(f64::NAN);
            let (exact, within) =
                ((share("exact") * pairs).round(), (share("within_one") * pairs).round());
            self.value(&same, Some(exact));
            self.value(&near, Some(within - exact));
            let beyond = share("within_one") < 1.0;
            let is_less = beyond && pairs - within < 1.0;
            let known = if is_less { "fewer than 1".into() } else { format!("{}", pairs - within) };
            self.same(&far, &known);
        }
        for (cell, column) in [(alpha, "alpha"), (ac, "gwet_ac")] {
            for [value, low, high] in Left::of(cell).take(r"^<n> \(<n> to <n>\)$") {
                self.number(&value, row, column);
                let ends = [format!("{column}_low"), format!("{column}_high")];
                self.range(&low, &high, row, [&ends[0], &ends[1]]);
            }
        }
    }

    /// A share with its range by Wilson (1927), from the things that several people rated.
    fn share(&mut self, row: Option<&Row>, column: &str, cell: &str, range: &str) {
        let share = row.and_then(|row| float(row, column));
        self.percent(cell.trim_end_matches('%'), share);
        let n = row.and_then(|row| float(row, "n_rated")).unwrap_or(f64::NAN);
        for [low, high] in Left::of(range).take(r"^<n> to <n>$") {
            let ends = wilson(share.unwrap_or(f64::NAN), n);
            self.value(&low, Some(ends[0]));
            self.value(&high, Some(ends[1]));
        }
    }
}

fn wilson(share: f64, n: f64) -> [f64; 2] {
    let z = 1.959_963_984_540_054;
    let middle = share + z * z / (2.0 * n);
    let around = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    [-1.0, 1.0].map(|side| (middle + side * around) / (1.0 + z * z / n))
}

/// A column for each standard, and a row for each site.
fn is_heat_map(checker: &Checker<'_>, table: &Table) -> bool {
    let is_standard = |name: &String| checker.data.standards.contains_key(name);
    table.head[0] == "Site" && table.head[1..].iter().all(is_standard)
}
