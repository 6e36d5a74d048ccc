//! What can be typed after `cqi stats`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Args, Debug)]
pub(in crate::cli) struct StatsArguments {
    /// Without a method: answer a JSON array of cases from standard input. With one: the same table
    /// as JSON
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// What is asked; without one, the methods are listed
    #[command(subcommand)]
    pub(super) method: Option<Method>,
}

#[derive(Subcommand, Debug)]
pub(super) enum Method {
    /// What can be asked, of a file and by a script
    List,
    /// Whether people who rate the same thing say the same: shares, kappa, alpha, AC2, ICC
    Agreement {
        #[command(flatten)]
        file: TableFile,
        /// The column that says what was rated; given more than once, all of them together
        #[arg(long, value_name = "COLUMN", default_value = "subject")]
        subject: Vec<String>,
        /// The column that says who rated
        #[arg(long, value_name = "COLUMN", default_value = "rater")]
        rater: String,
        #[command(flatten)]
        value: Value,
        /// The levels there are, such as 1..4 or 0,1,3,5; otherwise those from the lowest to the
        /// highest rating
        #[arg(long, value_name = "LEVELS", value_parser = scale)]
        scale: Option<Scale>,
    },
    /// Whether values rise or fall with time: Theil-Sen, Mann-Kendall, least squares
    Trend {
        #[command(flatten)]
        over: OverTime,
    },
    /// Whether a process stays what it was, by runs about the median (Anhøj)
    RunChart {
        #[command(flatten)]
        over: OverTime,
    },
    /// Whether a process stays what it was, by limits around single values
    Xmr {
        #[command(flatten)]
        over: OverTime,
    },
    /// A mean and how sure it is: by Student's t, and by the bootstrap
    Mean {
        #[command(flatten)]
        file: TableFile,
        #[command(flatten)]
        value: Value,
        #[command(flatten)]
        by: By,
    },
    /// The share of values at or above a level, or of yes among yes and no: Wilson, Jeffreys
    Proportion {
        #[command(flatten)]
        file: TableFile,
        #[command(flatten)]
        value: Value,
        #[command(flatten)]
        by: By,
        /// Count values from this one on; otherwise yes, true and 1 among no, false and 0
        #[arg(long, value_name = "LEVEL", allow_negative_numbers = true)]
        at_least: Option<f64>,
    },
    /// Whether groups differ, or the same subjects before and after: rank tests, Cliff's delta,
    /// Hedges' g
    Compare(Compare),
    /// Many sites together: the mean over all, how much they differ, each drawn to the mean
    Pool(Pool),
    /// One line for all sites over the years, each at a height of its own
    Growth {
        #[command(flatten)]
        file: TableFile,
        #[command(flatten)]
        site: Site,
        /// The column with the year
        #[arg(long, value_name = "COLUMN", default_value = "year")]
        year: String,
        #[command(flatten)]
        value: Value,
    },
    /// Which sites lie further from the mean of all than chance would have them
    Funnel {
        #[command(flatten)]
        file: TableFile,
        #[command(flatten)]
        site: Site,
        #[command(flatten)]
        value: Value,
        /// What sites are held against; otherwise the mean of all values
        #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
        target: Option<f64>,
    },
    /// P-values of many questions, adjusted for asking so many
    Adjust {
        #[command(flatten)]
        file: TableFile,
        /// The column with the p-values
        #[arg(long, value_name = "COLUMN", default_value = "p")]
        p: String,
        /// The column that names the questions; otherwise they are numbered by their rows
        #[arg(long, value_name = "COLUMN")]
        name: Option<String>,
        /// What is promised
        #[arg(long, value_enum, default_value_t = Promise::Bh)]
        promise: Promise,
    },
}

/// Where the table is.
#[derive(Args, Debug)]
pub(super) struct TableFile {
    /// A spreadsheet or CSV file; otherwise CSV from standard input
    pub(super) file: Option<PathBuf>,
    /// The sheet; otherwise the first that has the columns
    #[arg(long, value_name = "NAME")]
    pub(super) sheet: Option<String>,
}

#[derive(Args, Debug)]
pub(super) struct Value {
    /// The column with the values
    #[arg(long, value_name = "COLUMN", default_value = "value")]
    pub(super) value: String,
}

#[derive(Args, Debug)]
pub(super) struct Site {
    /// The column that says which site
    #[arg(long, value_name = "COLUMN", default_value = "site")]
    pub(super) site: String,
}

#[derive(Args, Debug)]
pub(super) struct By {
    /// The column by which to ask separately, such as the site
    #[arg(long, value_name = "COLUMN")]
    pub(super) by: Option<String>,
}

#[derive(Args, Debug)]
pub(super) struct OverTime {
    #[command(flatten)]
    pub(super) file: TableFile,
    /// The column with the time: years such as 2024, school years such as 2024-25, or dates
    #[arg(long, value_name = "COLUMN", default_value = "time")]
    pub(super) time: String,
    #[command(flatten)]
    pub(super) value: Value,
    #[command(flatten)]
    pub(super) by: By,
}

#[derive(Args, Debug)]
pub(super) struct Compare {
    #[command(flatten)]
    pub(super) file: TableFile,
    #[command(flatten)]
    pub(super) value: Value,
    /// The column that says which group
    #[arg(long, value_name = "COLUMN", default_value = "group")]
    pub(super) group: String,
    /// The column that says which subject, where each was seen in every group
    #[arg(long, value_name = "COLUMN")]
    pub(super) block: Option<String>,
    /// The column with values before, one row a subject
    #[arg(long, value_name = "COLUMN", requires = "after",
          conflicts_with_all = ["value", "group", "block"])]
    pub(super) before: Option<String>,
    /// The column with values after
    #[arg(long, value_name = "COLUMN", requires = "before")]
    pub(super) after: Option<String>,
}

#[derive(Args, Debug)]
pub(super) struct Pool {
    #[command(flatten)]
    pub(super) file: TableFile,
    #[command(flatten)]
    pub(super) site: Site,
    #[command(flatten)]
    pub(super) value: Value,
    /// The column with one estimate a site, in place of values
    #[arg(long, value_name = "COLUMN", requires = "se", conflicts_with = "value")]
    pub(super) estimate: Option<String>,
    /// The column with the standard errors of the estimates
    #[arg(long, value_name = "COLUMN", requires = "estimate")]
    pub(super) se: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Promise {
    /// Few of those found are wrong: Benjamini and Hochberg
    Bh,
    /// The same, however the questions hang together: Benjamini and Yekutieli
    By,
    /// Hardly even one is wrong: Holm
    Holm,
}

/// The levels of a scale, from the lowest.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Scale(pub(super) Vec<f64>);

fn scale(text: &str) -> Result<Scale, String> {
    const MOST: i32 = 100;
    let told = || format!("`{text}` is not a scale such as 1..4 or 0,1,3,5");
    let levels: Vec<f64> = if let Some((first, last)) = text.split_once("..") {
        let whole = |end: &str| end.trim().parse::<i32>().map_err(|_| told());
        let (first, last) = (whole(first)?, whole(last)?);
        if MOST < last.saturating_sub(first) {
            return Err(told());
        }
        (first..=last).map(f64::from).collect()
    } else {
        let level = |level: &str| level.trim().parse::<f64>().map_err(|_| told());
        text.split(',').map(level).collect::<Result<_, _>>()?
    };
    let rises = levels.windows(2).all(|pair| pair[0] < pair[1]);
    let are_levels = 1 < levels.len() && rises && levels.iter().all(|level| level.is_finite());
    if are_levels { Ok(Scale(levels)) } else { Err(told()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_is_named_by_its_ends_or_level_by_level() {
        assert_eq!(scale("1..4"), Ok(Scale(vec![1.0, 2.0, 3.0, 4.0])));
        assert_eq!(scale("0, 1, 3.5"), Ok(Scale(vec![0.0, 1.0, 3.5])));
        for odd in ["", "4..1", "1", "1..9999", "1,1", "a..b", "2,1", "1,nan"] {
            assert!(scale(odd).is_err(), "{odd}");
        }
    }
}
