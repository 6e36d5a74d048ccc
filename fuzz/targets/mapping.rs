//! Settings, and a sheet that is read by them.

#![no_main]

mod machine;

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: machine::prepare(), |material: &[u8]| {
    machine::hold("mapping", material);
});
