//! Rows that Java makes, as a record batch of the engine's own.
//!
//! A character for each column in `types`; for each column its buffers in order, little-endian:
//! validity, then offsets (i32, rows + 1) and bytes for `S` (string) and `B` (binary), values for
//! `J` (i64), `I` (i32) and `D` (f64), a bitmap for `Z` (boolean). Everything is copied.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BinaryArray, BooleanArray, PrimitiveArray, RecordBatch, RecordBatchOptions,
    StringArray, new_null_array,
};
use datafusion::arrow::buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{
    ArrowNativeType, ArrowPrimitiveType, DataType, Field, Float64Type, Int32Type, Int64Type,
    Schema, SchemaRef,
};

use crate::error::{EngineError, Kind, Result};

/// A count or index that came from Java.
///
/// # Errors
/// `INTERNAL` if it is negative.
pub fn count(number: i32) -> Result<usize> {
    usize::try_from(number).map_err(|_| malformed("a negative count"))
}

/// Builds a batch with the columns c0, c1 and so on.
///
/// # Errors
/// `INTERNAL` if buffers are missing, too short, or not what their type says.
pub fn batch<'a>(
    types: &str,
    rows: usize,
    buffers: impl IntoIterator<Item = &'a [u8]>,
) -> Result<RecordBatch> {
    let mut buffers = buffers.into_iter();
    let mut fields = Vec::new();
    let mut columns = Vec::new();
    for (index, kind) in types.chars().enumerate() {
        let column = column(kind, rows, &mut buffers)?;
        fields.push(Field::new(
            format!("c{index}"),
            column.data_type().clone(),
            true,
        ));
        columns.push(column);
    }
    if buffers.next().is_some() {
        return Err(malformed("too many buffers"));
    }
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    let schema = Arc::new(Schema::new(fields));
    Ok(RecordBatch::try_new_with_options(
        schema, columns, &options,
    )?)
}

/// The batch with the names and types of a table's schema.
///
/// # Errors
/// `INTERNAL` for another number of columns, `INVALID_CAST` for values that do not fit.
pub fn with_schema(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch> {
    if batch.num_columns() != schema.fields().len() {
        return Err(malformed("another number of columns than the table has"));
    }
    let columns = batch
        .columns()
        .iter()
        .zip(schema.fields())
        .map(|(column, field)| match field.data_type() {
            DataType::Null => Ok(new_null_array(&DataType::Null, batch.num_rows())),
            data_type => Ok(cast(column, data_type)?),
        })
        .collect::<Result<Vec<_>>>()?;
    let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    let schema = Arc::clone(schema);
    Ok(RecordBatch::try_new_with_options(
        schema, columns, &options,
    )?)
}

fn column<'a>(
    kind: char,
    rows: usize,
    buffers: &mut impl Iterator<Item = &'a [u8]>,
) -> Result<ArrayRef> {
    let mut next = || buffers.next().ok_or_else(|| malformed("too few buffers"));
    let nulls = NullBuffer::new(bits(next()?, rows)?);
    let nulls = (nulls.null_count() > 0).then_some(nulls);
    Ok(match kind {
        'S' => {
            let (offsets, bytes) = variable(next()?, next()?, rows)?;
            Arc::new(StringArray::try_new(offsets, bytes, nulls)?)
        }
        'B' => {
            let (offsets, bytes) = variable(next()?, next()?, rows)?;
            Arc::new(BinaryArray::try_new(offsets, bytes, nulls)?)
        }
        'J' => fixed::<Int64Type>(next()?, rows, nulls)?,
        'I' => fixed::<Int32Type>(next()?, rows, nulls)?,
        'D' => fixed::<Float64Type>(next()?, rows, nulls)?,
        'Z' => Arc::new(BooleanArray::new(bits(next()?, rows)?, nulls)),
        other => return Err(malformed(&format!("'{other}' is no type of a column"))),
    })
}

fn fixed<T: ArrowPrimitiveType>(
    bytes: &[u8],
    rows: usize,
    nulls: Option<NullBuffer>,
) -> Result<ArrayRef> {
    let values = scalars::<T::Native>(bytes, rows)?;
    Ok(Arc::new(PrimitiveArray::<T>::try_new(values, nulls)?))
}

fn variable(offsets: &[u8], bytes: &[u8], rows: usize) -> Result<(OffsetBuffer<i32>, Buffer)> {
    let offsets = scalars::<i32>(offsets, rows + 1)?;
    let ordered = offsets.first().is_some_and(|first| *first >= 0)
        && offsets.windows(2).all(|pair| pair[0] <= pair[1]);
    let end = offsets.last().copied().unwrap_or(0);
    let within = usize::try_from(end).is_ok_and(|end| end <= bytes.len());
    if !ordered || !within {
        return Err(malformed("offsets out of order"));
    }
    Ok((OffsetBuffer::new(offsets), Buffer::from(bytes)))
}

fn scalars<T: ArrowNativeType>(bytes: &[u8], count: usize) -> Result<ScalarBuffer<T>> {
    let length = count * size_of::<T>();
    let bytes = bytes
        .get(..length)
        .ok_or_else(|| malformed("a buffer too short"))?;
    // The copy is aligned as Arrow wants it, which Java's memory need not be.
    Ok(ScalarBuffer::new(Buffer::from(bytes), 0, count))
}

fn bits(bytes: &[u8], count: usize) -> Result<BooleanBuffer> {
    let bytes = bytes
        .get(..count.div_ceil(8))
        .ok_or_else(|| malformed("a bitmap too short"))?;
    Ok(BooleanBuffer::new(Buffer::from(bytes), 0, count))
}

fn malformed(what: &str) -> EngineError {
    EngineError::new(Kind::Internal, format!("rows from Java have {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use datafusion::arrow::array::{Array, AsArray};

    /// The type that a column of this letter has.
    fn type_of(kind: char) -> Option<DataType> {
        match kind {
            'S' => Some(DataType::Utf8),
            'B' => Some(DataType::Binary),
            'J' => Some(DataType::Int64),
            'I' => Some(DataType::Int32),
            'D' => Some(DataType::Float64),
            'Z' => Some(DataType::Boolean),
            _ => None,
        }
    }

    fn ints(values: &[i32]) -> Vec<u8> {
        values
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect()
    }

    #[test]
    fn each_letter_makes_a_column_of_its_type() {
        let long = 7_i64.to_le_bytes();
        let double = 0.5_f64.to_le_bytes();
        let offsets = ints(&[0, 1]);
        let int = ints(&[-3]);
        let set: &[u8] = &[1];
        let buffers: Vec<&[u8]> = vec![
            set,
            &offsets,
            b"a",
            set,
            &long,
            set,
            &int,
            set,
            &[1],
            set,
            &double,
            set,
            &offsets,
            &[0],
        ];
        let batch = batch("SJIZDB", 1, buffers).unwrap();
        for (column, kind) in batch.columns().iter().zip("SJIZDB".chars()) {
            assert_eq!(Some(column.data_type().clone()), type_of(kind));
            assert_eq!(column.null_count(), 0);
        }
    }

    #[test]
    fn unset_bits_are_nulls_and_trailing_memory_is_ignored() {
        let offsets = ints(&[0, 2, 2, 3, 99]);
        let batch = batch("S", 3, [&[0b101_u8, 9][..], &offsets, b"abcdef"]).unwrap();
        let strings = batch.column(0).as_string::<i32>();
        let values: Vec<_> = strings.iter().collect();
        assert_eq!(values, [Some("ab"), None, Some("c")]);
    }

    #[test]
    fn no_rows_make_an_empty_batch() {
        let batch = batch("SJ", 0, [&[][..], &ints(&[0]), &[], &[], &[]]).unwrap();
        assert_eq!((batch.num_rows(), batch.num_columns()), (0, 2));
    }

    #[test]
    fn wrong_buffers_are_errors() {
        let offsets = ints(&[0, 5]);
        for (types, buffers) in [
            ("S", vec![&[1_u8][..], &offsets, b"abc"]),
            ("S", vec![&[1], &[0], b"abc"]),
            ("J", vec![&[1], &[0; 7]]),
            ("J", vec![&[1]]),
            ("J", vec![&[1], &[0; 8], &[0]]),
            ("X", vec![&[1], &[0; 8]]),
            ("S", vec![&[1], &[0, 0, 0, 0, 1, 0, 0, 0], &[0xff]]),
        ] {
            assert!(batch(types, 1, buffers).is_err(), "{types}");
        }
    }

    #[test]
    fn columns_take_the_types_of_the_table() {
        let batch = batch("I", 1, [&[1_u8][..], &ints(&[300])]).unwrap();
        let schema = |data_type| Arc::new(Schema::new(vec![Field::new("n", data_type, true)]));
        let wide = with_schema(&batch, &schema(DataType::Int64)).unwrap();
        assert_eq!(wide.schema().field(0).name(), "n");
        assert_eq!(wide.column(0).data_type(), &DataType::Int64);
    }
}
