//! The scan over real tables and over tables written here.

mod calendar;
mod features;
mod json;
mod nested;
mod pruning;
mod replay;
mod statistics;
mod table;
mod vectors;
