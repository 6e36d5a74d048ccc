//! Blank workbooks: what people fill in is read without any mapping, whatever they did to the sheet.

mod common;

use std::{collections::BTreeMap, fs, path::Path, process::Output};

use common::{cqi, files, root, text};
use cqi::{
    diagnostic::{Code, Diagnostic, Severity},
    ingest::{self, Cell, Sheet},
    model::{EvidenceSource, Rating, Site, SiteId, Source},
    render,
    rulebook::{self, Pack, RuleFile, Rulebook, Settings, kind::Instrument},
    template::{self, Cell as Asked, Choice, Input, Layout, Role, Takes, Template, Wishes},
    tidy::{self, Material, Observations},
};

/// What was written for which item, in order.
type Written = Vec<(String, String)>;

#[test]
fn a_blank_form_says_that_it_holds_no_rating_and_nothing_else() {
    for_every_instrument(|rulebook, instrument, layout| {
        let (_, sheets) = blank(rulebook, instrument, layout, &sites(3));
        let (observations, told) = read(&sheets, rulebook);
        assert_eq!(observations.rows, []);
        let codes: Vec<Code> = told.iter().map(|told| told.code).collect();
        assert_eq!(codes, [Code::NoRatings], "{told:#?}");
    });
}

#[test]
fn a_filled_in_form_is_read_as_it_was_written() {
    for_every_instrument(|rulebook, instrument, layout| {
        let (template, mut sheets) = blank(rulebook, instrument, layout, &sites(3));
        let written = fill_in(instrument, &template, &mut sheets[0]);
        is_read_as(&sheets, rulebook, &written);
    });
}

#[test]
fn a_form_is_read_after_rows_were_sorted_and_columns_and_rows_put_in() {
    for_every_instrument(|rulebook, instrument, layout| {
        let (template, mut sheets) = blank(rulebook, instrument, layout, &sites(3));
        let written = fill_in(instrument, &template, &mut sheets[0]);
        sheets.truncate(1);
        let header = header_row(&template, &sheets[0]);
        sheets[0].rows[header + 1..].reverse();
        sheets[0].rows.insert(header + 2, vec![]);
        sheets[0].rows.insert(1, vec![Cell::Text("Our second try".to_owned())]);
        for row in &mut sheets[0].rows {
            row.insert(0, Cell::Empty);
        }
        is_read_as(&sheets, rulebook, &written);
    });
}

#[test]
fn ratings_pasted_as_text_are_read_with_a_note() {
    for_every_instrument(|rulebook, instrument, layout| {
        let (template, mut sheets) = blank(rulebook, instrument, layout, &sites(3));
        let written = fill_in(instrument, &template, &mut sheets[0]);
        for cell in sheets[0].rows.iter_mut().flatten() {
            if let Cell::Number(number) = cell {
                *cell = Cell::Text(number.to_string());
            }
        }
        let (observations, told) = read(&sheets, rulebook);
        assert_eq!(written_in(&observations), written);
        let is_note =
            |told: &Diagnostic| matches!(told.code, Code::NumberAsText | Code::MissingWordUsed);
        assert!(told.iter().all(is_note), "{told:#?}");
    });
}

#[test]
fn a_long_list_of_sites_stands_behind_the_drop_down_and_is_no_news() {
    let rulebook = rulebook(&["california"], &[]);
    let instrument = &rulebook.instruments["can_qsa_2009"];
    let (template, mut sheets) = blank(&rulebook, instrument, Layout::Form, &sites(250));
    assert_eq!(sheets.last().unwrap().rows.len(), 250);
    let written = fill_in(instrument, &template, &mut sheets[0]);
    is_read_as(&sheets, &rulebook, &written);
}

#[test]
fn what_is_the_same_in_all_forms_stands_there_already() {
    let rulebook = rulebook(&["california"], &[]);
    let instrument = &rulebook.instruments["dos_ost"];
    let only = sites(1);
    let wishes = Wishes { year: Some("2024-25".parse().unwrap()), ..wishes(&only, None) };
    let template = template::template(&rulebook, instrument, &wishes);
    let lines: Vec<_> =
        template.form.lines.iter().map(|line| (&*line.label, &*line.value)).collect();
    assert_eq!(lines, [("Site", "Site 0, \"north\""), ("School year", "2024-25")]);
}

#[test]
fn the_same_wishes_give_the_same_bytes() {
    for_every_instrument(|rulebook, instrument, layout| {
        let sites = sites(40);
        let made = || {
            let template = template::template(rulebook, instrument, &wishes(&sites, Some(layout)));
            render::workbook(&template)
        };
        assert!(made() == made());
    });
}

/// Filled in, sorted, with a column and a row put in, rows hidden and the guide deleted, then saved by
/// `LibreOffice` in four formats: see `fixtures/template/README.md`.
#[test]
fn forms_that_another_program_saved_are_read_alike_in_every_format() {
    let rulebook = rulebook(&["california"], &[]);
    for name in ["nysan_qsa", "dos_ost"] {
        let mut first: Option<(Vec<_>, usize)> = None;
        for format in ["xlsx", "xls", "ods", "csv"] {
            let path = format!("fixtures/template/{name}.{format}");
            #[allow(
                clippy::disallowed_methods,
                reason = "tests stand at the door to the file system"
            )]
            let bytes = fs::read(root().join(&path)).unwrap();
            let mut told = Vec::new();
            let sheets = ingest::sheets(&Source::named(&path), &bytes).collect(&mut told);
            let (observations, more) = read(&sheets, &rulebook);
            told.extend(more);
            told.retain(|told| told.code != Code::LeftAside);
            assert_eq!(told, [], "{path}");
            let mut rows: Vec<_> = observations
                .rows
                .iter()
                .map(|row| {
                    let when =
                        (row.form.school_year, row.form.occasion.clone(), row.form.response.date);
                    let whose =
                        (row.form.response.basis, format!("{:?}", row.form.response.fields));
                    (
                        row.form.site.clone(),
                        when,
                        whose,
                        row.item.clone(),
                        format!("{:?}", row.answer.rating),
                    )
                })
                .collect();
            rows.sort();
            let expected = first.get_or_insert_with(|| (rows.clone(), rows.len()));
            assert_eq!(rows, expected.0, "{path}");
        }
        let counted = first.map(|(_, count)| count);
        assert_eq!(counted, Some(if name == "dos_ost" { 34 } else { 9 }), "{name}");
    }
}

#[test]
fn instruments_are_listed_and_the_nearest_is_proposed() {
    let listed = cqi(["template"]);
    assert_eq!(listed.status.code(), Some(0));
    let listed = text(&listed.stdout);
    assert!(listed.contains("dos_ost               12     Dimensions of Success"), "{listed}");
    assert!(listed.contains("with --rules skeletons: az_immersion,"), "{listed}");
    fails(
        &cqi(["template", "dos_os"]),
        "no instrument is called `dos_os`: did you mean `dos_ost`?",
    );
    fails(
        &cqi(["template", "yes_no"]),
        "`yes_no` is in the pack `skeletons`: add --rules skeletons",
    );
}

#[test]
fn rules_without_a_heading_for_the_site_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let rules = "fixtures/unseen/pathway-five-points/rules";
    let output = cqi(["template", "five_points", "--rules", rules, "--out", out]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    let expected =
        "the rules have no heading for the site, the school year and the ratings: add it";
    assert!(said.starts_with(expected), "{said}");
}

#[test]
fn a_file_that_is_there_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dos_ost.xlsx");
    let make = |more: &[&str]| {
        let folder = folder.path().to_str().unwrap();
        cqi(["template", "DoS", "--year", "2025-26", "--out", folder].iter().chain(more))
    };
    let said = text(&make(&[]).stdout);
    assert_eq!(
        said,
        format!(
            "wrote {}\nnext: fill it in, put it in a folder, and `cqi run FOLDER`\n",
            out.display()
        )
    );
    let first = files(folder.path());
    fails(
        &make(&["--layout", "form"]),
        "is there already: name another file with --out, or replace",
    );
    assert!(files(folder.path()) == first);
    assert_eq!(make(&["--layout", "form", "--force"]).status.code(), Some(0));
    assert!(files(folder.path()) != first);
}

#[test]
fn another_format_is_left_to_the_program_of_the_reader() {
    let told = cqi(["template", "dos_ost", "--out", "target/blank.ods"]);
    fails(&told, "name it target/blank.xlsx, then save it in any other format");
}

#[track_caller]
fn fails(output: &Output, told: &str) {
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains(told), "{said}");
}

/// Every instrument of the packs that ship, in both layouts, and of those in `fixtures/` that name
/// their columns, in the layout that suits them.
fn for_every_instrument(check: impl Fn(&Rulebook, &Instrument, Layout)) {
    let folder = |path: &str| pack(&root().join(path));
    let unseen = |name: &str| folder(&format!("fixtures/unseen/{name}/rules"));
    let both: &[Layout] = &[Layout::Form, Layout::Rows];
    let rulebooks = [
        (rulebook(&["california"], &[]), both),
        (rulebook(&["skeletons"], &[]), both),
        (rulebook(&[], &[folder("fixtures/bench-pack")]), &[]),
        (rulebook(&[], &[unseen("two-raters-eight-segments")]), &[]),
        (rulebook(&[], &[unseen("odd-steps-and-names")]), &[]),
        (rulebook(&[], &[unseen("letter-grades")]), &[]),
    ];
    let mut checked = 0;
    for (rulebook, layouts) in &rulebooks {
        for instrument in rulebook.instruments.values() {
            let suits = match instrument.source {
                EvidenceSource::SelfAssessment => Layout::Form,
                EvidenceSource::Observation => Layout::Rows,
            };
            let layouts = if layouts.is_empty() { &[suits] } else { *layouts };
            for layout in layouts {
                check(rulebook, instrument, *layout);
                checked += 1;
            }
        }
    }
    assert!(47 <= checked, "{checked}");
}

fn rulebook(named: &[&str], packs: &[Pack]) -> Rulebook {
    let mut all = packs.to_vec();
    all.extend(rulebook::shipped());
    let origins: Vec<&str> = packs.iter().map(|pack| &*pack.origin).collect();
    let wanted: Vec<&str> = origins.into_iter().chain(named.iter().copied()).collect();
    let selected = rulebook::selected(&all, &wanted);
    let read = rulebook::read(&selected.value);
    let errors = selected.diagnostics.iter().chain(&read.diagnostics);
    assert!(errors.into_iter().all(|told| told.severity < Severity::Error));
    read.value
}

fn pack(folder: &Path) -> Pack {
    let files = files(folder)
        .into_iter()
        .filter(|(name, _)| name.rsplit_once('.').is_some_and(|(_, ending)| ending == "toml"));
    let file = |(name, bytes): (String, Vec<u8>)| RuleFile {
        name: name.into(),
        text: text(&bytes).into(),
    };
    Pack { origin: folder.to_string_lossy().into(), files: files.map(file).collect() }
}

fn sites(count: usize) -> BTreeMap<SiteId, Site> {
    let site = |at| {
        let id = SiteId(format!("s{at}").into());
        (id.clone(), Site::named(id, &format!("Site {at}, \"north\"")))
    };
    (0..count).map(site).collect()
}

fn wishes(sites: &BTreeMap<SiteId, Site>, layout: Option<Layout>) -> Wishes<'_> {
    Wishes { sites, year: None, around: "2025-26".parse().unwrap(), layout }
}

fn blank(
    rulebook: &Rulebook,
    instrument: &Instrument,
    layout: Layout,
    sites: &BTreeMap<SiteId, Site>,
) -> (Template, Vec<Sheet>) {
    let template = template::template(rulebook, instrument, &wishes(sites, Some(layout)));
    let bytes = render::workbook(&template);
    let read = ingest::sheets(&Source::named("blank.xlsx"), &bytes);
    assert_eq!(read.diagnostics, []);
    (template, read.value)
}

fn read(sheets: &[Sheet], rulebook: &Rulebook) -> (Observations, Vec<Diagnostic>) {
    let settings = Settings::default();
    let material = Material { sheets, site_list: None, settings: &settings };
    let checked = tidy::observations(material, rulebook);
    (checked.value, checked.diagnostics)
}

#[track_caller]
fn is_read_as(sheets: &[Sheet], rulebook: &Rulebook, written: &Written) {
    let (observations, mut told) = read(sheets, rulebook);
    // Some scales ask to tell where a word stands for no rating.
    told.retain(|told| told.code != Code::MissingWordUsed);
    assert_eq!(told, []);
    assert_eq!(&written_in(&observations), written);
}

fn written_in(observations: &Observations) -> Written {
    let row = |row: &cqi::model::Observation| {
        assert_ne!(row.answer.rating, Rating::Unusable, "{}", row.cell());
        (row.item.to_string(), row.answer.written.to_string())
    };
    let mut written: Written = observations.rows.iter().map(row).collect();
    written.sort();
    written
}

/// Writes into the sheet as a person would: into the cells beside the labels, below the headings.
fn fill_in(instrument: &Instrument, template: &Template, sheet: &mut Sheet) -> Written {
    for line in &template.form.lines {
        let (row, column) = find(sheet, &line.label);
        put(sheet, row, column + 1, said(&line.input, 1));
    }
    let header = header_row(template, sheet);
    let rows = match template.layout {
        Layout::Form => template.form.rows.len(),
        Layout::Rows => 3,
    };
    let mut written = Written::new();
    for below in 0..rows {
        let mut item = below;
        for (at, column) in template.form.columns.iter().enumerate() {
            let Asked::Open(input) = &template.form.rows[below][at] else { continue };
            let is_site = at == 0;
            let cell = match column.role {
                Role::Rating => said(input, written.len()),
                _ => said(input, if is_site { below } else { 1 }),
            };
            if column.role == Role::Rating {
                if template.layout == Layout::Rows {
                    item = written.len() % instrument.item.len();
                }
                written.push((instrument.item[item].id.clone(), shown(&cell)));
            }
            put(sheet, header + 1 + below, at, cell);
        }
    }
    written.sort();
    written
}

/// What a person writes who takes the choices in turn.
fn said(input: &Input, turn: usize) -> Cell {
    match &input.takes {
        Takes::OneOf(choices) => match &choices[turn % choices.len()] {
            Choice::Number(number) => Cell::Number(number.to_f64()),
            Choice::Word(word) => Cell::Text(word.clone()),
        },
        Takes::Number { highest, .. } => Cell::Number(highest.to_f64()),
        Takes::Date => Cell::Text("10/3/2025".to_owned()),
        Takes::Text => Cell::Text(format!("Remark {turn}")),
    }
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
        cell => panic!("nobody writes {cell:?}"),
    }
}

fn put(sheet: &mut Sheet, row: usize, column: usize, cell: Cell) {
    if sheet.rows.len() <= row {
        sheet.rows.resize(row + 1, Vec::new());
    }
    let cells = &mut sheet.rows[row];
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    cells[column] = cell;
}

fn header_row(template: &Template, sheet: &Sheet) -> usize {
    let headings: Vec<Cell> =
        template.form.columns.iter().map(|it| Cell::Text(it.heading.clone())).collect();
    sheet.rows.iter().position(|row| *row == headings).expect("the headings stand in a row")
}

fn find(sheet: &Sheet, text: &str) -> (usize, usize) {
    let place = |(row, cells): (usize, &Vec<Cell>)| {
        let column = cells.iter().position(|cell| *cell == Cell::Text(text.to_owned()))?;
        Some((row, column))
    };
    sheet.rows.iter().enumerate().find_map(place).expect("the label stands in the sheet")
}
