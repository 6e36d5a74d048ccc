//! Reading a file in a process of its own, which may go down without us.
//!
//! The process is this same program with a command that nobody types. It sets limits on itself,
//! takes the bytes of one file, and answers with its sheets; what it may not take is measured so
//! that both processes stay below 512 MiB.

use std::{
    env, io,
    io::Write,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use crate::{
    diagnostic::Checked,
    ingest::{
        Sheet,
        apart::{self, Heard},
    },
    model::Source,
};

/// The command that starts the reader.
const COMMAND: &str = "read-apart";
/// What the reader may take beyond the program itself.
const MEMORY_BYTES: u64 = 256 << 20;
/// How long it may work.
const WORK_SECONDS: u64 = 6;
/// How long we wait for it. Where the system counts its work, this is only for one that stands
/// still, so that a busy machine does not make it give up.
const PATIENCE: Duration = Duration::from_secs(if cfg!(unix) { 60 } else { 9 });

/// The sheets of a file, read by another process; none where none could be started.
pub(super) fn sheets(source: &Source, bytes: &[u8]) -> Option<Checked<Vec<Sheet>>> {
    match heard(start()?, source, bytes)? {
        Heard::Whole(sheets) => Some(sheets),
        Heard::BrokenOff => {
            let told = apart::given_up(source);
            Some(Checked { value: Vec::new(), diagnostics: vec![told] })
        }
        Heard::Stranger => None,
    }
}

fn start() -> Option<Child> {
    let mut program = Command::new(env::current_exe().ok()?);
    program.arg(COMMAND).arg(MEMORY_BYTES.to_string()).arg(WORK_SECONDS.to_string());
    // What the allocator sets aside in advance would count as the program's own and not as work.
    program.env("MIMALLOC_ARENA_RESERVE", "0");
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    program.spawn().ok()
}

/// Hands the bytes over and takes the answer, both at once so that neither waits for the other.
fn heard(mut reader: Child, source: &Source, bytes: &[u8]) -> Option<Heard> {
    let (mut to, from) = (reader.stdin.take()?, reader.stdout.take()?);
    thread::scope(|scope| {
        // A reader that went down takes nothing more; its answer tells.
        scope.spawn(move || to.write_all(bytes));
        let (done, is_done) = mpsc::channel();
        let answer = scope.spawn(move || {
            let heard = apart::heard(source, from);
            // Nobody waits any more where the time is up.
            let _ = done.send(());
            heard
        });
        // In time or not: nothing is left for it to do, and its end sets the two threads free.
        let _ = is_done.recv_timeout(PATIENCE);
        let _ = reader.kill();
        let _ = reader.wait();
        answer.join().ok()
    })
}

/// What the other process does.
pub(super) fn serve(memory_bytes: u64, work_seconds: u64) -> io::Result<()> {
    limit(memory_bytes, work_seconds);
    apart::serve(io::stdin().lock(), &mut io::BufWriter::new(io::stdout().lock()))
}

/// Where a limit cannot be set, those who wait still end us when their patience does.
#[cfg(unix)]
fn limit(memory_bytes: u64, work_seconds: u64) {
    use rlimit::Resource;

    let lower = |resource: Resource, wanted: u64| {
        let (_, most) = resource.get().unwrap_or((wanted, wanted));
        let limit = wanted.min(most);
        let _ = resource.set(limit, limit);
    };
    lower(Resource::CORE, 0);
    lower(Resource::CPU, work_seconds);
    lower(Resource::AS, mapped_bytes().saturating_add(memory_bytes));
}

#[cfg(not(unix))]
fn limit(_: u64, _: u64) {}

/// How much the program itself takes of what can be addressed. It is large, and most of it never
/// comes into memory, so it must not count.
#[cfg(unix)]
fn mapped_bytes() -> u64 {
    const WHERE_NOBODY_TELLS: u64 = 512 << 20;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kibibytes = status.lines().find_map(|line| {
        let digits = line.strip_prefix("VmSize:")?.trim().strip_suffix("kB")?;
        digits.trim().parse::<u64>().ok()
    });
    kibibytes.map_or(WHERE_NOBODY_TELLS, |kibibytes| kibibytes << 10)
}
