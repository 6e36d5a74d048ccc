//! Agreement of two raters beyond chance: Cohen's kappa.

use super::{Scale, Undefined, Weights, written};

/// How often one rater gave this level (row) and the other that (column).
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    counts: Vec<Vec<f64>>,
    total: f64,
}

/// Agreement beyond chance, from below 0 over 0 (as by chance) to 1 (always the same).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Kappa {
    pub value: f64,
    /// 0 where the formula leaves nothing, as with perfect agreement; it is then no measure of how
    /// sure the value is.
    pub standard_error: f64,
}

/// How far chance agreement has to be from certainty.
const SMALLEST_REST: f64 = 1e-14;

impl Table {
    /// Over all levels of the scale, also those that nobody gave: weights depend on how many there
    /// are.
    pub fn of_pairs(pairs: &[(f64, f64)], scale: &Scale) -> Result<Table, Undefined> {
        let mut counts = vec![vec![0.0; scale.levels()]; scale.levels()];
        for (one, other) in pairs {
            let row = scale.position(*one).ok_or(Undefined::OffScale)?;
            let column = scale.position(*other).ok_or(Undefined::OffScale)?;
            counts[row][column] += 1.0;
        }
        Ok(Table { counts, total: pairs.len() as f64 })
    }

    /// None where there are not as many columns as rows, or a count is below 0.
    pub fn of_counts(counts: Vec<Vec<f64>>) -> Option<Table> {
        let square = counts.iter().all(|row| row.len() == counts.len());
        let counted = counts.iter().flatten().all(|count| 0.0 <= *count);
        let total = counts.iter().flatten().sum();
        if square && counted { Some(Table { counts, total }) } else { None }
    }

    /// `(po - pe) / (1 - pe)` with `po = sum w p`, the weighted share on which the raters agree,
    /// and `pe = sum w r c`, the one by chance from how often each gave each level (Cohen 1960,
    /// 1968).
    ///
    /// Standard error for a kappa that is not 0: Fleiss, Cohen and Everitt 1969, Psychological
    /// Bulletin 72:323-327. No value of nothing, and where both gave one and the same level
    /// throughout.
    pub fn kappa(&self, weights: Weights) -> Result<Kappa, Undefined> {
        let levels = self.counts.len();
        let row = |row| (0..levels).map(|column| weights.between(row, column, levels)).collect();
        self.weighted((0..levels).map(row).collect())
    }

    /// [`Table::kappa`] with weights `1 - v / max(v)` from a table `v` of how much two levels
    /// disagree. No value where it has no disagreement in it, or other levels than the counts.
    pub fn kappa_of_disagreements(&self, disagreements: &[Vec<f64>]) -> Result<Kappa, Undefined> {
        let levels = self.counts.len();
        let is_full = disagreements.iter().all(|row| row.len() == levels);
        if disagreements.len() != levels || !is_full {
            return Err(Undefined::OffScale);
        }
        let largest = disagreements.iter().flatten().copied().fold(0.0, f64::max);
        if largest <= 0.0 {
            return Err(Undefined::NoDisagreement);
        }
        let row = |row: &Vec<f64>| row.iter().map(|value| 1.0 - value / largest).collect();
        self.weighted(disagreements.iter().map(row).collect())
    }

    fn weighted(&self, weights: Vec<Vec<f64>>) -> Result<Kappa, Undefined> {
        if written(self.total)? <= 0.0 {
            return Err(Undefined::NothingRatedTwice);
        }
        let weighted = Weighted::new(self, weights);
        let by_chance = weighted.by_chance();
        if 1.0 - by_chance < SMALLEST_REST {
            return Err(Undefined::NoVariation);
        }
        let value = written((weighted.observed() - by_chance) / (1.0 - by_chance))?;
        let standard_error = written(weighted.standard_error(value, by_chance))?;
        Ok(Kappa { value, standard_error })
    }

    /// How often each level is the row, and how often the column, as shares.
    fn margins(&self) -> (Vec<f64>, Vec<f64>) {
        let row = |level: usize| self.counts[level].iter().sum::<f64>() / self.total;
        let column = |level| self.counts.iter().map(|row| row[level]).sum::<f64>() / self.total;
        let levels = 0..self.counts.len();
        (levels.clone().map(row).collect(), levels.map(column).collect())
    }
}

/// A table with a weight for each of its cells.
struct Weighted<'a> {
    table: &'a Table,
    weights: Vec<Vec<f64>>,
    rows: Vec<f64>,
    columns: Vec<f64>,
}

impl Weighted<'_> {
    fn new(table: &Table, weights: Vec<Vec<f64>>) -> Weighted<'_> {
        let (rows, columns) = table.margins();
        Weighted { table, weights, rows, columns }
    }

    fn observed(&self) -> f64 {
        self.sum(|row, column, share| self.weights[row][column] * share)
    }

    fn by_chance(&self) -> f64 {
        self.sum(|row, column, _| self.weights[row][column] * self.rows[row] * self.columns[column])
    }

    fn standard_error(&self, kappa: f64, by_chance: f64) -> f64 {
        let (of_rows, of_columns) = (self.means_of_rows(), self.means_of_columns());
        let squares = self.sum(|row, column, share| {
            let by_margins = (of_rows[row] + of_columns[column]) * (1.0 - kappa);
            share * (self.weights[row][column] - by_margins).powi(2)
        });
        let left = squares - (kappa - by_chance * (1.0 - kappa)).powi(2);
        // Rounding leaves a little of what should be nothing.
        let left = if left < SMALLEST_REST { 0.0 } else { left };
        (left / self.table.total).sqrt() / (1.0 - by_chance)
    }

    /// The mean weight of each row, over the columns as often as they are given.
    fn means_of_rows(&self) -> Vec<f64> {
        let mean = |row: &Vec<f64>| row.iter().zip(&self.columns).map(|(w, share)| w * share).sum();
        self.weights.iter().map(mean).collect()
    }

    /// The mean weight of each column, over the rows as often as they are given.
    fn means_of_columns(&self) -> Vec<f64> {
        let mean = |column: usize| {
            self.weights.iter().zip(&self.rows).map(|(row, share)| row[column] * share).sum()
        };
        (0..self.columns.len()).map(mean).collect()
    }

    /// A sum over the cells: row, column, share of all.
    fn sum(&self, term: impl Fn(usize, usize, f64) -> f64) -> f64 {
        let cells = self.table.counts.iter().enumerate().flat_map(|(row, counts)| {
            counts.iter().enumerate().map(move |(column, count)| (row, column, *count))
        });
        cells.map(|(row, column, count)| term(row, column, count / self.table.total)).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::super::reference::{close, golden, number, numbers},
        *,
    };

    fn golden_table() -> Table {
        let rows = &golden()["kappa_4x4"]["table"];
        Table::of_counts(rows.as_array().unwrap().iter().map(numbers).collect()).unwrap()
    }

    #[test]
    fn kappas_agree_with_the_golden_ones() {
        let golden = &golden()["kappa_4x4"];
        let found = |weights| golden_table().kappa(weights).unwrap().value;
        close(found(Weights::Unweighted), number(&golden["unweighted"]));
        close(found(Weights::Linear), number(&golden["linear"]));
        close(found(Weights::Quadratic), number(&golden["quadratic"]));
    }

    /// The table of Fleiss, Levin and Paik (Statistical Methods for Rates and Proportions, 3rd
    /// edition, table 18.1; kappa 0.676); the standard error from statsmodels 0.15.0.
    #[test]
    fn the_textbook_example_is_reproduced() {
        let counts = vec![vec![75.0, 1.0, 4.0], vec![5.0, 4.0, 1.0], vec![0.0, 0.0, 10.0]];
        let kappa = Table::of_counts(counts).unwrap().kappa(Weights::Unweighted).unwrap();
        close(kappa.value, 0.23 / 0.34);
        close(kappa.standard_error, 0.087_702_953_475);
    }

    #[test]
    fn without_variation_there_is_none() {
        let scale = Scale::new(&[1.0, 2.0, 3.0, 4.0]).unwrap();
        let of = |pairs: &[(f64, f64)]| Table::of_pairs(pairs, &scale).unwrap();
        assert_eq!(of(&[]).kappa(Weights::Linear), Err(Undefined::NothingRatedTwice));
        let same = of(&[(3.0, 3.0); 5]);
        assert_eq!(same.kappa(Weights::Unweighted), Err(Undefined::NoVariation));
        // One level is all there is: nobody could have given another.
        let single = Scale::new(&[2.0]).unwrap();
        let table = Table::of_pairs(&[(2.0, 2.0)], &single).unwrap();
        assert_eq!(table.kappa(Weights::Quadratic), Err(Undefined::NoVariation));
        let no_disagreement = same.kappa_of_disagreements(&vec![vec![0.0; 4]; 4]);
        assert_eq!(no_disagreement, Err(Undefined::NoDisagreement));
    }

    #[test]
    fn what_is_off_the_scale_is_said() {
        let scale = Scale::new(&[1.0, 2.0]).unwrap();
        assert_eq!(Table::of_pairs(&[(1.0, 3.0)], &scale), Err(Undefined::OffScale));
        assert_eq!(Table::of_counts(vec![vec![1.0, 2.0]]), None);
        assert_eq!(Table::of_counts(vec![vec![-1.0]]), None);
        let large = Table::of_counts(vec![vec![1e308, 1e308], vec![1.0, 1.0]]).unwrap();
        assert_eq!(large.kappa(Weights::Unweighted), Err(Undefined::TooLarge));
        let table = Table::of_pairs(&[(1.0, 2.0)], &scale).unwrap();
        assert_eq!(table.kappa_of_disagreements(&[vec![0.0]]), Err(Undefined::OffScale));
    }

    proptest! {
        #[test]
        fn who_comes_first_does_not_matter(
            pairs in prop::collection::vec((1_u8..5, 1_u8..5), 1..40),
        ) {
            let scale = Scale::new(&[1.0, 2.0, 3.0, 4.0]).unwrap();
            let pairs: Vec<(f64, f64)> =
                pairs.into_iter().map(|(a, b)| (f64::from(a), f64::from(b))).collect();
            let turned: Vec<(f64, f64)> = pairs.iter().map(|(a, b)| (*b, *a)).collect();
            for weights in [Weights::Unweighted, Weights::Linear, Weights::Quadratic] {
                let one = Table::of_pairs(&pairs, &scale).unwrap().kappa(weights);
                let other = Table::of_pairs(&turned, &scale).unwrap().kappa(weights);
                match (one, other) {
                    (Ok(one), Ok(other)) => {
                        prop_assert!((one.value - other.value).abs() < 1e-12);
                        prop_assert!((one.standard_error - other.standard_error).abs() < 1e-7);
                        prop_assert!(one.value <= 1.0 + 1e-12);
                    }
                    (one, other) => prop_assert_eq!(one, other),
                }
            }
        }
    }
}
