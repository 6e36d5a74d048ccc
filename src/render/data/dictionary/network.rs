//! What the columns of what a network has in common mean.

pub(super) fn about(table: &str) -> &'static str {
    match table {
        "challenges" => {
            "One row a standard: how many sites with a plan work on it and lie below target, and what would help by the rules of kind `matching`. Counts of sites, not a ranking."
        }
        "needs" => {
            "One row a site and standard in the focus of its plan, first things first: whether another site could help."
        }
        "partners" => {
            "One row a site, a site that could help it, and a standard. Suggestions that people settle: ask first. The first partner fits best by the rules; that says nothing of how good a site is."
        }
        _ => {
            "One row a site with a plan, by name: the summary for the yearly report. The rules of kind `plan` name its columns; what people fill in is empty. Its texts are for reading, not for counting."
        }
    }
}

pub(super) const MEANINGS: &[(&str, &str, &str)] = &[
    ("challenges", "standard", "the standard"),
    ("challenges", "name", "its name, in short"),
    ("challenges", "sites", "sites with a plan"),
    ("challenges", "in_focus", "sites whose plan works on it"),
    ("challenges", "urgent", "of these, sites in which it comes first whatever the averages say"),
    ("challenges", "self_rated", "sites with a recent self-assessment score and a target"),
    ("challenges", "self_below", "of these, sites below target"),
    ("challenges", "observed", "sites with a recent observation score and a target"),
    ("challenges", "observed_below", "of these, sites below target"),
    ("challenges", "givers", "sites that are strong enough in it to help others"),
    ("challenges", "with_partner", "sites that work on it and have such a site in reach"),
    (
        "challenges",
        "start",
        "the better start: `session` for staff, `coaching` on site, or a `partner` where each site has one; empty where nobody works on it, and without rules",
    ),
    ("challenges", "coaching_hours", "hours of coaching in a year for the sites without a partner"),
    ("needs", "standard", "the standard in focus"),
    ("needs", "urgent", "`yes` where it comes first whatever the averages say"),
    (
        "needs",
        "site_pressed_by_it",
        "`yes` where the site has as many pressing standards as the rules ask for, and this is one",
    ),
    (
        "needs",
        "partner",
        "`near`: a site in reach could help; `evidence_too_thin`: sites in reach are at target, but not clearly or by few forms or visits; `elsewhere`: sites in other regions are strong; `no_strength`: none is",
    ),
    ("needs", "sites", "how many sites that are; empty otherwise"),
    ("partners", "partner_site_id", "the site that could help, or be helped in return"),
    (
        "partners",
        "way",
        "`helps`: the partner could help the site; `in_return`: the site could help the partner",
    ),
    ("partners", "standard", "in which standard"),
    ("partners", "source", "whose eyes the strength rests on"),
    ("partners", "n_responses", "independent looks behind the strength"),
    ("partners", "contradicted_by", "the other source, where it lies below target"),
    (
        "partners",
        "no_common_grade",
        "`yes` where both grade spans are known and have no grade in common",
    ),
    ("grantee_summary", "site", "the site, by name"),
    ("grantee_summary", "cds_fein", "the CDS code of the list of sites, checked for 14 digits"),
    ("grantee_summary", "school_year", "the school year of the plan"),
    ("grantee_summary", "funding", "the grants of the list of sites"),
    ("grantee_summary", "tools", "the tools that the plan rests on"),
    ("grantee_summary", "dates", "the first and the last day of these assessments"),
    ("grantee_summary", "stakeholders", "the roles of those who rated, as written"),
    ("grantee_summary", "raters", "people who rated alone, or a group that agreed"),
    ("grantee_summary", "observations", "observed activities"),
    ("grantee_summary", "focus", "the standards in focus"),
    (
        "grantee_summary",
        "actions_done",
        "steps done, of those in the site\u{2019}s tracker; for people where there is none",
    ),
    ("grantee_summary", "mid_year", "for people: the mid-year check"),
    ("grantee_summary", "results", "for people: how the goals went"),
    ("grantee_summary", "support", "what would help with the standards in focus, by the rules"),
    ("grantee_summary", "plan_on_site", "for people: the date of the plan kept at the site"),
];
