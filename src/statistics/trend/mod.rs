//! Whether values rise or fall with time.
