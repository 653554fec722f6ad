//! What a write must know of its table.

use delta_scan::ColumnMapping;
use serde::Deserialize;

/// A Delta table as a place for new files. Deserialized from JSON with camelCase names.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TableWriteSpec {
    /// URI of the table's folder, ending with a slash.
    pub root: String,
    /// `metaData.schemaString` of the log (PROTOCOL.md, "Schema Serialization Format"). The query
    /// gives a column for each of its fields, in order.
    pub schema_json: String,
    /// Logical names, in the table's order.
    pub partition_columns: Vec<String>,
    pub column_mapping: ColumnMapping,
    /// Logical paths of the columns with statistics; one of a struct stands for all in it. None is
    /// the first 32 leaves.
    pub statistics_columns: Option<Vec<Vec<String>>>,
    /// Bytes after which a file is ended and the next begun.
    pub target_file_size: u64,
    /// `uncompressed`, `snappy`, `gzip`, `lz4_raw` or `zstd`.
    pub compression: String,
    pub checks: Vec<CheckConstraint>,
}

/// A predicate that must be true, not NULL, for every row.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckConstraint {
    pub name: String,
    /// In the engine's dialect, over the table's logical column names.
    pub predicate: String,
}
