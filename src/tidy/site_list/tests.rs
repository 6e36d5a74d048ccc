//! Lists of sites, from their cells.

use super::*;
use crate::tidy::trial;

fn list(lines: &str) -> (Sites, Vec<String>) {
    let read = read(trial::csv("sites.csv", lines), &[]);
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
    let read = read(sheet, &[]);
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

fn told(lines: &str) -> Vec<String> {
    list(lines).1
}

#[test]
fn names_are_valid_each_for_its_time() {
    let (sites, told) = list(
        "site_id|site_name|program|valid_from|valid_to\n\
         7|Creekside|Valley|2023-24|present\n7|Oak Street||7/1/2021|\n8|Hall|Coast||2022-06-30",
    );
    assert_eq!(told, [""; 0]);
    assert_eq!(site(&sites, "7").name, "Creekside");
    assert_eq!(site(&sites, "7").open.to_string(), "from 2021-22 on");
    assert_eq!(site(&sites, "8").open.to_string(), "until 2021-22");
}

#[test]
fn times_that_cannot_be_are_told_at_their_cells() {
    let head = "site_id|site_name|valid_from|valid_to\n";
    assert_eq!(
        told(&format!("{head}1|Oak|2023-24|2021-22")),
        [
            "warning T030 D2: `Oak` is valid until 2021-22, which is before it begins: from 2023-24 on"
        ]
    );
    assert_eq!(
        told(&format!("{head}1|Oak|2021|soon")),
        [
            "warning T030 C2: `2021` could be the year that starts or the year that ends",
            "warning T030 D2: `soon` is not a school year or a date",
        ]
    );
    assert_eq!(
        told(&format!("{head}1|Oak||2022-23\n1|Elm|2022-23|")),
        ["warning T030 C3: `Oak` is valid until 2022-23 and `Elm` from 2022-23 on: these rows of \
             `1` are for the same time"]
    );
}

#[test]
fn a_code_may_change_with_the_name() {
    let head = "site_id|site_name|cds_code|valid_from\n1|Oak|01612590112789|\n";
    assert_eq!(told(&format!("{head}1|Elm|01612590112790|2023-24")), [""; 0]);
}

#[test]
fn what_continues_nothing_or_itself_is_told() {
    let head = "site_id|site_name|continues\n";
    assert_eq!(
        told(&format!("{head}S-1|Oak|S-9\nS-9x|Elm|S-9x")),
        [
            "warning T030 C2: no row of this list has the site id `S-9`",
            "warning T030 C3: `S-9x` continues itself",
        ]
    );
    let circle = told(&format!("{head}A|Oak|C\nB|Elm|A\nC|Ash|B\nD|Fir|C"));
    assert_eq!(
        circle,
        [
            "warning T030 C2: `A` and `C` continue each other",
            "warning T030 C3: `B` and `A` continue each other",
            "warning T030 C4: `C` and `B` continue each other",
            "note T042 C5: `D` continues `C`, `Ash`, and the two are read as one site",
        ]
    );
}

#[test]
fn a_chain_of_ids_ends_under_the_last_one() {
    let (sites, told) = list(
        "site_id|site_name|valid_from|continues\n\
         C|Third|2024-25|B\nB|Second|2022-23|A\nA|First||",
    );
    assert_eq!(told.len(), 2, "{told:?}");
    let ids: Vec<&str> = sites.by_id.keys().map(|id| &*id.0).collect();
    assert_eq!(ids, ["C"]);
    let joined = site(&sites, "C").joined;
    let joined: Vec<String> =
        joined.iter().map(|former| format!("{} {}", former.id, former.open)).collect();
    assert_eq!(joined, ["A until 2021-22", "B from 2022-23 to 2023-24"]);
}

#[test]
fn two_sites_at_one_time_are_not_one_after_the_other() {
    let (sites, told) = list(
        "site_id|site_name|valid_from|valid_to|continues\n\
         1|Oak||2023-24|\n2|Elm|2023-24||1",
    );
    assert_eq!(
        told,
        ["warning T030 E3: `2` continues `1`, but both are in the list at one time: `1` until \
             2023-24, `2` from 2023-24 on"]
    );
    assert_eq!(sites.by_id.len(), 2);
}

#[test]
fn a_name_is_shared_only_at_one_time_and_in_one_program() {
    let head = "site_id|site_name|program|valid_from|valid_to\n";
    assert_eq!(told(&format!("{head}1|Oak|A||2021-22\n2|Oak|A|2022-23|")), [""; 0]);
    assert_eq!(told(&format!("{head}1|Oak|A||\n2|Oak|B||")), [""; 0]);
    assert_eq!(
        told(&format!("{head}1|Oak|A||\n2|Oak|A||")),
        ["warning T030 B3: `Oak` is the name of two sites, `1` and `2`"]
    );
}
