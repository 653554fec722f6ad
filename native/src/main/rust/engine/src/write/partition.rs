//! Partition values as the log has them, and as folders are named after them.

use std::fmt::Write;

use chrono::{DateTime, Datelike, SecondsFormat};
use datafusion::common::ScalarValue;

use crate::error::{EngineError, Kind, Result};

/// A value as text (PROTOCOL.md, "Partition Value Serialization"); none for NULL, which an empty
/// string is as well.
///
/// # Errors
/// `UNSUPPORTED` for a value that has no such form.
pub fn serialized(column: &str, value: &ScalarValue) -> Result<Option<String>> {
    if value.is_null() {
        return Ok(None);
    }
    let text = match value {
        ScalarValue::Boolean(Some(value)) => value.to_string(),
        ScalarValue::Int8(Some(value)) => value.to_string(),
        ScalarValue::Int16(Some(value)) => value.to_string(),
        ScalarValue::Int32(Some(value)) => value.to_string(),
        ScalarValue::Int64(Some(value)) => value.to_string(),
        ScalarValue::Float32(Some(value)) => floating(f64::from(*value), format!("{value:?}")),
        ScalarValue::Float64(Some(value)) => floating(*value, format!("{value:?}")),
        ScalarValue::Decimal128(_, _, _) => value.to_string(),
        ScalarValue::Utf8(Some(text)) | ScalarValue::Utf8View(Some(text)) => text.clone(),
        ScalarValue::Binary(Some(bytes)) | ScalarValue::BinaryView(Some(bytes)) => {
            String::from_utf8(bytes.clone())
                .map_err(|_| unsupported(column, "bytes that are no UTF-8 text"))?
        }
        ScalarValue::Date32(Some(days)) => {
            let date = DateTime::from_timestamp(i64::from(*days) * 86_400, 0)
                .map(|time| time.date_naive())
                .filter(|date| (0..=9999).contains(&date.year()));
            date.ok_or_else(|| unsupported(column, "a date outside of the years 0 to 9999"))?
                .to_string()
        }
        ScalarValue::TimestampMicrosecond(Some(micros), zone) => {
            let time = DateTime::from_timestamp_micros(*micros)
                .filter(|time| (0..=9999).contains(&time.year()))
                .ok_or_else(|| unsupported(column, "a time outside of the years 0 to 9999"))?;
            match zone {
                Some(_) => time.to_rfc3339_opts(SecondsFormat::Micros, true),
                None => time.format("%Y-%m-%d %H:%M:%S%.6f").to_string(),
            }
        }
        other => return Err(unsupported(column, &other.data_type().to_string())),
    };
    Ok((!text.is_empty()).then_some(text))
}

fn floating(value: f64, text: String) -> String {
    if value.is_nan() {
        "NaN".to_string()
    } else if value.is_infinite() {
        if value > 0.0 { "Infinity" } else { "-Infinity" }.to_string()
    } else {
        text
    }
}

fn unsupported(column: &str, what: &str) -> EngineError {
    EngineError::new(
        Kind::Unsupported,
        format!("partition column '{column}' cannot have {what}"),
    )
}

/// Bytes that a name in a folder may have on common file systems, less what else is put into it.
const NAME_BYTES: usize = 200;
/// Hive's name for NULL.
const NULL_FOLDER: &str = "__HIVE_DEFAULT_PARTITION__";

/// A folder's name after Hive's convention. The log, not the folder, tells the value: one that is too
/// long is cut.
pub fn folder(column: &str, value: Option<&str>) -> String {
    let name = format!(
        "{}={}",
        escaped(column),
        value.map_or(NULL_FOLDER.to_string(), escaped)
    );
    let mut end = name.len().min(NAME_BYTES);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name[..end].to_string()
}

fn escaped(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_control() || "\"#%'*/:=?\\{[]^".contains(character) {
            let _ = write!(name, "%{:02X}", character as u32);
        } else {
            name.push(character);
        }
    }
    name
}

/// A relative path as the log has it (PROTOCOL.md, "Add File and Remove File": URL-encoded).
pub fn url_encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~=/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_forms_of_the_protocol() {
        let zone = Some("UTC".into());
        for (value, text) in [
            (ScalarValue::Boolean(Some(true)), Some("true")),
            (ScalarValue::Int8(Some(-128)), Some("-128")),
            (ScalarValue::Decimal128(Some(-105), 5, 2), Some("-1.05")),
            (ScalarValue::Date32(Some(-1)), Some("1969-12-31")),
            (
                ScalarValue::TimestampMicrosecond(Some(-1), zone),
                Some("1969-12-31T23:59:59.999999Z"),
            ),
            (
                ScalarValue::TimestampMicrosecond(Some(1), None),
                Some("1970-01-01 00:00:00.000001"),
            ),
            (ScalarValue::Float64(Some(f64::NAN)), Some("NaN")),
            (ScalarValue::Float32(Some(0.1)), Some("0.1")),
            (
                ScalarValue::Float64(Some(f64::NEG_INFINITY)),
                Some("-Infinity"),
            ),
            (ScalarValue::Utf8View(Some("a b".into())), Some("a b")),
            (ScalarValue::Utf8(Some(String::new())), None),
            (ScalarValue::Int64(None), None),
        ] {
            assert_eq!(serialized("p", &value).unwrap().as_deref(), text, "{value}");
        }
        assert!(serialized("p", &ScalarValue::Binary(Some(vec![0xff]))).is_err());
    }

    #[test]
    fn folders_are_named_as_hive_names_them() {
        assert_eq!(folder("p", Some("a/b:c=d%é")), "p=a%2Fb%3Ac%3Dd%25é");
        assert_eq!(folder("p", None), "p=__HIVE_DEFAULT_PARTITION__");
        assert!(folder("p", Some(&"é".repeat(500))).len() <= NAME_BYTES);
    }

    #[test]
    fn paths_are_encoded_once_more_for_the_log() {
        assert_eq!(
            url_encoded("p=a%2Fb/ü x.parquet"),
            "p=a%252Fb/%C3%BC%20x.parquet"
        );
    }
}
