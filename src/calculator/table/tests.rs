//! Tables of odd material, and the words for it.

use proptest::prelude::*;

use super::*;

fn rating(subject: u8, rater: u8, value: f64) -> Rating {
    Rating { subject: subject.to_string(), rater: rater.to_string(), value, row: 0 }
}

fn group(name: &str, values: &[f64]) -> Group {
    Group { name: name.to_owned(), values: values.to_vec() }
}

#[track_caller]
fn value(table: &Table, measure: &str) -> Shown {
    let row = table.rows.iter().find(|row| row.measure == measure);
    row.unwrap_or_else(|| panic!("no `{measure}` in {table:?}")).value.clone()
}

/// 21 of 22 ratings are 3 and one is 1: alpha is 0 and AC2 is .9616 (golden numbers).
#[test]
fn where_nearly_all_ratings_are_of_one_level_two_coefficients_part() {
    let threes = (0..5).flat_map(|rater| (0..5).map(move |subject| (subject, rater)));
    let missing = [(2, 2), (3, 2), (1, 4)];
    let ratings: Vec<Rating> = threes
        .filter(|cell| !missing.contains(cell))
        .map(|(subject, rater)| {
            rating(subject, rater, if (subject, rater) == (4, 3) { 1.0 } else { 3.0 })
        })
        .collect();
    let table = agreement(&ratings, &[1.0, 2.0, 3.0, 4.0]).unwrap();
    let (Shown::Number(alpha), Shown::Number(ac2)) = (value(&table, "alpha"), value(&table, "AC2"))
    else {
        panic!("{table:?}")
    };
    assert!(alpha.abs() < 1e-9 && (ac2 - 0.961_60).abs() < 5e-6, "{alpha} {ac2}");
    let reading = table.reading.join(" ");
    assert!(
        reading.contains("The two part where nearly all ratings are of one level"),
        "{reading}"
    );
}

/// Each site is rated by two people of its own: nobody rated all, so that kappa has no meaning.
#[test]
fn where_raters_differ_by_subject_there_is_no_kappa() {
    let ratings = [
        rating(1, 1, 3.0),
        rating(1, 2, 3.0),
        rating(2, 3, 1.0),
        rating(2, 4, 2.0),
        rating(3, 5, 4.0),
        rating(3, 6, 4.0),
    ];
    let table = agreement(&ratings, &[]).unwrap();
    assert!(table.rows.iter().all(|row| !row.measure.contains("kappa")), "{table:?}");
    assert_eq!(value(&table, "same level"), Shown::Share(2.0 / 3.0));
    let row = table.rows.iter().find(|row| row.measure == "ICC, one rating").unwrap();
    assert!(row.convention.starts_with("ICC(1)"), "{row:?}");
    assert!(
        table.reading.iter().any(|said| said.starts_with("No --scale was given: levels 1 to 4"))
    );
}

#[test]
fn nothing_rated_twice_is_said_and_not_reckoned() {
    let table = agreement(&[rating(1, 1, 3.0), rating(2, 2, 3.0)], &[]).unwrap();
    assert_eq!(
        table.reading,
        ["Agreement cannot be told: nothing was rated twice, so there is nothing to compare."]
    );
    assert!(table.rows.iter().all(|row| matches!(row.value, Shown::Undefined(_))), "{table:?}");
}

#[test]
fn values_of_one_time_are_averaged_and_it_is_said() {
    let moment = |time: f64, value| Moment { time, label: time.to_string(), value };
    let moments = vec![moment(2022.0, 4.0), moment(2021.0, 1.0), moment(2021.0, 2.0)];
    let table = trend(&[Series { name: String::new(), moments }], Unit::Year).unwrap();
    // From 1.5 to 4 in a year.
    assert_eq!(value(&table, "change a year"), Shown::Number(2.5));
    assert_eq!(table.reading.last().unwrap(), "Values of one time were averaged first.");
}

/// With an empty file every question has an answer in words.
#[test]
fn of_nothing_nothing_is_told() {
    let tables = [
        agreement(&[], &[]),
        trend(&[], Unit::Year),
        run_chart(&[]),
        xmr(&[]),
        mean(&[]),
        proportion(&[], |_| true, "yes"),
        compare(&[]),
        before_and_after(&[]),
        across_blocks(&[]),
        pool(&[]),
        pool_known(&[]),
        growth(&[]),
        funnel(&[], None),
        adjust(&[], Adjustment::FewWrong),
    ];
    for table in tables {
        let table = table.unwrap();
        assert!(!table.reading.is_empty(), "{table:?}");
        let is_told = |row: &Line| {
            matches!(row.value, Shown::Undefined(_) | Shown::Count(0) | Shown::Chance(_))
        };
        assert!(table.rows.iter().all(is_told), "{table:?}");
    }
}

fn is_finite(table: &Table) -> bool {
    table.rows.iter().all(|row| {
        let is_finite = match row.value {
            Shown::Number(number) | Shown::Share(number) | Shown::Chance(number) => {
                number.is_finite()
            }
            _ => true,
        };
        is_finite && row.interval.is_none_or(|(low, high)| low <= high)
    })
}

proptest! {
    #[test]
    fn any_ratings_have_a_table(
        cells in prop::collection::btree_map((0_u8..6, 0_u8..5), 1_i8..5, 0..25),
        scale in prop::bool::ANY,
    ) {
        let ratings: Vec<Rating> = cells
            .into_iter()
            .map(|((subject, rater), value)| self::rating(subject, rater, f64::from(value)))
            .collect();
        let levels: &[f64] = if scale { &[1.0, 2.0, 3.0, 4.0] } else { &[] };
        let table = agreement(&ratings, levels).unwrap();
        prop_assert!(is_finite(&table), "{:?}", table);
    }

    #[test]
    fn any_groups_have_tables(
        lists in prop::collection::vec(prop::collection::vec(1_i8..5, 0..6), 0..5),
    ) {
        let groups: Vec<Group> = lists
            .iter()
            .enumerate()
            .map(|(place, list)| {
                let values: Vec<f64> = list.iter().map(|value| f64::from(*value)).collect();
                group(&place.to_string(), &values)
            })
            .collect();
        for table in [mean(&groups), compare(&groups), pool(&groups), funnel(&groups, None)] {
            let table = table.unwrap();
            prop_assert!(is_finite(&table), "{:?}", table);
            prop_assert!(!table.reading.is_empty());
        }
    }

    #[test]
    fn any_series_have_tables(
        values in prop::collection::vec((0_i8..12, 1_i8..5), 0..14),
    ) {
        let moments = values.iter().map(|(time, value)| Moment {
            time: f64::from(*time),
            label: time.to_string(),
            value: f64::from(*value),
        });
        let series = [Series { name: "Oak".to_owned(), moments: moments.collect() }];
        for table in [trend(&series, Unit::Step), run_chart(&series), xmr(&series)] {
            let table = table.unwrap();
            prop_assert!(is_finite(&table), "{:?}", table);
            prop_assert!(!table.reading.is_empty());
        }
    }
}
