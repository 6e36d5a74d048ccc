//! Finding sites by what forms say.

use super::*;
use crate::diagnostic::Code;

fn term(id: &str, name: &str) -> Term {
    Term::named(&SiteId(id.into()), name, None)
}

fn sites_of(terms: Vec<Term>) -> Sites {
    let mut listed: BTreeMap<SiteId, Listed> = BTreeMap::new();
    for term in terms {
        let mut site = Site::named(term.site.clone(), &term.name);
        site.program.clone_from(&term.program);
        site.cds_code.clone_from(&term.cds_code);
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
