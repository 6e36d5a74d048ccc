//! What is read as a rating, and what is told.

use super::*;
use crate::diagnostic::Code;
use crate::rulebook::kind::written;

const DOS: &str = r#"
    kind = "scale"
    type = "levels"
    [about]
    id = "dos"
    title = "DoS"
    version = "1"
    status = ["sourced"]
    [[level]]
    value = 1
    label = "Evidence absent"
    aliases = ["absent"]
    [[level]]
    value = 2
    label = "Inconsistent evidence"
    [[level]]
    value = 3
    label = "Reasonable evidence"
    [[level]]
    value = 4
    label = "Compelling evidence"
    [[missing]]
    id = "not_rated"
    label = "Not rated"
    words = ["NR", "not rated", "-"]
    [[missing]]
    id = "not_applicable"
    label = "Not applicable"
    words = ["n/a", "NA"]
    tell = true
"#;

fn scale(text: &str) -> Scale {
    written(text)
}

fn item(more: &str) -> Item {
    written(&format!("id = \"a\"\nname = \"A\"\n{more}"))
}

fn read_on(scale: &Scale, cell: &Cell) -> Reading {
    Ruler::new(scale, &[]).read(cell, &item(""), Medium::Workbook)
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn value(text: &str) -> Rating {
    Rating::Value(text.parse().unwrap())
}

fn missing(id: &str) -> Rating {
    Rating::Missing(id.into())
}

#[track_caller]
fn tells(scale: &Scale, cell: &Cell, rating: impl Into<Option<Rating>>, told: &[(Code, &str)]) {
    let reading = read_on(scale, cell);
    let read: Vec<(Code, &str)> =
        reading.told.iter().map(|told| (told.code, told.message.as_str())).collect();
    assert_eq!(read, told, "reading {cell:?}");
    assert_eq!(reading.rating, rating.into(), "reading {cell:?}");
}

#[test]
fn an_absent_practice_is_a_rating_and_a_missing_rating_is_not() {
    let scale = scale(DOS);
    let read = |words: &str| read_on(&scale, &text(words)).rating;
    assert_eq!(read("Evidence absent"), Some(value("1")));
    assert_eq!(read("1 - Evidence absent"), Some(value("1")));
    assert_eq!(read("NR"), Some(missing("not_rated")));
    assert_eq!(read("3 - Reasonable evidence"), Some(value("3")));
    assert_eq!(read("—"), Some(missing("not_rated")));
    assert_eq!(read_on(&scale, &Cell::Empty), Reading::default());
}

#[test]
fn plain_ratings_need_no_word() {
    let scale = scale(DOS);
    tells(&scale, &Cell::Number(3.0), value("3"), &[]);
    tells(&scale, &text("nr"), missing("not_rated"), &[]);
    tells(&scale, &text("   "), None, &[]);
    let in_csv = Ruler::new(&scale, &[]).read(&text("3"), &item(""), Medium::Text);
    assert_eq!(in_csv, Reading { rating: Some(value("3")), told: Vec::new() });
}

#[test]
fn what_was_made_good_is_told() {
    let scale = scale(DOS);
    let stored = "`3` is stored as text; it is read as a number";
    tells(&scale, &text("3"), value("3"), &[(Code::NumberAsText, stored)]);
    let stored = "`3,0` is stored as text; it is read as a number";
    tells(&scale, &text("3,0"), value("3"), &[(Code::NumberAsText, stored)]);
    let space = "there is a space before or after `3`";
    tells(&scale, &text("3 "), value("3"), &[(Code::StraySpace, space)]);
    let label = "`3 - Reasonable evidence` is read as 3";
    tells(&scale, &text("3 - Reasonable evidence"), value("3"), &[(Code::LabelReadAsLevel, label)]);
    let label = "`2: so so` is read as 2";
    tells(&scale, &text("2: so so"), value("2"), &[(Code::LabelReadAsLevel, label)]);
    let word = "`n/a` is read as `Not applicable`, not as a rating";
    tells(&scale, &text("n/a"), missing("not_applicable"), &[(Code::MissingWordUsed, word)]);
}

#[test]
fn a_level_is_read_however_its_number_and_label_are_joined() {
    let scale = scale(DOS);
    let words: Words = written(
        "kind = \"words\"\nfield = []\nrating_headings = [\"Level\", \"Rating\"]\n\
         item_headings = []\nconsensus_words = []\nindividual_words = []\n\
         [about]\nid = \"w\"\ntitle = \"W\"\nversion = \"1\"\nstatus = [\"proposed\"]",
    );
    let words = [words];
    let ruler = Ruler::new(&scale, &words);
    let read = |words: &str| ruler.read(&text(words), &item(""), Medium::Text);
    for words in [
        "3 – Reasonable evidence",
        "3-Reasonable evidence",
        "3 Reasonable evidence",
        "3 = Reasonable",
        "3. reasonable evidence.",
        "(3) Reasonable evidence",
        "Reasonable evidence (3)",
        "REASONABLE EVIDENCE",
        "Reasonable evidence...",
        "Level 3",
        "rating: 3",
        "(3)",
        "[3]",
        "3 pts",
        "3 points.",
    ] {
        let reading = read(words);
        assert_eq!(reading.rating, Some(value("3")), "{words:?}");
        assert_eq!(reading.told[0].code, Code::LabelReadAsLevel, "{words:?}");
    }
    for words in ["3", "3.0", "3,00", "3.", "'3", "３"] {
        assert_eq!(read(words).rating, Some(value("3")), "{words:?}");
    }
}

#[test]
fn what_cannot_be_told_for_sure_is_not_read() {
    let scale = scale(DOS);
    for words in [
        "2+",
        "Level 2+",
        "3?",
        "3 plus",
        "3 and a half",
        "almost 3",
        "3 or 4",
        "3-4",
        "3 of 4",
        "34",
        "3 - not rated",
        "NR 3",
        "4 - Reasonable evidence",
        "Reasonable evidence (4)",
        "evidence",
    ] {
        let reading = read_on(&scale, &text(words));
        assert_eq!(reading.rating, Some(Rating::Unusable), "{words:?}");
        assert_eq!(reading.told.len(), 1, "{words:?}");
    }
}

#[test]
fn words_for_no_rating_are_known_with_and_without_points() {
    let scale = scale(DOS);
    let read = |words: &str| read_on(&scale, &text(words)).rating;
    for words in ["N/A", "n.a.", "N.A.", "n / a", "na", "N/A\u{a0}"] {
        assert_eq!(read(words), Some(missing("not_applicable")), "{words:?}");
    }
    for words in ["—", "–", "-", "Not  rated", "not\u{a0}rated", "NR.", "N.R."] {
        assert_eq!(read(words), Some(missing("not_rated")), "{words:?}");
    }
}

#[test]
fn a_sign_after_a_letter_makes_another_level() {
    let grades = scale(
        "kind = \"scale\"\ntype = \"levels\"\n\
         level = [{ value = 1, label = \"B-\" }, { value = 2, label = \"B\" }, \
         { value = 3, label = \"B+\" }]\n\
         [about]\nid = \"s\"\ntitle = \"S\"\nversion = \"1\"\nstatus = [\"proposed\"]",
    );
    for (words, level) in [("B-", "1"), ("b", "2"), ("B+", "3"), ("B –", "2")] {
        assert_eq!(read_on(&grades, &text(words)).rating, Some(value(level)), "{words:?}");
    }
}

#[test]
fn what_is_not_on_the_scale_is_not_used() {
    let scale = scale(DOS);
    for cell in [Cell::Number(5.0), Cell::Number(0.0), text("3+"), text("2-3"), text("3 or 4")] {
        let shown = shown(&cell);
        let message = format!("`{shown}` is not one of the ratings `1`, `2`, `3` or `4`");
        let told: &[(Code, &str)] = &[(Code::RatingOffScale, &message)];
        tells(&scale, &cell, Rating::Unusable, told);
    }
    let two = "`4 - reasonable evidence` names two levels: `Reasonable evidence` is 3";
    let told = [(Code::RatingOffScale, two)];
    tells(&scale, &text("4 - reasonable evidence"), Rating::Unusable, &told);
    let help = read_on(&scale, &Cell::Number(5.0)).told[0].help.clone().unwrap();
    assert_eq!(
        help,
        "write one of them, or `NR` for `Not rated`, or leave the cell blank where there is no \
         rating"
    );
}

#[test]
fn a_date_in_a_rating_cell_is_not_a_rating() {
    let scale = scale(DOS);
    let day = chrono::NaiveDate::from_ymd_opt(2024, 3, 4).unwrap().and_hms_opt(0, 0, 0);
    let told = [(Code::DateInRatingCell, "`2024-03-04` is a date, not a rating")];
    tells(&scale, &Cell::Date(day.unwrap()), Rating::Unusable, &told);
    for short in ["4-Mar", "3/4"] {
        let message = format!("`{short}` is a date, not a rating");
        let told = [(Code::DateInRatingCell, message.as_str())];
        tells(&scale, &text(short), Rating::Unusable, &told);
    }
}

#[test]
fn a_formula_error_is_told_as_it_stands() {
    let told = [(Code::FormulaError, "the formula in this cell ends in `#REF!`")];
    tells(&scale(DOS), &Cell::Broken("#REF!".to_owned()), Rating::Unusable, &told);
}

#[test]
fn half_points_are_refused_or_kept_as_the_scale_says() {
    let told = [(Code::HalfPoint, "`2.5` lies half way between two levels")];
    tells(&scale(DOS), &Cell::Number(2.5), Rating::Unusable, &told);
    let keeps = scale(&DOS.replacen("type =", "half_points = \"keep\"\ntype =", 1));
    tells(&keeps, &Cell::Number(2.5), value("5/2"), &told);
    let off = "`2.3` is not one of the ratings `1`, `2`, `3` or `4`";
    tells(&keeps, &Cell::Number(2.3), Rating::Unusable, &[(Code::RatingOffScale, off)]);
}

#[test]
fn a_reverse_coded_item_is_turned_once() {
    let numbers = scale(
        "kind = \"scale\"\ntype = \"numbers\"\nlowest = 1\nhighest = 7\n\
         [about]\nid = \"s\"\ntitle = \"S\"\nversion = \"1\"\nstatus = [\"proposed\"]",
    );
    let ruler = Ruler::new(&numbers, &[]);
    let turned = ruler.read(&Cell::Number(2.0), &item("reverse = true"), Medium::Workbook);
    assert_eq!(turned.rating, Some(value("6")));
    let off = "`7.5` is not a number from 1 to 7";
    tells(&numbers, &Cell::Number(7.5), Rating::Unusable, &[(Code::RatingOffScale, off)]);
    let labels = scale(DOS);
    let turned =
        Ruler::new(&labels, &[]).read(&text("absent"), &item("reverse = true"), Medium::Text);
    assert_eq!(turned.rating, Some(value("4")));
}

#[test]
fn zero_is_a_rating_where_the_scale_has_it() {
    let from_zero = scale(&DOS.replacen("value = 1", "value = 0", 1));
    tells(&from_zero, &Cell::Number(0.0), value("0"), &[]);
}

#[test]
fn levels_without_order_are_categories() {
    let names = scale(
        "kind = \"scale\"\ntype = \"names\"\n\
         [about]\nid = \"s\"\ntitle = \"S\"\nversion = \"1\"\nstatus = [\"proposed\"]\n\
         [[level]]\nid = \"indoors\"\nlabel = \"Inside\"\n[[level]]\nlabel = \"Out of doors\"",
    );
    let category = |id: &str| Rating::Category(id.into());
    tells(&names, &text("inside"), category("indoors"), &[]);
    tells(&names, &text("Out of doors"), category("out-of-doors"), &[]);
    let off = "`roof` is not one of the ratings `Inside` or `Out of doors`";
    tells(&names, &text("roof"), Rating::Unusable, &[(Code::RatingOffScale, off)]);
}
