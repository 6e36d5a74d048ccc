//! Workbooks of Excel.

#![no_main]

mod machine;
mod zipped;

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: machine::prepare(), |material: &[u8]| {
    machine::hold("xlsx", material);
});

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    zipped::mutate(data, size, max_size, seed)
});
