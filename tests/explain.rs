//! From a score to its rule, its arithmetic and its cells.

mod common;

use common::{cqi, text};

/// A run of the example network, and what `cqi explain` says of it.
fn explained(words: &[&str]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let out = out.to_str().unwrap();
    let run = ["run", "fixtures/small-network", "--out", out, "--formats", "parquet", "--quiet"];
    assert!(cqi(run).status.success());
    let output = cqi(["explain", out].iter().chain(words));
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

/// Rows 2 to 5 of the file hold: reflection 2, 2 and 3 (two observers of one activity), 2. So
/// (2 + (2 + 3)/2 + 2)/3 = 13/6.
const REFLECTION: &str = "\
item reflection at site puente-center, 2024-25
observation, dos_ost current, individual
13/6 = 2.166667 (4 ratings, n = 3)
";

#[test]
fn a_score_is_led_back_to_its_cells() {
    let words = ["puente-center", "reflection", "2024-25", "--source", "observation"];
    let (code, told) = explained(&words);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.starts_with(REFLECTION), "{told}");
    let file = "fixtures/small-network/observations/2024-25/puente-youth-partners.csv";
    for (written, cell) in [("2", "R2"), ("2", "R3"), ("3", "R4"), ("2", "R5")] {
        let place = format!("`{written}` in {file} › puente-youth-partners!{cell}");
        assert!(told.contains(&place), "{place} in\n{told}");
    }
    assert!(told.contains("2024-11-07, Sink or float 5/2"), "{told}");
}

#[test]
fn what_is_not_there_is_answered_with_what_is() {
    let (code, told) = explained(&["puente-center", "reflexion", "2024-25"]);
    assert_eq!(code, Some(2));
    assert_eq!(told, "error: no score is called `reflexion`: did you mean `reflection`?\n");
    let (_, told) = explained(&["puente-center", "reflection", "2019-20"]);
    assert!(told.starts_with("error: `reflection` has scores in 2020-21, "), "{told}");
}
