//! What each column of the data files means.

mod across;
mod network;

use std::fmt::Write;

use super::Columns;

/// The dictionary of the tables, as Markdown: each column with its meaning and unit.
pub fn dictionary(tables: &[Columns]) -> String {
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
            table.table,
            about(table.table)
        );
        for column in &table.names {
            let _ = writeln!(page, "| `{column}` | {} |", meaning(table.table, column));
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
        "network" => {
            "One row a source, instrument, standard, section or domain, and school year: all sites together, and the sites rated in the year before as well."
        }
        "funnel" => {
            "One row a site, source, instrument and standard, section or domain, in the latest year in which ten sites have a score: whether it differs from the others by more than chance. Not a ranking: within limits, an order of sites is mostly chance."
        }
        "gaps" => {
            "One row a site, standard and school year of which both sources speak: self-assessment less observation. They are compared and never averaged."
        }
        "network_gaps" => "One row a standard and school year: the same over all sites, each once.",
        "groups" => {
            "One row a source, instrument, standard, section or domain, and group of sites, in the latest year. What is left out cannot be worked out from this table. `network` beside it can give away sites that joined, where these are few, and tables with a row a site hold single scores: they are not made to be passed on."
        }
        "network_trends" => {
            "One row a source, instrument and standard, section or domain: which way all sites go."
        }
        "spreads" => {
            "One row a source, instrument and level: how much ratings vary, pooled over all sites. Variances are in squared points."
        }
        "agreement" => {
            "One row a tool, its version, and an item, a group of items or all items (`all`): how far people who rated the same thing, each alone, agree. What groups agreed on is left out."
        }
        "observers" => {
            "One row a tool, its version and an observer: whether they give more or less than others at the same sites in the same year. It names people: hand it on with care."
        }
        "reliability" => {
            "One row a source, instrument and level of which it is known how much sites differ: how well one visit or form tells sites apart, and how many would be enough."
        }
        "challenges" | "needs" | "partners" | "grantee_summary" => network::about(table),
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
        "the slope drawn toward the common one; empty with fewer than ten sites, where most have fewer than four years, and where sites differ no more than errors make them",
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
        "`one_year`, `two_years`, `up_`, `down_` or `level_too_short_to_test` (no one direction), `improving`, `declining`, `no_clear_trend` or `cannot_tell`",
    ),
    (
        "trends",
        "shift",
        "lines of ten years or more: `signal` if years stay on one side of their median for longer than chance would have it (rules anhoej/runs@1, anhoej/crossings@1), `none`, or `cannot_tell`",
    ),
    (
        "trends",
        "beyond_limits",
        "lines of ten years or more: the years beyond the limits of an XmR chart (rule nelson/1@1, 3/1.128 mean moving ranges, not screened), `none`, or why it has no limits",
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
    ("network_trends", "common_slope", "the slope that all sites would have if they had the same"),
    ("network_trends", "common_slope_se", "its standard error, as long as sites do not differ"),
    ("network_trends", "improving", "sites called improving, given how many were looked at"),
    ("network_trends", "declining", "sites called declining, given how many were looked at"),
    (
        "network_trends",
        "carry_over",
        "how much of a year's deviation from a site's own line lasts into the next, corrected for short lines; above 0.2 slopes look surer than they are",
    ),
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
    ("agreement", "level", "`item`, the level of a group of items, or `all`"),
    ("agreement", "id", "the item or group; for `all` the tool"),
    (
        "agreement",
        "raters_are",
        "`observers` who saw the same visit, or `people_of_one_site` who rated in the same round",
    ),
    ("agreement", "n_items", "items that were rated twice"),
    ("agreement", "n_rated", "visits, or rounds of a site, with two or more ratings of an item"),
    ("agreement", "n_raters", "people who gave these ratings"),
    ("agreement", "n_pairs", "pairs of ratings of the same item and visit or round"),
    ("agreement", "exact", "share of pairs on the same level, 0 to 1"),
    (
        "agreement",
        "within_one",
        "share of pairs at most one level apart; empty where an item has two levels or no order",
    ),
    (
        "agreement",
        "alpha",
        "Krippendorff's alpha: ordinal; nominal without order; over items, each against its own chance",
    ),
    ("agreement", "alpha_low", "lower end of its 95% interval, by leaving out one visit at a time"),
    ("agreement", "alpha_high", "upper end of that interval"),
    (
        "agreement",
        "gwet_ac",
        "Gwet's AC2 with quadratic weights; AC1 without order; holds where nearly all ratings are the same",
    ),
    (
        "agreement",
        "gwet_ac_low",
        "lower end of its 95% interval: Gwet's for an item; for several by leaving out one visit at a time, on the logarithm of what is missing to 1",
    ),
    ("agreement", "gwet_ac_high", "upper end of that interval"),
    (
        "agreement",
        "kappa",
        "Cohen's kappa with quadratic weights, where all have two raters; changing pairs are counted both ways",
    ),
    ("agreement", "reason", "which figure is missing, and why"),
    ("observers", "observer", "the name, as first written"),
    ("observers", "n_visits", "visits with a rating"),
    (
        "observers",
        "linked_group",
        "observers of one number can be compared, directly or over others",
    ),
    (
        "observers",
        "offset",
        "above 0 they give more than the others would at the same site and year, in levels of the scale",
    ),
    ("observers", "offset_se", "its standard error"),
    ("observers", "offset_shrunk", "the offset drawn toward 0, all the more the less it rests on"),
    ("observers", "offset_shrunk_se", "its standard error"),
    ("observers", "p", "how often chance alone gives an offset as far from 0"),
    (
        "observers",
        "p_adjusted",
        "the same among all observers of the tool (Benjamini and Hochberg)",
    ),
    (
        "observers",
        "reading",
        "`gives_more`, `gives_less`, `no_clear_difference`; `the_two_differ` where two can only be compared with each other; `not_apart_from_sites` where nobody else saw their sites; `cannot_tell` with too few visits beside each other",
    ),
    ("reliability", "id", "the item, group or standard"),
    ("reliability", "sites", "sites with a score"),
    (
        "reliability",
        "within_basis",
        "whether the spread of single visits is `measured` or `assumed`",
    ),
    (
        "reliability",
        "of_one",
        "share of what varies between single visits that is differences between sites, 0 to 1",
    ),
    ("reliability", "goal", "the reliability that a site's mean should have, by the rules"),
    ("reliability", "enough", "visits or forms a site whose mean is that reliable"),
    ("reliability", "reason", "why no number is enough"),
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
        let mut all = MEANINGS.iter().chain(across::MEANINGS).chain(network::MEANINGS);
        let found = all.find(|(of, name, _)| *of == owner && *name == column);
        found.map(|(_, _, meaning)| *meaning)
    };
    of(table).or_else(|| of("")).unwrap_or_default()
}
