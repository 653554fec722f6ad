//! Files outside of Delta tables, by format: what COPY writes and external tables read.
//!
//! The formats are DataFusion's own. What is ours is the list of their options, so that a mistyped
//! one is an error and not a default.

pub mod copy;
pub mod external;
mod format;
mod from_json;

pub use copy::{CopiedFiles, CopySpec};
pub use external::{ExternalTable, ExternalTableSpec};
pub use from_json::parquet_from_json;
