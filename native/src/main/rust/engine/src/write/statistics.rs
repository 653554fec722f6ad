//! The statistics that Delta's log keeps of a file (PROTOCOL.md, "Per-file Statistics").
//!
//! Bounds may be wide but never wrong: a reader skips files by them. So a column has no bounds where
//! they would mislead (NaN, infinities, years that the format cannot write), long strings are cut and
//! an upper bound is rounded up, and timestamps are cut to milliseconds, as readers expect.

use std::fmt::Write;

use chrono::{DateTime, Datelike, SecondsFormat};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray};
use datafusion::arrow::compute::kernels::nullif::nullif;
use datafusion::arrow::datatypes::{DataType, DecimalType};
use datafusion::common::ScalarValue;
use datafusion::functions_aggregate::min_max::{MaxAccumulator, MinAccumulator};
use datafusion::logical_expr::Accumulator;

use super::columns::{WriteColumn, WriteType};
use crate::error::Result;

/// Characters of a string's bounds.
const PREFIX: usize = 32;
/// Leaf columns with statistics where the table does not say which.
const DEFAULT_LEAVES: usize = 32;

/// The statistics of one column, nested ones included.
#[derive(Debug)]
pub enum ColumnStatistics {
    /// The column has none.
    Absent,
    Leaf(Leaf),
    /// By physical name.
    Struct(Vec<(String, ColumnStatistics)>),
}

#[derive(Debug, Default)]
pub struct Leaf {
    /// Whether values of this type have bounds.
    bounded: bool,
    null_count: u64,
    /// None before the first value.
    bounds: Option<(MinAccumulator, MaxAccumulator)>,
    /// The bounds as JSON, once the file is complete; both or neither.
    written: Option<(String, String)>,
}

/// Empty statistics for each column: those at the given logical paths, or the first 32 leaves.
pub fn columns_with_statistics(
    columns: &[&WriteColumn],
    paths: Option<&[Vec<String>]>,
) -> Vec<ColumnStatistics> {
    let mut left = match paths {
        Some(_) => usize::MAX,
        None => DEFAULT_LEAVES,
    };
    columns
        .iter()
        .map(|column| chosen(column, &mut Vec::new(), paths, &mut left))
        .collect()
}

fn chosen<'a>(
    column: &'a WriteColumn,
    path: &mut Vec<&'a str>,
    paths: Option<&[Vec<String>]>,
    left: &mut usize,
) -> ColumnStatistics {
    path.push(&column.name);
    let statistics = match &column.data_type {
        WriteType::Struct(children) => ColumnStatistics::Struct(
            children
                .iter()
                .map(|child| {
                    let statistics = chosen(child, path, paths, left);
                    (child.physical_name.clone(), statistics)
                })
                .collect(),
        ),
        leaf => {
            let wanted = paths.is_none_or(|paths| {
                paths.iter().any(|wanted| {
                    wanted.len() <= path.len() && wanted.iter().zip(&*path).all(|(a, b)| a == b)
                })
            });
            if wanted && *left > 0 {
                *left -= 1;
                ColumnStatistics::Leaf(Leaf {
                    bounded: matches!(leaf, WriteType::Primitive(data_type) if has_bounds(data_type)),
                    ..Leaf::default()
                })
            } else {
                ColumnStatistics::Absent
            }
        }
    };
    path.pop();
    statistics
}

/// Delta keeps no bounds of booleans, binaries, arrays and maps.
fn has_bounds(data_type: &DataType) -> bool {
    !matches!(data_type, DataType::Boolean | DataType::Binary)
}

impl ColumnStatistics {
    fn write_bounds(&mut self) -> Result<()> {
        match self {
            ColumnStatistics::Absent => Ok(()),
            ColumnStatistics::Struct(children) => children
                .iter_mut()
                .try_for_each(|(_, child)| child.write_bounds()),
            ColumnStatistics::Leaf(leaf) => {
                if let Some((min, max)) = &mut leaf.bounds {
                    let (min, max) = (min.evaluate()?, max.evaluate()?);
                    leaf.written = written(&min, false).zip(written(&max, true));
                }
                Ok(())
            }
        }
    }

    /// Takes in more values of the column.
    pub fn update(&mut self, values: &ArrayRef) -> Result<()> {
        match self {
            ColumnStatistics::Absent => Ok(()),
            ColumnStatistics::Leaf(leaf) => leaf.update(values),
            ColumnStatistics::Struct(children) => {
                let array = values.as_struct();
                let parent_is_null = array
                    .nulls()
                    .map(|nulls| BooleanArray::new(!nulls.inner(), None));
                for ((_, statistics), child) in children.iter_mut().zip(array.columns()) {
                    match &parent_is_null {
                        Some(null) if !matches!(statistics, ColumnStatistics::Absent) => {
                            statistics.update(&nullif(child, null)?)?;
                        }
                        _ => statistics.update(child)?,
                    }
                }
                Ok(())
            }
        }
    }
}

impl Leaf {
    fn update(&mut self, values: &ArrayRef) -> Result<()> {
        let nulls = values.logical_null_count();
        self.null_count += nulls as u64;
        if !self.bounded || nulls == values.len() {
            return Ok(());
        }
        let (min, max) = match &mut self.bounds {
            Some(bounds) => bounds,
            none => none.insert((
                MinAccumulator::try_new(values.data_type())?,
                MaxAccumulator::try_new(values.data_type())?,
            )),
        };
        min.update_batch(std::slice::from_ref(values))?;
        max.update_batch(std::slice::from_ref(values))?;
        Ok(())
    }
}

/// The JSON document of a file with this many rows; columns by physical name.
pub fn document(rows: u64, mut columns: Vec<(String, ColumnStatistics)>) -> Result<String> {
    for (_, column) in &mut columns {
        column.write_bounds()?;
    }
    let columns = &columns;
    let group = |value: &dyn Fn(&Leaf) -> Option<String>| {
        object(columns, value).unwrap_or_else(|| "{}".to_string())
    };
    Ok(format!(
        r#"{{"numRecords":{rows},"minValues":{},"maxValues":{},"nullCount":{}}}"#,
        group(&|leaf| leaf.written.as_ref().map(|(min, _)| min.clone())),
        group(&|leaf| leaf.written.as_ref().map(|(_, max)| max.clone())),
        group(&|leaf| Some(leaf.null_count.to_string())),
    ))
}

/// The columns that have such a value; none if no column has.
fn object(
    columns: &[(String, ColumnStatistics)],
    value: &dyn Fn(&Leaf) -> Option<String>,
) -> Option<String> {
    let mut json = String::new();
    for (name, statistics) in columns {
        let written = match statistics {
            ColumnStatistics::Absent => None,
            ColumnStatistics::Leaf(leaf) => value(leaf),
            ColumnStatistics::Struct(children) => object(children, value),
        };
        if let Some(written) = written {
            let separator = if json.is_empty() { '{' } else { ',' };
            let _ = write!(json, "{separator}{}:{written}", quoted(name));
        }
    }
    (!json.is_empty()).then(|| json + "}")
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A bound as JSON; none where the format cannot hold it.
fn written(bound: &ScalarValue, upper: bool) -> Option<String> {
    Some(match bound {
        ScalarValue::Int8(Some(value)) => value.to_string(),
        ScalarValue::Int16(Some(value)) => value.to_string(),
        ScalarValue::Int32(Some(value)) => value.to_string(),
        ScalarValue::Int64(Some(value)) => value.to_string(),
        // Rust prints the shortest digits that give the number again.
        ScalarValue::Float32(Some(value)) if value.is_finite() => format!("{value:?}"),
        ScalarValue::Float64(Some(value)) if value.is_finite() => format!("{value:?}"),
        ScalarValue::Decimal128(Some(value), precision, scale) => {
            datafusion::arrow::datatypes::Decimal128Type::format_decimal(*value, *precision, *scale)
        }
        ScalarValue::Date32(Some(days)) => {
            let seconds = i64::from(*days) * 86_400;
            let date = DateTime::from_timestamp(seconds, 0)?.date_naive();
            quoted(&year_is_plain(date.year()).then(|| date.to_string())?)
        }
        ScalarValue::TimestampMicrosecond(Some(micros), zone) => {
            let time = DateTime::from_timestamp_millis(micros.div_euclid(1000))?;
            year_is_plain(time.year()).then_some(())?;
            let text = time.to_rfc3339_opts(SecondsFormat::Millis, true);
            match zone {
                Some(_) => quoted(&text),
                None => quoted(text.strip_suffix('Z')?),
            }
        }
        ScalarValue::Utf8(Some(text))
        | ScalarValue::Utf8View(Some(text))
        | ScalarValue::LargeUtf8(Some(text)) => quoted(&prefix(text, upper)?),
        _ => return None,
    })
}

fn year_is_plain(year: i32) -> bool {
    (0..=9999).contains(&year)
}

/// The first characters of a string; as an upper bound, rounded up so that no string that begins
/// with them is greater. None if there is no greater string of that length.
fn prefix(text: &str, upper: bool) -> Option<String> {
    let Some((end, _)) = text.char_indices().nth(PREFIX) else {
        return Some(text.to_string());
    };
    let mut cut = text[..end].to_string();
    if !upper {
        return Some(cut);
    }
    while let Some(last) = cut.pop() {
        if let Some(next) = successor(last) {
            cut.push(next);
            return Some(cut);
        }
    }
    None
}

/// The next code point that is a character.
fn successor(character: char) -> Option<char> {
    match character {
        '\u{D7FF}' => Some('\u{E000}'),
        other => char::from_u32(other as u32 + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use datafusion::arrow::array::{Float64Array, StringArray, TimestampMicrosecondArray};

    fn of(data_type: &str, batches: &[ArrayRef]) -> serde_json::Value {
        let schema = format!(
            r#"{{"type":"struct","fields":[{{"name":"c","type":"{data_type}","nullable":true,"metadata":{{}}}}]}}"#
        );
        let columns =
            super::super::columns::parse(&schema, delta_scan::ColumnMapping::None).unwrap();
        let columns: Vec<&WriteColumn> = columns.iter().collect();
        let mut statistics = columns_with_statistics(&columns, None).remove(0);
        let mut rows = 0;
        for batch in batches {
            statistics.update(batch).unwrap();
            rows += batch.len() as u64;
        }
        serde_json::from_str(&document(rows, vec![("c".to_string(), statistics)]).unwrap()).unwrap()
    }

    fn texts(values: &[Option<&str>]) -> ArrayRef {
        Arc::new(StringArray::from(values.to_vec()))
    }

    #[test]
    fn long_strings_are_cut_at_characters_and_the_upper_bound_is_above_all_of_them() {
        let long = "é".repeat(40);
        let json = of("string", &[texts(&[Some(&long), None])]);
        assert_eq!(json["minValues"]["c"], "é".repeat(32));
        let max = json["maxValues"]["c"].as_str().unwrap();
        assert_eq!(max, format!("{}ê", "é".repeat(31)));
        assert!(max > long.as_str());
        assert_eq!(
            (&json["numRecords"], &json["nullCount"]["c"]),
            (&2.into(), &1.into())
        );
        let short = "x".repeat(32);
        assert_eq!(
            of("string", &[texts(&[Some(&short)])])["maxValues"]["c"],
            short
        );
    }

    #[test]
    fn the_last_character_of_all_has_no_successor() {
        let highest = "\u{10FFFF}".repeat(31);
        let json = of("string", &[texts(&[Some(&format!("a{highest}z"))])]);
        assert_eq!(json["maxValues"]["c"], "b");
        let json = of("string", &[texts(&[Some(&"\u{10FFFF}".repeat(40))])]);
        assert!(json["maxValues"].get("c").is_none() && json["minValues"].get("c").is_none());
        let json = of(
            "string",
            &[texts(&[Some(&format!("{}x", "\u{D7FF}".repeat(32)))])],
        );
        let max = json["maxValues"]["c"].as_str().unwrap();
        assert!(max.ends_with('\u{E000}') && max.chars().count() == 32);
    }

    #[test]
    fn numbers_that_json_does_not_have_leave_the_column_without_bounds() {
        for odd in [f64::NAN, -f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let batch = |values: &[f64]| Arc::new(Float64Array::from(values.to_vec())) as ArrayRef;
            for batches in [
                vec![batch(&[1.5, odd])],
                vec![batch(&[odd]), batch(&[1.5])],
                vec![batch(&[1.5]), batch(&[odd, 2.5])],
            ] {
                let json = of("double", &batches);
                assert!(json["minValues"].get("c").is_none(), "{json}");
                assert!(json["maxValues"].get("c").is_none(), "{json}");
                assert_eq!(json["nullCount"]["c"], 0);
            }
        }
    }

    #[test]
    fn timestamps_are_cut_to_the_millisecond_below() {
        let values = TimestampMicrosecondArray::from(vec![-1, 1_999]).with_timezone("UTC");
        let json = of("timestamp", &[Arc::new(values)]);
        assert_eq!(json["minValues"]["c"], "1969-12-31T23:59:59.999Z");
        assert_eq!(json["maxValues"]["c"], "1970-01-01T00:00:00.001Z");
        let far = TimestampMicrosecondArray::from(vec![0, 400_000_000_000_000_000]);
        assert!(
            of("timestamp_ntz", &[Arc::new(far)])["minValues"]
                .get("c")
                .is_none()
        );
    }

    #[test]
    fn values_of_many_batches_are_taken_together() {
        let json = of(
            "string",
            &[
                texts(&[Some("m")]),
                texts(&[None]),
                texts(&[Some("z"), Some("a")]),
            ],
        );
        assert_eq!(json["minValues"]["c"], "a");
        assert_eq!(json["maxValues"]["c"], "z");
    }
}
