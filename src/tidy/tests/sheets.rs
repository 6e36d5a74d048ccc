//! What a sheet is taken for, and what its cells say.

use super::{FORM, VISITS, form, in_list, list, only, tells, visits};
use crate::{
    diagnostic::render,
    ingest::{Merge, Sheet, Visibility},
    model::{Basis, EvidenceSource, SiteId},
    rulebook::Settings,
    tidy::{
        Material, observations,
        trial::{add_instrument, book, csv, line, lines, ratings, rulebook, tidied, tidied_with},
    },
};

#[test]
fn a_form_with_items_down_the_page_is_read() {
    let tidied = in_list(&[form(FORM)]);
    tells(&tidied, &[]);
    assert_eq!(
        ratings(&tidied),
        [
            "010001 2024-25 choice no: not_rated",
            "010001 2024-25 exits 4",
            "010001 2024-25 greet 3",
            "010001 2024-25 hands 2",
        ]
    );
    let row = &tidied.value.rows[1];
    assert_eq!(row.cell().to_string(), "oak.xlsx › Self-assessment!D10");
    assert_eq!(&*row.answer.written, "4");
    assert_eq!(row.form.response.basis, Basis::Consensus);
    assert_eq!(row.form.response.date.unwrap().to_string(), "2024-10-03");
    assert_eq!(row.form.source, EvidenceSource::SelfAssessment);
    assert_eq!(&*row.form.version, "current");
}

#[test]
fn a_file_with_a_form_a_row_is_read() {
    let tidied = in_list(&[visits(VISITS)]);
    tells(&tidied, &[]);
    assert_eq!(
        ratings(&tidied),
        [
            "010001 2024-25 inquiry 2",
            "010001 2024-25 materials 4",
            "010001 2024-25 organization 3",
            "010001 2024-25 reflection 1",
            "020002 2024-25 inquiry no: not_rated",
            "020002 2024-25 materials 2",
            "020002 2024-25 organization 2",
            "020002 2024-25 reflection 3",
        ]
    );
    let response = &tidied.value.rows[0].form.response;
    assert_eq!(response.basis, Basis::Individual);
    let fields: Vec<_> = response.fields.iter().map(|(id, text)| format!("{id}={text}")).collect();
    assert_eq!(fields, ["activity=Bridges", "observation_id=O-1", "rater=Ann"]);
}

#[test]
fn a_file_with_a_rating_a_row_is_read() {
    let long = "Site|Year|Observer|Item|Score|Evidence\n\
                Oak Street|2023-24|Ann|SA-1.1|3|a\n\
                Oak Street|2023-24|Ann|SA-1.2|4|b\n\
                Oak Street|2023-24|Ben|SA-1.1|2|c\n\
                Harbor|2023-24|Ann|SA-2.1|1|d\n\
                Harbor|2023-24|Ann|SA-2.2|1|e";
    let tidied = tidied(&[csv("long.csv", long)]);
    tells(
        &tidied,
        &[
            "note T022 B1: `Year` is read as `School year`",
            "note T022 D1: `Item` is read as `Code`",
            "note T022 E1: `Score` is read as `Rating`",
        ],
    );
    assert_eq!(
        ratings(&tidied),
        [
            "harbor 2023-24 choice 1",
            "harbor 2023-24 hands 1",
            "oak-street 2023-24 exits 4",
            "oak-street 2023-24 greet 3",
            "oak-street 2023-24 greet 2",
        ]
    );
}

#[test]
fn the_order_of_files_and_rows_makes_no_difference() {
    let sheets = [form(FORM), visits(VISITS)];
    let other_way = [visits(VISITS), form(FORM)];
    assert_eq!(in_list(&sheets), in_list(&other_way));
    let mut turned = visits(VISITS);
    turned.rows.swap(1, 2);
    let all = ratings(&in_list(&[turned]));
    assert_eq!(all, ratings(&in_list(&[visits(VISITS)])));
}

#[test]
fn a_file_that_no_instrument_fits_is_told() {
    let told = tidied(&[csv("food.csv", "Name|Materials|Price\nsoup|bowl|3")]);
    let told = only(&told);
    assert_eq!(
        line(told),
        "error T001 food: no instrument fits; the nearest is Activity visit, with 1 of its 4 items"
    );
    assert_eq!(
        told.help.as_deref(),
        Some(
            "not found: `Organization`, `Inquiry` and `Reflection`; say in `cqi.toml` which \
             columns hold them, or leave this file out"
        )
    );
    let told = tidied(&[csv("food.csv", "Name|Price\nsoup|3")]);
    assert_eq!(
        line(only(&told)),
        "error T001 food: no heading or code here belongs to an instrument of the rules"
    );
    let two = tidied(&[book("a.xlsx", "One", "Name|Price"), book("a.xlsx", "Two", "x|y")]);
    assert_eq!(
        line(only(&two)),
        "error T001 a.xlsx: no heading or code here belongs to an instrument of the rules"
    );
}

#[test]
fn other_sheets_of_a_workbook_are_left_aside() {
    let scale = book("oak.xlsx", "Scale", "Level|Label\n4|Excellent\n3|Satisfactory");
    tells(&in_list(&[form(FORM), scale]), &[]);
    let mut hidden = form(FORM);
    hidden.name = "Old".into();
    hidden.visibility = Visibility::Hidden;
    let tidied = in_list(&[form(FORM), hidden]);
    tells(&tidied, &["note T032 Old: this sheet is hidden and is left aside"]);
    assert_eq!(tidied.value.rows.len(), 4);
}

#[test]
fn a_list_of_items_beside_a_form_is_left_aside() {
    let list = "Code|What we look at\nSA-1.1|a\nSA-1.2|b\nSA-2.1|c\nSA-2.2|d";
    let tidied = in_list(&[form(FORM), book("oak.xlsx", "Guide", list)]);
    tells(&tidied, &["note T032 Guide: this sheet lists items without ratings and is left aside"]);
    assert_eq!(tidied.value.rows.len(), 4);
}

#[test]
fn two_instruments_that_fit_alike_are_told_apart_by_a_name_or_not_at_all() {
    let mut rulebook = rulebook();
    let twin = "kind = \"instrument\"\nshort_name = \"Twin\"\nsource = \"observation\"\n\
                scale = \"four\"\nitem = [{ id = \"o\", name = \"Organization\" }, \
                { id = \"m\", name = \"Materials\" }, { id = \"i\", name = \"Inquiry\" }, \
                { id = \"r\", name = \"Reflection\" }]\n[about]\nid = \"twin\"\ntitle = \"Twin\"\n";
    add_instrument(&mut rulebook, twin);
    let settings = Settings::default();
    let read = |sheet: Sheet| {
        let sheets = [sheet];
        let material = Material { sheets: &sheets, site_list: None, settings: &settings };
        observations(material, &rulebook)
    };
    assert_eq!(
        line(only(&read(visits(VISITS)))),
        "error T002 visits: Twin and Activity visit fit this sheet alike"
    );
    let named = read(visits(&format!("Activity visit\n{VISITS}")));
    assert_eq!(&*named.value.rows[0].form.instrument, "visit");
}

#[test]
fn rows_of_group_headings_are_told_and_skipped() {
    let mut sheet = form(&FORM.replace("\n\nCode", "\n\nItem|||Response|\nCode"));
    let merge =
        |first_column, last_column| Merge { first_row: 7, last_row: 7, first_column, last_column };
    sheet.merges = vec![merge(0, 2), merge(3, 4)];
    let tidied = in_list(&[sheet]);
    tells(
        &tidied,
        &[
            "note T027 A8: `Item` heads a group of columns",
            "note T027 D8: `Response` heads a group of columns",
        ],
    );
    assert_eq!(tidied.value.rows.len(), 4);
}

#[test]
fn a_heading_by_another_name_is_read_and_told() {
    let told = in_list(&[visits(&VISITS.replace("Organization", "Org"))]);
    assert_eq!(line(only(&told)), "note T022 F1: `Org` is read as `Organization`");
    let told = in_list(&[form(&FORM.replace("|Rating|", "|Score|"))]);
    assert_eq!(line(only(&told)), "note T022 D8: `Score` is read as `Rating`");
}

#[test]
fn a_heading_that_is_nearly_known_is_suggested_and_not_taken() {
    let tidied = in_list(&[visits(&VISITS.replace("Organization", "Organisaton"))]);
    let told = only(&tidied);
    assert_eq!(
        line(told),
        "warning T008 F1: the heading `Organisaton` is not known and is not used"
    );
    assert_eq!(told.help.as_deref(), Some("did you mean `Organization`?"));
    assert_eq!(told.sites, [SiteId("010001".into()), SiteId("020002".into())]);
    assert_eq!(tidied.value.rows.len(), 6);
}

#[test]
fn columns_that_no_rule_knows_are_told_in_one_note() {
    let more = VISITS.replace("|Notes", "|Notes|Weather|Mood");
    let told = in_list(&[visits(&more)]);
    assert_eq!(line(only(&told)), "note T032 K1: no rule knows the columns `Weather`, `Mood`");
    let ignored = "[[mapping]]\nfiles = \"*\"\ninstrument = \"visit\"\n\
                   ignore = [\"weather\", \"mood\"]";
    tells(&tidied_with(&[visits(&more)], Some(&list()), ignored), &[]);
}

#[test]
fn an_item_without_a_column_is_told_where_it_would_stand() {
    let without = "Date|Site|Observer|Organization|Inquiry\n10/3/2024|Harbor|Ann|3|2";
    let told = in_list(&[visits(without)]);
    assert_eq!(lines(&told), ["warning T003 E1: there is no column for `Materials`, `Reflection`"]);
}

#[test]
fn a_form_that_lacks_a_row_or_a_column_is_told() {
    let told = in_list(&[form(&FORM.replace("SA-2.1|Active|Activities are hands-on|2|\n", ""))]);
    assert_eq!(line(only(&told)), "warning T003 A8: there is no row for `SA-2.1`");
    let told = in_list(&[form(&FORM.replace("|Evidence", ""))]);
    assert_eq!(line(only(&told)), "note T003 E8: there is no column `Evidence`");
}

#[test]
fn a_form_without_its_column_of_ratings_holds_back_its_site() {
    let told = in_list(&[form(&FORM.replace("|Rating|", "|Remark|"))]);
    let told = only(&told);
    assert_eq!(
        line(told),
        "error T003 D8: there is no column `Rating`, so this form cannot be used"
    );
    assert_eq!(told.sites, [SiteId("010001".into())]);
}

#[test]
fn a_row_twice_is_told_without_ratings_too() {
    let form = form(&format!("{}\nSA-1.1|Safe|again||", FORM.replace("|Rating|", "|Remark|")));
    assert_eq!(
        lines(&in_list(&[form])),
        [
            "error T003 D8: there is no column `Rating`, so this form cannot be used",
            "note T016 A13: `SA-1.1` stands here a second time",
        ]
    );
}

#[test]
fn items_are_known_by_their_text_where_there_is_no_code() {
    let without: Vec<String> = FORM
        .lines()
        .map(|line| match line.split_once('|') {
            Some((first, rest)) if first.starts_with("SA-") || first == "Code" => rest.to_owned(),
            _ => line.to_owned(),
        })
        .collect();
    let tidied = in_list(&[form(&without.join("\n"))]);
    tells(&tidied, &[]);
    assert_eq!(tidied.value.rows.len(), 4);
}

#[test]
fn a_rating_cell_tells_its_fault_with_its_row() {
    let tidied = in_list(&[form(&FORM.replace("|4|", "|5|"))]);
    assert_eq!(
        render(only(&tidied)),
        "\
warning[T011]: `5` is not one of the ratings `1`, `2`, `3` or `4`
  --> oak.xlsx › Self-assessment!D10
   |
   | A       B        C                  D       E
 8 | Code    Section  Indicator          Rating  Evidence
10 | SA-1.2  Safe     Exits are staffed  5
   |                                     ^
   = help: write one of them, or `NR` for `Not rated`, or leave the cell blank where there is no \
rating
"
    );
    assert_eq!(ratings(&tidied)[1], "010001 2024-25 exits unusable");
}

#[test]
fn every_slip_in_a_rating_is_told_at_its_cell() {
    let slips = FORM.replace("|3|", "|'3|").replace("|4|", "|4 |").replace("|2|", "|@2024-03-04|");
    let slips = slips.replace("|NR|", "|#REF!|");
    tells(
        &in_list(&[form(&slips)]),
        &[
            "warning T012 D11: `2024-03-04` is a date, not a rating",
            "warning T014 D12: the formula in this cell ends in `#REF!`",
            "note T023 D9: `3` is stored as text; it is read as a number",
            "note T024 D10: there is a space before or after `4`",
        ],
    );
}

#[test]
fn stray_spaces_in_codes_headings_and_names_are_told() {
    let spaces = FORM.replace("SA-1.1|", "SA-1.1 |").replace("Rating|", "Rating |");
    let spaces = spaces.replace("|Oak Street", "|Oak Street  ");
    let tidied = in_list(&[form(&spaces)]);
    tells(
        &tidied,
        &[
            "note T024 B2: there is a space before or after `Oak Street`",
            "note T024 D8: there is a space before or after the heading `Rating`",
            "note T024 A9: there is a space before or after `SA-1.1`",
        ],
    );
    assert_eq!(tidied.value.rows.len(), 4);
}

#[test]
fn a_value_hidden_under_a_merge_is_not_a_rating() {
    let mut sheet = form(FORM);
    sheet.merges = vec![Merge { first_row: 8, last_row: 9, first_column: 3, last_column: 3 }];
    let tidied = in_list(&[sheet]);
    assert_eq!(
        line(only(&tidied)),
        "warning T015 D10: `4` lies hidden under a merged cell and is not used"
    );
    assert_eq!(ratings(&tidied)[1], "010001 2024-25 exits unusable");
}

/// A self-assessment and visits on one sheet, one under the other, in either order.
#[test]
fn two_instruments_on_one_sheet_are_both_read() {
    let self_assessment = FORM.split_once('\n').unwrap().1;
    let (own, observed) = (4, 8);
    for text in [
        format!("{self_assessment}\n\nVisits\n{VISITS}"),
        format!("{VISITS}\n\nSelf-assessment\n{self_assessment}"),
    ] {
        let tidied = in_list(&[book("all.xlsx", "All", &text)]);
        let of = |tool: &str| {
            tidied.value.rows.iter().filter(|row| &*row.form.instrument == tool).count()
        };
        assert_eq!((of("sa"), of("visit")), (own, observed), "{:#?}", lines(&tidied));
        let sites = tidied.value.rows.iter().map(|row| row.form.site.0.to_string());
        assert_eq!(sites.filter(|site| site == "020002").count(), 4, "the visit to Harbor");
        let tallies: Vec<usize> = tidied.value.recognitions.iter().map(forms_read).collect();
        assert_eq!(tallies.iter().sum::<usize>(), 3, "each form is counted once: {tallies:?}");
    }
}

/// What stands above the first table holds for the second, unless that says otherwise.
#[test]
fn what_is_said_above_the_first_table_holds_for_the_second() {
    let table = "Date|Activity|Observer|Organization|Materials|Inquiry|Reflection";
    let visit = "10/3/2024|Bridges|Ann|3|4|2|1";
    for (label, site) in [("", "010001"), ("Site|Harbor\n", "020002")] {
        let text = format!("{}\n\n{label}{table}\n{visit}", FORM.split_once('\n').unwrap().1);
        let tidied = in_list(&[book("all.xlsx", "All", &text)]);
        let visits = tidied.value.rows.iter().filter(|row| &*row.form.instrument == "visit");
        let sites: Vec<&str> = visits.map(|row| &*row.form.site.0).collect();
        assert_eq!(sites, [site; 4], "{:#?}", lines(&tidied));
    }
}

fn forms_read(recognition: &crate::model::Recognition) -> usize {
    match &recognition.outcome {
        crate::model::Outcome::Read(reading) => reading.tally.forms_used,
        _ => 0,
    }
}
