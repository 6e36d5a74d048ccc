//! Every diagnostic we give, in one table.

use std::fmt;

/// The name of a kind of diagnostic. It never changes once it has been released.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Code {
    // Files.
    UnknownFormat,
    DamagedFile,
    PasswordProtected,
    TooLarge,
    EmptyFile,
    HiddenSheet,
    EncodingGuessed,
    SeparatorGuessed,
    LockFile,
    SameFileTwice,
    TooCostly,
    UnreadableFile,
    OutsideLinks,
    MacrosIgnored,
    // Rules.
    UnreadableRules,
    UnknownKey,
    WrongKindOfValue,
    MissingKey,
    UnknownKind,
    RepeatedId,
    UnknownId,
    Circle,
    WeightsDoNotAddUp,
    BandOffScale,
    UnreachableAction,
    StandardWithoutAction,
    CrosswalkToNothing,
    UnreadableCondition,
    MissingPack,
    IncompleteRule,
    CaseDiffers,
    NotTranslated,
    // Sheets, sites and ratings.
    SheetNotRecognised,
    InstrumentUnclear,
    MissingColumn,
    UnknownSite,
    NoSchoolYear,
    SchoolYearUnclear,
    DateOutsideYear,
    HeadingNearlyKnown,
    CdsCodeRepaired,
    CdsCodeUnusable,
    RatingOffScale,
    DateInRatingCell,
    HalfPoint,
    FormulaError,
    HiddenUnderMerge,
    RepeatedForm,
    ConflictingForms,
    UnknownItem,
    NoRatings,
    RetiredName,
    FormCheck,
    OtherHeading,
    NumberAsText,
    StraySpace,
    LabelReadAsLevel,
    MissingWordUsed,
    HeadingsOverHeadings,
    SiteIdRepaired,
    UnknownWord,
    SiteListFault,
    MappingFault,
    LeftAside,
    MarksUnclear,
    ColumnsUnclear,
    ToldByName,
    RowLeftAside,
    ItemsOfAnother,
    HeadingRepeated,
    SiteContradicted,
    SiteContinued,
    Resubmitted,
    AgreedBeside,
    // Scores.
    FewRaters,
    RatersFarApart,
    // Trackers of plans.
    TrackerOfNobody,
    OlderTracker,
    UnknownStatus,
    DayUnreadable,
    DayOutsideYear,
    OwnStep,
    // What plans lack.
    BlankOwner,
    BlankDay,
    BlankNeeds,
    GoalUnmeasured,
    GoalUndated,
    TooManyFocus,
    GatePassedOver,
    StepWithoutLowScore,
    NearCopy,
}

impl Code {
    /// Every code, with the letter of the stage that finds it and a number, and what it is about.
    pub const ALL: &[(Code, &'static str, &'static str)] = &[
        (Code::UnknownFormat, "F001", "a file that is not a spreadsheet we read"),
        (Code::DamagedFile, "F002", "a file that is damaged or cut short"),
        (Code::PasswordProtected, "F003", "a workbook behind a password"),
        (Code::TooLarge, "F004", "a file larger than the limits"),
        (Code::EmptyFile, "F005", "a file with nothing in it"),
        (Code::HiddenSheet, "F006", "a hidden sheet"),
        (Code::EncodingGuessed, "F007", "a text file in an older encoding"),
        (Code::SeparatorGuessed, "F008", "a text file with another separator than the comma"),
        (
            Code::LockFile,
            "F009",
            "a file that a spreadsheet program keeps while a workbook is open",
        ),
        (Code::SameFileTwice, "F010", "the same file twice"),
        (
            Code::TooCostly,
            "F011",
            "a file that takes more memory or time than a workbook of ratings needs",
        ),
        (Code::UnreadableFile, "F012", "a file or folder that cannot be read"),
        (Code::OutsideLinks, "F013", "a workbook that takes values from other files"),
        (Code::MacrosIgnored, "F014", "a workbook with macros"),
        (Code::UnreadableRules, "R001", "a rule file that is not TOML"),
        (Code::UnknownKey, "R002", "a key that the rule language does not have"),
        (Code::WrongKindOfValue, "R003", "a value of another kind than the key takes"),
        (Code::MissingKey, "R004", "a key that is not there and must be"),
        (Code::UnknownKind, "R005", "a rule file of no kind that there is"),
        (Code::RepeatedId, "R006", "an id that is given twice"),
        (Code::UnknownId, "R007", "an id that nothing has"),
        (Code::Circle, "R008", "a group or pack that is a part of itself"),
        (Code::WeightsDoNotAddUp, "R009", "weights that do not add up to 1"),
        (Code::BandOffScale, "R010", "bands with a gap, out of order or off the scale"),
        (Code::UnreachableAction, "R011", "an action that no score can call for"),
        (Code::StandardWithoutAction, "R012", "a standard for which there is no action"),
        (Code::CrosswalkToNothing, "R013", "a crosswalk that leads to nothing"),
        (Code::UnreadableCondition, "R014", "a condition that cannot be read"),
        (Code::MissingPack, "R015", "a rule pack that is not there"),
        (Code::IncompleteRule, "R016", "a rule that needs another key, or cannot be followed"),
        (Code::CaseDiffers, "R017", "a worked case that comes out differently"),
        (Code::NotTranslated, "R018", "texts of a rule file that are not translated yet"),
        (Code::SheetNotRecognised, "T001", "a sheet that no instrument fits"),
        (Code::InstrumentUnclear, "T002", "a sheet that two instruments fit alike"),
        (Code::MissingColumn, "T003", "a column that is needed and not there"),
        (Code::UnknownSite, "T004", "a site that is not in the list"),
        (Code::NoSchoolYear, "T005", "a form without a school year"),
        (Code::SchoolYearUnclear, "T006", "a school year that could mean two things"),
        (Code::DateOutsideYear, "T007", "a date outside the school year of its file"),
        (Code::HeadingNearlyKnown, "T008", "a heading that nearly is one that we know"),
        (Code::CdsCodeRepaired, "T009", "a CDS code that had lost its leading zero"),
        (Code::CdsCodeUnusable, "T010", "a CDS code that cannot be used"),
        (Code::RatingOffScale, "T011", "a rating that is not on its scale"),
        (Code::DateInRatingCell, "T012", "a date where a rating should be"),
        (Code::HalfPoint, "T013", "a rating between two levels"),
        (Code::FormulaError, "T014", "a formula that ends in an error"),
        (Code::HiddenUnderMerge, "T015", "a value hidden under a merged cell"),
        (Code::RepeatedForm, "T016", "the same form twice"),
        (Code::ConflictingForms, "T017", "the same form twice with different ratings"),
        (Code::UnknownItem, "T018", "an item that the instrument does not have"),
        (Code::NoRatings, "T019", "a form without a single rating"),
        (Code::RetiredName, "T020", "a site or a name that was not in use at the time"),
        (Code::FormCheck, "T021", "a check that the instrument's rules ask for"),
        (Code::OtherHeading, "T022", "a heading known by another name"),
        (Code::NumberAsText, "T023", "a number that is stored as text"),
        (Code::StraySpace, "T024", "a space before or after a text"),
        (Code::LabelReadAsLevel, "T025", "a level written out in words"),
        (Code::MissingWordUsed, "T026", "a word that stands for no rating"),
        (Code::HeadingsOverHeadings, "T027", "a row of headings above the headings"),
        (Code::SiteIdRepaired, "T028", "a site id that had lost its leading zero"),
        (Code::UnknownWord, "T029", "a word that the rules do not know"),
        (Code::SiteListFault, "T030", "a site list that cannot be used as it is"),
        (Code::MappingFault, "T031", "a mapping in cqi.toml that does not fit"),
        (Code::LeftAside, "T032", "a sheet or column left aside"),
        (Code::MarksUnclear, "T033", "a row of marks that does not tell one level"),
        (
            Code::ColumnsUnclear,
            "T034",
            "columns of ratings of which nothing tells what they are of",
        ),
        (Code::ToldByName, "T035", "a site, round or year that a name or title tells"),
        (Code::RowLeftAside, "T036", "a row that is no form: options, totals or a note"),
        (Code::ItemsOfAnother, "T037", "items of another instrument in the same sheet"),
        (Code::HeadingRepeated, "T038", "a heading that stands over several columns"),
        (Code::SiteContradicted, "T041", "a form that says two things about its site"),
        (Code::SiteContinued, "T042", "a site that continues another"),
        (Code::Resubmitted, "T043", "a form that was handed in again"),
        (Code::AgreedBeside, "T044", "ratings agreed on beside those of single people"),
        (Code::FewRaters, "S001", "ratings by few people"),
        (Code::RatersFarApart, "S002", "ratings that lie far apart"),
        (Code::TrackerOfNobody, "P001", "a tracker of no site or school year that is known"),
        (Code::OlderTracker, "P002", "two trackers of the same site and school year"),
        (Code::UnknownStatus, "P003", "a status that the rules do not know"),
        (Code::DayUnreadable, "P004", "a day in a tracker that cannot be read"),
        (Code::DayOutsideYear, "P005", "a day in a tracker outside its school year"),
        (Code::OwnStep, "P006", "a step, goal or question of no ref that the rules know"),
        (Code::BlankOwner, "L001", "a step for which nobody answers"),
        (Code::BlankDay, "L002", "a step without a day by which it is to be done"),
        (Code::BlankNeeds, "L003", "a step that does not say what it takes"),
        (Code::GoalUnmeasured, "L004", "a goal without a measure"),
        (Code::GoalUndated, "L005", "a goal without a day"),
        (Code::TooManyFocus, "L006", "more standards to work on than the rules allow"),
        (Code::GatePassedOver, "L007", "something that comes first and is not in the plan"),
        (Code::StepWithoutLowScore, "L008", "a step without a low score behind it"),
        (Code::NearCopy, "L009", "a plan that is nearly that of the year before"),
    ];

    /// The letter of the stage that finds it, and a number.
    pub fn id(self) -> &'static str {
        self.row().1
    }

    /// What it is about, in a few words.
    pub fn about(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> &'static (Code, &'static str, &'static str) {
        // Every code stands in the table in the order of its declaration; a test holds it.
        &Code::ALL[self as usize]
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_stands_at_its_own_place() {
        for (place, (code, id, _)) in Code::ALL.iter().enumerate() {
            assert_eq!(*code as usize, place, "{id}");
        }
        let ids: BTreeSet<&str> = Code::ALL.iter().map(|(_, id, _)| *id).collect();
        assert_eq!(ids.len(), Code::ALL.len());
    }
}
