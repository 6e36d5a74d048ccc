//! Diagnostics as text for a terminal.

use std::{cmp::Ordering, fmt::Write};

use super::{Code, Diagnostic, Excerpt, Place, wording::on_one_line};
use crate::model::Source;

/// The order in which diagnostics are told: by place, then by weight.
pub fn order(left: &Diagnostic, right: &Diagnostic) -> Ordering {
    let by_severity = right.severity.cmp(&left.severity);
    by_severity.then_with(|| place_and_words(left).cmp(&place_and_words(right)))
}

fn place_and_words(told: &Diagnostic) -> (Option<&Source>, Option<&Place>, Code, &str) {
    let place = told.place.as_ref();
    (place.map(Place::source), place, told.code, &told.message)
}

/// One diagnostic, with the excerpt that shows its place.
pub fn render(diagnostic: &Diagnostic) -> String {
    let Diagnostic { code, message, help, .. } = diagnostic;
    let mut out = format!("{}[{code}]: {message}\n", diagnostic.severity.id());
    out.push_str(&render_place(diagnostic));
    if let Some(help) = help {
        // Writing to a `String` cannot fail.
        let _ =
            writeln!(out, "{:margin_width$} = help: {help}", "", margin_width = margin(diagnostic));
    }
    out
}

/// Its place alone, with the lines that show it; empty without a place.
pub fn render_place(diagnostic: &Diagnostic) -> String {
    let mut out = String::new();
    let margin_width = margin(diagnostic);
    // Writing to a `String` cannot fail.
    if let Some(place) = &diagnostic.place {
        let place = show(place, diagnostic.excerpt.as_ref());
        let _ = writeln!(out, "{:margin_width$}--> {place}", "");
    }
    if let Some(Excerpt { lines, marked }) = &diagnostic.excerpt {
        let _ = writeln!(out, "{:margin_width$} |", "");
        for (margin, line) in lines {
            let _ = writeln!(out, "{}", format!("{margin:>margin_width$} | {line}").trim_end());
        }
        let carets = "^".repeat(marked.len().max(1));
        let _ =
            writeln!(out, "{:margin_width$} | {:indent$}{carets}", "", "", indent = marked.start);
    }
    out
}

/// How wide the numbers of the lines are.
fn margin(diagnostic: &Diagnostic) -> usize {
    let lines = diagnostic.excerpt.iter().flat_map(|excerpt| &excerpt.lines);
    lines.map(|(margin, _)| margin.len()).max().unwrap_or(0)
}

/// Where it is, in a line.
pub fn place_in_words(diagnostic: &Diagnostic) -> Option<String> {
    diagnostic.place.as_ref().map(|place| show(place, diagnostic.excerpt.as_ref()))
}

/// A place as terminals and editors turn into a link.
fn show(place: &Place, excerpt: Option<&Excerpt>) -> String {
    let shown = match place {
        Place::File(source) => source.to_string(),
        Place::Sheet { source, sheet } => format!("{source} › {sheet}"),
        Place::Cell(cell) => cell.to_string(),
        Place::Text { source, .. } => {
            match excerpt.and_then(|excerpt| Some((excerpt.lines.last()?, &excerpt.marked))) {
                Some(((line, _), marked)) => format!("{source}:{line}:{}", marked.start + 1),
                None => source.to_string(),
            }
        }
    };
    on_one_line(&shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::{Code, nearest},
        model::{CellRef, Source},
    };

    #[test]
    fn a_cell_is_shown_in_its_row_under_its_heading() {
        let source = Source::named("fall-2024.xlsx");
        let cell = CellRef { source, sheet: "Ratings".into(), row: 16, column: 1 };
        let site = nearest("Oak Stret", ["Oak Street", "Harbor"]).unwrap();
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = [
            (0, row(["School year", "Site", "1.1 Greeting"])),
            (16, row(["2024-25", "Oak Stret", "3"])),
        ];
        let diagnostic = Diagnostic::error(Code::UnknownSite, "no site is called `Oak Stret`")
            .at(Place::Cell(cell))
            .showing(Excerpt::of_rows(&rows, 1))
            .help(format!("did you mean `{site}`?"));

        assert_eq!(
            render(&diagnostic),
            "\
error[T004]: no site is called `Oak Stret`
  --> fall-2024.xlsx › Ratings!B17
   |
   | A            B          C
 1 | School year  Site       1.1 Greeting
17 | 2024-25      Oak Stret  3
   |              ^^^^^^^^^
   = help: did you mean `Oak Street`?
"
        );
    }

    #[test]
    fn the_name_of_a_sheet_cannot_color_the_terminal() {
        let place = Place::Sheet {
            source: Source::named("fall\n2024.xlsx"),
            sheet: "\u{1b}[31mRatings\u{202e}".into(),
        };
        assert_eq!(
            render(&Diagnostic::note(Code::HiddenSheet, "the sheet is hidden").at(place)),
            "note[F006]: the sheet is hidden\n--> fall 2024.xlsx ›  [31mRatings \n"
        );
    }

    #[test]
    fn a_rule_is_shown_in_its_line() {
        let text = "[about]\nitems = [\"1.1\", \"1.22\"]\n";
        let span = 24..30;
        let diagnostic = Diagnostic::error(Code::UnknownId, "no item is called `1.22`")
            .at(Place::Text {
                source: Source::named("rules/a.toml"),
                start: span.start,
                end: span.end,
            })
            .showing(Excerpt::of_text(text, span));
        assert_eq!(
            render(&diagnostic),
            "\
error[R007]: no item is called `1.22`
 --> rules/a.toml:2:17
  |
2 | items = [\"1.1\", \"1.22\"]
  |                 ^^^^^^
"
        );
    }
}
