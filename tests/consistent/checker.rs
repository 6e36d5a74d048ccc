//! Numbers of a report against the data: what is known of where they stand, and what was found.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{
    common::root,
    data::{Data, Row},
    document::{Document, Piece, Table},
    left::Left,
    number::{fault, shows, shows_percent},
};

pub(crate) const SELF: &str = "self-assessment";
pub(crate) const SEEN: &str = "observation";

/// What numbers are that are no scores and come from no table of the data. Each with an example.
const NO_SCORES: [&str; 15] = [
    // January 31, 2027; Nov 1 to Dec 13, 2026; Nov 1, 2026.
    r"\b[A-Z][a-z]{2,8} \d{1,2}(, \d{4})?\b",
    // Figure 3. All standards
    r"^Figure \d+\. ",
    // cqi 0.1.0, version 0.1.0, california 0.1.0
    r"\b\d+\.\d+\.\d+\b",
    // fingerprint 0d8e8e119bac, and the id that holds a year: can_qsa_2009
    r"\bfingerprint [0-9a-f]{12}\b|\b[a-z]+_[a-z]+_2009\b|\bqsa_2009_[a-z_]+\b|QSA 2009|\(2009\)",
    // 27-98765-0100012: a county, a district and a school
    r"\b\d{2}-\d{5}-\d{7}\b",
    // the 95% range, 95 times in 100: how sure all ranges are
    r"\b95% (range|interval)|95 times in 100|99\.8% limits",
    // 21st Century Community Learning Centers
    r"\b21st[ -][Cc]entury\b|21st CCLC",
    // What things cost and how long they take: $50-$200, 20 minutes, two 20-minute practices
    r"\$\d+(-\$\d+)?|\b\d+[ -](minutes?|hours)\b",
    // The name of a way to teach: 5E learning cycle
    r"\b5E\b",
    // How much has to be rated for a score, by the rules
    r"with at least \d parts|a share of at least 0\.\d+ of the parts",
    // Codes of items: QS12.2
    r"\bQS\d+\.\d+\b",
    // Ends of the scale of alpha and AC, and of a shortfall
    r"\b1 where raters always agree, 0 where they agree as often\b",
    // SHA-256, `run.json` and other names of things
    r"SHA-256",
    // The school year of a plan, of a file and of a heading is checked where it leads to numbers
    r"\b\d{4}-\d{2}\b",
    // The number of a heading: 1. Sustainability, 12. Sustainability
    r"^\d{1,2}\. ",
];

/// Goes through a report and notes what does not agree.
pub(crate) struct Checker<'a> {
    pub(crate) data: &'a Data,
    /// The site that the report is about; none for the page of all sites.
    pub(crate) site: Option<&'a str>,
    /// What the figure shows that it is in.
    pub(crate) figure: String,
    /// The standard of the part that it is in.
    pub(crate) standard: String,
    /// Every name of a standard, as a pattern.
    pub(crate) names: String,
    pub(crate) problems: Vec<String>,
    /// How many numbers were held against the data.
    pub(crate) checked: usize,
    /// Where it is, for what it notes.
    pub(crate) place: String,
}

impl<'a> Checker<'a> {
    pub(crate) fn of(data: &'a Data, site: Option<&'a str>) -> Checker<'a> {
        let mut names: Vec<&str> = data.standards.keys().map(String::as_str).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let names = format!("({})", names.join("|"));
        let (problems, place, figure) = (Vec::new(), String::new(), String::new());
        Checker { figure, data, site, standard: String::new(), names, problems, checked: 0, place }
    }

    pub(crate) fn document(&mut self, document: &Document) {
        for piece in &document.pieces {
            match piece {
                Piece::Heading(heading) => self.heading(heading),
                Piece::Text(text) => self.text(text),
                Piece::Table(table) => self.table(table),
            }
        }
        for figure in &document.figures {
            self.text(&figure.told);
            if let Some((subtitle, table)) = &figure.numbers {
                self.figure.clone_from(subtitle);
                self.text(subtitle);
                self.table(table);
                self.drawing(figure, subtitle, table);
            }
        }
    }

    fn heading(&mut self, heading: &str) {
        if let Some((_, name)) = heading.split_once(". ") {
            self.data.standard(name).clone_into(&mut self.standard);
        }
        self.rest(Left::of(heading), heading);
    }

    /// A sentence: what its numbers say, then what is no score, then nothing may be left.
    pub(crate) fn text(&mut self, text: &str) {
        self.place = text.chars().take(90).collect();
        let mut left = self.without_steps(text);
        if left.has_number() {
            match self.site {
                Some(site) => self.of_a_site(site, &mut left),
                None => self.of_all_sites(&mut left),
            }
        }
        self.rest(left, text);
    }

    /// A text without what steps say of the site, and without what the rules say.
    fn without_steps(&mut self, text: &str) -> Left {
        let mut left = Left::of(text);
        if let Some(site) = self.site {
            self.measures_in_words(site, &mut left);
        }
        self.without_rules(left)
    }

    /// A text without what the rules say word for word.
    pub(crate) fn without_rules(&self, mut left: Left) -> Left {
        if left.has_number() {
            self.data.words.iter().for_each(|words| left.take_words(words));
        }
        left
    }

    pub(crate) fn rest(&mut self, mut left: Left, whole: &str) {
        if !left.has_number() {
            return;
        }
        for pattern in NO_SCORES {
            left.take::<0>(pattern);
        }
        if let Some(left) = left.unaccounted() {
            self.problems.push(format!("nothing accounts for `{left}` in `{whole}`"));
        }
    }

    fn table(&mut self, table: &Table) {
        self.place.clone_from(&table.caption);
        self.text(&table.caption);
        for row in &table.rows {
            self.place = format!("{} | {}", table.caption, row.join(" | "));
            let known = match self.site {
                Some(site) => self.row_of_a_site(site, table, row),
                None => self.row_of_all_sites(table, row),
            };
            if !known {
                for (head, cell) in table.head.iter().zip(row) {
                    self.place = format!("{} | {head} | {cell}", table.caption);
                    let left = self.without_steps(cell);
                    self.rest(left, cell);
                }
            }
        }
    }

    /// A number against a column of a row of the data.
    pub(crate) fn number(&mut self, shown: &str, row: Option<&Row>, column: &str) {
        self.checked += 1;
        let problem = match row {
            Some(row) => fault(shown, row, column),
            None => Some(format!("`{shown}`, of which the data know nothing (`{column}`)")),
        };
        self.note(problem);
    }

    pub(crate) fn value(&mut self, shown: &str, value: Option<f64>) {
        self.checked += 1;
        let agrees = value.is_some_and(|value| shows(shown, value));
        self.note((!agrees).then(|| format!("`{shown}`, where it is {value:?}")));
    }

    pub(crate) fn count(&mut self, shown: &str, count: usize) {
        self.value(shown, Some(count as f64));
    }

    pub(crate) fn percent(&mut self, shown: &str, share: Option<f64>) {
        self.checked += 1;
        let agrees = share.is_some_and(|share| shows_percent(shown, share));
        self.note((!agrees).then(|| format!("`{shown}%`, where it is {share:?}")));
    }

    pub(crate) fn same(&mut self, shown: &str, known: &str) {
        self.checked += 1;
        self.note((shown != known).then(|| format!("`{shown}`, where it is `{known}`")));
    }

    /// Both ends of a range, or none where the data have none.
    pub(crate) fn range(&mut self, low: &str, high: &str, row: Option<&Row>, ends: [&str; 2]) {
        if low.is_empty() {
            let known = row.map_or("", |row| row[ends[0]].as_str());
            self.same("", known);
        } else {
            self.number(low, row, ends[0]);
            self.number(high, row, ends[1]);
        }
    }

    /// A file that was read: how long it is, and the start of its fingerprint.
    pub(crate) fn file_row(&mut self, file: &str, bytes: &str, start: &str) {
        let read =
            std::fs::read(root().join("fixtures/small-network").join(file)).unwrap_or_default();
        self.count(bytes, read.len());
        let digest = Sha256::digest(&read);
        let known = digest.iter().take(start.len() / 2).fold(String::new(), |mut known, byte| {
            let _ = write!(known, "{byte:02x}");
            known
        });
        self.same(start, &known);
    }

    pub(crate) fn note(&mut self, problem: Option<String>) {
        let place = &self.place;
        self.problems.extend(problem.map(|problem| format!("{problem}, in `{place}`")));
    }
}

/// A source as the data name it.
pub(crate) fn source(words: &str) -> &'static str {
    if words.to_lowercase().starts_with("self") { SELF } else { SEEN }
}

pub(crate) fn float(row: &Row, column: &str) -> Option<f64> {
    row[column].parse().ok()
}
