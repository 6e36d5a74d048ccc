//! Names that are nearly alike, as people write the names of schools.
//!
//! Nearness is only ever proposed. What is read as a site without a word is left to
//! headings: letter case, accents, punctuation and spaces.

use std::collections::BTreeSet;

use strsim::osa_distance;

use crate::tidy::headings::normal;

/// Words that stand for each other in names of schools and streets. Saint and street share their
/// short form.
const ALIKE: [&[&str]; 33] = [
    &["elementary", "elem", "elm", "el", "es"],
    &["middle", "mid", "ms"],
    &["high", "hs"],
    &["intermediate", "int", "inter"],
    &["primary", "prim"],
    &["junior", "jr"],
    &["senior", "sr"],
    &["school", "sch", "schl"],
    &["academy", "acad"],
    &["charter", "chtr"],
    &["community", "comm"],
    &["center", "centre", "ctr"],
    &["saint", "street", "st", "str"],
    &["avenue", "ave", "av"],
    &["boulevard", "blvd"],
    &["road", "rd"],
    &["drive", "dr"],
    &["lane", "ln"],
    &["court", "ct"],
    &["mount", "mt"],
    &["mountain", "mtn"],
    &["fort", "ft"],
    &["point", "pt"],
    &["heights", "hts"],
    &["springs", "spgs"],
    &["north", "n", "no"],
    &["south", "s", "so"],
    &["east", "e"],
    &["west", "w"],
    &["first", "1st"],
    &["second", "2nd"],
    &["third", "3rd"],
    &["fourth", "4th"],
];
/// Words of which two names that both hold one must share one: another kind of school, or another
/// side of town, is another site.
const TELLING: [&[&str]; 2] = [
    &["elementary", "middle", "high", "intermediate", "primary"],
    &["north", "south", "east", "west"],
];
/// Words that people leave out, or add.
const OFTEN_LEFT_OUT: [&str; 11] = [
    "elementary",
    "middle",
    "high",
    "intermediate",
    "primary",
    "junior",
    "senior",
    "academy",
    "charter",
    "community",
    "center",
];
const HARDLY_MATTERS: [&str; 5] = ["school", "the", "of", "at", "and"];

/// The weight of a slip: a letter more, less, wrong or swapped.
const SLIP: usize = 10;
/// The weight of a word in its short form.
const SHORT: usize = 1;
/// The weight of a word that hardly matters, and of a space.
const LITTLE: usize = 3;
/// Names further apart are not near.
const FARTHEST: usize = 25;
/// Nobody calls a site so; it is a text in the wrong place.
const LONGEST: usize = 80;

/// A name in words, ready to compare.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Spelling {
    words: Vec<String>,
}

impl Spelling {
    /// None where it holds nothing that a site is told by.
    pub(super) fn of(name: &str) -> Option<Spelling> {
        if LONGEST < name.chars().count() {
            return None;
        }
        let words: Vec<String> = normal(name).split_whitespace().map(str::to_owned).collect();
        let tells = words.iter().any(|word| !is_filler(word));
        tells.then_some(Spelling { words })
    }

    /// How far the two are apart; none where they are not near.
    pub(super) fn distance(&self, other: &Spelling) -> Option<usize> {
        if TELLING.iter().any(|kinds| differ_in(kinds, self, other)) {
            return None;
        }
        Some(aligned(&self.words, &other.words)).filter(|&apart| apart <= FARTHEST)
    }

    fn of_kinds(&self, kinds: &[&str]) -> BTreeSet<&str> {
        self.words.iter().map(|word| whole(word)).filter(|word| kinds.contains(word)).collect()
    }
}

fn differ_in(kinds: &[&str], one: &Spelling, other: &Spelling) -> bool {
    let (one, other) = (one.of_kinds(kinds), other.of_kinds(kinds));
    !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
}

/// The long form of a word that has a short one.
fn whole(word: &str) -> &str {
    let alike = ALIKE.iter().find(|alike| alike.contains(&word));
    alike.map_or(word, |alike| alike[0])
}

fn is_filler(word: &str) -> bool {
    OFTEN_LEFT_OUT.contains(&whole(word)) || HARDLY_MATTERS.contains(&whole(word))
}

/// The least weight with which the words of one name become those of the other.
fn aligned(left: &[String], right: &[String]) -> usize {
    let mut least = vec![vec![usize::MAX; right.len() + 1]; left.len() + 1];
    least[0][0] = 0;
    for i in 0..=left.len() {
        for j in 0..=right.len() {
            let mut best = least[i][j];
            let mut take = |before: usize, weight: Option<usize>| {
                best = best.min(before.saturating_add(weight.unwrap_or(usize::MAX)));
            };
            if 1 <= i {
                take(least[i - 1][j], Some(left_out(&left[i - 1])));
            }
            if 1 <= j {
                take(least[i][j - 1], Some(left_out(&right[j - 1])));
            }
            if 1 <= i && 1 <= j {
                take(least[i - 1][j - 1], replaced(&left[i - 1], &right[j - 1]));
            }
            if 2 <= i && 1 <= j {
                let together = left[i - 2..i].concat();
                take(least[i - 2][j - 1], run_together(&together, &right[j - 1]));
            }
            if 1 <= i && 2 <= j {
                let together = right[j - 2..j].concat();
                take(least[i - 1][j - 2], run_together(&together, &left[i - 1]));
            }
            least[i][j] = best;
        }
    }
    least[left.len()][right.len()]
}

fn left_out(word: &str) -> usize {
    if HARDLY_MATTERS.contains(&whole(word)) {
        LITTLE
    } else if OFTEN_LEFT_OUT.contains(&whole(word)) {
        SLIP
    } else {
        // The longer a word, the less it is left out by a slip.
        8 + 4 * word.chars().count()
    }
}

fn replaced(one: &str, other: &str) -> Option<usize> {
    if one == other {
        return Some(0);
    }
    let (long, other_long) = (whole(one), whole(other));
    if long == other_long {
        return Some(SHORT);
    }
    let differ = TELLING.iter().any(|kinds| kinds.contains(&long) && kinds.contains(&other_long));
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let number = if is_number(one) && is_number(other) { SLIP } else { 0 };
    let slips = slips(one, other).filter(|_| !differ)?;
    Some(slips * SLIP + number)
}

fn run_together(together: &str, word: &str) -> Option<usize> {
    slips(together, word).map(|slips| slips * SLIP + LITTLE)
}

/// None where the words are further apart than slips account for.
fn slips(one: &str, other: &str) -> Option<usize> {
    let (shorter, longer) = {
        let (one, other) = (one.chars().count(), other.chars().count());
        (one.min(other), one.max(other))
    };
    let allowed = match longer {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    if allowed < longer - shorter {
        return None;
    }
    Some(osa_distance(one, other)).filter(|&slips| slips <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(one: &str, other: &str) -> Option<usize> {
        Spelling::of(one)?.distance(&Spelling::of(other)?)
    }

    #[test]
    fn the_slips_that_people_make_are_near() {
        let slips = [
            ("Oak Stret Elementary", "Oak Street Elementary"),
            ("Oka Street Elementary", "Oak Street Elementary"),
            ("Oak Street", "Oak Street Elementary"),
            ("Oak St. Elem.", "Oak Street Elementary"),
            ("Oak Street ES", "Oak Street Elementary School"),
            ("St. Mary", "Saint Mary"),
            ("Oakstreet Elementary", "Oak Street Elementary"),
            ("Cesar Chavez", "Cesar E. Chavez"),
            ("Lincoln Elemntary", "Lincoln Elementary"),
            ("N. Fresno Middle", "North Fresno Middle"),
        ];
        for (written, listed) in slips {
            assert!(apart(written, listed).is_some(), "{written} and {listed}");
            assert_eq!(apart(written, listed), apart(listed, written), "{written}");
        }
    }

    #[test]
    fn another_school_is_not_near() {
        let others = [
            ("Lincoln Elementary", "Lincoln Middle"),
            ("Lincoln High", "Lincoln Middle School"),
            ("North Lincoln", "South Lincoln"),
            ("Oak Street", "Oak Grove"),
            ("Oak Street Annex", "Oak Street"),
            ("Elementary", "Oak Elementary"),
            ("Harbor", "Lincoln"),
        ];
        for (one, other) in others {
            assert_eq!(apart(one, other), None, "{one} and {other}");
        }
    }

    #[test]
    fn the_nearer_name_weighs_less() {
        let nearer = [
            ("Lincon", "Lincoln", "Lincoln Elementary"),
            ("Lincoln Elem", "Lincoln Elementary", "Lincoln"),
            ("Noth Lincoln", "North Lincoln", "South Lincoln"),
            ("School 12b", "School 12", "School 21"),
            ("Saint Marys", "St. Mary's", "Saint Mary"),
        ];
        for (written, near, far) in nearer {
            let (near, far) = (apart(written, near), apart(written, far));
            assert!(near.is_some() && near < far.or(Some(usize::MAX)), "{written}");
        }
    }

    #[test]
    fn a_text_that_is_no_name_is_near_to_nothing() {
        assert_eq!(Spelling::of(&"a".repeat(81)), None);
        assert_eq!(Spelling::of("—"), None);
    }
}
