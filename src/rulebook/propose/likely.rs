//! What a column that nothing uses may be.

use super::super::{Rulebook, kind::Item};
use crate::{diagnostic::nearest, model::Holds};

/// The shortest heading that can be a slip of another.
const SHORTEST: usize = 5;

/// The item or field of an instrument whose name is nearest to a heading.
pub(super) fn likely(
    heading: &str,
    instrument: Option<&str>,
    rulebook: &Rulebook,
) -> Option<Holds> {
    if heading.chars().count() < SHORTEST {
        return None;
    }
    let known = names(instrument, rulebook);
    let heading = heading.to_lowercase();
    let near = nearest(&heading, known.iter().map(|(name, _)| name.as_str()))?;
    known.iter().find(|(name, _)| name == near).map(|(_, holds)| holds.clone())
}

/// Every name that a column may go by.
fn names(instrument: Option<&str>, rulebook: &Rulebook) -> Vec<(String, Holds)> {
    let mut names = Vec::new();
    let instrument = instrument.and_then(|id| rulebook.instruments.get(id));
    for item in instrument.iter().flat_map(|instrument| &instrument.item) {
        names.extend(names_of(item).map(|name| (name.to_lowercase(), holds(item))));
    }
    let own = instrument.iter().flat_map(|instrument| &instrument.field);
    let own = own.flat_map(|field| field.aliases.iter().map(|name| (name, &field.id)));
    let shared = rulebook.words.iter().flat_map(|words| &words.field);
    let shared = shared.flat_map(|field| field.headings.iter().map(|name| (name, &field.id)));
    for (name, id) in own.chain(shared) {
        names.push((name.to_lowercase(), Holds::Field { id: id.as_str().into() }));
    }
    for words in &rulebook.words {
        for (id, headings) in [("rating", &words.rating_headings), ("item", &words.item_headings)] {
            let holds = |name: &String| (name.to_lowercase(), Holds::Field { id: id.into() });
            names.extend(headings.iter().map(holds));
        }
    }
    names.retain(|(name, _)| SHORTEST <= name.chars().count());
    names
}

fn names_of(item: &Item) -> impl Iterator<Item = &str> {
    let own = item.code.iter().chain([&item.id, &item.name, &item.text]);
    own.chain(&item.aliases).map(String::as_str)
}

fn holds(item: &Item) -> Holds {
    Holds::Item {
        id: item.id.as_str().into(),
        code: item.code.as_deref().map(Into::into),
        name: item.name.as_str().into(),
    }
}
