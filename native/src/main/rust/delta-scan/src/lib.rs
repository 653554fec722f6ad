//! A native scan of Delta tables for DataFusion, on a snapshot that its caller pinned.

mod adapter;
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
