//! Finding one's way in the rulebook.

use super::{
    Rulebook,
    kind::{
        Band, Care, Comparison, Crosswalk, Decimal, Framework, Group, Instrument, Item,
        MatchingRules, Scale, Scoring, Target, Targets, VersionLink,
    },
};
use crate::model::Exact;

/// Two versions of an instrument, the older one first, and the group or standard to link.
#[derive(Clone, Copy, Debug)]
pub struct LinkKey<'a> {
    pub instrument: &'a str,
    pub from: &'a str,
    pub to: &'a str,
    pub level: &'a str,
    pub id: &'a str,
}

impl Rulebook {
    /// The scale of an item: its own, or that of its instrument.
    ///
    /// # Panics
    ///
    /// When the rulebook does not have it, which loading has made sure of.
    pub fn scale_of(&self, instrument: &Instrument, item: &Item) -> &Scale {
        let id = item.scale.as_ref().unwrap_or(&instrument.scale);
        self.scales.get(id).expect("loading checks that every scale is there")
    }

    /// How an instrument is scored: the first scoring file for it, by id.
    pub fn scoring_for(&self, instrument: &str) -> Option<&Scoring> {
        self.scoring.values().find(|scoring| scoring.instrument == instrument)
    }

    /// What scores of a level are held against; the most specific targets win.
    ///
    /// For standards these are targets for what this instrument says about the framework, then
    /// for the framework. For items and groups they are targets for the instrument.
    pub fn targets_for(
        &self,
        level: &str,
        instrument: &str,
        framework: Option<&str>,
    ) -> Option<&Targets> {
        let speaks_of = |targets: &&Targets| {
            targets.levels.is_empty() || targets.levels.iter().any(|named| named == level)
        };
        let find = |framework: Option<&str>, instrument: Option<&str>| {
            self.targets.values().filter(speaks_of).find(|targets| {
                targets.framework.as_deref() == framework
                    && targets.instrument.as_deref() == instrument
            })
        };
        match framework {
            Some(framework) => {
                find(Some(framework), Some(instrument)).or_else(|| find(Some(framework), None))
            }
            None => find(None, Some(instrument)),
        }
    }

    pub fn crosswalk(&self, id: &str) -> Option<&Crosswalk> {
        self.crosswalks.get(id)
    }

    /// What scores of a level of an instrument are held against, whether the level is its own or
    /// that of the standards that it speaks to.
    pub fn targets_of_level(&self, instrument: &str, level: &str) -> Option<&Targets> {
        self.targets_for(level, instrument, self.framework_of_level(instrument, level))
    }

    /// The framework whose standards a level of an instrument is about; none where it is about parts
    /// of the instrument.
    pub fn framework_of_level(&self, instrument: &str, level: &str) -> Option<&str> {
        let rule = self.scoring_for(instrument)?.level.iter().find(|rule| rule.id == level)?;
        Some(&self.crosswalk(rule.crosswalk.as_deref()?)?.framework)
    }

    /// How careful to be: by the first analysis file, by id; else as usual.
    pub fn care(&self) -> Care {
        self.analysis.values().next().map(Care::from).unwrap_or_default()
    }

    /// What links two versions of an instrument for a group or standard: the link that names it, else
    /// one that names its level, else one for all; the first by id where two are alike.
    pub fn link_for(&self, key: LinkKey<'_>) -> Option<&VersionLink> {
        let speaks = |link: &&VersionLink| {
            let versions = (link.from.as_str(), link.to.as_str());
            link.instrument == key.instrument
                && versions == (key.from, key.to)
                && link.speaks_of(key.level, key.id)
        };
        self.links.values().filter(speaks).min_by_key(|link| link.wideness())
    }

    /// Who could help whom: by the first matching file, by id. None where there is none.
    pub fn matching_rules(&self) -> Option<&MatchingRules> {
        self.matching.values().next()
    }

    /// The standards that plans are about: those of the first plan template, by id.
    pub fn plan_framework(&self) -> Option<&Framework> {
        let plan = self.plans.values().next()?;
        self.frameworks.get(&plan.framework)
    }
}

impl Instrument {
    pub fn item_by_id(&self, id: &str) -> Option<&Item> {
        self.item.iter().find(|item| item.id == id)
    }

    pub fn group_by_id(&self, id: &str) -> Option<&Group> {
        self.group.iter().find(|group| group.id == id)
    }

    /// The parts of a group, by id: those that it lists, or the groups and items that name it, in
    /// the order in which they stand.
    pub fn parts_of<'a>(&'a self, group: &'a Group) -> Vec<&'a str> {
        if !group.parts.is_empty() {
            return group.parts.iter().map(String::as_str).collect();
        }
        let lies_in = |within: &Option<String>| within.as_ref() == Some(&group.id);
        let groups = self.group.iter().filter(|part| lies_in(&part.r#in)).map(|part| &*part.id);
        let items = self.item.iter().filter(|part| lies_in(&part.r#in)).map(|part| &*part.id);
        groups.chain(items).collect()
    }
}

impl Item {
    /// The name, and behind it the code that stands on the form, if there is one.
    pub fn called(&self) -> String {
        match &self.code {
            Some(code) => format!("{} ({code})", self.name),
            None => self.name.clone(),
        }
    }
}

impl Scale {
    /// The lowest and the highest number of the scale; none for names.
    pub fn range(&self) -> Option<(&Exact, &Exact)> {
        if let (Some(Decimal(lowest)), Some(Decimal(highest))) = (&self.lowest, &self.highest) {
            return Some((lowest, highest));
        }
        let values = || self.level.iter().filter_map(|level| level.value.as_ref());
        let Decimal(lowest) = values().min()?;
        let Decimal(highest) = values().max()?;
        Some((lowest, highest))
    }
}

impl Targets {
    /// The band of a score of an item, group or standard: the last one whose lower bound it
    /// reaches. None where there are too few forms.
    pub fn band_of(&self, id: &str, score: &Exact, n_responses: usize) -> Option<&Band> {
        let fewest = self.minimum_responses.unwrap_or(0);
        if n_responses < fewest as usize {
            return None;
        }
        let own = self.exception.iter().find(|exception| exception.id == id);
        self.band.iter().rev().find(|band| band.bound(own) <= score)
    }

    /// The target for an item, group or standard, and whether exactly that is enough.
    pub fn target_of(&self, id: &str) -> Option<(&Exact, Comparison)> {
        let own = self.exception.iter().find(|exception| exception.id == id);
        let own = own.and_then(|own| Some((own.target.as_ref()?, own.comparison)));
        let (Decimal(target), comparison) =
            own.or_else(|| Some((self.target.as_ref()?, self.comparison)))?;
        Some((target, comparison))
    }

    /// Whether a score is at its target. None where there is none.
    pub fn meets(&self, id: &str, score: &Exact) -> Option<bool> {
        let (target, comparison) = self.target_of(id)?;
        Some(match comparison {
            Comparison::AtLeast => target <= score,
            Comparison::MoreThan => target < score,
        })
    }
}

impl Band {
    /// The lower bound, which an exception may have set otherwise.
    pub fn bound<'a>(&'a self, exception: Option<&'a Target>) -> &'a Exact {
        let own = exception.and_then(|exception| exception.bounds.get(&self.id));
        let Decimal(from) = own.unwrap_or(&self.from);
        from
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Source,
        rulebook::{document::Document, shape},
    };

    fn targets(text: &str) -> Targets {
        let head =
            "\n[about]\nid = \"t\"\ntitle = \"T\"\nversion = \"1\"\nstatus = [\"proposed\"]\n";
        let text = format!("kind = \"targets\"\nlowest = 1\nhighest = 4\n{text}");
        let text = text.replacen("\n[[", &format!("{head}\n[["), 1);
        let mut document = Document::read(&Source::named("t.toml"), &text.into()).unwrap();
        shape::value(&mut document, "targets").value.unwrap()
    }

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    const BANDS: &str = "\
target = 3
minimum_responses = 2

[[exception]]
id = \"safe\"
target = 3.5
comparison = \"more-than\"

[[band]]
id = \"low\"
label = \"Low\"
from = 1

[[band]]
id = \"high\"
label = \"High\"
from = 3
";

    #[test]
    fn a_score_is_held_against_its_bounds_unrounded() {
        let targets = targets(BANDS);
        let band = |score: &str| targets.band_of("item", &exact(score), 2).map(|band| &*band.id);
        assert_eq!(band("2.995"), Some("low"));
        assert_eq!(band("3"), Some("high"));
        assert_eq!(band("0.5"), None);
        assert_eq!(targets.band_of("item", &exact("3"), 1), None, "too few forms");
    }

    #[test]
    fn an_exception_has_bounds_or_a_target_of_its_own() {
        let targets =
            targets(&format!("{BANDS}\n[[exception]]\nid = \"hard\"\nbounds = {{ high = 2.5 }}\n"));
        let band = |id, score: &str| targets.band_of(id, &exact(score), 2).map(|band| &*band.id);
        assert_eq!((band("hard", "2.5"), band("calm", "2.5")), (Some("high"), Some("low")));
        assert_eq!(band("safe", "2.5"), Some("low"), "its target alone is its own");
        assert_eq!(targets.meets("hard", &exact("3")), Some(true), "the target that all have");
    }

    #[test]
    fn an_exception_has_a_target_and_comparison_of_its_own() {
        let targets = targets(BANDS);
        assert_eq!(targets.meets("calm", &exact("3")), Some(true));
        assert_eq!(targets.meets("safe", &exact("3.5")), Some(false));
        assert_eq!(targets.meets("safe", &exact("3.51")), Some(true));
    }
}
