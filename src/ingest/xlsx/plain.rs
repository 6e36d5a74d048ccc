//! Whether calamine tells all about a sheet of xlsx, seen without taking its XML apart.
//!
//! Most sheets hold values and nothing else. A look for the few words that begin the rest takes a
//! twentieth of the time of a second pass through the XML.

use std::io::Read;

use memchr::memmem;

use super::super::{
    fault::{Damage, Fault},
    package::Package,
};

/// Larger sheets are not held in memory for it.
const LARGEST: u64 = 4 << 20;

/// Merged cells, errors, and formulas with and without a prefix; then ways to write a reference
/// that [`has_long_reference`] does not look for, and XML in other alphabets than that of ASCII.
const NEWS: [&[u8]; 12] = [
    b"mergeCell",
    b"\"e\"",
    b"'e'",
    b"<f",
    b":f",
    b"r='",
    b"r =",
    b"r\n",
    b"\nr=",
    b"\tr=",
    b"\rr=",
    b"\0",
];

/// The longest reference is `XFD1048576`.
const LONGEST_REFERENCE: usize = 10;

/// Whether the sheet holds plain values: no merged cells, formulas or errors, and no reference so
/// long that it wraps around.
pub(super) fn is_plain(package: &mut Package<'_>, part: &str) -> Result<bool, Fault> {
    let Some(part) = package.part(part)? else { return Ok(false) };
    if LARGEST < part.size() {
        return Ok(false);
    }
    let mut xml = Vec::with_capacity(usize::try_from(part.size()).unwrap_or_default());
    let mut part = part.take(LARGEST);
    part.read_to_end(&mut xml).map_err(|_| Fault::Damaged(Damage::Unpacking))?;
    Ok(NEWS.iter().all(|news| memmem::find(&xml, news).is_none()) && !has_long_reference(&xml))
}

fn has_long_reference(xml: &[u8]) -> bool {
    const REFERENCE: &[u8] = b" r=\"";
    memmem::find_iter(xml, REFERENCE).any(|at| {
        let reference = &xml[at + REFERENCE.len()..];
        let reference = &reference[..reference.len().min(LONGEST_REFERENCE + 1)];
        !reference.contains(&b'"')
    })
}
