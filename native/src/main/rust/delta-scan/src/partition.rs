//! Partition values: strings in the log, typed columns in the table (PROTOCOL.md, "Partition Value
//! Serialization").

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, StringArray, StringBuilder};
use arrow::compute::{CastOptions, cast_with_options};
use arrow::datatypes::DataType;
use datafusion::common::{Result, plan_datafusion_err, plan_err};

use crate::schema::{DeltaField, DeltaType};

/// Parses the files' partition values: one array a partition column, one row a file.
///
/// `values` holds a JSON object a file, keyed by physical name. NULL, an empty string and an absent
/// key are NULL. Timestamps without a zone are UTC.
///
/// # Errors
/// A plan error that names the column and the value that is not of its type.
pub(crate) fn parse_partition_values(
    values: &StringArray,
    columns: &[&DeltaField],
) -> Result<Vec<ArrayRef>> {
    if columns.is_empty() {
        return Ok(Vec::new());
    }
    let mut texts: Vec<_> = columns.iter().map(|_| StringBuilder::new()).collect();
    for file in values.iter() {
        let file = file.unwrap_or("{}");
        let parsed: HashMap<Cow<str>, Option<Cow<str>>> = serde_json::from_str(file)
            .map_err(|e| plan_datafusion_err!("partition values '{file}' are malformed: {e}"))?;
        for (column, text) in columns.iter().zip(&mut texts) {
            let value = parsed.get(column.physical_name.as_str());
            let value = value.and_then(Option::as_deref);
            text.append_option(value.filter(|value| !value.is_empty()));
        }
    }
    columns
        .iter()
        .zip(texts)
        .map(|(column, mut text)| parse_column(column, text.finish()))
        .collect()
}

fn parse_column(column: &DeltaField, text: StringArray) -> Result<ArrayRef> {
    let DeltaType::Primitive(data_type) = &column.data_type else {
        return plan_err!("column '{}' cannot be a partition column", column.name);
    };
    let target = column
        .logical_field(crate::schema::Layout::Views)
        .data_type()
        .clone();
    let text: ArrayRef = Arc::new(text);
    let values = cast_with_options(&text, data_type, &CastOptions::default())?;
    if values.null_count() != text.null_count() {
        let row = (0..text.len()).find(|row| values.is_null(*row) && text.is_valid(*row));
        return plan_err!(
            "partition value '{}' of column '{}' is no {data_type}",
            row.map_or("", |row| text.as_string::<i32>().value(row)),
            column.name
        );
    }
    match target {
        DataType::Utf8View | DataType::BinaryView => Ok(cast_with_options(
            &values,
            &target,
            &CastOptions::default(),
        )?),
        _ => Ok(values),
    }
}
