//! Schemas as bytes, in the form that `SchemaCodec` reads and writes on the Java side.
//!
//! Big-endian. A schema is an i32 count and its fields; a field its name, a byte for nullable, a
//! type's tag and parameters, and an i32 count of children. A map's children are its key and value.

use std::sync::Arc;

use datafusion::arrow::datatypes::{
    DataType, Field, FieldRef, Fields, IntervalUnit, Schema, TimeUnit,
};

use crate::error::{EngineError, Kind, Result};
use crate::reader::Reader;

/// Field metadata by which the Delta scan marks JSON text that was a variant.
pub const TYPE_KEY: &str = "datafusionjdbc.type";
pub const VARIANT: &str = "variant";

mod tag {
    pub const NULL: u8 = 0;
    pub const BOOL: u8 = 1;
    pub const INT: u8 = 2;
    pub const FLOAT: u8 = 3;
    pub const DECIMAL: u8 = 4;
    pub const UTF8: u8 = 5;
    pub const BINARY: u8 = 6;
    pub const FIXED_SIZE_BINARY: u8 = 7;
    pub const DATE: u8 = 8;
    pub const TIME: u8 = 9;
    pub const TIMESTAMP: u8 = 10;
    pub const DURATION: u8 = 11;
    pub const INTERVAL: u8 = 12;
    pub const LIST: u8 = 13;
    pub const FIXED_SIZE_LIST: u8 = 14;
    pub const STRUCT: u8 = 15;
    pub const MAP: u8 = 16;
    pub const VARIANT: u8 = 17;
}

/// How variable-length values are laid out.
mod layout {
    pub const OFFSETS: u8 = 0;
    pub const LARGE_OFFSETS: u8 = 1;
    pub const VIEW: u8 = 2;
}

/// Encodes a schema whose columns are normalized.
///
/// # Errors
/// `UNSUPPORTED` for a type that results do not carry.
pub fn encode<'a>(fields: impl ExactSizeIterator<Item = &'a Field>) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    put_len(&mut out, fields.len());
    for field in fields {
        put_field(&mut out, field)?;
    }
    Ok(out)
}

/// Decodes the schema of a table that Java describes.
pub fn decode(bytes: &[u8]) -> Result<Schema> {
    let mut reader = Reader::new(bytes);
    let fields = read_fields(&mut reader)?;
    reader.end()?;
    Ok(Schema::new(fields))
}

/// Whether a field is JSON text that was a variant.
pub fn is_variant(field: &Field) -> bool {
    field
        .metadata()
        .get(TYPE_KEY)
        .is_some_and(|kind| kind == VARIANT)
}

fn put_field(out: &mut Vec<u8>, field: &Field) -> Result<()> {
    put_text(out, field.name());
    out.push(field.is_nullable().into());
    let children: Vec<&FieldRef> = if is_variant(field) {
        out.push(tag::VARIANT);
        Vec::new()
    } else {
        put_type(out, field.data_type())?
    };
    put_len(out, children.len());
    children
        .into_iter()
        .try_for_each(|child| put_field(out, child))
}

/// Writes tag and parameters; gives the children.
fn put_type<'a>(out: &mut Vec<u8>, data_type: &'a DataType) -> Result<Vec<&'a FieldRef>> {
    match data_type {
        DataType::Null => out.push(tag::NULL),
        DataType::Boolean => out.push(tag::BOOL),
        DataType::Int8 => out.extend([tag::INT, 8, 1]),
        DataType::Int16 => out.extend([tag::INT, 16, 1]),
        DataType::Int32 => out.extend([tag::INT, 32, 1]),
        DataType::Int64 => out.extend([tag::INT, 64, 1]),
        DataType::UInt8 => out.extend([tag::INT, 8, 0]),
        DataType::UInt16 => out.extend([tag::INT, 16, 0]),
        DataType::UInt32 => out.extend([tag::INT, 32, 0]),
        DataType::UInt64 => out.extend([tag::INT, 64, 0]),
        DataType::Float16 => out.extend([tag::FLOAT, 16]),
        DataType::Float32 => out.extend([tag::FLOAT, 32]),
        DataType::Float64 => out.extend([tag::FLOAT, 64]),
        DataType::Decimal32(precision, scale) => put_decimal(out, 32, *precision, *scale),
        DataType::Decimal64(precision, scale) => put_decimal(out, 64, *precision, *scale),
        DataType::Decimal128(precision, scale) => put_decimal(out, 128, *precision, *scale),
        DataType::Decimal256(precision, scale) => put_decimal(out, 256, *precision, *scale),
        DataType::Utf8 => out.extend([tag::UTF8, layout::OFFSETS]),
        DataType::LargeUtf8 => out.extend([tag::UTF8, layout::LARGE_OFFSETS]),
        DataType::Utf8View => out.extend([tag::UTF8, layout::VIEW]),
        DataType::Binary => out.extend([tag::BINARY, layout::OFFSETS]),
        DataType::LargeBinary => out.extend([tag::BINARY, layout::LARGE_OFFSETS]),
        DataType::BinaryView => out.extend([tag::BINARY, layout::VIEW]),
        DataType::FixedSizeBinary(width) => {
            out.push(tag::FIXED_SIZE_BINARY);
            out.extend(width.to_be_bytes());
        }
        DataType::Date32 => out.extend([tag::DATE, 0]),
        DataType::Date64 => out.extend([tag::DATE, 1]),
        DataType::Time32(unit) | DataType::Time64(unit) => out.extend([tag::TIME, unit_code(unit)]),
        DataType::Timestamp(unit, zone) => {
            out.extend([tag::TIMESTAMP, unit_code(unit)]);
            match zone {
                Some(zone) => put_text(out, zone),
                None => out.extend((-1_i32).to_be_bytes()),
            }
        }
        DataType::Duration(unit) => out.extend([tag::DURATION, unit_code(unit)]),
        DataType::Interval(unit) => out.extend([tag::INTERVAL, interval_code(unit)]),
        DataType::List(element) => {
            out.extend([tag::LIST, 0]);
            return Ok(vec![element]);
        }
        DataType::LargeList(element) => {
            out.extend([tag::LIST, 1]);
            return Ok(vec![element]);
        }
        DataType::FixedSizeList(element, size) => {
            out.push(tag::FIXED_SIZE_LIST);
            out.extend(size.to_be_bytes());
            return Ok(vec![element]);
        }
        DataType::Struct(fields) => {
            out.push(tag::STRUCT);
            return Ok(fields.iter().collect());
        }
        DataType::Map(entries, _) => {
            out.push(tag::MAP);
            return match entries.data_type() {
                DataType::Struct(fields) => Ok(fields.iter().collect()),
                _ => Err(unsupported(data_type)),
            };
        }
        DataType::ListView(_)
        | DataType::LargeListView(_)
        | DataType::Union(_, _)
        | DataType::Dictionary(_, _)
        | DataType::RunEndEncoded(_, _) => return Err(unsupported(data_type)),
    }
    Ok(Vec::new())
}

fn read_fields(reader: &mut Reader<'_>) -> Result<Vec<Field>> {
    let count = reader.count()?;
    (0..count).map(|_| read_field(reader)).collect()
}

fn read_field(reader: &mut Reader<'_>) -> Result<Field> {
    let name = reader.string()?;
    let nullable = reader.u8()? != 0;
    let partial = read_type(reader)?;
    let children = read_fields(reader)?;
    let data_type = match partial {
        Partial::Whole(data_type) => data_type,
        Partial::Struct => DataType::Struct(Fields::from(children)),
        Partial::List(of) => of(Arc::new(only_child(children)?)),
        Partial::FixedSizeList(size) => {
            DataType::FixedSizeList(Arc::new(only_child(children)?), size)
        }
        Partial::Map => {
            let entries = DataType::Struct(Fields::from(children));
            DataType::Map(Arc::new(Field::new("entries", entries, false)), false)
        }
    };
    Ok(Field::new(name, data_type, nullable))
}

/// A type, or what is still to be made of its children.
enum Partial {
    Whole(DataType),
    List(fn(FieldRef) -> DataType),
    FixedSizeList(i32),
    Struct,
    Map,
}

fn read_type(reader: &mut Reader<'_>) -> Result<Partial> {
    let data_type = match reader.u8()? {
        tag::NULL => DataType::Null,
        tag::BOOL => DataType::Boolean,
        tag::INT => match (reader.u8()?, reader.u8()?) {
            (8, 1) => DataType::Int8,
            (16, 1) => DataType::Int16,
            (32, 1) => DataType::Int32,
            (64, 1) => DataType::Int64,
            (8, 0) => DataType::UInt8,
            (16, 0) => DataType::UInt16,
            (32, 0) => DataType::UInt32,
            (64, 0) => DataType::UInt64,
            _ => return Err(unknown("integer")),
        },
        tag::FLOAT => match reader.u8()? {
            16 => DataType::Float16,
            32 => DataType::Float32,
            64 => DataType::Float64,
            _ => return Err(unknown("float")),
        },
        tag::DECIMAL => {
            let bits = u16::from_be_bytes(reader.array()?);
            let (precision, scale) = (reader.u8()?, i8::from_be_bytes(reader.array()?));
            match bits {
                32 => DataType::Decimal32(precision, scale),
                64 => DataType::Decimal64(precision, scale),
                128 => DataType::Decimal128(precision, scale),
                256 => DataType::Decimal256(precision, scale),
                _ => return Err(unknown("decimal")),
            }
        }
        tag::UTF8 => match reader.u8()? {
            layout::OFFSETS => DataType::Utf8,
            layout::LARGE_OFFSETS => DataType::LargeUtf8,
            layout::VIEW => DataType::Utf8View,
            _ => return Err(unknown("layout")),
        },
        tag::BINARY => match reader.u8()? {
            layout::OFFSETS => DataType::Binary,
            layout::LARGE_OFFSETS => DataType::LargeBinary,
            layout::VIEW => DataType::BinaryView,
            _ => return Err(unknown("layout")),
        },
        tag::FIXED_SIZE_BINARY => DataType::FixedSizeBinary(reader.i32()?),
        tag::DATE if reader.u8()? == 0 => DataType::Date32,
        tag::DATE => DataType::Date64,
        tag::TIME => match unit(reader.u8()?)? {
            unit @ (TimeUnit::Second | TimeUnit::Millisecond) => DataType::Time32(unit),
            unit @ (TimeUnit::Microsecond | TimeUnit::Nanosecond) => DataType::Time64(unit),
        },
        tag::TIMESTAMP => {
            let unit = unit(reader.u8()?)?;
            DataType::Timestamp(unit, reader.optional_string()?.map(Into::into))
        }
        tag::DURATION => DataType::Duration(unit(reader.u8()?)?),
        tag::INTERVAL => match reader.u8()? {
            0 => DataType::Interval(IntervalUnit::YearMonth),
            1 => DataType::Interval(IntervalUnit::DayTime),
            2 => DataType::Interval(IntervalUnit::MonthDayNano),
            _ => return Err(unknown("interval")),
        },
        tag::LIST => {
            let large = reader.u8()? != 0;
            return Ok(Partial::List(if large {
                DataType::LargeList
            } else {
                DataType::List
            }));
        }
        tag::FIXED_SIZE_LIST => return Ok(Partial::FixedSizeList(reader.i32()?)),
        tag::STRUCT => return Ok(Partial::Struct),
        tag::MAP => return Ok(Partial::Map),
        tag::VARIANT => DataType::Utf8,
        _ => return Err(unknown("type")),
    };
    Ok(Partial::Whole(data_type))
}

fn only_child(mut children: Vec<Field>) -> Result<Field> {
    match (children.pop(), children.len()) {
        (Some(child), 0) => Ok(child),
        _ => Err(unknown("list")),
    }
}

fn put_decimal(out: &mut Vec<u8>, bits: u16, precision: u8, scale: i8) {
    out.push(tag::DECIMAL);
    out.extend(bits.to_be_bytes());
    out.push(precision);
    out.extend(scale.to_be_bytes());
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put_len(out, text.len());
    out.extend(text.as_bytes());
}

fn put_len(out: &mut Vec<u8>, length: usize) {
    out.extend(i32::try_from(length).unwrap_or(i32::MAX).to_be_bytes());
}

fn unit_code(unit: &TimeUnit) -> u8 {
    match unit {
        TimeUnit::Second => 0,
        TimeUnit::Millisecond => 1,
        TimeUnit::Microsecond => 2,
        TimeUnit::Nanosecond => 3,
    }
}

fn unit(code: u8) -> Result<TimeUnit> {
    match code {
        0 => Ok(TimeUnit::Second),
        1 => Ok(TimeUnit::Millisecond),
        2 => Ok(TimeUnit::Microsecond),
        3 => Ok(TimeUnit::Nanosecond),
        _ => Err(unknown("time unit")),
    }
}

fn interval_code(unit: &IntervalUnit) -> u8 {
    match unit {
        IntervalUnit::YearMonth => 0,
        IntervalUnit::DayTime => 1,
        IntervalUnit::MonthDayNano => 2,
    }
}

fn unsupported(data_type: &DataType) -> EngineError {
    EngineError::new(
        Kind::Unsupported,
        format!("results of type {data_type} cannot be read"),
    )
}

fn unknown(what: &str) -> EngineError {
    EngineError::new(Kind::Internal, format!("a schema names an unknown {what}"))
}
