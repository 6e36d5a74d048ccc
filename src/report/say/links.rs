//! What is said of a line that goes on over a change of version, or breaks although a rule links it.

use crate::{
    analysis::{Linked, NotLinked, Trend, WhyNotLinked},
    language::{Language, say},
    rulebook::kind::LinkMethod,
};

/// What follows what is said of a trend: `linked over a change of the tool (…)`.
pub(super) fn links(language: Language, trend: &Trend) -> impl Iterator<Item = String> {
    let linked = trend.linked.iter().map(move |link| linked(language, link));
    linked.chain(trend.not_linked.iter().map(move |broken| not_linked(language, broken)))
}

fn linked(language: Language, link: &Linked) -> String {
    let (from, to) = (link.from.to_string(), link.to.to_string());
    let by = match (link.method, link.evidence) {
        (LinkMethod::CommonItems, Some(evidence)) => {
            let items = say!(language, "say-common-items", n = evidence.items);
            let sites = say!(language, "sites", n = evidence.sites);
            say!(language, "say-linked-common", items = items, sites = sites)
        }
        _ => say!(language, "say-linked-declared"),
    };
    let error = link.error.value.sqrt();
    if 0.0 < error {
        let error = format!("{error:.2}");
        say!(language, "say-linked-error", from = from, to = to, by = by, error = error)
    } else {
        say!(language, "say-linked", from = from, to = to, by = by)
    }
}

fn not_linked(language: Language, broken: &NotLinked) -> String {
    let NotLinked { from, to, because } = broken;
    let because = match because {
        WhyNotLinked::FewItems { have, need } => {
            say!(language, "say-few-items", have = *have, need = *need)
        }
        WhyNotLinked::FewSites { have, need } => {
            say!(language, "say-few-sites", have = *have, need = *need)
        }
        WhyNotLinked::NoVariation => say!(language, "say-moved-alike"),
        WhyNotLinked::OutsideTheTable { score } => {
            say!(language, "say-outside-table", score = score.rounded(2))
        }
    };
    let (from, to) = (from.to_string(), to.to_string());
    say!(language, "say-not-linked", from = from, to = to, because = because)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::{
        analysis::given::{about, analysed, observed, read, rulebook, scores},
        language::Language,
        report::say,
    };

    /// What is said of a site with three years in each of two versions, rising in both.
    fn told(link: &Value) -> String {
        let mut rulebook = rulebook();
        let mut rule = json!({
            "kind": "link", "about": about("link"), "instrument": "visits", "from": "1", "to": "2",
        });
        rule.as_object_mut().unwrap().extend(link.as_object().unwrap().clone());
        rulebook.links = [("link".to_owned(), read(rule))].into();
        let rows = (2016..=2021).zip(["2.0", "2.2", "2.5", "1.8", "2.1", "2.2"]);
        let rows = rows.map(|(year, value)| {
            observed("a", year, value).version(if year < 2019 { "1" } else { "2" })
        });
        let analysis = analysed(&scores(rows), &rulebook);
        say::trend(Language::English, analysis.series[0].trend.as_ref().unwrap())
    }

    #[test]
    fn a_line_that_is_linked_says_by_what_and_how_sure() {
        let same = json!([{ "from": 1, "to": 1 }, { "from": 4, "to": 4 }]);
        let declared = |error: f64| json!({ "method": "declared", "value": same, "standard_error": error, "source": "a study" });
        assert_eq!(
            told(&declared(0.05)),
            "improving over 6 years; linked over a change of the tool (version 1 to 2, as the rules \
             declare, standard error 0.05)"
        );
        assert_eq!(
            told(&declared(0.0)),
            "+0.03 a year over 6 years; whether that is more than chance cannot be told; linked over a change of the \
             tool (version 1 to 2, as the rules declare)"
        );
    }

    #[test]
    fn a_line_that_a_rule_cannot_link_says_why() {
        let items = json!(["one_1", "one_2", "two_1"]);
        assert_eq!(
            told(&json!({ "method": "common-items", "items": items })),
            "improving over 6 years; not linked over the change from version 1 to 2: 2 items of this \
             score did not change, 3 are needed"
        );
        let short = json!([{ "from": 2.2, "to": 2.2 }, { "from": 4, "to": 4 }]);
        assert_eq!(
            told(
                &json!({ "method": "declared", "value": short, "standard_error": 0, "source": "it" })
            ),
            "improving over 6 years; not linked over the change from version 1 to 2: the table of the \
             link leaves out 2.00"
        );
    }
}
