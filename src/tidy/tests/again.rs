//! The same form again: corrected, agreed on, by two people.

use super::{FORM, form, in_list, only, tells, visits};
use crate::{
    ingest::Sheet,
    model::{Basis, Source},
    tidy::trial::{csv, line, ratings},
};

fn named(file: &str, text: &str) -> Sheet {
    Sheet { source: Source::named(file), ..form(text) }
}

const SENT: &str = "Timestamp|Site|School year|Observer|SA-1.1|SA-1.2|SA-2.1|SA-2.2|Evidence";

#[test]
fn of_two_versions_of_a_self_assessment_the_one_of_the_later_date_counts() {
    let later = FORM.replace("@2024-10-03", "@2024-10-20").replace("|3|binder", "|2|binder");
    let tidied = in_list(&[named("a.xlsx", &later), named("z.xlsx", FORM)]);
    let told = only(&tidied);
    assert_eq!(
        line(told),
        "warning T043 A9: this form of 10/3/2024 was handed in again: the one in \
         a.xlsx › Self-assessment!A9 of 10/20/2024 counts, and not this one"
    );
    assert!(told.help.as_deref().unwrap().contains("two rounds of one year"));
    assert!(ratings(&tidied).contains(&"010001 2024-25 greet 2".to_owned()));
}

#[test]
fn of_two_answers_of_one_person_the_later_one_counts() {
    let rows = "10/3/2024 9:15:00|Harbor|2024-25|Ann|3|3|3|3|\n\
                10/3/2024 16:40:00|Harbor|2024-25|ann|3|3|3|2|mistake put right\n\
                10/3/2024 9:20:00|Harbor|2024-25|Ben|1|1|1|1|";
    let tidied = in_list(&[csv("answers.csv", &format!("{SENT}\n{rows}"))]);
    assert_eq!(
        line(only(&tidied)),
        "warning T043 A2: this form of 10/3/2024 09:15:00 was handed in again: the one in \
         answers.csv › answers!A3 of 10/3/2024 16:40:00 counts, and not this one"
    );
    assert_eq!(tidied.value.rows.len(), 8);
}

#[test]
fn a_form_that_says_it_is_corrected_counts() {
    let other = FORM.replace("|3|binder", "|2|binder");
    let tidied = in_list(&[named("oak.xlsx", FORM), named("oak corrected.xlsx", &other)]);
    assert!(line(only(&tidied)).starts_with("warning T043 A9: this form of 10/3/2024"));
    assert!(ratings(&tidied).contains(&"010001 2024-25 greet 2".to_owned()));
    let version = named("oak-2.xlsx", &format!("Version|corrected\n{other}"));
    let tidied = in_list(&[named("oak.xlsx", FORM), version]);
    assert!(line(only(&tidied)).starts_with("warning T043 A9"), "{}", line(only(&tidied)));
}

#[test]
fn words_and_dates_that_contradict_each_other_settle_nothing() {
    let later = FORM.replace("@2024-10-03", "@2024-10-20").replace("|3|binder", "|2|binder");
    let tidied = in_list(&[named("oak.xlsx", &later), named("oak corrected.xlsx", FORM)]);
    assert_eq!(tidied.value.rows.len(), 0);
    assert!(tidied.diagnostics.iter().all(|told| line(told).starts_with("error T017")));
}

#[test]
fn visits_on_two_days_are_two_visits() {
    let rows = "Date|Site|Activity|Observer|Organization|Materials|Inquiry|Reflection\n\
                10/3/2024|Harbor|bridges|Ann|3|3|3|3\n10/4/2024|Harbor|bridges|Ann|2|2|2|2";
    let tidied = in_list(&[visits(rows)]);
    tells(&tidied, &[]);
    assert_eq!(tidied.value.rows.len(), 8);
}

#[test]
fn two_observers_of_one_activity_are_found_however_they_spell_it() {
    let rows = "Date|Site|Activity|Observer|Organization|Materials|Inquiry|Reflection\n\
                10/3/2024|Harbor|Bridge Building|Ann|3|3|3|3\n\
                10/3/2024|Harbor|bridge  building|Ben|2|2|2|2";
    let tidied = in_list(&[visits(rows)]);
    let activities: Vec<&str> =
        tidied.value.rows.iter().map(|row| &*row.form.response.fields["activity"]).collect();
    assert_eq!(activities, ["Bridge Building"; 8]);
}

#[test]
fn a_sheet_or_a_person_by_the_name_of_consensus_is_the_group() {
    let tab = |name: &str| Sheet {
        name: name.into(),
        ..form(&FORM.replace("Rating basis|consensus\n", ""))
    };
    let tidied = in_list(&[tab("Rater 1"), tab("Consensus")]);
    let agreed = tidied.value.rows.iter().filter(|row| row.form.response.basis == Basis::Consensus);
    assert!(agreed.clone().all(|row| &*row.cell().sheet == "Consensus"));
    assert_eq!(agreed.count(), 4);
    let rows = "10/3/2024|Harbor|2024-25|Ann|3|3|3|3|\n10/3/2024|Harbor|2024-25|Consensus|2|3|3|3|";
    let tidied = in_list(&[csv("answers.csv", &format!("{SENT}\n{rows}"))]);
    let bases: Vec<Basis> = tidied.value.rows.iter().map(|row| row.form.response.basis).collect();
    assert_eq!(bases.iter().filter(|basis| **basis == Basis::Consensus).count(), 4);
}

#[test]
fn a_form_may_be_sent_when_its_year_is_over() {
    let rows = "7/3/2025 9:15:00|Harbor|2024-25|Ann|3|3|3|3|";
    let tidied = in_list(&[csv("answers.csv", &format!("{SENT}\n{rows}"))]);
    tells(&tidied, &[]);
    assert_eq!(tidied.value.rows[0].form.response.date, None);
}

#[test]
fn a_date_of_an_activity_that_is_wrong_says_what_follows() {
    let rows = "Date|Site|School year|Activity|Observer|Organization|Materials|Inquiry|Reflection\n\
                3/4/2015|Harbor|2015-16|bridges|Ann|3|3|3|3";
    let tidied = in_list(&[visits(rows)]);
    assert_eq!(
        only(&tidied).help.as_deref(),
        Some(
            "the form counts for 2015-16; the date that would fit is 3/4/2016; two people who rated \
             one activity need the same date, or they count as two activities"
        )
    );
}
