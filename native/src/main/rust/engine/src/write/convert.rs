//! Assignment casts: a value arrives as it was, or its row is named in an error.
//!
//! What SQL calls assignment is narrower than CAST: a number that the target cannot hold exactly, a
//! text that is too long or has not the target's form, a time of day put into a date, are errors. Two
//! roundings are the types' own: to the precision of REAL and DOUBLE from another floating-point
//! number or decimal, and of timestamps to microseconds.
//!
//! A cast is done for a whole column at once. Values that do not fit become NULL, or differ when they
//! are cast back; only then the first of them is looked for.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, ListArray, MapArray, StructArray, new_null_array,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::compute::kernels::cmp::distinct;
use datafusion::arrow::datatypes::{DataType, FieldRef, Fields, IntervalUnit, TimeUnit};
use datafusion::arrow::error::ArrowError;

use super::columns::{WriteColumn, WriteType};
use crate::error::{EngineError, Kind, Result};

/// How values of one type become values of a column's type.
#[derive(Debug)]
pub enum Conversion {
    Keep,
    Null(DataType),
    Cast {
        /// Types on the way, the target's last.
        steps: Vec<DataType>,
        /// Cast back and compared.
        exact: bool,
    },
    Struct(Fields, Vec<(usize, Conversion)>),
    List(FieldRef, Box<Conversion>),
    Map(FieldRef, Box<Conversion>, Box<Conversion>),
}

/// A value that does not fit: its index, and what a message says of it.
#[derive(Debug)]
pub struct Fault {
    pub index: usize,
    pub kind: Kind,
    pub text: String,
}

/// The type that a column's values have after the conversion. Strings and binaries that are views
/// stay so, because copying them gains nothing.
pub fn assigned_type(source: &DataType, target: &WriteType) -> DataType {
    match (source, target.arrow_type()) {
        (DataType::Utf8View, DataType::Utf8) => DataType::Utf8View,
        (DataType::BinaryView, DataType::Binary) => DataType::BinaryView,
        (_, target) => target,
    }
}

/// # Errors
/// `PLANNING` if no value of the one type is one of the other.
pub fn conversion(source: &DataType, column: &WriteColumn, time_zone: &str) -> Result<Conversion> {
    let target = assigned_type(source, &column.data_type);
    of_type(source, &target, &column.data_type, time_zone).ok_or_else(|| {
        EngineError::new(
            Kind::Planning,
            format!(
                "column '{}' is of type {}, and a value of type {source} cannot be put into it \
                 without a CAST",
                column.name,
                sql_name(&column.data_type.arrow_type()),
            ),
        )
    })
}

fn of_type(
    source: &DataType,
    target: &DataType,
    declared: &WriteType,
    time_zone: &str,
) -> Option<Conversion> {
    if source == target {
        return Some(Conversion::Keep);
    }
    if source == &DataType::Null {
        return Some(Conversion::Null(target.clone()));
    }
    match (source, target, declared) {
        (DataType::Struct(from), DataType::Struct(to), WriteType::Struct(columns)) => {
            let children = columns
                .iter()
                .zip(to)
                .enumerate()
                .map(|(position, (column, field))| {
                    let index = source_field(from, to, position)?;
                    let child = of_type(
                        from[index].data_type(),
                        field.data_type(),
                        &column.data_type,
                        time_zone,
                    )?;
                    Some((index, child))
                })
                .collect::<Option<Vec<_>>>()?;
            Some(Conversion::Struct(to.clone(), children))
        }
        (
            DataType::List(from) | DataType::LargeList(from) | DataType::FixedSizeList(from, _),
            DataType::List(to),
            WriteType::Array(element, _),
        ) => {
            let child = of_type(from.data_type(), to.data_type(), element, time_zone)?;
            Some(Conversion::List(Arc::clone(to), Box::new(child)))
        }
        (DataType::Map(from, _), DataType::Map(to, _), WriteType::Map(key, value, _)) => {
            let (DataType::Struct(from), DataType::Struct(entries)) =
                (from.data_type(), to.data_type())
            else {
                return None;
            };
            let of = |index: usize, declared: &WriteType| {
                let (from, to) = (from[index].data_type(), entries[index].data_type());
                of_type(from, to, declared, time_zone).map(Box::new)
            };
            Some(Conversion::Map(Arc::clone(to), of(0, key)?, of(1, value)?))
        }
        _ => primitive(source, target, time_zone),
    }
}

/// Fields of structs are matched by name, and those of an unnamed row by position.
fn source_field(from: &Fields, to: &Fields, position: usize) -> Option<usize> {
    if from.len() != to.len() {
        return None;
    }
    let unnamed = from
        .iter()
        .enumerate()
        .all(|(index, field)| field.name() == &format!("c{index}"));
    let named = |name: &String| from.iter().position(|field| field.name() == name);
    let all_named = to.iter().all(|field| named(field.name()).is_some());
    match (all_named, unnamed) {
        (true, _) => named(to[position].name()),
        (false, true) => Some(position),
        (false, false) => None,
    }
}

fn primitive(source: &DataType, target: &DataType, time_zone: &str) -> Option<Conversion> {
    use DataType as T;
    let cast = |exact| {
        Some(Conversion::Cast {
            steps: vec![target.clone()],
            exact,
        })
    };
    let via = |step: DataType, exact| {
        Some(Conversion::Cast {
            steps: vec![step, target.clone()],
            exact,
        })
    };
    let decimal = |data_type: &T| data_type.is_decimal();
    match (source, target) {
        (from, T::Utf8 | T::Utf8View) => {
            let readable = from.is_string()
                || from.is_numeric()
                || from.is_temporal() && !matches!(from, T::Interval(_) | T::Duration(_))
                || from == &T::Boolean;
            readable.then(|| cast(false)).flatten()
        }
        (from, T::Binary | T::BinaryView) => from.is_binary().then(|| cast(false)).flatten(),
        (from, T::Boolean) => from.is_string().then(|| cast(false)).flatten(),
        (from, to) if from.is_integer() && (to.is_integer() || decimal(to)) => cast(false),
        (from, to) if from.is_integer() && to.is_floating() => cast(true),
        (from, to) if from.is_floating() && to.is_floating() => cast(false),
        (from, to) if from.is_floating() && (to.is_integer() || decimal(to)) => cast(true),
        (from, to) if decimal(from) && (to.is_integer() || decimal(to)) => cast(true),
        (from, to) if decimal(from) && to.is_floating() => cast(false),
        // Digits beyond the scale would be rounded away if the text were parsed to it directly.
        (from, to) if from.is_string() && decimal(to) => via(T::Decimal256(76, 38), true),
        (from, to) if from.is_string() && (to.is_numeric() || to == &T::Date32) => cast(false),
        (from, T::Timestamp(unit, Some(_))) if from.is_string() => {
            via(T::Timestamp(*unit, Some(time_zone.into())), false)
        }
        (from, T::Timestamp(_, None)) if from.is_string() => cast(false),
        (T::Date32 | T::Date64, T::Date32) => cast(false),
        (T::Timestamp(_, None), T::Date32) => cast(true),
        (T::Timestamp(unit, Some(_)), T::Date32) => Some(Conversion::Cast {
            steps: vec![
                T::Timestamp(*unit, Some(time_zone.into())),
                T::Timestamp(*unit, None),
                T::Date32,
            ],
            exact: true,
        }),
        (T::Date32 | T::Date64, T::Timestamp(_, None)) => cast(false),
        (T::Date32 | T::Date64, T::Timestamp(unit, Some(_))) => {
            local_time(*unit, target, time_zone)
        }
        (T::Timestamp(_, None), T::Timestamp(unit, Some(_))) => {
            local_time(*unit, target, time_zone)
        }
        (T::Timestamp(_, Some(_)), T::Timestamp(unit, None)) => {
            via(T::Timestamp(*unit, Some(time_zone.into())), false)
        }
        (T::Timestamp(_, _), T::Timestamp(_, _)) => cast(false),
        (T::Date32, T::Date64) => cast(false),
        (from, T::Date64 | T::Time32(_) | T::Time64(_) | T::Interval(_)) if from.is_string() => {
            cast(false)
        }
        (T::Time32(_) | T::Time64(_), T::Time32(_) | T::Time64(_))
        | (T::Duration(_), T::Duration(_)) => cast(true),
        (T::Interval(_), T::Interval(IntervalUnit::MonthDayNano)) => cast(false),
        (from, T::FixedSizeBinary(_)) if from.is_binary() => cast(false),
        _ => None,
    }
}

/// A time without zone is one of the session's.
fn local_time(unit: TimeUnit, target: &DataType, time_zone: &str) -> Option<Conversion> {
    Some(Conversion::Cast {
        steps: vec![
            DataType::Timestamp(unit, None),
            DataType::Timestamp(unit, Some(time_zone.into())),
            target.clone(),
        ],
        exact: false,
    })
}

impl Conversion {
    /// # Errors
    /// The first value that does not fit, or a fault of the engine.
    pub fn apply(&self, values: &ArrayRef) -> std::result::Result<ArrayRef, Failure> {
        match self {
            Conversion::Keep => Ok(Arc::clone(values)),
            Conversion::Null(target) => Ok(new_null_array(target, values.len())),
            Conversion::Cast { steps, exact } => cast_all(values, steps, *exact),
            Conversion::Struct(fields, children) => {
                let source = values.as_struct();
                let columns = children
                    .iter()
                    .map(|(index, child)| child.apply(source.column(*index)))
                    .collect::<std::result::Result<Vec<_>, _>>()?;
                Ok(Arc::new(StructArray::try_new_with_length(
                    fields.clone(),
                    columns,
                    source.nulls().cloned(),
                    source.len(),
                )?))
            }
            Conversion::List(field, child) => {
                let list = match values.data_type() {
                    DataType::List(_) => Arc::clone(values),
                    DataType::LargeList(element) | DataType::FixedSizeList(element, _) => {
                        cast(values, &DataType::List(Arc::clone(element)))?
                    }
                    other => {
                        return Err(ArrowError::CastError(format!("{other} is no list")).into());
                    }
                };
                let list = list.as_list::<i32>();
                let elements = child
                    .apply(list.values())
                    .map_err(|failure| failure.in_list(list.offsets()))?;
                Ok(Arc::new(ListArray::try_new(
                    Arc::clone(field),
                    list.offsets().clone(),
                    elements,
                    list.nulls().cloned(),
                )?))
            }
            Conversion::Map(field, key, value) => {
                let map = values.as_map();
                let lift = |failure: Failure| failure.in_list(map.offsets());
                let keys = key.apply(map.keys()).map_err(lift)?;
                let values = value.apply(map.values()).map_err(lift)?;
                let DataType::Struct(fields) = field.data_type() else {
                    return Err(ArrowError::CastError("a map without entries".into()).into());
                };
                let entries = StructArray::try_new(fields.clone(), vec![keys, values], None)?;
                Ok(Arc::new(MapArray::try_new(
                    Arc::clone(field),
                    map.offsets().clone(),
                    entries,
                    map.nulls().cloned(),
                    false,
                )?))
            }
        }
    }
}

/// Why a conversion failed: for a value, or at all.
#[derive(Debug)]
pub enum Failure {
    Value(Fault),
    Engine(EngineError),
}

impl From<ArrowError> for Failure {
    fn from(error: ArrowError) -> Self {
        Failure::Engine(error.into())
    }
}

impl Failure {
    /// The failure of an element as one of the row that its list is in.
    fn in_list(self, offsets: &[i32]) -> Self {
        match self {
            Failure::Value(fault) => {
                let rows_before = offsets.partition_point(|offset| *offset as usize <= fault.index);
                Failure::Value(Fault {
                    index: rows_before.saturating_sub(1),
                    ..fault
                })
            }
            engine => engine,
        }
    }
}

fn cast_all(
    source: &ArrayRef,
    steps: &[DataType],
    exact: bool,
) -> std::result::Result<ArrayRef, Failure> {
    let mut values = Arc::clone(source);
    let mut before = Arc::clone(source);
    for step in steps {
        before = values;
        values = cast(&before, step)?;
        if values.null_count() > before.null_count() {
            let lost = (0..values.len()).find(|row| values.is_null(*row) && before.is_valid(*row));
            return Err(fault(source, lost.unwrap_or(0), steps));
        }
    }
    if exact {
        let back = cast(&values, before.data_type())?;
        let differs: BooleanArray = distinct(&back, &before)?;
        if let Some(row) = differs.iter().position(|differs| differs == Some(true)) {
            return Err(fault(source, row, steps));
        }
    }
    if let Some(row) = became_infinite(source, &values)? {
        return Err(fault(source, row, steps));
    }
    Ok(values)
}

/// The first finite number that became infinite in a narrower floating-point type.
fn became_infinite(
    source: &ArrayRef,
    values: &ArrayRef,
) -> std::result::Result<Option<usize>, ArrowError> {
    if values.data_type() != &DataType::Float32 || source.data_type().is_string() {
        return Ok(None);
    }
    let wide = cast(source, &DataType::Float64)?;
    let wide = wide.as_primitive::<datafusion::arrow::datatypes::Float64Type>();
    let narrow = values.as_primitive::<datafusion::arrow::datatypes::Float32Type>();
    Ok((0..values.len()).find(|row| {
        values.is_valid(*row) && narrow.value(*row).is_infinite() && wide.value(*row).is_finite()
    }))
}

fn fault(source: &ArrayRef, index: usize, steps: &[DataType]) -> Failure {
    let target = steps.last().map(sql_name).unwrap_or_default();
    let value = shown(source, index);
    let kind = if source.data_type().is_string() {
        Kind::InvalidCast
    } else {
        Kind::Overflow
    };
    Failure::Value(Fault {
        index,
        kind,
        text: format!("the value {value} cannot be stored as {target} without loss"),
    })
}

/// A value for a message, cut where it is long.
pub fn shown(values: &ArrayRef, index: usize) -> String {
    const CHARACTERS: usize = 60;
    let Ok(text) = datafusion::arrow::util::display::array_value_to_string(values, index) else {
        return "of this row".to_string();
    };
    let mut cut: String = text.chars().take(CHARACTERS).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    if values.data_type().is_string() {
        format!("'{cut}'")
    } else {
        cut
    }
}

/// The name that SQL has for a column's type.
pub fn sql_name(data_type: &DataType) -> String {
    match data_type {
        DataType::Int8 => "TINYINT".to_string(),
        DataType::Int16 => "SMALLINT".to_string(),
        DataType::Int32 => "INTEGER".to_string(),
        DataType::Int64 => "BIGINT".to_string(),
        DataType::UInt8 => "TINYINT UNSIGNED".to_string(),
        DataType::UInt16 => "SMALLINT UNSIGNED".to_string(),
        DataType::UInt32 => "INTEGER UNSIGNED".to_string(),
        DataType::UInt64 => "BIGINT UNSIGNED".to_string(),
        DataType::Time32(_) | DataType::Time64(_) => "TIME".to_string(),
        DataType::Interval(_) | DataType::Duration(_) => "INTERVAL".to_string(),
        DataType::Float32 => "REAL".to_string(),
        DataType::Float64 => "DOUBLE".to_string(),
        DataType::Boolean => "BOOLEAN".to_string(),
        DataType::Utf8 | DataType::Utf8View => "VARCHAR".to_string(),
        DataType::Binary | DataType::BinaryView => "VARBINARY".to_string(),
        DataType::Date32 => "DATE".to_string(),
        DataType::Timestamp(_, Some(_)) => "TIMESTAMP WITH TIME ZONE".to_string(),
        DataType::Timestamp(_, None) => "TIMESTAMP".to_string(),
        DataType::Decimal128(precision, scale) => format!("DECIMAL({precision},{scale})"),
        other => other.to_string(),
    }
}
