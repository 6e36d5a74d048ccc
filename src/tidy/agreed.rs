//! Ratings that a group agreed on, beside those that its people gave alone.

use std::collections::BTreeMap;

use super::form::Form;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Basis, EvidenceSource},
    rulebook::{Rulebook, kind::WhichRows},
};

/// Notes on forms that were agreed on where the same people rated alone as well, and the rules let
/// only the agreed ones count. One for each site, instrument and school year.
pub(super) fn agreed_beside(forms: &[Form<'_>], rulebook: &Rulebook) -> Vec<Diagnostic> {
    let mut together: BTreeMap<_, Vec<&Form<'_>>> = BTreeMap::new();
    for form in forms.iter().filter(|form| agreed_count_first(form, rulebook)) {
        together.entry(form.occasion_key()).or_default().push(form);
    }
    let mut told = BTreeMap::new();
    for forms in together.into_values() {
        let (agreed, alone): (Vec<&Form<'_>>, Vec<&Form<'_>>) =
            forms.into_iter().partition(|form| form.basis() == Basis::Consensus);
        if let (Some(agreed), false) = (agreed.first(), alone.is_empty()) {
            let (site, instrument, source, year, _) = agreed.occasion_key();
            let key = (site, instrument, source, year);
            told.entry(key).or_insert_with(|| beside(agreed, alone.len()));
        }
    }
    told.into_values().collect()
}

/// Whether the rules take the ratings agreed on, where a site rates itself. Of observers who visit
/// together each row says its basis.
fn agreed_count_first(form: &Form<'_>, rulebook: &Rulebook) -> bool {
    if form.source == EvidenceSource::Observation {
        return false;
    }
    let instrument = &form.draft.instrument.about.id;
    let mut rules = rulebook.scoring.values().filter(|rules| rules.instrument == *instrument);
    rules.any(|rules| rules.combine.iter().any(|step| step.rows == WhichRows::ConsensusFirst))
}

fn beside(agreed: &Form<'_>, alone: usize) -> Diagnostic {
    let people = if alone == 1 { "1 person".to_owned() } else { format!("{alone} people") };
    let message =
        format!("the ratings agreed on stand beside those of {people}, and only these count");
    let help = "nothing to do: the others show how far apart people were before they agreed";
    let note = Diagnostic::note(Code::AgreedBeside, message).help(help);
    agreed.draft.tell(note.touching(agreed.site.clone()), agreed.draft.first)
}
