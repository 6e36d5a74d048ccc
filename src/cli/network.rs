//! `cqi network`: what a network has in common, from the folder of a run.

use std::collections::BTreeMap;

use anyhow::Result;

use super::{
    Ending, Streams,
    args::NetworkArguments,
    tables::{self, Row},
};
use crate::diagnostic::count;

pub(super) fn network(arguments: &NetworkArguments, streams: &mut Streams<'_>) -> Result<Ending> {
    let read = |name| tables::rows(&arguments.out, name);
    let (challenges, needs, partners) = (read("challenges")?, read("needs")?, read("partners")?);
    let sites = names(&read("grantee_summary").unwrap_or_default(), "site_id", "site");
    let standards = names(&challenges, "standard", "name");
    let told = Told { challenges, needs, partners, sites, standards };
    for line in told.lines() {
        writeln!(streams.out, "{line}")?;
    }
    Ok(Ending::Done)
}

/// The names that a table has, by id.
fn names(rows: &[Row], id: &str, name: &str) -> BTreeMap<String, String> {
    rows.iter().filter_map(|row| Some((row[id].clone(), row.get(name)?.clone()))).collect()
}

/// What the data files hold.
struct Told {
    challenges: Vec<Row>,
    needs: Vec<Row>,
    partners: Vec<Row>,
    /// Names by id. Those of sites stand in the summary for the yearly report, where there is one.
    sites: BTreeMap<String, String>,
    standards: BTreeMap<String, String>,
}

impl Told {
    fn lines(&self) -> Vec<String> {
        if self.challenges.is_empty() {
            return vec!["no site has a plan, so there is nothing in common yet".to_owned()];
        }
        let mut lines = vec!["Common challenges".to_owned()];
        lines.extend(self.challenges.iter().map(|row| self.challenge(row)));
        lines.extend(self.needs());
        lines.extend(self.contributions());
        lines.push(String::new());
        lines.push("Suggestions for a talk: people make the pairs. Sites stand by id.".to_owned());
        lines
    }

    /// What each site works on, and who could help with what.
    fn needs(&self) -> Vec<String> {
        let mut lines = vec![String::new(), "Needs, and who could help".to_owned()];
        for of_site in self.needs.chunk_by(|one, next| one["site_id"] == next["site_id"]) {
            lines.push(format!("  {}", self.name(&of_site[0]["site_id"])));
            lines.extend(of_site.iter().map(|need| format!("    {}", self.need(need))));
        }
        lines
    }

    fn need(&self, need: &Row) -> String {
        let helps = self.partners.iter().filter(|row| {
            let same = ["site_id", "standard"].iter().all(|column| row[*column] == need[*column]);
            same && row["way"] == "helps"
        });
        let helpers: Vec<String> = helps.map(|row| self.name(&row["partner_site_id"])).collect();
        let sites = need["sites"].parse().unwrap_or(0);
        let told = match need["partner"].as_str() {
            "near" if helpers.is_empty() => "other sites near are strong in it".to_owned(),
            "near" => helpers.join(", "),
            "evidence_too_thin" => {
                format!("{} at target, but not clearly", count(sites, "site"))
            }
            "elsewhere" => format!("{} in other regions", count(sites, "site")),
            _ => "no site is strong in it".to_owned(),
        };
        format!("{}: {told}", self.standard(&need["standard"]))
    }

    /// In what each site could help others.
    fn contributions(&self) -> Vec<String> {
        let mut given: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
        for row in self.partners.iter().filter(|row| row["way"] == "helps") {
            let standards = given.entry(self.name(&row["partner_site_id"])).or_default();
            *standards.entry(&row["standard"]).or_default() += 1;
        }
        if given.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![String::new(), "Contributions".to_owned()];
        lines.extend(given.into_iter().map(|(site, standards)| {
            let standards = standards.into_iter();
            let told = standards
                .map(|(id, sites)| format!("{} to {}", self.standard(id), count(sites, "site")));
            format!("  {site}: {}", told.collect::<Vec<_>>().join(", "))
        }));
        lines
    }

    fn name(&self, id: &str) -> String {
        match self.sites.get(id) {
            Some(name) => format!("{name} ({id})"),
            None => id.to_owned(),
        }
    }

    fn standard<'t>(&'t self, id: &'t str) -> &'t str {
        self.standards.get(id).map_or(id, String::as_str)
    }

    /// `  Skill building: 3 of 4 sites work on it; below target 1 of 4 self-assessed, 4 of 4 observed`.
    fn challenge(&self, row: &Row) -> String {
        let mut below = Vec::new();
        for (rated, low, word) in [
            ("self_rated", "self_below", "self-assessed"),
            ("observed", "observed_below", "observed"),
        ] {
            if row[rated] != "0" {
                below.push(format!("{} of {} {word}", row[low], row[rated]));
            }
        }
        let below = if below.is_empty() {
            "not rated".to_owned()
        } else {
            format!("below target {}", below.join(", "))
        };
        let start = match row["start"].as_str() {
            "session" => "; a session for staff",
            "coaching" => "; coaching on site",
            "partner" => "; a partner near",
            _ => "",
        };
        let standard = self.standard(&row["standard"]);
        let (works, sites) = (&row["in_focus"], &row["sites"]);
        format!("  {standard}: {works} of {sites} sites work on it; {below}{start}")
    }
}
