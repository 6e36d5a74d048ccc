//! Many questions asked at once.
