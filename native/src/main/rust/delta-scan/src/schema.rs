//! Delta's schema as Arrow's.

use datafusion::arrow::datatypes::Schema;
use datafusion::common::{Result, not_impl_err};

/// The logical Arrow schema of a Delta schema string.
pub fn arrow_schema_from_delta(_schema_json: &str) -> Result<Schema> {
    not_impl_err!("schema")
}
