//! The compound file: a small file system in a file, in which Excel 97 keeps a workbook.
//!
//! calamine follows its chains of sectors wherever they lead, also in a circle, until the
//! memory is full. So the chains are followed here first.

use super::{
    fault::{Damage, Fault},
    format::COMPOUND,
};

const BREAKS_OFF: Fault = Fault::Damaged(Damage::BreaksOff);
const CONTRADICTION: Fault = Fault::Damaged(Damage::Contradiction);

/// The end of a chain.
const END: u32 = 0xFFFF_FFFE;
/// From here on, numbers are no sectors.
const NO_SECTOR: u32 = 0xFFFF_FFFA;
const NO_TABLE: u32 = 0xFFFF_FFFC;
const HEADER_BYTES: usize = 512;
const ENTRY_BYTES: usize = 128;
const MINI_SECTOR_BYTES: usize = 64;
/// Streams shorter than this lie in mini sectors.
const MINI_STREAM_LIMIT: usize = 4_096;

/// A compound file of which all chains end.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    /// To each sector the next.
    next: Vec<u32>,
    next_mini: Vec<u32>,
    mini_stream: Vec<u8>,
    streams: Vec<Stream>,
}

struct Stream {
    name: String,
    first: u32,
    bytes: usize,
}

impl<'a> Compound<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Compound<'a>, Fault> {
        let header = bytes.get(..HEADER_BYTES).ok_or(Fault::Damaged(Damage::EndMissing))?;
        let sector_bytes = match (header.starts_with(COMPOUND), u16_at(header, 30)) {
            (true, 9) => 512,
            (true, 12) => 4_096,
            _ => return Err(CONTRADICTION),
        };
        let mut file = Compound {
            bytes,
            sector_bytes,
            next: Vec::new(),
            next_mini: Vec::new(),
            mini_stream: Vec::new(),
            streams: Vec::new(),
        };
        file.next = file.sector_table(header)?;
        let directory = file.chain(u32_at(header, 48), usize::MAX)?;
        file.streams = directory.chunks_exact(ENTRY_BYTES).map(stream).collect();
        let root = file.streams.first().ok_or(CONTRADICTION)?;
        let has_mini_streams = u32_at(header, 64) != 0;
        if has_mini_streams {
            file.mini_stream = file.chain(root.first, root.bytes)?;
            let table_bytes = (u32_at(header, 64) as usize).saturating_mul(sector_bytes);
            file.next_mini = words(&file.chain(u32_at(header, 60), table_bytes)?);
        }
        Ok(file)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.streams.iter().any(|stream| stream.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream; none if there is no such stream.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let named = |stream: &&Stream| stream.name.eq_ignore_ascii_case(name);
        let Some(stream) = self.streams.iter().find(named) else { return Ok(None) };
        let bytes = if stream.bytes < MINI_STREAM_LIMIT {
            let sector = |at: u32| {
                part(&self.mini_stream, at as usize * MINI_SECTOR_BYTES, MINI_SECTOR_BYTES)
            };
            follow(stream.first, stream.bytes, &self.next_mini, sector)
        } else {
            self.chain(stream.first, stream.bytes)
        };
        bytes.map(Some)
    }

    /// The table that leads from sector to sector. Its own sectors are listed in the header and,
    /// for large files, in a chain of lists.
    fn sector_table(&self, header: &[u8]) -> Result<Vec<u32>, Fault> {
        let most = self.bytes.len() / self.sector_bytes + 1;
        let mut listed = words(&header[76..]);
        let mut list = u32_at(header, 68);
        let mut lists = 0;
        while list < NO_SECTOR {
            lists += 1;
            if most < lists {
                return Err(Fault::Damaged(Damage::Circle));
            }
            listed.extend(words(self.sector(list)?));
            list = listed.pop().ok_or(CONTRADICTION)?;
        }
        listed.retain(|&sector| sector < NO_TABLE);
        if most < listed.len() {
            return Err(CONTRADICTION);
        }
        let mut table = Vec::new();
        for sector in listed {
            table.extend(words(self.sector(sector)?));
        }
        Ok(table)
    }

    fn chain(&self, first: u32, bytes: usize) -> Result<Vec<u8>, Fault> {
        follow(first, bytes, &self.next, |at| self.sector(at).ok())
    }

    fn sector(&self, at: u32) -> Result<&'a [u8], Fault> {
        let start = (at as usize + 1).saturating_mul(self.sector_bytes);
        part(self.bytes, start, self.sector_bytes).ok_or(BREAKS_OFF)
    }
}

/// The bytes of a chain, as many as asked for or all.
fn follow<'s>(
    first: u32,
    bytes: usize,
    next: &[u32],
    sector: impl Fn(u32) -> Option<&'s [u8]>,
) -> Result<Vec<u8>, Fault> {
    let mut chain = Vec::new();
    let mut at = first;
    let mut followed = 0;
    while at != END && chain.len() < bytes {
        followed += 1;
        if next.len() < followed {
            return Err(Fault::Damaged(Damage::Circle));
        }
        let sector = sector(at).ok_or(BREAKS_OFF)?;
        chain.extend_from_slice(&sector[..sector.len().min(bytes - chain.len())]);
        if chain.len() < bytes {
            at = *next.get(at as usize).ok_or(BREAKS_OFF)?;
        }
    }
    Ok(chain)
}

/// A sector; the last of a file may be shorter than the others.
fn part(bytes: &[u8], start: usize, length: usize) -> Option<&[u8]> {
    let end = start.saturating_add(length).min(bytes.len());
    bytes.get(start..end).filter(|part| !part.is_empty())
}

fn stream(entry: &[u8]) -> Stream {
    let letters = entry[..64].chunks_exact(2).map(|letter| u16_at(letter, 0));
    let letters: Vec<u16> = letters.take_while(|&letter| letter != 0).collect();
    Stream {
        name: String::from_utf16_lossy(&letters),
        first: u32_at(entry, 116),
        bytes: u32_at(entry, 120) as usize,
    }
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|word| u32_at(word, 0)).collect()
}

/// A number of two bytes, the lower first. The caller knows that they are there.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

/// A number of four bytes, the lowest first. The caller knows that they are there.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}
