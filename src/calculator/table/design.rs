//! Who rated what.

use std::collections::BTreeMap;

/// What one person said of one thing, or what was seen of one thing in one group.
#[derive(Clone, PartialEq, Debug)]
pub struct Rating {
    pub subject: String,
    pub rater: String,
    pub value: f64,
    /// Where it stands in the file, for telling.
    pub row: usize,
}

/// Subjects down, raters across, both in the order in which the file names them first.
pub(super) struct Design {
    matrix: Vec<Vec<Option<f64>>>,
    raters: Vec<String>,
}

/// Two ratings of one subject by one rater: which counts, nobody can know.
pub(super) struct Twice<'a>(pub(super) &'a Rating, pub(super) &'a Rating);

impl Design {
    pub(super) fn of(ratings: &[Rating]) -> Result<Design, Twice<'_>> {
        let mut subjects = Names::default();
        let mut raters = Names::default();
        let mut cells: BTreeMap<(usize, usize), &Rating> = BTreeMap::new();
        for rating in ratings {
            let cell = (subjects.place(&rating.subject), raters.place(&rating.rater));
            if let Some(first) = cells.insert(cell, rating) {
                return Err(Twice(first, rating));
            }
        }
        let mut matrix = vec![vec![None; raters.named.len()]; subjects.named.len()];
        for ((subject, rater), rating) in cells {
            matrix[subject][rater] = Some(rating.value);
        }
        Ok(Design { matrix, raters: raters.named })
    }

    pub(super) fn matrix(&self) -> &[Vec<Option<f64>>] {
        &self.matrix
    }

    pub(super) fn raters(&self) -> &[String] {
        &self.raters
    }

    /// The ratings of each subject.
    pub(super) fn groups(&self) -> Vec<Vec<f64>> {
        self.matrix.iter().map(|row| row.iter().copied().flatten().collect()).collect()
    }

    /// The subjects that everybody rated.
    pub(super) fn complete(&self) -> Vec<Vec<f64>> {
        self.matrix.iter().filter_map(|row| row.iter().copied().collect()).collect()
    }

    /// Every two ratings of a subject, the one who is named first in the first list.
    pub(super) fn pairs(&self) -> (Vec<f64>, Vec<f64>) {
        let mut pairs = (Vec::new(), Vec::new());
        for ratings in self.groups() {
            for (at, one) in ratings.iter().enumerate() {
                for other in &ratings[at + 1..] {
                    pairs.0.push(*one);
                    pairs.1.push(*other);
                }
            }
        }
        pairs
    }

    /// Whether no subject has more than one pair of ratings.
    pub(super) fn is_one_pair_each(&self) -> bool {
        self.matrix.iter().all(|row| row.iter().flatten().count() <= 2)
    }
}

/// Names, each with its place in the order in which they came.
#[derive(Default)]
struct Names {
    places: BTreeMap<String, usize>,
    named: Vec<String>,
}

impl Names {
    fn place(&mut self, name: &str) -> usize {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        self.places.insert(name.to_owned(), self.named.len());
        self.named.push(name.to_owned());
        self.named.len() - 1
    }
}
