//! A case as it is written.

use std::{ops::Range, sync::Arc};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::{
    diagnostic::{Code, Diagnostic, Place},
    ingest::{Cell, Sheet, Visibility},
    model::Source,
    rulebook::RuleFile,
    score::Score,
    tidy::Observations,
};

/// A case.
pub(super) struct Case {
    /// The packs that it names.
    pub(super) rules: Vec<String>,
    /// Rule files of its own, which take the place of those of the packs.
    pub(super) own_rules: Vec<RuleFile>,
    /// The instrument that its ratings are of, where it says.
    pub(super) instrument: Option<String>,
    pub(super) ratings: Sheet,
    /// The list of sites, where it has one.
    pub(super) sites: Option<Sheet>,
    pub(super) scores: Vec<Row>,
    pub(super) not: Vec<Row>,
}

/// A row of a table, by its headings.
#[derive(Clone, Debug)]
pub(super) struct Row {
    cells: Vec<(String, String)>,
    pub(super) span: Range<usize>,
}

impl Row {
    pub(super) fn get(&self, heading: &str) -> Option<&str> {
        self.cells.iter().find(|(name, _)| name == heading).map(|(_, cell)| cell.as_str())
    }

    /// Whether the row is about a score: every heading that tells which must agree.
    pub(super) fn is_about(&self, score: &Score, observations: &Observations) -> bool {
        let key = &score.key;
        let site = observations.sites.get(&key.site).map_or(&*key.site.0, |site| &site.name);
        let tells = [
            ("Site", site.to_owned()),
            ("School year", key.school_year.to_string()),
            ("Occasion", key.occasion.as_deref().unwrap_or_default().to_owned()),
            ("Source", key.source.id().to_owned()),
            ("Instrument", key.instrument.to_string()),
            ("Version", key.version.to_string()),
            ("Basis", key.basis.id().to_owned()),
            ("Level", key.level.to_string()),
            ("Id", key.id.to_string()),
        ];
        tells.iter().all(|(heading, told)| self.get(heading).is_none_or(|said| said == told))
    }
}

/// Reads a case, or says what it lacks.
pub(super) fn read(source: &Source, text: &str) -> Result<Case, Box<Diagnostic>> {
    let parts = parts(text);
    let table = |heading: &str| parts.tables.iter().find(|table| table.under == heading);
    let lacks = |what: &str| {
        let diagnostic = Diagnostic::error(Code::CaseDiffers, format!("the case has no {what}"));
        Box::new(diagnostic.at(Place::File(source.clone())).help(
            "a case has a line `Rules: ` with a pack, and tables under `## Ratings` and `## Scores`",
        ))
    };
    let rules = parts.lines.iter().find_map(|line| line.strip_prefix("Rules:"));
    let rules = rules.ok_or_else(|| lacks("line `Rules: `"))?;
    let ratings = table("Ratings").ok_or_else(|| lacks("table under `## Ratings`"))?;
    let scores = table("Scores").ok_or_else(|| lacks("table under `## Scores`"))?;
    let instrument = parts.lines.iter().find_map(|line| line.strip_prefix("Instrument:"));
    Ok(Case {
        rules: rules.split(',').map(|id| id.trim().to_owned()).collect(),
        own_rules: own_rules(&parts.code),
        instrument: instrument.map(|id| id.trim().to_owned()),
        ratings: ratings.sheet(source),
        sites: table("Sites").map(|sites| sites.sheet(&Source::named("the sites of the case"))),
        scores: scores.rows(),
        not: table("Not").map(Table::rows).unwrap_or_default(),
    })
}

/// The rule files in the code blocks, under a manifest of their own. Each starts with a line
/// `# file: name.toml`.
fn own_rules(blocks: &[String]) -> Vec<RuleFile> {
    let file = |name: &str, text: &str| RuleFile { name: name.into(), text: text.into() };
    let mut files: Vec<RuleFile> = Vec::new();
    for block in blocks {
        for part in block.split("# file:").skip(1) {
            let (name, text) = part.split_once('\n').unwrap_or((part, ""));
            files.push(file(name.trim(), text));
        }
    }
    if !files.is_empty() {
        files.push(file("pack.toml", MANIFEST));
    }
    files
}

/// The id of the pack of a case's own rules.
pub(super) const OWN_PACK: &str = "the-case-itself";

const MANIFEST: &str = r#"kind = "pack"
[about]
id = "the-case-itself"
title = "Rules of a worked case"
version = "1"
status = ["own wording"]
"#;

/// A table, and the heading that it stands under.
struct Table {
    under: String,
    rows: Vec<(Vec<String>, Range<usize>)>,
}

impl Table {
    fn rows(&self) -> Vec<Row> {
        let Some(((head, _), rows)) = self.rows.split_first() else { return Vec::new() };
        let row = |(cells, span): &(Vec<String>, Range<usize>)| Row {
            cells: head.iter().cloned().zip(cells.iter().cloned()).collect(),
            span: span.clone(),
        };
        rows.iter().map(row).collect()
    }

    /// The table as a sheet.
    fn sheet(&self, source: &Source) -> Sheet {
        let cell = |text: &str| {
            if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
        };
        let row = |(cells, _): &(Vec<String>, Range<usize>)| {
            cells.iter().map(|text| cell(text)).collect()
        };
        let name: Arc<str> = "Ratings".into();
        Sheet {
            source: source.clone(),
            name,
            visibility: Visibility::Shown,
            rows: self.rows.iter().map(row).collect(),
            merges: Vec::new(),
        }
    }
}

/// The parts of a page that a case is made of.
#[derive(Default)]
struct Parts {
    /// Lines of paragraphs.
    lines: Vec<String>,
    tables: Vec<Table>,
    code: Vec<String>,
}

fn parts(text: &str) -> Parts {
    let mut parts = Parts::default();
    let (mut heading, mut words, mut in_rules) = (String::new(), String::new(), false);
    for (event, span) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Table(_)) => {
                parts.tables.push(Table { under: heading.clone(), rows: Vec::new() });
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                if let Some(table) = parts.tables.last_mut() {
                    table.rows.push((Vec::new(), trimmed(text, span)));
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                in_rules = &*language == "toml";
                words.clear();
            }
            Event::Start(Tag::Heading { .. } | Tag::Paragraph | Tag::TableCell) => words.clear(),
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push('\n'),
            Event::End(TagEnd::Heading(_)) => heading = std::mem::take(&mut words),
            Event::End(TagEnd::Paragraph) => {
                parts.lines.extend(words.lines().map(str::to_owned));
            }
            Event::End(TagEnd::CodeBlock) if std::mem::take(&mut in_rules) => {
                parts.code.push(std::mem::take(&mut words));
            }
            Event::End(TagEnd::TableCell) => {
                let row = parts.tables.last_mut().and_then(|table| table.rows.last_mut());
                if let Some((cells, _)) = row {
                    cells.push(std::mem::take(&mut words).trim().to_owned());
                }
            }
            _ => {}
        }
    }
    parts
}

/// The span without the white space at its end.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    span.start..span.start + text[span.clone()].trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# A case\n\nRules: california\n\nInstrument: dos_ost\n\nProse.\n\n## Ratings\n\n| Site | Inquiry |\n|---|---|\n| Oak | NR |\n| Oak |  |\n\n## Scores\n\n| Level | Id | Score |\n|---|---|---|\n| item | inquiry | none |\n";

    #[test]
    fn a_page_becomes_a_sheet_and_expectations() {
        let Ok(case) = read(&Source::named("case.md"), PAGE) else { panic!("the page is whole") };
        assert_eq!(case.rules, ["california"]);
        let text = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(case.instrument.as_deref(), Some("dos_ost"));
        assert_eq!(case.ratings.rows[1], [text("Oak"), text("NR")]);
        assert_eq!(case.ratings.rows[2], [text("Oak"), Cell::Empty]);
        assert_eq!(case.scores[0].get("Score"), Some("none"));
        assert_eq!(&PAGE[case.scores[0].span.clone()], "| item | inquiry | none |");
    }

    #[test]
    fn a_page_without_tables_says_what_it_lacks() {
        let Err(told) = read(&Source::named("case.md"), "Rules: california\n") else {
            panic!("there is no table")
        };
        assert_eq!(told.message, "the case has no table under `## Ratings`");
    }
}
