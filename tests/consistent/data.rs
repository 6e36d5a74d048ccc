//! `data/*.csv` and the names in the rules: what every number has to agree with.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use toml::Value;

use super::common::{files, root, text};

/// A row of a data file, by its headings.
pub(crate) type Row = BTreeMap<String, String>;

#[derive(Clone)]
pub(crate) struct Data {
    tables: BTreeMap<String, Vec<Row>>,
    /// The rows of a table, by column and what stands in it: for the columns that are asked for most.
    places: HashMap<(String, &'static str, String), Vec<usize>>,
    /// The id of each standard, by its names.
    pub(crate) standards: BTreeMap<String, String>,
    /// Tools, by their id.
    pub(crate) tools: BTreeMap<String, Tool>,
    /// The id of each site, by its name.
    pub(crate) sites: BTreeMap<String, String>,
    /// Every text of the rules that holds a number, the longest first.
    pub(crate) words: Vec<String>,
}

/// The columns by which rows are found.
const KEYS: [&str; 4] = ["site_id", "id", "standard", "instrument"];

/// An instrument.
#[derive(Clone, Default)]
pub(crate) struct Tool {
    pub(crate) names: Vec<String>,
    /// Items and groups of items, by name.
    pub(crate) parts: BTreeMap<String, Part>,
    /// Published means, by the id of an item.
    pub(crate) published: BTreeMap<String, f64>,
}

#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) id: String,
    pub(crate) level: String,
    /// The items in it; of an item itself, the item.
    pub(crate) items: BTreeSet<String>,
}

impl Data {
    pub(crate) fn of(written: &BTreeMap<String, Vec<u8>>) -> Data {
        let tables = written.iter().filter_map(|(name, bytes)| {
            let name = name.strip_prefix("data/")?.strip_suffix(".csv")?;
            Some((name.to_owned(), rows(bytes)))
        });
        let mut data = Data {
            tables: tables.collect(),
            standards: BTreeMap::new(),
            tools: BTreeMap::new(),
            sites: sites(),
            words: Vec::new(),
            places: HashMap::new(),
        };
        for (name, bytes) in files(&root().join("rules/california")) {
            let rules: Value = toml::from_str(&text(&bytes)).expect(&name);
            data.learn(&rules);
            with_numbers(&rules, &mut data.words);
        }
        data.places = data.places();
        data.words.sort_by_key(|text| std::cmp::Reverse(text.len()));
        data.words.dedup();
        data
    }

    fn places(&self) -> HashMap<(String, &'static str, String), Vec<usize>> {
        let mut places: HashMap<_, Vec<usize>> = HashMap::new();
        for (table, rows) in &self.tables {
            for (place, row) in rows.iter().enumerate() {
                for key in KEYS {
                    if let Some(value) = row.get(key) {
                        let known = (table.clone(), key, value.clone());
                        places.entry(known).or_default().push(place);
                    }
                }
            }
        }
        places
    }

    fn learn(&mut self, rules: &Value) {
        match said(rules, "kind") {
            "standards" => {
                for standard in list(rules, "standard") {
                    for name in ["name", "short_name"] {
                        let id = said(standard, "id").to_owned();
                        self.standards.insert(said(standard, name).to_owned(), id);
                    }
                }
            }
            "instrument" => {
                self.tools.insert(said(&rules["about"], "id").to_owned(), tool(rules));
            }
            _ => {}
        }
    }

    pub(crate) fn rows(&self, table: &str) -> &[Row] {
        &self.tables[table]
    }

    /// The rows of a table in which columns hold what is asked for.
    pub(crate) fn find(&self, table: &str, wanted: &[(&str, &str)]) -> Vec<&Row> {
        let rows = self.rows(table);
        let is_meant = |row: &&Row| wanted.iter().all(|(column, value)| row[*column] == *value);
        let by = |key: &'static str| {
            let value = wanted.iter().find(|(column, _)| *column == key)?.1;
            rows.first()?.get(key)?;
            let places = self.places.get(&(table.to_owned(), key, value.to_owned()));
            Some(places.map_or(&[][..], |places| places))
        };
        match KEYS.into_iter().filter_map(by).min_by_key(|places| places.len()) {
            Some(places) => places.iter().map(|place| &rows[*place]).filter(is_meant).collect(),
            None => rows.iter().filter(is_meant).collect(),
        }
    }

    /// The only row of this kind.
    pub(crate) fn the(&self, table: &str, wanted: &[(&str, &str)]) -> Option<&Row> {
        match self.find(table, wanted)[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    pub(crate) fn standard(&self, name: &str) -> &str {
        self.standards.get(name).map_or("", String::as_str)
    }

    /// The id of a tool, by a name of its.
    pub(crate) fn tool(&self, name: &str) -> &str {
        let known = self.tools.iter().find(|(_, tool)| tool.names.iter().any(|it| it == name));
        known.map_or("", |(id, _)| id)
    }

    /// The same with another value in a cell, for tests of the tests.
    pub(crate) fn with(mut self, table: &str, row: usize, column: &str, value: &str) -> Data {
        let rows = self.tables.get_mut(table).expect("it is there");
        rows[row].insert(column.to_owned(), value.to_owned());
        self
    }
}

fn rows(bytes: &[u8]) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(bytes);
    reader.deserialize().map(|row| row.expect("a row as wide as its headings")).collect()
}

fn sites() -> BTreeMap<String, String> {
    let list = files(&root().join("fixtures/small-network"));
    let list = &list.iter().find(|(name, _)| name == "sites.csv").unwrap().1;
    let ids = rows(list).into_iter().map(|row| (row["site_name"].clone(), row["site_id"].clone()));
    ids.collect()
}

fn tool(rules: &Value) -> Tool {
    let mut tool = Tool {
        names: vec![
            said(rules, "short_name").to_owned(),
            said(&rules["about"], "title").to_owned(),
        ],
        ..Tool::default()
    };
    for item in list(rules, "item") {
        let id = said(item, "id").to_owned();
        let items = BTreeSet::from([id.clone()]);
        let part = Part { id, level: "item".to_owned(), items };
        // Some reports call it by its code.
        for name in [said(item, "code"), said(item, "name")] {
            tool.parts.insert(name.to_owned(), part.clone());
        }
    }
    for group in list(rules, "group") {
        let id = said(group, "id");
        let items = list(rules, "item").filter(|item| said(item, "in") == id);
        let items = items.map(|item| said(item, "id").to_owned()).collect();
        let level = said(group, "level").to_owned();
        tool.parts.insert(said(group, "name").to_owned(), Part { id: id.to_owned(), level, items });
    }
    let published = rules.get("reference").into_iter().flat_map(|it| list(it, "value"));
    let mean = |it: &Value| it["mean"].as_float().or(it["mean"].as_integer().map(|it| it as f64));
    tool.published = published.map(|it| (said(it, "id").to_owned(), mean(it).unwrap())).collect();
    tool
}

fn said<'a>(rules: &'a Value, key: &str) -> &'a str {
    rules.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(rules: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    rules.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn with_numbers(rules: &Value, found: &mut Vec<String>) {
    match rules {
        Value::String(text) if text.contains(|it: char| it.is_ascii_digit()) => {
            let text = super::document::plain(text);
            // A code alone would take numbers out of other texts.
            if 12 < text.len() {
                found.push(text);
            }
        }
        Value::Array(all) => all.iter().for_each(|it| with_numbers(it, found)),
        Value::Table(all) => all.values().for_each(|it| with_numbers(it, found)),
        _ => {}
    }
}
