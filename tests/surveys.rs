//! Exports of survey programs, read into long form by rules alone.
//!
//! Small invented exports stand in `fixtures/surveys`, with what they say. Real ones lie beside the
//! repository, in `../shared/data/surveys` or where `CQI_SHARED` says; where they do not, the test
//! says that it skipped.

#![expect(clippy::disallowed_methods, reason = "this test is its own door to the file system")]

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use common::{root, rules, shared};
use cqi::{
    diagnostic::{Checked, Code, Diagnostic, Severity},
    ingest,
    model::{Observation, Rating, Source},
    tidy::{self, Material, Observations},
};

/// StarWars.csv: questions, and how many of the 1,186 respondents answered each. Counted with Python's
/// `csv` module, as all numbers here.
const FILMS: &[(&str, usize)] = &[
    ("seen_any", 1186),
    ("fan", 836),
    ("seen_1", 673),
    ("seen_2", 571),
    ("seen_3", 550),
    ("seen_4", 607),
    ("seen_5", 758),
    ("seen_6", 738),
    ("rank_1", 835),
    ("rank_2", 836),
    ("rank_3", 835),
    ("rank_4", 836),
    ("rank_5", 836),
    ("rank_6", 836),
    ("han_solo", 829),
    ("luke_skywalker", 831),
    ("princess_leia_organa", 831),
    ("anakin_skywalker", 823),
    ("obi_wan_kenobi", 825),
    ("emperor_palpatine", 814),
    ("darth_vader", 826),
    ("lando_calrissian", 820),
    ("boba_fett", 812),
    ("c_3p0", 827),
    ("r2_d2", 830),
    ("jar_jar_binks", 821),
    ("padme_amidala", 814),
    ("yoda", 826),
    ("shot_first", 828),
    ("expanded", 828),
    ("expanded_fan", 213),
    ("trek_fan", 1068),
];
/// food-world-cup-data.csv, 1,373 respondents. `N/A` is an answer: never tried.
const DISHES: &[(&str, usize)] = &[
    ("knowledge", 1373),
    ("interest", 1373),
    ("algeria", 1264),
    ("argentina", 1264),
    ("australia", 1264),
    ("belgium", 1264),
    ("bosnia_and_herzegovina", 1264),
    ("brazil", 1264),
    ("cameroon", 1264),
    ("chile", 1264),
    ("colombia", 1264),
    ("costa_rica", 1264),
    ("croatia", 1264),
    ("ecuador", 1264),
    ("england", 1264),
    ("france", 1264),
    ("germany", 1264),
    ("ghana", 1264),
    ("greece", 1264),
    ("honduras", 1264),
    ("iran", 1264),
    ("italy", 1264),
    ("ivory_coast", 1280),
    ("japan", 1280),
    ("mexico", 1280),
    ("the_netherlands", 1280),
    ("nigeria", 1280),
    ("portugal", 1280),
    ("russia", 1280),
    ("south_korea", 1280),
    ("spain", 1280),
    ("switzerland", 1280),
    ("united_states", 1280),
    ("uruguay", 1280),
    ("china", 1280),
    ("india", 1280),
    ("thailand", 1280),
    ("turkey", 1280),
    ("cuba", 1280),
    ("ethiopia", 1280),
    ("vietnam", 1280),
    ("ireland", 1280),
];
/// google-forms-evaluation.csv, 96 respondents.
const COURSE: &[(&str, usize)] = &[
    ("level_of_effort_you_put_into_the_course", 96),
    ("level_of_skill_knowledge_at_start_of_cou", 95),
    ("level_of_skill_knowledge_at_end_of_cours", 94),
    ("level_of_skill_knowledge_required_to_com", 95),
    ("contribution_of_course_to_your_skill_kno", 95),
    ("instructor_was_an_effective_lecturer_dem", 95),
    ("presentations_were_clear_and_organized", 95),
    ("instructor_stimulated_student_interest", 95),
    ("instructor_effectively_used_time_during", 95),
    ("instructor_was_available_and_helpful", 95),
    ("grading_was_prompt_and_had_useful_feedba", 95),
    ("learning_objectives_were_clear", 95),
    ("course_content_was_organized_and_well_pl", 95),
    ("course_workload_was_appropriate", 94),
    ("course_organized_to_allow_all_students_t", 95),
];

/// How often each answer was given, for some questions.
const SPREADS: &[(&str, &str, &str)] = &[
    ("StarWars.csv", "han_solo", "1: 1, 2: 8, 3: 44, 4: 151, 5: 610, unfamiliar: 15"),
    ("StarWars.csv", "seen_1", "1: 673"),
    ("StarWars.csv", "rank_1", "1: 129, 2: 71, 3: 130, 4: 237, 5: 100, 6: 168"),
    ("StarWars.csv", "shot_first", "greedo: 197, han: 325, not_understood: 306"),
    ("food-world-cup-data.csv", "interest", "1: 84, 2: 200, 3: 651, 4: 438"),
    ("food-world-cup-data.csv", "italy", "1: 3, 2: 5, 3: 144, 4: 438, 5: 607, never_tried: 67"),
    (
        "google-forms-evaluation.csv",
        "level_of_effort_you_put_into_the_course",
        "1: 1, 2: 5, 3: 13, 4: 44, 5: 33",
    ),
];

#[test]
fn the_same_answers_are_read_from_every_survey_program() {
    let folder = root().join("fixtures/surveys");
    let all = expected(&folder.join("expected.csv"));
    let is_ticked = |row: &&Answer| row[3].starts_with("did_");
    let without_ticks: BTreeSet<Answer> =
        all.iter().filter(|row| !is_ticked(row)).cloned().collect();
    assert_eq!((all.len(), without_ticks.len()), (90, 75));
    // Google Forms writes all choices of a question into one cell, which no item can hold.
    for (program, answers) in
        [("surveymonkey", &all), ("qualtrics", &all), ("google-forms", &without_ticks)]
    {
        let path = folder.join(program).join("export.csv");
        let tidied = tidied(&[("export.csv", fs::read(path).unwrap())], &folder);
        let read: BTreeSet<Answer> = tidied.value.rows.iter().map(answer).collect();
        assert_eq!(read, *answers, "{program}");
        assert_eq!(tidied.value.rows.len(), answers.len(), "{program}");
        let is_weighty = |told: &&Diagnostic| Severity::Note < told.severity;
        let weighty: Vec<&str> = tidied
            .diagnostics
            .iter()
            .filter(is_weighty)
            .map(|told| told.message.as_str())
            .collect();
        let ticks =
            "there is no column for `Built something`, `Wrote something`, `Presented something`";
        let known: &[&str] = if program == "google-forms" { &[ticks] } else { &[] };
        assert_eq!(weighty, known, "{program}");
    }
}

#[test]
fn real_exports_are_read_whole_by_a_rule_pack_alone() {
    let Some(folder) = shared("data/surveys") else {
        return println!("skipped: the exports are not there");
    };
    let rules = root().join("fixtures/survey-pack");
    for (file, encoding, respondents, questions) in [
        ("StarWars.csv", Some("`windows-1252`"), 1186, FILMS),
        ("food-world-cup-data.csv", Some("`macintosh`"), 1373, DISHES),
        ("google-forms-evaluation.csv", None, 96, COURSE),
        ("qualtrics-legacy.csv", None, 1, &[("q1", 1)]),
        ("qualtrics-sample.csv", None, 1, &[("q1", 1)]),
    ] {
        let tidied = tidied(&[(file, fs::read(folder.join(file)).unwrap())], &rules);
        let rows = &tidied.value.rows;
        let of_respondents: BTreeSet<u32> = rows.iter().map(|row| row.cell().row).collect();
        assert_eq!(of_respondents.len(), respondents, "{file}");
        let mut read: BTreeMap<&str, usize> = BTreeMap::new();
        for row in rows {
            assert_ne!(
                row.answer.rating,
                Rating::Unusable,
                "{}: {}",
                row.cell(),
                row.answer.written
            );
            *read.entry(&row.item).or_default() += 1;
        }
        assert_eq!(read, questions.iter().copied().collect(), "{file}");
        for (_, item, answers) in SPREADS.iter().filter(|(of, ..)| *of == file) {
            assert_eq!(spread(&tidied.value, item), *answers, "{file}: {item}");
        }
        let guessed: Vec<&str> = tidied
            .diagnostics
            .iter()
            .filter(|told| told.code == Code::EncodingGuessed)
            .map(|told| told.message.rsplit(' ').next().unwrap())
            .collect();
        assert_eq!(guessed, encoding.into_iter().collect::<Vec<_>>(), "{file}");
        // The mappings of the other files fit none of those given here.
        let is_weighty =
            |told: &&Diagnostic| Severity::Note < told.severity && told.code != Code::MappingFault;
        let weighty: Vec<&Diagnostic> = tidied.diagnostics.iter().filter(is_weighty).collect();
        assert!(weighty.is_empty(), "{file}: {weighty:#?}");
    }
}

/// Respondent, site, date, item and value.
type Answer = [String; 5];

fn answer(row: &Observation) -> Answer {
    let Rating::Value(value) = &row.answer.rating else {
        panic!("{}: {:?}", row.cell(), row.answer.rating)
    };
    let respondent = row.form.response.fields["rater"].to_string();
    let date = row.form.response.date.unwrap().to_string();
    [respondent, row.form.site.to_string(), date, row.item.to_string(), value.to_string()]
}

fn expected(path: &Path) -> BTreeSet<Answer> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| {
        let site = match &row[1] {
            "Oak Street" => "oak-street",
            "Cañada Creek" => "canada-creek",
            "Harbor" => "harbor",
            other => panic!("{other} is no site of this survey"),
        };
        [&row[0], site, &row[2], &row[3], &row[4]].map(str::to_owned)
    })
    .collect()
}

/// How often each answer was given to a question.
fn spread(observations: &Observations, item: &str) -> String {
    let mut spread: BTreeMap<String, usize> = BTreeMap::new();
    for row in observations.rows.iter().filter(|row| &*row.item == item) {
        let answer = match &row.answer.rating {
            Rating::Value(value) => value.to_string(),
            Rating::Category(id) | Rating::Missing(id) => id.to_string(),
            Rating::Unusable => "unusable".to_owned(),
        };
        *spread.entry(answer).or_default() += 1;
    }
    let shown: Vec<String> =
        spread.into_iter().map(|(answer, times)| format!("{answer}: {times}")).collect();
    shown.join(", ")
}

/// What some files hold, by the rules and settings in a folder.
fn tidied(inputs: &[(&str, Vec<u8>)], folder: &Path) -> Checked<Observations> {
    let mut told = Vec::new();
    let mut sheets = Vec::new();
    for (name, bytes) in inputs {
        sheets.extend(ingest::sheets(&Source::named(name), bytes).collect(&mut told));
    }
    let (rulebook, settings) = rules(folder);
    let material = Material { sheets: &sheets, site_list: None, settings: &settings };
    let mut tidied = tidy::observations(material, &rulebook);
    tidied.diagnostics.extend(told);
    tidied
}
