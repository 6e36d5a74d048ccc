//! Many sites together.
