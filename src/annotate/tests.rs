//! Files made by hand, as programs of every kind write them.

use std::io::{Cursor, Read, Write};

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::{
    diagnostic::{Code, Place},
    ingest,
    model::{CellRef, Source},
};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLES: &str = "<styleSheet><fonts><font/></fonts><fills><fill/><fill/></fills>\
                      <borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>\
                      <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"1\"/><xf numFmtId=\"2\"/></cellXfs>\
                      </styleSheet>";

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).expect(name).read_to_string(&mut text).unwrap();
    text
}

/// An xlsx with one sheet, named A, and more parts.
fn xlsx(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>\
             <Relationship Id=\"rId2\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns=\"{MAIN}\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets>\
         </workbook>"
    );
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels/.rels", relation("officeDocument", "/xl/workbook.xml")),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "/xl/worksheets/a.xml")),
        ("xl/worksheets/a.xml", sheet.to_owned()),
        ("xl/styles.xml", STYLES.to_owned()),
    ];
    parts.extend(more.iter().map(|(name, text)| (*name, (*text).to_owned())));
    zipped(&parts)
}

/// An ods with one sheet, named A.
fn ods(styles: &str, table: &str) -> Vec<u8> {
    let namespaces = ["office", "table", "text", "style"]
        .map(|name| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .concat();
    let content = format!(
        "<office:document-content{namespaces} \
         xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\">{styles}\
         <office:body><office:spreadsheet><table:table table:name=\"A\">{table}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        ("META-INF/manifest.xml", "<manifest:manifest/>".to_owned()),
        ("content.xml", content),
    ])
}

fn copy_of(bytes: &[u8], told: &[&Diagnostic]) -> Annotated {
    let read = |bytes: &[u8]| ingest::sheets(&Source::named("made"), bytes).value;
    annotated(bytes, told, read).unwrap()
}

/// A file with a warning at each of some cells of its sheet A; it must be changed in its place.
#[track_caller]
fn marked(bytes: &[u8], cells: &[&str]) -> Vec<u8> {
    let source = Source::named("made");
    let told: Vec<Diagnostic> = cells
        .iter()
        .map(|cell| {
            let (row, column) = mark::position(cell).unwrap();
            let cell = CellRef { source: source.clone(), sheet: "A".into(), row, column };
            Diagnostic::warning(Code::HalfPoint, "`2.5` is half").at(Place::Cell(cell))
        })
        .collect();
    let annotated = copy_of(bytes, &told.iter().collect::<Vec<_>>());
    assert_eq!(annotated.copy, Copied::Everything);
    annotated.bytes
}

/// The sheet with marks at some cells, without what stands around it.
#[track_caller]
fn marked_sheet(sheet: &str, cells: &[&str]) -> String {
    part(&marked(&xlsx(sheet, &[]), cells), "xl/worksheets/a.xml")
}

const DRAWING: &str = "<legacyDrawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/\
                       relationships\" r:id=\"rId2\"/>";

#[test]
fn cells_and_rows_that_are_not_there_are_made_in_their_order() {
    let sheet = "<worksheet><sheetData><row r=\"2\" spans=\"2:4\"><c r=\"B2\" s=\"1\"><v>1</v></c>\
                 <c r=\"D2\"><v>2</v></c></row><row r=\"5\"/></sheetData></worksheet>";
    assert_eq!(
        marked_sheet(sheet, &["A1", "A2", "C2", "D2", "E2", "A3", "B5", "A9"]),
        format!(
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"3\"/></row>\
             <row r=\"2\"><c r=\"A2\" s=\"3\"/><c r=\"B2\" s=\"1\"><v>1</v></c><c r=\"C2\" s=\"3\"/>\
             <c r=\"D2\" s=\"3\"><v>2</v></c><c r=\"E2\" s=\"3\"/></row>\
             <row r=\"3\"><c r=\"A3\" s=\"3\"/></row><row r=\"5\"><c r=\"B5\" s=\"3\"/></row>\
             <row r=\"9\"><c r=\"A9\" s=\"3\"/></row></sheetData>{DRAWING}</worksheet>"
        )
    );
}

#[test]
fn rows_and_cells_without_references_are_counted() {
    let sheet = "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c>\
                 <x:c><x:v>2</x:v></x:c></x:row><x:row><x:c><x:v>3</x:v></x:c></x:row></x:sheetData>\
                 </x:worksheet>";
    let made = marked_sheet(sheet, &["B1", "A2", "B2"]);
    assert!(made.contains("<x:c s=\"3\"><x:v>2</x:v></x:c></x:row>"), "{made}");
    assert!(
        made.contains("<x:c s=\"3\"><x:v>3</x:v></x:c><x:c r=\"B2\" s=\"3\"/></x:row>"),
        "{made}"
    );
    assert!(made.contains("</x:sheetData><x:legacyDrawing "), "{made}");
}

#[test]
fn a_new_cell_looks_as_its_row_or_column_does() {
    let sheet = "<worksheet><cols><col min=\"2\" max=\"3\" style=\"1\"/></cols><sheetData>\
                 <row r=\"1\" s=\"2\" customFormat=\"1\"/></sheetData></worksheet>";
    let book = marked(&xlsx(sheet, &[]), &["B1", "B2", "D2"]);
    let made = part(&book, "xl/worksheets/a.xml");
    let styles = part(&book, "xl/styles.xml");
    assert!(made.contains("<c r=\"B1\" s=\"3\"/>"), "{made}");
    assert!(made.contains("<c r=\"B2\" s=\"4\"/><c r=\"D2\" s=\"5\"/>"), "{made}");
    let new = "<xf numFmtId=\"2\" fillId=\"2\" applyFill=\"1\"/>\
               <xf numFmtId=\"1\" fillId=\"2\" applyFill=\"1\"/>\
               <xf numFmtId=\"0\" fillId=\"2\" applyFill=\"1\"/></cellXfs>";
    assert!(styles.contains(new), "{styles}");
}

#[test]
fn the_drawing_of_comments_stands_where_the_schema_has_it() {
    let before = "<pageMargins/><drawing/>";
    let after = "<picture/><tableParts/><extLst/>";
    let plain = format!("<worksheet><sheetData/>{before}{after}</worksheet>");
    let made = marked_sheet(&plain, &["A1"]);
    assert!(made.contains(&format!("{before}{DRAWING}{after}")), "{made}");

    let controls = "<mc:AlternateContent><mc:Choice><controls/></mc:Choice></mc:AlternateContent>";
    let made = marked_sheet(&plain.replace("<picture/>", controls), &["A1"]);
    assert!(made.contains(&format!("{before}{DRAWING}{controls}")), "{made}");

    let drawing = "<mc:AlternateContent><mc:Choice><drawing/></mc:Choice></mc:AlternateContent>";
    let made = marked_sheet(&plain.replace("<drawing/>", drawing), &["A1"]);
    assert!(made.contains(&format!("{drawing}{DRAWING}<picture/>")), "{made}");
}

#[test]
fn the_size_that_a_sheet_declares_grows_with_it() {
    let sheet = "<worksheet><dimension ref=\"B2:C3\"/><sheetData/></worksheet>";
    assert!(marked_sheet(sheet, &["B2"]).contains("<dimension ref=\"B2:C3\"/>"));
    assert!(marked_sheet(sheet, &["A1", "D2"]).contains("<dimension ref=\"A1:D3\"/>"));
}

#[test]
fn new_parts_are_declared_and_related() {
    let book = marked(&xlsx("<worksheet><sheetData/></worksheet>", &[]), &["A1"]);
    let types = part(&book, "[Content_Types].xml");
    assert!(types.contains("<Override PartName=\"/xl/comments1.xml\""), "{types}");
    assert!(types.contains("<Default Extension=\"vml\""), "{types}");
    let relations = part(&book, "xl/worksheets/_rels/a.xml.rels");
    assert!(relations.contains("Target=\"/xl/comments1.xml\""), "{relations}");
    assert!(relations.contains("Target=\"/xl/drawings/vmlDrawing1.vml\""), "{relations}");
    let comments = part(&book, "xl/comments1.xml");
    assert!(comments.contains("<comment ref=\"A1\" authorId=\"0\">"), "{comments}");
    assert!(comments.contains("&#8220;2.5&#8221; is half."), "{comments}");
}

#[test]
fn a_thread_of_comments_is_left_alone_and_the_first_cell_speaks_for_its() {
    let relations = format!(
        "<Relationships><Relationship Id=\"rId7\" Type=\"{OFFICE}/comments\" \
         Target=\"../comments7.xml\"/></Relationships>"
    );
    let thread =
        "<comment ref=\"B2\" authorId=\"0\"><text><t>[Threaded comment]</t></text></comment>";
    let comments = format!(
        "<comments><authors><author>tc={{0}}</author></authors><commentList>{thread}</commentList>\
         </comments>"
    );
    let more = [
        ("xl/worksheets/_rels/a.xml.rels", relations.as_str()),
        ("xl/comments7.xml", comments.as_str()),
    ];
    let book = marked(&xlsx("<worksheet><sheetData/></worksheet>", &more), &["B2"]);
    let comments = part(&book, "xl/comments7.xml");
    assert!(comments.contains(&format!("<commentList>{thread}<comment ref=\"A1\"")), "{comments}");
    assert!(comments.contains("About cell B2: "), "{comments}");
    assert!(part(&book, "xl/worksheets/a.xml").contains("<c r=\"B2\" s=\"3\"/>"));
}

#[test]
fn a_workbook_without_styles_gets_them() {
    let book = xlsx("<worksheet><sheetData/></worksheet>", &[]);
    let without: Vec<(&str, String)> = ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"]
        .into_iter()
        .chain(["xl/_rels/workbook.xml.rels", "xl/worksheets/a.xml"])
        .map(|name| (name, part(&book, name)))
        .collect();
    let book = marked(&zipped(&without), &["A1"]);
    assert!(part(&book, "xl/styles.xml").contains("<cellXfs count=\"2\">"));
    assert!(part(&book, "xl/worksheets/a.xml").contains("<c r=\"A1\" s=\"1\"/>"));
}

#[test]
fn a_cell_that_is_hidden_under_a_merge_is_marked_where_people_see_it() {
    let sheet =
        "<worksheet><sheetData/><mergeCells><mergeCell ref=\"B2:C3\"/></mergeCells></worksheet>";
    let book = marked(&xlsx(sheet, &[]), &["C3"]);
    assert!(part(&book, "xl/worksheets/a.xml").contains("<c r=\"B2\" s=\"3\"/>"));
    assert!(part(&book, "xl/comments1.xml").contains("About cell C3: "));
}

#[test]
fn rows_out_of_order_end_in_a_copy_of_the_values() {
    let sheet = "<worksheet><sheetData><row r=\"5\"><c r=\"A5\"><v>1</v></c></row>\
                 <row r=\"2\"><c r=\"A2\"><v>1</v></c></row></sheetData></worksheet>";
    let source = Source::named("made");
    let cell = CellRef { source: source.clone(), sheet: "A".into(), row: 2, column: 0 };
    let told = Diagnostic::error(Code::HalfPoint, "half").at(Place::Cell(cell));
    let copy = copy_of(&xlsx(sheet, &[]), &[&told]);
    assert_eq!(copy.copy, Copied::Values);
    assert_eq!(ingest::sheets(&source, &copy.bytes).value[0].rows.len(), 5);
}

#[test]
fn a_sheet_and_a_file_speak_at_their_first_cell() {
    let source = Source::named("made");
    let sheet = Place::Sheet { source: source.clone(), sheet: "A".into() };
    let told = [
        Diagnostic::warning(Code::FewRaters, "few people").at(sheet),
        Diagnostic::error(Code::SameFileTwice, "twice").at(Place::File(source.clone())),
    ];
    let book = xlsx("<worksheet><sheetData/></worksheet>", &[]);
    let copy = copy_of(&book, &[&told[0], &told[1]]);
    assert_eq!(copy.cells, 1);
    let comments = part(&copy.bytes, "xl/comments1.xml");
    assert!(comments.contains("About this sheet: Few people."), "{comments}");
    assert!(comments.contains("About this file: Twice."), "{comments}");
}

const FILLED: &str = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>";

#[test]
fn repeated_cells_and_rows_are_taken_apart_around_a_marked_one() {
    let table = format!(
        "<table:table-column/><table:table-row table:number-rows-repeated=\"3\">{FILLED}\
         <table:table-cell table:style-name=\"ce1\" table:number-columns-repeated=\"4\"/>\
         </table:table-row>"
    );
    let made = part(&marked(&ods("", &table), &["C2", "G2", "A5"]), "content.xml");
    let whole = format!(
        "<table:table-row>{FILLED}<table:table-cell table:style-name=\"ce1\" \
         table:number-columns-repeated=\"4\"></table:table-cell></table:table-row>"
    );
    let note = "<office:annotation office:display=\"false\"><dc:creator \
                xmlns:dc=\"http://purl.org/dc/elements/1.1/\">cqi</dc:creator>\
                <text:p>To look at (T013)</text:p><text:p>&#8220;2.5&#8221; is half.</text:p>\
                </office:annotation>";
    let marked_row = format!(
        "<table:table-row>{FILLED}<table:table-cell table:style-name=\"ce1\"></table:table-cell>\
         <table:table-cell table:style-name=\"cqi1\">{note}</table:table-cell>\
         <table:table-cell table:style-name=\"ce1\" table:number-columns-repeated=\"2\">\
         </table:table-cell><table:table-cell table:number-columns-repeated=\"1\"/>\
         <table:table-cell table:style-name=\"cqi2\">{note}</table:table-cell></table:table-row>"
    );
    let plain = whole.replace("\"4\"></table:table-cell>", "\"4\"/>");
    let gap =
        "<table:table-row table:number-rows-repeated=\"1\"><table:table-cell/></table:table-row>";
    let last = format!(
        "<table:table-row><table:table-cell table:style-name=\"cqi2\">{note}</table:table-cell>\
         </table:table-row>"
    );
    let rows = format!("<table:table-column/>{plain}{marked_row}{plain}{gap}{last}</table:table>");
    assert!(made.contains(&rows), "{made}");
}

#[test]
fn a_marked_style_of_an_ods_keeps_all_but_its_background() {
    let styles = "<office:automatic-styles><style:style style:name=\"ce1\" style:family=\"table-cell\" \
                  style:data-style-name=\"N84\"><style:table-cell-properties fo:border=\"thin\" \
                  fo:background-color=\"#00ff00\"/><style:text-properties fo:font-weight=\"bold\"/>\
                  </style:style></office:automatic-styles>";
    let table = "<table:table-column table:default-cell-style-name=\"ce1\"/>\
                 <table:table-column table:default-cell-style-name=\"Good\"/>\
                 <table:table-row><table:table-cell table:number-columns-repeated=\"2\"/></table:table-row>";
    let made = part(&marked(&ods(styles, table), &["A1", "B1"]), "content.xml");
    let new = "<style:style style:name=\"cqi1\" style:family=\"table-cell\" \
               style:data-style-name=\"N84\"><style:table-cell-properties fo:border=\"thin\" \
               fo:background-color=\"#fff2b8\"/><style:text-properties fo:font-weight=\"bold\"/>\
               </style:style><style:style style:name=\"cqi2\" style:family=\"table-cell\" \
               style:parent-style-name=\"Good\"><style:table-cell-properties \
               fo:background-color=\"#fff2b8\"/></style:style></office:automatic-styles>";
    assert!(made.contains(new), "{made}");
}

#[test]
fn a_comment_of_an_ods_is_kept_and_ours_follows() {
    let own =
        "<office:annotation><dc:creator>Dana</dc:creator><text:p>Mine</text:p></office:annotation>";
    let table = format!(
        "<table:table-row><table:table-cell office:value-type=\"string\">{own}<text:p>x</text:p>\
         </table:table-cell></table:table-row>"
    );
    let made = part(&marked(&ods("", &table), &["A1"]), "content.xml");
    let both = "<text:p>Mine</text:p><text:p></text:p>\
                <text:p>cqi: To look at (T013)</text:p>";
    assert!(made.contains(both), "{made}");
    assert!(made.contains("</office:annotation><text:p>x</text:p></table:table-cell>"), "{made}");
}
