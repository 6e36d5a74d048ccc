//! Who could help whom. Sites and values of the worked cases m01 to m08 of the field's matching pack:
//! a value below 2.5 is worked on, one of 3.5 and more is a strength.

use chrono::NaiveDate;

use super::*;
use crate::{
    analysis::Interval,
    model::{Basis, Exact, SchoolYear},
    plan::{Age, Days, FocusKind, FocusStandard, StandardEvidence, TargetLine},
    rulebook::kind::{Comparison, MatchingRules, written},
};

const NEED_BELOW: f64 = 2.5;
const STRENGTH_FROM: &str = "3.5";

const RULES: &str = r#"
kind = "matching"
about = { id = "m", title = "M", version = "1", status = ["proposed"] }
giver = { sources = ["observation", "self-assessment"], strength = "surely-at-target", fewest_looks = 2, oldest_years = 1 }
pair = { within = "region", choices = 3, per_match = 100, per_return = 30, grade_mismatch = 40, ask_first = "Ask." }
coaching = { session_from_share = 0.4, session = "a session", coaching = "coaching", hours_per_need = 6, pressing_bands = ["low"], many_pressing = 2 }
"#;

fn id(name: &str) -> SiteId {
    SiteId(name.into())
}

fn year(text: &str) -> SchoolYear {
    text.parse().unwrap()
}

/// Three visits, and a range of a tenth of a point around the score.
fn seen(value: f64) -> SourceEvidence {
    SourceEvidence {
        source: EvidenceSource::Observation,
        instrument: "walk".into(),
        version: "1".into(),
        basis: Basis::Individual,
        school_year: year("2024-25"),
        occasion: None,
        score: Exact::from_decimal(value).unwrap(),
        interval: Some(Interval { low: value, high: value + 0.1 }),
        standard_error: None,
        spread_basis: None,
        shrunken: None,
        n_ratings: 3,
        n_responses: 3,
        weak: false,
        years: 1,
        complete_share: None,
        first_date: None,
        last_date: None,
        band: None,
        target: Some(TargetLine {
            value: STRENGTH_FROM.parse().unwrap(),
            comparison: Comparison::AtLeast,
        }),
        from_year_before: None,
        from_first_year: None,
        trend: None,
        bounds: (1.0, 4.0),
        age: Age::Current,
    }
}

fn focus(standard: &str, driver: SourceEvidence) -> FocusStandard {
    FocusStandard {
        standard: standard.into(),
        kind: FocusKind::Raise,
        priority: None,
        driver: Some(driver),
        reasons: Vec::new(),
        goal: None,
        actions: Vec::new(),
    }
}

/// A site by what was seen of each standard.
fn plan(site: &str, seen: &[(&str, SourceEvidence)]) -> Plan {
    let day = NaiveDate::from_ymd_opt(2025, 11, 1).unwrap();
    let low = |it: &&(&str, SourceEvidence)| it.1.score.to_f64() < NEED_BELOW;
    Plan {
        site: id(site),
        school_year: year("2025-26"),
        days: Days { start: day, review: day, goals: day },
        evidence: seen
            .iter()
            .map(|(standard, evidence)| StandardEvidence {
                standard: (*standard).into(),
                sources: vec![evidence.clone()],
                without_score: Vec::new(),
            })
            .collect(),
        no_evidence: Vec::new(),
        focus: seen.iter().filter(low).map(|(it, evidence)| focus(it, evidence.clone())).collect(),
        passed_over: Vec::new(),
        strength: None,
        across: Vec::new(),
        tools: Vec::new(),
    }
}

/// Sites with a value for each dimension.
fn valued(dimensions: &[&str], sites: &[(&str, &[f64])]) -> Vec<Plan> {
    let plan = |(site, values): &(&str, &[f64])| {
        let seen: Vec<_> =
            dimensions.iter().copied().zip(values.iter().map(|value| seen(*value))).collect();
        plan(site, &seen)
    };
    sites.iter().map(plan).collect()
}

fn matched_by(rules: &str, plans: Vec<Plan>, sites: &[Site]) -> Network {
    let rules: MatchingRules = written(rules);
    let rulebook = Rulebook { matching: [("m".to_owned(), rules)].into(), ..Rulebook::default() };
    let plans = plans.into_iter().map(|plan| (plan.site.clone(), plan)).collect();
    let sites = sites.iter().map(|site| (site.id.clone(), site.clone())).collect();
    network(&plans, &sites, &rulebook)
}

fn matched(plans: Vec<Plan>) -> Network {
    matched_by(RULES, plans, &[])
}

/// Receiver, giver and fit, as the cases list them.
fn pairs(network: &Network) -> Vec<(String, String, i64)> {
    let pairs = network.needs.iter().flat_map(|needs| {
        let pair = |it: &Partner| (needs.site.to_string(), it.site.to_string(), it.fit);
        needs.partners.iter().map(pair)
    });
    pairs.collect()
}

fn pair(receiver: &str, giver: &str, fit: i64) -> (String, String, i64) {
    (receiver.to_owned(), giver.to_owned(), fit)
}

#[test]
fn a_good_overall_score_does_not_make_a_partner() {
    let dimensions = ["reflection", "relevance", "inquiry"];
    let sites: [(&str, &[f64]); 3] =
        [("A", &[1.5, 3.0, 3.0]), ("B", &[3.5, 2.5, 2.5]), ("C", &[2.5, 4.0, 4.0])];
    assert_eq!(pairs(&matched(valued(&dimensions, &sites))), [pair("A", "B", 100)]);
}

#[test]
fn two_sites_that_help_each_other_come_before_one_that_only_gives() {
    let sites: [(&str, &[f64]); 3] = [("A", &[2.0, 3.5]), ("G", &[3.5, 2.0]), ("H", &[3.5, 3.0])];
    let network = matched(valued(&["reflection", "inquiry"], &sites));
    let told = [pair("A", "G", 130), pair("A", "H", 100), pair("G", "A", 130)];
    assert_eq!(pairs(&network), told);
    assert_eq!(*network.needs[0].partners[0].receives, ["inquiry".into()]);
}

#[test]
fn what_is_alike_is_settled_by_id_whatever_the_order() {
    let one = RULES.replace("choices = 3", "choices = 1");
    let mut plans = valued(&["reflection"], &[("H", &[3.5]), ("A", &[2.0]), ("G", &[3.5])]);
    assert_eq!(pairs(&matched_by(&one, plans.clone(), &[])), [pair("A", "G", 100)]);
    plans.reverse();
    assert_eq!(pairs(&matched_by(&one, plans, &[])), [pair("A", "G", 100)]);
}

#[test]
fn help_that_is_alike_is_spread_over_those_who_can_give_it() {
    let one = RULES.replace("choices = 3", "choices = 1");
    let sites: [(&str, &[f64]); 4] = [("A", &[2.0]), ("B", &[2.0]), ("G", &[3.5]), ("H", &[3.5])];
    let network = matched_by(&one, valued(&["reflection"], &sites), &[]);
    assert_eq!(pairs(&network), [pair("A", "G", 100), pair("B", "H", 100)]);
}

#[test]
fn partners_bring_first_what_nobody_brings_yet() {
    let two = RULES.replace("choices = 3", "choices = 2");
    let dimensions = ["r", "v", "i"];
    // G helps in two, H in one of these, K in the third alone.
    let sites: [(&str, &[f64]); 4] = [
        ("A", &[2.0, 2.0, 2.0]),
        ("G", &[3.5, 3.5, 3.0]),
        ("H", &[3.5, 3.0, 3.0]),
        ("K", &[3.0, 3.0, 3.5]),
    ];
    let network = matched_by(&two, valued(&dimensions, &sites), &[]);
    assert_eq!(pairs(&network), [pair("A", "G", 200), pair("A", "K", 100)]);
}

fn nobody(
    not_clearly: &[(&str, EvidenceSource)],
    settled_by: EvidenceSource,
    elsewhere: usize,
) -> Alone {
    let not_clearly = not_clearly.iter().map(|(name, by)| (id(name), *by)).collect();
    Alone { not_clearly, settled_by, elsewhere }
}

#[test]
fn a_strength_needs_evidence_and_the_whole_range() {
    let few = SourceEvidence { n_responses: 1, ..seen(4.0) };
    let unsure = SourceEvidence { interval: Some(Interval { low: 3.4, high: 4.0 }), ..seen(3.7) };
    let agreed = SourceEvidence { interval: None, ..seen(4.0) };
    let old = SourceEvidence { school_year: year("2022-23"), ..seen(4.0) };
    let own = SourceEvidence { source: EvidenceSource::SelfAssessment, ..seen(4.0) };
    let alone = |evidence: SourceEvidence| {
        let plans = vec![plan("A", &[("i", seen(2.0))]), plan("G", &[("i", evidence)])];
        matched(plans).needs[0].needs[0].alone.clone()
    };
    let visits = EvidenceSource::Observation;
    for thin in [few, unsure, agreed, own] {
        let by = thin.source;
        assert_eq!(alone(thin), Some(nobody(&[("G", by)], visits, 0)));
    }
    assert_eq!(alone(old), Some(nobody(&[], visits, 0)));
    assert_eq!(alone(seen(3.4)), Some(nobody(&[], visits, 0)), "below the absolute line");
    assert_eq!(alone(seen(3.5)), None);
}

#[test]
fn what_no_visit_speaks_to_may_rest_on_what_people_say() {
    let says = |value| SourceEvidence { source: EvidenceSource::SelfAssessment, ..seen(value) };
    let plans = vec![plan("A", &[("i", says(2.0))]), plan("G", &[("i", says(3.5))])];
    assert_eq!(pairs(&matched(plans)), [pair("A", "G", 100)]);
}

#[test]
fn more_raters_settle_what_no_visit_speaks_to() {
    let says = |value| SourceEvidence { source: EvidenceSource::SelfAssessment, ..seen(value) };
    let few = SourceEvidence { n_responses: 1, ..says(3.5) };
    let plans = vec![plan("A", &[("i", says(2.0))]), plan("G", &[("i", few)])];
    let people = EvidenceSource::SelfAssessment;
    let alone = Some(nobody(&[("G", people)], people, 0));
    assert_eq!(matched(plans).needs[0].needs[0].alone, alone);
}

#[test]
fn partners_are_looked_for_in_the_region_and_grades_in_common_count() {
    let site = |name: &str, region: &str, grades: &str| Site {
        region: Some(region.to_owned()),
        grade_span: Some(grades.to_owned()),
        ..Site::named(id(name), name)
    };
    let sites = [site("A", "5", "TK-5"), site("G", "5", "9-12"), site("H", "6", "TK-5")];
    let plans = || valued(&["r"], &[("A", &[2.0]), ("G", &[3.5]), ("H", &[3.5])]);
    assert_eq!(pairs(&matched_by(RULES, plans(), &sites)), [pair("A", "G", 60)]);
    let everywhere = RULES.replace("within = \"region\"", "within = \"network\"");
    let told = pairs(&matched_by(&everywhere, plans(), &sites));
    assert_eq!(told, [pair("A", "H", 100), pair("A", "G", 60)]);
    let far = valued(&["r"], &[("A", &[2.0]), ("H", &[3.5])]);
    let network = matched_by(RULES, far, &sites);
    let alone = nobody(&[], EvidenceSource::Observation, 1);
    assert_eq!(network.needs[0].needs[0].alone, Some(alone));
}

#[test]
fn no_rules_name_nobody() {
    let plans = valued(&["r"], &[("A", &[2.0]), ("G", &[3.5])]);
    let plans = plans.into_iter().map(|plan| (plan.site.clone(), plan)).collect();
    assert_eq!(network(&plans, &BTreeMap::new(), &Rulebook::default()), Network::default());
}

/// A standard that so many of ten sites work on, of which so many have a partner.
fn shared_by(works_on: usize, with_partner: usize) -> Challenge {
    let site = |place: usize| id(&format!("s{place}"));
    let need = |alone| vec![Need { standard: "r".into(), alone }];
    let needs: Vec<SiteNeeds> = (0..works_on)
        .map(|place| SiteNeeds {
            site: site(place),
            needs: need(
                (with_partner <= place).then(|| nobody(&[], EvidenceSource::Observation, 0)),
            ),
            partners: Vec::new(),
        })
        .collect();
    let mut challenge = Challenge {
        standard: "r".into(),
        sites: 10,
        in_focus: (0..works_on).map(site).collect(),
        urgent: 0,
        below: Vec::new(),
        givers: 0,
        with_partner: 0,
        start: None,
    };
    let rules: MatchingRules = written(RULES);
    let rulebook = Rulebook { matching: [("m".to_owned(), rules)].into(), ..Rulebook::default() };
    let plans = [(id("a"), plan("a", &[("r", seen(3.0))]))].into();
    let rules = rules::NetworkRules::new(&plans, &rulebook).unwrap();
    coaching::complete(&mut challenge, &[], &needs, &rules);
    challenge
}

#[test]
fn a_need_of_many_calls_for_a_session_and_one_of_few_for_coaching() {
    // m14: 4 of 10 reach the share of 0.4; 3 of 10 do not, and 3 times 6 hours are 18.
    assert_eq!(shared_by(4, 2).start, Some(Start::Session));
    assert_eq!(shared_by(3, 0).start, Some(Start::Coaching { hours: 18 }));
    assert_eq!(shared_by(3, 2).start, Some(Start::Coaching { hours: 6 }));
    assert_eq!(shared_by(0, 0).start, None);
}

#[test]
fn a_site_in_which_much_presses_is_named() {
    let low = |value| SourceEvidence { band: Some("low".into()), ..seen(value) };
    let mut urgent = plan("B", &[("r", seen(2.0)), ("v", low(2.0))]);
    urgent.focus[0].kind = FocusKind::Urgent;
    let plans = vec![
        plan("A", &[("r", low(2.0)), ("v", seen(2.0))]),
        urgent,
        plan("C", &[("r", seen(3.0))]),
    ];
    let pressed = Pressed { site: id("B"), urgent: vec!["r".into()], pressing: vec!["v".into()] };
    assert_eq!(matched(plans).pressed, [pressed]);
}
