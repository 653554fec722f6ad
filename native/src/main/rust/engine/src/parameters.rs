//! Values of placeholders, as Java encodes them.
//!
//! Big-endian. An i32 count, then for each value a tag byte and its payload; the tags are the
//! constants of [`tag`]. A list's payload is again a count and values.

use std::sync::Arc;

use datafusion::arrow::array::types::IntervalMonthDayNanoType;
use datafusion::arrow::datatypes::{DataType, i256};
use datafusion::common::ScalarValue;

use crate::error::{EngineError, Kind, Result};
use crate::reader::Reader;

mod tag {
    pub const NULL: u8 = 0;
    pub const BOOL: u8 = 1;
    pub const INT8: u8 = 2;
    pub const INT16: u8 = 3;
    pub const INT32: u8 = 4;
    pub const INT64: u8 = 5;
    pub const FLOAT32: u8 = 6;
    pub const FLOAT64: u8 = 7;
    pub const DECIMAL: u8 = 8;
    pub const UTF8: u8 = 9;
    pub const BINARY: u8 = 10;
    pub const DATE32: u8 = 11;
    pub const TIME64: u8 = 12;
    pub const TIMESTAMP: u8 = 13;
    pub const INTERVAL: u8 = 14;
    pub const LIST: u8 = 15;
    /// Followed by a value of the type that the NULL has where the plan infers none.
    pub const TYPED_NULL: u8 = 16;
    pub const NOT_SET: u8 = 255;
}

/// The encoding of no values.
pub const NONE: &[u8] = &[0; 4];

/// Decodes values; `expected` are the types that the plan infers, where it does.
///
/// # Errors
/// `PLANNING`, naming the 1-based index of a value that was not set or is out of its type's range.
pub fn decode(bytes: &[u8], expected: &[DataType]) -> Result<Vec<ScalarValue>> {
    let mut reader = Reader::new(bytes);
    let count = reader.count()?;
    if count != expected.len() {
        return Err(EngineError::new(
            Kind::Planning,
            format!(
                "the statement has {} parameters, {count} were given",
                expected.len()
            ),
        ));
    }
    let values = expected
        .iter()
        .enumerate()
        .map(|(index, expected)| {
            value(&mut reader, expected)?.ok_or_else(|| {
                EngineError::new(
                    Kind::Planning,
                    format!("parameter {} is not set", index + 1),
                )
            })
        })
        .collect::<Result<_>>()?;
    reader.end()?;
    Ok(values)
}

/// One value; none if it was not set.
fn value(reader: &mut Reader<'_>, expected: &DataType) -> Result<Option<ScalarValue>> {
    let value = match reader.u8()? {
        tag::NULL => ScalarValue::try_from(expected)?,
        tag::BOOL => ScalarValue::Boolean(Some(reader.u8()? != 0)),
        tag::INT8 => ScalarValue::Int8(Some(i8::from_be_bytes(reader.array()?))),
        tag::INT16 => ScalarValue::Int16(Some(i16::from_be_bytes(reader.array()?))),
        tag::INT32 => ScalarValue::Int32(Some(reader.i32()?)),
        tag::INT64 => ScalarValue::Int64(Some(reader.i64()?)),
        tag::FLOAT32 => ScalarValue::Float32(Some(f32::from_be_bytes(reader.array()?))),
        tag::FLOAT64 => ScalarValue::Float64(Some(f64::from_be_bytes(reader.array()?))),
        tag::DECIMAL => decimal(reader)?,
        tag::UTF8 => ScalarValue::Utf8(Some(reader.string()?)),
        tag::BINARY => ScalarValue::Binary(Some(reader.bytes()?.to_vec())),
        tag::DATE32 => ScalarValue::Date32(Some(reader.i32()?)),
        tag::TIME64 => ScalarValue::Time64Nanosecond(Some(reader.i64()?)),
        tag::TIMESTAMP => timestamp(reader)?,
        tag::INTERVAL => {
            let (months, days, nanos) = (reader.i32()?, reader.i32()?, reader.i64()?);
            ScalarValue::IntervalMonthDayNano(Some(IntervalMonthDayNanoType::make_value(
                months, days, nanos,
            )))
        }
        tag::LIST => list(reader, expected)?,
        tag::TYPED_NULL => {
            let like = value(reader, expected)?.map(|like| like.data_type());
            let inferred = Some(expected).filter(|expected| !expected.is_null());
            ScalarValue::try_from(inferred.or(like.as_ref()).unwrap_or(&DataType::Null))?
        }
        tag::NOT_SET => return Ok(None),
        other => {
            return Err(EngineError::new(
                Kind::Internal,
                format!("{other} is no tag of a parameter"),
            ));
        }
    };
    Ok(Some(value))
}

fn decimal(reader: &mut Reader<'_>) -> Result<ScalarValue> {
    const MAX_128: u8 = 38;
    const MAX_256: u8 = 76;
    let scale = reader.i32()?;
    let unscaled = reader.bytes()?;
    let wide = || {
        EngineError::new(
            Kind::Overflow,
            format!("a decimal parameter has more than {MAX_256} digits"),
        )
    };
    let scale = i8::try_from(scale)
        .ok()
        .filter(|scale| scale.unsigned_abs() <= MAX_256)
        .ok_or_else(wide)?;
    let value = i256_of(unscaled).ok_or_else(wide)?;
    let digits = value.to_string().trim_start_matches('-').len();
    let precision = digits.max(usize::from(scale.max(0).unsigned_abs())).max(1);
    match (u8::try_from(precision), value.to_i128()) {
        (Ok(precision), Some(value)) if precision <= MAX_128 => {
            Ok(ScalarValue::Decimal128(Some(value), precision, scale))
        }
        (Ok(precision), _) if precision <= MAX_256 => {
            Ok(ScalarValue::Decimal256(Some(value), precision, scale))
        }
        _ => Err(wide()),
    }
}

/// Two's complement, big-endian, of any length that fits.
fn i256_of(bytes: &[u8]) -> Option<i256> {
    const WIDTH: usize = 32;
    let sign = if bytes.first()? & 0x80 == 0 { 0 } else { 0xff };
    let excess = bytes.len().saturating_sub(WIDTH);
    if bytes[..excess].iter().any(|byte| *byte != sign) {
        return None;
    }
    let bytes = &bytes[excess..];
    let mut wide = [sign; WIDTH];
    wide[WIDTH - bytes.len()..].copy_from_slice(bytes);
    let value = i256::from_be_bytes(wide);
    // A cut positive number must not have become negative, nor the reverse.
    (value.is_negative() == (sign != 0)).then_some(value)
}

fn timestamp(reader: &mut Reader<'_>) -> Result<ScalarValue> {
    let seconds = reader.i64()?;
    let nanos = i64::from(reader.i32()?);
    let zone: Option<Arc<str>> = reader.optional_string()?.map(Into::into);
    let overflow = || EngineError::new(Kind::Overflow, "a timestamp parameter is out of range");
    let scaled = |units: i64, fraction: i64| {
        seconds
            .checked_mul(units)
            .and_then(|value| value.checked_add(fraction))
            .ok_or_else(overflow)
    };
    if nanos % 1000 == 0 {
        let micros = scaled(1_000_000, nanos / 1000)?;
        Ok(ScalarValue::TimestampMicrosecond(Some(micros), zone))
    } else {
        let nanos = scaled(1_000_000_000, nanos)?;
        Ok(ScalarValue::TimestampNanosecond(Some(nanos), zone))
    }
}

fn list(reader: &mut Reader<'_>, expected: &DataType) -> Result<ScalarValue> {
    let element = match expected {
        DataType::List(field) | DataType::LargeList(field) | DataType::FixedSizeList(field, _) => {
            field.data_type().clone()
        }
        _ => DataType::Null,
    };
    let count = reader.count()?;
    let mut elements = Vec::with_capacity(count);
    for index in 0..count {
        elements.push(value(reader, &element)?.ok_or_else(|| {
            EngineError::new(
                Kind::Planning,
                format!("element {} of a list parameter is not set", index + 1),
            )
        })?);
    }
    let element = elements
        .iter()
        .map(ScalarValue::data_type)
        .find(|found| !found.is_null())
        .unwrap_or(element);
    let elements = elements
        .into_iter()
        .map(|value| value.cast_to(&element))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(ScalarValue::List(ScalarValue::new_list_nullable(
        &elements, &element,
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode_one(payload: &[u8], expected: DataType) -> Result<ScalarValue> {
        let mut bytes = 1_i32.to_be_bytes().to_vec();
        bytes.extend_from_slice(payload);
        decode(&bytes, &[expected]).map(|mut values| values.remove(0))
    }

    fn decimal_payload(scale: i32, unscaled: &[u8]) -> Vec<u8> {
        let mut payload = vec![tag::DECIMAL];
        payload.extend(scale.to_be_bytes());
        payload.extend((unscaled.len() as i32).to_be_bytes());
        payload.extend(unscaled);
        payload
    }

    fn timestamp_payload(seconds: i64, nanos: i32, zone: Option<&str>) -> Vec<u8> {
        let mut payload = vec![tag::TIMESTAMP];
        payload.extend(seconds.to_be_bytes());
        payload.extend(nanos.to_be_bytes());
        payload.extend(zone.map_or(-1, |zone| zone.len() as i32).to_be_bytes());
        payload.extend(zone.unwrap_or_default().as_bytes());
        payload
    }

    #[test]
    fn an_untyped_null_takes_the_inferred_type() {
        let value = decode_one(&[tag::NULL], DataType::Int32).unwrap();
        assert_eq!(value, ScalarValue::Int32(None));
        let value = decode_one(&[tag::NULL], DataType::Null).unwrap();
        assert_eq!(value, ScalarValue::Null);
    }

    #[test]
    fn a_typed_null_has_its_type_where_none_is_inferred() {
        let payload = [tag::TYPED_NULL, tag::BOOL, 0];
        let value = decode_one(&payload, DataType::Null).unwrap();
        assert_eq!(value, ScalarValue::Boolean(None));
        let value = decode_one(&payload, DataType::Int32).unwrap();
        assert_eq!(value, ScalarValue::Int32(None));
    }

    #[test]
    fn numbers_are_read_at_their_extremes() {
        let mut payload = vec![tag::INT64];
        payload.extend(i64::MIN.to_be_bytes());
        assert_eq!(
            decode_one(&payload, DataType::Null).unwrap(),
            ScalarValue::Int64(Some(i64::MIN))
        );
        assert_eq!(
            decode_one(&[tag::INT8, 0x80], DataType::Null).unwrap(),
            ScalarValue::Int8(Some(i8::MIN))
        );
    }

    #[test]
    fn a_decimal_has_the_width_that_its_digits_need() {
        assert_eq!(
            decode_one(&decimal_payload(2, &[0xff]), DataType::Null).unwrap(),
            ScalarValue::Decimal128(Some(-1), 2, 2)
        );
        assert_eq!(
            decode_one(&decimal_payload(0, &[0]), DataType::Null).unwrap(),
            ScalarValue::Decimal128(Some(0), 1, 0)
        );
        let ten_to_40 = i256::from_string("1".to_string().as_str())
            .and_then(|_| i256::from_string(&format!("1{}", "0".repeat(40))))
            .unwrap();
        assert_eq!(
            decode_one(
                &decimal_payload(3, &ten_to_40.to_be_bytes()),
                DataType::Null
            )
            .unwrap(),
            ScalarValue::Decimal256(Some(ten_to_40), 41, 3)
        );
    }

    #[test]
    fn a_decimal_that_no_type_holds_is_an_overflow() {
        for payload in [
            decimal_payload(0, &[0x7f; 32]),
            decimal_payload(0, &[0x7f; 40]),
            decimal_payload(200, &[1]),
        ] {
            let error = decode_one(&payload, DataType::Null).unwrap_err();
            assert_eq!(error.kind, Kind::Overflow);
        }
    }

    #[test]
    fn a_timestamp_is_in_microseconds_unless_that_loses_something() {
        assert_eq!(
            decode_one(&timestamp_payload(-1, 5000, Some("UTC")), DataType::Null).unwrap(),
            ScalarValue::TimestampMicrosecond(Some(-999_995), Some("UTC".into()))
        );
        assert_eq!(
            decode_one(&timestamp_payload(1, 1, None), DataType::Null).unwrap(),
            ScalarValue::TimestampNanosecond(Some(1_000_000_001), None)
        );
        let error = decode_one(&timestamp_payload(i64::MAX, 0, None), DataType::Null).unwrap_err();
        assert_eq!(error.kind, Kind::Overflow);
    }

    #[test]
    fn a_list_takes_the_type_of_its_elements() {
        let mut payload = vec![tag::LIST];
        payload.extend(2_i32.to_be_bytes());
        payload.push(tag::NULL);
        payload.extend([tag::INT16, 0, 7]);
        let value = decode_one(&payload, DataType::Null).unwrap();
        assert_eq!(value.to_string(), "[, 7]");
        assert_eq!(value.data_type(), DataType::new_list(DataType::Int16, true));
    }

    #[test]
    fn a_value_not_set_is_an_error_that_names_its_index() {
        let mut bytes = 2_i32.to_be_bytes().to_vec();
        bytes.extend([tag::BOOL, 1, tag::NOT_SET]);
        let error = decode(&bytes, &[DataType::Null, DataType::Null]).unwrap_err();
        assert_eq!(error.kind, Kind::Planning);
        assert_eq!(error.message, "parameter 2 is not set");
    }

    #[test]
    fn too_few_values_and_cut_bytes_are_errors() {
        let error = decode(&0_i32.to_be_bytes(), &[DataType::Null]).unwrap_err();
        assert_eq!(error.kind, Kind::Planning);
        let error = decode_one(&[tag::INT64, 1, 2], DataType::Null).unwrap_err();
        assert_eq!(error.kind, Kind::Internal);
        let error = decode_one(&[tag::UTF8, 0x7f, 0xff, 0xff, 0xff], DataType::Null).unwrap_err();
        assert_eq!(error.kind, Kind::Internal);
    }
}
