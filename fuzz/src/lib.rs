//! What must hold of everything that is read, whatever someone made of it.
//!
//! A claim takes bytes or text as they come, reads them twice through the public door, and panics
//! where something does not hold. The fuzz targets throw made-up material at them; the tests of the
//! main package (`tests/found.rs`) hold them against all that was ever found.

mod told;
mod files;
mod ratings;
mod rules;
mod settings;
mod trial;
mod years;

/// Panics where something about the material does not hold.
pub type Claim = fn(&[u8]);

/// Each target by its name, and the claim that it makes.
pub const CLAIMS: &[(&str, Claim)] = &[
    ("xlsx", files::xlsx),
    ("xlsb", files::xlsb),
    ("xls", files::xls),
    ("ods", files::ods),
    ("text", files::text),
    ("answer", files::answer),
    ("rules", rules::read),
    ("mapping", settings::mapping),
    ("year", years::read),
    ("rating", ratings::read),
];

/// Holds the material against the claim of a target.
///
/// # Panics
///
/// Where the claim does not hold, and where no target has this name.
pub fn hold(target: &str, material: &[u8]) {
    let found = CLAIMS.iter().find(|(name, _)| *name == target);
    let (_, claim) = found.unwrap_or_else(|| panic!("no fuzz target is called `{target}`"));
    claim(material);
}
