//! What is said of raters, by forms made by hand and published tables.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::*;
use crate::{
    analysis::{
        Pool, SpreadBasis, Variance, Within,
        given::{about, read, rulebook, site_id},
    },
    model::{Answer, Basis, FilledForm, Rating, Response, SchoolYear, Source},
    statistics::agreement::Scale,
    statistics::reference::{cases, close, golden, number},
};

/// The form of one rater: what stands beside the items, and the items with their ratings.
struct Form<'a> {
    site: &'a str,
    source: EvidenceSource,
    basis: Basis,
    day: u32,
    fields: BTreeMap<&'a str, &'a str>,
    ratings: Vec<(&'a str, &'a str)>,
}

/// A visit to site `a` on a day of October 2024.
fn visit<'a>(day: u32, rater: &'a str, ratings: &[(&'a str, &'a str)]) -> Form<'a> {
    Form {
        site: "a",
        source: EvidenceSource::Observation,
        basis: Basis::Individual,
        day,
        fields: [("rater", rater), ("activity", "Bridges")].into(),
        ratings: ratings.to_vec(),
    }
}

impl<'a> Form<'a> {
    fn site(self, site: &'a str) -> Form<'a> {
        Form { site, ..self }
    }

    fn with(mut self, field: &'a str, text: &'a str) -> Form<'a> {
        self.fields.insert(field, text);
        self
    }

    fn without(mut self, field: &str) -> Form<'a> {
        self.fields.remove(field);
        self
    }

    fn agreed(self) -> Form<'a> {
        Form { basis: Basis::Consensus, ..self }
    }

    fn of_the_site_itself(self) -> Form<'a> {
        let form = Form { source: EvidenceSource::SelfAssessment, ..self };
        form.without("activity")
    }

    fn rows(&self) -> Vec<Observation> {
        let fields = self.fields.iter().map(|(id, text)| (Arc::from(*id), Arc::from(*text)));
        let response = Arc::new(Response {
            basis: self.basis,
            date: NaiveDate::from_ymd_opt(2024, 10, self.day),
            fields: fields.collect(),
        });
        let form = Arc::new(FilledForm {
            site: site_id(self.site),
            school_year: SchoolYear::starting(2024),
            occasion: None,
            source: self.source,
            instrument: "visits".into(),
            version: "1".into(),
            response,
            file: Source::named("f"),
            sheet: "s".into(),
        });
        let row = |(item, rating): &(&str, &str)| Observation {
            form: Arc::clone(&form),
            item: (*item).into(),
            answer: Arc::new(Answer { rating: rating_of(rating), written: (*rating).into() }),
            row: 0,
            column: 0,
        };
        self.ratings.iter().map(row).collect()
    }
}

/// A number of the scale, the id of a level after a `=`, or a state of no rating.
fn rating_of(text: &str) -> Rating {
    match text.strip_prefix('=') {
        Some(id) => Rating::Category(id.into()),
        None => text.parse().map_or_else(|_| Rating::Missing(text.into()), Rating::Value),
    }
}

fn rows(forms: &[Form<'_>]) -> Vec<Observation> {
    forms.iter().flat_map(Form::rows).collect()
}

#[track_caller]
fn of<'a>(all: &'a [Agreement], level: &str, id: &str) -> &'a Agreement {
    let mut found = all.iter().filter(|one| &*one.level == level && &*one.id == id);
    let first = found.next().unwrap();
    assert!(found.next().is_none(), "{level} {id} stands once");
    first
}

/// The scale of all items with these levels.
fn with_levels(scale: Value) -> Rulebook {
    Rulebook { scales: [("four".to_owned(), read(scale))].into(), ..rulebook() }
}

fn one_to(highest: u8) -> Value {
    let level = |value: u8| json!({ "value": value, "label": format!("Level {value}") });
    let levels: Vec<Value> = (1..=highest).map(level).collect();
    json!({ "kind": "scale", "about": about("four"), "type": "levels", "level": levels })
}

/// Krippendorff's example: twelve visits by four observers, some of whom gave no rating.
fn example(prefix: &str) -> Vec<Observation> {
    let name = "kripp_krippendorff_4_observers_12_units";
    let case = cases("agreement").into_iter().find(|case| case["name"] == name).unwrap();
    let visits = case["input"]["ratings"].as_array().unwrap();
    let observers = ["Ann", "Ben", "Cy", "Dee"];
    let mut all = Vec::new();
    for (day, visited) in (1..).zip(visits) {
        for (observer, rating) in observers.into_iter().zip(visited.as_array().unwrap()) {
            let given =
                rating.as_f64().map_or("not_rated".to_owned(), |it| format!("{prefix}{it}"));
            all.extend(visit(day, observer, &[("one_1", &given)]).rows());
        }
    }
    all
}

/// Alpha by Krippendorff, AC2 and its interval by irrCAC 0.4.4.
#[test]
fn published_coefficients_come_out_of_forms() {
    let (found, _) = agreements(&example(""), &with_levels(one_to(5)));
    let item = of(&found, "item", "one_1");
    close(item.alpha.unwrap().value, number(&golden()["krippendorff_4x12"]["ordinal"]));
    let gwet = item.gwet.unwrap();
    close(gwet.value, number(&golden()["gwet_4x12"]["quadratic"]));
    close(gwet.interval.unwrap().low, 0.685_181_366);
    close(gwet.interval.unwrap().high, 1.0);
    assert_eq!((item.things, item.raters, item.kappa), (11, 4, Err(NoFigure::NotTwoEach)));
    let all = of(&found, ALL, "visits");
    assert_eq!((all.things, all.pairs, all.exact), (item.things, item.pairs, item.exact));
}

#[test]
fn levels_without_order_have_no_neighbours() {
    let level = |value: u8| json!({ "id": value.to_string(), "label": format!("Kind {value}") });
    let levels: Vec<Value> = (1..=5).map(level).collect();
    let names =
        json!({ "kind": "scale", "about": about("four"), "type": "names", "level": levels });
    let (found, observers) = agreements(&example("="), &with_levels(names));
    let item = of(&found, "item", "one_1");
    close(item.alpha.unwrap().value, number(&golden()["krippendorff_4x12"]["nominal"]));
    close(item.gwet.unwrap().value, number(&golden()["gwet_4x12"]["identity"]));
    assert_eq!(item.within_one, None);
    assert_eq!(observers, [], "nobody gives more of a kind");
}

/// Alpha by krippendorff 0.9.0, and of all visits but each fiftieth, in the order of their names.
#[test]
fn the_golden_table_of_two_observers_comes_out_of_a_hundred_visits() {
    let golden = &golden()["kappa_4x4"];
    let levels = ["1", "2", "3", "4"];
    let mut forms = Vec::new();
    let activities: Vec<String> = (0..100).map(|activity| activity.to_string()).collect();
    for (row, counts) in golden["table"].as_array().unwrap().iter().enumerate() {
        for (column, count) in counts.as_array().unwrap().iter().enumerate() {
            for _ in 0..count.as_u64().unwrap() {
                let activity = &activities[forms.len() / 2];
                for (observer, level) in [("Ann", levels[row]), ("Ben", levels[column])] {
                    let form = visit(1, observer, &[("one_1", level)]);
                    forms.push(form.with("activity", activity));
                }
            }
        }
    }
    let (found, _) = agreements(&rows(&forms), &rulebook());
    let item = of(&found, "item", "one_1");
    assert_eq!((item.things, item.pairs, item.raters), (100, 100, 2));
    close(item.kappa.unwrap(), number(&golden["quadratic"]));
    close(item.exact, number(&golden["exact_agreement"]));
    close(item.within_one.unwrap(), number(&golden["within_1"]));
    let alpha = item.alpha.unwrap();
    close(alpha.value, 0.793_215_433);
    close(alpha.interval.unwrap().low, 0.719_217_622);
    close(alpha.interval.unwrap().high, 0.867_213_244);
}

/// Three raters, a missing item, a rating agreed on beside two people, someone who rated twice.
fn messy() -> Vec<Form<'static>> {
    vec![
        visit(1, "Ann", &[("one_1", "3"), ("one_2", "2")]),
        visit(1, "Ben", &[("one_1", "3"), ("one_2", "not_rated")]),
        visit(1, "Cy", &[("one_1", "4"), ("one_2", "2")]),
        visit(2, "Ann", &[("one_1", "1"), ("one_2", "2")]),
        visit(2, "Ben", &[("one_1", "2"), ("one_2", "2")]),
        visit(2, "", &[("one_1", "4"), ("one_2", "4")]).agreed(),
        visit(3, "Ann", &[("one_1", "2"), ("one_2", "3")]).with("observation_id", "7"),
        visit(3, "ANN", &[("one_1", "2"), ("one_2", "1")]).with("observation_id", "8"),
        visit(3, "Ben", &[("one_1", "2"), ("one_2", "3")]),
        visit(4, "Ann", &[("one_1", "1"), ("one_2", "1")]),
        visit(5, "Ben", &[("one_1", "1"), ("one_2", "1")]),
        visit(5, "", &[("one_1", "4"), ("one_2", "4")]).agreed(),
    ]
}

#[test]
fn only_what_two_people_gave_alone_is_compared() {
    let (found, _) = agreements(&rows(&messy()), &rulebook());
    // 3 3, 3 4, 3 4 of the first visit, 1 2 of the second, 2 2 of the third.
    let one = of(&found, "item", "one_1");
    assert_eq!((one.things, one.raters, one.pairs), (3, 3, 5));
    close(one.exact, 2.0 / 5.0);
    close(one.within_one.unwrap(), 1.0);
    // Ranks of 1, 2 2 2, 3 3, 4 are 1/2, 5/2, 5, 13/2. Within visits: 4 times 9/4 over 2, and twice
    // 4: 12.5 over 7 ratings. Over all: 2 times 7 times 25.5, over 7 times 6.
    close(one.alpha.unwrap().value, 1.0 - (12.5 / 7.0) / (357.0 / 42.0));
    assert_eq!(one.kappa, Err(NoFigure::NotTwoEach));
    // 2 2 and 2 2; what Ann gave on the third day contradicts itself.
    let two = of(&found, "item", "one_2");
    assert_eq!((two.things, two.raters, two.pairs), (2, 3, 2));
    close(two.exact, 1.0);
    assert_eq!(two.alpha, Err(NoFigure::NoVariation));
    close(two.gwet.unwrap().value, 1.0);
    assert_eq!(two.kappa, Err(NoFigure::NoVariation));
}

#[test]
fn items_are_brought_together_by_group_and_over_all() {
    let (found, _) = agreements(&rows(&messy()), &rulebook());
    let levels: Vec<(&str, &str)> = found.iter().map(|one| (&*one.level, &*one.id)).collect();
    let expected = [("item", "one_1"), ("item", "one_2"), ("section", "one"), (ALL, "visits")];
    assert_eq!(levels, expected, "nothing is said of what was not rated twice");
    let one = of(&found, "item", "one_1").alpha.unwrap();
    for (level, id) in &expected[2..] {
        let together = of(&found, level, id);
        assert_eq!((together.items, together.things, together.pairs), (2, 3, 7));
        close(together.exact, 4.0 / 7.0);
        // The second item does not vary, and so takes nothing away.
        close(together.alpha.unwrap().value, one.value);
        assert_eq!(together.kappa, Err(NoFigure::SeveralItems));
    }
}

#[test]
fn an_item_that_is_a_copy_makes_nothing_surer() {
    let given = [("3", "3"), ("1", "2"), ("2", "2"), ("4", "3"), ("2", "4"), ("1", "1")];
    let mut forms = Vec::new();
    for (day, (ann, ben)) in (1..).zip(given) {
        forms.push(visit(day, "Ann", &[("one_1", ann), ("one_2", ann)]));
        forms.push(visit(day, "Ben", &[("one_1", ben), ("one_2", ben)]));
    }
    let (found, _) = agreements(&rows(&forms), &rulebook());
    let (single, both) = (of(&found, "item", "one_1"), of(&found, ALL, "visits"));
    assert_eq!((single.pairs, both.pairs), (6, 12));
    let (single, both) = (single.alpha.unwrap(), both.alpha.unwrap());
    close(both.value, single.value);
    close(both.interval.unwrap().low, single.interval.unwrap().low);
    close(both.interval.unwrap().high, single.interval.unwrap().high);
}

#[test]
fn forms_about_different_things_are_not_compared() {
    let one = || visit(1, "Ann", &[("one_1", "2")]);
    let other = || visit(1, "Ben", &[("one_1", "3")]);
    let compared = |forms: [Form<'_>; 2]| agreements(&rows(&forms), &rulebook()).0.len();
    assert_eq!(compared([one(), other()]), 3, "an item, its group and all");
    assert_eq!(compared([one(), other().site("b")]), 0);
    assert_eq!(compared([one(), Form { day: 2, ..other() }]), 0);
    assert_eq!(compared([one(), other().with("activity", "Rockets")]), 0);
    assert_eq!(compared([one().with("segment", "1"), other().with("segment", "2")]), 0);
    assert_eq!(compared([one(), other().with("rater", "ann")]), 0, "the same person");
    assert_eq!(compared([one(), other().without("rater")]), 0, "who knows by whom");
    let undated = |form: Form<'static>| Form { day: 0, ..form }.without("activity");
    assert_eq!(compared([undated(one()), undated(other())]), 0, "who knows of what");
    let with_id = [one().with("observation_id", "1"), other().with("observation_id", "2")];
    assert_eq!(compared(with_id), 3, "each observer\u{2019}s form has an id of its own");
}

/// Two who are named and one who is not, on three days, about one site; a namesake at another site.
#[test]
fn people_of_one_site_are_a_kind_of_their_own() {
    let said = |day, rater, rating| visit(day, rater, &[("one_1", rating)]).of_the_site_itself();
    let forms = [
        said(1, "Ann", "2"),
        said(2, "Ben", "2"),
        said(3, "", "3").without("rater").with("role", "parent"),
        said(1, "Ann", "4").site("b"),
        said(9, "Dee", "3").site("b"),
        visit(1, "Ann", &[("one_1", "1")]),
        visit(1, "Ben", &[("one_1", "4")]),
    ];
    let (found, observers) = agreements(&rows(&forms), &rulebook());
    let items: Vec<&Agreement> = found.iter().filter(|one| &*one.level == "item").collect();
    let [people, seen] = items.as_slice() else { panic!("two kinds of raters") };
    assert_eq!(people.source, EvidenceSource::SelfAssessment);
    // 2 2, 2 3, 2 3 at the one site, 4 3 at the other.
    assert_eq!((people.things, people.raters, people.pairs), (2, 5, 4));
    close(people.exact, 1.0 / 4.0);
    assert_eq!((seen.source, seen.things, seen.raters), (EvidenceSource::Observation, 1, 2));
    close(seen.exact, 0.0);
    assert_eq!(observers.len(), 2, "people of a site are no observers");
}

/// What Ann and Ben gave at sites that both have seen, a site each.
fn both_at(values: &[(&'static str, &'static str)]) -> Vec<Form<'static>> {
    let sites = ["a", "b", "c", "d", "e", "f"];
    let mut forms = Vec::new();
    for (site, (ann, ben)) in sites.into_iter().zip(values) {
        forms.push(visit(1, "Ann", &[("one_1", ann)]).site(site));
        forms.push(visit(2, "Ben", &[("one_1", ben)]).site(site));
    }
    forms
}

/// Differences of 1, 1 and 0: offsets of ±1/3. Their squares about 2/3 add up to 6/9, half of which
/// is error: 1/3 over 2 degrees of freedom, and the standard error is the root of 1/6 over 6. So t is
/// 2, and by Student with two degrees of freedom p = 1 - 2 / sqrt(6), the same for both.
#[test]
fn observers_at_the_same_sites_are_compared() {
    let mut forms = both_at(&[("3", "2"), ("4", "3"), ("3", "3")]);
    forms.push(visit(3, "Cy", &[("one_1", "1")]).site("z"));
    let (_, observers) = agreements(&rows(&forms), &rulebook());
    let [ann, ben, cy] = observers.as_slice() else { panic!("three observers") };
    assert_eq!((&*ann.name, ann.visits, &*ben.name, ben.visits), ("Ann", 3, "Ben", 3));
    close(ann.offset.unwrap(), 1.0 / 3.0);
    close(ben.offset.unwrap(), -1.0 / 3.0);
    close(ann.standard_error.unwrap(), 1.0 / 6.0);
    let p = 1.0 - 2.0 / 6.0_f64.sqrt();
    close(ann.p.unwrap(), p);
    close(ann.p_adjusted.unwrap(), p);
    assert_eq!(ann.standing, ObserverStanding::NoClearDifference);
    assert_eq!(ann.linked, ben.linked);
    assert_ne!(ann.linked, cy.linked);
    assert_eq!((cy.standing, cy.offset), (ObserverStanding::NotApartFromSites, None));
}

#[test]
fn of_two_who_differ_neither_is_called_off() {
    let forms = both_at(&[("3", "2"), ("4", "3"), ("3", "2"), ("2", "1"), ("4", "3"), ("3", "3")]);
    let (_, observers) = agreements(&rows(&forms), &rulebook());
    assert!(
        observers.iter().all(|one| one.standing == ObserverStanding::TwoDiffer),
        "{observers:?}"
    );
}

#[test]
fn among_three_the_one_who_gives_more_is_named() {
    let mut forms =
        both_at(&[("4", "2"), ("3", "1"), ("4", "2"), ("4", "3"), ("3", "1"), ("4", "2")]);
    for (site, given) in
        ["a", "b", "c", "d", "e", "f"].into_iter().zip(["2", "1", "3", "3", "1", "2"])
    {
        forms.push(visit(3, "Cy", &[("one_1", given)]).site(site));
    }
    let (_, observers) = agreements(&rows(&forms), &rulebook());
    let standings: Vec<ObserverStanding> = observers.iter().map(|one| one.standing).collect();
    assert_eq!(standings[0], ObserverStanding::GivesMore);
    assert!(!standings[1..].contains(&ObserverStanding::GivesMore), "{standings:?}");
}

/// Ben leaves out the item on which everybody is low. His mean over what he rated is higher, and he
/// is no milder.
#[test]
fn leaving_out_a_hard_item_makes_nobody_mild() {
    let mut forms = Vec::new();
    for (site, level) in [("a", "3"), ("b", "4"), ("c", "3")] {
        forms.push(visit(1, "Ann", &[("one_1", level), ("one_2", "1")]).site(site));
        forms.push(visit(2, "Ben", &[("one_1", level)]).site(site));
    }
    forms.push(visit(3, "Ann", &[("one_1", "3"), ("one_2", "1")]).site("b"));
    let (_, observers) = agreements(&rows(&forms), &rulebook());
    let offset = observers[0].offset.unwrap();
    // Without the second item Ann is level with Ben but for her third look at `b`.
    assert!(offset.abs() < 0.25, "{offset}");
}

fn pool(between: Option<f64>, within: Option<f64>) -> Pool {
    let variance = |value| Variance { value, degrees_of_freedom: 20.0 };
    Pool {
        source: EvidenceSource::Observation,
        instrument: "visits".into(),
        version: Some("1".into()),
        basis: None,
        level: "standard".into(),
        id: "one".into(),
        measured: None,
        within: within
            .map(|value| Within { variance: variance(value), basis: SpreadBasis::Measured }),
        wobble: None,
        mean: 3.0,
        standard_error: None,
        between,
        sites: 12,
    }
}

/// 0.2 between and 0.3 within: 0.4, of which four visits make 1.6 / 2.2 = 0.73 and three
/// 1.2 / 1.8 = 0.67; the goal is 0.7.
#[test]
fn as_many_visits_as_it_takes_are_enough() {
    let of = |between, within| reliabilities(&[pool(between, within)], &rulebook());
    let found = of(Some(0.2), Some(0.3));
    close(found[0].of_one, 0.4);
    assert_eq!((found[0].enough, found[0].sites), (Ok(4), 12));
    assert_eq!(of(Some(0.0), Some(0.3))[0].enough, Err(NotEnough::SitesAlike));
    assert_eq!(of(Some(1e-6), Some(0.3))[0].enough, Err(NotEnough::TooMany));
    assert_eq!(of(None, Some(0.3)), []);
    assert_eq!(of(Some(0.2), None), []);
}

/// The median of many varies pi / 2 times as much as their mean: 0.2 / (0.2 + 0.4712) = 0.298.
#[test]
fn where_the_middle_one_counts_more_are_needed() {
    let form = Pool { instrument: "form".into(), ..pool(Some(0.2), Some(0.3)) };
    let found = reliabilities(&[form], &rulebook());
    close(found[0].of_one, 0.2 / (0.2 + 0.3 * std::f64::consts::FRAC_PI_2));
    // 0.7 * 0.702 / (0.298 * 0.3) = 5.5.
    assert_eq!(found[0].enough, Ok(6));
}

/// A scale of 0, 1 and 3 turned round is 3, 2 and 0, and 2 is one level above 0.
#[test]
fn levels_are_counted_whatever_their_numbers() {
    let item = |reverse| read(json!({ "id": "i", "name": "I", "reverse": reverse }));
    let scale = |more: Value| {
        let levels = [0, 1, 3].map(|value| json!({ "value": value, "label": value.to_string() }));
        let mut scale = json!({
            "kind": "scale", "about": about("s"), "type": "levels", "level": levels,
        });
        scale.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        read::<crate::rulebook::kind::Scale>(scale)
    };
    let places = |scale: &crate::rulebook::kind::Scale, reverse, given: &[&str]| {
        let ruler = ruler::Ruler::of(&item(reverse), scale);
        given.iter().map(|text| ruler.place(&rating_of(text))).collect::<Vec<_>>()
    };
    let plain = scale(json!({}));
    assert_eq!(
        places(&plain, false, &["0", "1", "3", "2"]),
        [Some(0.0), Some(1.0), Some(2.0), None]
    );
    assert_eq!(places(&plain, true, &["0", "2", "3"]), [Some(0.0), Some(1.0), Some(2.0)]);
    let halves = scale(json!({ "half_points": "keep" }));
    assert_eq!(places(&halves, false, &["0.5", "2", "3"]), [Some(0.5), Some(1.5), Some(2.0)]);
    let ruler = ruler::Ruler::of(&item(false), &halves);
    let of = |given: &[f64]| ruler.scale(given.iter().copied());
    assert_eq!(of(&[0.0, 2.0]), Scale::new(&[0.0, 1.0, 2.0]), "nobody gave a half point");
    assert_eq!(of(&[0.0, 1.5]), Scale::new(&[0.0, 0.5, 1.0, 1.5, 2.0]));
    let counted = scale(json!({ "missing": [
        { "id": "absent", "label": "Absent", "words": ["A"], "effect": "counts-as", "counts_as": -1 },
        { "id": "not_rated", "label": "Not rated", "words": ["NR"] },
    ] }));
    assert_eq!(
        places(&counted, false, &["absent", "0", "not_rated"]),
        [Some(0.0), Some(1.0), None]
    );
}
