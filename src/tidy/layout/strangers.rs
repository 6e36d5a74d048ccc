//! Items of another instrument that stand beside those of the one that is read.

use super::{
    Reader,
    missing::{NAMED, shortened},
};
use crate::{
    diagnostic::{Code, Diagnostic, all_of},
    tidy::recognise::Strangers,
};

impl Reader<'_, '_> {
    /// Says which items of another instrument stand here and are left aside.
    pub(super) fn tell_strangers(&self, strangers: &Strangers<'_>) -> Option<Diagnostic> {
        let is_left = |at: &&usize| !self.is_used(**at) && !self.is_ignored(**at);
        let left: Vec<usize> = strangers.columns.iter().filter(is_left).copied().collect();
        let first = *left.first()?;
        let named = left.iter().take(NAMED).map(|at| format!("`{}`", self.named(*at)));
        let mut named: Vec<String> = named.collect();
        if NAMED < left.len() {
            named.push(format!("{} more", left.len() - NAMED));
        }
        let title = &strangers.instrument.about.title;
        let message = format!(
            "this sheet is read as {}; items of {title} stand beside it and are left aside: {}",
            self.vocabulary.instrument.about.title,
            all_of(named.iter().map(String::as_str))
        );
        let help = "copy them to a sheet of their own, with the columns that say which site it is \
                    and when";
        let warning = Diagnostic::warning(Code::ItemsOfAnother, message).help(help);
        Some(self.page.tell(warning, None, self.headings.spot(&self.page, first)))
    }

    fn named(&self, at: usize) -> String {
        shortened(self.headings.text(at))
    }
}
