//! The styles of a Word file, by name. How they look stands in `reports/style/word/styles.xml`.

/// The look of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Style {
    Title,
    Subtitle,
    Heading(u8),
    Text,
    Note,
    /// A line of the list of contents.
    Contents,
    /// Lines as a terminal shows them.
    Verbatim,
    Callout,
    ListItem,
    /// Above a table, and kept with it.
    TableCaption,
    TableHead,
    TableHeadNumber,
    TableText,
    TableNumber,
    /// A heading and its words below a row of a folded table.
    TableDetail,
    /// The thin line that keeps a table from what follows.
    AfterTable,
    FactLabel,
    FactText,
    FieldLabel,
    FieldHelp,
    FieldText,
    TickLabel,
    TickHelp,
    Tick,
    /// Holds a drawing, and is kept with its caption.
    Drawing,
    Caption,
    /// Above a figure in words.
    FigureTitle,
    Header,
    Footer,
}

impl Style {
    pub(super) fn id(self) -> &'static str {
        match self {
            Style::Title => "Title",
            Style::Subtitle => "Subtitle",
            Style::Heading(1) => "Heading1",
            Style::Heading(2) => "Heading2",
            Style::Heading(_) => "Heading3",
            Style::Text => "BodyText",
            Style::Note => "Note",
            Style::Contents => "TOC1",
            Style::Verbatim => "Verbatim",
            Style::Callout => "Callout",
            Style::ListItem => "ListBullet",
            Style::TableCaption => "TableCaption",
            Style::TableHead => "TableHead",
            Style::TableHeadNumber => "TableHeadNumber",
            Style::TableText => "TableText",
            Style::TableNumber => "TableNumber",
            Style::TableDetail => "TableDetail",
            Style::AfterTable => "AfterTable",
            Style::FactLabel => "FactLabel",
            Style::FactText => "FactText",
            Style::FieldLabel => "FieldLabel",
            Style::FieldHelp => "FieldHelp",
            Style::FieldText => "FieldText",
            Style::TickLabel => "TickLabel",
            Style::TickHelp => "TickHelp",
            Style::Tick => "Tick",
            Style::Drawing => "Drawing",
            Style::Caption => "Caption",
            Style::FigureTitle => "FigureTitle",
            Style::Header => "Header",
            Style::Footer => "Footer",
        }
    }
}

/// The look of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TableStyle {
    Report,
    Facts,
    Form,
    Ticks,
}

impl TableStyle {
    pub(super) fn id(self) -> &'static str {
        match self {
            TableStyle::Report => "ReportTable",
            TableStyle::Facts => "FactsTable",
            TableStyle::Form => "FormTable",
            TableStyle::Ticks => "TicksTable",
        }
    }
}

/// The look of words within a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Look {
    Plain,
    Strong,
    Label,
    FigureNumber,
    Hyperlink,
    Placeholder,
}

impl Look {
    pub(super) fn id(self) -> Option<&'static str> {
        match self {
            Look::Plain => None,
            Look::Strong => Some("Strong"),
            Look::Label => Some("Label"),
            Look::FigureNumber => Some("FigureNumber"),
            Look::Hyperlink => Some("Hyperlink"),
            Look::Placeholder => Some("PlaceholderText"),
        }
    }
}
