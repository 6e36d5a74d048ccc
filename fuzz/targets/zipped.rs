//! Zipped workbooks, changed part by part.
//!
//! A changed byte of a zip only spoils a checksum. Here a part is unpacked, changed and packed
//! again, so that what comes out is a sound zip, and a finding is a file like any other.

use std::io::{Cursor, Read, Write};

use libfuzzer_sys::fuzzer_mutate;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Larger workbooks are only changed byte by byte.
const PARTS: usize = 64;
const PART_BYTES: u64 = 1 << 20;

type Part = (String, Vec<u8>);

/// Changes what stands in the first `size` bytes; how many there are then.
pub(crate) fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let choice = seed as usize;
    let is_by_part = !choice.is_multiple_of(16);
    if is_by_part
        && let Some(mut parts) = unpacked(&data[..size])
        && let Some(packed) = changed(&mut parts, choice / 16, max_size)
        && packed.len() <= max_size
    {
        data[..packed.len()].copy_from_slice(&packed);
        return packed.len();
    }
    fuzzer_mutate(data, size, max_size)
}

fn unpacked(bytes: &[u8]) -> Option<Vec<Part>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    if archive.is_empty() || PARTS < archive.len() {
        return None;
    }
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else { continue };
        let Ok(name) = part.name().map(std::borrow::Cow::into_owned) else { continue };
        let mut content = Vec::new();
        if part.take(PART_BYTES).read_to_end(&mut content).is_ok() {
            parts.push((name, content));
        }
    }
    if parts.is_empty() { None } else { Some(parts) }
}

/// One part with other bytes; now and then with another name, or not there any more.
fn changed(parts: &mut Vec<Part>, choice: usize, max_size: usize) -> Option<Vec<u8>> {
    let which = (choice / 64) % parts.len();
    match choice % 64 {
        0 => drop(parts.remove(which)),
        1 => {
            let name = with_changes(parts.get(which)?.0.as_bytes(), 64);
            parts[which].0 = String::from_utf8(name).ok()?;
        }
        2 => parts.push(parts.get(which)?.clone()),
        _ => {
            let content = &parts.get(which)?.1;
            let others: usize =
                parts.iter().map(|(name, content)| name.len() + content.len()).sum();
            let room = content.len() + max_size.checked_sub(others)?;
            parts[which].1 = with_changes(content, room);
        }
    }
    packed(parts)
}

fn with_changes(bytes: &[u8], most: usize) -> Vec<u8> {
    let most = most.max(bytes.len());
    let mut changed = bytes.to_vec();
    changed.resize(most, 0);
    let many = fuzzer_mutate(&mut changed, bytes.len(), most);
    changed.truncate(many);
    changed
}

fn packed(parts: &[Part]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(name.as_str(), options).ok()?;
        zip.write_all(content).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
