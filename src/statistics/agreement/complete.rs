//! Ratings without gaps.

/// The subjects that all raters have rated.
#[derive(Clone, PartialEq, Debug)]
pub struct Complete {
    /// As many ratings in each row as there are raters.
    pub(super) subjects: Vec<Vec<f64>>,
    raters: usize,
}

impl Complete {
    /// Leaves out the raters who rated nothing, and then the subjects that any of the others has
    /// not rated. A row that ends early has gaps at its end.
    pub fn of(ratings: &[Vec<Option<f64>>]) -> Complete {
        let columns = ratings.iter().map(Vec::len).max().unwrap_or_default();
        let cell = |row: &Vec<Option<f64>>, column: usize| row.get(column).copied().flatten();
        let raters: Vec<usize> = (0..columns)
            .filter(|column| ratings.iter().any(|row| cell(row, *column).is_some()))
            .collect();
        let subject = |row| raters.iter().map(|column| cell(row, *column)).collect();
        let mut subjects: Vec<Vec<f64>> = ratings.iter().filter_map(subject).collect();
        subjects.retain(|subject| !subject.is_empty());
        Complete { subjects, raters: raters.len() }
    }

    pub fn subjects(&self) -> usize {
        self.subjects.len()
    }

    pub fn raters(&self) -> usize {
        self.raters
    }

    /// What one rater gave, subject by subject.
    pub(super) fn rater(&self, rater: usize) -> impl ExactSizeIterator<Item = f64> + Clone {
        self.subjects.iter().map(move |subject| subject[rater])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raters_without_ratings_go_before_subjects_with_gaps() {
        let gap = None;
        let ratings = [
            vec![Some(1.0), gap, Some(2.0)],
            vec![Some(3.0), gap, gap],
            vec![Some(4.0), gap, Some(5.0)],
            vec![Some(4.0)],
        ];
        let complete = Complete::of(&ratings);
        assert_eq!(complete.subjects, [vec![1.0, 2.0], vec![4.0, 5.0]]);
        assert_eq!(complete.raters(), 2);
    }

    #[test]
    fn of_nothing_there_are_no_subjects() {
        for ratings in [vec![], vec![vec![]], vec![vec![None, None]]] {
            let complete = Complete::of(&ratings);
            assert_eq!((complete.subjects(), complete.raters()), (0, 0));
        }
    }
}
