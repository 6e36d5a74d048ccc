//! The boxes in which comments are shown: a drawing in VML (ECMA-376 part 4, 19).
//!
//! Drawings that are there are not always sound XML, so they are only ever added to.

use std::{fmt::Write, ops::Range};

use regex::{Captures, Regex};

use super::super::xml::Unfit;

/// Numbers of shapes come in blocks of this size, and a drawing lists its blocks.
const BLOCK: u32 = 1_024;

/// Where the box of a comment stands, and for which cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Note {
    pub(super) row: u32,
    pub(super) column: u32,
    /// Left column and offset in pixels, top row and offset, right column, bottom row.
    pub(super) anchor: [u32; 8],
}

/// The names of elements and attributes that our shapes use, with their prefixes.
const NAMESPACES: [(&str, &str); 3] = [
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
];

const SHAPE_TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
                          path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
                          <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// The blocks of shape numbers that a drawing uses.
pub(super) fn blocks(drawing: &str) -> Vec<u32> {
    let list = pattern(r#"<\w+:idmap\b[^>]*?\bdata\s*=\s*["']([0-9, ]*)["']"#);
    let listed = list.captures_iter(drawing).flat_map(|found| {
        let numbers = found.get(1).map_or("", |list| list.as_str()).split(',');
        numbers.filter_map(|number| number.trim().parse().ok()).collect::<Vec<u32>>()
    });
    let used = shape_numbers(drawing).into_iter().map(|number| number / BLOCK);
    listed.chain(used).collect()
}

/// A new drawing, whose blocks begin at one that no other drawing uses.
pub(super) fn new(notes: &[Note], first_block: u32) -> String {
    let past = first_block + u32::try_from(notes.len()).unwrap_or(u32::MAX).div_ceil(BLOCK - 1);
    let mut drawing = "<xml".to_owned();
    for (prefix, name) in NAMESPACES {
        let _ = write!(drawing, " xmlns:{prefix}=\"{name}\"");
    }
    let _ = write!(
        drawing,
        "><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{}\"/></o:shapelayout>\
         {SHAPE_TYPE}",
        listed_blocks(first_block..past)
    );
    for (number, note) in numbers_from(first_block * BLOCK + 1).zip(notes) {
        drawing.push_str(&shape(number, note, ""));
    }
    drawing.push_str("</xml>");
    drawing
}

/// A drawing with more boxes. `free_block` is used by no drawing.
pub(super) fn extended(drawing: &str, notes: &[Note], free_block: u32) -> Result<String, Unfit> {
    let end = drawing.rfind("</xml>").ok_or(Unfit)?;
    let root = drawing.find("<xml").ok_or(Unfit)?;
    let root_end = root + drawing[root..].find('>').ok_or(Unfit)?;
    let declared = |name: &str| drawing[root..root_end].contains(name);
    let missing: String = NAMESPACES
        .iter()
        .map(|(prefix, name)| (format!(" xmlns:{prefix}=\"{name}\""), prefix, name))
        .filter(|(_, prefix, name)| {
            !declared(&format!("xmlns:{prefix}=\"{name}\""))
                && !declared(&format!("xmlns:{prefix}='{name}'"))
        })
        .map(|(declaration, ..)| declaration)
        .collect();

    let mut shapes = String::new();
    if !drawing.contains("id=\"_x0000_t202\"") {
        shapes.push_str(&SHAPE_TYPE.replacen("<v:shapetype", &format!("<v:shapetype{missing}"), 1));
    }
    for (number, note) in numbers_from(free_block * BLOCK + 1).zip(notes) {
        shapes.push_str(&shape(number, note, &missing));
    }
    let past = free_block + u32::try_from(notes.len()).unwrap_or(u32::MAX).div_ceil(BLOCK - 1);
    let head = with_blocks(&drawing[..end], free_block..past);
    Ok(format!("{head}{shapes}{}", &drawing[end..]))
}

/// A drawing in which the boxes of some comments are at least as large as their notes say.
pub(super) fn grown(drawing: &str, notes: &[Note]) -> String {
    let boxes = pattern(r#"(?s)<\w+:ClientData\b[^>]*"Note".*?</\w+:ClientData>"#);
    let number = |of: &str, text: &str| {
        let found = pattern(&format!(r"<\w+:{of}>\s*([0-9]{{1,9}})\s*<")).captures(text)?;
        found.get(1)?.as_str().parse::<u32>().ok()
    };
    let grow = |found: &Captures<'_>| {
        let text = &found[0];
        let cell = (number("Row", text), number("Column", text));
        let note = notes.iter().find(|note| (Some(note.row), Some(note.column)) == cell);
        note.map_or_else(|| text.to_owned(), |note| with_anchor(text, note))
    };
    boxes.replace_all(drawing, grow).into_owned()
}

/// What a program keeps about a comment, with its box as large as the note. It stays where it is.
fn with_anchor(about: &str, note: &Note) -> String {
    let anchor = pattern(r"(<\w+:Anchor>)([0-9,\s]*)(</\w+:Anchor>)");
    let Some(found) = anchor.captures(about) else {
        let names = pattern(r"<(\w+):AutoFill");
        let place = names.captures(about).and_then(|name| Some((name.get(0)?.start(), name)));
        let Some((place, name)) = place else { return about.to_owned() };
        let (head, tail) = about.split_at(place);
        return format!("{head}<{0}:Anchor>{1}</{0}:Anchor>{tail}", &name[1], listed(note.anchor));
    };
    let known: Vec<u32> = found[2].split(',').filter_map(|n| n.trim().parse().ok()).collect();
    let Ok(mut known) = <[u32; 8]>::try_from(known) else { return about.to_owned() };
    let [left, _, top, _, right, _, bottom, _] = note.anchor;
    known[4] = known[4].max(known[0].saturating_add(right - left));
    known[6] = known[6].max(known[2].saturating_add(bottom - top));
    anchor.replace(about, format!("${{1}}{}${{3}}", listed(known))).into_owned()
}

fn listed(anchor: [u32; 8]) -> String {
    anchor.map(|number| number.to_string()).join(", ")
}

/// The list of blocks with more of them; a drawing without such a list stays as it is.
fn with_blocks(drawing: &str, new: Range<u32>) -> String {
    let list = pattern(r#"(<\w+:idmap\b[^>]*?\bdata\s*=\s*["'][0-9, ]*)(["'])"#);
    let more = listed_blocks(new);
    list.replace(drawing, format!("${{1}},{more}${{2}}")).into_owned()
}

fn listed_blocks(blocks: Range<u32>) -> String {
    blocks.map(|block| block.to_string()).collect::<Vec<_>>().join(",")
}

/// Numbers of shapes; the first of each block stays free.
fn numbers_from(first: u32) -> impl Iterator<Item = u32> {
    (first..).filter(|number| !number.is_multiple_of(BLOCK))
}

fn shape_numbers(drawing: &str) -> Vec<u32> {
    let numbers = pattern(r"_x0000_s([0-9]{1,9})\b");
    let found = numbers.captures_iter(drawing);
    found.filter_map(|found| found.get(1)?.as_str().parse().ok()).collect()
}

fn shape(number: u32, note: &Note, namespaces: &str) -> String {
    format!(
        "<v:shape{namespaces} id=\"_x0000_s{number}\" type=\"#_x0000_t202\" \
         style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:80pt;\
         z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\">\
         <v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>\
         <v:path o:connecttype=\"none\"/>\
         <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
         <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
         <x:Anchor>{}</x:Anchor><x:AutoFill>False</x:AutoFill>\
         <x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>",
        listed(note.anchor),
        note.row,
        note.column
    )
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is a constant of this file")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTE: Note = Note { row: 4, column: 1, anchor: [2, 15, 3, 10, 5, 15, 8, 10] };

    #[test]
    fn shapes_have_numbers_of_blocks_that_the_drawing_lists() {
        let many = vec![NOTE; 1_500];
        let drawing = new(&many, 3);
        assert!(drawing.contains("data=\"3,4\""), "{}", &drawing[..400]);
        let numbers = shape_numbers(&drawing);
        assert_eq!((numbers[0], numbers[1_022], numbers[1_023]), (3_073, 4_095, 4_097));
        assert_eq!(numbers.len(), 1_500);
    }

    #[test]
    fn a_drawing_that_is_no_sound_xml_is_added_to() {
        let old = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\"\r\n \
                   xmlns:o=\"urn:schemas-microsoft-com:office:office\">\
                   <o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout>\
                   <v:shape id=\"_x0000_s1027\"><v:textbox>one<br>two</v:textbox></v:shape></xml>\r\n";
        assert_eq!(blocks(old), [1, 1]);
        let drawing = extended(old, &[NOTE], 2).unwrap();
        assert!(drawing.starts_with(&old[..80]));
        assert!(drawing.contains("data=\"1,2\""), "{drawing}");
        assert!(drawing.contains("one<br>two</v:textbox></v:shape><v:shapetype xmlns:x="));
        assert!(drawing.contains("id=\"_x0000_s2049\""), "{drawing}");
        assert!(drawing.contains("<x:Row>4</x:Row><x:Column>1</x:Column>"), "{drawing}");
        assert!(drawing.ends_with("</xml>\r\n"));
    }

    #[test]
    fn the_box_of_a_longer_comment_grows_where_it_stands() {
        let about = |cell: &str, anchor: &str| {
            format!("<x:ClientData ObjectType=\"Note\">{anchor}<x:AutoFill/>{cell}</x:ClientData>")
        };
        let cell = "<x:Row>4</x:Row><x:Column>1</x:Column>";
        let small = about(cell, "<x:Anchor>\n 9, 1, 30, 2, 11, 3, 31, 4</x:Anchor>");
        let large = about(cell, "<x:Anchor>9, 1, 30, 2, 12, 3, 35, 4</x:Anchor>");
        assert_eq!(grown(&small, &[NOTE]), large);
        let other = about("<x:Row>4</x:Row><x:Column>2</x:Column>", "<x:Anchor>1</x:Anchor>");
        assert_eq!(grown(&other, &[NOTE]), other);
        let placed = about(cell, "<x:Anchor>2, 15, 3, 10, 5, 15, 8, 10</x:Anchor>");
        assert_eq!(grown(&about(cell, ""), &[NOTE]), placed);
    }
}
