//! `cqi explain`: from a score to its rule, its arithmetic and its cells.

use anyhow::{Result, bail};

use super::{
    Ending, Streams,
    args::ExplainArguments,
    tables::{self, Row},
};
use crate::diagnostic::nearest;

pub(super) fn explain(arguments: &ExplainArguments, streams: &mut Streams<'_>) -> Result<Ending> {
    let read = |name| tables::rows(&arguments.out, name);
    let (scores, workings) = (read("scores")?, read("workings")?);
    let found: Vec<&Row> = scores.iter().filter(|row| is_meant(row, arguments)).collect();
    if found.is_empty() {
        bail!("{}", not_found(&scores, arguments));
    }
    for (place, score) in found.iter().enumerate() {
        if 0 < place {
            writeln!(streams.out)?;
        }
        for line in explained(score, &workings) {
            writeln!(streams.out, "{line}")?;
        }
    }
    Ok(Ending::Done)
}

fn is_meant(row: &Row, arguments: &ExplainArguments) -> bool {
    row["site_id"] == arguments.site
        && row["id"] == arguments.id
        && row["school_year"] == arguments.year.to_string()
        && arguments.source.is_none_or(|source| row["source"] == source.id())
}

/// What there is instead, one question at a time.
fn not_found(scores: &[Row], arguments: &ExplainArguments) -> String {
    let of_site: Vec<&Row> = scores.iter().filter(|row| row["site_id"] == arguments.site).collect();
    if of_site.is_empty() {
        return missing("site", &arguments.site, scores.iter().map(|row| row["site_id"].as_str()));
    }
    let of_id: Vec<&Row> =
        of_site.iter().filter(|row| row["id"] == arguments.id).copied().collect();
    if of_id.is_empty() {
        return missing("score", &arguments.id, of_site.iter().map(|row| row["id"].as_str()));
    }
    let mut years: Vec<&str> = of_id.iter().map(|row| row["school_year"].as_str()).collect();
    years.sort_unstable();
    years.dedup();
    format!("`{}` has scores in {}", arguments.id, years.join(", "))
}

fn missing<'a>(noun: &str, name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let mut known: Vec<&str> = known.collect();
    known.sort_unstable();
    known.dedup();
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("no {noun} is called `{name}`: did you mean `{near}`?"),
        None => format!("no {noun} is called `{name}`; there are {}", known.join(", ")),
    }
}

fn explained(score: &Row, workings: &[Row]) -> Vec<String> {
    let occasion = if score["occasion"].is_empty() {
        String::new()
    } else {
        format!(", {}", score["occasion"])
    };
    let value = if score["score"].is_empty() {
        format!("no score: {}", score["reason"])
    } else {
        format!("{} = {}", score["score_exact"], score["score"])
    };
    let mut lines = vec![
        format!(
            "{} {} at site {}, {}{occasion}",
            score["level"], score["id"], score["site_id"], score["school_year"]
        ),
        format!(
            "{}, {} {}, {}",
            score["source"], score["instrument"], score["version"], score["basis"]
        ),
        format!("{value} ({} ratings, n = {})", score["n_ratings"], score["n_responses"]),
    ];
    if !score["ci_low"].is_empty() {
        lines.push(format!("95% interval {} to {}", score["ci_low"], score["ci_high"]));
    }
    let book = Book { score, workings };
    book.add(&mut lines, (&score["level"], &score["id"]), 1);
    lines
}

/// The workings of the scores of one site, year and tool.
struct Book<'a> {
    score: &'a Row,
    workings: &'a [Row],
}

impl Book<'_> {
    /// The lines of one score, and of the scores that it is made of.
    fn add(&self, lines: &mut Vec<String>, (level, id): (&str, &str), indent: usize) {
        let same = ["site_id", "school_year", "occasion", "source", "instrument", "version"];
        let own = self.workings.iter().filter(|row| {
            same.iter().all(|column| row[*column] == self.score[*column])
                && row["level"] == level
                && row["id"] == id
        });
        for row in own {
            let depth: usize = row["depth"].parse().unwrap_or(0);
            if depth == 0 {
                lines.push(format!("{}{}", "  ".repeat(indent), rule(row)));
                continue;
            }
            lines.push(format!("{}{}", "  ".repeat(indent + depth), part(row)));
            let worked_out_elsewhere = !row["see_level"].is_empty() && row["cell"].is_empty();
            if worked_out_elsewhere {
                self.add(lines, (&row["see_level"], &row["what"]), indent + depth + 1);
            }
        }
    }
}

/// The rule of a score, or its one cell.
fn rule(row: &Row) -> String {
    if row["rule"].is_empty() { cell(row) } else { format!("{}:", row["rule"]) }
}

fn part(row: &Row) -> String {
    let value = if row["value_exact"].is_empty() { "none" } else { &row["value_exact"] };
    let weight = match row["weight"].as_str() {
        "" | "1.0" => String::new(),
        weight => format!(" × {weight}"),
    };
    let how = match (row["cell"].is_empty(), row["rule"].is_empty(), row["see_level"].is_empty()) {
        (false, _, _) => format!("  {}", cell(row)),
        (true, false, true) => format!("  {}:", row["rule"]),
        (true, _, _) => String::new(),
    };
    format!("{} {value}{weight}{how}", row["what"])
}

fn cell(row: &Row) -> String {
    format!("`{}` in {} › {}!{}", row["written"], row["file"], row["sheet"], row["cell"])
}
