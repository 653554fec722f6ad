//! The statistics of a snapshot's files, as columns (PROTOCOL.md, "Per-file Statistics").
//!
//! The log holds a JSON document a file. Parsing all of it costs more than most queries, so columns
//! are parsed when a query first needs them, for all files at once, and kept with the snapshot.
//!
//! Two uses ask for different truths. Pruning needs bounds that no value exceeds; they may be wide.
//! The optimizer answers MIN, MAX and COUNT from values that must be exact. So bounds are made safe
//! here (a timestamp's text is cut to milliseconds, and they are widened by one), and
//! [`exact_bounds`] says of which types they are more than bounds.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Int64Array, PrimitiveArray, RecordBatch, StringArray,
    UInt64Array, new_null_array,
};
use arrow::compute::{CastOptions, cast, cast_with_options, concat_batches};
use arrow::datatypes::{
    DataType, Field, Fields, Int64Type, Schema, TimeUnit, TimestampMicrosecondType, UInt64Type,
};
use arrow::json::ReaderBuilder;
use datafusion::common::Result;
use parking_lot::Mutex;

use crate::schema::{DeltaField, DeltaType};

const BATCH_ROWS: usize = 8192;
const MILLISECOND: i64 = 1000;

/// Statistics of all files of a snapshot; a row a file.
#[derive(Debug)]
pub(crate) struct FileStatistics {
    json: StringArray,
    counts: OnceLock<Arc<RowCounts>>,
    columns: Mutex<HashMap<String, Arc<ColumnBounds>>>,
}

/// What is said of files as a whole. NULL is unknown.
#[derive(Debug)]
pub(crate) struct RowCounts {
    /// Rows in the file, deleted ones included.
    pub num_records: UInt64Array,
    /// False where values of deleted rows may be counted in; true is the default.
    pub tight: BooleanArray,
}

/// What is said of one column. NULL is unknown.
#[derive(Debug)]
pub(crate) struct ColumnBounds {
    /// No value is below, in the column's logical type.
    pub min: ArrayRef,
    /// No value is above.
    pub max: ArrayRef,
    pub null_count: UInt64Array,
}

impl FileStatistics {
    /// `json` holds the statistics of each file, or NULL.
    pub fn new(json: StringArray) -> Self {
        Self {
            json,
            counts: OnceLock::new(),
            columns: Mutex::default(),
        }
    }

    pub fn row_counts(&self) -> Result<Arc<RowCounts>> {
        if let Some(counts) = self.counts.get() {
            return Ok(Arc::clone(counts));
        }
        let (counts, _) = parse(&self.json, &[])?;
        Ok(Arc::clone(self.counts.get_or_init(|| Arc::new(counts))))
    }

    /// Bounds of the given columns, in their order; None for a column of a type without bounds.
    pub fn bounds(&self, columns: &[&DeltaField]) -> Result<Vec<Option<Arc<ColumnBounds>>>> {
        let missing: Vec<&DeltaField> = {
            let known = self.columns.lock();
            let lacks = |column: &&&DeltaField| {
                has_bounds(column) && !known.contains_key(&column.physical_name)
            };
            columns.iter().filter(lacks).copied().collect()
        };
        if !missing.is_empty() {
            let (counts, bounds) = parse(&self.json, &missing)?;
            self.counts.get_or_init(|| Arc::new(counts));
            let mut known = self.columns.lock();
            for (column, bounds) in missing.iter().zip(bounds) {
                known.insert(column.physical_name.clone(), Arc::new(bounds));
            }
        }
        let known = self.columns.lock();
        Ok(columns
            .iter()
            .map(|column| known.get(&column.physical_name).cloned())
            .collect())
    }
}

fn has_bounds(column: &DeltaField) -> bool {
    column.data_type.is_primitive()
}

/// Whether tight bounds of this column are its least and greatest value. Strings may be cut and
/// timestamps are; NaN may be left out of the bounds of floating-point numbers; and some writers
/// print decimals through a double.
pub(crate) fn exact_bounds(column: &DeltaField) -> bool {
    match &column.data_type {
        DeltaType::Primitive(data_type) => match data_type {
            DataType::Int8
            | DataType::Int16
            | DataType::Int32
            | DataType::Int64
            | DataType::Date32 => true,
            DataType::Decimal128(precision, _) => *precision <= 15,
            _ => false,
        },
        _ => false,
    }
}

fn parse(json: &StringArray, columns: &[&DeltaField]) -> Result<(RowCounts, Vec<ColumnBounds>)> {
    let documents = decode(json, columns)?;
    let num_records = counts(documents.column(0))?;
    let tight = documents.column(1).as_boolean();
    let tight = tight
        .iter()
        .map(|tight| Some(tight.unwrap_or(true)))
        .collect();
    let counts_of_files = RowCounts { num_records, tight };
    let group = |index: usize| documents.column(index + 2).as_struct();
    let bounds = columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let (min, max) = bounds(column, group(0).column(index), group(1).column(index))?;
            let null_count = counts(group(2).column(index))?;
            Ok(ColumnBounds {
                min,
                max,
                null_count,
            })
        })
        .collect::<Result<_>>()?;
    Ok((counts_of_files, bounds))
}

/// Decodes the wanted parts of the documents. Bounds stay text here: their types are looser in JSON
/// than in the table (a document may be older than a widening of its column).
fn decode(json: &StringArray, columns: &[&DeltaField]) -> Result<RecordBatch> {
    let group = |name: &str, data_type: DataType| {
        let fields: Fields = columns
            .iter()
            .map(|column| Field::new(&column.physical_name, data_type.clone(), true))
            .collect();
        Field::new(name, DataType::Struct(fields), true)
    };
    let mut fields = vec![
        Field::new("numRecords", DataType::Int64, true),
        Field::new("tightBounds", DataType::Boolean, true),
    ];
    if !columns.is_empty() {
        fields.extend([
            group("minValues", DataType::Utf8),
            group("maxValues", DataType::Utf8),
            group("nullCount", DataType::Int64),
        ]);
    }
    let schema = Arc::new(Schema::new(fields));

    let mut batches = Vec::new();
    for start in (0..json.len()).step_by(BATCH_ROWS) {
        let part = json.slice(start, BATCH_ROWS.min(json.len() - start));
        match decode_rows(&part, &schema) {
            Some(batch) => batches.push(batch),
            // One malformed document must not cost the others theirs.
            None => {
                for row in 0..part.len() {
                    let row = part.slice(row, 1);
                    let empty = StringArray::from(vec![None::<&str>]);
                    batches.extend(
                        decode_rows(&row, &schema).or_else(|| decode_rows(&empty, &schema)),
                    );
                }
            }
        }
    }
    Ok(concat_batches(&schema, &batches)?)
}

fn decode_rows(json: &StringArray, schema: &Arc<Schema>) -> Option<RecordBatch> {
    let mut decoder = ReaderBuilder::new(Arc::clone(schema))
        .with_batch_size(json.len())
        .with_coerce_primitive(true)
        .build_decoder()
        .ok()?;
    for document in json.iter() {
        let document = document
            .filter(|text| !text.trim().is_empty())
            .unwrap_or("{}");
        if decoder.decode(document.as_bytes()).ok()? != document.len() {
            return None;
        }
        decoder.decode(b"\n").ok()?;
        if decoder.has_partial_record() {
            return None;
        }
    }
    decoder
        .flush()
        .ok()?
        .filter(|batch| batch.num_rows() == json.len())
}

fn counts(array: &ArrayRef) -> Result<UInt64Array> {
    let counts: &Int64Array = array.as_primitive::<Int64Type>();
    // The cast is lenient: a negative count becomes NULL, which is unknown.
    Ok(cast(counts, &DataType::UInt64)?
        .as_primitive::<UInt64Type>()
        .clone())
}

fn bounds(column: &DeltaField, min: &ArrayRef, max: &ArrayRef) -> Result<(ArrayRef, ArrayRef)> {
    let target = column.logical_field(crate::schema::Layout::Views);
    let target = target.data_type();
    let unknown = || new_null_array(target, min.len());
    // A float's bound is printed in float's precision, which a double's comparison would miss.
    let misleading = column.was_float
        || matches!(target, DataType::BinaryView | DataType::Binary)
        || !column.data_type.is_primitive();
    if misleading {
        return Ok((unknown(), unknown()));
    }
    let lenient = CastOptions::default();
    let (min, max) = (
        cast_with_options(min, target, &lenient)?,
        cast_with_options(max, target, &lenient)?,
    );
    match target {
        DataType::Timestamp(TimeUnit::Microsecond, zone) => {
            let shift = |array: &ArrayRef, by: i64| -> ArrayRef {
                let array = array.as_primitive::<TimestampMicrosecondType>();
                let shifted: PrimitiveArray<TimestampMicrosecondType> =
                    array.unary(|value| value.saturating_add(by));
                Arc::new(shifted.with_timezone_opt(zone.clone()))
            };
            Ok((shift(&min, -MILLISECOND), shift(&max, MILLISECOND)))
        }
        _ => Ok((min, max)),
    }
}
