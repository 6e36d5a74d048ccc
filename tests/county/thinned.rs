//! Four years with three ratings a school and year, as sites of programs have.

use cqi::analysis::Slope;

use crate::{
    close, golden,
    reading::{family, pool, three_a_school_and_year, trends},
    same,
};

#[test]
fn with_three_ratings_a_year_next_to_nothing_is_clear() {
    let Some(study) = three_a_school_and_year() else { return };
    let golden = golden("fake_county_thin3_lowest_tid");
    let within = pool(study).within.unwrap().variance;
    close(within.value, &golden["s2w"]);
    close(within.degrees_of_freedom, &golden["df_w"]);
    close(pool(study).wobble.unwrap().variance.value, &golden["s2y"]);
    let common = family(study).common_slope.unwrap().value;
    close(common, &golden["mean_slope"]);
    close(family(study).slopes.unwrap().variance, &golden["tau2"]);
    let slopes: Vec<&Slope> =
        trends(study).into_iter().map(|trend| trend.slope.as_ref().unwrap()).collect();
    let distance = |slope: &Slope| (slope.per_year - common) / slope.standard_error;
    close(slopes.iter().map(|slope| distance(slope).powi(2)).sum(), &golden["Q"]);
    same(slopes.iter().filter(|slope| slope.p <= 0.05).count(), &golden["n_p_le_05"]);
    same(slopes.iter().filter(|slope| slope.p_adjusted <= 0.1).count(), &golden["n_BH_10"]);
}
