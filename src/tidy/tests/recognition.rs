//! What a sheet was taken for, and why.

use super::{FORM, VISITS, form, in_list, visits};
use crate::{
    ingest::{Sheet, Visibility},
    model::{Aside, Holds, Outcome, Recognition, SaidBy, SheetReading, Way, letters},
    tidy::trial::{book, csv, tidied, tidied_with},
};

fn only(sheet: Sheet) -> Recognition {
    let mut all = in_list(&[sheet]).value.recognitions;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn reading(sheet: Sheet) -> SheetReading {
    let one = only(sheet);
    one.reading().unwrap_or_else(|| panic!("{one:?}")).clone()
}

/// Each column in one line: letters, heading, what it holds and why.
fn columns(reading: &SheetReading) -> Vec<String> {
    let column = |column: &crate::model::TakenColumn| {
        let holds = match &column.holds {
            Holds::Item { id, .. } => format!("item {id}"),
            Holds::Field { id } => id.to_string(),
        };
        let letters = letters(column.column);
        format!("{letters} {}: {holds} by {}", column.heading, column.why.id())
    };
    reading.columns.iter().map(column).collect()
}

#[test]
fn a_form_down_the_page_says_its_columns_and_what_stands_above_them() {
    let reading = reading(form(FORM));
    assert_eq!(&*reading.tool.id, "sa");
    assert_eq!((reading.layout.id, reading.header_row), ("items-down", 7));
    let expected =
        ["A Code: item by name", "D Rating: rating by name", "E Evidence: evidence by name"];
    assert_eq!(columns(&reading), expected);
    let left: Vec<&str> = reading.left_aside.iter().map(|one| &*one.heading).collect();
    assert_eq!(left, ["Section", "Indicator"]);
    let site = reading.said.iter().find(|said| &*said.field == "site").unwrap();
    assert_eq!((&*site.text, &site.by), ("Oak Street", &SaidBy::Cell("B2".to_owned())));
    let tally = &reading.tally;
    assert_eq!((tally.forms, tally.forms_used), (1, 1));
    // 3, 4 and 2 are ratings; NR stands for none.
    assert_eq!((tally.ratings, tally.not_rated, tally.blank), (3, 1, 0));
}

#[test]
fn rows_say_what_is_known_by_name_by_another_name_and_not_at_all() {
    let text = "When|Site|Org|How was it? [Materials]|Inquiry||Weather\n\
                x|Oak Street|3|4|2|1|sun";
    let mut sheet = visits(text);
    sheet.rows.insert(0, csv("a.csv", "|||||Reflection|").rows.remove(0));
    let reading = reading(sheet);
    assert_eq!(
        columns(&reading),
        [
            "B Site: site by name",
            "C Org: item organization by other-name",
            "D How was it? [Materials]: item materials by words-in-brackets",
            "E Inquiry: item inquiry by code",
            "F : item reflection by other-row",
        ]
    );
    let left: Vec<&str> = reading.left_aside.iter().map(|one| &*one.heading).collect();
    assert_eq!(left, ["When", "Weather"]);
}

#[test]
fn codes_below_a_heading_that_says_nothing_are_known_by_their_cells() {
    let text = "Site|Oak Street\nSchool year|2024-25\n\n#|Rating\nSA-1.1|3\nSA-1.2|4\nSA-2.1|4";
    let columns = columns(&reading(form(text)));
    assert_eq!(columns, ["A #: item by cells", "B Rating: rating by name"]);
}

#[test]
fn what_names_say_is_told_with_the_kind_of_name() {
    let bare = "Site|Oak Street\n\nCode|Rating\nSA-1.1|3\nSA-1.2|4\nSA-2.1|4";
    let reading = reading(book("visits/2024-25/oak.xlsx", "Fall", bare));
    let said: Vec<(&str, &str, &SaidBy)> =
        reading.said.iter().map(|said| (&*said.field, &*said.text, &said.by)).collect();
    assert!(said.contains(&("school_year", "2024-25", &SaidBy::FolderName)), "{said:?}");
    assert!(said.contains(&("occasion", "fall", &SaidBy::SheetName)), "{said:?}");
}

#[test]
fn a_mapping_is_named_as_the_reason() {
    let settings = r#"
        [[mapping]]
        files = ["visits.csv", "other.csv"]
        instrument = "visit"
        set = { school_year = "2024-25" }
        column = [{ heading = "Where", field = "site" }]
        ignore = ["Materials"]
    "#;
    let text = "Where|Organization|Materials|Inquiry|Reflection\nOak Street|3|4|2|1";
    let all = tidied_with(&[visits(text)], None, settings).value.recognitions;
    let reading = all[0].reading().unwrap();
    assert_eq!(reading.way, Way::ByMapping);
    assert_eq!(columns(reading)[0], "A Where: site by mapping");
    let left: Vec<&str> = reading.left_aside.iter().map(|one| &*one.heading).collect();
    assert_eq!(left, ["Materials"]);
    let year = reading.said.iter().find(|said| &*said.field == "school_year").unwrap();
    assert_eq!(year.by, SaidBy::Settings);
}

#[test]
fn sheets_that_are_not_needed_say_why() {
    let mut hidden = book("oak.xlsx", "Old", FORM);
    hidden.visibility = Visibility::Hidden;
    let lists = book("oak.xlsx", "Words", "a|b\nc|d");
    let all = in_list(&[form(FORM), hidden, lists]).value.recognitions;
    let outcomes: Vec<(&str, &Outcome)> =
        all.iter().map(|one| (&*one.sheet, &one.outcome)).collect();
    assert!(matches!(outcomes[0], ("Old", Outcome::LeftAside(Aside::Hidden))));
    assert!(matches!(outcomes[1], ("Self-assessment", Outcome::Read(_))));
    assert!(matches!(outcomes[2], ("Words", Outcome::LeftAside(Aside::BesideOthers { .. }))));
}

#[test]
fn a_sheet_that_nothing_fits_shows_its_likely_headings() {
    let one = only(csv("food.csv", "Food\n\nName|Materials|Price\nsoup|bowl|3"));
    let Outcome::NotRecognised { nearest, headings } = one.outcome else { panic!("{one:?}") };
    let nearest = nearest.unwrap();
    assert_eq!((&*nearest.tool.id, nearest.items_found, nearest.items), ("visit", 1, 4));
    assert_eq!(headings.row, 2);
    let texts: Vec<&str> = headings.columns.iter().map(|one| &*one.heading).collect();
    assert_eq!(texts, ["Name", "Materials", "Price"]);
}

#[test]
fn the_order_of_files_makes_no_difference_to_what_is_said() {
    let sheets = [form(FORM), visits(VISITS)];
    let other_way = [visits(VISITS), form(FORM)];
    assert_eq!(tidied(&sheets).value.recognitions, tidied(&other_way).value.recognitions);
}
