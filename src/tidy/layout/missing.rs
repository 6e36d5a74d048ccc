//! Columns that should be there: nearly known headings, and what is not there at all.

use std::collections::BTreeSet;

use super::{Forms, Reader};
use crate::{
    diagnostic::{Code, Diagnostic, nearest},
    rulebook::kind::Group,
    tidy::{
        headings::{Means, item_name, normal},
        mapping::Column,
        page::Spot,
    },
};

/// The shortest heading of which a slip can be told.
const SHORTEST: usize = 4;
/// How many missing items or unknown columns are named one by one.
pub(super) const NAMED: usize = 5;
/// How many letters of a heading a message shows.
const LONGEST: usize = 60;

impl Reader<'_, '_> {
    /// Says which of the wanted columns are not there, and which headings nearly are them.
    pub(super) fn tell_missing(&self, items: &BTreeSet<usize>, forms: &mut Forms<'_>) {
        let is_unclear = |item: &usize| {
            let mut unclear = self.told_of.values().flatten();
            unclear.any(|means| *means == Means::Item(*item))
        };
        let items: BTreeSet<usize> = items.iter().copied().filter(|it| !is_unclear(it)).collect();
        let mut wanted: BTreeSet<Means> = items.iter().map(|item| Means::Item(*item)).collect();
        let fields = self.missing_fields();
        wanted.extend(fields.iter().map(|field| Means::Field((*field).into())));
        let (near, unknown) = self.nearly_known(&wanted, forms);
        if self.is_across() && !self.page.is_turned() {
            self.tell_unknown(&unknown, forms);
        }
        let items: Vec<usize> =
            items.iter().copied().filter(|item| !near.contains(&Means::Item(*item))).collect();
        self.tell_items(&items, forms);
        for field in self.expected_and_missing() {
            if !near.contains(&Means::Field(field.into())) {
                forms.told.push(self.no_expected(field));
            }
        }
    }

    /// Fields that a form cannot do without, and those that its instrument always has.
    fn missing_fields(&self) -> Vec<&str> {
        let is_given =
            |field: &str| self.column_of(field).is_some() || self.above.contains_key(field);
        let either = |one: &'static str, other: &'static str| {
            let missing = !is_given(one) && !is_given(other);
            if missing { vec![one, other] } else { Vec::new() }
        };
        let mut fields = either("site", "site_id");
        fields.extend(either("school_year", "date"));
        fields.extend(self.expected_and_missing());
        fields
    }

    fn expected_and_missing(&self) -> Vec<&str> {
        let fields = self.vocabulary.instrument.field.iter().filter(|field| field.expected);
        let ids = fields.map(|field| field.id.as_str());
        ids.filter(|id| self.column_of(id).is_none() && !self.is_named_above(id)).collect()
    }

    /// Whether the field has a line above the headings, filled in or not, or stands in the settings.
    fn is_named_above(&self, field: &str) -> bool {
        let is_it = |spot| {
            self.vocabulary.field(&self.page.text(spot)).is_some_and(|(id, _)| *id == *field)
        };
        let in_row = |row| (0..self.page.width(row)).any(|at| is_it((row, at)));
        self.above.contains_key(field) || (0..self.header).any(in_row)
    }

    /// Headings that nothing uses and that are a slip away from one that is missing.
    pub(super) fn nearly_known(
        &self,
        wanted: &BTreeSet<Means>,
        forms: &mut Forms<'_>,
    ) -> (BTreeSet<Means>, Vec<Spot>) {
        let known: Vec<(String, &str, Means)> = self
            .vocabulary
            .headings_of(wanted)
            .into_iter()
            .map(|(name, means)| (normal(name), name, means))
            .filter(|(name, ..)| SHORTEST <= name.chars().count())
            .collect();
        let mut near = BTreeSet::new();
        let mut unknown = Vec::new();
        for at in 0..self.headings.width() {
            let spot = self.headings.spot(&self.page, at);
            let heading = self.headings.text(at);
            let is_settled = self.is_used(at) || self.told_of.contains_key(&at);
            if is_settled || self.is_ignored(at) || heading.is_empty() {
                continue;
            }
            let names = known.iter().map(|(name, ..)| name.as_str());
            let name = nearest(&normal(heading), names);
            let name = name.filter(|_| SHORTEST <= heading.chars().count());
            let found = known.iter().find(|(known, ..)| Some(known.as_str()) == name);
            let Some((_, written, means)) = found else {
                unknown.push(spot);
                continue;
            };
            near.insert(means.clone());
            let message = format!("the heading `{heading}` is not known and is not used");
            let help = format!("did you mean `{written}`?");
            let warning = Diagnostic::warning(Code::HeadingNearlyKnown, message).help(help);
            forms.told.push(self.page.tell(warning, None, spot));
        }
        (near, unknown)
    }

    /// One note for all columns that nothing uses.
    fn tell_unknown(&self, unknown: &[Spot], forms: &mut Forms<'_>) {
        let Some(&first) = unknown.first() else { return };
        let named = unknown.iter().take(NAMED);
        let named = named.map(|(_, at)| format!("`{}`", shortened(self.headings.text(*at))));
        let mut named = named.collect::<Vec<_>>().join(", ");
        if NAMED < unknown.len() {
            named = format!("{named} and {} more", unknown.len() - NAMED);
        }
        let message = format!(
            "no rule knows the {} {named}",
            if unknown.len() == 1 { "column" } else { "columns" }
        );
        let note = Diagnostic::note(Code::LeftAside, message)
            .help("nothing to do if there are no ratings; else say in `cqi.toml` what is there");
        forms.told.push(self.page.tell(note, None, first));
    }

    pub(super) fn is_used(&self, at: usize) -> bool {
        self.columns.iter().any(|column| column.at == at)
    }

    pub(super) fn is_ignored(&self, at: usize) -> bool {
        let ignored = self.mapping.into_iter().flat_map(|mapping| &mapping.ignore);
        ignored.into_iter().any(|ignored| self.headings.heading(at).is(ignored))
    }

    fn tell_items(&self, items: &[usize], forms: &mut Forms<'_>) {
        let Some(&first) = items.first() else { return };
        let named = items.iter().take(NAMED).map(|item| format!("`{}`", self.item_called(*item)));
        let mut named = named.collect::<Vec<_>>().join(", ");
        if NAMED < items.len() {
            named = format!("{named} and {} more", items.len() - NAMED);
        }
        let place = self.place_of_item(first);
        let is_column = self.is_across() && !self.page.is_turned();
        let what = if is_column { "column" } else { "row" };
        let message = format!("there is no {what} for {named}");
        let warning = Diagnostic::warning(Code::MissingColumn, message)
            .help("results that need them are made from the other items, where enough are rated");
        forms.told.push(self.page.tell(warning, None, place));
    }

    /// The name of the item, with that of its group where two items have one name.
    fn item_called(&self, place: usize) -> String {
        let instrument = self.vocabulary.instrument;
        let item = self.item(place);
        let name = item_name(item);
        let is_shared = 1 < instrument.item.iter().filter(|it| item_name(it) == name).count();
        let is_group = |group: &&Group| Some(&group.id) == item.r#in.as_ref();
        match instrument.group.iter().find(is_group) {
            Some(group) if is_shared => format!("{} / {name}", group.name),
            _ => name.to_owned(),
        }
    }

    fn is_across(&self) -> bool {
        self.columns.iter().any(|column| matches!(column.means, Means::Item(_)))
    }

    /// Where the column of the item would stand: after the item before it, or else in the place of
    /// the item after it.
    fn place_of_item(&self, item: usize) -> Spot {
        let at = |wanted: &dyn Fn(usize) -> bool| {
            let found = self.columns.iter().filter_map(|column| match column.means {
                Means::Item(item) if wanted(item) => Some((item, column.at)),
                _ => None,
            });
            found.collect::<Vec<_>>()
        };
        let before = at(&|other| other < item).into_iter().max();
        let after = at(&|other| item < other).into_iter().min();
        let column = match (before, after) {
            (Some((_, before)), _) => before + 1,
            (None, Some((_, after))) => after,
            (None, None) => self.page.first_filled(self.header).unwrap_or(0),
        };
        (self.header, column)
    }

    fn no_expected(&self, field: &str) -> Diagnostic {
        let name = self.vocabulary.name_of(&Means::Field(field.into()));
        let message = format!("there is no column `{name}`");
        let note = Diagnostic::note(Code::MissingColumn, message)
            .help("ratings are read all the same; the form of this instrument has the column");
        self.page.tell(note, None, (self.header, self.place_of_field(field)))
    }

    /// Where the column would stand, by the order in which the instrument lists its fields.
    fn place_of_field(&self, field: &str) -> usize {
        let fields = &self.vocabulary.instrument.field;
        let place = fields.iter().position(|known| known.id == field).unwrap_or(0);
        let column = |known: &crate::rulebook::kind::Field| self.column_of(&known.id);
        let before = fields[..place].iter().rev().find_map(column);
        let after = fields[place + 1..].iter().find_map(column);
        match (before, after) {
            (Some(before), Some(after)) if before + 2 < after => before + 1,
            (_, Some(after)) => after,
            (_, None) => self.page.width(self.header),
        }
    }

    /// The column of what a form cannot do without, where it would stand.
    pub(super) fn no_needed(&self, field: &str, place: Spot) -> Diagnostic {
        let name = self.vocabulary.name_of(&Means::Field(field.into()));
        let message = format!("there is no column `{name}`, so this form cannot be used");
        let diagnostic = Diagnostic::error(Code::MissingColumn, message).help(format!(
            "add the column, or say in a mapping of `cqi.toml` which column is `{field}`"
        ));
        self.page.tell(diagnostic, None, place)
    }
}

/// The heading, cut off where a message would be too long for a line.
pub(super) fn shortened(heading: &str) -> String {
    if heading.chars().count() <= LONGEST {
        return heading.to_owned();
    }
    let start: String = heading.chars().take(LONGEST - 1).collect();
    format!("{}…", start.trim_end())
}

/// The items that none of the columns hold.
pub(super) fn items_without_column(columns: &[Column], items: usize) -> BTreeSet<usize> {
    let there: BTreeSet<usize> = columns
        .iter()
        .filter_map(|column| match column.means {
            Means::Item(item) => Some(item),
            Means::Field(_) => None,
        })
        .collect();
    (0..items).filter(|item| !there.contains(item)).collect()
}
