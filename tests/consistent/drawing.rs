//! The words of a drawing against the table of its numbers, as both stand in the page.

use std::collections::BTreeSet;

use super::{
    checker::{Checker, SEEN, SELF, source},
    document::{Figure, Table, squeezed},
    left::Left,
};

/// What a drawing says that is no number of its table.
const NO_NUMBERS: [&str; 5] = [
    // Ticks of an axis: scores, gaps, and shares
    r"^[+\u{2212}\u{2013}]?[0-4]$|^(0|25|50|75|100)%$",
    // The line of the target
    r"^target \d\.\d\b",
    // Where a shade of the heat map begins
    r"^(from|below) \d(\.\d+)?$",
    // How wide ranges are
    r"95%",
    r"\d{4}-\d{2}",
];

impl Checker<'_> {
    pub(crate) fn drawing(&mut self, figure: &Figure, subtitle: &str, table: &Table) {
        let whole = table.head.iter().chain(table.rows.iter().flatten());
        let known: BTreeSet<String> = whole.flat_map(|cell| numbers(cell)).collect();
        let known: BTreeSet<String> = known.into_iter().chain(shares(table)).collect();
        let heads = table.head.iter().map(|head| squeezed(head));
        let said = squeezed(&figure.told) + &squeezed(subtitle) + &heads.collect::<String>();
        for text in &figure.drawn {
            self.place = format!("{}, drawn: {text}", figure.name);
            let is_said = 1 < text.split(' ').count() && said.contains(&squeezed(text));
            if !is_said {
                self.drawn(text, &known);
            }
        }
        let rows: Vec<KnownRow<'_>> = table.rows.iter().map(|row| KnownRow::of(row)).collect();
        for hover in &figure.hovers {
            self.place = format!("{}, on pointing: {hover}", figure.name);
            if table.head[0] == "Site" {
                self.heat_hover(hover);
            } else {
                self.hover(hover, &rows, &table.head);
            }
        }
    }

    /// Every number of a text is one of the table.
    fn drawn(&mut self, text: &str, known: &BTreeSet<String>) {
        let shown = numbers(text);
        self.checked += shown.len();
        if shown.iter().all(|number| known.contains(number)) {
            return;
        }
        let mut left = self.without_rules(Left::of(text));
        for pattern in NO_NUMBERS {
            left.take::<0>(pattern);
        }
        for number in left.numbers().filter(|number| !known.contains(number)) {
            self.note(Some(format!("`{number}`, which its table lacks")));
        }
    }

    /// What is said of one mark is what its row says.
    fn hover(&mut self, text: &str, rows: &[KnownRow<'_>], head: &[String]) {
        let rows = rows.iter().filter(|row| row.names.iter().any(|name| begins(text, name)));
        let rows: Vec<&KnownRow<'_>> = rows.collect();
        let mut left = Left::of(text);
        for name in rows.iter().flat_map(|row| &row.names) {
            left.take_words(name);
        }
        for [before] in left.take(r"; the year before <n>$") {
            self.year_before(text, &before);
        }
        left.take::<0>(r"\d{4}-\d{2}");
        for head in head {
            left.take_words(head);
        }
        for number in left.numbers() {
            self.checked += 1;
            let is_known = rows.iter().any(|row| row.numbers.contains(&number));
            self.note((!is_known).then(|| format!("`{number}`, which its row lacks")));
        }
    }

    /// `Alder Creek Elementary, Skill building: 2.80 (2.57 to 3.03) in 2024-25, n = 4`
    fn heat_hover(&mut self, text: &str) {
        let by = source(&self.figure);
        let pattern = r"^(.+?), ([A-Z].*): <n>(?: \(<n> to <n>\))? in <year>, n.=.<k>$";
        let found = Left::of(text).take(pattern);
        for [site, standard, score, low, high, year, n] in &found {
            let site = self.data.sites.get(site).map_or("", String::as_str);
            let row = self.score(site, by, self.data.standard(standard), Some(year));
            self.number(score, row, "score");
            self.range(low, high, row, ["ci_low", "ci_high"]);
            self.number(n, row, "n_responses");
        }
        let is_silent = text.contains("no score") || text.contains("not rated");
        if found.is_empty() && !is_silent {
            self.note(Some("cannot be read".to_owned()));
        }
    }

    fn year_before(&mut self, text: &str, before: &str) {
        let Some(site) = self.site else { return };
        let parts = text.split_once(", Observation: ").map(|(name, _)| (name, SEEN));
        let parts = parts.or(text.split_once(", Self-assessment: ").map(|(name, _)| (name, SELF)));
        let Some((name, by)) = parts else { return self.note(Some("cannot be read".to_owned())) };
        let standard = self.data.standard(name);
        let rows = self.data.find(
            "changes",
            &[("site_id", site), ("source", by), ("id", standard), ("kind", "from_year_before")],
        );
        let row = rows.into_iter().max_by_key(|row| &row["school_year"]);
        let since = row.map(|row| row["since"].clone());
        self.number(before, self.score(site, by, standard, since.as_deref()), "score");
    }
}

/// A row of numbers, and by which of its cells a mark may be called.
struct KnownRow<'a> {
    names: Vec<&'a str>,
    numbers: BTreeSet<String>,
}

impl KnownRow<'_> {
    fn of(row: &[String]) -> KnownRow<'_> {
        let names = row.iter().take(2).map(String::as_str);
        let names = names.filter(|name| name.starts_with(char::is_alphabetic)).collect();
        KnownRow { names, numbers: of_row(row) }
    }
}

fn begins(text: &str, name: &str) -> bool {
    text.strip_prefix(name).is_some_and(|rest| rest.starts_with([',', ':', ' ']))
}

fn numbers(text: &str) -> Vec<String> {
    Left::of(text).numbers().collect()
}

/// The numbers of a row, percents as shares too, and what part of the last the others are.
fn of_row(row: &[String]) -> BTreeSet<String> {
    let mut known: BTreeSet<String> = row.iter().flat_map(|cell| numbers(cell)).collect();
    for cell in row.iter().filter(|cell| cell.ends_with('%')) {
        known.extend(
            numbers(cell).iter().map(|it| format!("{:.2}", it.parse::<f64>().unwrap() / 100.0)),
        );
    }
    known.extend(shares_of_row(row));
    known
}

fn shares(table: &Table) -> BTreeSet<String> {
    table.rows.iter().flat_map(|row| shares_of_row(row)).collect()
}

/// Counts as percents of the number at the end of the row.
fn shares_of_row(row: &[String]) -> Vec<String> {
    let counts: Vec<f64> = row[1..].iter().filter_map(|cell| cell.parse().ok()).collect();
    let Some((all, counts)) = counts.split_last() else { return Vec::new() };
    counts.iter().map(|count| format!("{:.0}", 100.0 * count / all)).collect()
}
