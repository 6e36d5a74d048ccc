//! The zip that a workbook of today is, looked over before anything is unpacked.
//!
//! calamine unpacks without limits. The `zip` crate refuses a part that unpacks to more than it
//! declares, so the sum of what is declared is a true bound.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    io::{BufRead, BufReader, Cursor},
    rc::Rc,
};

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memrchr_iter;
use quick_xml::{
    XmlVersion,
    events::{BytesStart, Event, attributes::Attribute},
};
use zip::{CompressionMethod, ZipArchive, read::ZipFile};

use super::{
    compound::{u16_at, u32_at},
    fault::{Damage, Excess, Fault},
    limits,
    tags::{Kind, Tag, Tags, resolved},
};

/// Lists that take far more memory than room, by the ends of their names, and their limits.
const LISTS: [(&str, u64); 7] = [
    ("sharedstrings.xml", limits::SHARED_TEXT_BYTES),
    ("sharedstrings.bin", limits::SHARED_TEXT_BYTES),
    ("styles.xml", limits::LIST_BYTES),
    ("styles.bin", limits::LIST_BYTES),
    ("workbook.xml", limits::LIST_BYTES),
    ("workbook.bin", limits::LIST_BYTES),
    (".rels", limits::LIST_BYTES),
];

/// Larger parts are not held in memory as a whole.
const WHOLE_BYTES: usize = 4 << 20;
/// Parts up to this size are kept once they are unpacked: lists are looked into more than once.
const KEPT_BYTES: usize = 64 << 10;

/// A zip within the limits, with the parts that it holds.
pub(super) struct Package<'a> {
    bytes: &'a [u8],
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// By name in small letters, because that is how spreadsheet programs find parts.
    parts: BTreeMap<String, usize>,
    /// Small parts that were unpacked, by name.
    kept: BTreeMap<String, Rc<str>>,
    is_modest: bool,
}

/// A part that is XML.
pub(super) type Xml<'a> = quick_xml::Reader<Box<dyn BufRead + 'a>>;

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Package<'b>, Fault> {
        if limits::PARTS < said(bytes) {
            return Err(Fault::TooLarge(Excess::Parts));
        }
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged(Damage::EndMissing))?;
        if limits::PARTS < archive.len() {
            return Err(Fault::TooLarge(Excess::Parts));
        }
        if archive.len() < listed(bytes, archive.central_directory_start()) {
            return Err(Fault::Damaged(Damage::PartTwice));
        }
        let (parts, kept) = (BTreeMap::new(), BTreeMap::new());
        let mut package = Package { bytes, archive, parts, kept, is_modest: true };
        package.look_over()?;
        Ok(package)
    }

    /// Whether it is so small, and its lists so short, that no reader can make much of it.
    pub(super) fn is_modest(&self) -> bool {
        self.is_modest
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&name.to_lowercase())
    }

    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.parts.keys().any(|name| name.starts_with(folder))
    }

    /// A part to read from; none if there is no such part.
    pub(super) fn part(
        &mut self,
        name: &str,
    ) -> Result<Option<ZipFile<'_, Cursor<&'b [u8]>>>, Fault> {
        match self.parts.get(&name.to_lowercase()) {
            None => Ok(None),
            Some(&index) => match self.archive.by_index(index) {
                Ok(part) => Ok(Some(part)),
                Err(_) => Err(Fault::Damaged(Damage::Unpacking)),
            },
        }
    }

    /// A part of text as a whole; none if there is no such part, or it is large, damaged or no
    /// text.
    pub(super) fn whole(&mut self, name: &str) -> Option<Rc<str>> {
        let key = name.to_lowercase();
        if let Some(kept) = self.kept.get(&key) {
            return Some(Rc::clone(kept));
        }
        let text: Rc<str> = String::from_utf8(self.unpacked(&key)?).ok()?.into();
        if text.len() <= KEPT_BYTES {
            self.kept.insert(key, Rc::clone(&text));
        }
        Some(text)
    }

    /// All bytes of a part that is not large, in one go.
    fn unpacked(&mut self, key: &str) -> Option<Vec<u8>> {
        let part = self.archive.by_index_raw(*self.parts.get(key)?).ok()?;
        let (method, sum) = (part.compression(), part.crc32());
        let size = usize::try_from(part.size()).ok().filter(|size| *size <= WHOLE_BYTES)?;
        let start = usize::try_from(part.data_start()?).ok()?;
        let end = start.checked_add(usize::try_from(part.compressed_size()).ok()?)?;
        let packed = self.bytes.get(start..end)?;
        let unpacked = match method {
            CompressionMethod::Stored => packed.to_vec(),
            CompressionMethod::Deflated => inflated(packed, size)?,
            _ => return None,
        };
        (unpacked.len() == size && crc32fast::hash(&unpacked) == sum).then_some(unpacked)
    }

    /// A part of XML. Empty elements come as a start and an end, as calamine takes them.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Xml<'_>>, Fault> {
        let is_short = self.part(name)?.is_some_and(|part| part.size() <= KEPT_BYTES as u64);
        let whole = if is_short { self.whole(name) } else { None };
        let bytes: Option<Box<dyn BufRead>> = match whole {
            Some(text) => Some(Box::new(Cursor::new(Rc::<[u8]>::from(text)))),
            None => self.part(name)?.map(|part| Box::new(BufReader::new(part)) as _),
        };
        Ok(bytes.map(|bytes| {
            let mut xml = quick_xml::Reader::from_reader(bytes);
            let config = xml.config_mut();
            config.check_end_names = false;
            config.expand_empty_elements = true;
            xml
        }))
    }

    /// Kind and target of each relation that a part lists, by its id.
    pub(super) fn relations(
        &mut self,
        part: &str,
    ) -> Result<BTreeMap<String, (String, String)>, Fault> {
        let listed = self.elements(part, &["Relationship"])?;
        let listed = listed.ok_or(Fault::Damaged(Damage::PartMissing))?;
        let relation = |mut element: Element| {
            let [id, kind, target] = ["Id", "Type", "Target"].map(|name| element.take(name));
            (id.unwrap_or_default(), (kind.unwrap_or_default(), target.unwrap_or_default()))
        };
        Ok(listed.into_iter().map(relation).collect())
    }

    /// The elements of these names in a part, each with its attributes; none if there is no such
    /// part.
    pub(super) fn elements(
        &mut self,
        part: &str,
        names: &[&str],
    ) -> Result<Option<Vec<Element>>, Fault> {
        let plain = self.whole(part).and_then(|text| Element::all_plain(&text, names));
        if plain.is_some() {
            return Ok(plain);
        }
        let Some(mut xml) = self.xml(part)? else { return Ok(None) };
        let (mut found, mut buffer) = (Vec::new(), Vec::new());
        loop {
            match next(&mut xml, &mut buffer)? {
                Event::Start(start) if names.contains(&start.local_name().as_ref()) => {
                    found.push(Element::of(&start)?);
                }
                Event::Eof => return Ok(Some(found)),
                _ => {}
            }
        }
    }

    fn look_over(&mut self) -> Result<(), Fault> {
        let mut unpacked = 0_u64;
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index);
            let part = part.map_err(|_| Fault::Damaged(Damage::Unpacking))?;
            if part.encrypted() {
                return Err(Fault::Password);
            }
            let name = part.name().map_err(|_| Fault::Damaged(Damage::Unpacking))?;
            let name = name.replace('\\', "/").to_lowercase();
            let list = LISTS.iter().find(|(end, _)| name.ends_with(end));
            if list.is_some_and(|&(_, limit)| limit < part.size()) {
                return Err(Fault::TooLarge(Excess::PartBytes));
            }
            let plain = list.map_or(limits::PLAIN_BYTES, |&(_, limit)| match limit {
                limits::SHARED_TEXT_BYTES => limits::PLAIN_TEXT_BYTES,
                _ => limits::PLAIN_LIST_BYTES,
            });
            unpacked = unpacked.saturating_add(part.size());
            self.is_modest &= part.size() <= plain && unpacked <= limits::PLAIN_BYTES;
            if self.parts.insert(name, index).is_some() {
                return Err(Fault::Damaged(Damage::PartTwice));
            }
        }
        if limits::UNPACKED_BYTES < unpacked {
            return Err(Fault::TooLarge(Excess::UnpackedBytes));
        }
        self.check_shared_texts()
    }

    /// How many texts a list says that it has.
    fn declared_texts(&mut self, list: &str) -> Result<Option<String>, Fault> {
        let Some(mut xml) = self.xml(list)? else { return Ok(None) };
        let mut buffer = Vec::new();
        loop {
            match next(&mut xml, &mut buffer)? {
                Event::Start(start) if start.local_name().as_ref() == "sst" => {
                    return attribute(&start, "uniqueCount");
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// calamine makes room for as many texts as the list declares, so a list must not declare
    /// more than it has room for.
    fn check_shared_texts(&mut self) -> Result<(), Fault> {
        let lists = self.parts.iter().filter(|(name, _)| name.ends_with("sharedstrings.xml"));
        let lists: Vec<String> = lists.map(|(name, _)| name.clone()).collect();
        for list in lists {
            let room = self.part(&list)?.map_or(0, |part| part.size());
            let declared = self.declared_texts(&list)?;
            let declared = declared.and_then(|count| count.parse::<u64>().ok());
            if declared.is_some_and(|count| room < count) {
                return Err(Fault::Damaged(Damage::Contradiction));
            }
        }
        Ok(())
    }
}

thread_local! {
    /// What inflating takes is larger than most workbooks, so it is not made anew for each.
    static INFLATER: RefCell<Decompress> = RefCell::new(Decompress::new(false));
}

/// What was packed, if it is as large as was said.
fn inflated(packed: &[u8], size: usize) -> Option<Vec<u8>> {
    let mut unpacked = Vec::with_capacity(size);
    let status = INFLATER.with_borrow_mut(|inflater| {
        inflater.reset(false);
        inflater.decompress_vec(packed, &mut unpacked, FlushDecompress::Finish)
    });
    (status.ok()? == Status::StreamEnd).then_some(unpacked)
}

/// An element of a list.
#[derive(Debug)]
pub(super) struct Element {
    /// Without what stands before a colon.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute by its name, or by what stands after the colon in it.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let mut attributes = self.attributes.iter_mut();
        let found = attributes.find(|(known, _)| local(known) == name);
        found.map(|(_, value)| std::mem::take(value))
    }

    fn of(start: &BytesStart<'_>) -> Result<Element, Fault> {
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Fault::Damaged(Damage::BreaksOff))?;
            attributes.push((attribute.key.as_ref().to_owned(), value_of(&attribute)?));
        }
        Ok(Element { name: start.local_name().as_ref().to_owned(), attributes })
    }

    fn of_plain(tag: Tag<'_>) -> Option<Element> {
        let attribute = |attribute: Option<(&str, &str)>| {
            let (name, value) = attribute?;
            let is_plain = !value.contains(char::is_control);
            is_plain.then_some((name.to_owned(), resolved(value)?.into_owned()))
        };
        let attributes = tag.attributes().map(attribute).collect::<Option<_>>()?;
        Some(Element { name: local(tag.name).to_owned(), attributes })
    }

    /// All elements of these names, if the whole text is plain.
    fn all_plain(text: &str, names: &[&str]) -> Option<Vec<Element>> {
        let mut tags = Tags::of(text)?;
        let mut found = Vec::new();
        while !tags.is_done() {
            let tag = tags.next()?;
            if tag.kind != Kind::Closing && names.contains(&local(tag.name)) {
                found.push(Element::of_plain(tag)?);
            }
        }
        Some(found)
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// How many parts a zip says that it has, in the short form of its end or the long one.
fn said(bytes: &[u8]) -> usize {
    const LONGEST_COMMENT: usize = 65_535;
    let end = &bytes[bytes.len().saturating_sub(LONGEST_COMMENT + 200)..];
    let last = |magic: &[u8]| {
        let mut tails = memrchr_iter(b'P', end).map(|at| &end[at..]);
        tails.find(|tail| tail.starts_with(magic))
    };
    let short = last(b"PK\x05\x06").and_then(|end| Some(u16_at(end.get(10..12)?, 0).into()));
    let long = last(b"PK\x06\x06").and_then(|end| Some(u32_at(end.get(32..36)?, 0) as usize));
    // The short form cannot say more than this, and then leaves it to the long one.
    let short = short.filter(|&many| long.is_none() || many != 0xFFFF);
    short.into_iter().chain(long).max().unwrap_or(0)
}

/// How many parts the list at the end of a zip names. Of two that have one name, `zip` keeps the
/// last.
fn listed(bytes: &[u8], start: u64) -> usize {
    const HEAD: &[u8] = b"PK\x01\x02";
    const HEAD_BYTES: usize = 46;
    let mut rest = usize::try_from(start).ok().and_then(|start| bytes.get(start..));
    let mut many = 0;
    while let Some(line) = rest.filter(|rest| rest.starts_with(HEAD) && HEAD_BYTES <= rest.len()) {
        let lengths = [28, 30, 32].map(|at| usize::from(u16_at(line, at)));
        rest = line.get(HEAD_BYTES + lengths.iter().sum::<usize>()..);
        many += 1;
    }
    many
}

/// The next event of a part.
pub(super) fn next<'e>(xml: &mut Xml<'_>, buffer: &'e mut Vec<u8>) -> Result<Event<'e>, Fault> {
    buffer.clear();
    xml.read_event_into(buffer).map_err(|_| Fault::Damaged(Damage::BreaksOff))
}

/// An attribute by its name, or by what stands after the colon in it.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Fault> {
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Fault::Damaged(Damage::BreaksOff))?;
        let is_wanted = attribute.key.as_ref() == name
            || !name.contains(':') && attribute.key.local_name().as_ref() == name;
        if is_wanted {
            return Ok(Some(value_of(&attribute)?));
        }
    }
    Ok(None)
}

fn value_of(attribute: &Attribute<'_>) -> Result<String, Fault> {
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    Ok(value.map_err(|_| Fault::Damaged(Damage::BreaksOff))?.into_owned())
}
