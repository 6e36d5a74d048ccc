//! Rule text beside a sound pack.

#![no_main]

mod machine;

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: machine::prepare(), |material: &[u8]| {
    machine::hold("rules", material);
});
