//! Sites that a name may be meant for, with what speaks for them.

use std::collections::BTreeMap;

use super::{
    Sites,
    asked::{Asked, Term},
    near::Spelling,
};
use crate::{diagnostic::all_of, model::SiteId};

/// With more sites than this, none is near.
const MOST: usize = 4;

/// A site that a name may be meant for.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Proposal {
    pub(super) site: SiteId,
    /// The name that is near.
    pub(super) name: String,
    /// What speaks for it.
    pub(super) because: Vec<&'static str>,
}

/// A site whose name is near, and how far it is.
struct Near<'a> {
    term: &'a Term,
    name: &'a str,
    apart: usize,
}

impl Sites {
    /// The sites whose names are nearest, as far as program, county and time do not decide.
    pub(super) fn proposals(&self, asked: &Asked<'_>) -> Vec<Proposal> {
        let Some(written) = asked.name.and_then(Spelling::of) else { return Vec::new() };
        let near = self.near(&written);
        let is_alone = near.len() == 1;
        let chosen = chosen(near, asked);
        if MOST < chosen.len() {
            return Vec::new();
        }
        let proposal = |near: Near<'_>| Proposal {
            site: near.term.site.clone(),
            name: near.name.to_owned(),
            because: because(near.term, asked, is_alone),
        };
        chosen.into_iter().map(proposal).collect()
    }

    /// Each site once, by the name that is nearest.
    fn near(&self, written: &Spelling) -> Vec<Near<'_>> {
        let mut sites: BTreeMap<&SiteId, Near<'_>> = BTreeMap::new();
        for (place, name, spelling) in &self.spellings {
            let Some(apart) = spelling.distance(written) else { continue };
            let term = &self.terms[*place];
            let is_nearer = sites.get(&term.site).is_none_or(|known| apart < known.apart);
            if is_nearer {
                sites.insert(&term.site, Near { term, name, apart });
            }
        }
        sites.into_values().collect()
    }
}

/// The nearest by name, by what the form says besides. Where the name speaks for one site and the
/// program for another, both are kept.
fn chosen<'a>(near: Vec<Near<'a>>, asked: &Asked<'_>) -> Vec<Near<'a>> {
    let fits = |near: &Near<'_>| asked.program.is_some_and(|it| near.term.is_of_program(it));
    let nearest = near.iter().map(|near| near.apart).min();
    let nearest_fitting = near.iter().filter(|near| fits(near)).map(|near| near.apart).min();
    let agree = nearest == nearest_fitting;
    let mut chosen: Vec<Near<'a>> = near
        .into_iter()
        .filter(|near| {
            let is_nearest = Some(near.apart) == nearest;
            let fits_best = fits(near) && Some(near.apart) == nearest_fitting;
            fits_best || (is_nearest && !agree)
        })
        .collect();
    if let Some(county) = asked.county {
        chosen = those(chosen, |term| term.is_in_county(county));
    }
    those(chosen, |term| term.is_at(asked.time))
}

/// Those of which it is so, where it is so of any.
fn those(near: Vec<Near<'_>>, is_so: impl Fn(&Term) -> bool) -> Vec<Near<'_>> {
    if near.iter().any(|near| is_so(near.term)) {
        near.into_iter().filter(|near| is_so(near.term)).collect()
    } else {
        near
    }
}

fn because(term: &Term, asked: &Asked<'_>, is_alone: bool) -> Vec<&'static str> {
    let same_program = asked.program.is_some_and(|program| term.is_of_program(program));
    let same_county = asked.county.is_some_and(|county| term.is_in_county(county));
    let all = [
        (same_program, "same program"),
        (same_county, "same county"),
        (is_alone, "the only name near"),
    ];
    all.into_iter().filter_map(|(is_so, words)| is_so.then_some(words)).collect()
}

/// What to do about a name that may be meant for these.
pub(super) fn help(written: &str, proposals: &[Proposal]) -> String {
    let named = |proposal: &Proposal| {
        let site = format!("site `{}`", proposal.site);
        let because = [site.as_str()].into_iter().chain(proposal.because.iter().copied());
        format!("`{}` ({})", proposal.name, because.collect::<Vec<_>>().join(", "))
    };
    let all: Vec<String> = proposals.iter().map(named).collect();
    let row = match proposals {
        [only] => format!("`{}`", only.site),
        _ => "the right one".to_owned(),
    };
    let meant = if all.len() < 2 {
        all.concat()
    } else {
        all_of(all.iter().map(String::as_str)).replace(" and `", " or `")
    };
    format!("did you mean {meant}? then put `{written}` under `aliases` of {row} in the site list")
}
