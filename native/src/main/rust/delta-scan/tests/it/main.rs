//! The scan over real tables and over tables written here.

mod features;
mod json;
mod replay;
