//! A made-up plan with every kind of block, for the tests of the formats.

use super::{Drawing, Drawings};
use crate::{
    language::Language,
    report::{Axis, Block, Cell, Chart, Figure, FormField, Report, StandardsChart, Table, Tick},
};

/// A name as a spreadsheet may hold it, long and unkind.
pub(super) const HOSTILE: &str = "<script>alert('x')</script> & =cmd|'/c calc'!A1 \u{1F3EB} \
    \u{5DE}\u{5E8}\u{5DB}\u{5D6} \u{202E}evil\u{202C} \
    Averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongname";

pub(super) fn report() -> Report {
    let mut blocks = cover();
    blocks.extend(assessment());
    blocks.extend(plan());
    blocks.extend(improvement());
    Report {
        language: Language::English,
        title: "Site Quality Improvement Plan".to_owned(),
        subtitle: "Oak Street Elementary · school year 2025-26".to_owned(),
        footer:
            "Keep the plan at the site so that anyone may read it. It is not a compliance score."
                .to_owned(),
        blocks,
    }
}

pub(super) fn drawings() -> Drawings {
    let svg = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 420\" \
         role=\"img\"><rect width=\"720\" height=\"420\" fill=\"#eef3f8\"/></svg>";
    let png = [
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(),
        &720u32.to_be_bytes(),
        &420u32.to_be_bytes(),
    ];
    let mut drawings = Drawings::default();
    drawings.insert("standards", Drawing::new(svg.to_owned(), png.concat()).unwrap());
    drawings
}

/// Every string that a reader of the report must meet.
pub(super) fn strings(report: &Report) -> Vec<&str> {
    let mut strings = vec![report.title.as_str(), &report.subtitle, &report.footer];
    for block in &report.blocks {
        strings.extend(strings_of(block));
    }
    strings.retain(|text| !text.is_empty());
    strings
}

/// The same for paper, where a figure is drawn and said, and its numbers are left to the page.
pub(super) fn strings_on_paper(report: &Report) -> Vec<&str> {
    let mut strings = vec![report.title.as_str(), &report.subtitle, &report.footer];
    for block in &report.blocks {
        match block {
            Block::Figure(figure) => strings.extend([figure.name.as_str(), &figure.description]),
            other => strings.extend(strings_of(other)),
        }
    }
    strings.retain(|text| !text.is_empty());
    strings
}

fn strings_of(block: &Block) -> Vec<&str> {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) | Block::Note(text) => vec![text],
        Block::Callout { title, text } => vec![title, text],
        Block::List(items) => items.iter().map(String::as_str).collect(),
        Block::Verbatim(text) => text.lines().collect(),
        Block::Facts(facts) => {
            facts.iter().flat_map(|(label, cell)| [label, shown(cell)]).collect()
        }
        Block::Table(table) => strings_of_table(table),
        Block::Ticks { label, help, options } => {
            let options = options.iter().map(|option| option.label.as_str());
            [label.as_str(), help].into_iter().chain(options).collect()
        }
        Block::Form(fields) => {
            fields.iter().flat_map(|f| [f.label.as_str(), &f.help, &f.value]).collect()
        }
        Block::Figure(figure) => {
            let mut strings = vec![figure.name.as_str(), &figure.description, &figure.subtitle];
            strings.extend(strings_of_table(&figure.data));
            strings
        }
        Block::PageBreak => Vec::new(),
    }
}

fn strings_of_table(table: &Table) -> Vec<&str> {
    let mut strings = vec![table.caption.as_str()];
    strings.extend(table.head.iter().map(String::as_str));
    strings.extend(table.rows.iter().flatten().map(shown));
    strings
}

fn shown(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text)
        | Cell::Strong(text)
        | Cell::Number(text)
        | Cell::Blank(text)
        | Cell::Titled { text, .. } => text,
        Cell::Links(links) => &links[0].text,
    }
}

fn cover() -> Vec<Block> {
    let facts = vec![
        fact("School year", text("2025-26")),
        fact("Grantee agency", text("Valley Unified School District")),
        fact("Program site or school", strong("Oak Street Elementary")),
        fact("CDS code or FEIN, if known", text("01 61119 6090005")),
        fact("Grant identification number(s), if known", blank("Copy from the grant award")),
        fact("Person(s) completing the plan", blank("Positions, such as site coordinator")),
        fact("Date completed", blank("The day the team finished the plan")),
        fact("Next review date", text("January 16, 2026")),
        fact("Prepared with", link("Oak-Street-2025-26.xlsx", "inputs/Oak Street 2025-26.xlsx")),
    ];
    vec![
        Block::Paragraph(
            "This plan says what your team looked at, what to work on this year and who does what by \
             when. Read the first page, then turn to the goals. The rest is there when you need it."
                .to_owned(),
        ),
        Block::Facts(facts),
        ticks("Kind of funding", "Tick all that pay for this site.", &FUNDING),
        Block::Note("Owners are positions, not names. Add names by hand if your agency needs them.".to_owned()),
        Block::PageBreak,
    ]
}

const FUNDING: [(&str, bool); 4] = [
    ("After School Education and Safety (ASES)", true),
    ("21st Century Community Learning Centers", false),
    ("Expanded Learning Opportunities Program (ELO-P)", true),
    ("Other", false),
];

const PEOPLE: [(&str, bool); 7] = [
    ("Program Director", true),
    ("Site Level Staff", true),
    ("School Administrator", false),
    ("Parents/Guardians", true),
    ("Students", true),
    ("Community Partners", false),
    ("Other", false),
];

fn assessment() -> Vec<Block> {
    vec![
        heading(1, "I. Summary of assessment"),
        Block::Paragraph("What we looked at, who took part and what we learned.".to_owned()),
        ticks("Who took part", "Tick everyone whose view is in the numbers below.", &PEOPLE),
        heading(2, "What we found, by standard"),
        Block::Paragraph(
            "Self-assessment and outside observation answer different questions. They stand side by \
             side and are never averaged into one number."
                .to_owned(),
        ),
        Block::Table(results()),
        Block::Figure(Box::new(figure())),
        heading(2, "What we make of it"),
        Block::Callout {
            title: "First things first: one safety item is at the lowest level".to_owned(),
            text: "Item 1.4, “Exits are known and clear”, is rated 1 by the team. Fix it before any goal."
                .to_owned(),
        },
        heading(3, "Strengths to protect"),
        Block::Verbatim("warning[T011]: `5` is not on the scale\n  --> fall.xlsx".to_owned()),
        Block::List(vec![
            "Youth voice and leadership: 3.6 of 4, up from 3.1 last year.".to_owned(),
            "Healthy choices and behaviors: 3.4 of 4 in both ways of looking.".to_owned(),
            HOSTILE.to_owned(),
        ]),
        heading(3, "What we cannot tell yet"),
        Block::Paragraph(
            "Three standards have one rating only. One rating is a start, not a finding.".to_owned(),
        ),
        Block::PageBreak,
    ]
}

fn results() -> Table {
    let rows = RESULTS
        .iter()
        .map(|(standard, own, outside, change, note)| {
            vec![text(standard), number(own), number(outside), number(change), text(note)]
        })
        .collect();
    Table {
        caption: "Scores on the scale from 1 to 4, target 3.0".to_owned(),
        head: words(&[
            "Standard",
            "Self-assessment",
            "Outside observation",
            "Change since 2024-25",
            "Note",
        ]),
        rows,
        widths: vec![34, 14, 14, 14, 28],
    }
}

const RESULTS: [(&str, &str, &str, &str, &str); 12] = [
    ("1 Safe and supportive environment", "3.2", "3.0", "+0.1", "One safety item first"),
    ("2 Active and engaged learning", "2.4", "2.2", "−0.3", "In focus this year"),
    ("3 Skill building", "2.9", "2.7", "0.0", ""),
    ("4 Youth voice and leadership", "3.6", "3.3", "+0.5", "A strength to protect"),
    ("5 Healthy choices and behaviors", "3.4", "3.4", "+0.2", "A strength to protect"),
    ("6 Diversity, access, and equity", "3.1", "", "+0.1", "No observation this year"),
    ("7 Quality staff", "2.6", "", "−0.1", "In focus this year"),
    ("8 Clear vision, mission, and purpose", "3.0", "", "", "First rated this year"),
    ("9 Collaborative partnerships", "2.8", "", "0.0", "One rating only"),
    ("10 Continuous quality improvement", "2.5", "", "+0.4", "In focus this year"),
    ("11 Program management", "3.3", "", "+0.1", ""),
    ("12 Sustainability", "", "", "", "Not rated: fewer than 5 of 8 items"),
];

fn figure() -> Figure {
    let row = |name: &str, own: &str, n: &str| vec![text(name), number(own), number(n)];
    Figure {
        language: Language::English,
        name: "Standards over the years".to_owned(),
        id: "standards".to_owned(),
        finding: "Three of twelve standards are below the target of 3.0 by more than chance"
            .to_owned(),
        subtitle:
            "Mean of item ratings with 95% interval, 2025-26, self-assessment and observation"
                .to_owned(),
        description:
            "Three of twelve standards are below the target of 3.0 by more than chance. Active and \
            engaged learning stands lowest, at 2.4 in the self-assessment and 2.2 in the \
            observation. Youth voice and leadership stands highest."
                .to_owned(),
        chart: Chart::Standards(StandardsChart {
            axis: Axis { lowest: 1.0, highest: 4.0, ticks: Vec::new(), target: None },
            rows: Vec::new(),
        }),
        data: Table {
            caption: "The numbers that are drawn".to_owned(),
            head: words(&["Standard as drawn", "Mean", "Number of ratings"]),
            rows: vec![
                row("Active and engaged learning", "2.40", "14"),
                row("Quality staff", "2.60", "9"),
            ],
            widths: vec![6, 2, 2],
        },
    }
}

fn plan() -> Vec<Block> {
    vec![
        heading(1, "II. Quality program improvement plan"),
        Block::Paragraph("Few goals, clear steps, a position and a date for each.".to_owned()),
        heading(2, "Goal 1: Active and engaged learning"),
        Block::Facts(vec![
            fact(
                "Why we chose it",
                text("Lowest of the twelve in both ways of looking, and lower than last year."),
            ),
            fact(
                "Where we start",
                text("2.4 in the self-assessment (14 ratings), 2.2 in the observation (4 visits)"),
            ),
            fact(
                "Goal",
                strong("By May 15, 2026, raise active and engaged learning from 2.4 to 2.9."),
            ),
            fact(
                "What students will notice",
                blank("In their words: what will be different on an afternoon?"),
            ),
            fact(
                "Sign at mid-year",
                text("Two of four observed activities let students make or decide something."),
            ),
        ]),
        Block::Table(actions()),
    ]
}

fn actions() -> Table {
    let rows = ACTIONS
        .iter()
        .map(|(action, owner, start, due, effort, needs, evidence, success)| {
            vec![
                strong(action),
                text(owner),
                text(start),
                text(due),
                text(effort),
                text(needs),
                text(evidence),
                if success.is_empty() { blank("How will you know?") } else { text(success) },
            ]
        })
        .collect();
    Table {
        caption: "Action steps".to_owned(),
        head: words(&[
            "What we will do",
            "Who (position)",
            "Start",
            "Done by",
            "Effort",
            "Needs",
            "Evidence of completion",
            "Measure of success",
        ]),
        rows,
        widths: vec![34, 20, 13, 13, 16, 20, 20, 20],
    }
}

type Action = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const ACTIONS: [Action; 4] = [
    (
        "Plan one hands-on activity a week that ends in something students made",
        "Site coordinator",
        "Sep 8",
        "Dec 19",
        "1 hour a week",
        "Planning time, $150 for materials",
        "Twelve activity plans in the binder",
        "Observed engagement at 3 or higher in two of three visits",
    ),
    (
        "Practice open questions in the Monday huddle",
        "Program director",
        "Sep 15",
        "Oct 31",
        "15 minutes a week",
        "Question cards, printed",
        "Six huddle notes with the question tried",
        "",
    ),
    (
        "Let students choose between two activities on Thursdays",
        "Site coordinator and line staff",
        "Oct 6",
        "May 15",
        "30 minutes a week",
        "A second room",
        "Choice board with dates, photographed",
        "Students say “I chose” in the spring survey: 7 of 10",
    ),
    (
        "Visit a site that does this well, and write down three things to try",
        "Line staff",
        "Nov 3",
        "Nov 21",
        "Half a day",
        "Cover for two staff, travel",
        "Visit notes shared at the staff meeting",
        "Two of three ideas tried by January",
    ),
];

fn improvement() -> Vec<Block> {
    let field = |label: &str, help: &str, value: &str, lines| FormField {
        label: label.to_owned(),
        help: help.to_owned(),
        value: value.to_owned(),
        lines,
    };
    vec![
        Block::PageBreak,
        heading(1, "III. Improvement"),
        Block::Paragraph(
            "What we did, what changed and what comes next. Fill it in twice.".to_owned(),
        ),
        heading(2, "Mid-year check"),
        Block::Form(vec![
            field("Date of mid-year check", "", "January 16, 2026", 1),
            field("Who took part", "Positions, not names.", "", 2),
            field("What we learned by mid-year", "Two or three sentences are plenty.", "", 5),
            field("Changes to the plan", "Stop, start, carry on.", "", 4),
        ]),
        Block::Table(progress()),
    ]
}

fn progress() -> Table {
    let row = |action: &str| {
        vec![
            text(action),
            blank("Moving, done, stuck"),
            blank("Date"),
            blank("What happened, in a line"),
        ]
    };
    Table {
        caption: "Action progress".to_owned(),
        head: words(&["Action", "Status", "Date of this status", "What happened"]),
        rows: ACTIONS.iter().map(|action| row(action.0)).collect(),
        widths: vec![36, 18, 16, 34],
    }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_owned() }
}

fn ticks(label: &str, help: &str, options: &[(&str, bool)]) -> Block {
    let tick =
        |(label, ticked): &(&str, bool)| Tick { label: (*label).to_owned(), ticked: *ticked };
    Block::Ticks {
        label: label.to_owned(),
        help: help.to_owned(),
        options: options.iter().map(tick).collect(),
    }
}

fn fact(label: &str, value: Cell) -> (String, Cell) {
    (label.to_owned(), value)
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn strong(text: &str) -> Cell {
    Cell::Strong(text.to_owned())
}

fn number(text: &str) -> Cell {
    if text.is_empty() { Cell::Text("–".to_owned()) } else { Cell::Number(text.to_owned()) }
}

fn blank(hint: &str) -> Cell {
    Cell::Blank(hint.to_owned())
}

fn link(text: &str, to: &str) -> Cell {
    Cell::link(text, to)
}
