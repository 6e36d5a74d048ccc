//! Folders and files as disks have them: links, pipes, odd names, and what nobody may read.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "this test is its own door to the file system")]

mod common;

use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt, fs::symlink, net::UnixListener},
    path::Path,
    process::Output,
};

use common::{cqi, root, text};
use tempfile::TempDir;

const SCHEDULE: &str = "Week of,Monday\n10/14/2024,Ana\n";

/// A folder with a sound file in it, `observations.csv`.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    sound(folder.path());
    folder
}

fn sound(folder: &Path) {
    let from = root().join("fixtures/messy/F010-same-file-twice/observations.csv");
    fs::copy(from, folder.join("observations.csv")).unwrap();
}

fn check(words: &[&Path]) -> Output {
    let fixed = ["check", "--notes", "--"].map(Path::new);
    cqi(fixed.iter().chain(words))
}

#[track_caller]
fn told(output: &Output, exit: i32, parts: &[&str]) {
    let all = text(&output.stdout) + &text(&output.stderr);
    assert_eq!(output.status.code(), Some(exit), "{all}");
    for part in parts {
        assert!(all.contains(part), "{part:?} is not in\n{all}");
    }
}

#[test]
fn a_folder_that_is_a_link_to_itself_is_read_once() {
    let folder = folder();
    fs::create_dir(folder.path().join("inner")).unwrap();
    symlink("..", folder.path().join("inner/back")).unwrap();
    symlink(".", folder.path().join("self")).unwrap();
    let output = check(&[folder.path()]);
    told(&output, 0, &["read 1 file: 24 rating cells", "note[F012]", "/self", "/inner/back"]);
}

#[test]
fn links_that_lead_somewhere_are_followed() {
    let (folder, elsewhere) = (TempDir::new().unwrap(), folder());
    symlink(elsewhere.path(), folder.path().join("shared drive")).unwrap();
    told(&check(&[folder.path()]), 0, &["read 1 file: 24 rating cells"]);
}

#[test]
fn a_link_that_leads_nowhere_is_told_and_the_rest_is_read() {
    let folder = folder();
    symlink("gone.xlsx", folder.path().join("fall.xlsx")).unwrap();
    symlink("gone.jpg", folder.path().join("photo.jpg")).unwrap();
    let output = check(&[folder.path()]);
    told(&output, 1, &["24 rating cells", "error[F012]", "/fall.xlsx", "1 thing to put right"]);
}

#[test]
fn pipes_and_sockets_are_never_opened() {
    let folder = folder();
    let _socket = UnixListener::bind(folder.path().join("socket.csv")).unwrap();
    let output = check(&[folder.path()]);
    told(&output, 1, &["24 rating cells", "error[F012]", "socket.csv", "is not opened"]);
    let output = check(&[Path::new("/dev/zero"), folder.path()]);
    told(&output, 1, &["24 rating cells", "--> /dev/zero"]);
}

/// Root may read everything, so there the test only sees that nothing breaks.
#[test]
fn what_nobody_may_read_is_told_and_the_rest_is_read() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    let (file, inner) = (folder.path().join("locked.csv"), folder.path().join("inner"));
    fs::write(&file, SCHEDULE).unwrap();
    fs::create_dir(&inner).unwrap();
    let permit =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    permit(&file, 0);
    permit(&inner, 0);
    let may_read_everything = fs::File::open(&file).is_ok();
    let output = check(&[folder.path()]);
    permit(&inner, 0o700);
    told(&output, 1, &["24 rating cells"]);
    if !may_read_everything {
        told(&output, 1, &["you are not permitted to read it", "/locked.csv", "/inner"]);
    }
}

#[test]
fn names_of_any_letters_are_read_and_shown_on_one_line() {
    let folder = folder();
    let long = "n".repeat(250) + ".csv";
    let names: [&[u8]; 7] = [
        b"two\nlines.csv",
        b"Ni\xF1o.csv",
        "🌳 مدرسة.csv".as_bytes(),
        b"--help.csv",
        b"-.csv",
        long.as_bytes(),
        "turned\u{202e}round.csv".as_bytes(),
    ];
    for (at, name) in names.iter().enumerate() {
        let text = format!("{SCHEDULE}10/{at}/2024,Mei\n");
        fs::write(folder.path().join(OsStr::from_bytes(name)), text).unwrap();
    }
    let shown = ["two\\nlines.csv", "Ni\\xf1o.csv", "🌳 مدرسة.csv", "turned\\u{202e}round.csv"];
    let output = check(&[folder.path()]);
    told(&output, 1, &["read 8 files: 24 rating cells", "7 things to put right"]);
    told(&output, 1, &shown[..]);
}

#[test]
fn an_empty_folder_says_what_is_read() {
    let output = check(&[TempDir::new().unwrap().path()]);
    told(&output, 2, &["no spreadsheet in", ".xlsx, .xlsm, .xlsb, .xls, .ods, .csv, .tsv or .txt"]);
    told(&check(&[Path::new("nowhere/at/all")]), 2, &["nowhere/at/all is not there"]);
}

#[test]
fn a_folder_may_be_deep() {
    let folder = TempDir::new().unwrap();
    let deep = (0..500).fold(folder.path().to_owned(), |path, _| path.join("d"));
    fs::create_dir_all(&deep).unwrap();
    sound(&deep);
    told(&check(&[folder.path()]), 0, &["read 1 file: 24 rating cells"]);
}

#[test]
fn a_file_beyond_the_limit_is_told_without_reading_it() {
    let folder = folder();
    let file = fs::File::create(folder.path().join("large.csv")).unwrap();
    // A hole of a terabyte takes no room on the disk.
    file.set_len(1 << 40).unwrap();
    told(&check(&[folder.path()]), 1, &["24 rating cells", "error[F004]", "larger than 64 MiB"]);
}

#[test]
fn the_list_of_sites_is_found_beside_any_input() {
    let (one, other) = (folder(), folder());
    let list = "site_id,site_name\nelm,Elm Park Elementary\n";
    fs::write(other.path().join("sites.csv"), list).unwrap();
    let both = [one.path(), other.path()];
    // Oak Street is not in it.
    told(&check(&both), 1, &["error[T004]"]);
    fs::write(one.path().join("sites.csv"), list).unwrap();
    told(&check(&both), 1, &["error[T004]"]);
    fs::write(one.path().join("sites.csv"), format!("{list}oak,Oak Street Elementary\n")).unwrap();
    told(&check(&both), 2, &["two different lists of sites", "--sites"]);
    let list = one.path().join("sites.csv");
    let words = ["check".as_ref(), one.path(), other.path(), "--sites".as_ref(), list.as_path()];
    told(&cqi(words), 0, &["24 rating cells"]);
}
