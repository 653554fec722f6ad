//! Partition values: strings in the log, typed columns in the table (PROTOCOL.md, "Partition Value
//! Serialization").

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, StringArray, StringBuilder, TimestampMicrosecondArray,
};
use arrow::compute::kernels::cast_utils::{Parser, string_to_timestamp_nanos};
use arrow::compute::{CastOptions, cast_with_options};
use arrow::datatypes::{DataType, Date32Type, TimeUnit, TimestampMicrosecondType};
use datafusion::common::{Result, plan_datafusion_err, plan_err};

use crate::schema::{DeltaField, DeltaType};

const MICROS_OF_DAY: i64 = 86_400_000_000;

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

/// Fills in timestamps whose year has a sign or more than four digits, which the cast gives up on.
fn with_long_years(values: &ArrayRef, text: &StringArray, zone: Option<Arc<str>>) -> ArrayRef {
    let parsed: TimestampMicrosecondArray = values
        .as_primitive::<TimestampMicrosecondType>()
        .iter()
        .zip(text)
        .map(|(value, text)| value.or_else(|| parse_long_year(text?)))
        .collect();
    Arc::new(parsed.with_timezone_opt(zone))
}

fn parse_long_year(text: &str) -> Option<i64> {
    let (date, time) = text.split_once(['T', ' '])?;
    let days = i64::from(Date32Type::parse(date)?);
    let nanos = string_to_timestamp_nanos(&format!("1970-01-01T{time}")).ok()?;
    days.checked_mul(MICROS_OF_DAY)?.checked_add(nanos / 1000)
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
    let mut values = cast_with_options(&text, data_type, &CastOptions::default())?;
    if let DataType::Timestamp(TimeUnit::Microsecond, zone) = data_type {
        values = with_long_years(&values, text.as_string::<i32>(), zone.clone());
    }
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
