//! How numbers are shown: as numbers or as dates.

use std::{borrow::Cow, collections::BTreeMap};

use crate::ingest::tags::{Kind, Tags, resolved};

/// How numbers of a style are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shown {
    AsNumbers,
    AsDates,
    /// It takes more than a look to tell.
    Unclear,
}

/// How numbers are shown in each style that cells have.
pub(super) fn of_styles(xml: &str) -> Option<Vec<Shown>> {
    let mut tags = Tags::of(xml)?;
    let mut own: BTreeMap<&str, Cow<'_, str>> = BTreeMap::new();
    let mut formats = Vec::new();
    loop {
        let tag = tags.next()?;
        match (tag.name, tag.kind) {
            ("numFmts", Kind::Opening) => own.extend(own_formats(&mut tags)?),
            ("cellXfs", Kind::Opening) => formats.extend(of_cells(&mut tags, &own)?),
            ("styleSheet", Kind::Closing) => return Some(formats),
            _ => {}
        }
    }
}

/// The formats that the workbook has of its own, by id.
fn own_formats<'t>(tags: &mut Tags<'t>) -> Option<Vec<(&'t str, Cow<'t, str>)>> {
    let mut own = Vec::new();
    loop {
        let tag = tags.next()?;
        match (tag.name, tag.kind) {
            ("numFmt", Kind::Opening | Kind::Empty) => {
                let id = tag.attribute("numFmtId")?;
                if let (Some(id), Some(code)) = (id, tag.attribute("formatCode")?) {
                    own.push((id, resolved(code)?));
                }
            }
            ("numFmts", Kind::Closing) => return Some(own),
            _ => {}
        }
    }
}

fn of_cells(tags: &mut Tags<'_>, own: &BTreeMap<&str, Cow<'_, str>>) -> Option<Vec<Shown>> {
    let mut formats = Vec::new();
    loop {
        let tag = tags.next()?;
        match (tag.name, tag.kind) {
            ("xf", Kind::Opening | Kind::Empty) => {
                let id = tag.attribute("numFmtId")?;
                formats.push(id.map_or(Shown::AsNumbers, |id| match own.get(id) {
                    Some(code) => of_code(code),
                    None => of_id(id),
                }));
            }
            ("cellXfs", Kind::Closing) => return Some(formats),
            _ => {}
        }
    }
}

/// The formats that all workbooks have (ECMA-376, 18.8.30).
fn of_id(id: &str) -> Shown {
    match id.parse::<u32>() {
        Ok(14..=22 | 27..=36 | 45 | 47 | 50..=58) => Shown::AsDates,
        Ok(46) | Err(_) => Shown::Unclear,
        Ok(_) => Shown::AsNumbers,
    }
}

/// A code such as `m/d/yyyy`, `[$-409]d-mmm-yy` or `0.00`.
fn of_code(code: &str) -> Shown {
    let is_of_date = |letter: char| "dmyhsDMYHS".contains(letter);
    let is_of_number = |letter: char| "0123456789#?.,% -+()$@".contains(letter);
    if without_language(code).starts_with(is_of_date) {
        Shown::AsDates
    } else if code == "General" || code.chars().all(is_of_number) {
        Shown::AsNumbers
    } else {
        Shown::Unclear
    }
}

fn without_language(code: &str) -> &str {
    let language = code.strip_prefix("[$-").and_then(|code| code.split_once(']'));
    match language {
        Some((id, code)) if id.chars().all(|letter| letter.is_ascii_hexdigit()) => code,
        _ => code,
    }
}
