//! The page of all sites: what its sentences and tables say, and where the data say it.

use std::collections::BTreeSet;

use super::{
    checker::{Checker, SEEN, SELF, float, source},
    data::Row,
    document::Table,
    left::Left,
    site::state,
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

impl<'a> Checker<'a> {
    pub(crate) fn of_all_sites(&mut self, left: &mut Left) {
        self.run_in_words(left);
        self.challenges_in_words(left);
        self.help_in_words(left);
        self.agreement_in_words(left);
        self.untold_in_words(left);
    }

    fn ids(&self) -> BTreeSet<&'a String> {
        self.data.standards.values().collect()
    }

    fn run_in_words(&mut self, left: &mut Left) {
        let ratings = self.data.rows("ratings");
        let sites: BTreeSet<&str> = ratings.iter().map(|row| row["site_id"].as_str()).collect();
        for [n] in left.take(r"^<k> sites (?:· as of|have a plan)") {
            self.count(&n, sites.len());
        }
        for [n, all] in left.take(r"^<k> sites and <k> ratings") {
            self.count(&n, sites.len());
            self.count(&all, ratings.len());
        }
        for [some, all, words] in left.take(r"^<k> of <k> rating cells: (.*)\.$") {
            self.count(&all, ratings.len());
            let state = state(&words);
            self.count(&some, ratings.iter().filter(|row| row["state"] == state).count());
        }
        for [n] in left.take(r"sites rated in every year \(<k> sites?\)") {
            let rows = self.data.find("network_trends", &[("level", "standard")]);
            let fits = rows.iter().any(|row| row["kendall_sites"] == n);
            self.same(if fits { "known" } else { &n }, "known");
        }
    }

    fn challenge(&self, name: &str) -> Option<&'a Row> {
        self.data.the("challenges", &[("standard", self.data.standard(name))])
    }

    fn challenges_in_words(&mut self, left: &mut Left) {
        let std = self.names.clone();
        let column = if left.says("What most sites work on") { "in_focus" } else { "givers" };
        for [name, some, all] in left.take(&format!(r"{std} \(<k> of <k> sites\)")) {
            let row = self.challenge(&name);
            self.number(&some, row, column);
            self.number(&all, row, "sites");
        }
        for [name, some] in left.take(&format!(r"{std} \(<k> sites?\)")) {
            let row = self.challenge(&name);
            let without =
                row.and_then(|row| Some(float(row, "in_focus")? - float(row, "with_partner")?));
            self.value(&some, without);
        }
        let urgent: f64 =
            self.data.rows("challenges").iter().filter_map(|row| float(row, "urgent")).sum();
        for [n] in left.take(r"At <k> sites? something comes first") {
            self.value(&n, Some(urgent));
        }
        let by_source = format!(r"^By <by>, {std} is below target at <k> of <k> sites\.");
        for [by, name, below, all] in left.take(&by_source) {
            let row = self.challenge(&name);
            let columns = self.columns(source(&by));
            self.number(&below, row, columns[1]);
            self.number(&all, row, columns[0]);
        }
        let cells = r"<k> sites by <k> standards; <k> of <k> cells have no score";
        for [sites, standards, without, all] in left.take(cells) {
            self.count(&standards, self.ids().len());
            self.count(&all, self.data.sites.len() * self.ids().len());
            self.count(&sites, self.data.sites.len());
            let fits = [SELF, SEEN].map(|by| self.without_score(by));
            let shown = without.parse().unwrap_or(usize::MAX);
            self.same(if fits.contains(&shown) { "counted" } else { &without }, "counted");
        }
        for [name, below, all] in left.take(&format!(r"{std} at <k> of <k> sites")) {
            self.below_by_any(&name, &below, &all);
        }
        let told = format!(r"{std}: <k> of <k> sites below target, <k> work on it");
        for [name, below, all, work] in left.take(&told) {
            self.below_by_any(&name, &below, &all);
            self.number(&work, self.challenge(&name), "in_focus");
        }
    }

    fn columns(&self, by: &str) -> [&'static str; 2] {
        if by == SELF { ["self_rated", "self_below"] } else { ["observed", "observed_below"] }
    }

    /// Cells of the heat map: every site by every standard.
    fn without_score(&self, by: &str) -> usize {
        let sites = self.data.sites.values();
        let ids = self.ids();
        let cells = sites.flat_map(|site| ids.iter().map(move |id| (site, id)));
        cells.filter(|(site, id)| self.score(site, by, id, None).is_none()).count()
    }

    /// Sites whose latest score lies below target, by the one source or the other, and sites with one.
    fn below_target(&self, standard: &str) -> (usize, usize) {
        let mut counts = (0, 0);
        for site in self.data.sites.values() {
            let target = self.priority(site, standard).and_then(|row| float(row, "target"));
            let scores: Vec<f64> = [SELF, SEEN]
                .iter()
                .filter_map(|by| float(self.score(site, by, standard, None)?, "score"))
                .collect();
            let is_below = scores.iter().any(|score| target.is_some_and(|target| *score < target));
            counts.0 += usize::from(is_below);
            counts.1 += usize::from(!scores.is_empty());
        }
        counts
    }

    fn below_by_any(&mut self, name: &str, below: &str, all: &str) {
        let (known, of) = self.below_target(self.data.standard(name));
        self.count(below, known);
        self.count(all, of);
    }

    fn help_in_words(&mut self, left: &mut Left) {
        let std = self.names.clone();
        // Each help names its site, then standards, each with what the strength rests on.
        let given =
            format!(r"{std} \(<k> (?:observed activit|people who rated|person who rated|rating)");
        for [name, n] in left.take(&given) {
            let rows = self.data.find("partners", &[("standard", self.data.standard(&name))]);
            let fits = rows.iter().any(|row| row["n_responses"] == n);
            self.same(if fits { "known" } else { &n }, "known");
        }
        for [n] in left.take(r"<k> sites? reach(?:es)? the target on too little evidence") {
            let rows = self.data.find("needs", &[("partner", "evidence_too_thin")]);
            let fits = rows.iter().any(|row| row["sites"] == n);
            self.same(if fits { "known" } else { &n }, "known");
        }
    }

    fn agreement_in_words(&mut self, left: &mut Left) {
        let all = r"^(Observers|People) of one (?:visit|site) gave the same level in <k>% of <k> pairs of ratings, and at most one level apart in ((?:over )?\d+)%";
        for [who, same, pairs, near] in left.take(all) {
            let row = self.agreement_of_all(&who);
            self.percent(&same, row.and_then(|row| float(row, "exact")));
            self.number(&pairs, row, "n_pairs");
            self.percent(&near, row.and_then(|row| float(row, "within_one")));
        }
        let each = r"([A-Z][A-Za-z, ]*?|All \d+ items): same level <k>%, within one level ((?:over )?\d+)%";
        for [name, same, near] in left.take(each) {
            let row = self.agreement(&name);
            self.percent(&same, row.and_then(|row| float(row, "exact")));
            self.percent(&near, row.and_then(|row| float(row, "within_one")));
        }
        let by = r"(visits|rounds) rated by two or more of <k> people";
        for [what, people] in left.take(by) {
            let who = if what == "visits" { "Observers" } else { "People" };
            self.number(&people, self.agreement_of_all(who), "n_raters");
        }
        for [things] in left.take(r"(?:, |^)<k> \x01") {
            let rows = self.data.find("agreement", &[("level", "all")]);
            let fits = rows.iter().any(|row| row["n_rated"] == things);
            self.same(if fits { "known" } else { &things }, "known");
        }
        for [compared, all] in left.take(r"<k> of <k> observers can be compared") {
            let rows = self.data.rows("observers");
            self.count(&all, rows.len());
            let untold = ["not_apart_from_sites", "cannot_tell"];
            let told = rows.iter().filter(|row| !untold.contains(&&*row["reading"]));
            self.count(&compared, told.count());
        }
    }

    fn agreement_of_all(&self, who: &str) -> Option<&'a Row> {
        let by = if who.starts_with("Observers") { SEEN } else { SELF };
        self.data.the("agreement", &[("source", by), ("level", "all")])
    }

    /// The row of an item, of a group of items or of all of them.
    fn agreement(&self, name: &str) -> Option<&'a Row> {
        let whole = |row: &&&Row| name == format!("All {} items", row["n_items"]);
        let all = self.data.find("agreement", &[("level", "all")]);
        if let Some(row) = all.iter().find(whole) {
            return Some(row);
        }
        // The tool has one score over its domains.
        let overall = name.starts_with("All ") && name.ends_with(" domains");
        if overall {
            return all.into_iter().find(|row| row["source"] == SEEN);
        }
        let (tool, part) = self.part(name)?;
        self.data.the("agreement", &[("instrument", tool), ("id", &part.id)])
    }

    fn untold_in_words(&mut self, left: &mut Left) {
        let basis = r"(Self-assessment|Observation), rated (each alone|together|by visits), <k> standards: there are fewer than 10 sites";
        for [by, rated, n] in left.take(basis) {
            let by = source(&by);
            let rows = self.data.find("funnel", &[("source", by), ("level", "standard")]);
            let is_so = |row: &&&Row| by == SEEN || row["basis"] == basis_of(&rated);
            let last = rows.iter().filter(is_so).map(|row| &row["school_year"]).max().cloned();
            let of_last = rows.iter().filter(is_so);
            let of_last = of_last.filter(|row| Some(&row["school_year"]) == last.as_ref());
            let ids: BTreeSet<&str> = of_last.map(|row| row["id"].as_str()).collect();
            self.count(&n, ids.len());
        }
        left.take::<0>("the slope over ten sites or more|from three sites on");
    }

    pub(crate) fn row_of_all_sites(&mut self, table: &Table, row: &[String]) -> bool {
        let head: Vec<&str> = table.head.iter().map(String::as_str).collect();
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        match (&head[..], &cells[..]) {
            (["Site", standards @ ..], [site, scores @ ..])
                if standards.iter().all(|name| self.data.standards.contains_key(*name)) =>
            {
                for (standard, score) in standards.iter().zip(scores) {
                    self.heat_cell(site, standard, score);
                }
            }
            (
                [
                    "Standard",
                    "Self-assessment, each alone",
                    "Self-assessment, together",
                    "Observation, by visits",
                ],
                [name, changes @ ..],
            ) => {
                let kinds = [(SELF, "individual"), (SELF, "consensus"), (SEEN, "")];
                for (kind, change) in kinds.into_iter().zip(changes) {
                    let row = self.latest_mean(kind, self.data.standard(name));
                    self.same_sites(change, row);
                }
            }
            (
                [
                    "Standard",
                    "Work on it",
                    "Below target, self-assessed",
                    "Below target, observed",
                    "No partner near",
                    "A way to start",
                ],
                &[name, work, own, seen, without, start],
            ) => {
                self.work_on_it(name, [work, own, seen]);
                self.without_partner(name, without, start);
            }
            (
                [
                    "Standard",
                    "Sites that work on it",
                    "Below target, self-assessment",
                    "Below target, observation",
                ],
                &[name, work, own, seen],
            ) => self.work_on_it(name, [work, own, seen]),
            (
                [
                    "Standard",
                    "Sites below target",
                    "Of these in the plan",
                    "Sites with a score",
                    "Share below",
                    "So far",
                ],
                &[name, below, work, all, share, so_far],
            ) => self.common(table, name, [below, work, all, share, so_far]),
            (
                ["Standard", "Source", "Rated", "Mean", "Sites", "Same sites, year before to now"],
                &[name, by, rated, mean, sites, change],
            ) => {
                let row = self.latest_mean((source(by), basis_of(rated)), self.data.standard(name));
                self.number(mean, row, "mean");
                self.number(sites, row, "sites");
                self.same_sites(change, row);
            }
            (
                [
                    "Standard",
                    "Source",
                    "Sites",
                    "All together",
                    "Improving or declining",
                    "Mean a year",
                ],
                &[name, by, sites, _, single, mean],
            ) => self.all_together(name, by, [sites, single, mean]),
            (
                [
                    "Standard",
                    "Self rated",
                    "Sites",
                    "Mean difference",
                    "Over all sites",
                    "Single sites",
                ],
                &[name, rated, sites, mean, range, single],
            ) => self.gaps(name, rated, [sites, mean, range, single]),
            (
                ["Tool", "Raters", "Rated by several", "In words", "Alpha", "AC"],
                &[_, who, things, words, alpha, ac],
            ) => self.raters(who, [things, words, alpha, ac]),
            (
                ["Rated", "Same level", _, "Within one", _, "Pairs", "Rated by several"],
                &[name, same, same_range, near, near_range, pairs, things],
            ) => {
                let row = self.agreement(name);
                self.share(row, "exact", same, same_range);
                self.share(row, "within_one", near, near_range);
                self.number(pairs, row, "n_pairs");
                self.number(things, row, "n_rated");
            }
            (["Site", "CDS or FEIN", ..], [site, ..]) => self.summary(site, &cells),
            (["File", "Bytes", "Fingerprint"], &[file, bytes, start]) => {
                self.file_row(file, bytes, start)
            }
            (["Site", "No partner near for", ..], _) => {
                for cell in &cells[1..] {
                    self.text(cell);
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

    /// All sites together in the latest year of a source and a way of rating.
    fn latest_mean(&self, (by, basis): (&str, &str), standard: &str) -> Option<&'a Row> {
        let rows =
            self.data.find("network", &[("source", by), ("level", "standard"), ("id", standard)]);
        let rows = rows.into_iter().filter(|row| by == SEEN || row["basis"] == basis);
        rows.max_by_key(|row| &row["school_year"])
    }

    /// `3.40 to 3.75 (2 sites)`
    fn same_sites(&mut self, cell: &str, row: Option<&Row>) {
        let mut left = Left::of(cell);
        let found = left.take(r"^<n> to <n> \(<k> sites?\)");
        for [before, now, sites] in &found {
            self.number(before, row, "same_sites_before");
            self.number(now, row, "same_sites_now");
            self.number(sites, row, "same_sites");
        }
        if found.is_empty() {
            self.same("", row.map_or("", |row| &row["same_sites_now"]));
        }
        self.rest(left, cell);
    }

    fn work_on_it(&mut self, name: &str, cells: [&str; 3]) {
        let row = self.challenge(name);
        let columns = [["sites", "in_focus"], self.columns(SELF), self.columns(SEEN)];
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
            self.number(&hours, row, "coaching_hours");
        }
    }

    fn common(&mut self, table: &Table, name: &str, cells: [&str; 5]) {
        let [below, work, all, share, so_far] = cells;
        let (known, of) = self.below_target(self.data.standard(name));
        self.count(below, known);
        self.count(all, of);
        self.number(work, self.challenge(name), "in_focus");
        self.percent(share.trim_end_matches('%'), Some(known as f64 / of as f64));
        let place = table.rows.iter().position(|row| row[0] == name).unwrap_or(0);
        let many = |row: &Vec<String>| self.below_target(self.data.standard(&row[0])).0;
        let so_many: usize = table.rows[..=place].iter().map(many).sum();
        let in_all: usize = table.rows.iter().map(many).sum();
        self.percent(so_far.trim_end_matches('%'), Some(so_many as f64 / in_all as f64));
    }

    fn all_together(&mut self, name: &str, by: &str, [sites, single, mean]: [&str; 3]) {
        let standard = self.data.standard(name);
        let wanted = [("source", source(by)), ("level", "standard"), ("id", standard)];
        let rows = self.data.find("network_trends", &wanted);
        let row = rows.into_iter().find(|row| !row["kendall_sites"].is_empty());
        self.number(sites, row, "kendall_sites");
        let mut left = Left::of(single);
        for [many, way] in left.take(r"<k> sites? (improving|declining)") {
            self.number(&many, row, &way);
        }
        self.rest(left, single);
        self.rest(Left::of(mean), mean);
    }

    fn gaps(&mut self, name: &str, rated: &str, [sites, mean, range, single]: [&str; 4]) {
        let standard = self.data.standard(name);
        let rows = self
            .data
            .find("network_gaps", &[("standard", standard), ("self_basis", basis_of(rated))]);
        let row = rows.into_iter().max_by_key(|row| &row["school_year"]);
        self.number(sites, row, "sites");
        self.number(mean, row, "mean_gap");
        for [low, high] in Left::of(range).take(r"<n> to <n>") {
            self.range(&low, &high, row, ["ci_low", "ci_high"]);
        }
        for [many, way] in Left::of(single).take(r"<k> sites? (higher|lower)") {
            self.number(&many, row, &format!("self_{way}"));
        }
    }

    fn raters(&mut self, who: &str, [things, words, alpha, ac]: [&str; 4]) {
        let row = self.agreement_of_all(who);
        for [many, people] in
            Left::of(things).take(r"^<k> (?:visits?|rounds?), <k> (?:people|person)$")
        {
            self.number(&many, row, "n_rated");
            self.number(&people, row, "n_raters");
        }
        let said = r"^The same level in <k> of <k> pairs of ratings, one level apart in <k>, further apart in <k>$";
        for [same, of, near, far] in Left::of(words).take(said) {
            let pairs = row.and_then(|row| float(row, "n_pairs")).unwrap_or(0.0).min(100.0);
            self.value(&of, Some(pairs));
            let share = |column| row.and_then(|row| float(row, column)).unwrap_or(f64::NAN);
            let (exact, within) =
                ((share("exact") * pairs).round(), (share("within_one") * pairs).round());
            self.value(&same, Some(exact));
            self.value(&near, Some(within - exact));
            self.value(&far, Some(pairs - within));
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

/// A way of rating as the data name it.
fn basis_of(words: &str) -> &'static str {
    match words {
        "each alone" => "individual",
        "together" => "consensus",
        _ => "",
    }
}
