//! Whether people who rate the same thing say the same.
