//! Every method by its name, and what it answers.

/// Methods of `cqi stats --json`; their fields are those of `fixtures/reference/README.md`.
pub const METHODS: &[(&str, &str)] = &[
    // Agreement.
    ("pair_agreement", "two raters: shares that agree, Cohen's kappa in three weightings"),
    ("kappa_table", "kappa from a table of counts"),
    ("krippendorff_alpha", "any number of raters: alpha, nominal, ordinal and interval"),
    ("gwet", "any number of raters: Gwet's AC1 and AC2"),
    ("icc", "intraclass correlations of a complete table, six kinds"),
    ("icc_one_way", "intraclass correlation of groups of any size"),
    ("cronbach_alpha", "how well items hang together"),
    ("multi_rater", "three and more raters: shares, Light's and Fleiss' kappa"),
    ("observations_needed", "how many ratings a reliable mean takes"),
    ("measurement_error", "standard error of measurement, smallest detectable change"),
    ("observer_severity", "how strict each observer is"),
    // Trends.
    ("mann_kendall", "whether values rise or fall, exact with ties"),
    ("theil_sen", "the median of all slopes"),
    ("sen_exact", "the median of all slopes, with an exact interval"),
    ("ols", "the line of least squares"),
    ("seasonal_mann_kendall", "whether several series rise or fall together"),
    ("blocked_mann_kendall", "whether values rise or fall, within stretches of one instrument"),
    ("known_line", "a line through means whose errors are known"),
    ("carry_over", "whether a deviation lasts into the next year"),
    // Control charts.
    ("xmr", "limits of single values"),
    ("run_chart", "runs about the median (Anhøj)"),
    ("anhoej_limits", "the limits of runs for so many points"),
    ("perla", "shifts, trends and runs (Perla, Provost and Murray)"),
    ("p_chart", "limits of shares"),
    ("u_chart", "limits of rates"),
    ("p_prime_chart", "limits of shares of large counts (Laney)"),
    ("u_prime_chart", "limits of rates of large counts (Laney)"),
    ("shewhart_rules", "the rules of Nelson and of Western Electric"),
    ("rules", "rules by their ids, with where they fire and what that means"),
    ("rule_list", "the rules there are"),
    ("phases", "where a series may have changed its level"),
    // Few values.
    ("mean_ci_t", "a mean with Student's interval"),
    ("bca_bootstrap_mean", "a mean with the interval of the ideal bootstrap"),
    ("wilson", "a share with Wilson's interval"),
    ("jeffreys", "a share with Jeffreys' interval"),
    ("wilcoxon_signed_rank", "before and after, exact with ties"),
    ("mann_whitney", "two groups, exact with ties"),
    ("kruskal_wallis", "three and more groups"),
    ("friedman", "the same subjects in several groups, Kendall's W"),
    ("cliffs_delta", "how much more often one group is higher"),
    ("hedges_g", "difference of two groups in standard deviations"),
    ("hedges_g_paired", "change in standard deviations"),
    ("p_adjust", "p-values adjusted for many questions"),
    // Many sites.
    ("reml_one_way", "mean over sites and variance between them, from single values"),
    ("meta_random", "the same from estimates with standard errors"),
    ("funnel_mean", "limits of means around a target"),
    ("funnel_proportion", "limits of shares around a target"),
    ("funnel_overdispersion", "limits that take in how much sites differ"),
    ("expected_rank", "where a site is to be expected among all"),
    ("level_shares", "shares of levels, borrowing from all sites"),
    ("growth_random_intercept", "one line for all sites"),
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::answer, METHODS};

    #[test]
    fn every_method_listed_is_known() {
        for (method, _) in METHODS {
            let told = answer(&json!({ "input": { "method": method } })).to_string();
            assert!(!told.contains("no method is called"), "{told}");
        }
    }

    /// The families dispatch by texts such as `"xmr" =>`.
    #[test]
    fn every_method_known_is_listed() {
        let families = [
            include_str!("agreement.rs"),
            include_str!("trend.rs"),
            include_str!("control.rs"),
            include_str!("small_samples.rs"),
            include_str!("pooling/mod.rs"),
        ];
        let arms = families.iter().flat_map(|text| {
            let body = text.split("fn answer(").nth(1).unwrap_or_default();
            body.split("_ => return None").next().unwrap_or_default().lines()
        });
        let named = arms.filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" =>"));
        let known: Vec<&str> = named.map(|(name, _)| name).collect();
        assert!(40 < known.len(), "{known:?}");
        for name in known {
            assert!(METHODS.iter().any(|(listed, _)| *listed == name), "{name}");
        }
    }
}
