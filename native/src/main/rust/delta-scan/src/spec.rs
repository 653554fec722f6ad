//! What the scan must know of a table beside its files.

use std::collections::HashMap;

use serde::Deserialize;

/// How logical columns find their parquet columns (PROTOCOL.md, "Column Mapping").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnMapping {
    /// By the column's own name.
    #[default]
    None,
    /// By the physical name in the field's metadata.
    Name,
    /// By the parquet field id in the field's metadata.
    Id,
}

/// A Delta table without its files: place, schema and options.
///
/// Deserialized from JSON with camelCase names.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeltaTableSpec {
    /// URI of the table's folder, ending with a slash.
    pub root: String,
    /// `metaData.schemaString` of the log (PROTOCOL.md, "Schema Serialization Format").
    pub schema_json: String,
    /// Logical names, in the table's order.
    #[serde(default)]
    pub partition_columns: Vec<String>,
    #[serde(default)]
    pub column_mapping: ColumnMapping,
    /// Options of the scan by name; see [`crate::ScanOptions`].
    #[serde(default)]
    pub scan_options: HashMap<String, String>,
}
