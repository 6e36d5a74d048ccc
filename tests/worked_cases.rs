//! The worked cases that stand beside the rules come out as written.

mod common;

use cqi::{
    casebook,
    diagnostic::render,
    model::Source,
    rulebook::{shipped, shipped_cases},
};

#[test]
fn every_worked_case_comes_out_as_written() {
    let packs = shipped();
    let cases = shipped_cases();
    assert!(50 <= cases.len(), "{} cases", cases.len());
    let told: Vec<String> = cases
        .iter()
        .flat_map(|(source, text)| casebook::run(source, text, &packs))
        .map(|told| render(&told))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn a_case_with_another_number_is_told_at_its_row() {
    let (_, text) =
        shipped_cases().into_iter().find(|(source, _)| source.0.contains("wc01")).unwrap();
    let wrong = text.replacen("| 7/3   |", "| 7/5   |", 1);
    let told = casebook::run(&Source::named("wrong.md"), &wrong, &shipped());
    assert_eq!(told[0].message, "the case says 7/5, and 7/3 came out");
    assert!(render(&told[0]).contains("| Oak Street | 2024-25     | item  | reflection | 7/5"));
}
