//! What each column of the data files means.

use std::fmt::Write;

use super::DataTable;

/// The dictionary of the tables, as Markdown: each column with its meaning and unit.
pub fn dictionary(tables: &[DataTable]) -> String {
    let mut page = String::from(
        "# Dictionary of the data files\n\nEach table stands here twice, as CSV and as Parquet, with the same \
         columns. Numbers are in full precision. An empty cell means that there is no value; the \
         column `reason` or `reading` says why. In CSV a text that a spreadsheet would take for a \
         formula has an apostrophe before it.\n",
    );
    for table in tables {
        // Writing to a `String` cannot fail.
        let _ = write!(
            page,
            "\n## {}\n\n{}\n\n| column | meaning |\n|---|---|\n",
            table.name,
            about(table.name)
        );
        for column in table.columns() {
            let _ = writeln!(page, "| `{column}` | {} |", meaning(table.name, &column));
        }
    }
    page
}

fn about(table: &str) -> &'static str {
    match table {
        "ratings" => "One row a rating cell, as read.",
        "scores" => {
            "One row a score: site, school year, occasion, source, instrument version, level and id. Derived numbers; the Quality Standards have no official score."
        }
        "changes" => {
            "One row a difference between two school years, within the same instrument, version and way of rating."
        }
        "priorities" => "One row a site and standard: how the plan came to its focus.",
        "trends" => {
            "One row a site, source, instrument and standard, section or domain: which way its line goes. Where a line breaks, each stretch is compared with itself alone."
        }
        "network_trends" => {
            "One row a source, instrument and standard, section or domain: which way all sites go."
        }
        "spreads" => {
            "One row a source, instrument and level: how much ratings vary, pooled over all sites. Variances are in squared points."
        }
        "workings" => "One row a part of a score, down to the cells: what `cqi explain` shows.",
        _ => "",
    }
}

/// What the columns mean, by table; an empty table stands for all that have no meaning of their own.
const MEANINGS: &[(&str, &str, &str)] = &[
    ("", "site_id", "the site, as in the list of sites"),
    ("", "school_year", "the school year, July 1 to June 30"),
    ("", "occasion", "the round within the year, where rounds are kept apart"),
    ("", "source", "whose eyes: `self-assessment` or `observation`; never pooled"),
    ("", "instrument", "the tool, by the id of its rule file"),
    ("", "version", "the version of the tool"),
    ("", "basis", "`individual`: people rated alone; `consensus`: the group agreed"),
    ("priorities", "level", "the level that was used, in points"),
    (
        "",
        "level",
        "`item`, or a level of the scoring rules such as `section`, `domain`, `standard`",
    ),
    ("scores", "id", "the item, group or standard"),
    ("changes", "id", "the item, group or standard"),
    ("workings", "id", "the item, group or standard"),
    ("ratings", "item", "the item that was rated"),
    ("ratings", "date", "the date of the form, where it tells one"),
    ("ratings", "rater", "who rated, as written"),
    ("ratings", "role", "the rater's role, as written"),
    ("ratings", "activity", "the observed activity, as written"),
    ("ratings", "segment", "the part of the observation, as written"),
    (
        "ratings",
        "state",
        "`rated`, the id of the missing state (such as `not_rated`, `not_applicable`, `blank`), the name given on a scale without order, or `unusable`",
    ),
    (
        "ratings",
        "value",
        "points of the scale, turned round for reverse-coded items; empty unless `rated`",
    ),
    ("", "written", "the text of the cell"),
    ("", "file", "the file"),
    ("", "sheet", "the sheet; for a text file its name"),
    ("", "cell", "the cell as spreadsheets name it"),
    ("scores", "score", "points of the scale, or as the rule says; empty where there is none"),
    ("scores", "score_exact", "the same as a fraction; the names for a scale without order"),
    ("scores", "n_ratings", "ratings that went into it"),
    ("scores", "n_responses", "independent looks behind it: activities, or people who rated alone"),
    ("scores", "se", "standard error from the spread pooled over all sites, in points"),
    (
        "scores",
        "se_basis",
        "`measured` from repeated ratings, or `assumed` by the scoring rules because there are too few",
    ),
    (
        "scores",
        "shrunk_score",
        "the score drawn toward the mean of all sites, for planning only; empty with fewer than ten sites",
    ),
    ("scores", "ci_low", "lower end of the 95% interval, in points"),
    ("scores", "ci_high", "upper end of the 95% interval, in points"),
    ("scores", "band", "the band of the targets that it falls in"),
    ("scores", "complete_share", "share of the expected parts that have a value, 0 to 1"),
    ("scores", "reason", "why there is no score"),
    ("changes", "kind", "`from_year_before` or `from_first_year` of the segment"),
    ("changes", "since", "the earlier school year"),
    ("changes", "difference", "later less earlier score, in points"),
    ("changes", "ci_low", "lower end of the 95% interval of the difference"),
    ("changes", "ci_high", "upper end of the 95% interval of the difference"),
    ("changes", "smallest_detectable", "the smallest difference that would be more than noise"),
    ("trends", "id", "the group or standard"),
    ("trends", "occasion", "the round that is followed: the one rated in most years"),
    ("trends", "n_years", "years that can be compared with another one"),
    (
        "trends",
        "stretches",
        "stretches of the line; it breaks where the tool or the way of rating changes, unless linked",
    ),
    ("trends", "first_year", "the first school year that counts"),
    ("trends", "last_year", "the last school year that counts"),
    ("trends", "slope", "change a year, in points: weighted line with known errors"),
    ("trends", "slope_se", "standard error of the slope"),
    ("trends", "slope_low", "lower end of the 95% interval of the slope"),
    ("trends", "slope_high", "upper end of the 95% interval of the slope"),
    (
        "trends",
        "slope_shrunk",
        "the slope drawn toward that of all sites; empty with fewer than ten sites",
    ),
    ("trends", "slope_shrunk_sd", "standard deviation of that slope"),
    (
        "trends",
        "chance_of_rise",
        "chance that the true line rises, by the slope drawn toward all sites",
    ),
    (
        "trends",
        "smallest_detectable",
        "the smallest true change a year that would be found 8 times in 10",
    ),
    ("trends", "p", "how often chance alone gives a slope as steep, two-sided"),
    ("trends", "p_adjusted", "the same among all sites (Benjamini and Hochberg)"),
    ("trends", "mk_s", "Kendall's S: pairs of years that rise, less pairs that fall"),
    ("trends", "mk_p_exact", "its exact chance, two-sided, ties kept"),
    ("trends", "sen_slope", "middle one of all slopes between two years (Theil and Sen)"),
    ("trends", "sen_low", "lower end of its exact interval"),
    ("trends", "sen_high", "upper end of its exact interval"),
    ("trends", "sen_level", "how often such an interval holds the true slope, 0 to 1"),
    (
        "trends",
        "verdict",
        "`one_year`, `two_years`, `up_`, `down_` or `level_too_short_to_test`, `improving`, `declining`, `no_clear_trend` or `cannot_tell`",
    ),
    (
        "trends",
        "links",
        "changes of the version over which a rule links the line, with method, items and sites; or why it links nothing",
    ),
    ("trends", "link_se", "standard error of these links together, in points"),
    ("network_trends", "id", "the group or standard"),
    ("network_trends", "sites", "sites with a slope"),
    ("network_trends", "mean_slope", "mean change a year over sites, in points"),
    ("network_trends", "mean_slope_se", "its standard error"),
    ("network_trends", "slope_variance", "variance of true slopes between sites"),
    ("network_trends", "improving", "sites called improving, given how many were looked at"),
    ("network_trends", "declining", "sites called declining, given how many were looked at"),
    ("network_trends", "kendall_sites", "sites rated in every year"),
    ("network_trends", "kendall_s", "Kendall's S added up over these sites"),
    ("network_trends", "kendall_z", "the same in standard errors"),
    ("network_trends", "kendall_p", "its chance, two-sided, if sites are independent"),
    ("spreads", "id", "the item, group or standard"),
    ("spreads", "sites", "sites with a score"),
    ("spreads", "mean", "mean over sites, in the latest year of each, in points"),
    ("spreads", "mean_se", "its standard error; empty with fewer than ten sites"),
    ("spreads", "within_measured", "variance of repeated ratings of one site and year"),
    ("spreads", "within_df", "its degrees of freedom"),
    ("spreads", "within_used", "the variance behind standard errors"),
    ("spreads", "within_basis", "`measured`, or `assumed` by the scoring rules"),
    ("spreads", "between", "variance between sites; empty with fewer than ten sites"),
    ("spreads", "year_to_year", "variance of a site's means about its own line"),
    ("spreads", "year_to_year_df", "its degrees of freedom"),
    (
        "spreads",
        "year_to_year_holds",
        "`years_alone`, beyond the ratings' own; or `all`, where that one is not known by itself",
    ),
    (
        "changes",
        "reading",
        "`beyond_noise`, `within_noise`, or `cannot_tell` where there are no repeated ratings",
    ),
    ("priorities", "plan_year", "the school year that the plan is for"),
    ("priorities", "rank", "place among the chosen, 1 first; empty for the others"),
    ("priorities", "outcome", "`urgent`, `focus` or `sustain` for the chosen; else why not"),
    ("priorities", "driving_source", "the source with the larger shortfall"),
    ("priorities", "priority", "importance times shortfall, in weighted points"),
    ("priorities", "importance", "weight of the standard by the rules; 1 unless set"),
    (
        "priorities",
        "level_basis",
        "`shrunk` toward the mean of all sites, `carried_on` from there to the plan year, `measured`, or `score_itself` without a spread",
    ),
    ("priorities", "spread", "standard deviation of that level, in points"),
    ("priorities", "target", "the target, in points"),
    ("priorities", "shortfall", "expected shortfall below target, in points"),
    ("priorities", "chance_of_missing", "chance that the true level is below target, 0 to 1"),
    (
        "priorities",
        "stays_share",
        "share of 200 trials, in which all scores move within their errors, in which it is chosen; empty where its error is not known",
    ),
    (
        "workings",
        "path",
        "place within the working, such as 2.1: the first part of the second part; empty for the score itself",
    ),
    ("workings", "depth", "how deep the part lies"),
    ("workings", "what", "the item, group or form that the part is"),
    ("workings", "rule", "how it was made from its own parts"),
    ("workings", "value", "its value, in points"),
    ("workings", "value_exact", "the same as a fraction"),
    ("workings", "weight", "how much it counts in a weighted mean"),
    (
        "workings",
        "see_level",
        "set where the part is a score of its own: look for its `what` at this level",
    ),
    ("priorities", "standard", "the standard"),
];

fn meaning(table: &str, column: &str) -> &'static str {
    let of = |owner: &str| {
        let found = MEANINGS.iter().find(|(of, name, _)| *of == owner && *name == column);
        found.map(|(_, _, meaning)| *meaning)
    };
    of(table).or_else(|| of("")).unwrap_or_default()
}
