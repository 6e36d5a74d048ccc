//! Finding sites by what forms say.

use super::*;
use crate::{diagnostic::Code, model::Period};

fn term(id: &str, name: &str) -> Term {
    Term::named(&SiteId(id.into()), name, None)
}

fn sites_of(terms: Vec<Term>) -> Sites {
    let mut listed: BTreeMap<SiteId, Listed> = BTreeMap::new();
    for term in terms {
        let mut site = Site::named(term.site.clone(), &term.name);
        site.program.clone_from(&term.program);
        site.cds_code.clone_from(&term.cds_code);
        site.open = term.when;
        let entry = listed.entry(site.id.clone());
        entry.or_insert_with(|| Listed { site, terms: Vec::new() }).terms.push(term);
    }
    Sites::new(listed.into_values().collect(), Vec::new(), Origin::List)
}

fn listed() -> Sites {
    let creekside = Term { aliases: vec!["Old Mill".to_owned()], ..term("S-014", "Creekside") };
    let others =
        [("010001", "Oak Street"), ("S-022", "Oak Street Annex"), ("T1", "Twin"), ("T2", "Twin")];
    sites_of([creekside].into_iter().chain(others.map(|(id, name)| term(id, name))).collect())
}

#[track_caller]
fn finds(id: Option<&str>, name: Option<&str>, site: Option<&str>, told: &[(Code, &str)]) {
    let answer = listed().find(&Asked { id, name, ..Asked::default() });
    let all = answer.about_id.iter().chain(&answer.about_name);
    let all: Vec<_> = all.map(|told| (told.code, told.message.as_str())).collect();
    assert_eq!(all, told);
    assert_eq!(answer.site, site.map(|site| SiteId(site.into())));
}

#[test]
fn a_site_is_found_by_id_name_or_alias() {
    finds(Some("010001"), None, Some("010001"), &[]);
    finds(None, Some("oak street"), Some("010001"), &[]);
    finds(None, Some("OLD  MILL"), Some("S-014"), &[]);
    finds(None, Some("s-022"), Some("S-022"), &[]);
    finds(Some("S-014"), Some("Creekside"), Some("S-014"), &[]);
    finds(None, None, None, &[]);
}

#[test]
fn a_name_that_begins_alike_is_another_site() {
    finds(None, Some("Oak Street Annex"), Some("S-022"), &[]);
}

#[test]
fn a_lost_zero_is_put_back() {
    let note = "`10001` has lost its leading zero and is read as `010001`";
    finds(Some("10001"), None, Some("010001"), &[(Code::SiteIdRepaired, note)]);
    finds(None, Some("10001"), Some("010001"), &[(Code::SiteIdRepaired, note)]);
}

#[test]
fn a_misspelt_name_is_suggested_and_never_taken() {
    let unknown = "no site is called `Crekside`";
    finds(None, Some("Crekside"), None, &[(Code::UnknownSite, unknown)]);
    let told = &listed().find(&Asked { name: Some("Crekside"), ..Asked::default() }).about_name[0];
    assert_eq!(
        told.help.as_deref(),
        Some(
            "did you mean `Creekside` (site `S-014`, the only name near)? then put `Crekside` \
             under `aliases` of `S-014` in the site list"
        )
    );
    assert_eq!(told.sites, [SiteId("S-014".into())]);
}

#[test]
fn the_id_counts_where_the_name_is_misspelt() {
    let differs = "the name `Crekside` differs from the list, which has `Creekside` for `S-014`";
    finds(Some("S-014"), Some("Crekside"), Some("S-014"), &[(Code::UnknownSite, differs)]);
    let no_id = "no site has the id `S-999`; the form is taken to be from `Creekside`";
    finds(Some("S-999"), Some("Creekside"), Some("S-014"), &[(Code::UnknownSite, no_id)]);
}

#[test]
fn an_id_and_a_name_of_two_sites_are_not_used() {
    let two =
        "the id `S-014` is that of `Creekside`, and the name is that of `010001`, `Oak Street`";
    finds(Some("S-014"), Some("Oak Street"), None, &[(Code::UnknownSite, two)]);
}

#[test]
fn a_name_of_two_sites_is_not_enough() {
    let more = "more than one site is called `Twin`";
    finds(None, Some("Twin"), None, &[(Code::UnknownSite, more)]);
}

#[test]
fn without_a_list_the_files_say_which_sites_there_are() {
    let mut sites = Sites::default();
    let asked = |id, name, program| Asked { id, name, program, ..Asked::default() };
    sites.learn(&asked(Some("7"), Some("Oak Street"), Some("Valley")));
    sites.learn(&asked(None, Some("oak street"), None));
    sites.learn(&asked(None, Some("Harbor House"), None));
    let ids: Vec<&str> = sites.by_id.keys().map(|id| &*id.0).collect();
    assert_eq!(ids, ["7", "harbor-house"]);
    assert_eq!(sites.find(&asked(None, Some("OAK STREET"), None)).site, Some(SiteId("7".into())));
}

fn period(from: &str, to: &str) -> Period {
    Period { from: from.parse().ok(), to: to.parse().ok() }
}

fn year(text: &str) -> Time {
    Time::Year(text.parse().unwrap())
}

/// Lincoln of two programs with one code, Harbor closed and opened again as another, and Mesa.
fn over_time() -> Sites {
    let code = |code: &str| code.parse().ok();
    let lincoln = |id, program: &str| Term {
        program: Some(program.to_owned()),
        cds_code: code("01612590112789"),
        ..term(id, "Lincoln")
    };
    let mesa = Term {
        program: Some("Coast".to_owned()),
        cds_code: code("01612590112790"),
        when: period("", "2023-06-30"),
        ..term("M", "Mesa")
    };
    sites_of(vec![
        lincoln("L1", "Valley"),
        lincoln("L2", "Coast"),
        Term { when: period("", "2022-06-30"), ..term("H1", "Harbor") },
        Term { when: period("2022-07-01", ""), ..term("H2", "Harbor") },
        mesa,
    ])
}

#[track_caller]
fn answers(asked: Asked<'_>, site: Option<&str>, told: &[&str]) {
    let answer = over_time().find(&asked);
    let all = answer.about_id.iter().chain(&answer.about_name).chain(&answer.about_code);
    let all: Vec<_> =
        all.map(|told| format!("{} {} {}", told.severity.id(), told.code, told.message)).collect();
    assert_eq!(all, told);
    assert_eq!(answer.site, site.map(|site| SiteId(site.into())));
}

#[test]
fn a_shared_name_is_settled_by_program_or_time_and_else_not() {
    let lincoln = Asked { name: Some("Lincoln"), ..Asked::default() };
    answers(Asked { program: Some("coast"), ..lincoln }, Some("L2"), &[]);
    let several = "error T004 more than one site is called `Lincoln`";
    answers(lincoln, None, &[several]);
    answers(Asked { program: Some("Delta"), ..lincoln }, None, &[several]);
    let harbor = Asked { name: Some("harbor"), ..Asked::default() };
    answers(Asked { time: Some(year("2021-22")), ..harbor }, Some("H1"), &[]);
    answers(Asked { time: Some(year("2022-23")), ..harbor }, Some("H2"), &[]);
    answers(harbor, None, &["error T004 more than one site is called `harbor`"]);
}

#[test]
fn a_code_finds_its_site_and_must_not_contradict() {
    let coded = Asked { cds_code: Some("1612590112790"), ..Asked::default() };
    let repaired = "note T009 the CDS code `1612590112790` has lost its leading zero and is read as \
                    `01-61259-0112790`";
    answers(coded, Some("M"), &[repaired]);
    let coded = Asked { cds_code: Some("01612590112790"), ..Asked::default() };
    answers(
        Asked { name: Some("Messa"), ..coded },
        Some("M"),
        &["warning T004 the name `Messa` differs from the list, which has `Mesa` for `M`"],
    );
    let contradicts = "error T041 the CDS code `01-61259-0112790` is that of `M`, `Mesa`, and the \
                       form names `L1`, `Lincoln`";
    answers(Asked { id: Some("L1"), ..coded }, None, &[contradicts]);
    answers(
        Asked { name: Some("Lincoln"), program: Some("Valley"), ..coded },
        None,
        &[contradicts],
    );
    let unlisted = Asked { cds_code: Some("01612590112799"), ..Asked::default() };
    let differs =
        "the CDS code is `01-61259-0112799`, and the list has `01-61259-0112790` for `Mesa`";
    answers(Asked { name: Some("Mesa"), ..unlisted }, None, &[&format!("error T041 {differs}")]);
    answers(Asked { id: Some("M"), ..unlisted }, Some("M"), &[&format!("warning T041 {differs}")]);
}

#[test]
fn a_form_of_a_closed_site_is_told_and_still_counts_for_it() {
    answers(
        Asked { name: Some("Mesa"), time: Some(year("2023-24")), ..Asked::default() },
        Some("M"),
        &["warning T020 `Mesa` is in the list until 2022-23, and was not in 2023-24"],
    );
}

#[test]
fn a_name_of_another_program_is_told_and_not_joined_where_a_near_one_is_there() {
    answers(
        Asked { name: Some("Mesa"), program: Some("Valley"), ..Asked::default() },
        Some("M"),
        &["warning T041 `Mesa` is a site of `Coast`, and this form is of the program `Valley`"],
    );
    let twins = sites_of(vec![
        Term { program: Some("Coast".to_owned()), ..term("1", "Lincoln") },
        Term { program: Some("Valley".to_owned()), ..term("2", "Lincoln Elementary") },
    ]);
    let asked = Asked { name: Some("Lincoln"), program: Some("Valley"), ..Asked::default() };
    let answer = twins.find(&asked);
    assert_eq!(answer.site, None);
    let help = answer.about_name[0].help.as_deref().unwrap();
    assert!(help.contains("`Lincoln Elementary` (site `2`, same program)"), "{help}");
}

#[test]
fn where_name_and_program_disagree_both_are_proposed() {
    let sites = sites_of(vec![
        Term { program: Some("Coast".to_owned()), ..term("1", "Oak Street") },
        Term { program: Some("Valley".to_owned()), ..term("2", "Oak Streets") },
    ]);
    let asked = |program| Asked { name: Some("Oak Stret"), program, ..Asked::default() };
    let proposed = |program| {
        let sites = sites.find(&asked(program)).about_name.remove(0).sites;
        sites.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(proposed(None), ["1"]);
    assert_eq!(proposed(Some("Coast")), ["1"]);
    assert_eq!(proposed(Some("Valley")), ["1", "2"]);
}
