//! The rules of one instrument, laid out for scoring: what is scored, from which parts, when.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use crate::{
    model::Exact,
    rulebook::{
        Rulebook,
        kind::{Combine, Crosswalk, Effect, Instrument, LevelRule, Method, Scale, WhichRows},
    },
};

/// Something that gets a score: an item, a group of items or a standard.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Node {
    pub(super) level: Arc<str>,
    pub(super) id: Arc<str>,
}

/// How one node above the items is made.
#[derive(Clone, Debug)]
pub(super) struct Making<'a> {
    pub(super) node: usize,
    /// Places in [`Scheme::nodes`], with weights.
    pub(super) parts: Vec<(usize, Exact)>,
    pub(super) rule: &'a LevelRule,
    pub(super) crosswalk: Option<&'a Crosswalk>,
    /// The rule in words.
    pub(super) words: Arc<str>,
}

/// One step across forms.
#[derive(Clone, Debug)]
pub(super) struct Step<'a> {
    pub(super) combine: &'a Combine,
    /// The fields by which forms stay apart: those of all later steps.
    pub(super) apart_by: Vec<&'a str>,
    pub(super) words: Arc<str>,
}

/// The rules of one instrument.
#[derive(Debug)]
pub(super) struct Scheme<'a> {
    /// Items first, in the order of the instrument.
    pub(super) nodes: Vec<Node>,
    pub(super) items: BTreeMap<&'a str, usize>,
    scales: Vec<&'a Scale>,
    pub(super) steps: Vec<Step<'a>>,
    /// The step before which forms count as separate looks.
    pub(super) independent_before: usize,
    /// Made within each form, after each step, and last of all: as many as there are steps, and two.
    pub(super) makings: Vec<Vec<Making<'a>>>,
}

/// The level of single items.
pub(super) const ITEM: &str = "item";
/// The field by which rounds of a year stay apart.
pub(super) const OCCASION: &str = "occasion";

/// The step where the rules name none: the forms are averaged.
static AVERAGE: LazyLock<Vec<Combine>> = LazyLock::new(|| {
    vec![Combine {
        id: "forms".to_owned(),
        over: Vec::new(),
        method: Method::Mean,
        rows: WhichRows::All,
        minimum: None,
    }]
});

impl<'a> Scheme<'a> {
    /// None where there are no scoring rules for the instrument.
    pub(super) fn of(instrument: &'a Instrument, rulebook: &'a Rulebook) -> Option<Scheme<'a>> {
        let scoring = rulebook.scoring_for(&instrument.about.id)?;
        let declared = &scoring.combine;
        let steps = steps(if declared.is_empty() { &AVERAGE } else { declared });
        let mut scheme = Scheme {
            nodes: items(instrument),
            items: instrument.item.iter().map(|item| item.id.as_str()).zip(0..).collect(),
            scales: scales(instrument, rulebook),
            independent_before: independent_before(&steps, scoring.independent_before.as_deref()),
            makings: vec![Vec::new(); steps.len() + 2],
            steps,
        };
        for rule in &scoring.level {
            let moment = scheme.moment(&rule.after);
            let made = match rule.crosswalk.as_ref().and_then(|id| rulebook.crosswalks.get(id)) {
                Some(crosswalk) => scheme.standards(rule, crosswalk, rulebook),
                None => scheme.groups(rule, instrument),
            };
            scheme.makings[moment].extend(made);
        }
        Some(scheme)
    }

    /// What the scale says of a missing state of an item.
    pub(super) fn effect(&self, item: usize, state: &str) -> (Effect, Option<&Exact>) {
        let missing = self.scales[item].missing.iter().find(|missing| missing.id == state);
        missing.map_or((Effect::LeftOut, None), |missing| {
            (missing.effect, missing.counts_as.as_ref().map(|value| &value.0))
        })
    }

    /// What people read for a missing state of an item.
    pub(super) fn label(&self, item: usize, state: &str) -> Arc<str> {
        let missing = self.scales[item].missing.iter().find(|missing| missing.id == state);
        missing.map_or(state, |missing| &missing.label).into()
    }

    /// When a level is made: 0 within each form, k after step k, one more at the end.
    fn moment(&self, after: &str) -> usize {
        match after {
            "start" => 0,
            step => self
                .steps
                .iter()
                .position(|known| known.combine.id == step)
                .map_or(self.steps.len() + 1, |place| place + 1),
        }
    }

    fn groups(&mut self, rule: &'a LevelRule, instrument: &'a Instrument) -> Vec<Making<'a>> {
        let wanted = |id: &String| rule.groups.is_empty() || rule.groups.contains(id);
        let groups = instrument.group.iter().filter(|group| group.level == rule.id);
        let mut made = Vec::new();
        for group in groups.filter(|group| wanted(&group.id)) {
            let parts = parts(&group.id, &group.parts, instrument)
                .into_iter()
                .filter_map(|(node, weight)| Some((self.place(&node)?, weight)))
                .collect();
            let node =
                self.add(Node { level: rule.id.as_str().into(), id: group.id.as_str().into() });
            made.push(Making {
                node,
                parts,
                rule,
                crosswalk: None,
                words: level_words(rule, None),
            });
        }
        made
    }

    fn standards(
        &mut self,
        rule: &'a LevelRule,
        crosswalk: &'a Crosswalk,
        rulebook: &'a Rulebook,
    ) -> Vec<Making<'a>> {
        let framework = rulebook.frameworks.get(&crosswalk.framework);
        let mut made = Vec::new();
        for standard in framework.iter().flat_map(|framework| &framework.standard) {
            let links = crosswalk.link.iter().filter(|link| link.standard == standard.id);
            let parts: Vec<(usize, Exact)> = links
                .filter_map(|link| Some((self.linked(&link.from)?, link.weight.0.clone())))
                .collect();
            if parts.is_empty() {
                continue;
            }
            let node =
                self.add(Node { level: rule.id.as_str().into(), id: standard.id.as_str().into() });
            let words = level_words(rule, Some(crosswalk));
            made.push(Making { node, parts, rule, crosswalk: Some(crosswalk), words });
        }
        made
    }

    /// The item or group that a crosswalk starts from. Items and groups share their ids' room.
    fn linked(&self, id: &str) -> Option<usize> {
        self.nodes.iter().position(|node| &*node.id == id)
    }

    fn place(&self, node: &Node) -> Option<usize> {
        self.nodes.iter().position(|known| known == node)
    }

    fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }
}

fn items(instrument: &Instrument) -> Vec<Node> {
    let node = |id: &str| Node { level: ITEM.into(), id: id.into() };
    instrument.item.iter().map(|item| node(&item.id)).collect()
}

fn scales<'a>(instrument: &'a Instrument, rulebook: &'a Rulebook) -> Vec<&'a Scale> {
    instrument.item.iter().map(|item| rulebook.scale_of(instrument, item)).collect()
}

/// The parts of a group, with their weights: those it lists, else those that lie in it.
fn parts(group: &str, listed: &[String], instrument: &Instrument) -> Vec<(Node, Exact)> {
    let weight = |weight: &Option<crate::rulebook::kind::Decimal>| {
        weight.as_ref().map_or(Exact::ONE, |weight| weight.0.clone())
    };
    let belongs = |id: &String, within: &Option<String>| {
        if listed.is_empty() { within.as_deref() == Some(group) } else { listed.contains(id) }
    };
    let items = instrument.item.iter().filter(|item| belongs(&item.id, &item.r#in)).map(|item| {
        (Node { level: ITEM.into(), id: item.id.as_str().into() }, weight(&item.weight))
    });
    let groups = instrument.group.iter().filter(|part| belongs(&part.id, &part.r#in)).map(|part| {
        (
            Node { level: part.level.as_str().into(), id: part.id.as_str().into() },
            weight(&part.weight),
        )
    });
    let mut parts: Vec<(Node, Exact)> = items.chain(groups).collect();
    let place = |node: &Node| listed.iter().position(|id| **id == *node.id);
    parts.sort_by_key(|(node, _)| place(node));
    parts
}

fn steps(combine: &[Combine]) -> Vec<Step<'_>> {
    let all_fields = |from: usize| {
        combine[from..].iter().flat_map(|step| step.over.iter().map(String::as_str)).collect()
    };
    let step = |(place, combine)| Step {
        combine,
        apart_by: all_fields(place + 1),
        words: combine_words(combine),
    };
    combine.iter().enumerate().map(step).collect()
}

/// The step before which forms are separate looks: the one that is named, else the last that does
/// more than bring the rounds of a year together.
fn independent_before(steps: &[Step<'_>], named: Option<&str>) -> usize {
    let only_rounds = |step: &Step<'_>| step.combine.over.iter().all(|field| field == OCCASION);
    let by_name = steps.iter().position(|step| Some(step.combine.id.as_str()) == named);
    by_name.or_else(|| steps.iter().rposition(|step| !only_rounds(step))).unwrap_or(0)
}

fn combine_words(combine: &Combine) -> Arc<str> {
    let consensus = match combine.rows {
        WhichRows::All => "",
        WhichRows::ConsensusFirst => ", an agreed rating before those of single people",
    };
    format!("{} over {}{consensus}", method_words(combine.method), combine.over.join(", ")).into()
}

fn level_words(rule: &LevelRule, crosswalk: Option<&Crosswalk>) -> Arc<str> {
    let by = crosswalk.map_or(String::new(), |crosswalk| format!(", by `{}`", crosswalk.about.id));
    format!("{}{by}", method_words(rule.method)).into()
}

const fn method_words(method: Method) -> &'static str {
    match method {
        Method::Mean => "mean",
        Method::WeightedMean => "weighted mean",
        Method::PooledMean => "mean of all ratings",
        Method::Median => "median",
        Method::Sum => "sum",
        Method::Minimum => "lowest",
        Method::Maximum => "highest",
        Method::Mode => "most frequent",
        Method::ShareAtOrAbove => "share at or above the line",
        Method::KOfN => "enough at or above the line (1) or not (0)",
        Method::Ladder => "steps reached",
        Method::Ratio => "first part divided by the second",
    }
}
