//! Instruments that share words are told apart by the whole header, or asked about.

use std::collections::BTreeSet;

use super::{VISITS, only, visits};
use crate::{
    diagnostic::{Checked, Code},
    ingest::{Cell, Sheet},
    rulebook::{Rulebook, Settings, read, selected, shipped},
    tidy::{
        Material, Observations, observations,
        trial::{add_instrument, csv, line, lines, rulebook},
    },
};

/// Ten items each; the first five are the same, `STEM engagement` among them.
const SHARED: [&str; 5] =
    ["STEM engagement", "Space", "Safety", "Student voice", "Pacing of the day"];
const ONLY_LAB: [&str; 5] = ["Inquiry logs", "Lab tools", "Claims", "Data tables", "Models"];
const ONLY_CLUB: [&str; 5] = ["Snacks", "Homework", "Arts", "Sports", "Field trips"];

fn two_alike() -> Rulebook {
    let mut rulebook = rulebook();
    for (id, own) in [("lab", ONLY_LAB), ("club", ONLY_CLUB)] {
        let name =
            |(at, name): (usize, &&str)| format!("{{ id = \"{id}_{at}\", name = \"{name}\" }}");
        let items: Vec<String> = SHARED.iter().chain(&own).enumerate().map(name).collect();
        let items = items.join(", ");
        add_instrument(
            &mut rulebook,
            &format!(
                "kind = \"instrument\"\nshort_name = \"{id}\"\nsource = \"observation\"\n\
                 scale = \"four\"\nitem = [{items}]\n[about]\nid = \"{id}\"\ntitle = \"The {id} form\"\n"
            ),
        );
    }
    rulebook
}

/// A sheet with a site, a date and these headings, every item rated 3.
fn sheet_of<'h>(headings: impl IntoIterator<Item = &'h str>) -> Sheet {
    let headings: Vec<&str> = ["Site", "Date"].into_iter().chain(headings).collect();
    let row: Vec<&str> =
        ["Harbor", "10/3/2024"].into_iter().chain(headings.iter().skip(2).map(|_| "3")).collect();
    let mut sheet = csv("in.csv", "");
    let cells = |texts: &[&str]| texts.iter().map(|text| Cell::Text((*text).to_owned())).collect();
    sheet.rows = vec![cells(&headings), cells(&row)];
    sheet
}

fn tidied(sheet: Sheet, rulebook: &Rulebook) -> Checked<Observations> {
    let sheets = [sheet];
    let settings = Settings::default();
    observations(Material { sheets: &sheets, site_list: None, settings: &settings }, rulebook)
}

fn taken_for(tidied: &Checked<Observations>) -> BTreeSet<&str> {
    tidied.value.rows.iter().map(|row| &*row.form.instrument).collect()
}

#[test]
fn the_whole_header_tells_two_instruments_apart() {
    let rulebook = two_alike();
    for (own, id) in [(ONLY_LAB, "lab"), (ONLY_CLUB, "club")] {
        let whole = tidied(sheet_of(SHARED.into_iter().chain(own)), &rulebook);
        assert_eq!(lines(&whole), [""; 0]);
        assert_eq!(taken_for(&whole), [id].into());
        let in_part =
            tidied(sheet_of(SHARED.into_iter().chain(own.into_iter().skip(2))), &rulebook);
        assert_eq!(taken_for(&in_part), [id].into());
    }
}

#[test]
fn headings_that_two_instruments_share_are_asked_about() {
    let rulebook = two_alike();
    let told = tidied(sheet_of(SHARED), &rulebook);
    assert_eq!(
        line(only(&told)),
        "error T002 in: The club form and The lab form fit this sheet alike"
    );
    let one_of_each = SHARED.into_iter().chain(["Claims", "Arts"]);
    assert_eq!(only(&tidied(sheet_of(one_of_each), &rulebook)).code, Code::InstrumentUnclear);
    let mut named = sheet_of(SHARED);
    named.rows.insert(0, vec![Cell::Text("The lab form".to_owned())]);
    assert_eq!(taken_for(&tidied(named, &rulebook)), ["lab"].into());
}

#[test]
fn two_whole_instruments_side_by_side_are_asked_about() {
    let rulebook = two_alike();
    let both = SHARED.into_iter().chain(ONLY_LAB).chain(ONLY_CLUB);
    assert_eq!(only(&tidied(sheet_of(both), &rulebook)).code, Code::InstrumentUnclear);
}

#[test]
fn items_of_another_instrument_are_named_and_left_aside() {
    let rulebook = two_alike();
    let beside = SHARED.into_iter().chain(ONLY_LAB).chain(["Snacks", "Sports", "Weather"]);
    let tidied = tidied(sheet_of(beside), &rulebook);
    assert_eq!(
        lines(&tidied),
        [
            "warning T037 M1: this sheet is read as The lab form; items of The club form stand \
             beside it and are left aside: `Snacks` and `Sports`",
            "note T032 O1: no rule knows the column `Weather`",
        ]
    );
    assert_eq!(tidied.value.rows.len(), 10);
}

#[test]
fn a_smaller_instrument_that_is_there_whole_comes_before_a_part_of_a_larger() {
    let mut rulebook = two_alike();
    let items: Vec<String> =
        SHARED.iter().map(|name| format!("{{ id = \"{name}\", name = \"{name}\" }}")).collect();
    let items = items.join(", ").replace("id = \"STEM engagement\"", "id = \"engagement\"");
    let short = format!(
        "kind = \"instrument\"\nshort_name = \"S\"\nsource = \"observation\"\nscale = \"four\"\n\
         item = [{items}]\n[about]\nid = \"short\"\ntitle = \"The short form\"\n"
    );
    add_instrument(&mut rulebook, &short);
    assert_eq!(taken_for(&tidied(sheet_of(SHARED), &rulebook)), ["short"].into());
    let lab = SHARED.into_iter().chain(ONLY_LAB);
    assert_eq!(taken_for(&tidied(sheet_of(lab), &rulebook)), ["lab"].into());
}

#[test]
fn a_heading_over_two_columns_that_differ_is_not_used() {
    let twice = VISITS.replace("|Notes", "|Organization").replace("|fine", "|1");
    let tidied = super::in_list(&[visits(&twice)]);
    assert_eq!(
        line(only(&tidied)),
        "warning T038 F1: the columns F and J are all headed as `Organization`, and none of them \
         is used"
    );
    assert_eq!(tidied.value.rows.len(), 6);
    let same = VISITS.replace("|Notes", "|Organization").replace("|fine", "|3");
    assert_eq!(super::in_list(&[visits(&same)]).value.rows.len(), 8);
}

/// All instruments that ship: whole, each is taken for itself; in part, for itself or for none.
#[test]
fn instruments_that_ship_are_never_taken_for_each_other() {
    for id in ["california", "skeletons"] {
        let rulebook = read(&selected(&shipped(), &[id]).value).value;
        assert!(1 < rulebook.instruments.len(), "{id}");
        for instrument in rulebook.instruments.values() {
            let names: Vec<&str> = instrument.item.iter().map(|item| item.name.as_str()).collect();
            let whole = tidied_names(names.iter().copied(), &rulebook);
            assert_eq!(whole, Some(instrument.about.id.clone()), "{}", instrument.about.title);
            for part in [0, 1] {
                let half = names.iter().copied().skip(part).step_by(2);
                let taken = tidied_names(half, &rulebook);
                let is_right = taken.as_ref().is_none_or(|id| *id == instrument.about.id);
                assert!(is_right, "half of {} is taken for {taken:?}", instrument.about.title);
            }
        }
    }
}

/// Which instrument the headings are taken for, whatever its ratings are.
fn tidied_names<'h>(
    headings: impl IntoIterator<Item = &'h str>,
    rulebook: &Rulebook,
) -> Option<String> {
    let tidied = tidied(sheet_of(headings), rulebook);
    let taken = taken_for(&tidied);
    assert!(taken.len() <= 1, "{taken:?}");
    taken.first().map(|id| (*id).to_owned())
}
