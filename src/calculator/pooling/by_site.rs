//! Rows that name their site, brought together site by site.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Trouble;

/// Rows that belong to sites, site by site in the order in which they first come up. A row without a
/// site or without a value is left aside.
pub(in crate::calculator) struct BySite<T> {
    pub(in crate::calculator) names: Vec<Value>,
    pub(in crate::calculator) rows: Vec<Vec<T>>,
}

impl<T> BySite<T> {
    pub(in crate::calculator) fn of(
        names: &[Value],
        rows: impl ExactSizeIterator<Item = Option<T>>,
    ) -> Result<BySite<T>, Trouble> {
        if names.len() != rows.len() {
            return Err(Trouble("`site` has another length than what goes with it".to_owned()));
        }
        let mut places = BTreeMap::new();
        let mut sites = BySite { names: Vec::new(), rows: Vec::new() };
        for (name, row) in names.iter().zip(rows) {
            let Some(row) = row.filter(|_| !name.is_null()) else { continue };
            let place = *places.entry(name.to_string()).or_insert(sites.names.len());
            if place == sites.names.len() {
                sites.names.push(name.clone());
                sites.rows.push(Vec::new());
            }
            sites.rows[place].push(row);
        }
        Ok(sites)
    }

    pub(in crate::calculator) fn count(&self) -> usize {
        self.rows.iter().map(Vec::len).sum()
    }
}
