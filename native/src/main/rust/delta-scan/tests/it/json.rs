//! Rows as Spark's `to_json` prints them, to compare with what Spark read.

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::*;
use delta_scan::{TYPE_METADATA_KEY, VARIANT_TYPE};
use serde_json::{Map, Number, Value};

/// Every row as a JSON document, sorted.
pub fn rows(batches: &[RecordBatch]) -> Vec<String> {
    let mut rows = Vec::new();
    for batch in batches {
        for row in 0..batch.num_rows() {
            let fields = batch.schema();
            let object: Map<String, Value> = fields
                .fields()
                .iter()
                .zip(batch.columns())
                .map(|(field, column)| (field.name().clone(), value(field, column, row)))
                .collect();
            rows.push(Value::Object(object).to_string());
        }
    }
    rows.sort();
    rows
}

/// The rows of a file of JSON lines, in the same form. Columns of `schema` that are floats are read
/// as floats: Java and Rust print some of them with other digits.
pub fn expected(text: &str, schema: &Schema) -> Vec<String> {
    let mut rows: Vec<_> = text
        .lines()
        .map(|line| {
            let mut row: Value = serde_json::from_str(line).unwrap();
            for field in schema.fields() {
                let value = row.get_mut(field.name());
                if field.data_type() == &DataType::Float32
                    && let Some(value) = value
                    && let Some(double) = value.as_f64()
                {
                    *value = number(&(double as f32).to_string());
                }
            }
            row.to_string()
        })
        .collect();
    rows.sort();
    rows
}

/// Every value of the decimal columns with its exact digits, which [`rows`] rounds to a double's.
pub fn decimals(batches: &[RecordBatch]) -> Vec<String> {
    let columns = batches.iter().flat_map(RecordBatch::columns);
    columns
        .filter_map(|column| column.as_primitive_opt::<Decimal128Type>())
        .flat_map(|column| {
            let valid = (0..column.len()).filter(|row| column.is_valid(*row));
            valid.map(|row| column.value_as_string(row))
        })
        .collect()
}

fn value(field: &Field, array: &dyn Array, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    let is_variant = field.metadata().get(TYPE_METADATA_KEY).map(String::as_str);
    let text = |text: &str| match is_variant {
        Some(VARIANT_TYPE) => serde_json::from_str(text).unwrap(),
        _ => Value::from(text),
    };
    match array.data_type() {
        DataType::Boolean => array.as_boolean().value(row).into(),
        DataType::Int8 => array.as_primitive::<Int8Type>().value(row).into(),
        DataType::Int16 => array.as_primitive::<Int16Type>().value(row).into(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).into(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into(),
        DataType::Float32 => {
            let value = array.as_primitive::<Float32Type>().value(row);
            float(value.is_finite(), f64::from(value), value.to_string())
        }
        DataType::Float64 => {
            let value = array.as_primitive::<Float64Type>().value(row);
            float(value.is_finite(), value, value.to_string())
        }
        DataType::Decimal128(_, _) => {
            number(&array.as_primitive::<Decimal128Type>().value_as_string(row))
        }
        DataType::Utf8 => text(array.as_string::<i32>().value(row)),
        DataType::Utf8View => text(array.as_string_view().value(row)),
        DataType::Binary => base64(array.as_binary::<i32>().value(row)).into(),
        DataType::BinaryView => base64(array.as_binary_view().value(row)).into(),
        DataType::Date32 => {
            let date = array.as_primitive::<Date32Type>().value_as_date(row);
            date.unwrap().to_string().into()
        }
        DataType::Timestamp(TimeUnit::Microsecond, zone) => {
            let time = array
                .as_primitive::<TimestampMicrosecondType>()
                .value_as_datetime(row)
                .unwrap();
            let zone = if zone.is_some() { "Z" } else { "" };
            format!("{}{zone}", time.format("%Y-%m-%dT%H:%M:%S%.6f")).into()
        }
        DataType::List(element) => {
            let values = array.as_list::<i32>().value(row);
            (0..values.len())
                .map(|index| value(element, &values, index))
                .collect()
        }
        DataType::Map(entries, _) => {
            let DataType::Struct(fields) = entries.data_type() else {
                unreachable!()
            };
            let entries = array.as_map().value(row);
            let (keys, values) = (entries.column(0), entries.column(1));
            let entry = |index| {
                let key = match value(&fields[0], keys, index) {
                    Value::String(key) => key,
                    other => other.to_string(),
                };
                (key, value(&fields[1], values, index))
            };
            Value::Object((0..entries.len()).map(entry).collect())
        }
        DataType::Struct(fields) => {
            let columns = array.as_struct().columns();
            let members = fields.iter().zip(columns);
            let members = members.map(|(f, c)| (f.name().clone(), value(f, c, row)));
            Value::Object(members.collect())
        }
        other => panic!("no JSON for {other}"),
    }
}

fn float(finite: bool, value: f64, text: String) -> Value {
    match finite {
        true => number(&text),
        false if value.is_nan() => "NaN".into(),
        false if value > 0.0 => "Infinity".into(),
        false => "-Infinity".into(),
    }
}

/// As serde_json reads the expected document's number.
fn number(text: &str) -> Value {
    let parsed: Number = serde_json::from_str(text).unwrap();
    match parsed.as_f64() {
        Some(value) if text.contains(['.', 'e']) => value.into(),
        _ => parsed.into(),
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    bytes
        .chunks(3)
        .flat_map(|chunk| {
            let bits = (0..3).fold(0u32, |n, i| n << 8 | u32::from(*chunk.get(i).unwrap_or(&0)));
            (0..4).map(move |i| match i <= chunk.len() {
                true => DIGITS[(bits >> (18 - 6 * i) & 63) as usize] as char,
                false => '=',
            })
        })
        .collect()
}
