//! Lists of sites, from their cells.

use super::*;
use crate::tidy::trial;

fn list(lines: &str) -> (Sites, Vec<String>) {
    let read = read(&trial::csv("sites.csv", lines), &[]);
    let told = read.diagnostics.iter().map(trial::line).collect();
    (read.value, told)
}

fn site(sites: &Sites, id: &str) -> Site {
    sites.by_id[&SiteId(id.into())].clone()
}

#[test]
fn a_list_tells_all_about_a_site() {
    let (sites, told) = list(
        "site_id|Site name|aliases|program|region|hub|county|cds_code|grants|grade_span|color\n\
         010001|Oak Street|Oak St; Oaks|Valley|4|Alameda|Alameda|01612590112789|ASES; ELO-P|K-6|red",
    );
    let oak = site(&sites, "010001");
    assert_eq!(told, [""; 0]);
    assert_eq!(oak.aliases, ["Oak St", "Oaks"]);
    assert_eq!(oak.grants, ["ASES", "ELO-P"]);
    assert_eq!(oak.cds_code.unwrap().to_string(), "01-61259-0112789");
}

#[test]
fn codes_are_repaired_or_refused_at_their_cell() {
    let (sites, told) = list(
        "site_id|site_name|cds_code\n1|A|1612590112789\n2|B|1.61259E+12\n3|C|12345\n4|D|none\n5|E|",
    );
    assert_eq!(
        told,
        [
            "note T009 C2: the CDS code `1612590112789` has lost its leading zero and is read \
             as `01-61259-0112789`",
            "warning T010 C3: the CDS code `1.61259E+12` cannot be used: a spreadsheet has \
             rounded it",
            "warning T010 C4: the CDS code `12345` cannot be used: it has 5 digits and not 14",
            "warning T010 C5: the CDS code `none` cannot be used: it holds more than digits",
        ]
    );
    assert!(site(&sites, "1").cds_code.is_some());
}

#[test]
fn a_code_that_is_a_number_is_read_like_one_that_is_text() {
    let mut sheet = trial::csv("sites.csv", "site_id|site_name|cds_code\n1|A|x");
    sheet.rows[1][2] = Cell::Number(1_612_590_112_789.0);
    let read = read(&sheet, &[]);
    assert_eq!(read.diagnostics[0].code, Code::CdsCodeRepaired);
}

#[test]
fn a_site_that_was_renamed_keeps_its_former_name() {
    let (sites, told) = list("site_id|site_name|county\nS-014|Oak Street|Yolo\nS-014|Creekside|");
    let site = site(&sites, "S-014");
    assert_eq!((site.name.as_str(), site.aliases), ("Creekside", vec!["Oak Street".to_owned()]));
    assert_eq!(site.county.as_deref(), Some("Yolo"));
    assert_eq!(told, [""; 0]);
}

#[test]
fn two_codes_under_one_id_are_two_sites() {
    let (_, told) = list("site_id|site_name|cds_code\n1|Oak|01612590112789\n1|Elm|01612590112790");
    assert_eq!(told, ["error T030 A3: `Oak` and `Elm` have the same site id, `1`"]);
}

#[test]
fn what_the_list_lacks_is_told() {
    let (_, told) = list("site_id|site_name\n1|Twin\n2|twin\n| |x");
    assert_eq!(
        told,
        [
            "warning T030 C4: this row names no site and is left aside",
            "warning T030 B3: `twin` is the name of two sites, `1` and `2`",
        ]
    );
    let (_, told) = list("color|size\nred|1");
    assert_eq!(
        told,
        ["error T030 sites: the list of sites has no column `site_id` or `site_name`"]
    );
}
