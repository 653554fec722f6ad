//! Rows of a query into data files of a Delta table, before their commit.
//!
//! **The problem.** DataFusion's parquet sink knows neither physical names nor Delta's statistics,
//! checks nothing, keeps a file open for each partition and leaves its files behind when it fails.
//!
//! **The rule.** Nothing here knows the Delta log. A [`TableWriteSpec`] says what the table wants, a
//! [`WrittenFile`] what its log has to say; committing, or deleting what was written for a commit that
//! failed, is the caller's. If the write itself fails or is cancelled, its files are gone when the
//! caller hears of it. Files and folders are on disk before it succeeds.
//!
//! ```text
//!   plan of the query
//!     v   one stream, so that rows can be counted
//!   Assignment      columns to the table's types, losing nothing       (columns, assign, convert)
//!     v             NOT NULL and CHECK                                 (constraints)
//!   SortExec        by the partition columns, if there are any; spills
//!     v
//!   ParquetFile     one at a time, its columns encoded in parallel     (parquet_file, statistics)
//!     v
//!   WrittenFile     path, partition values, statistics                 (table, partition)
//! ```

mod assign;
mod columns;
mod constraints;
mod convert;
mod order;
mod parquet_file;
mod partition;
mod spec;
mod statistics;
mod table;

pub(crate) use assign::{AssignedRows, Assignment};
pub(crate) use columns::{TextLimit, WriteColumn};
pub(crate) use order::in_source_order;
pub use spec::{CheckConstraint, TableWriteSpec};
pub use table::{WrittenFile, WrittenFiles, write_table};
