//! Where the data say what a report says: rows of a site, rows of all sites, and what is counted from
//! them.

use std::collections::BTreeSet;

use super::{
    checker::{Checker, SEEN, SELF, float},
    data::{Part, Row},
};

/// Sites that were rated in every year, and which way they go.
pub(crate) struct EveryYear {
    pub(crate) sites: usize,
    pub(crate) years: usize,
    pub(crate) up: usize,
    pub(crate) down: usize,
    pub(crate) improving: usize,
    pub(crate) declining: usize,
}

impl<'a> Checker<'a> {
    /// The score of a site in a standard: in a year, or its latest.
    pub(crate) fn score(
        &self,
        site: &str,
        source: &str,
        standard: &str,
        year: Option<&str>,
    ) -> Option<&'a Row> {
        self.score_at(site, source, ("standard", standard), year)
    }

    pub(crate) fn score_at(
        &self,
        site: &str,
        source: &str,
        (level, id): (&str, &str),
        year: Option<&str>,
    ) -> Option<&'a Row> {
        let wanted = [("site_id", site), ("source", source), ("level", level), ("id", id)];
        let rows = self.data.find("scores", &wanted).into_iter();
        let rows = rows.filter(|row| !row["score"].is_empty());
        let rows = rows.filter(|row| year.is_none_or(|year| row["school_year"] == year));
        rows.max_by_key(|row| (&row["school_year"], &row["occasion"]))
    }

    /// How many standards moved clearly this way in the latest year, and how many could be compared.
    pub(crate) fn moved_together(&self, site: &str, by: &str, way: &str) -> (usize, usize) {
        let wanted = [
            ("site_id", site),
            ("source", by),
            ("level", "standard"),
            ("kind", "from_year_before"),
        ];
        let mut rows = self.data.find("changes", &wanted);
        let latest = rows.iter().map(|row| row["school_year"].clone()).max().unwrap_or_default();
        rows.retain(|row| row["school_year"] == latest);
        let went = |row: &&&Row| {
            let rose = float(row, "difference").is_some_and(|by| 0.0 < by);
            row["reading"] == "beyond_noise" && rose == (way == "rose")
        };
        (rows.iter().filter(went).count(), rows.len())
    }

    /// The change of a standard up to its latest score.
    pub(crate) fn change(
        &self,
        site: &str,
        source: &str,
        standard: &str,
        kind: &str,
    ) -> Option<&'a Row> {
        let year = self.score(site, source, standard, None)?["school_year"].as_str();
        let wanted = [
            ("site_id", site),
            ("source", source),
            ("level", "standard"),
            ("id", standard),
            ("kind", kind),
            ("school_year", year),
        ];
        self.data.the("changes", &wanted)
    }

    pub(crate) fn trend(&self, site: &str, source: &str, standard: &str) -> Option<&'a Row> {
        let wanted =
            [("site_id", site), ("source", source), ("level", "standard"), ("id", standard)];
        let rows = self.data.find("trends", &wanted).into_iter();
        rows.max_by_key(|row| row["last_year"].clone())
    }

    /// The sites with a score of a standard in every year that any of them has, and where they go.
    pub(crate) fn every_year(&self, source: &str, standard: &str) -> EveryYear {
        let wanted = [("source", source), ("level", "standard"), ("id", standard)];
        let rows = self.data.find("trends", &wanted);
        let starts = |column: &str| -> Vec<usize> {
            rows.iter().filter_map(|row| row[column].get(..4)?.parse().ok()).collect()
        };
        let (first, last) = (starts("first_year"), starts("last_year"));
        let years = first.iter().min().zip(last.iter().max()).map_or(0, |(from, to)| to - from + 1);
        let whole = |row: &&&Row| {
            row["n_years"] == years.to_string()
                && row["stretches"] == "1"
                && !row["mk_s"].is_empty()
        };
        let whole: Vec<&Row> = rows.iter().filter(whole).copied().collect();
        let rising = |row: &&&Row| float(row, "mk_s").is_some_and(|s| 0.0 < s);
        let falling = |row: &&&Row| float(row, "mk_s").is_some_and(|s| s < 0.0);
        let called = |verdict| whole.iter().filter(|row| row["verdict"] == verdict).count();
        EveryYear {
            sites: whole.len(),
            years,
            up: whole.iter().filter(rising).count(),
            down: whole.iter().filter(falling).count(),
            improving: called("improving"),
            declining: called("declining"),
        }
    }

    pub(crate) fn gap(&self, site: &str, standard: &str) -> Option<&'a Row> {
        let rows = self.data.find("gaps", &[("site_id", site), ("standard", standard)]);
        rows.into_iter().max_by_key(|row| &row["school_year"])
    }

    pub(crate) fn priority(&self, site: &str, standard: &str) -> Option<&'a Row> {
        self.data.the("priorities", &[("site_id", site), ("standard", standard)])
    }

    /// The ratings of a site with a tool in a year, and of its parts.
    pub(crate) fn ratings(&self, site: &str, tool: &str, year: &str) -> Vec<&'a Row> {
        let wanted = [("site_id", site), ("instrument", tool), ("school_year", year)];
        self.data.find("ratings", &wanted)
    }

    pub(crate) fn part(&self, name: &str) -> Option<(&'a str, &'a Part)> {
        let name = name.split(" (QS").next().unwrap_or(name);
        // The tools that sites of the example used last.
        let tools = ["site_self_assessment", "dos_ost"];
        tools.into_iter().find_map(|id| Some((id, self.data.tools[id].parts.get(name)?)))
    }

    pub(crate) fn item_score(&self, site: &str, name: &str) -> Option<&'a Row> {
        let (tool, part) = self.part(name)?;
        let by = if tool == "dos_ost" { SEEN } else { SELF };
        self.score_at(site, by, (&part.level, &part.id), None)
    }

    /// The change since the first year, for each standard and source.
    pub(crate) fn changes_of_latest(&self, site: &str) -> Vec<&'a Row> {
        let ids: BTreeSet<&String> = self.data.standards.values().collect();
        let both = ids.into_iter().flat_map(|id| [SELF, SEEN].map(|by| (by, id)));
        both.filter_map(|(by, id)| self.change(site, by, id, "from_first_year")).collect()
    }

    /// How many ratings of the latest year lie on each level, of an item or of all in a group.
    pub(crate) fn levels(&self, site: &str, name: &str) -> [usize; 4] {
        let Some((tool, part)) = self.part(name) else { return [0; 4] };
        self.levels_where(site, tool, |item| part.items.contains(item))
    }

    pub(crate) fn levels_of_all(&self, site: &str, tool: &str) -> [usize; 4] {
        self.levels_where(site, tool, |_| true)
    }

    pub(crate) fn levels_where(
        &self,
        site: &str,
        tool: &str,
        counts: impl Fn(&str) -> bool,
    ) -> [usize; 4] {
        let all = self.data.find("ratings", &[("site_id", site), ("instrument", tool)]);
        let latest = all.iter().map(|row| &row["school_year"]).max().cloned().unwrap_or_default();
        let rows = self.ratings(site, tool, &latest);
        let look = |row: &Row| match row["source"].as_str() {
            SEEN => (row["date"].clone(), row["activity"].clone()),
            _ => (String::new(), String::new()),
        };
        // What people agreed on counts in place of what each of them said before.
        let agreed = rows.iter().filter(|row| row["basis"] == "consensus");
        let agreed: BTreeSet<(String, String)> = agreed.map(|row| look(row)).collect();
        let is_final = |row: &Row| row["basis"] == "consensus" || !agreed.contains(&look(row));
        let mut levels = [0; 4];
        for row in rows.into_iter().filter(|row| is_final(row)) {
            let value = float(row, "value").filter(|_| row["state"] == "rated");
            if let Some(value) = value.filter(|_| counts(&row["item"])) {
                let place = (1..=4_usize).find(|&it| (it as f64 - value).abs() < 1e-9);
                levels[place.expect("a level of the scale") - 1] += 1;
            }
        }
        levels
    }

    pub(crate) fn ids(&self) -> BTreeSet<&'a String> {
        self.data.standards.values().collect()
    }

    pub(crate) fn challenge(&self, name: &str) -> Option<&'a Row> {
        self.data.the("challenges", &[("standard", self.data.standard(name))])
    }

    /// The standards of which any site has a score by a source.
    pub(crate) fn scored(&self, by: &str) -> BTreeSet<&'a String> {
        let has = |id: &&String| {
            self.data.sites.values().any(|site| self.score(site, by, id, None).is_some())
        };
        self.ids().into_iter().filter(has).collect()
    }

    /// Cells of the heat map: every site by every standard that the source speaks of.
    pub(crate) fn without_score(&self, by: &str) -> usize {
        let sites = self.data.sites.values();
        let ids = self.scored(by);
        let cells = sites.flat_map(|site| ids.iter().map(move |id| (site, id)));
        cells.filter(|(site, id)| self.score(site, by, id, None).is_none()).count()
    }

    /// Sites whose latest score lies below target, by the one source or the other, and sites with one.
    pub(crate) fn below_target(&self, standard: &str) -> (usize, usize) {
        let mut counts = (0, 0);
        for site in self.data.sites.values() {
            let target = self.priority(site, standard).and_then(|row| float(row, "target"));
            let scores: Vec<f64> = [SELF, SEEN]
                .iter()
                .filter_map(|by| float(self.score(site, by, standard, None)?, "score"))
                .collect();
            let is_below = scores.iter().any(|score| target.is_some_and(|target| *score < target));
            counts.0 += usize::from(is_below);
            counts.1 += usize::from(!scores.is_empty());
        }
        counts
    }

    pub(crate) fn agreement_of_all(&self, who: &str) -> Option<&'a Row> {
        let by = if who.starts_with("Observers") { SEEN } else { SELF };
        self.data.the("agreement", &[("source", by), ("level", "all")])
    }

    /// The row of an item, of a group of items or of all of them.
    pub(crate) fn agreement(&self, name: &str) -> Option<&'a Row> {
        let whole = |row: &&&Row| name == format!("All {} items", row["n_items"]);
        let all = self.data.find("agreement", &[("level", "all")]);
        if let Some(row) = all.iter().find(whole) {
            return Some(row);
        }
        // The tool has one score over its domains.
        let overall = name.starts_with("All ") && name.ends_with(" domains");
        if overall {
            return all.into_iter().find(|row| row["source"] == SEEN);
        }
        let (tool, part) = self.part(name)?;
        self.data.the("agreement", &[("instrument", tool), ("id", &part.id)])
    }

    /// All sites together in the latest year of a source and a way of rating.
    pub(crate) fn latest_mean(&self, (by, basis): (&str, &str), standard: &str) -> Option<&'a Row> {
        let rows =
            self.data.find("network", &[("source", by), ("level", "standard"), ("id", standard)]);
        let rows = rows.into_iter().filter(|row| by == SEEN || row["basis"] == basis);
        rows.max_by_key(|row| &row["school_year"])
    }
}

/// Sites rated by a source, and those of them that lie below target.
pub(crate) fn columns(by: &str) -> [&'static str; 2] {
    if by == SELF { ["self_rated", "self_below"] } else { ["observed", "observed_below"] }
}
