//! Diagnostics on a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::diagnostic::{Diagnostic, Severity, count, render};

/// How many of a kind are shown in full; the rest is counted.
const SHOWN_OF_A_CODE: usize = 5;

/// Which diagnostics are shown in full.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Detail {
    /// Errors and warnings, some of each code; notes are counted.
    Summary,
    /// Every one.
    Full,
}

/// Shows diagnostics, and counts them in a sentence.
pub(super) fn diagnostics(
    told: &[Diagnostic],
    detail: Detail,
    err: &mut dyn Write,
) -> io::Result<()> {
    shown(told, detail, err)?;
    if told.is_empty() { Ok(()) } else { writeln!(err, "{}", summary(told)) }
}

/// Shows errors and warnings, some of each code.
pub(super) fn some(told: &[Diagnostic], err: &mut dyn Write) -> io::Result<()> {
    shown(told, Detail::Summary, err)
}

fn shown(told: &[Diagnostic], detail: Detail, err: &mut dyn Write) -> io::Result<()> {
    let mut of_code = std::collections::BTreeMap::new();
    for diagnostic in told {
        let shown: &mut usize = of_code.entry(diagnostic.code).or_default();
        *shown += 1;
        let in_full = match detail {
            Detail::Full => true,
            Detail::Summary => diagnostic.severity != Severity::Note && *shown <= SHOWN_OF_A_CODE,
        };
        if in_full {
            writeln!(err, "{}", painted(diagnostic))?;
        }
    }
    Ok(())
}

/// `2 things to put right first, 3 to look at, 12 notes`.
pub(super) fn summary(told: &[Diagnostic]) -> String {
    let of = |severity| told.iter().filter(|told| told.severity == severity).count();
    let (errors, warnings, notes) =
        (of(Severity::Error), of(Severity::Warning), of(Severity::Note));
    let mut parts = Vec::new();
    if 0 < errors {
        parts.push(format!("{} to put right first", count(errors, "thing")));
    }
    if 0 < warnings {
        parts.push(format!("{} to look at", count(warnings, "thing")));
    }
    if 0 < notes {
        parts.push(count(notes, "note"));
    }
    parts.join(", ")
}

/// The diagnostic with its severity in color.
fn painted(diagnostic: &Diagnostic) -> String {
    let plain = render(diagnostic);
    let color = match diagnostic.severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    };
    let style = Style::new().fg_color(Some(color.into())).bold();
    match plain.split_once(": ") {
        Some((head, rest)) => format!("{style}{head}{style:#}: {rest}"),
        None => plain,
    }
}
