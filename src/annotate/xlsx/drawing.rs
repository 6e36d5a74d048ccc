//! The boxes in which comments are shown: a drawing in VML (ECMA-376 part 4, 19).
//!
//! Drawings that are there are not always sound XML, so they are only ever added to.

use std::fmt::Write;

use regex::Regex;

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
    let blocks: Vec<String> = (first_block..past).map(|block| block.to_string()).collect();
    let mut drawing = "<xml".to_owned();
    for (prefix, name) in NAMESPACES {
        let _ = write!(drawing, " xmlns:{prefix}=\"{name}\"");
    }
    let _ = write!(
        drawing,
        "><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{}\"/></o:shapelayout>\
         {SHAPE_TYPE}",
        blocks.join(",")
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

/// The list of blocks with more of them; a drawing without such a list stays as it is.
fn with_blocks(drawing: &str, new: std::ops::Range<u32>) -> String {
    let list = pattern(r#"(<\w+:idmap\b[^>]*?\bdata\s*=\s*["'][0-9, ]*)(["'])"#);
    let more: String = new.map(|block| format!(",{block}")).collect();
    list.replace(drawing, format!("${{1}}{more}${{2}}")).into_owned()
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
    let anchor: Vec<String> = note.anchor.iter().map(u32::to_string).collect();
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
        anchor.join(", "),
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
}
