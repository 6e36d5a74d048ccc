//! What there is to say about how a site was found.

use super::{Match, Sites, asked::Term, asked::Time, proposal};
use crate::{
    diagnostic::{Code, Diagnostic, one_of},
    model::{CdsCode, CdsCodeError, SiteId},
    tidy::sites::{asked::Asked, proposal::Proposal},
};

impl Sites {
    fn listed(&self, site: &SiteId) -> &str {
        self.by_id.get(site).map_or("", |site| &site.name)
    }

    /// Nothing is called so.
    pub(super) fn unknown(&self, text: &str, asked: &Asked<'_>) -> Diagnostic {
        let error = Diagnostic::error(Code::UnknownSite, format!("no site is called `{text}`"));
        let proposals = self.proposed(asked);
        if let (Some(name), false) = (asked.name, proposals.is_empty()) {
            return touching(error.help(proposal::help(name, &proposals)), &proposals);
        }
        let near: Vec<&SiteId> = self.ids_near(text).collect();
        if near.is_empty() {
            let help = "add it to the list of sites, or write the name as the list does";
            return error.help(help);
        }
        let ids = one_of(near.iter().map(|id| &*id.0));
        near.into_iter().fold(error.help(format!("did you mean {ids}?")), |error, id| {
            error.touching(id.clone())
        })
    }

    /// Ids that are one slip away.
    fn ids_near(&self, text: &str) -> impl Iterator<Item = &SiteId> {
        let text = text.to_lowercase();
        let is_near = move |id: &&SiteId| {
            3 < text.len() && strsim::osa_distance(&text, &id.0.to_lowercase()) == 1
        };
        let near: Vec<_> = self.by_id.keys().filter(is_near).take(5).collect();
        let few = near.len() < 5;
        near.into_iter().filter(move |_| few)
    }

    pub(super) fn differs(&self, name: &str, site: &SiteId, what: &str) -> Diagnostic {
        let listed = self.listed(site);
        let message =
            format!("the name `{name}` differs from the list, which has `{listed}` for `{site}`");
        let help =
            format!("the {what} counts; write the name as the list does, or add it as an alias");
        Diagnostic::warning(Code::UnknownSite, message).help(help).touching(site.clone())
    }

    pub(super) fn two_sites(&self, id: &str, by_id: &SiteId, by_name: &SiteId) -> Diagnostic {
        let message = format!(
            "the id `{id}` is that of `{}`, and the name is that of `{by_name}`, `{}`",
            self.listed(by_id),
            self.listed(by_name)
        );
        Diagnostic::error(Code::UnknownSite, message)
            .help("put the one that is wrong right")
            .touching(by_id.clone())
            .touching(by_name.clone())
    }

    /// A CDS code of another site than the one that the form names.
    pub(super) fn code_of_another(
        &self,
        code: &CdsCode,
        site: &SiteId,
        other: &SiteId,
    ) -> Diagnostic {
        let message = format!(
            "the CDS code `{code}` is that of `{other}`, `{}`, and the form names `{site}`, `{}`",
            self.listed(other),
            self.listed(site)
        );
        Diagnostic::error(Code::SiteContradicted, message)
            .help("put the one that is wrong right; the form is not used until then")
            .touching(site.clone())
            .touching(other.clone())
    }

    /// A CDS code that the list does not have, for a site that has another one.
    pub(super) fn code_unlisted(
        &self,
        code: &CdsCode,
        site: &SiteId,
        counts: Counts,
    ) -> Diagnostic {
        let own = self.by_id.get(site).and_then(|site| site.cds_code.as_ref());
        let own = own.map_or(String::new(), CdsCode::to_string);
        let name = self.listed(site);
        let message = format!("the CDS code is `{code}`, and the list has `{own}` for `{name}`");
        let told = match counts {
            Counts::SiteId => Diagnostic::warning(Code::SiteContradicted, message)
                .help("the site id counts; put the code right, here or in the list"),
            Counts::Neither => Diagnostic::error(Code::SiteContradicted, message).help(
                "it may be another school of this name: put the code right, or add the school to the list",
            ),
        };
        told.touching(site.clone())
    }

    /// The form says another program than the list has for this name.
    pub(super) fn other_program(
        &self,
        name: &str,
        program: &str,
        site: &SiteId,
        proposals: &[Proposal],
    ) -> Diagnostic {
        let own = self.by_id.get(site).and_then(|site| site.program.as_deref()).unwrap_or_default();
        let message =
            format!("`{name}` is a site of `{own}`, and this form is of the program `{program}`");
        if proposals.is_empty() {
            return Diagnostic::warning(Code::SiteContradicted, message)
                .help(format!(
                    "the form counts for `{site}`; put the program right, or give the site of \
                     `{program}` a row of its own in the site list"
                ))
                .touching(site.clone());
        }
        let error = Diagnostic::error(Code::SiteContradicted, message)
            .help(format!("{}; or put the program right", proposal::help(name, proposals)))
            .touching(site.clone());
        touching(error, proposals)
    }

    /// A name or an id that was not in use at that time, of a site that was.
    pub(super) fn retired(&self, text: &str, site: &SiteId, time: Time) -> Diagnostic {
        let in_use = self.terms_of(site).find(|term| term.is_at(Some(time)));
        let message = format!("`{text}` was not in use {time}");
        let note = Diagnostic::note(Code::RetiredName, message);
        let help = in_use.map(|term| {
            format!(
                "the list has `{}` (`{}`) for that time; the form counts for it",
                term.name, term.id
            )
        });
        note.help(help.unwrap_or_default()).touching(site.clone())
    }

    /// A form of a time when the site was not open.
    pub(super) fn closed(&self, text: &str, site: &SiteId, time: Time) -> Diagnostic {
        let open = self.by_id.get(site).map(|site| site.open).unwrap_or_default();
        let message = format!("`{text}` is in the list {open}, and was not {time}");
        let follows: Vec<&str> = self
            .followed
            .iter()
            .filter(|(before, _)| before == site)
            .map(|(_, next)| self.listed(next))
            .collect();
        let help = if follows.is_empty() {
            format!(
                "the form counts for `{site}`; look at the year, or at the dates in the site list"
            )
        } else {
            let follows = one_of(follows);
            format!("the form counts for `{site}`; if {follows} is meant, write its name")
        };
        Diagnostic::warning(Code::RetiredName, message).help(help).touching(site.clone())
    }
}

/// More than one site is called so, and nothing in the form tells which.
pub(super) fn several(text: &str, terms: &[&Term]) -> Diagnostic {
    let message = format!("more than one site is called `{text}`");
    let mut sites: Vec<&SiteId> = terms.iter().map(|term| &term.site).collect();
    sites.sort();
    sites.dedup();
    let ids = one_of(sites.iter().map(|id| &*id.0));
    let mut programs: Vec<&str> = terms.iter().filter_map(|term| term.program.as_deref()).collect();
    programs.sort_unstable();
    programs.dedup();
    let help = if programs.len() < 2 {
        format!("write the site id as well: {ids}")
    } else {
        let programs = one_of(programs);
        format!("write the site id as well: {ids}; or the program: {programs}")
    };
    let error = Diagnostic::error(Code::UnknownSite, message).help(help);
    sites.into_iter().fold(error, |error, site| error.touching(site.clone()))
}

pub(super) fn taken_by_name(id: &str, name: &str, site: &SiteId) -> Diagnostic {
    let message = format!("no site has the id `{id}`; the form is taken to be from `{name}`");
    let help = format!("the list has `{name}` as `{site}`");
    Diagnostic::warning(Code::UnknownSite, message).help(help)
}

/// What counts where a code and the list differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Counts {
    SiteId,
    Neither,
}

fn touching(told: Diagnostic, proposals: &[Proposal]) -> Diagnostic {
    proposals.iter().fold(told, |told, proposal| told.touching(proposal.site.clone()))
}

pub(super) fn lost_zero(written: &str, found: &Match) -> Option<Diagnostic> {
    let Match::Repaired(site) = found else { return None };
    let message = format!("`{written}` has lost its leading zero and is read as `{site}`");
    let note = Diagnostic::note(Code::SiteIdRepaired, message)
        .help("a spreadsheet drops it from numbers; store the id as text");
    Some(note.touching(site.clone()))
}

/// A code that had lost its zero.
pub(in crate::tidy) fn code_repaired(text: &str, code: &CdsCode) -> Diagnostic {
    let message =
        format!("the CDS code `{text}` has lost its leading zero and is read as `{code}`");
    Diagnostic::note(Code::CdsCodeRepaired, message)
        .help("a spreadsheet drops it from numbers; store the code as text")
}

pub(in crate::tidy) fn code_unusable(text: &str, why: CdsCodeError) -> Diagnostic {
    let reason = match why {
        CdsCodeError::Scientific => "a spreadsheet has rounded it".to_owned(),
        CdsCodeError::Length { digits } => format!("it has {digits} digits and not 14"),
        CdsCodeError::Shape => "it holds more than digits".to_owned(),
    };
    let message = format!("the CDS code `{text}` cannot be used: {reason}");
    Diagnostic::warning(Code::CdsCodeUnusable, message)
        .help("look it up again and store it as text; the site is used without it")
}
