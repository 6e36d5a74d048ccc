//! How much memory the program takes, with the process that it starts.

use std::path::Path;

/// The most that both have held at once; none where the system does not tell.
#[cfg(target_os = "linux")]
pub(crate) fn most_memory(path: &Path) -> Option<u64> {
    use std::{
        process::{Command, Stdio},
        thread,
        time::Duration,
    };

    let mut program = Command::new(env!("CARGO_BIN_EXE_cqi"))
        .args(["check", "--quiet"])
        .arg(path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut most = 0;
    while program.try_wait().ok()?.is_none() {
        most = most.max(held(program.id()) + below(program.id()).map(held).sum::<u64>());
        thread::sleep(Duration::from_millis(2));
    }
    Some(most)
}

#[cfg(target_os = "linux")]
fn held(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let held = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let digits = held.and_then(|held| held.trim().strip_suffix(" kB"));
    digits.and_then(|digits| digits.parse::<u64>().ok()).unwrap_or(0) << 10
}

/// The processes that any thread of a process has started.
#[cfg(target_os = "linux")]
fn below(process: u32) -> impl Iterator<Item = u32> {
    let threads =
        std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    threads.flat_map(|thread| {
        let children = std::fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        children.split_whitespace().filter_map(|child| child.parse().ok()).collect::<Vec<u32>>()
    })
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn most_memory(_: &Path) -> Option<u64> {
    None
}
