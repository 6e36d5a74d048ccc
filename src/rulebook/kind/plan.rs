//! Plan templates: what a site's improvement plan holds, and what it works on first.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Decimal, Head};

/// A plan template (`kind = "plan"`).
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanTemplate {
    /// Always `plan`.
    pub kind: String,
    /// What this file is, and where its content comes from.
    pub about: Head,
    /// The standards that the plan is about.
    pub framework: String,
    /// Sentences on the cover.
    #[serde(default)]
    pub keep_at_site: String,
    /// What to work on first, and why.
    pub focus: Focus,
    /// Days of the plan's school year.
    pub due: Due,
    /// The most action steps under one goal.
    pub maximum_actions: u32,
    /// The charts that the plan holds, where they have something to show. Leave out for all of them;
    /// `[]` for a plan without charts.
    #[serde(default = "PlanChart::all")]
    pub charts: Vec<PlanChart>,
    /// The parts of the plan, in order: `cover`, `assessment`, `plan`, `improvement`.
    pub part: Vec<Part>,
    /// Lists to tick or choose from.
    #[serde(default)]
    pub list: Vec<OptionList>,
    /// The year, month by month.
    #[serde(default)]
    pub milestone: Vec<Milestone>,
    /// The summary for the yearly report: a row a site.
    #[serde(default)]
    pub grantee_summary: Option<GranteeSummary>,
    /// The workbook in which people write down how it goes. Leave out for none.
    #[serde(default)]
    pub tracker: Option<TrackerRules>,
}

/// What to work on first.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Focus {
    /// The most standards to work on in one year.
    pub maximum: u32,
    /// How standards are put in order.
    pub priority: PriorityRule,
    /// Standards that count more or less than 1.
    #[serde(default)]
    pub importance: Vec<Importance>,
    /// What comes first whatever the averages say.
    #[serde(default)]
    pub gate: Vec<Gate>,
}

/// How standards are put in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PriorityRule {
    /// Importance times the shortfall below target that is to be expected, given how sure the score
    /// is: a shaky score just below target comes before a sure one just below target.
    ExpectedShortfall,
    /// Importance times the shortfall that is sure: the target less the upper end of the interval.
    SureShortfall,
}

/// A chart of a plan, by its name in `cqi chart`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PlanChart {
    /// All standards against the target, with the year before.
    Standards,
    /// The focus standards over the years.
    Trend,
    /// Why the focus standards come first, step by step.
    Priority,
    /// Self-assessment beside observation, and the gap.
    SelfAndObservation,
    /// What changed since the first year that can be compared.
    Change,
    /// The items of a tool beside published averages.
    Profile,
    /// How many ratings lie on each level of the scale.
    Levels,
}

impl PlanChart {
    fn all() -> Vec<PlanChart> {
        vec![
            PlanChart::Standards,
            PlanChart::Trend,
            PlanChart::Priority,
            PlanChart::SelfAndObservation,
            PlanChart::Change,
            PlanChart::Profile,
            PlanChart::Levels,
        ]
    }
}

/// How much a standard counts.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Importance {
    /// The standard.
    pub standard: String,
    /// How much it counts; 1 is the usual.
    pub weight: Decimal,
    /// Who decided it, and why.
    pub source: String,
}

/// Something that puts a standard first.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// The id, unlike that of any other gate.
    pub id: String,
    /// A condition on one item: it knows `score` and `critical`. Such as `critical && score <= 1.0`.
    pub when: String,
    /// Why it comes first, with a place for `{item}` and `{score}`.
    pub because: String,
}

/// Days of the plan's school year, each as month and day: `05-15`. Where nobody is at a site on one of
/// them, the plan takes a working day beside it: the one before for goals and review, and the one after
/// for the start and the days of steps.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// When goals are to be reached.
    pub goals: String,
    /// The mid-year check.
    pub review: String,
    /// When the first action steps start.
    pub start: String,
    /// How many weeks each step of a goal starts after the one before it. Steps of what comes first
    /// whatever the averages say start together.
    #[serde(default)]
    pub weeks_apart: u32,
    /// When sites are shut, beside weekends.
    #[serde(default)]
    pub closed: Vec<Closed>,
}

/// A time of the year in which sites are shut, both days counted, each as month and day. It may go over
/// New Year.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// The first day on which they are shut, such as `12-20`.
    pub from: String,
    /// The last one, such as `01-04`.
    pub to: String,
}

/// A part of the plan.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// `cover`, `assessment`, `plan` or `improvement`.
    pub id: String,
    /// `I`, `II`, `III`; empty for the cover.
    #[serde(default)]
    pub number: String,
    /// The heading.
    pub title: String,
    /// A sentence or two under the heading.
    #[serde(default)]
    pub intro: String,
    /// Single fields, in order.
    #[serde(default)]
    pub field: Vec<Field>,
    /// Tables, in order.
    #[serde(default)]
    pub table: Vec<Table>,
}

/// A field of the plan.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The id, unlike that of any other field of the part.
    pub id: String,
    /// What stands before the field.
    pub label: String,
    /// What to write there.
    #[serde(default)]
    pub help: String,
    /// `program` (we fill it in), `people`, or `program, then people`.
    pub filled_by: String,
    /// The list it is ticked from, if any.
    #[serde(default)]
    pub list: Option<String>,
}

/// A table of the plan.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The id, unlike that of any other table of the part.
    pub id: String,
    /// The heading of the table.
    pub label: String,
    /// The columns, from left to right.
    pub column: Vec<Column>,
}

/// A column of such a table.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The id, unlike that of any other column of the table.
    pub id: String,
    /// The heading of the column.
    pub label: String,
    /// What to write there.
    #[serde(default)]
    pub help: String,
}

/// A list to tick or choose from.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionList {
    /// The id, by which fields name the list.
    pub id: String,
    /// The entries, in order.
    pub option: Vec<TickOption>,
}

/// One entry of such a list.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TickOption {
    /// What stands beside the box.
    pub label: String,
    /// The instruments whose use ticks it.
    #[serde(default)]
    pub instruments: Vec<String>,
    /// What it says of an action step, in the list that the tracker names.
    #[serde(default)]
    pub means: Option<StepState>,
    /// Other ways people write it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// More ways that are understood and not shown: those of other languages.
    #[serde(default)]
    pub understood: Vec<String>,
    /// What it means, in a few words.
    #[serde(default)]
    pub help: String,
}

impl TickOption {
    /// Everything that people may write for it.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.label).chain(&self.aliases).chain(&self.understood)
    }

    /// Whether people call it so, or by what stands in brackets at the end of a name: `ELO-P`.
    pub fn is_called(&self, written: &str) -> bool {
        let written = written.trim().to_lowercase();
        self.names().any(|name| {
            let name = name.to_lowercase();
            let short = name.strip_suffix(')').and_then(|name| name.rsplit_once('('));
            name == written || short.is_some_and(|(_, short)| short == written)
        })
    }
}

/// How far an action step is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    NotStarted,
    /// Somebody is at it.
    Moving,
    Done,
    /// It needs a decision or help.
    Stuck,
    /// On purpose, for a reason.
    Dropped,
}

/// The workbook in which people write down how their plan goes, and what is told about plans.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackerRules {
    /// The list of words for the status of an action step. Each of its options says what it `means`.
    pub status: String,
    /// The scale that says how far a goal is.
    pub progress: String,
    /// From how many days on a status is old.
    pub stale_days: u32,
    /// A plan is a near copy of last year's when at least this share of its steps is, from 0 to 1.
    pub near_copy_share: Decimal,
    /// The columns of the sheet of action steps, from left to right.
    pub step: Vec<TrackerColumn>,
    /// The columns of the sheet of goals, from left to right.
    pub goal: Vec<TrackerColumn>,
    /// The columns of the sheet of questions to look back with, from left to right. Its rows are the
    /// fields of the part `improvement`.
    #[serde(default)]
    pub question: Vec<TrackerColumn>,
}

/// A column of the tracker.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackerColumn {
    /// What it holds.
    pub id: TrackerField,
    /// The heading of the column.
    pub label: String,
    /// Other headings by which it is known when it is read back.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What to write there.
    #[serde(default)]
    pub help: String,
}

/// What a column of the tracker holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TrackerField {
    /// By which a row is known when it is read back.
    Ref,
    /// The standard that a step or goal serves.
    Standard,
    /// What to do.
    Action,
    /// The position that answers for it.
    Owner,
    /// The position that takes over where a site has no such position.
    Deputy,
    /// When it starts.
    Start,
    /// When it is to be done, or reached.
    Due,
    /// What it takes.
    Needs,
    /// What shows that it is done.
    Evidence,
    /// The rating or count that is to change by it.
    Change,
    /// How far a step is, in a word of the list.
    Status,
    /// The day of that status, or of how far a goal is.
    StatusDate,
    /// The day on which a step was done.
    DoneOn,
    /// What was seen so far.
    Seen,
    /// What happened.
    Note,
    /// A goal, in a sentence.
    Goal,
    /// The tool that measures it.
    Measure,
    /// The score at the start.
    From,
    /// The school year, and round, of that score.
    FromYear,
    /// The score to reach.
    To,
    /// The latest score.
    Latest,
    /// How far a goal is, on the scale.
    Progress,
    /// What a simple count showed.
    Count,
    /// A question to look back with.
    Question,
    /// What people answer.
    Answer,
}

/// A table with a row for each site, for the yearly report of the grantee.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GranteeSummary {
    /// The heading.
    pub title: String,
    /// What it is for, in a sentence.
    #[serde(default)]
    pub r#use: String,
    /// What stands below it.
    #[serde(default)]
    pub footer: String,
    /// The columns, from left to right.
    pub column: Vec<SummaryColumn>,
}

/// A column of the summary.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SummaryColumn {
    /// The id, unlike that of any other column. What the program fills in has a name that it knows:
    /// `site`, `cds_fein`, `school_year`, `funding`, `tools`, `dates`, `stakeholders`, `raters`,
    /// `observations`, `focus`, `support`, `actions_done`, `results`.
    pub id: String,
    /// The heading.
    pub label: String,
    /// What to write there.
    #[serde(default)]
    pub help: String,
    /// `program` (we fill it in), `people`, or `program, then people`.
    pub filled_by: String,
}

/// Something to do at a time of the year.
#[derive(Clone, PartialEq, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// The month, such as `October`.
    pub month: String,
    /// What to do.
    pub text: String,
    /// The position that sees to it, as in the actions file.
    #[serde(default)]
    pub position: Option<String>,
}

impl TrackerField {
    /// The field as rules name it.
    pub const fn id(self) -> &'static str {
        match self {
            TrackerField::Ref => "ref",
            TrackerField::Standard => "standard",
            TrackerField::Action => "action",
            TrackerField::Owner => "owner",
            TrackerField::Deputy => "deputy",
            TrackerField::Start => "start",
            TrackerField::Due => "due",
            TrackerField::Needs => "needs",
            TrackerField::Evidence => "evidence",
            TrackerField::Change => "change",
            TrackerField::Status => "status",
            TrackerField::StatusDate => "status-date",
            TrackerField::DoneOn => "done-on",
            TrackerField::Seen => "seen",
            TrackerField::Note => "note",
            TrackerField::Goal => "goal",
            TrackerField::Measure => "measure",
            TrackerField::From => "from",
            TrackerField::FromYear => "from-year",
            TrackerField::To => "to",
            TrackerField::Latest => "latest",
            TrackerField::Progress => "progress",
            TrackerField::Count => "count",
            TrackerField::Question => "question",
            TrackerField::Answer => "answer",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_ticks_the_option_that_is_called_so() {
        let option = TickOption {
            label: "21st Century Community Learning Centers".to_owned(),
            instruments: Vec::new(),
            means: None,
            aliases: vec!["21st CCLC".to_owned()],
            understood: Vec::new(),
            help: String::new(),
        };
        assert!(option.is_called("21st CCLC"));
        assert!(option.is_called("21st century community learning centers"));
        assert!(!option.is_called("ASES"));
        let with_short = TickOption { label: "After School (ASES)".to_owned(), ..option.clone() };
        assert!(with_short.is_called("ASES") && !with_short.is_called("School"));
        // `ases` stands within this word.
        let other = TickOption { understood: vec!["Grupos asesores".to_owned()], ..option };
        assert!(!other.is_called("ASES") && !other.is_called(""));
    }
}
