//! How every score was made: one row a part, down to the cells.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;

use super::{counts, frame_of, numbers, tables::shown_scores, texts};
use crate::{
    model::{Exact, Observation},
    pipeline::Study,
    score::{Part, Score, ScoreKey, Working},
};

/// One line of the working of a score.
struct Line<'a> {
    key: &'a ScoreKey,
    /// The place within the working, such as `2.1`: the first part of the second part.
    path: String,
    depth: u64,
    what: &'a str,
    /// How it was made; none for a cell and for a part that is a score of its own.
    rule: Option<&'a str>,
    value: Option<&'a Exact>,
    weight: Option<&'a Exact>,
    rating: Option<&'a Observation>,
    /// Whether the part is a score of its own: then it is worked out there.
    see: Option<String>,
}

/// The workings of all scores that are shown.
pub(super) fn workings(study: &Study) -> DataFrame {
    let scores: Vec<&Score> = shown_scores(study).collect();
    let by_key: BTreeMap<&ScoreKey, &Score> =
        scores.iter().map(|score| (&score.key, *score)).collect();
    let mut lines = Vec::new();
    for score in &scores {
        let book = Book { study, score, scores: &by_key };
        book.score(&mut lines);
    }
    frame(&lines)
}

/// Where the lines of one score come from.
struct Book<'a, 'b> {
    study: &'a Study,
    score: &'a Score,
    scores: &'b BTreeMap<&'a ScoreKey, &'a Score>,
}

impl<'a> Book<'a, '_> {
    fn score(&self, lines: &mut Vec<Line<'a>>) {
        let Score { key, outcome, working, .. } = self.score;
        let value = outcome.value();
        self.line(lines, (String::new(), 0), (&key.id, value, None), working);
    }

    fn line(
        &self,
        lines: &mut Vec<Line<'a>>,
        (path, depth): (String, u64),
        (what, value, weight): (&'a str, Option<&'a Exact>, Option<&'a Exact>),
        working: &'a Working,
    ) {
        let (rule, rating, parts) = match working {
            Working::Rating(place) => (None, self.study.observations.rows.get(*place), &[][..]),
            Working::Made { rule, parts } => (Some(&**rule), None, &**parts),
        };
        let see = if depth == 0 { None } else { self.own_score(what, working) };
        let stops = see.is_some();
        let key = &self.score.key;
        lines.push(Line { key, path: path.clone(), depth, what, rule, value, weight, rating, see });
        if stops {
            return;
        }
        for (place, part) in parts.iter().enumerate() {
            let Part { what, value, weight, working } = part;
            let dot = if path.is_empty() { "" } else { "." };
            let path = format!("{path}{dot}{}", place + 1);
            self.line(lines, (path, depth + 1), (what, value.as_ref(), weight.as_ref()), working);
        }
    }

    /// The level of the score that a part is, if it is one of the same year and tool, made alike.
    fn own_score(&self, what: &str, working: &Working) -> Option<String> {
        let levels: Vec<&str> = self.levels();
        levels.into_iter().find_map(|level| {
            let key = ScoreKey { level: level.into(), id: what.into(), ..self.score.key.clone() };
            let part = self.scores.get(&key)?;
            let another = part.key != self.score.key && part.working == *working;
            another.then(|| level.to_owned())
        })
    }

    fn levels(&self) -> Vec<&'a str> {
        let scoring = self.study.rulebook.scoring.values();
        let mut rules = scoring.filter(|rules| *rules.instrument == *self.score.key.instrument);
        let above = rules.next().map_or(&[][..], |rules| rules.level.as_slice());
        std::iter::once("item").chain(above.iter().map(|level| level.id.as_str())).collect()
    }
}

fn frame(lines: &[Line<'_>]) -> DataFrame {
    let text =
        |name: &str, cell: fn(&Line<'_>) -> Option<String>| texts(name, lines.iter().map(cell));
    frame_of(vec![
        text("site_id", |line| Some(line.key.site.to_string())),
        text("school_year", |line| Some(line.key.school_year.to_string())),
        text("occasion", |line| line.key.occasion.as_deref().map(str::to_owned)),
        text("source", |line| Some(line.key.source.id().to_owned())),
        text("instrument", |line| Some(line.key.instrument.to_string())),
        text("version", |line| Some(line.key.version.to_string())),
        text("level", |line| Some(line.key.level.to_string())),
        text("id", |line| Some(line.key.id.to_string())),
        text("path", |line| Some(line.path.clone())),
        counts("depth", lines.iter().map(|line| Some(line.depth))),
        text("what", |line| Some(line.what.to_owned())),
        text("rule", |line| line.rule.map(str::to_owned)),
        numbers("value", lines.iter().map(|line| line.value.map(Exact::to_f64))),
        text("value_exact", |line| line.value.map(ToString::to_string)),
        numbers("weight", lines.iter().map(|line| line.weight.map(Exact::to_f64))),
        text("see_level", |line| line.see.clone()),
        text("written", |line| line.rating.map(|rating| rating.answer.written.to_string())),
        text("file", |line| line.rating.map(|rating| rating.form.file.to_string())),
        text("sheet", |line| line.rating.map(|rating| rating.form.sheet.to_string())),
        text("cell", |line| line.rating.map(|rating| rating.cell().address())),
    ])
}
