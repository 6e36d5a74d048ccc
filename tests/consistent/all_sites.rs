//! The report of all sites: what its sentences say.

use std::collections::BTreeSet;

use super::{
    checker::{Checker, SEEN, SELF, float, source},
    data::Row,
    known::columns,
    left::Left,
    site::state,
};

impl Checker<'_> {
    pub(crate) fn of_all_sites(&mut self, left: &mut Left) {
        self.run_in_words(left);
        self.scale(left);
        self.years_in_words(left);
        self.challenges_in_words(left);
        self.help_in_words(left);
        self.agreement_in_words(left);
        self.untold_in_words(left);
    }

    fn run_in_words(&mut self, left: &mut Left) {
        let ratings = self.data.rows("ratings");
        let sites: BTreeSet<&str> = ratings.iter().map(|row| row["site_id"].as_str()).collect();
        for [n] in left.take(r"^<k> sites (?:· as of|have a plan)") {
            self.count(&n, sites.len());
        }
        for [n, all] in left.take(r"^<k> sites and <k> ratings") {
            self.count(&n, sites.len());
            self.count(&all, ratings.iter().filter(|row| row["state"] == "rated").count());
        }
        for [some, all, words] in left.take(r"^<k> of <k> rating cells: (.*)\.$") {
            self.count(&all, ratings.len());
            let state = state(&words);
            self.count(&some, ratings.iter().filter(|row| row["state"] == state).count());
        }
    }

    fn years_in_words(&mut self, left: &mut Left) {
        let by = if left.says("in the observations: ") { SEEN } else { SELF };
        let going = r"\(<k> years: (up|down) at <k> of <k> sites, (?:clearly at <k>|at no single one clearly)(?:, but clearly (?:up|down) at <k>)?\)";
        let std = self.names.clone();
        let count_of = |count: String| if count.is_empty() { "0".to_owned() } else { count };
        for [name, years, way, some, sites, clear, against] in left.take(&format!("{std} {going}"))
        {
            let known = self.every_year(by, self.data.standard(&name));
            let mut called = [known.improving, known.declining];
            if way == "down" {
                called.reverse();
            }
            self.count(&years, known.years);
            self.count(&some, if way == "up" { known.up } else { known.down });
            self.count(&sites, known.sites);
            for (count, known) in [clear, against].into_iter().zip(called) {
                self.count(&count_of(count), known);
            }
        }
        let looked = r"\. Tested <k> times \(standards by source\); 1 test in 20 finds|lines were looked at: of <k>, one";
        for [one, other] in left.take(looked) {
            let rows = self.data.find("network_trends", &[("level", "standard")]);
            let many = rows.iter().filter(|row| !row["kendall_sites"].is_empty()).count();
            self.count(if one.is_empty() { &other } else { &one }, many);
        }
        let together =
            r"In <by>, nearly all standards clearly (rose|fell) at once at <k> of <k> sites?";
        for [by, way, some, all] in left.take(together) {
            let sites = self.data.sites.values();
            let moved = sites.map(|site| self.moved_together(site, source(&by), &way));
            let enough: Vec<(usize, usize)> = moved.filter(|(_, of)| 4 <= *of).collect();
            let nearly_all = enough.iter().filter(|(moved, of)| 3 * of <= 4 * moved).count();
            self.count(&some, nearly_all);
            self.count(&all, enough.len());
        }
    }

    fn challenges_in_words(&mut self, left: &mut Left) {
        let std = self.names.clone();
        if left.says("Most sites below target") {
            for [name, below, all] in left.take(&format!(r"{std} \(<k> of <k>\)")) {
                self.below_by_any(&name, &below, &all);
            }
        }
        let column = if left.says("Most worked on") { "in_focus" } else { "givers" };
        for [name, some, all] in left.take(&format!(r"{std} \(<k> of <k>\)")) {
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
        for [more] in left.take(r"^No nearby partner for: .* and <k> more\.") {
            let alone = |row: &&Row| row["with_partner"] == "0" && row["in_focus"] != "0";
            let alone = self.data.rows("challenges").iter().filter(alone).count();
            self.count(&more, alone - 3);
        }
        let first = "^([^\u{2013}]+) \u{2013} .*\"([^\"]+)\" is rated <k>, the lowest level\\. \\([A-Z][a-z-]+, <year>\\)";
        for [site, item, rating, year] in left.take(first) {
            let site = self.data.sites.get(&site).map_or("", String::as_str);
            let row = self.item_score(site, &item);
            self.number(&rating, row, "score");
            self.same(&year, row.map_or("", |row| &row["school_year"]));
        }
        let by_source = format!(r"^By <by>, {std} is below target at <k> of <k> sites\.");
        for [by, name, below, all] in left.take(&by_source) {
            let row = self.challenge(&name);
            let columns = columns(source(&by));
            self.number(&below, row, columns[1]);
            self.number(&all, row, columns[0]);
        }
        let cells = r"<k> sites by <k> standards; <k> of <k> cells have no score";
        for [sites, standards, without, all] in left.take(cells) {
            self.count(&sites, self.data.sites.len());
            // Each source by the standards that it speaks of.
            let known = [SELF, SEEN].map(|by| {
                let columns = self.scored(by).len();
                let cells = self.data.sites.len() * columns;
                [columns, cells, self.without_score(by)].map(|count| count.to_string())
            });
            let shown = [standards, all, without];
            let fits = known.contains(&shown);
            self.same(if fits { "counted" } else { &shown[0] }, "counted");
        }
        let told = format!(r"{std}: <k> of <k> sites below target, <k> work on it");
        for [name, below, all, work] in left.take(&told) {
            self.below_by_any(&name, &below, &all);
            self.number(&work, self.challenge(&name), "in_focus");
        }
    }

    fn below_by_any(&mut self, name: &str, below: &str, all: &str) {
        let (known, of) = self.below_target(self.data.standard(name));
        self.count(below, known);
        self.count(all, of);
    }

    fn help_in_words(&mut self, left: &mut Left) {
        let std = self.names.clone();
        // Each help names its site, then standards, each with what the strength rests on.
        let given = format!(
            r"{std} \(by <k> (?:observed activit|people who rated|person who rated|rating)"
        );
        for [name, n] in left.take(&given) {
            let rows = self.data.find("partners", &[("standard", self.data.standard(&name))]);
            let fits = rows.iter().any(|row| row["n_responses"] == n);
            self.same(if fits { "known" } else { &n }, "known");
        }
        for [n] in left.take(r"<k> sites reach the target by the") {
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
        left.take::<0>(
            "the slope over ten sites or more|from three sites on|A session for staff: where 40% of sites or more work on it|, from 2 visits or people on",
        );
    }
}

/// A way of rating as the data name it.
pub(crate) fn basis_of(words: &str) -> &'static str {
    match words {
        "each alone" => "individual",
        "together" => "consensus",
        _ => "",
    }
}
