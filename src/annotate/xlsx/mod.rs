//! Workbooks of Excel since 2007: xlsx and xlsm.
//!
//! Of a sheet with marks, only its marked cells and the list of its comments change; the stylesheet
//! gets new entries at its ends. Every other part stays byte for byte.

mod comments;
mod drawing;
mod layout;
mod relations;
mod sheet;
mod styles;

use std::{collections::BTreeMap, sync::Arc};

use super::{
    mark::{Marks, address, said_elsewhere},
    package::Package,
    xml::{Unfit, walk},
};
use comments::Comments;
use drawing::Note;
use relations::Relations;
use styles::Styles;

const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const STYLES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// The boxes of comments that were there and are longer now, and of new ones.
struct Notes {
    old: Vec<Note>,
    new: Vec<Note>,
}

/// What the parts of a workbook have in common.
struct Workbook {
    /// Where new parts go, with a slash at its end.
    folder: String,
    /// The namespace of its sheets, and that of relations between its parts. There are two of
    /// each: one for workbooks as most programs write them, one for strict ones.
    namespace: String,
    relations: String,
    /// The part of each sheet, by its name.
    sheets: BTreeMap<String, String>,
    styles: String,
}

/// The workbook with its marks.
pub(super) fn annotated(bytes: &[u8], marks: BTreeMap<Arc<str>, Marks>) -> Result<Vec<u8>, Unfit> {
    let mut package = Package::open(bytes)?;
    let workbook = Workbook::read(&mut package)?;
    let mut stylesheet = package.text(&workbook.styles)?.ok_or(Unfit)?;
    if Styles::is_blank(&stylesheet) {
        stylesheet = Styles::blank(&workbook.namespace);
    }
    let mut styles = Styles::read(&stylesheet)?;
    for (name, marks) in marks {
        let part = workbook.sheets.get(&*name).ok_or(Unfit)?;
        annotate(&mut package, &workbook, part, marks, &mut styles)?;
    }
    let stylesheet = styles.finish()?;
    package.put(&workbook.styles, stylesheet);
    package.finish()
}

impl Workbook {
    fn read(package: &mut Package<'_>) -> Result<Workbook, Unfit> {
        let root = Relations::of(package, "")?;
        let book = root.of_kind("officeDocument").ok_or(Unfit)?.target.clone();
        let folder = book.rfind('/').map_or("", |slash| &book[..=slash]).to_owned();
        let text = package.text(&book)?.ok_or(Unfit)?;
        let mut parts = Relations::of(package, &book)?;

        let (mut namespace, mut relations, mut sheets) = (None, None, BTreeMap::new());
        walk(&text, |path, tag| {
            match path {
                [] if tag.opens() => namespace = tag.own_namespace(),
                [_, "sheets"] if tag.opens() && tag.local() == "sheet" => {
                    let id = tag.local_attribute("id").ok_or(Unfit)?;
                    let part = parts.with_id(&id).ok_or(Unfit)?;
                    relations = part.kind.rsplit_once('/').map(|(base, _)| base.to_owned());
                    let name = tag.attribute("name").unwrap_or_default();
                    sheets.entry(name).or_insert(part.target.clone());
                }
                _ => {}
            }
            Ok(())
        })?;
        let (namespace, relations) = (namespace.ok_or(Unfit)?, relations.ok_or(Unfit)?);
        let styles = match parts.of_kind("styles") {
            Some(styles) if package.has(&styles.target) => styles.target.clone(),
            _ => {
                let styles = format!("{folder}styles.xml");
                package.put(&styles, Styles::blank(&namespace));
                relations::declare(package, &styles, STYLES)?;
                parts.add(package, &format!("{relations}/styles"), &styles)?;
                styles
            }
        };
        Ok(Workbook { folder, namespace, relations, sheets, styles })
    }
}

/// Marks the cells of a sheet, and gives them their comments.
fn annotate(
    package: &mut Package<'_>,
    workbook: &Workbook,
    part: &str,
    mut marks: Marks,
    styles: &mut Styles<'_>,
) -> Result<(), Unfit> {
    let text = package.text(part)?.ok_or(Unfit)?;
    let mut related = Relations::of(package, part)?;
    let comments_part = related.of_kind("comments").map(|relation| relation.target.clone());
    let old = match &comments_part {
        Some(part) => Some(package.text(part)?.ok_or(Unfit)?),
        None => None,
    };
    let comments = old.as_deref().map(Comments::read).transpose()?;
    if let Some(comments) = &comments {
        said_elsewhere(&mut marks, |reference| comments.is_thread(reference));
    }

    let sheet = sheet::marked(&text, &marks, styles, &workbook.relations)?;
    let letters = |(row, column): (u32, u32)| {
        comments.as_ref().and_then(|known| known.letters(&address(row, column)))
    };
    let (old_notes, new_notes): (Vec<_>, Vec<_>) = marks
        .iter()
        .filter(|(_, mark)| mark.speaks())
        .map(|(&at, mark)| (letters(at), sheet.layout.note(at, &mark.text(), letters(at))))
        .partition(|(letters, _)| letters.is_some());
    let [old_notes, new_notes] =
        [old_notes, new_notes].map(|notes| notes.into_iter().map(|(_, note)| note).collect());
    let notes = Notes { old: old_notes, new: new_notes };
    if let (Some(part), Some(comments)) = (comments_part, comments) {
        package.put(&part, comments.extended(&marks)?);
    } else {
        let part = free(package, &workbook.folder, "comments", "xml");
        package.put(&part, comments::new(&marks, &workbook.namespace));
        relations::declare(package, &part, COMMENTS)?;
        related.add(package, &format!("{}/comments", workbook.relations), &part)?;
    }
    let drawing = draw(package, workbook, &mut related, sheet.drawing.as_deref(), &notes)?;
    let sheet = sheet.finish(&drawing, &workbook.relations)?;
    package.put(part, sheet);
    Ok(())
}

/// Draws the boxes of comments, and gives the relation to the drawing.
fn draw(
    package: &mut Package<'_>,
    workbook: &Workbook,
    related: &mut Relations,
    known: Option<&str>,
    notes: &Notes,
) -> Result<String, Unfit> {
    let block = free_block(package)?;
    if let Some(id) = known {
        let part = related.with_id(id).ok_or(Unfit)?.target.clone();
        let drawing = drawing::grown(&package.text(&part)?.ok_or(Unfit)?, &notes.old);
        let drawing = match &notes.new[..] {
            [] => drawing,
            new => drawing::extended(&drawing, new, block)?,
        };
        package.put(&part, drawing);
        return Ok(id.to_owned());
    }
    let part = free(package, &format!("{}drawings/", workbook.folder), "vmlDrawing", "vml");
    package.put(&part, drawing::new(&notes.new, block));
    relations::declare_ending(package, "vml", DRAWING)?;
    related.add(package, &format!("{}/vmlDrawing", workbook.relations), &part)
}

/// A block of shape numbers that no drawing of the workbook uses.
fn free_block(package: &mut Package<'_>) -> Result<u32, Unfit> {
    let mut last = 0;
    for name in package.names().into_iter().filter(|name| name.rsplit('.').next() == Some("vml")) {
        let drawing = package.text(&name).ok().flatten().unwrap_or_default();
        last = drawing::blocks(&drawing).into_iter().fold(last, u32::max);
    }
    let is_plausible = last < 1 << 20;
    if is_plausible { Ok(last + 1) } else { Err(Unfit) }
}

/// The first numbered name that no part has.
fn free(package: &Package<'_>, folder: &str, stem: &str, ending: &str) -> String {
    let names = (1_u32..).map(|number| format!("{folder}{stem}{number}.{ending}"));
    let mut free = names.filter(|name| !package.has(name));
    free.next().expect("a workbook does not have every number")
}
