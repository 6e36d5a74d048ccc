//! What calamine does not tell about an xlsb: merged cells, and texts that are longer than they
//! have room for, which it fills up with the text before.

use std::{
    collections::BTreeMap,
    io::{BufReader, Read},
};

use super::super::{
    Merge,
    compound::u32_at,
    fault::{Damage, Fault},
    package::Package,
};

const BREAKS_OFF: Fault = Fault::Damaged(Damage::BreaksOff);
const PART_MISSING: Fault = Fault::Damaged(Damage::PartMissing);

// Records, by their numbers in [MS-XLSB] 2.3.
const TEXT: u16 = 0x0013;
const SHEET: u16 = 0x009C;
const MERGED_CELLS: u16 = 0x00B0;
/// Stands for the part of a sheet that has none.
const NO_PART: [u8; 4] = [0xFF; 4];

/// The part of the package that holds each sheet, by the name of the sheet.
pub(super) fn sheet_parts(package: &mut Package<'_>) -> Result<BTreeMap<String, String>, Fault> {
    let relations = package.relations("xl/_rels/workbook.bin.rels")?;
    let mut parts = BTreeMap::new();
    for_each_record(package, "xl/workbook.bin", |kind, data| {
        let head = data.get(..12).unwrap_or_default();
        let is_kept = kind == SHEET && !head.ends_with(&NO_PART);
        if is_kept {
            let (id, rest) = data.get(8..).and_then(text).ok_or(BREAKS_OFF)?;
            let (name, _) = text(rest).ok_or(BREAKS_OFF)?;
            if let Some((_, target)) = relations.get(&id) {
                parts.entry(name).or_insert_with(|| format!("xl/{target}"));
            }
        }
        Ok(())
    })?;
    Ok(parts)
}

/// The merged cells of the sheet in a part.
pub(super) fn merges(package: &mut Package<'_>, part: &str) -> Result<Vec<Merge>, Fault> {
    let mut merges = Vec::new();
    for_each_record(package, part, |kind, data| {
        if kind == MERGED_CELLS {
            let corners = data.get(..16).ok_or(BREAKS_OFF)?;
            let [first_row, last_row, first_column, last_column] =
                [0, 4, 8, 12].map(|at| u32_at(corners, at));
            merges.extend(Merge::between((first_row, first_column), (last_row, last_column)));
        }
        Ok(())
    })?;
    Ok(merges)
}

/// Refuses texts that say that they are longer than their record.
pub(super) fn check_texts(package: &mut Package<'_>) -> Result<(), Fault> {
    let list = "xl/sharedStrings.bin";
    if !package.has(list) {
        return Ok(());
    }
    for_each_record(package, list, |kind, data| {
        let is_whole = kind != TEXT || data.get(1..).and_then(text).is_some();
        if is_whole { Ok(()) } else { Err(BREAKS_OFF) }
    })
}

/// A text, which begins with its length, and what follows it.
fn text(data: &[u8]) -> Option<(String, &[u8])> {
    let (length, rest) = data.split_at_checked(4)?;
    let bytes = (u32_at(length, 0) as usize).checked_mul(2)?;
    let (letters, rest) = rest.split_at_checked(bytes)?;
    let units: Vec<u16> =
        letters.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    Some((String::from_utf16_lossy(&units), rest))
}

fn for_each_record(
    package: &mut Package<'_>,
    part: &str,
    mut take: impl FnMut(u16, &[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut part = BufReader::new(package.part(part)?.ok_or(PART_MISSING)?);
    let mut data = Vec::new();
    while let Some(kind) = kind(&mut part)? {
        let length = length(&mut part)?;
        data.clear();
        part.by_ref().take(length).read_to_end(&mut data).map_err(|_| BREAKS_OFF)?;
        if (data.len() as u64) < length {
            return Err(BREAKS_OFF);
        }
        take(kind, &data)?;
    }
    Ok(())
}

/// The kind of the next record, in one byte or two; none at the end.
fn kind(part: &mut impl Read) -> Result<Option<u16>, Fault> {
    let Some(low) = byte(part)? else { return Ok(None) };
    if low & 0x80 == 0 {
        return Ok(Some(low.into()));
    }
    let high = byte(part)?.ok_or(BREAKS_OFF)?;
    Ok(Some(u16::from(low & 0x7F) | u16::from(high & 0x7F) << 7))
}

/// The length of a record, seven bits a byte, the lowest first.
fn length(part: &mut impl Read) -> Result<u64, Fault> {
    let mut length = 0;
    for place in 0..4 {
        let bits = byte(part)?.ok_or(BREAKS_OFF)?;
        length |= u64::from(bits & 0x7F) << (7 * place);
        if bits & 0x80 == 0 {
            break;
        }
    }
    Ok(length)
}

fn byte(part: &mut impl Read) -> Result<Option<u8>, Fault> {
    let mut byte = [0];
    let read = part.read(&mut byte).map_err(|_| BREAKS_OFF)?;
    Ok((read == 1).then_some(byte[0]))
}
