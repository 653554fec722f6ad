//! A native scan of Delta tables for DataFusion, on a snapshot that its caller pinned.
//!
//! **The problem.** A Delta table is parquet files and a log that says which of them, and which of
//! their rows, are the table at a version. A parquet reader alone would show deleted rows, miss
//! renamed columns and read partition columns as absent. DataFusion reads parquet well; this crate
//! gives it what only the log knows, and changes nothing in how it reads.
//!
//! **The rule.** The log is read elsewhere (by Delta Kernel, in Java). What comes here is one version
//! of a table, whole and immutable: a [`DeltaSnapshot`] made of a [`DeltaTableSpec`] and a batch with
//! a row for each active file. Nothing here lists a folder or looks for a newer version.
//!
//! **Which rows a scan returns.** Of each active file: all rows, without those whose position is in
//! the file's deletion vector. A position is the row's index in the whole file, from 0, in the order
//! of its row groups; filters, limits and the splitting of files do not change it. A statement that
//! deletes rows therefore finds their positions with DataFusion's `file_row_index()`, adds them to
//! the file's vector, and writes it with [`serialize_deletion_vector`].
//!
//! **Types.**
//!
//! ```text
//!   DeltaTableSpec + RecordBatch of files          (spec, snapshot, schema, partition, location)
//!     v
//!   DeltaSnapshot --- statistics, parsed on demand (statistics, pruning, summary)
//!     v
//!   DeltaTableProvider::scan                       (provider, scan, deletion_vector)
//!     v
//!   DataSourceExec over ParquetSource              (parquet_scan, adapter, conform, calendar, variant)
//! ```
//!
//! [`read_parquet`] uses the lowest layer alone, for the log's checkpoints.

mod adapter;
mod calendar;
mod conform;
mod deletion_vector;
mod location;
mod options;
mod parquet_file;
mod parquet_scan;
mod partition;
mod provider;
mod pruning;
mod scan;
mod schema;
mod snapshot;
mod spec;
mod statistics;
mod summary;
mod variant;

pub use deletion_vector::serialize_deletion_vector;
pub use options::ScanOptions;
pub use parquet_file::read_parquet;
pub use provider::DeltaTableProvider;
pub use schema::{TYPE_METADATA_KEY, VARIANT_TYPE, arrow_schema_from_delta};
pub use snapshot::DeltaSnapshot;
pub use spec::{ColumnMapping, DeltaTableSpec};
