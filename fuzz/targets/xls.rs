//! Workbooks of Excel 97 to 2003.

#![no_main]

mod machine;

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: machine::prepare(), |material: &[u8]| {
    machine::hold("xls", material);
});
