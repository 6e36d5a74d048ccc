//! A link between versions in plain English.

use super::decimal;
use crate::{
    diagnostic::{all_of, count},
    rulebook::kind::{Decimal, LinkMethod, LinkedValue, VersionLink},
};

pub(super) fn lines(link: &VersionLink) -> Vec<String> {
    let VersionLink { instrument, from, to, .. } = link;
    let scope = scope(link);
    let mut lines =
        vec![format!("Carries scores of `{instrument}` from version {from} to {to}, for {scope}.")];
    lines.extend(match link.method {
        LinkMethod::Declared => declared(link),
        LinkMethod::CommonItems => common_items(link),
    });
    if !link.source.is_empty() {
        lines.push(format!("It rests on: {}", link.source));
    }
    lines
}

fn scope(link: &VersionLink) -> String {
    let all = |names: &[String]| all_of(names.iter().map(String::as_str));
    match (link.levels.as_slice(), link.ids.as_slice()) {
        ([], []) => "every level above the items".to_owned(),
        ([], ids) => all(ids),
        (levels, []) => format!("the level {}", all(levels)),
        (levels, ids) => format!("{} at the level {}", all(ids), all(levels)),
    }
}

fn declared(link: &VersionLink) -> Vec<String> {
    let worth =
        |value: &LinkedValue| format!("  {} → {}", decimal(&value.from.0), decimal(&value.to.0));
    let mut lines = vec!["By this table, in straight lines between:".to_owned()];
    lines.extend(link.value.iter().map(worth));
    let error = link.standard_error.as_ref().map(|Decimal(error)| decimal(error));
    lines.extend(error.map(|error| format!("Its standard error is {error}.")));
    lines
}

fn common_items(link: &VersionLink) -> Vec<String> {
    let items = VersionLink::FEWEST_ITEMS;
    let sites = count(link.fewest_sites(), "site");
    vec![
        format!("By the items that did not change: {}.", link.items.join(", ")),
        format!(
            "A score needs {items} of them, and {sites} rated right before and after the change."
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::kind::written;

    const HEAD: &str = "kind = \"link\"
instrument = \"walk\"
from = \"1\"
to = \"2\"
about = { id = \"l\", title = \"L\", version = \"1\", status = [\"proposed\"] }
";

    fn told(text: &str) -> String {
        lines(&written(&format!("{HEAD}{text}"))).join("\n")
    }

    #[test]
    fn a_table_is_shown_with_its_error_and_its_source() {
        let link = "\
method = \"declared\"
levels = [\"section\"]
ids = [\"welcome\", \"safety\"]
standard_error = 0.05
source = \"Both editions at 40 sites in 2021-22.\"
value = [{ from = 0, to = 1 }, { from = 4, to = 3.5 }]
";
        let said = "\
Carries scores of `walk` from version 1 to 2, for welcome and safety at the level section.
By this table, in straight lines between:
  0 → 1
  4 → 3.5
Its standard error is 0.05.
It rests on: Both editions at 40 sites in 2021-22.";
        assert_eq!(told(link), said);
    }

    #[test]
    fn common_items_are_named_with_what_it_takes() {
        let link = "method = \"common-items\"\nitems = [\"greeting\", \"names\", \"mood\"]\n";
        let said = "\
Carries scores of `walk` from version 1 to 2, for every level above the items.
By the items that did not change: greeting, names, mood.
A score needs 3 of them, and 10 sites rated right before and after the change.";
        assert_eq!(told(link), said);
    }
}
