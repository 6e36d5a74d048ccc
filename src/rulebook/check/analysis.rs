//! Analysis: shares are shares.

use super::{Check, decimal};
use crate::{
    model::Exact,
    rulebook::kind::{AnalysisRules, Decimal},
};

pub(super) fn check(check: &mut Check<'_>, rules: &AnalysisRules) {
    let shares = [
        ("/false_discovery_share", &rules.false_discovery_share),
        ("/reliability_goal", &rules.reliability_goal),
        ("/robust_share", &rules.robust_share),
    ];
    for (pointer, share) in shares {
        let Some(Decimal(share)) = share else { continue };
        if *share <= Exact::ZERO || Exact::whole(1) <= *share {
            let message = format!("{} is not a share between 0 and 1", decimal(share));
            check.incomplete(pointer, message, "write a number such as 0.1");
        }
    }
}
