//! Headings of several rows, and rows that are no forms.

use super::{in_list, list, only, tells, visits};
use crate::{
    ingest::{Merge, Sheet},
    rulebook::Settings,
    tidy::{
        Material, observations,
        trial::{add_instrument, csv, line, lines, ratings, rulebook, tidied_with},
    },
};

/// The same row under two questions.
const PAIR: &str = r#"
    kind = "instrument"
    short_name = "Pair"
    source = "self-assessment"
    scale = "four"
    group = [
        { id = "often", level = "question", name = "How often?" },
        { id = "well", level = "question", name = "How well?" },
    ]
    item = [
        { id = "often_talk", name = "Talk", in = "often" },
        { id = "often_tools", name = "Tools", in = "often" },
        { id = "well_talk", name = "Talk", in = "well" },
        { id = "well_room", name = "Room", in = "well" },
    ]
    [about]
    id = "pair"
    title = "Pair"
"#;

fn read(sheet: Sheet) -> crate::diagnostic::Checked<crate::tidy::Observations> {
    let mut rulebook = rulebook();
    add_instrument(&mut rulebook, PAIR);
    let sheets = [sheet];
    let settings = Settings::default();
    let list = list();
    observations(
        Material { sheets: &sheets, site_list: Some(&list), settings: &settings },
        &rulebook,
    )
}

const PAIR_READ: [&str; 4] = [
    "020002 2024-25 often_talk 1",
    "020002 2024-25 often_tools 2",
    "020002 2024-25 well_room 4",
    "020002 2024-25 well_talk 3",
];

#[test]
fn the_same_row_of_two_questions_is_told_apart_in_two_rows_of_headings() {
    let two = "Site|Date|How often?||How well?|\n||Talk|Tools|Talk|Room\nHarbor|10/4/2024|1|2|3|4";
    let tidied = read(csv("a.csv", two));
    tells(&tidied, &[]);
    assert_eq!(ratings(&tidied), PAIR_READ);
    let answers = "Site|Date|How often?||How well?|\nResponse|Response|Talk|Tools|Talk|Room\n\
                   Harbor|10/4/2024|1|2|3|4";
    assert_eq!(ratings(&read(csv("a.csv", answers))), PAIR_READ);
    let repeated = "Site|Date|How often?|How often?|How well?|How well?\n||Talk|Tools|Talk|Room\n\
                    Harbor|10/4/2024|1|2|3|4";
    assert_eq!(ratings(&read(csv("a.csv", repeated))), PAIR_READ);
}

#[test]
fn the_same_row_of_two_questions_is_told_apart_in_a_grid() {
    let grid = "Timestamp|Site|How often? [Talk]|How often? [Tools]|How well? [Talk]|How well? [Room]\n\
                2024/10/4 8:36:23 PM PST|Harbor|1|2|3|4";
    let tidied = read(csv("a.csv", grid));
    tells(&tidied, &[]);
    assert_eq!(ratings(&tidied), PAIR_READ);
}

#[test]
fn merged_questions_head_the_columns_below_them() {
    let two = "|About the visit|How often?||How well?|\nSite|Date|Talk|Tools|Talk|Room\n\
               Harbor|10/4/2024|1|2|3|4";
    let mut sheet = csv("a.csv", two);
    let merge =
        |first_column, last_column| Merge { first_row: 0, last_row: 0, first_column, last_column };
    sheet.merges = vec![merge(2, 3), merge(4, 5)];
    let tidied = read(sheet);
    assert_eq!(ratings(&tidied), PAIR_READ);
    tells(
        &tidied,
        &[
            "note T027 C1: `How often?` heads a group of columns",
            "note T027 E1: `How well?` heads a group of columns",
        ],
    );
}

#[test]
fn a_row_of_two_unknown_questions_is_never_guessed() {
    let grid = "Date|Site|How loud? [Talk]|How long? [Tools]|How much? [Room]|How late? [Tools]\n\
                10/4/2024|Harbor|1|2|3|4";
    let tidied = read(csv("a.csv", grid));
    assert_eq!(
        lines(&tidied),
        [
            "warning T038 D1: the columns D and F are all headed as `Tools`, and none of them is \
             used",
            "warning T003 E1: there is no column for `How often? / Talk`, `How well? / Talk`",
            "note T032 C1: no rule knows the column `How loud? [Talk]`",
        ]
    );
    assert_eq!(ratings(&tidied), ["020002 2024-25 well_room 3"]);
}

#[test]
fn codes_questions_and_ids_are_three_rows_of_headings() {
    let codes = "StartDate|Q1|Q2|Q3|Q4|Q5\n\
                 Date|Which site?|How often? - Talk|How often? - Tools|How well? - Talk|How well? - Room\n\
                 {\"ImportId\":\"startDate\"}|{\"ImportId\":\"QID1\"}|{\"ImportId\":\"QID2_1\"}|\
                 {\"ImportId\":\"QID2_2\"}|{\"ImportId\":\"QID3_1\"}|{\"ImportId\":\"QID3_2\"}\n\
                 2024-10-04 08:28:09|Harbor|1|2|3|4";
    let tidied = read(csv("a.csv", &codes.replace("Which site?", "Site")));
    tells(&tidied, &[]);
    assert_eq!(ratings(&tidied), PAIR_READ);
}

#[test]
fn codes_are_not_believed_where_they_say_other_than_the_questions() {
    let ids =
        ["a", "b", "c", "d", "e", "f"].map(|id| format!("{{\"ImportId\":\"{id}\"}}")).join("|");
    let read = |questions: &str| {
        let sheet = format!(
            "Date|Site|SA-1.1|SA-1.2|SA-2.1|SA-2.2\nWhen|Where|{questions}\n{ids}\n\
             10/4/2024|Harbor|1|2|3|4"
        );
        let mapping = "[[mapping]]\nfiles = \"*\"\ninstrument = \"sa\"";
        ratings(&tidied_with(&[csv("a.csv", &sheet)], Some(&list()), mapping))
    };
    assert_eq!(
        read("Adults say hello|Doors|Things to do|Own ideas"),
        [
            "020002 2024-25 choice 4",
            "020002 2024-25 exits 2",
            "020002 2024-25 greet 1",
            "020002 2024-25 hands 3",
        ]
    );
    assert_eq!(
        read("Exits are staffed|Snacks are good|Activities are hands-on|Students choose"),
        ["020002 2024-25 choice 4", "020002 2024-25 exits 1", "020002 2024-25 hands 3"]
    );
}

#[test]
fn line_breaks_in_a_heading_make_no_difference() {
    let broken = crate::ingest::Cell::Text("How often?\n[Talk]".to_owned());
    let mut sheet = csv("a.csv", "Site|Date|x|How often? [Tools]\nHarbor|10/4/2024|1|2");
    sheet.rows[0][2] = broken;
    assert_eq!(ratings(&read(sheet)), PAIR_READ[..2]);
}

#[test]
fn codes_above_questions_are_two_rows_of_headings() {
    let legacy = "V1|V2|Q1|Q2|Q3|Q4|Latitude|Longitude|\n\
                  Date|Site|How often?-Talk|How often?-Tools|How well?-Talk|How well?-Room|Latitude|Longitude|\n\
                  2024-10-04 08:28:09|Harbor|1|2|3|4|47.1|7.2|";
    let tidied = read(csv("a.csv", legacy));
    assert_eq!(
        line(only(&tidied)),
        "note T032 G2: no rule knows the columns `Latitude`, `Longitude`"
    );
    assert_eq!(ratings(&tidied), PAIR_READ);
}

#[test]
fn ticks_are_no_headings() {
    let ticks = "Site|Date|Organization|Materials|Inquiry|Reflection|Built|Sang\n\
                 Harbor|10/4/2024|1|2|3|4|Built|Sang\nHarbor|10/5/2024|1|2|3|4||Sang";
    let tidied = in_list(&[visits(ticks)]);
    assert_eq!(tidied.value.rows.len(), 8);
    let first_without_numbers = "Site|School year|Organization|Materials|Inquiry|Reflection|Built|Sang\n\
                 Harbor|2024-25|Excellent|Excellent|Excellent|Excellent|Built|Sang\n\
                 Harbor|2023-24|Excellent|Excellent|Excellent|Excellent||Sang";
    assert_eq!(in_list(&[visits(first_without_numbers)]).value.rows.len(), 8);
}

#[test]
fn a_row_that_lists_the_choices_is_no_form() {
    let options = "Site|Date|Organization|Materials|Inquiry|Reflection\n\
                   ||1, 2, 3, 4, n/a|1, 2, 3, 4, n/a|Options: 1, 2, 3, 4|1, 2, 3, 4\n\
                   Harbor|10/4/2024|1|2|3|4";
    let tidied = in_list(&[visits(options)]);
    assert_eq!(
        line(only(&tidied)),
        "note T032 C2: this row lists what may be answered and is no form"
    );
    assert_eq!(tidied.value.rows.len(), 4);
}

#[test]
fn a_mapping_names_a_heading_by_both_its_rows() {
    let two = "Where|When|How loud?||How long?|\n||Talk|Tools|Talk|Tools\nHarbor|10/4/2024|1|2|3|4";
    let mapping = "[[mapping]]\nfiles = \"*\"\ninstrument = \"visit\"\nheader_row = 2\n\
                   column = [{ heading = \"column A\", field = \"site\" }, \
                   { heading = \"column B\", field = \"date\" }, \
                   { heading = \"How long? / Talk\", item = \"inquiry\" }]";
    let tidied = tidied_with(&[csv("a.csv", two)], Some(&list()), mapping);
    assert_eq!(ratings(&tidied), ["020002 2024-25 inquiry 3"]);
}
