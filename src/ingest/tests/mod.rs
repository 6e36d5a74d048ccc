//! Whole files through the front door, each built here.

pub(in crate::ingest) mod made;

use std::io::{self, Cursor, Read};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::diagnostic::{Code, render};
use made::{biff, compound, number, ods, record, xls, xlsb, xlsx, zipped};

#[track_caller]
fn read(name: &str, bytes: &[u8]) -> Vec<Sheet> {
    let Checked { value, diagnostics } = sheets(&Source::named(name), bytes);
    assert_eq!(diagnostics, []);
    value
}

/// Reads nothing, and tells this.
#[track_caller]
fn refuses(name: &str, bytes: &[u8], told: &str) {
    let Checked { value, diagnostics } = sheets(&Source::named(name), bytes);
    assert_eq!(value, []);
    let rendered: Vec<String> = diagnostics.iter().map(render).collect();
    assert_eq!(rendered.concat(), told);
}

/// Reads nothing, with this code and these words.
#[track_caller]
fn refuses_as(bytes: &[u8], code: Code, message: &str) {
    let Checked { value, diagnostics } = sheets(&Source::named("a.xlsx"), bytes);
    assert_eq!(value, []);
    assert_eq!((diagnostics[0].code, diagnostics[0].message.as_str()), (code, message));
    assert!(diagnostics[0].place.is_some() && diagnostics[0].help.is_some());
}

fn text(written: &str) -> Cell {
    Cell::Text(written.to_owned())
}

fn date(year: i32, month: u32, day: u32) -> Cell {
    let day = chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap();
    Cell::Date(day.and_hms_opt(0, 0, 0).unwrap())
}

#[test]
fn a_workbook_keeps_what_stands_in_its_cells() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Ratings").unwrap();
    let day = ExcelDateTime::from_ymd(2024, 10, 15).unwrap();
    let shown_as_date = Format::new().set_num_format("m/d/yyyy");
    sheet.write(0, 0, " Oak Street ").unwrap();
    sheet.write(0, 1, 3.5).unwrap();
    sheet.write(0, 2, "3").unwrap();
    sheet.write(0, 3, true).unwrap();
    sheet.write_with_format(2, 1, &day, &shown_as_date).unwrap();
    sheet.write_with_format(2, 2, 0.85, &Format::new().set_num_format("0%")).unwrap();
    sheet.write_formula(2, 3, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_formula(2, 4, Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write_blank(7, 9, &Format::new().set_bold()).unwrap();
    let bytes = book.save_to_buffer().unwrap();

    let sheets = read("fall.xlsx", &bytes);
    assert_eq!(&*sheets[0].name, "Ratings");
    assert_eq!(
        sheets[0].rows,
        [
            vec![text(" Oak Street "), Cell::Number(3.5), text("3"), Cell::Truth(true)],
            vec![],
            vec![
                Cell::Empty,
                date(2024, 10, 15),
                Cell::Number(0.85),
                Cell::Broken("#DIV/0!".to_owned()),
                Cell::Number(2.0),
            ],
        ]
    );
    for name in ["fall.csv", "fall.xls", "fall"] {
        assert_eq!(read(name, &bytes)[0].rows, sheets[0].rows, "the name {name} decides nothing");
    }
}

/// 34519 is July 5, 1998 where days are counted from 1904.
#[test]
fn a_workbook_may_count_its_days_from_1904() {
    let sheet = r#"<sheetData><row r="1"><c r="A1" s="1"><v>34519</v></c></row></sheetData>"#;
    let bytes = xlsx(r#"<workbookPr date1904="1"/>"#, &[sheet]);
    assert_eq!(read("a.xlsx", &bytes)[0].rows, [[date(1998, 7, 5)]]);
}

#[test]
fn merged_cells_are_recorded_and_what_lies_under_them_stays() {
    let sheet = r#"<sheetData><row r="2"><c r="A2"><v>12</v></c><c r="B2"><v>4</v></c></row></sheetData>
        <mergeCells count="1"><mergeCell ref="A2:C2"/></mergeCells>"#;
    let sheets = read("a.xlsx", &xlsx("", &[sheet]));
    assert_eq!(sheets[0].rows, [vec![], vec![Cell::Number(12.0), Cell::Number(4.0)]]);
    let merge = Merge { first_row: 1, last_row: 1, first_column: 0, last_column: 2 };
    assert_eq!(sheets[0].merges, [merge]);
}

#[test]
fn hidden_sheets_are_read_and_named() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Shown").unwrap().write(0, 0, 1).unwrap();
    let old = book.add_worksheet().set_name("Old").unwrap().set_hidden(true);
    old.write(0, 0, 2).unwrap().write(0, 1, 3).unwrap();
    book.add_worksheet().set_name("Lists").unwrap().set_very_hidden(true);
    let Checked { value, diagnostics } =
        sheets(&Source::named("fall.xlsx"), &book.save_to_buffer().unwrap());

    let visible = value.iter().map(|sheet| sheet.visibility).collect::<Vec<_>>();
    assert_eq!(visible, [Visibility::Shown, Visibility::Hidden, Visibility::Hidden]);
    assert_eq!(value[1].rows, [[Cell::Number(2.0), Cell::Number(3.0)]]);
    let rendered: Vec<String> = diagnostics.iter().map(render).collect();
    assert_eq!(
        rendered.concat(),
        "\
note[F006]: the sheet `Old` is hidden
--> fall.xlsx › Old
 = help: unhide it to see what is read from it
note[F006]: the sheet `Lists` is hidden by a macro, so that the program does not list it
--> fall.xlsx › Lists
 = help: whoever made the workbook can show it
"
    );
}

#[test]
fn a_hidden_list_behind_a_drop_down_is_no_news() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, 1).unwrap();
    let list = book.add_worksheet().set_very_hidden(true);
    list.write(0, 0, "Oak Street").unwrap().write(1, 0, "Elm Street").unwrap();
    let checked = sheets(&Source::named("fall.xlsx"), &book.save_to_buffer().unwrap());
    assert_eq!(checked.diagnostics, []);
    assert_eq!(checked.value[1].visibility, Visibility::Hidden);
}

#[test]
fn errors_of_other_programs_stand_where_they_are() {
    let sheet = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c>
        <c r="C1" t="e"><f>foo(</f><v>#ERROR!</v></c><c r="D1" t="e"><v>#N/A</v></c>
        <c r="E1"><v>2</v></c></row></sheetData>"#;
    let broken = |name: &str| Cell::Broken(name.to_owned());
    assert_eq!(
        read("a.xlsx", &xlsx("", &[sheet]))[0].rows,
        [[Cell::Number(1.0), Cell::Empty, broken("#ERROR!"), broken("#N/A"), Cell::Number(2.0)]]
    );
}

/// As scripts write them: a spreadsheet program works formulas out when it opens the file.
#[test]
fn a_formula_without_a_result_is_not_an_empty_cell() {
    let sheet = r#"<sheetData><row r="1"><c r="A1"><f>1+1</f><v></v></c><c r="B1"><f>1+1</f></c>
        <c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><v/></c></row></sheetData>"#;
    let no_result = Cell::Broken("no result".to_owned());
    let sheets = read("a.xlsx", &xlsx("", &[sheet]));
    assert_eq!(sheets[0].rows, [[no_result.clone(), no_result]]);
}

#[test]
fn two_cells_in_far_corners_are_two_cells() {
    let sheet = r#"<dimension ref="A1:XFD1048576"/><sheetData>
        <row r="1"><c r="A1"><v>1</v></c></row>
        <row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>"#;
    let sheets = read("a.xlsx", &xlsx("", &[sheet]));
    assert_eq!(sheets[0].rows.len(), 1_048_576);
    assert_eq!(sheets[0].rows[1_048_575][16_383], Cell::Number(2.0));
}

#[test]
fn a_damaged_sheet_leaves_the_others_as_they_are() {
    let wrapped = ["ZZZZZZZ99999999999", "A4294967297"];
    for reference in wrapped {
        let damaged =
            format!(r#"<sheetData><row><c r="{reference}"><v>1</v></c></row></sheetData>"#);
        let sound = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>"#;
        let Checked { value, diagnostics } =
            sheets(&Source::named("a.xlsx"), &xlsx("", &[&damaged, sound]));
        assert_eq!(value.len(), 1);
        assert_eq!(&*value[0].name, "B");
        assert_eq!(
            render(&diagnostics[0]),
            "\
error[F002]: the sheet is damaged: a cell has a name that no spreadsheet has
--> a.xlsx › A
 = help: open the file in a spreadsheet program and save it again, or get a fresh copy
"
        );
    }
}

#[test]
fn a_sheet_that_breaks_off_is_not_read_in_half() {
    let cut = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c>"#;
    let message = "the sheet is damaged: a part of it breaks off or is garbled";
    refuses_as(&xlsx("", &[cut]), Code::DamagedFile, message);
}

#[test]
fn merged_cells_of_an_xlsb_are_recorded() {
    let numbers =
        |numbers: &[u32]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<_>>();
    let seven = [numbers(&[2, 0]), 7.0_f64.to_le_bytes().to_vec()].concat();
    let sheet = [
        record(0x94, &[0; 16]),
        record(0x91, &[]),
        record(0x00, &numbers(&[1, 0, 0, 0])),
        record(0x05, &seven),
        record(0x92, &[]),
        record(0xB0, &numbers(&[1, 3, 2, 4])),
    ];
    let texts = record(0x9F, &[0; 8]);
    let sheets = read("a.xlsb", &xlsb(&sheet.concat(), &texts));
    assert_eq!(sheets[0].rows, [vec![], vec![Cell::Empty, Cell::Empty, Cell::Number(7.0)]]);
    let merge = Merge { first_row: 1, last_row: 3, first_column: 2, last_column: 4 };
    assert_eq!(sheets[0].merges, [merge]);
}

/// Read as it stands, the second text would be the first once more, and so on without end.
#[test]
fn texts_of_an_xlsb_must_be_as_long_as_they_say() {
    let texts = [record(0x9F, &[0; 8]), record(0x13, &[0, 1, 0, 0, 0, 65, 0]), record(0x13, &[])];
    let message = "the file is damaged: a part of it breaks off or is garbled";
    refuses_as(&xlsb(&[], &texts.concat()), Code::DamagedFile, message);
}

#[test]
fn an_xls_keeps_numbers_dates_and_merged_cells() {
    let merged = biff(0x00E5, &[1, 0, 1, 0, 2, 0, 0, 0, 3, 0]);
    let bytes = xls(&[number(0, 1, 0, 3.5), number(2, 0, 1, 34_519.0), merged]);
    let sheets = read("a.xls", &bytes);
    let rows = [vec![Cell::Empty, Cell::Number(3.5)], vec![], vec![date(1998, 7, 5)]];
    assert_eq!(sheets[0].rows, rows);
    let merge = Merge { first_row: 1, last_row: 2, first_column: 0, last_column: 3 };
    assert_eq!(sheets[0].merges, [merge]);
}

#[test]
fn far_corners_of_an_xls_are_reckoned_before_they_are_read() {
    let cells = "the file holds more than 2,000,000 cells, the most that is read";
    let corners = [number(0, 0, 0, 1.0), number(65_535, 65_535, 0, 1.0)];
    refuses_as(&xls(&corners), Code::TooLarge, cells);
    let dimensions = biff(0x0200, &[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0]);
    refuses_as(&xls(&[dimensions]), Code::TooLarge, cells);
}

#[test]
fn a_locked_workbook_says_how_to_unlock_it() {
    refuses(
        "fall.xlsx",
        &compound("EncryptedPackage", &[]),
        "\
error[F003]: the workbook is behind a password
--> fall.xlsx
 = help: open it with the password, take the password off and save it again
",
    );
    let locked = biff(0x002F, &[1, 0, 1, 0]);
    let message = "the workbook is behind a password";
    refuses_as(&compound("Workbook", &locked), Code::PasswordProtected, message);
    let text = compound("WordDocument", &[]);
    refuses_as(&text, Code::UnknownFormat, "the file is a Word document, and is left aside");
}

#[test]
fn a_chain_of_sectors_in_a_circle_is_told() {
    let mut bytes = compound("Workbook", &[]);
    // The directory is sector 1; from there the table leads to sector 1.
    bytes[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
    let message = "the file is damaged: its parts lead to each other in a circle";
    refuses_as(&bytes, Code::DamagedFile, message);
}

#[test]
fn a_file_cut_short_is_damaged() {
    let whole = xlsx("", &["<sheetData/>"]);
    refuses(
        "fall.xlsx",
        &whole[..whole.len() - 30],
        "\
error[F002]: the file is damaged: its end is missing, as after a download that broke off
--> fall.xlsx
 = help: open the file in a spreadsheet program and save it again, or get a fresh copy
",
    );
}

#[test]
fn a_small_file_cannot_ask_for_more_than_the_limits() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
    io::copy(&mut io::repeat(b' ').take(257 << 20), &mut zip).unwrap();
    refuses_as(
        &zip.finish().unwrap().into_inner(),
        Code::TooLarge,
        "the file unpacks to more than 256 MiB, the most that is read",
    );

    let names: Vec<String> = (0..5_001).map(|number| format!("xl/{number}")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let message = "the file holds more than 5,000 parts, the most that is read";
    refuses_as(&zipped(&parts), Code::TooLarge, message);
}

#[test]
fn a_list_of_texts_cannot_ask_for_more_than_it_holds() {
    let parts = [("xl/sharedStrings.xml", r#"<sst uniqueCount="1000000000000"></sst>"#)];
    let message = "the file is damaged: its parts do not fit together";
    refuses_as(&zipped(&parts), Code::DamagedFile, message);
}

#[test]
fn parts_that_differ_only_in_case_are_one_too_many() {
    let parts = [("xl/workbook.xml", ""), ("xl/Workbook.xml", "")];
    let message = "the file is damaged: a part of it is there twice";
    refuses_as(&zipped(&parts), Code::DamagedFile, message);
}

#[test]
fn documents_of_other_programs_are_left_aside() {
    refuses(
        "plan.docx",
        &zipped(&[("[Content_Types].xml", ""), ("word/document.xml", "")]),
        "\
warning[F001]: the file is a Word document, and is left aside
--> plan.docx
 = help: if it holds ratings, copy its table into a workbook (.xlsx, .ods or .csv)
",
    );
    let others: [(&[u8], &str); 6] = [
        (&zipped(&[("ppt/presentation.xml", "")]), "a slide show"),
        (&zipped(&[("Index/Document.iwa", "")]), "a document of Apple Numbers"),
        (&zipped(&[("fall.csv", "a,b")]), "a zip archive"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\n<!DOCTYPE html><html><table>", "a web page"),
        (b"{\"url\": \"https://docs.google.com/open?id=1\"}", "a link to a Google document"),
    ];
    for (bytes, named) in others {
        let message = format!("the file is {named}, and is left aside");
        refuses_as(bytes, Code::UnknownFormat, &message);
    }
}

#[test]
fn marks_of_open_workbooks_are_passed_over() {
    for name in ["2024/~$fall.xlsx", "2024\\~$fall.xlsx", ".~lock.fall.ods#"] {
        let diagnostics = sheets(&Source::named(name), b"\x05Ana").diagnostics;
        assert_eq!(diagnostics[0].code, Code::LockFile);
    }
}

#[test]
fn an_empty_file_is_told() {
    refuses(
        "fall.csv",
        b"",
        "\
warning[F005]: the file is empty
--> fall.csv
 = help: remove it, or save it again with its ratings
",
    );
    let blank = sheets(&Source::named("a.xlsx"), &xlsx("", &["<sheetData/>"]));
    assert_eq!(blank.diagnostics[0].code, Code::EmptyFile);
}

#[test]
fn an_ods_keeps_what_stands_in_its_cells() {
    let bytes = ods(r#"<table:table table:name="Ratings">
        <table:table-row><table:table-cell office:value-type="string"><text:p>Oak</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-10-15"/><table:table-cell office:value-type="percentage" office:value="0.85"/><table:table-cell table:number-columns-repeated="16381"/></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row><table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="3"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        </table:table>"#);
    let number = Cell::Number;
    assert_eq!(
        read("fall.ods", &bytes)[0].rows,
        [
            vec![text("Oak"), date(2024, 10, 15), number(0.85)],
            vec![],
            vec![],
            vec![Cell::Truth(true), Cell::Broken("#DIV/0!".to_owned()), number(3.0), number(3.0)],
        ]
    );
}

#[test]
fn merged_cells_of_an_ods_are_recorded() {
    let bytes = ods(
        r#"<table:table table:name="A"><table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="float" office:value="4" table:number-columns-spanned="2" table:number-rows-spanned="3"/><table:covered-table-cell office:value-type="float" office:value="2"/></table:table-row></table:table>"#,
    );
    let sheets = read("a.ods", &bytes);
    let merge = Merge { first_row: 3, last_row: 5, first_column: 2, last_column: 3 };
    assert_eq!(sheets[0].merges, [merge]);
    assert_eq!(sheets[0].rows[3][2..], [Cell::Number(4.0), Cell::Number(2.0)]);
}

#[test]
fn repeated_cells_of_an_ods_are_reckoned_before_they_are_read() {
    let cell = r#"<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>"#;
    let rows = |attributes: &str, cells: &str| {
        ods(&format!(
            r#"<table:table table:name="A"><table:table-row{attributes}>{cells}</table:table-row></table:table>"#
        ))
    };
    let cells = "the file holds more than 2,000,000 cells, the most that is read";
    let repeated = rows(r#" table:number-rows-repeated="1048576""#, cell);
    refuses_as(&repeated, Code::TooLarge, cells);

    let spaces = r#"<table:table-cell office:value-type="string"><text:p><text:s text:c="4000000000"/></text:p></table:table-cell>"#;
    let text = "the file holds more than 64 MiB of text, the most that is read";
    refuses_as(&rows("", spaces), Code::TooLarge, text);
}
