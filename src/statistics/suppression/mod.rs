//! Which cells of tables over groups may be told, so that none of the others can be worked out.
//!
//! The mean of a cell gives the total over its members. A total can be worked out from others
//! exactly where its cell, written as a row with a 1 for each member, is a sum of their rows, each
//! with some weight (linear algebra; cell suppression as in Willenborg and de Waal 2001, Elements of
//! Statistical Disclosure Control, chapter 6, for groupings of any kind at once).

mod row;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use row::Row;

/// The members of a cell, each by its number.
pub type Members = BTreeSet<usize>;

/// What becomes of a cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It may be told.
    Told,
    /// Too few members stand behind it.
    TooFew,
    /// From it and what is told, something could be worked out that rests on too few.
    WouldTell,
}

/// What becomes of each cell, when nothing that rests on fewer than `fewest` members may come out for
/// any of the readers, each of whom knows some sets beside the cells.
///
/// Cells are taken by size, the largest first, and told unless, from what is told by then, one could
/// work out one of these, where it rests on fewer than `fewest`: a cell, what two cells share, what
/// one has beyond another, or a single member; or what is left when the told ones are subtracted
/// from each other. What is left out cannot be worked out either. What a reader knows already cannot
/// be hidden from that one.
///
/// Cells of any groupings may be mixed, also such as lie within each other or cross.
pub fn fates(cells: &[Members], readers: &[Vec<Members>], fewest: usize) -> Vec<Fate> {
    let sets: Vec<&Members> = readers.iter().flatten().chain(cells).collect();
    let columns = Columns::of(&sets);
    let hidden = hidden(&sets, &columns, fewest);
    let reader = |known: &Vec<Members>| Told::with(known, &columns, &hidden, fewest);
    let mut readers: Vec<Told<'_>> = readers.iter().map(reader).collect();
    let mut fates = vec![Fate::TooFew; cells.len()];
    let mut by_size: Vec<usize> =
        (0..cells.len()).filter(|&cell| fewest <= cells[cell].len()).collect();
    by_size.sort_by_key(|&cell| Reverse(cells[cell].len()));
    for cell in by_size {
        let row = columns.row(&cells[cell]);
        let is_safe = readers.iter().all(|told| told.is_safe(&row));
        for told in &mut readers {
            if is_safe { told.tell(&row) } else { told.hide(&row) }
        }
        fates[cell] = if is_safe { Fate::Told } else { Fate::WouldTell };
    }
    fates
}

/// What must not be worked out.
fn hidden(sets: &[&Members], columns: &Columns, fewest: usize) -> BTreeSet<Row> {
    let is_few = |many: usize| 0 < many && many < fewest;
    let mut few: BTreeSet<Members> = BTreeSet::new();
    few.extend(sets.iter().copied().filter(|set| is_few(set.len())).cloned());
    for one in sets {
        for other in sets {
            let shared = one.intersection(other).count();
            if is_few(shared) {
                few.insert(*one & *other);
            }
            if is_few(one.len() - shared) {
                few.insert(*one - *other);
            }
        }
    }
    let single = columns.sizes.iter().enumerate().filter(|(_, size)| **size == 1 && 1 < fewest);
    let singles = single.map(|(column, _)| Row::of([column]));
    few.iter().map(|set| columns.row(set)).chain(singles).collect()
}

/// Members that are in the same sets cannot be told apart: they share a column.
struct Columns {
    of: BTreeMap<usize, usize>,
    /// How many members each has.
    sizes: Vec<usize>,
}

impl Columns {
    fn of(sets: &[&Members]) -> Columns {
        let mut within: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, set) in sets.iter().enumerate() {
            for member in *set {
                within.entry(*member).or_default().push(place);
            }
        }
        let mut alike: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (member, sets) in within {
            alike.entry(sets).or_default().push(member);
        }
        let numbered = alike.values().enumerate();
        let of = numbered.flat_map(|(column, members)| members.iter().map(move |it| (*it, column)));
        Columns { of: of.collect(), sizes: alike.values().map(Vec::len).collect() }
    }

    fn row(&self, set: &Members) -> Row {
        let columns: BTreeSet<usize> = set.iter().map(|member| self.of[member]).collect();
        Row::of(columns)
    }

    /// How many members a row is about.
    fn members(&self, row: &Row) -> usize {
        row.columns().map(|column| self.sizes[column]).sum()
    }

    /// The column of a row with the most members: so the rows of few are seldom touched.
    fn largest(&self, row: &Row) -> Option<usize> {
        row.columns().max_by_key(|&column| (self.sizes[column], Reverse(column)))
    }
}

/// What a reader is told, and what must not be.
struct Told<'a> {
    columns: &'a Columns,
    fewest: usize,
    /// Each with a column in which all others have nothing.
    rows: Vec<(usize, Row)>,
    /// Less as much of what is told as there is in them. None of them is zero.
    hidden: BTreeSet<Row>,
}

impl<'a> Told<'a> {
    fn with(
        known: &[Members],
        columns: &'a Columns,
        hidden: &BTreeSet<Row>,
        fewest: usize,
    ) -> Told<'a> {
        let mut told = Told { columns, fewest, rows: Vec::new(), hidden: hidden.clone() };
        for set in known {
            told.tell(&columns.row(set));
        }
        told
    }

    fn is_safe(&self, row: &Row) -> bool {
        let news = self.news(row);
        let Some(column) = self.columns.largest(&news) else { return true };
        let rests_on_enough = |row: &Row| self.fewest <= self.columns.members(row);
        let changed = self.rows.iter().filter(|(_, row)| row.has(column));
        !self.hidden.contains(&news)
            && rests_on_enough(&news)
            && changed
                .map(|(_, row)| row.clone().without(column, &news))
                .all(|row| rests_on_enough(&row))
    }

    fn tell(&mut self, row: &Row) {
        let news = self.news(row);
        let Some(column) = self.columns.largest(&news) else { return };
        for (_, row) in self.rows.iter_mut().filter(|(_, row)| row.has(column)) {
            *row = row.clone().without(column, &news);
        }
        let touched: Vec<Row> = self.hidden.extract_if(.., |row| row.has(column)).collect();
        let left = touched.into_iter().map(|row| row.without(column, &news));
        self.hidden.extend(left.filter(|row| !row.is_zero()));
        self.rows.push((column, news));
    }

    fn hide(&mut self, row: &Row) {
        let news = self.news(row);
        if !news.is_zero() {
            self.hidden.insert(news);
        }
    }

    /// What a row says beyond what is told.
    fn news(&self, row: &Row) -> Row {
        self.rows.iter().fold(row.clone(), |row, (column, told)| row.without(*column, told))
    }
}

#[cfg(test)]
mod tests {
    use num_rational::Ratio;
    use proptest::prelude::*;

    use super::*;

    fn range(from: usize, to: usize) -> Members {
        (from..to).collect()
    }

    #[test]
    fn a_small_cell_takes_the_smallest_of_the_others_with_it() {
        let counties = [range(0, 6), range(6, 11), range(11, 14)];
        let all = range(0, 14);
        assert_eq!(fates(&counties, &[vec![all]], 5), [Fate::Told, Fate::WouldTell, Fate::TooFew]);
        // Where nobody knows the total of all, there is nothing to subtract from.
        assert_eq!(fates(&counties, &[Vec::new()], 5), [Fate::Told, Fate::Told, Fate::TooFew]);
    }

    /// Two regions; the first holds a county of two. Its other county cannot be told beside it, and
    /// those of the second region can.
    #[test]
    fn cells_within_cells_are_protected_within_them() {
        let regions = [range(0, 8), range(8, 20)];
        let counties = [range(0, 6), range(6, 8), range(8, 14), range(14, 20)];
        let cells: Vec<Members> = regions.into_iter().chain(counties).collect();
        let expected =
            [Fate::Told, Fate::Told, Fate::WouldTell, Fate::TooFew, Fate::Told, Fate::Told];
        assert_eq!(fates(&cells, &[vec![range(0, 20)]], 5), expected);
    }

    /// A hub of seven sites, of which six belong to one program: one less the other is a single site,
    /// though no cell is that small.
    #[test]
    fn what_one_cell_has_beyond_another_is_protected_too() {
        let cells = [range(0, 7), range(7, 20), range(0, 6), range(6, 20)];
        let [hub, others, program, other_program] = fates(&cells, &[vec![range(0, 20)]], 5)[..]
        else {
            panic!("there are four cells")
        };
        // The largest, 14 sites, gives its program by subtraction; so both may be told.
        assert_eq!((program, other_program), (Fate::Told, Fate::Told));
        assert_eq!((hub, others), (Fate::WouldTell, Fate::WouldTell));
    }

    /// Counties of 6, 6, 1 and 1 in a region: less the two large ones it leaves two sites, in no cell
    /// together and in nothing that two cells share.
    #[test]
    fn what_is_left_after_several_subtractions_rests_on_enough_too() {
        let (region, others) = (range(0, 14), range(14, 22));
        let counties = [range(0, 6), range(6, 12), range(12, 13), range(13, 14)];
        let cells: Vec<Members> = [region, others].into_iter().chain(counties).collect();
        let expected =
            [Fate::Told, Fate::Told, Fate::Told, Fate::WouldTell, Fate::TooFew, Fate::TooFew];
        assert_eq!(fates(&cells, &[vec![range(0, 22)]], 5), expected);
    }

    /// Counties of 3, 1, 3 and 1: all less the two large ones are two sites, whatever else they are
    /// grouped by.
    #[test]
    fn what_an_earlier_difference_becomes_rests_on_enough_too() {
        let counties = [range(0, 3), range(3, 4), range(4, 7), range(7, 8)];
        let programs = [range(0, 3), range(3, 5), range(5, 6), range(6, 8)];
        let cells: Vec<Members> = counties.into_iter().chain(programs).collect();
        let mut expected = [Fate::TooFew; 8];
        (expected[0], expected[2], expected[4]) = (Fate::Told, Fate::WouldTell, Fate::Told);
        assert_eq!(fates(&cells, &[vec![range(0, 8)]], 3), expected);
    }

    #[test]
    fn where_one_is_enough_nothing_is_left_out() {
        let cells = [range(0, 1), range(1, 2), range(0, 2)];
        assert_eq!(fates(&cells, &[vec![range(0, 2)]], 1), [Fate::Told; 3]);
        assert_eq!(fates(&[], &[Vec::new()], 5), []);
    }

    #[test]
    fn what_a_reader_knows_cannot_be_hidden_from_that_one_and_still_is_from_others() {
        let (all, but_one) = (range(0, 12), range(0, 11));
        let cells = [range(11, 12), range(0, 5), range(5, 11)];
        let knows_both = vec![all.clone(), but_one];
        assert_eq!(
            fates(&cells, std::slice::from_ref(&knows_both), 5),
            [Fate::TooFew, Fate::Told, Fate::Told]
        );
        assert_eq!(
            fates(&cells, &[vec![all], knows_both], 5),
            [Fate::TooFew, Fate::WouldTell, Fate::Told]
        );
    }

    /// Subtraction of every kind: elimination over fractions, member by member, so that nothing is
    /// shared with the code above.
    struct Attacker {
        rows: Vec<(usize, Vec<Ratio<i128>>)>,
    }

    impl Attacker {
        fn who_knows<'a>(sets: impl Iterator<Item = &'a Members>) -> Attacker {
            let mut attacker = Attacker { rows: Vec::new() };
            for set in sets {
                let news = attacker.beyond(set);
                if let Some(pivot) = news.iter().position(|value| *value != Ratio::from(0)) {
                    let scale = news[pivot];
                    attacker.rows.push((pivot, news.iter().map(|value| value / scale).collect()));
                }
            }
            attacker
        }

        fn beyond(&self, set: &Members) -> Vec<Ratio<i128>> {
            let mut row: Vec<Ratio<i128>> =
                (0..MOST).map(|member| Ratio::from(i128::from(set.contains(&member)))).collect();
            for (pivot, known) in &self.rows {
                let times = row[*pivot];
                row.iter_mut().zip(known).for_each(|(value, known)| *value -= times * known);
            }
            row
        }

        fn can_work_out(&self, set: &Members) -> bool {
            self.beyond(set).iter().all(|value| *value == Ratio::from(0))
        }
    }

    const MOST: usize = 18;

    /// Up to four groupings of the same members, each into up to four cells.
    fn groupings() -> impl Strategy<Value = Vec<Members>> {
        let grouping = prop::collection::vec(0..4_usize, MOST);
        prop::collection::vec(grouping, 1..=4).prop_map(|groupings| {
            let cell = |grouping: &Vec<usize>, cell| {
                (0..MOST).filter(|&member| grouping[member] == cell).collect()
            };
            let cells = groupings.iter().flat_map(|one| (0..4).map(|at| cell(one, at)));
            cells.filter(|cell: &Members| !cell.is_empty()).collect()
        })
    }

    /// All members, and up to all of them.
    fn knowledge() -> impl Strategy<Value = (Members, Members)> {
        let some = prop::collection::btree_set(0..MOST, 0..=MOST);
        some.prop_map(|some| (range(0, MOST), some))
    }

    fn told<'a>(cells: &'a [Members], fates: &'a [Fate]) -> impl Iterator<Item = &'a Members> {
        cells.iter().zip(fates).filter(|(_, fate)| **fate == Fate::Told).map(|(cell, _)| cell)
    }

    proptest! {
        #[test]
        fn no_subtraction_gives_what_was_left_out(
            cells in groupings(),
            (all, some) in knowledge(),
            fewest in 2..6_usize,
        ) {
            let readers = [vec![all.clone()], vec![all.clone(), some]];
            let fates = fates(&cells, &readers, fewest);
            let known = || told(&cells, &fates).chain([&all]);
            let attacker = Attacker::who_knows(known());
            for (cell, fate) in cells.iter().zip(&fates) {
                let is_told = *fate == Fate::Told;
                prop_assert_eq!(attacker.can_work_out(cell), is_told, "{:?}", cell);
                prop_assert!(!is_told || fewest <= cell.len());
            }
            for member in 0..MOST {
                prop_assert!(!attacker.can_work_out(&range(member, member + 1)), "{}", member);
            }
            for one in known() {
                for other in known().filter(|other| other.is_subset(one) && *other != one) {
                    prop_assert!(fewest <= one.len() - other.len(), "{:?} and {:?}", one, other);
                }
            }
        }

        #[test]
        fn who_knows_more_beforehand_learns_nothing_about_few(
            cells in groupings(),
            (all, some) in knowledge(),
            fewest in 2..6_usize,
        ) {
            let known = vec![all, some];
            let fates = fates(&cells, std::slice::from_ref(&known), fewest);
            let before = Attacker::who_knows(known.iter());
            let after = Attacker::who_knows(known.iter().chain(told(&cells, &fates)));
            let few = cells.iter().filter(|cell| cell.len() < fewest).cloned();
            for set in few.chain((0..MOST).map(|member| range(member, member + 1))) {
                prop_assert_eq!(after.can_work_out(&set), before.can_work_out(&set), "{:?}", set);
            }
        }

        /// One grouping of cells that are all large: nothing has to be left out.
        #[test]
        fn large_cells_are_all_told(cells in 1..4_usize, fewest in 1..5_usize) {
            let cells: Vec<Members> =
                (0..cells).map(|cell| range(cell * fewest, (cell + 1) * fewest)).collect();
            let all = range(0, cells.len() * fewest);
            prop_assert_eq!(fates(&cells, &[vec![all]], fewest), vec![Fate::Told; cells.len()]);
        }
    }
}
