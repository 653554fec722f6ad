//! A native scan of Delta tables for DataFusion, on a snapshot that its caller pinned.

mod options;
mod parquet_file;
mod provider;
mod schema;
mod snapshot;
mod spec;

pub use options::ScanOptions;
pub use parquet_file::read_parquet;
pub use provider::DeltaTableProvider;
pub use schema::arrow_schema_from_delta;
pub use snapshot::DeltaSnapshot;
pub use spec::{ColumnMapping, DeltaTableSpec};
