//! A site: the place where students come.

use std::{fmt, str::FromStr, sync::Arc};

use super::Period;

/// The id of a site, as the program's own list writes it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SiteId(pub Arc<str>);

impl fmt::Display for SiteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A site and what a plan's cover says about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Site {
    pub id: SiteId,
    pub name: String,
    /// Other names in use, now or before.
    pub aliases: Vec<String>,
    pub program: Option<String>,
    pub region: Option<String>,
    pub hub: Option<String>,
    pub county: Option<String>,
    pub cds_code: Option<CdsCode>,
    pub grants: Vec<String>,
    pub grade_span: Option<String>,
    /// When children came, as the list says.
    pub open: Period,
    /// The sites that it continues under another id and that it is read as one with, the first one
    /// first.
    pub joined: Vec<FormerSite>,
}

/// A site that another one continues.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormerSite {
    pub id: SiteId,
    pub name: String,
    pub open: Period,
}

impl Site {
    /// A site of which only the name is known.
    pub fn named(id: SiteId, name: &str) -> Site {
        Site {
            id,
            name: name.to_owned(),
            aliases: Vec::new(),
            program: None,
            region: None,
            hub: None,
            county: None,
            cds_code: None,
            grants: Vec::new(),
            grade_span: None,
            open: Period::ALWAYS,
            joined: Vec::new(),
        }
    }
}

/// A County-District-School code: 14 digits, 2 for the county, 5 for the district
/// and 7 for the school.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CdsCode(String);

/// Why a text is not a CDS code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CdsCodeError {
    /// A spreadsheet has rounded it, as in `1.61259E+12`; the digits are lost.
    Scientific,
    /// It does not have 14 digits.
    Length { digits: usize },
    /// It holds something other than digits, spaces and hyphens.
    Shape,
}

impl CdsCode {
    const DIGITS: usize = 14;

    /// The code, and whether a lost leading zero had to be put back.
    pub fn repair(text: &str) -> Result<(CdsCode, Repair), CdsCodeError> {
        let digits: String = text.chars().filter(|letter| !matches!(letter, ' ' | '-')).collect();
        let looks_rounded = digits.contains(['e', 'E']) && digits.contains(['+', '.']);
        if looks_rounded {
            return Err(CdsCodeError::Scientific);
        }
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CdsCodeError::Shape);
        }
        match digits.len() {
            CdsCode::DIGITS => Ok((CdsCode(digits), Repair::None)),
            13 => Ok((CdsCode(format!("0{digits}")), Repair::LeadingZero)),
            digits => Err(CdsCodeError::Length { digits }),
        }
    }
}

/// What had to be done to read a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Repair {
    None,
    /// Spreadsheets drop the zero that codes of the first nine counties start with.
    LeadingZero,
}

impl FromStr for CdsCode {
    type Err = CdsCodeError;

    fn from_str(text: &str) -> Result<CdsCode, CdsCodeError> {
        CdsCode::repair(text).map(|(code, _)| code)
    }
}

/// As plans write it, with hyphens: `01-61259-0112789`.
impl fmt::Display for CdsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CdsCode(digits) = self;
        write!(f, "{}-{}-{}", &digits[..2], &digits[2..7], &digits[7..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_leading_zero_is_put_back() {
        let (code, repair) = CdsCode::repair("1612590112789").unwrap();
        assert_eq!(code.to_string(), "01-61259-0112789");
        assert_eq!(repair, Repair::LeadingZero);
        assert_eq!(CdsCode::repair("01-61259-0112789").unwrap(), (code, Repair::None));
    }

    #[test]
    fn what_cannot_be_repaired_is_refused() {
        assert_eq!("1.61259E+12".parse::<CdsCode>(), Err(CdsCodeError::Scientific));
        assert_eq!("12345".parse::<CdsCode>(), Err(CdsCodeError::Length { digits: 5 }));
        assert_eq!("unknown".parse::<CdsCode>(), Err(CdsCodeError::Shape));
    }
}
