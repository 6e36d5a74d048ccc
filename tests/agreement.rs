//! How far the raters of the example agree, against numbers worked out by other programs.

mod common;

use std::{collections::BTreeMap, fs, path::Path};

use common::{cqi, text};

type Row = BTreeMap<String, String>;

fn run(out: &Path) {
    let words = ["run", "fixtures/small-network", "--formats", "html,csv", "--out"];
    let output = cqi(words.iter().map(AsRef::as_ref).chain([out.as_os_str()]));
    assert!(output.status.success(), "{}", text(&output.stderr));
}

fn table(out: &Path, name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(out.join(format!("data/{name}.csv"))).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// The numbers of a row, by column.
#[track_caller]
fn close(row: &Row, expected: &[(&str, f64)], within: f64) {
    for (column, expected) in expected {
        let found: f64 = row[*column].parse().unwrap();
        assert!((found - expected).abs() <= within, "{column}: {found} and not {expected}");
    }
}

/// Twelve visits with two observers, twelve items each. Alpha of an item by krippendorff 0.9.0; AC2
/// and the ends of its interval by irrCAC 0.4.4, which gives five digits. All items together, and the
/// intervals of what is left when a visit goes, by a script of forty lines on top of these.
#[test]
fn figures_are_those_of_other_programs() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path());
    let rows = table(folder.path(), "agreement");
    let of = |source: &str, level: &str, id: &str| {
        let is_it = |row: &&Row| [&row["source"], &row["level"], &row["id"]] == [source, level, id];
        rows.iter().find(is_it).unwrap()
    };
    let inquiry = of("observation", "item", "inquiry");
    close(inquiry, &[("n_pairs", 12.0), ("exact", 0.5), ("alpha", 0.479_506_604_507)], 1e-9);
    close(inquiry, &[("gwet_ac", 0.882_22), ("gwet_ac_low", 0.762_37)], 1e-5);
    let all = of("observation", "all", "dos_ost");
    close(all, &[("n_rated", 12.0), ("n_pairs", 144.0), ("exact", 101.0 / 144.0)], 1e-9);
    close(all, &[("alpha", 0.634_797_556)], 1e-9);
    close(all, &[("alpha_low", 0.541_847_403), ("alpha_high", 0.727_747_709)], 1e-9);
    close(
        all,
        &[("gwet_ac", 0.933_84), ("gwet_ac_low", 0.920_90), ("gwet_ac_high", 0.944_66)],
        5e-5,
    );

    let people = of("self-assessment", "all", "site_self_assessment");
    assert_eq!(people["raters_are"], "people_of_one_site");
    close(people, &[("n_rated", 6.0), ("n_pairs", 4147.0), ("alpha", 0.493_636_479)], 1e-9);
    close(people, &[("within_one", 0.995_418_375), ("alpha_low", 0.243_475_807)], 1e-9);
    close(people, &[("gwet_ac", 0.923_19), ("gwet_ac_low", 0.893_84)], 5e-5);
}

#[test]
fn observers_are_named_in_the_data_and_on_no_page() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path());
    let observers = table(folder.path(), "observers");
    let names: Vec<&str> = observers.iter().map(|row| row["observer"].as_str()).collect();
    assert_eq!(names, ["Kim Tran", "Marcus Hale", "Rosa Ibáñez", "Zoë Whitfield"]);
    let page = fs::read_to_string(folder.path().join("index.html")).unwrap();
    assert!(page.contains("How far raters agree"), "the page says how far raters agree");
    assert!(page.contains("4 observers"), "and how many observers there are");
    for name in names {
        assert!(!page.contains(name), "{name} stands on the page");
    }
}
