//! What is plain is read as calamine reads it, and what is not is left to it.

#![expect(clippy::disallowed_methods, reason = "workbooks lie on disk")]

use std::{fs, path::Path};

use rust_xlsxwriter::{Color, ExcelDateTime, Format, Formula, Workbook};
use walkdir::WalkDir;

use super::*;
use crate::ingest::{Cell, tests::made::xlsx as workbook, xlsx::by_calamine};

fn plain(bytes: &[u8]) -> Option<Checked<Vec<Sheet>>> {
    super::read(&source(), &mut Package::open(bytes).ok()?)
}

fn source() -> Source {
    Source::named("a.xlsx")
}

/// Whether it is plain. If so, both readers must give the same.
#[track_caller]
fn is_plain(name: &str, bytes: &[u8]) -> bool {
    let Some(read) = plain(bytes) else { return false };
    let package = Package::open(bytes).ok().unwrap();
    let by_calamine = by_calamine(&source(), bytes, package).ok();
    assert_eq!(Some(read), by_calamine, "{name}");
    true
}

#[test]
fn workbooks_are_read_as_calamine_reads_them() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let (mut plain, mut others) = (Vec::new(), Vec::new());
    for entry in WalkDir::new(&fixtures).follow_links(true) {
        // One of the fixtures is a link that leads nowhere.
        let Ok(path) = entry.map(walkdir::DirEntry::into_path) else { continue };
        if path.extension().is_some_and(|ending| ending == "xlsx") {
            let name = path.strip_prefix(&fixtures).unwrap().display().to_string();
            let is_plain = is_plain(&name, &fs::read(&path).unwrap());
            if is_plain { plain.push(name) } else { others.push(name) }
        }
    }
    let is_filled_in = |name: &String| {
        let folders = ["small-network/", "bench-network/", "shapes/", "template/"];
        folders.iter().any(|folder| name.starts_with(folder))
    };
    let odd: Vec<&String> = others.iter().filter(|name| is_filled_in(name)).collect();
    assert!(odd.is_empty(), "{odd:?} take calamine");
    assert!(20 < plain.len(), "{plain:?} are plain");
}

#[test]
fn cells_of_every_kind_are_plain() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Größe & <Maß>").unwrap();
    let day = ExcelDateTime::from_ymd(2024, 10, 15).unwrap();
    let date = |code: &str| Format::new().set_num_format(code);
    sheet.write(0, 0, "a \"b\" & <c> 'd'").unwrap();
    sheet.write(1, 1, "  spaces around  ").unwrap();
    sheet.write(2, 0, "two\nlines").unwrap();
    sheet.write(3, 0, -2.5).unwrap().write(3, 1, 1e-9).unwrap().write(3, 2, 1e21).unwrap();
    sheet.write(4, 0, true).unwrap().write(4, 1, false).unwrap();
    for (column, code) in (0..).zip(["m/d/yyyy", "yyyy-mm-dd", "[$-409]d-mmm-yy", "hh:mm"]) {
        sheet.write_with_format(5, column, &day, &date(code)).unwrap();
    }
    sheet.write_with_format(6, 0, 0.85, &date("0.0%")).unwrap();
    sheet.write_formula(7, 0, Formula::new("1+1").set_result("2")).unwrap();
    sheet.write_formula(7, 1, Formula::new("\"a\"&\"b\"").set_result("ab")).unwrap();
    sheet.write_formula(7, 2, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    sheet.merge_range(8, 0, 9, 2, "merged", &Format::new()).unwrap();
    sheet.write_blank(10, 0, &Format::new().set_background_color(Color::Red)).unwrap();
    let (bold, slim) = (Format::new().set_bold(), Format::new());
    sheet.write_rich_string(11, 0, &[(&bold, "bold "), (&slim, " and slim")]).unwrap();
    sheet.write(50, 30, "far").unwrap();
    book.add_worksheet().set_hidden(true).write(0, 0, 3).unwrap();
    book.add_worksheet();
    assert!(is_plain("every kind", &book.save_to_buffer().unwrap()));
}

#[test]
fn what_stands_in_a_sheet_may_be_written_in_several_ways() {
    let plain = [
        "<sheetData/>",
        "<sheetData></sheetData>",
        "<dimension ref=\"A1:B2\"/><sheetData><row/><row><c><v>1</v></c><c/><c><v>2</v></c></row>\
         <row r=\"9\"><c r=\"C9\"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>\
         </sheetData>",
        "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>45580</v></c>\
         <c r=\"B1\" s=\"7\"><v>45580</v></c><c r=\"C1\" t=\"n\"><v>1.5E-3</v></c></row></sheetData>",
        "<sheetData><row><c t=\"inlineStr\"><is><t>in &amp; line</t></is></c>\
         <c t=\"inlineStr\"><is><t xml:space=\"preserve\"> a</t><r><rPr><b/></rPr><t>b </t></r>\
         </is></c><c t=\"str\"><v>text</v></c><c t=\"str\"><v></v></c><c t=\"b\"><v>1</v></c>\
         <c><v/></c><c t=\"e\"><v>#REF!</v></c></row></sheetData>",
        "<sheetData><row><c r=\"b3\"><f>A1</f><v>2</v></c><c><f t=\"shared\" si=\"0\"/><v>3</v></c>\
         </row></sheetData><mergeCells count=\"2\"><mergeCell ref=\"A1:B2\"/>\
         <mergeCell ref=\"C1\"/></mergeCells>",
        "\n  <sheetData>\n  <row r=\"1\" spans=\"1:2\">\n <c r=\"A1\">\n<v>1</v>\n</c>\n</row>\n \
         </sheetData>\n",
    ];
    for sheet in plain {
        assert!(is_plain(sheet, &workbook("", &[sheet])), "{sheet}");
    }
    let by_1904 = workbook("<workbookPr date1904=\"1\"/>", &[plain[3]]);
    assert!(is_plain("1904", &by_1904));
    let read = plain_cells(&by_1904);
    assert!(matches!(&read[0][0], Cell::Date(day) if day.to_string() == "2028-10-16 00:00:00"));
}

fn plain_cells(bytes: &[u8]) -> Vec<Vec<Cell>> {
    plain(bytes).unwrap().value.remove(0).rows
}

#[test]
fn what_takes_care_is_left_to_calamine() {
    let odd = [
        "",
        "<sheetData>",
        "<sheetData><!-- note --></sheetData>",
        "<sheetData><row><c><v>1</v></c>",
        "<sheetData><row><c r='A1'><v>1</v></c></row></sheetData>",
        "<sheetData><row><c r=\"A0\"><v>1</v></c></row></sheetData>",
        "<sheetData><row><c r=\"ZZZZ1\"><v>1</v></c></row></sheetData>",
        "<sheetData><row r=\"x\"><c><v>1</v></c></row></sheetData>",
        "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>",
        "<sheetData><row><c t=\"d\"><v>2024-10-15</v></c></row></sheetData>",
        "<sheetData><row><c t=\"e\"><v>#SPILL!</v></c></row></sheetData>",
        "<sheetData><row><c><v>three</v></c></row></sheetData>",
        "<sheetData><row><c><v>+3</v></c></row></sheetData>",
        "<sheetData><row><c t=\"b\"><v>2</v></c></row></sheetData>",
        "<sheetData><row><c><f>A1</f></c></row></sheetData>",
        "<sheetData><row><c><f>A1</f><v></v></c></row></sheetData>",
        "<sheetData><row><c t=\"inlineStr\"><is><t>a&#10;b</t></is></c></row></sheetData>",
        "<sheetData><row><c t=\"inlineStr\"><is><t>a_x000D_b</t></is></c></row></sheetData>",
        "<sheetData><row><c t=\"inlineStr\"><is><t>a\rb</t></is></c></row></sheetData>",
        "<sheetData><row><c t=\"inlineStr\"><is><rPh><t>a</t></rPh></is></c></row></sheetData>",
        "<dimension/><sheetData/>",
        "<sheetData/><mergeCells><mergeCell ref=\"A1:ZZZZ2\"/></mergeCells>",
    ];
    for sheet in odd {
        assert!(!is_plain(sheet, &workbook("", &[sheet])), "{sheet}");
    }
}

#[test]
fn numbers_are_shown_as_their_format_says() {
    let styles = |formats: &str, ids: &[&str]| {
        let styles: Vec<String> = ids.iter().map(|id| format!("<xf numFmtId=\"{id}\"/>")).collect();
        let styles = styles.concat();
        formats::of_styles(&format!(
            "<styleSheet><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/>\
             </cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>"
        ))
        .unwrap()
    };
    let format =
        |id: &str, code: &str| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>");
    assert_eq!(styles("", &["0", "2", "49"]), [Shown::AsNumbers; 3]);
    assert_eq!(styles("", &["14", "22", "47", "58"]), [Shown::AsDates; 4]);
    assert_eq!(styles("", &["46", "x"]), [Shown::Unclear; 2]);
    for (code, shown) in [
        ("m/d/yyyy", Shown::AsDates),
        ("[$-409]mmmm d, yyyy;@", Shown::AsDates),
        ("#,##0.00", Shown::AsNumbers),
        ("General", Shown::AsNumbers),
        ("[h]:mm", Shown::Unclear),
        ("&quot;day &quot;0", Shown::Unclear),
    ] {
        assert_eq!(styles(&format("164", code), &["164"]), [shown], "{code}");
    }
}
