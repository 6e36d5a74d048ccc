//! The cover: whose plan this is.

use super::{Block, Cell, Subject, text};
use crate::{
    language::{Language, facts, say},
    model::FormerSite,
    report::say,
    rulebook::kind::{Part, PlanField},
};

pub(super) fn blocks(subject: Subject<'_>, part: &Part) -> Vec<Block> {
    let (ticked, written): (Vec<&PlanField>, Vec<&PlanField>) =
        part.field.iter().partition(|field| field.list.is_some());
    let facts = written.iter().map(|field| (field.label.clone(), fact(subject, field))).collect();
    let mut blocks = vec![Block::Facts(facts)];
    let former = subject.site.joined.iter();
    blocks.extend(former.map(|former| Block::Note(continues(subject.language(), former))));
    for field in ticked {
        blocks.extend(subject.forms(std::slice::from_ref(field)));
    }
    if !subject.template.keep_at_site.is_empty() {
        blocks.push(Block::Note(subject.template.keep_at_site.clone()));
    }
    blocks
}

/// Which results are those of a site that this one continues.
fn continues(language: Language, former: &FormerSite) -> String {
    let FormerSite { id, name, open } = former;
    let sentence = match (open.beginning(), open.end()) {
        (None, None) => "plan-continues",
        (Some(_), None) => "plan-continues-from",
        (None, Some(_)) => "plan-continues-until",
        (Some(from), Some(to)) if from == to => "plan-continues-in",
        (Some(_), Some(_)) => "plan-continues-between",
    };
    let [from, to] = [open.beginning(), open.end()]
        .map(|end| end.map_or_else(String::new, |end| say::bound(language, end)));
    language.say(sentence, &facts!(name = &**name, id = id.to_string(), from = from, to = to))
}

fn fact(subject: Subject<'_>, field: &PlanField) -> Cell {
    let site = subject.site;
    let known = match field.id.as_str() {
        "school_year" => Some(subject.plan.school_year.to_string()),
        "grantee_agency" => site.program.clone(),
        "program_site" => Some(site.name.clone()),
        "cds_fein" => site.cds_code.as_ref().map(ToString::to_string),
        "review_date" => Some(say::date(subject.language(), subject.plan.days.review)),
        "prepared_with" => Some(prepared_with(subject)),
        _ => None,
    };
    known.map_or_else(|| Cell::Blank(field.help.clone()), text)
}

/// The tools behind the plan.
fn prepared_with(subject: Subject<'_>) -> String {
    let language = subject.language();
    let mut tools: Vec<String> =
        subject.plan.tools.iter().map(|tool| subject.tool(&tool.instrument)).collect();
    tools.dedup();
    let packs = subject.study.rulebook.packs.iter();
    let rules: Vec<String> = packs
        .map(|pack| say!(language, "plan-rules", pack = &*pack.id, version = &*pack.version))
        .collect();
    say!(
        language,
        "plan-prepared-with",
        tools = tools.join(", "),
        program = env!("CARGO_PKG_VERSION"),
        rules = rules.join(", "),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Period, SiteId};

    fn said(language: Language, from: &str, to: &str) -> String {
        let open = Period { from: from.parse().ok(), to: to.parse().ok() };
        let (id, name) = (SiteId("7".into()), "Oak".to_owned());
        continues(language, &FormerSite { id, name, open })
    }

    #[test]
    fn a_site_that_continues_another_says_when_that_was_open() {
        for (from, to, time) in [
            ("", "", ""),
            ("2021-07-01", "2023-06-30", ", from 2021-22 to 2022-23"),
            ("2021-07-01", "2022-06-30", ", in 2021-22"),
            ("", "2024-03-01", ", until 3/1/2024"),
            ("2024-07-01", "", ", from 2024-25 on"),
        ] {
            assert_eq!(
                said(Language::English, from, to),
                format!(
                    "This site continues Oak (site 7{time}). Its results are shown as those of one site."
                )
            );
        }
        assert_eq!(
            said(Language::Spanish, "", "2024-03-01"),
            "Este sitio continúa a Oak (sitio 7, hasta el 1 de marzo de 2024). Los resultados de los \
             dos se muestran como los de un solo sitio."
        );
    }
}
