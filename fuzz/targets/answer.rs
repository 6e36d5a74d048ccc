//! What another process of ours may answer, whole or not.

#![no_main]

mod machine;

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: machine::prepare(), |material: &[u8]| {
    machine::hold("answer", material);
});
