//! Tables as text, and the observations that they become.

#![no_main]

mod machine;

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: machine::prepare(), |material: &[u8]| {
    machine::hold("text", material);
});
