//! Who rated what.

use std::collections::BTreeMap;

use super::Rating;

/// Subjects down, raters across, both in the order in which the file names them first.
pub(super) struct Design {
    matrix: Vec<Vec<Option<f64>>>,
    raters: usize,
}

impl Design {
    /// Somebody who rated a subject twice is told: which rating counts, nobody can know.
    pub(super) fn of(ratings: &[Rating]) -> Result<Design, String> {
        let mut subjects: BTreeMap<&str, usize> = BTreeMap::new();
        let mut raters: BTreeMap<&str, usize> = BTreeMap::new();
        let mut cells: BTreeMap<(usize, usize), &Rating> = BTreeMap::new();
        for rating in ratings {
            let place = place(&mut subjects, &rating.subject);
            let column = self::place(&mut raters, &rating.rater);
            if let Some(first) = cells.insert((place, column), rating) {
                return Err(twice(first, rating));
            }
        }
        let mut matrix = vec![vec![None; raters.len()]; subjects.len()];
        for ((subject, rater), rating) in cells {
            matrix[subject][rater] = Some(rating.value);
        }
        Ok(Design { matrix, raters: raters.len() })
    }

    pub(super) fn matrix(&self) -> &[Vec<Option<f64>>] {
        &self.matrix
    }

    pub(super) fn raters(&self) -> usize {
        self.raters
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

fn place<'a>(places: &mut BTreeMap<&'a str, usize>, name: &'a str) -> usize {
    let next = places.len();
    *places.entry(name).or_insert(next)
}

fn twice(first: &Rating, second: &Rating) -> String {
    format!(
        "`{}` rated `{}` twice, in rows {} and {}: give --subject once more, with the column that \
         tells the two apart",
        first.rater, first.subject, first.row, second.row
    )
}
