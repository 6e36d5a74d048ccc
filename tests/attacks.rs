//! Files made to break readers, each by one trick.
//!
//! Small ones lie together in a folder, so that each also shows that the batch goes on. Large ones
//! are read alone, and on Linux both processes together are held to 512 MiB.

#![expect(clippy::disallowed_methods, reason = "this test is its own door to the file system")]
#![expect(clippy::format_collect, reason = "files of a few megabytes may be built slowly")]

mod common;
#[path = "../src/ingest/tests/made.rs"]
mod made;
#[path = "attacks/forged.rs"]
mod forged;
#[path = "attacks/watched.rs"]
mod watched;

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;
use tempfile::TempDir;

use common::{cqi, text};
use forged::{
    Entry, book_parts, forged_zip, lie_about_sizes, ods_parts, rows, shared_texts, sound_workbooks,
    with_part,
};
use made::{biff, compound, number, ods, record, xls, xlsb, xlsx, zipped};
use watched::most_memory;

/// Files by name, with the codes of which one must be told. No code: they must be read.
type Attacks = Vec<(&'static str, Vec<u8>, &'static [&'static str])>;

/// Read, but no ratings: that is all there is to say of a sound file without any.
const READ: &[&str] = &["T001"];
const DAMAGED: &[&str] = &["F002"];
const TOO_LARGE: &[&str] = &["F004"];
const LOCKED: &[&str] = &["F003"];
const STRANGE: &[&str] = &["F001"];
/// One or the other, as far as a reader comes.
const REFUSED: &[&str] = &["F002", "F004", "F011"];

#[test]
fn small_attacks_are_told_and_the_batch_goes_on() {
    let mut attacks = zips();
    attacks.extend(xml());
    attacks.extend(binary());
    attacks.extend(tables());
    attacks.extend(odd_names());
    let folder = TempDir::new().unwrap();
    for (name, bytes, _) in &attacks {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let told = noticed(folder.path());
    let mut faults = Vec::new();
    for (name, _, codes) in &attacks {
        let told = told.get(*name).map(Vec::as_slice).unwrap_or_default();
        if !told.iter().any(|code| codes.contains(&code.as_str())) {
            faults.push(format!("{name}: {told:?}, not {codes:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn large_attacks_end_within_the_limits() {
    let folder = TempDir::new().unwrap();
    for (name, bytes, codes) in large() {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let told = noticed(&path);
        let told = told.values().flatten().map(String::as_str).collect::<Vec<_>>();
        assert!(told.iter().any(|code| codes.contains(code)), "{name}: {told:?}, not {codes:?}");
        if let Some(bytes) = most_memory(&path) {
            assert!(bytes < 512 << 20, "{name} takes {} MiB", bytes >> 20);
        }
        fs::remove_file(path).unwrap();
    }
}

/// Cut at every sixteenth, a file is told to be damaged or, where only its end is lost, read.
#[test]
fn files_cut_short_are_told() {
    let folder = TempDir::new().unwrap();
    let mut names = Vec::new();
    for (ending, whole) in sound_workbooks() {
        for part in 0..=16 {
            let name = format!("{part:02}.{ending}");
            // No two files are the same, so that each is read.
            let cut = &whole[..whole.len() * part / 16];
            fs::write(folder.path().join(&name), cut).unwrap();
            names.push(name);
        }
    }
    let told = noticed(folder.path());
    for name in names {
        assert!(told.contains_key(&name), "{name} is passed over in silence");
    }
}

#[test]
fn files_damaged_at_random_are_told_or_read() {
    const VARIANTS: usize = 300;
    for (ending, whole) in sound_workbooks() {
        let folder = TempDir::new().unwrap();
        let mut dice = 0x9E37_79B9_7F4A_7C15_u64 ^ ending.len() as u64;
        for variant in 0..VARIANTS {
            let mut bytes = whole.clone();
            for _ in 0..=variant % 8 {
                // The generator of Knuth, MMIX.
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let at = usize::try_from(dice >> 20).unwrap() % bytes.len();
                bytes[at] ^= 1 << ((dice >> 12) % 8);
            }
            fs::write(folder.path().join(format!("{variant:03}.{ending}")), bytes).unwrap();
        }
        let told = noticed(folder.path());
        assert_eq!(told.len(), VARIANTS, "of {VARIANTS} damaged files of the kind {ending}");
    }
}

/// The codes that are told about each file of a folder, by its name.
fn noticed(path: &Path) -> BTreeMap<String, Vec<String>> {
    let words = ["check".as_ref(), "--format".as_ref(), "json".as_ref(), path.as_os_str()];
    let output = cqi(words);
    let errors = text(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}: {errors}", path.display());
    assert!(!errors.contains("panicked"), "{}: {errors}", path.display());
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let told = told["diagnostics"].as_array().unwrap();
    let mut of_file: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for told in told {
        let file = told["place"]["file"].as_str().unwrap_or_default();
        let name = file.rsplit('/').next().unwrap_or_default().to_owned();
        of_file.entry(name).or_default().push(told["code"].as_str().unwrap().to_owned());
    }
    of_file
}

fn zips() -> Attacks {
    let sound = book_parts("", &rows(&[&["Oak", "Elm"]]));
    let sound: Vec<(&str, &[u8])> =
        sound.iter().map(|(name, data)| (name.as_str(), data.as_bytes())).collect();
    let mut outside = sound.clone();
    outside.extend([
        ("../../../etc/cron.d/job", b"x".as_slice()),
        ("/etc/passwd", b"x"),
        ("C:\\windows\\system.ini", b"x"),
    ]);
    let workbook = zipped(&sound);
    let link = Entry { unix_mode: 0o120_777, ..Entry::of("xl/media/link", b"/etc/passwd") };
    let mut entries: Vec<Entry> = sound.iter().map(|(name, data)| Entry::of(name, data)).collect();
    let twice = [Entry::of("xl/workbook.xml", b"<workbook/>")];
    let one = Entry::of("", &vec![b' '; 1 << 20]);
    let overlapping: Vec<Entry> = (0..300)
        .map(|at| {
            let (name, same_as) = (format!("xl/{at}.xml"), (0 < at).then_some(0));
            Entry { name, same_as, ..one.clone() }
        })
        .collect();
    let nested = zipped(&[("inner.zip", zipped(&[("inner.zip", workbook.clone())]))]);
    let doubled = forged_zip(&entries.iter().cloned().chain(twice).collect::<Vec<_>>());
    entries.push(link);
    vec![
        ("nested.xlsx", nested, STRANGE),
        ("overlapping.xlsx", forged_zip(&overlapping), REFUSED),
        ("falsified.xlsx", lie_about_sizes(&workbook, 7), DAMAGED),
        ("huge-sizes.xlsx", lie_about_sizes(&workbook, u32::MAX - 1), TOO_LARGE),
        ("doubled.xlsx", doubled, DAMAGED),
        ("traversal.xlsx", zipped(&outside), READ),
        ("symlink.xlsx", forged_zip(&entries), READ),
        (
            "comment-only.xlsx",
            b"PK\x05\x06".iter().copied().chain([0; 18]).collect(),
            REFUSED_OR_STRANGE,
        ),
        ("head-only.xlsx", b"PK\x03\x04".to_vec(), DAMAGED),
    ]
}

const REFUSED_OR_STRANGE: &[&str] = &["F001", "F002"];

fn xml() -> Attacks {
    let laughs = r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>"#;
    let laughing = format!("{laughs}<sst><si><t>&b;</t></si></sst>");
    let deep = format!("<sheetData/>{}", "<a>".repeat(1_000_000));
    let long = format!(
        r#"<sheetData><row><c r="A1" x="{}"><v>1</v></c></row></sheetData>"#,
        "y".repeat(8 << 20)
    );
    let many: String = (0..1_000_000).map(|at| format!(" a{at}=''")).collect();
    let attributes = format!("<sheetData><row><c{many}><v>1</v></c></row></sheetData>");
    let styled = format!("<styleSheet{many}><cellXfs><xf/></cellXfs></styleSheet>");
    let merges: String =
        (1..=50_000).map(|row| format!(r#"<mergeCell ref="A{row}:B{row}"/>"#)).collect();
    let with_merges = format!("<sheetData/><mergeCells>{merges}</mergeCells>");
    let dense: String = (1..200)
        .map(|row| format!(r#"<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>"#))
        .collect();
    let tabs = |tab: &dyn Fn(usize) -> String| -> String { (0..2_000).map(tab).collect() };
    let one_part = tabs(&|at| format!(r#"<sheet name="s{at}" sheetId="{at}" r:id="rA"/>"#));
    let one_name = tabs(&|_| r#"<sheet name="A" sheetId="1" r:id="rA"/>"#.to_owned());
    let long_name = format!(r#"<sheet name="{}" sheetId="1" r:id="rA"/>"#, "n".repeat(1 << 20));
    let book = |tabs: &str| {
        with_part(
            "xl/workbook.xml",
            format!("<workbook><sheets>{tabs}</sheets></workbook>").as_bytes(),
        )
    };
    let wide: Vec<u8> = "\u{feff}<workbook><sheets/></workbook>"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    vec![
        ("laughs.xlsx", with_part("xl/sharedStrings.xml", laughing.as_bytes()), DAMAGED),
        (
            "laughs-in-sheet.xlsx",
            xlsx(
                "",
                &[&format!(
                    "{laughs}<sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData>"
                )],
            ),
            DAMAGED,
        ),
        ("deep.xlsx", xlsx("", &[&deep]), &["F002", "F005"]),
        ("long-attribute.xlsx", xlsx("", &[&long]), READ),
        ("many-attributes.xlsx", xlsx("", &[&attributes]), READ),
        (
            "many-attributes-of-styles.xlsx",
            with_part("xl/styles.xml", styled.as_bytes()),
            TOO_LARGE,
        ),
        ("many-merges.xlsx", xlsx("", &[&with_merges]), TOO_LARGE),
        ("dense.xlsx", xlsx("", &[&format!("<sheetData>{dense}</sheetData>")]), TOO_LARGE),
        ("open-comment.xlsx", xlsx("", &["<sheetData><!-- "]), DAMAGED),
        ("open-data.xlsx", xlsx("", &["<sheetData><row><c><v><![CDATA["]), DAMAGED),
        ("one-part.xlsx", book(&one_part), DAMAGED),
        ("one-name.xlsx", book(&one_name), DAMAGED),
        ("long-name.xlsx", book(&long_name), DAMAGED),
        ("utf16.xlsx", with_part("xl/workbook.xml", &wide), DAMAGED),
        (
            "odd-dimension.xlsx",
            xlsx("", &[r#"<dimension ref="B2:A1"/><sheetData/>"#]),
            &["F002", "F005"],
        ),
        ("wide-table.xlsx", shared_texts(200_000), READ),
    ]
}

fn binary() -> Attacks {
    let numbers =
        |numbers: &[u32]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
    let far = [
        record(0x94, &numbers(&[0, u32::MAX, 0, u32::MAX])),
        record(0x91, &[]),
        record(0x00, &numbers(&[u32::MAX - 1, 0, 0, 0])),
        record(0x05, &[numbers(&[u32::MAX - 1, 0]), vec![0; 8]].concat()),
        record(0x92, &[]),
    ];
    let end_of_texts = record(0x9F, &numbers(&[u32::MAX, u32::MAX]));
    let texts =
        |count: u32, rest: &[u8]| biff(0x00FC, &[numbers(&[count, count]), rest.to_vec()].concat());
    let book = |more: &[Vec<u8>]| {
        let start = biff(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
        compound(
            "Workbook",
            &[vec![start], more.to_vec(), vec![biff(0x000A, &[])]].concat().concat(),
        )
    };
    let circle = |changes: &[(usize, u32)]| {
        let mut bytes = xls(&[number(0, 0, 0, 1.0)]);
        for &(at, to) in changes {
            bytes[at..at + 4].copy_from_slice(&to.to_le_bytes());
        }
        bytes
    };
    vec![
        ("far.xls", xls(&[number(0, 0, 0, 1.0), number(65_535, 16_000, 0, 1.0)]), TOO_LARGE),
        ("texts-that-are-not-there.xls", book(&[texts(u32::MAX, &[])]), REFUSED_OR_EMPTY),
        ("long-text.xls", book(&[texts(1, &[0xFF, 0xFF, 0x0F])]), REFUSED_OR_EMPTY),
        ("circle-of-sectors.xls", circle(&[(512 + 8, 2)]), &["F002", "T001"]),
        ("circle-of-folders.xls", circle(&[(512 + 4, 1)]), DAMAGED),
        ("circle-of-lists.xls", circle(&[(68, 0), (512 + 508, 0)]), DAMAGED),
        ("table-past-the-end.xls", circle(&[(76, 0x00FF_FFFF)]), DAMAGED),
        ("xor.xls", book(&[biff(0x002F, &[0, 0, 1, 2, 3, 4])]), LOCKED),
        ("rc4.xls", book(&[biff(0x002F, &[1, 0, 1, 0, 1, 0])]), LOCKED),
        ("agile.xlsx", compound("EncryptedPackage", &[0; 64]), LOCKED),
        ("far.xlsb", xlsb(&far.concat(), &record(0x9F, &[0; 8])), REFUSED_OR_EMPTY),
        ("texts-that-are-not-there.xlsb", xlsb(&[], &end_of_texts), REFUSED_OR_EMPTY),
        (
            "long-record.xlsb",
            xlsb(&[0x94, 0x01, 0xFF, 0xFF, 0xFF, 0x7F, 0], &record(0x9F, &[0; 8])),
            REFUSED,
        ),
    ]
}

const REFUSED_OR_EMPTY: &[&str] = &["F002", "F004", "F005", "F011"];

fn tables() -> Attacks {
    let table = |inner: &str| ods(&format!(r#"<table:table table:name="A">{inner}</table:table>"#));
    let all = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>"#;
    let long = format!(
        r#"<table:table-row table:number-rows-repeated="10000"><table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell></table:table-row>"#,
        "x".repeat(90_000)
    );
    let spaces = r#"<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="4294967295"/></text:p></table:table-cell></table:table-row>"#;
    let past = r#"<table:table-row table:number-rows-repeated="18446744073709551615"><table:table-cell table:number-columns-repeated="18446744073709551615" office:value-type="float" office:value="1"/></table:table-row>"#;
    let nested = format!(
        "{}{}",
        "<table:table table:name='B'><table:table-row><table:table-cell>".repeat(20_000),
        all
    );
    let locked = zipped(&ods_parts(
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>",
        "garbage",
    ));
    let quoted = format!("Site,Rating\n\"Oak{}", ",3\nElm,4\n".repeat(100_000));
    let odd: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain("Site,Rating\nOak,3".encode_utf16().flat_map(u16::to_le_bytes))
        .chain([0x41])
        .collect();
    vec![
        ("endless.ods", table(all), TOO_LARGE),
        ("long-repeated.ods", table(&long), TOO_LARGE),
        ("spaces.ods", table(spaces), REFUSED),
        ("past-the-end.ods", table(past), REFUSED),
        ("nested.ods", table(&nested), REFUSED),
        ("locked.ods", locked, LOCKED),
        ("empty.csv", Vec::new(), &["F005"]),
        ("mark-only.csv", b"\xEF\xBB\xBF".to_vec(), &["F005"]),
        ("nul.csv", b"Site,Rating\nOak\0,3\n".to_vec(), STRANGE),
        ("open-quote.csv", quoted.into_bytes(), TOO_LARGE),
        ("odd-utf16.csv", odd, DAMAGED),
        ("too-wide.csv", vec![b','; 16_384].into_iter().chain(*b"1").collect(), TOO_LARGE),
    ]
}

/// What people have under another name, all of it by other programs.
fn odd_names() -> Attacks {
    let book = xlsx("", &[&rows(&[&["Oak", "Elm"]])]);
    let page = b"<html><body><table><tr><td>Site</td></tr></table></body></html>";
    let table = br#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>"#;
    vec![
        ("workbook.csv", book.clone(), READ),
        ("table.xlsx", b"Site,Rating\nOak Street,3\n".to_vec(), READ),
        ("tabs.xls", b"Site\tRating\nOak Street\t3\n".to_vec(), READ),
        ("page.xls", page.to_vec(), STRANGE),
        ("table-2003.xls", table.to_vec(), STRANGE),
        ("~$book.xlsx", b"\x04Anna".to_vec(), &["F009"]),
    ]
}

fn large() -> Attacks {
    let line = |many: usize, text: &str| text.repeat(many / text.len()).into_bytes();
    let styles = format!(
        r#"<styleSheet><fonts><font><name val="{}"/></font></fonts><cellXfs>{}</cellXfs></styleSheet>"#,
        "A".repeat(400_000),
        r#"<xf fontId="0"/>"#.repeat(20_000)
    );
    let empty = format!("<sst>{}</sst>", "<si/>".repeat(13_000_000));
    let entries = forged::many_entries(1_200_000);
    let full = rows(&vec![["1"; 500].as_slice(); 800]);
    vec![
        (
            "one-string.xlsx",
            forged::bomb("xl/sharedStrings.xml", b"<sst><si><t>", 1 << 30),
            TOO_LARGE,
        ),
        ("spaces.xlsx", forged::bomb("xl/sheets/A.xml", b"<worksheet>", 240 << 20), REFUSED),
        (
            "empty-texts.xlsx",
            with_part("xl/sharedStrings.xml", empty.as_bytes()),
            &["F011", "T001"],
        ),
        ("styles.xlsx", with_part("xl/styles.xml", styles.as_bytes()), &["T001", "F011"]),
        ("entries.xlsx", entries, REFUSED),
        ("full.xlsx", xlsx("", &[&full]), &["T001", "F011"]),
        ("one-line.csv", line(60 << 20, "x"), TOO_LARGE),
        ("many-cells.csv", line(60 << 20, "1,2,3,4,5\n"), TOO_LARGE),
        ("just-enough.csv", line(3 << 20, "1,2,3,4,5\n"), READ),
        ("commas.csv", line(60 << 20, ","), TOO_LARGE),
        ("lines.csv", line(60 << 20, "\n"), &["F004", "F005"]),
        ("too-large.csv", line(65 << 20, "1,2\n"), TOO_LARGE),
        ("quotes.csv", line(60 << 20, "\"\","), TOO_LARGE),
    ]
}
