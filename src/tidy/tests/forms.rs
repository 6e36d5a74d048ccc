//! Whose form it is, of when, and whether it counts.

use std::fmt::Write;

use super::{FORM, VISITS, form, in_list, list, only, tells, visits};
use crate::{
    ingest::Sheet,
    model::{Basis, SiteId},
    rulebook::Settings,
    tidy::{
        Material, observations,
        trial::{add_instrument, book, csv, line, ratings, rulebook, tidied_with},
    },
};

#[test]
fn an_unknown_site_is_told_and_touches_the_nearest() {
    let told = in_list(&[visits(&VISITS.replace("Oak Street", "Oak Stret"))]);
    assert_eq!(told.value.rows.len(), 4);
    let told = only(&told);
    assert_eq!(line(told), "error T004 C2: no site is called `Oak Stret`");
    let help = "did you mean `Oak Street` (site `010001`, the only name near)? then put `Oak Stret` \
                under `aliases` of `010001` in the site list";
    assert_eq!(told.help.as_deref(), Some(help));
    assert_eq!(told.sites, [SiteId("010001".into())]);
}

#[test]
fn a_site_id_is_repaired_at_its_cell() {
    let told = in_list(&[form(&FORM.replace("|'010001", "|10001"))]);
    assert_eq!(
        line(only(&told)),
        "note T028 B3: `10001` has lost its leading zero and is read as `010001`"
    );
    let ids = VISITS.replace("Oak Street", "10001").replace("Harbor", "020002");
    let told = in_list(&[visits(&ids)]);
    assert_eq!(
        line(only(&told)),
        "note T028 C2: `10001` has lost its leading zero and is read as `010001`"
    );
}

#[test]
fn a_misspelt_name_beside_a_known_id_is_a_warning() {
    let tidied = in_list(&[form(&FORM.replace("Oak Street", "Oka Street"))]);
    assert_eq!(
        line(only(&tidied)),
        "warning T004 B2: the name `Oka Street` differs from the list, which has `Oak Street` for \
         `010001`"
    );
    assert_eq!(tidied.value.rows.len(), 4);
}

#[test]
fn a_sheet_that_names_no_site_is_told_once() {
    let without = VISITS.replace("|Site|", "|Where|");
    tells(
        &in_list(&[visits(&without)]),
        &[
            "error T003 A1: no column or line says which site this is",
            "note T032 C1: no rule knows the column `Where`",
        ],
    );
    let blank = VISITS.replace("Harbor", "");
    assert_eq!(line(only(&in_list(&[visits(&blank)]))), "error T004 A3: this form names no site");
}

#[test]
fn the_school_year_is_looked_for_in_field_place_and_date() {
    let year = |sheet: Sheet| in_list(&[sheet]).value.rows[0].form.school_year.to_string();
    assert_eq!(year(csv("2022-23/visits.csv", &VISITS.replace("10/3/2024", ""))), "2022-23");
    assert_eq!(year(visits(VISITS)), "2024-25");
    assert_eq!(year(form(&FORM.replace("School year|2024-25\n", ""))), "2024-25");
    let set = "[[mapping]]\nfiles = \"*.csv\"\ninstrument = \"visit\"\nset.school_year = \"21-22\"";
    let undated = visits(&VISITS.replace("10/3/2024", "").replace("2/4/2025", ""));
    let tidied = tidied_with(&[undated], Some(&list()), set);
    assert_eq!(tidied.value.rows[0].form.school_year.to_string(), "2021-22");
    tells(&tidied, &[]);
}

#[test]
fn a_form_without_a_school_year_is_told() {
    let told =
        in_list(&[form(&FORM.replace("School year|2024-25\nDate completed|@2024-10-03\n", ""))]);
    let told = only(&told);
    assert_eq!(line(told), "error T003 A6: no column or line says which school year this is");
    assert_eq!(told.sites, [SiteId("010001".into())]);
    let one = VISITS.replace("2/4/2025", "");
    let told = in_list(&[visits(&one)]);
    let told = only(&told);
    assert_eq!(line(told), "error T005 A3: this form does not say which school year it is of");
    assert_eq!(told.sites, [SiteId("020002".into())]);
}

#[test]
fn a_school_year_that_could_mean_two_things_is_refused() {
    let undated = FORM.replace("Date completed|@2024-10-03\n", "");
    let read = |year: &str, text: &str| in_list(&[form(&text.replace("|2024-25", year))]);
    let told = read("|2024", &undated);
    assert_eq!(
        line(only(&told)),
        "error T006 B4: `2024` could be the year that starts or the year that ends"
    );
    let told = read("|2023-25", &undated);
    assert_eq!(
        line(only(&told)),
        "error T006 B4: the two years of `2023-25` do not follow each other"
    );
    let told = read("|soon", &undated);
    assert_eq!(line(only(&told)), "error T006 B4: `soon` is not a school year");
    let told = read("|2024", FORM);
    assert_eq!(
        line(only(&told)),
        "warning T006 B4: `2024` could be the year that starts or the year that ends"
    );
    assert_eq!(told.value.rows.len(), 4);
}

#[test]
fn a_date_outside_the_own_year_is_told_and_the_own_year_counts() {
    let tidied = in_list(&[form(&FORM.replace("@2024-10-03", "@2023-10-03"))]);
    let told = only(&tidied);
    assert_eq!(
        line(told),
        "warning T007 B5: the date `2023-10-03` does not lie in the school year 2024-25"
    );
    assert_eq!(
        told.help.as_deref(),
        Some("the form counts for 2024-25; the date that would fit is 10/3/2024")
    );
    let in_folder = csv("observations/2024-25/a.csv", &VISITS.replace("10/3/2024", "10/3/2023"));
    let tidied = in_list(&[in_folder]);
    assert_eq!(
        line(only(&tidied)),
        "warning T007 B2: the date `10/3/2023` does not lie in the school year 2024-25"
    );
    assert_eq!(tidied.value.rows[0].form.school_year.to_string(), "2024-25");
}

#[test]
fn a_date_that_cannot_be_read_is_told() {
    let told = in_list(&[csv("2024-25/a.csv", &VISITS.replace("2/4/2025", "in winter"))]);
    assert_eq!(line(only(&told)), "warning T029 B3: `in winter` cannot be read as a date");
}

#[test]
fn rounds_are_known_by_their_words() {
    let rounds = "Site|School year|Round|Organization|Materials|Inquiry|Reflection\n\
                  Oak Street|2024-25|Autumn|3|3|3|3\n\
                  Oak Street|2024-25|Third visit|2|2|2|2";
    let tidied = in_list(&[visits(rounds)]);
    assert_eq!(ratings(&tidied)[0], "010001 2024-25 fall inquiry 3");
    assert_eq!(ratings(&tidied)[4], "010001 2024-25 third-visit inquiry 2");
    let mut fall = form(FORM);
    fall.name = "Fall 2024".into();
    assert_eq!(ratings(&in_list(&[fall]))[0], "010001 2024-25 fall choice no: not_rated");
}

#[test]
fn the_purpose_says_whose_eyes_and_whether_it_counts() {
    let purposes = "Site|School year|Purpose|Organization|Materials|Inquiry|Reflection\n\
                    Oak Street|2024-25|self|4|4|4|4\n\
                    Oak Street|2024-25|external|2|2|2|2\n\
                    Oak Street|2024-25|practice|1|1|1|1\n\
                    Oak Street|2024-25|party|3|3|3|3";
    let tidied = in_list(&[visits(purposes)]);
    tells(
        &tidied,
        &[
            "warning T029 C5: `party` is not a purpose that the rules know",
            "note T032 C4: a form for `practice` does not count",
        ],
    );
    let sources: Vec<_> = tidied.value.rows.iter().map(|row| row.form.source.id()).collect();
    assert_eq!(sources.iter().filter(|source| **source == "self-assessment").count(), 4);
    assert_eq!(sources.len(), 12);
}

#[test]
fn several_sheets_are_several_people() {
    let sheet = |tab: &str| book("oak.xlsx", tab, &FORM.replace("Rating basis|consensus\n", ""));
    let tidied = in_list(&[sheet("Rater 1"), sheet("Rater 2")]);
    tells(&tidied, &[]);
    assert_eq!(tidied.value.rows.len(), 8);
    let response = &tidied.value.rows[0].form.response;
    assert_eq!(response.basis, Basis::Individual);
    assert_eq!(response.fields.get("rater").map(|rater| &**rater), Some("Rater 1"));
    let alone = in_list(&[sheet("Self-assessment")]);
    assert_eq!(alone.value.rows[0].form.response.basis, Basis::Consensus);
}

#[test]
fn a_word_for_the_basis_that_nobody_knows_is_told() {
    let told = in_list(&[form(&FORM.replace("|consensus", "|vote"))]);
    assert_eq!(
        line(only(&told)),
        "warning T029 B6: `vote` does not say whether people rated alone or agreed"
    );
}

#[test]
fn a_version_is_known_by_its_alias_or_told() {
    let version = |text: &str| in_list(&[form(&format!("Version|{text}\n{FORM}"))]);
    assert_eq!(&*version("Second edition").value.rows[0].form.version, "2");
    let told = version("third");
    assert_eq!(line(only(&told)), "warning T029 B1: `third` is not a version that the rules know");
    assert_eq!(&*told.value.rows[0].form.version, "third");
}

#[test]
fn a_row_twice_counts_once() {
    let row = "O-1|10/3/2024|Oak Street|Bridges|Ann|3|4|2|1|fine";
    let tidied = in_list(&[visits(&format!("{VISITS}\n{row}"))]);
    assert_eq!(
        line(only(&tidied)),
        "warning T016 A4: this form is the same as that in visits.csv › visits!A2"
    );
    assert_eq!(tidied.value.rows.len(), 8);
}

#[test]
fn a_row_twice_that_tells_no_more_than_its_site_counts_once() {
    let bare = "Site|School year|Organization|Materials|Inquiry|Reflection|Notes\n\
                Harbor|2024-25|3|3|3|3|a\nHarbor|2024-25|3|3|3|3|a\nHarbor|2024-25|3|3|3|3|b";
    let tidied = in_list(&[visits(bare)]);
    assert_eq!(
        line(only(&tidied)),
        "warning T016 A3: this form is the same as that in visits.csv › visits!A2"
    );
    assert_eq!(tidied.value.rows.len(), 8);
}

#[test]
fn one_observation_in_two_files_is_one_or_a_conflict() {
    let head = "Observation ID|Date|Site|Organization|Materials|Inquiry|Reflection";
    let fall = format!("{head}\nO-7|10/3/2024|Harbor|3|3|3|3\nO-8|10/4/2024|Harbor|2|2|2|2");
    let year = format!(
        "{head}\nO-7|10/3/2024|Harbor|3|3|3|3\nO-8|10/4/2024|Harbor|4|2|2|2\n\
                        O-9|10/5/2024|Harbor|2|2|2|2"
    );
    let tidied = in_list(&[csv("fall.csv", &fall), csv("year.csv", &year)]);
    tells(
        &tidied,
        &[
            "error T017 A3: this form stands in year.csv › year!A3 as well, with different ratings",
            "error T017 A3: this form stands in fall.csv › fall!A3 as well, with different ratings",
            "warning T016 A2: this form is the same as that in fall.csv › fall!A2",
        ],
    );
    assert_eq!(tidied.diagnostics[0].sites, [SiteId("020002".into())]);
    let ids: Vec<_> = tidied
        .value
        .rows
        .iter()
        .map(|row| row.form.response.fields["observation_id"].clone())
        .collect();
    assert_eq!(ids.iter().filter(|id| &***id == "O-7").count(), 4);
    assert_eq!(ids.len(), 8);
}

#[test]
fn two_observers_of_one_activity_are_two_forms() {
    let pair = "Date|Site|Activity|Observer|Basis|Organization|Materials|Inquiry|Reflection\n\
                2024-10-03|Harbor|bridges|O1|individual|2|2|2|2\n\
                2024-10-03|Harbor|bridges|O2|individual|2|2|2|2\n\
                2024-10-03|Harbor|bridges|O1+O2|consensus|3|2|2|2";
    let tidied = in_list(&[visits(pair)]);
    tells(&tidied, &[]);
    assert_eq!(tidied.value.rows.len(), 12);
}

#[test]
fn two_agreed_forms_of_one_site_that_differ_are_a_conflict() {
    let mut other = form(&FORM.replace("|3|binder", "|2|binder"));
    other.source = crate::model::Source::named("copy.xlsx");
    let tidied = in_list(&[form(FORM), other]);
    assert_eq!(tidied.value.rows.len(), 0);
    tells(
        &tidied,
        &[
            "error T017 A9: this form stands in oak.xlsx › Self-assessment!A9 as well, with \
             different ratings",
            "error T017 A9: this form stands in copy.xlsx › Self-assessment!A9 as well, with \
             different ratings",
        ],
    );
}

#[test]
fn an_item_twice_in_a_form_counts_once_or_not_at_all() {
    let again = |rating: &str| format!("{FORM}\nSA-1.2|Safe|Exits are staffed|{rating}|");
    let tidied = in_list(&[form(&again("4"))]);
    assert_eq!(
        line(only(&tidied)),
        "note T016 A13: `SA-1.2` stands here a second time, with the same rating as in D10"
    );
    assert_eq!(tidied.value.rows.len(), 4);
    let tidied = in_list(&[form(&again("1"))]);
    tells(
        &tidied,
        &[
            "error T017 A10: `SA-1.2` stands here more than once, with different ratings",
            "error T017 A13: `SA-1.2` stands here more than once, with different ratings",
        ],
    );
    assert_eq!(tidied.value.rows.len(), 3);
    assert_eq!(tidied.diagnostics[0].sites, [SiteId("010001".into())]);
}

#[test]
fn a_code_that_no_item_has_is_told_where_it_is_rated() {
    let tidied = in_list(&[form(&format!("{FORM}\nSA-2.3|Active|More|3|\nTotals||||"))]);
    let told = only(&tidied);
    assert_eq!(line(told), "warning T018 A13: no item of Self-assessment is called `SA-2.3`");
    assert_eq!(told.help.as_deref(), Some("did you mean `SA-2.1`?"));
}

#[test]
fn a_form_without_a_rating_is_told() {
    let empty = "Date|Site|Observer|Organization|Materials|Inquiry|Reflection\n\
                 10/3/2024|Harbor|Ann||||\n10/4/2024|Harbor|Ann|1|1|1|1";
    let told = in_list(&[visits(empty)]);
    assert_eq!(line(only(&told)), "warning T019 A2: this form holds not a single rating");
}

#[test]
fn further_rows_of_headings_are_no_forms() {
    let survey = "Date|Site|Organization|Materials|Inquiry|Reflection\n\
                  When?|Where?|Organization|Materials|Inquiry|Reflection\n\
                  {\"ImportId\":\"a\"}|{\"ImportId\":\"b\"}|{\"ImportId\":\"c\"}|{\"ImportId\":\"d\"}\n\
                  10/4/2024|Harbor|1|1|1|1";
    let tidied = in_list(&[visits(survey)]);
    tells(&tidied, &[]);
    assert_eq!(tidied.value.rows.len(), 4);
}

#[test]
fn a_grid_question_is_known_by_its_row() {
    let survey = "Timestamp|School|How was it? [Organization]|How was it? [Materials]|\
                  How was it? [Inquiry]|How was it? [Reflection]\n\
                  10/4/2024 14:03:22|Harbor|1|1|1|1";
    let tidied = in_list(&[visits(survey)]);
    assert_eq!(tidied.value.rows.len(), 4);
}

#[test]
fn a_mapping_names_columns_that_are_not_recognised() {
    let odd = "Where|When|Q1|Q2\nHarbor|10/4/2024|3|4";
    let mapping = "[[mapping]]\nfiles = \"odd*.csv\"\ninstrument = \"visit\"\n\
                   column = [{ heading = \"Where\", field = \"site\" }, \
                   { heading = \"column B\", field = \"date\" }, \
                   { heading = \"Q1\", item = \"organization\" }, \
                   { heading = \"Q2\", item = \"materials\" }]";
    let tidied = tidied_with(&[csv("in/odd 1.csv", odd)], Some(&list()), mapping);
    assert_eq!(ratings(&tidied), ["020002 2024-25 materials 4", "020002 2024-25 organization 3"]);
    tells(&tidied, &["warning T003 E1: there is no column for `Inquiry`, `Reflection`"]);
}

#[test]
fn a_pattern_makes_several_forms_of_a_row() {
    let wide = "Site|Year|Organization_S1|Materials_S1|Inquiry_S1|Reflection_S1|\
                Organization_S2|Materials_S2|Inquiry_S2|Reflection_S2|Organization_S3\n\
                Harbor|2024-25|1|1|1|1|2|2|2|2|";
    let mapping = "[[mapping]]\nfiles = \"*\"\ninstrument = \"visit\"\n\
                   pattern = [{ heading = \"{item}_S{segment}\" }]";
    let tidied = tidied_with(&[csv("wide.csv", wide)], Some(&list()), mapping);
    assert_eq!(tidied.value.rows.len(), 8);
    let segments: Vec<_> = tidied
        .value
        .rows
        .iter()
        .map(|row| row.form.response.fields["segment"].to_string())
        .collect();
    assert_eq!(segments, ["1", "1", "1", "1", "2", "2", "2", "2"]);
}

#[test]
fn columns_of_ratings_by_round_are_read_down_the_page() {
    let down = "Site|Harbor\nSchool year|2024-25\n\nCode|Fall|Spring\n\
                SA-1.1|1|2\nSA-1.2|1|2\nSA-2.1|1|2\nSA-2.2|1|2";
    let mapping = "[[mapping]]\nfiles = \"*\"\ninstrument = \"sa\"\n\
                   column = [{ heading = \"Fall\", field = \"rating\", set = { occasion = \"fall\" } }, \
                   { heading = \"Spring\", set = { occasion = \"spring\" } }]";
    let tidied = tidied_with(&[book("a.xlsx", "A", down)], Some(&list()), mapping);
    assert_eq!(ratings(&tidied)[0], "020002 2024-25 fall choice 1");
    assert_eq!(ratings(&tidied)[7], "020002 2024-25 spring hands 2");
}

#[test]
fn a_mapping_that_does_not_fit_is_told() {
    let mapping = "[[mapping]]\nfiles = \"other.csv\"\ninstrument = \"vist\"\n\
                   [[mapping]]\nfiles = \"visits.csv\"\ninstrument = \"visit\"\n\
                   column = [{ heading = \"Sit\", field = \"site\" }, \
                   { heading = \"Notes\", item = \"inquiri\" }, \
                   { heading = \"Notes\", field = \"segmnt\" }]\n\
                   pattern = [{ heading = \"{item} [{segment}]\" }, \
                   { heading = \"{item} ({wing})\" }]";
    let tidied = tidied_with(&[visits(VISITS)], Some(&list()), mapping);
    tells(
        &tidied,
        &[
            "error T031 nowhere: the mapping for `other.csv` names `vist`, which is no instrument",
            "error T031 visits: the mapping of `Notes` names `inquiri`, which is no item of Activity visit",
            "warning T031 nowhere: the mapping for `other.csv` fits none of the files",
            "warning T031 visits: no heading follows the pattern `{item} ({wing})`",
            "warning T031 visits: no heading follows the pattern `{item} [{segment}]`",
            "warning T031 visits: the mapping names a column `Sit`, and there is none",
            "warning T031 visits: the mapping of `Notes` names `segmnt`, which is no field",
            "warning T031 visits: the mapping of `{item} ({wing})` names `wing`, which is no field",
        ],
    );
}

#[test]
fn notes_of_one_kind_are_gathered_where_they_are_a_habit() {
    let mut text = "Date|Site|Observer|Organization|Materials|Inquiry|Reflection".to_owned();
    for person in 0..12 {
        let _ = write!(text, "\n10/4/2024|Harbor|P{person}|Satisfactory|Satisfactory|Excellent|3");
    }
    let tidied = in_list(&[visits(&text)]);
    assert_eq!(tidied.diagnostics.len(), 36);
    text.push_str("\n10/4/2024|Harbor|Q|Satisfactory|Excellent|Excellent|Excellent");
    let tidied = in_list(&[visits(&text)]);
    assert_eq!(
        line(only(&tidied)),
        "note T025 D2: `Satisfactory` is read as 3, and so are 39 more cells of this sheet"
    );
}

#[test]
fn an_instrument_says_what_to_check_in_every_form() {
    let mut rulebook = rulebook();
    let check = "kind = \"instrument\"\nshort_name = \"V\"\nsource = \"observation\"\n\
                 scale = \"four\"\nitem = [{ id = \"o\", name = \"Organization\" }]\n\
                 field = [{ id = \"minutes\", aliases = [\"Minutes\"] }]\n\
                 check = [\
                 { id = \"short\", when = \"minutes < 30\", effect = \"warning\", \
                 message = \"the activity was shorter than 30 minutes\" },\
                 { id = \"none\", when = \"minutes < 5\", effect = \"leave-out\", \
                 message = \"the activity hardly took place\" }]\n\
                 [about]\nid = \"visit\"\ntitle = \"Visit\"\n";
    add_instrument(&mut rulebook, check);
    let sheets = [visits(
        "Date|Site|Activity|Minutes|Organization\n10/4/2024|Harbor|a|25|4\n10/4/2024|Harbor|b|30|2\n\
         10/4/2024|Harbor|c|45|3\n10/4/2024|Harbor|d||3\n10/4/2024|Harbor|e|4|3",
    )];
    let settings = Settings::default();
    let tidied =
        observations(Material { sheets: &sheets, site_list: None, settings: &settings }, &rulebook);
    tells(
        &tidied,
        &[
            "warning T021 D2: the activity was shorter than 30 minutes",
            "warning T021 D6: the activity hardly took place",
            "warning T021 D6: the activity was shorter than 30 minutes",
        ],
    );
    assert_eq!(tidied.value.rows.len(), 4);
}
