//! `reports/gallery/` is what the example network really gives, and `reports/gallery-es/` a part of it in
//! Spanish.

mod common;

use std::collections::BTreeMap;

use common::{cqi, files, root, text};

#[test]
fn the_gallery_is_what_the_program_writes() {
    let formats = ["--formats", "html,docx,pdf,xlsx,ics,svg,png,csv,json"];
    holds("reports/gallery", &formats);
}

#[test]
fn the_gallery_in_spanish_is_what_the_program_writes() {
    let site = ["--lang", "es", "--only", "bahia-vista", "--formats", "html,docx,pdf,xlsx,ics"];
    holds("reports/gallery-es", &site);
}

/// That the folder is what a run of the example network with these words writes.
fn holds(gallery: &str, words: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("gallery");
    let words = ["run", "fixtures/small-network"].iter().chain(words).chain(&["--out"]);
    let output = cqi(words.map(AsRef::as_ref).chain([out.as_os_str()]));
    assert!(output.status.success(), "{}", text(&output.stderr));

    let written: BTreeMap<_, _> =
        files(&out).into_iter().filter(|(name, _)| is_shown(name)).collect();
    let gallery = files(&root().join(gallery)).into_iter();
    let shown: BTreeMap<_, _> = gallery.filter(|(name, _)| is_shown(name)).collect();
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&written), names(&shown), "the files of the gallery");
    let differ: Vec<&String> = written
        .iter()
        .filter(|(name, bytes)| shown[*name] != **bytes)
        .map(|(name, _)| name)
        .collect();
    assert!(
        differ.is_empty(),
        "no longer what the program writes: {differ:?}; look at the new pages, then write the \
         gallery anew as CONTRIBUTING.md says"
    );
}

/// The largest table is left out of the gallery; `cqi explain` is how people read it.
fn is_shown(name: &str) -> bool {
    !["data/workings.csv", ".cqi-out"].contains(&name)
}
