//! What a run on this machine needs: a limit on memory, and a word about what broke.

use std::{
    cell::RefCell,
    panic::{self, AssertUnwindSafe},
    process,
};

use rlimit::Resource;

/// The most memory that reading may take.
const MEMORY: u64 = 512 << 20;

thread_local! {
    static LAST_WORDS: RefCell<String> = const { RefCell::new(String::new()) };
}

/// To do once, before the first material.
pub(crate) fn prepare() {
    // A reader that asks for more aborts on the spot, with the material at hand.
    Resource::DATA.set(MEMORY, MEMORY).expect("a limit may always be lowered");
    tell_of_full_stacks();
    // Panics that are caught where they belong are no finding, so a panic alone ends nothing.
    panic::set_hook(Box::new(|panic| LAST_WORDS.set(panic.to_string())));
}

/// Holds the material against the claim of a target, and ends with a word if it does not hold.
pub(crate) fn hold(target: &str, material: &[u8]) {
    let held = panic::catch_unwind(AssertUnwindSafe(|| cqi_fuzz::hold(target, material)));
    if held.is_err() {
        LAST_WORDS.with_borrow(|words| eprintln!("{words}"));
        process::abort();
    }
}

/// A stack that is full leaves no room to say so: the handler of the fuzzer gets one of its own,
/// which it takes over from the handler that it finds.
fn tell_of_full_stacks() {
    const ROOM: usize = 64 << 10;
    let stack = libc::stack_t {
        ss_sp: Box::leak(vec![0_u8; ROOM].into_boxed_slice()).as_mut_ptr().cast(),
        ss_flags: 0,
        ss_size: ROOM,
    };
    // Sound: the stack lives as long as the process, and the rest is plain data.
    unsafe {
        libc::sigaltstack(&raw const stack, std::ptr::null_mut());
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = libc::SIG_DFL;
        action.sa_flags = libc::SA_ONSTACK;
        libc::sigaction(libc::SIGSEGV, &raw const action, std::ptr::null_mut());
    }
}
