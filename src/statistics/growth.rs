//! A line for each site, and one for all.
