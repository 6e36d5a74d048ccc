//! The rules, by family.
//!
//! Nelson 1984 (Journal of Quality Technology 16:237-239), Western Electric 1956 (Statistical Quality
//! Control Handbook), the NHS rules of Making Data Count, three readings of "two of three", the Anhøj
//! rules, and the run chart rules that the Institute for Healthcare Improvement teaches.

use super::{
    Measure::{Beyond, Centre, Order, Within},
    Needs::{InARow, Points, Useful},
    Rule,
    pattern::{
        all_within, alternating, beyond, completing, each_beyond, each_run, in_a_row, none_within,
        runs, runs_and_trends, sides, some_of, steady, two_of_three_by_sum,
        two_of_three_on_one_side, whole_chart,
    },
};

/// All rules that there are, family by family.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    NELSON.iter().chain(&WESTERN_ELECTRIC).chain(&NHS).chain(&TWO_OF_THREE).chain(&RUN_CHARTS)
}

static NELSON: [Rule; 8] = [
    Rule {
        id: "nelson/1@1",
        definition: "A point more than three standard deviations from the centre line. \
                     Marks the point.",
        needs: Points(1),
        measure: Beyond(3.0),
        check: |chart| each_beyond(chart, 3.0),
    },
    Rule {
        id: "nelson/2@1",
        definition: "Nine points in a row on one side of the centre line. A point on the line or a \
                     missing one breaks the row. Marks the nine.",
        needs: InARow(9),
        measure: Centre,
        check: |chart| in_a_row(&sides(chart), 9),
    },
    Rule {
        id: "nelson/3@1",
        definition: "Six points in a row, each higher than the one before it, or each lower. Two \
                     alike or a missing one break the row. Marks the six.",
        needs: InARow(6),
        measure: Order,
        check: |chart| steady(chart, 6),
    },
    Rule {
        id: "nelson/4@1",
        definition: "Fourteen points in a row that go up and down by turns. Two alike or a missing \
                     one break the row. Marks the fourteen.",
        needs: InARow(14),
        measure: Order,
        check: |chart| alternating(chart, 14),
    },
    Rule {
        id: "nelson/5@1",
        definition: "Two of the last three points more than two standard deviations from the centre \
                     line on one side, the last of them itself. The third may lie anywhere. Marks \
                     the points beyond.",
        needs: Points(2),
        measure: Beyond(2.0),
        check: |chart| some_of(&beyond(chart, 2.0), 2, 3),
    },
    Rule {
        id: "nelson/6@1",
        definition: "Four of the last five points more than one standard deviation from the centre \
                     line on one side, the last of them itself. The fifth may lie anywhere. Marks \
                     the points beyond.",
        needs: Points(4),
        measure: Beyond(1.0),
        check: |chart| some_of(&beyond(chart, 1.0), 4, 5),
    },
    Rule {
        id: "nelson/7@1",
        definition: "Fifteen points in a row less than one standard deviation from the centre line. \
                     Marks the fifteen.",
        needs: InARow(15),
        measure: Within,
        check: |chart| all_within(chart, 15, 1.0),
    },
    Rule {
        id: "nelson/8@1",
        definition: "Eight points in a row more than one standard deviation from the centre line, \
                     some above and some below it. Marks the eight.",
        needs: InARow(8),
        measure: Beyond(1.0),
        check: |chart| none_within(chart, 8, 1.0),
    },
];

static WESTERN_ELECTRIC: [Rule; 4] = [
    Rule {
        id: "western-electric/1@1",
        definition: "A point more than three standard deviations from the centre line. \
                     Marks the point.",
        needs: Points(1),
        measure: Beyond(3.0),
        check: |chart| each_beyond(chart, 3.0),
    },
    Rule {
        id: "western-electric/2@1",
        definition: "Two of the last three points more than two standard deviations from the centre \
                     line on one side, the last of them itself. The third may lie anywhere. Marks \
                     the points beyond.",
        needs: Points(2),
        measure: Beyond(2.0),
        check: |chart| some_of(&beyond(chart, 2.0), 2, 3),
    },
    Rule {
        id: "western-electric/3@1",
        definition: "Four of the last five points more than one standard deviation from the centre \
                     line on one side, the last of them itself. The fifth may lie anywhere. Marks \
                     the points beyond.",
        needs: Points(4),
        measure: Beyond(1.0),
        check: |chart| some_of(&beyond(chart, 1.0), 4, 5),
    },
    Rule {
        id: "western-electric/4@1",
        definition: "Eight points in a row on one side of the centre line. A point on the line or a \
                     missing one breaks the row. Marks the eight.",
        needs: InARow(8),
        measure: Centre,
        check: |chart| in_a_row(&sides(chart), 8),
    },
];

static NHS: [Rule; 4] = [
    Rule {
        id: "nhs-mdc/beyond@1",
        definition: "A point beyond a limit, three standard deviations from the mean. Marks the \
                     point.",
        needs: Points(1),
        measure: Beyond(3.0),
        check: |chart| each_beyond(chart, 3.0),
    },
    Rule {
        id: "nhs-mdc/trend@1",
        definition: "Seven points in a row, each higher than the one before it, or each lower. Two \
                     alike or a missing one break the row. Marks the seven.",
        needs: InARow(7),
        measure: Order,
        check: |chart| steady(chart, 7),
    },
    // Version 1 counted points beyond a limit, and asked nothing of the third point; the official
    // rule has since changed in both.
    Rule {
        id: "nhs-mdc/2of3@2",
        definition: "In three points in a row, all on one side of the mean, two or three that lie \
                     beyond two standard deviations but not beyond the limit. Marks these two or \
                     three.",
        needs: InARow(3),
        measure: Beyond(2.0),
        check: two_of_three_on_one_side,
    },
    Rule {
        id: "nhs-mdc/shift@1",
        definition: "Seven points in a row on one side of the mean. A point on the mean or a missing \
                     one breaks the row. Marks the seven.",
        needs: InARow(7),
        measure: Centre,
        check: |chart| in_a_row(&sides(chart), 7),
    },
];

/// As other tools read "two of three beyond two standard deviations".
static TWO_OF_THREE: [Rule; 2] = [
    Rule {
        id: "qcc/2of3@1",
        definition: "Two of the last three points more than two standard deviations from the centre \
                     line on one side, the last of them itself. The third may lie anywhere. Marks \
                     the last point only.",
        needs: Points(2),
        measure: Beyond(2.0),
        check: |chart| completing(some_of(&beyond(chart, 2.0), 2, 3)),
    },
    Rule {
        id: "powerbi-spc/2of3@1",
        definition: "Of the last three points, those more than two standard deviations above the \
                     centre line counted +1 and those below it -1: a sum of two or more, or of minus \
                     two or less. Marks the points beyond.",
        needs: Points(2),
        measure: Beyond(2.0),
        check: two_of_three_by_sum,
    },
];

static RUN_CHARTS: [Rule; 5] = [
    Rule {
        id: "anhoej/runs@1",
        definition: "More points in a run on one side of the centre line than log2 n, rounded, plus \
                     three, n being the points that are not on the line. Points on the line and \
                     missing ones are passed over. Marks the run.",
        needs: Useful(7),
        measure: Centre,
        check: |chart| {
            let chart = runs(chart);
            let longest = chart.limits().map_or(usize::MAX, |limits| limits.longest_run);
            each_run(chart.runs.iter().filter(|run| longest < run.points.len()))
        },
    },
    Rule {
        id: "anhoej/crossings@1",
        definition: "Fewer crossings of the centre line than the 5% quantile of a binomial \
                     distribution with n - 1 trials and chance one half, n being the points that are \
                     not on the line. Speaks of the whole series and marks no point.",
        needs: Useful(6),
        measure: Centre,
        check: |chart| {
            let chart = runs(chart);
            let fewest = chart.limits().map(|limits| limits.fewest_crossings);
            let fewer = chart.crossings() < fewest;
            whole_chart(&chart, fewer)
        },
    },
    Rule {
        id: "perla/shift@1",
        definition: "Six points or more in a row on one side of the centre line. Points on the line \
                     neither add nor break; a missing one breaks. Marks them all.",
        needs: Useful(6),
        measure: Centre,
        check: |chart| each_run(&runs_and_trends(chart).shifts),
    },
    Rule {
        id: "perla/trend@1",
        definition: "Five points or more in a row, all rising or all falling. A point like the one \
                     before it neither adds nor breaks; a missing one breaks. Marks those that rise \
                     or fall.",
        needs: InARow(5),
        measure: Order,
        check: |chart| each_run(&runs_and_trends(chart).trends),
    },
    Rule {
        id: "perla/runs@1",
        definition: "Fewer or more runs about the centre line than chance would give in 95 of 100 \
                     series with as many points above and below it. Points on the line and missing \
                     ones are passed over. Speaks of the whole series and marks no point.",
        needs: Useful(9),
        measure: Centre,
        check: |chart| {
            let found = runs_and_trends(chart);
            whole_chart(&found.chart, found.has_unusual_runs())
        },
    },
];
