//! Whether a process stays what it was: control charts and run charts.
