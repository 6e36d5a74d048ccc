//! Files as people write them, and what the program makes of them.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use crate::common::{cqi, files, text};

/// One observed activity: the same rating on all twelve dimensions, or one for each.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub(crate) site: &'static str,
    /// The school year that starts in it.
    pub(crate) year: u16,
    pub(crate) activity: usize,
    pub(crate) ratings: [u8; 12],
}

const DIMENSIONS: [&str; 12] = [
    "Organization",
    "Materials",
    "Space Utilization",
    "Participation",
    "Purposeful Activities",
    "Engagement with STEM",
    "STEM Content Learning",
    "Inquiry",
    "Reflection",
    "Relationships",
    "Relevance",
    "Youth Voice",
];

/// One row a visit, with the dimensions in some order.
pub(crate) fn sheet(visits: &[Visit], order: [usize; 12]) -> String {
    let headings = order.map(|place| DIMENSIONS[place]).join(",");
    let mut sheet = format!("Site,Date,Activity,Observer,{headings}\n");
    for Visit { site, year, activity, ratings } in visits {
        let ratings = order.map(|place| ratings[place].to_string()).join(",");
        writeln!(sheet, "{site},{year}-10-{activity:02},Activity {activity},Kim Tran,{ratings}")
            .expect("text grows");
    }
    sheet
}

pub(crate) const IN_ORDER: [usize; 12] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/// How a run ended, what it told, and the files that it wrote.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) told: String,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

/// Runs the program on some files, by name, for October 2025.
pub(crate) fn run(inputs: &[(&str, &[u8])], formats: &str) -> Run {
    let place = tempfile::tempdir().unwrap();
    let (from, to) = (place.path().join("in"), place.path().join("out"));
    for (name, bytes) in inputs {
        write(&from.join(name), bytes);
    }
    let words = ["run", from.to_str().unwrap(), "--as-of", "2025-10-20", "--formats", formats];
    let output = cqi(words.into_iter().chain(["--out", to.to_str().unwrap()]));
    let files = if to.is_dir() { files(&to) } else { Vec::new() };
    Run {
        code: output.status.code(),
        told: text(&output.stdout) + &text(&output.stderr),
        files: files.into_iter().collect(),
    }
}

#[expect(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]
fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A row of a table, by its headings.
pub(crate) type Row = BTreeMap<String, String>;

impl Run {
    /// The rows of a table in `data/`.
    #[track_caller]
    pub(crate) fn table(&self, name: &str) -> Vec<Row> {
        let file = self.files.get(&format!("data/{name}.csv"));
        let file = file.unwrap_or_else(|| panic!("no table `{name}`: {}", self.told));
        let mut reader = csv::Reader::from_reader(file.as_slice());
        reader.deserialize().map(|row| row.unwrap()).collect()
    }

    /// The only row of the table of trends that is about this.
    #[track_caller]
    pub(crate) fn trend(&self, site: &str, id: &str) -> Row {
        let mut rows = self.table("trends");
        rows.retain(|row| row["site_id"] == site && row["id"] == id);
        assert_eq!(rows.len(), 1, "trends of {id} at {site}: {}", self.told);
        rows.remove(0)
    }

    /// Every file as text, Word files opened.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, String)> {
        self.files.iter().map(|(name, bytes)| {
            let text = if Path::new(name).extension().is_some_and(|extension| extension == "docx") {
                opened(bytes)
            } else {
                String::from_utf8_lossy(bytes).into_owned()
            };
            (name.as_str(), text)
        })
    }
}

fn opened(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let parts = archive.len();
    let part =
        |place| std::io::read_to_string(archive.by_index(place).unwrap()).unwrap_or_default();
    (0..parts).map(part).collect()
}

#[track_caller]
pub(crate) fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} is `{}`", row[column]))
}
