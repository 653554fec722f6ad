//! Variant values as JSON text.
//!
//! Parquet holds a variant as `struct<value: binary, metadata: binary>` (the Parquet Variant
//! Encoding), possibly with parts shredded into a `typed_value` field (PROTOCOL.md, "Variant
//! Shredding"), which is refused by name.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, StringBuilder};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use datafusion::common::{Result, exec_err, not_impl_err};
use parquet_variant::Variant;
use parquet_variant_json::VariantToJson;

/// The variants of `array` as JSON documents, in the string type `target`. NULL stays NULL; a
/// variant that holds null is the document `null`.
pub(crate) fn variant_to_json(array: &ArrayRef, target: &DataType) -> Result<ArrayRef> {
    let Some(variants) = array.as_struct_opt() else {
        return exec_err!("a variant is stored as {}", array.data_type());
    };
    if variants.column_by_name("typed_value").is_some() {
        return not_impl_err!("the table feature variantShredding is not supported");
    }
    let (Some(values), Some(metadata)) = (
        variants.column_by_name("value"),
        variants.column_by_name("metadata"),
    ) else {
        return exec_err!("a variant is stored as {}", array.data_type());
    };
    let values = cast(values, &DataType::Binary)?;
    let metadata = cast(metadata, &DataType::Binary)?;
    let (values, metadata) = (values.as_binary::<i32>(), metadata.as_binary::<i32>());

    let mut json = StringBuilder::with_capacity(variants.len(), values.value_data().len());
    for row in 0..variants.len() {
        if variants.is_null(row) || values.is_null(row) || metadata.is_null(row) {
            json.append_null();
        } else {
            let variant = Variant::try_new(metadata.value(row), values.value(row))?;
            json.append_value(variant.to_json_string()?);
        }
    }
    Ok(cast(&(Arc::new(json.finish()) as ArrayRef), target)?)
}
