//! The zip that a workbook is: parts that are changed are written anew, all others are copied as
//! they are, packed bytes and order included.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
};

use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::xml::Unfit;

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// By name in small letters, because that is how spreadsheet programs find parts.
    places: BTreeMap<String, usize>,
    changed: BTreeMap<usize, String>,
    /// By name in small letters, with the name as it is written.
    added: BTreeMap<String, (String, String)>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Package<'a>, Unfit> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unfit)?;
        let mut package = Package {
            archive,
            places: BTreeMap::new(),
            changed: BTreeMap::new(),
            added: BTreeMap::new(),
        };
        for index in 0..package.archive.len() {
            let part = package.archive.by_index_raw(index).map_err(|_| Unfit)?;
            let name = part.name().map_err(|_| Unfit)?.replace('\\', "/").to_lowercase();
            package.places.insert(name, index);
        }
        Ok(package)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.places.contains_key(&name) || self.added.contains_key(&name)
    }

    /// The names of all parts, in small letters.
    pub(super) fn names(&self) -> Vec<String> {
        self.places.keys().chain(self.added.keys()).cloned().collect()
    }

    /// The text of a part as it stands now, without a byte order mark; none if there is no such
    /// part. A text in another encoding than UTF-8 is not for us.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Unfit> {
        let name = name.to_lowercase();
        if let Some((_, text)) = self.added.get(&name) {
            return Ok(Some(text.clone()));
        }
        let Some(&index) = self.places.get(&name) else { return Ok(None) };
        if let Some(text) = self.changed.get(&index) {
            return Ok(Some(text.clone()));
        }
        let mut part = self.archive.by_index(index).map_err(|_| Unfit)?;
        let mut text = String::new();
        part.read_to_string(&mut text).map_err(|_| Unfit)?;
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
    }

    /// Puts a text in the place of a part, or adds the part.
    pub(super) fn put(&mut self, name: &str, text: String) {
        let key = name.to_lowercase();
        match self.places.get(&key) {
            Some(&index) => drop(self.changed.insert(index, text)),
            None => drop(self.added.insert(key, (name.to_owned(), text))),
        }
    }

    pub(super) fn finish(mut self) -> Result<Vec<u8>, Unfit> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index).map_err(|_| Unfit)?;
            let Some(text) = self.changed.get(&index) else {
                zip.raw_copy_file(part).map_err(|_| Unfit)?;
                continue;
            };
            let name = part.name().map_err(|_| Unfit)?.into_owned();
            let packing = match part.compression() {
                CompressionMethod::Stored => CompressionMethod::Stored,
                _ => CompressionMethod::Deflated,
            };
            write(&mut zip, &name, text, part.options().compression_method(packing))?;
        }
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        for (name, text) in self.added.values() {
            write(&mut zip, name, text, options)?;
        }
        zip.set_raw_comment(self.archive.comment().into()).map_err(|_| Unfit)?;
        Ok(zip.finish().map_err(|_| Unfit)?.into_inner())
    }
}

fn write(
    zip: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    text: &str,
    options: SimpleFileOptions,
) -> Result<(), Unfit> {
    zip.start_file(name, options).map_err(|_| Unfit)?;
    zip.write_all(text.as_bytes()).map_err(|_| Unfit)
}
