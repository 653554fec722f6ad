//! Encodings that Java does not read, unpacked: dictionaries and run-end encoded columns become
//! their values, list views lists, unions strings, variants JSON text in Utf8. At any depth;
//! everything else stays untouched.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, FixedSizeListArray, GenericListArray, MapArray, OffsetSizeTrait,
    RecordBatch, RecordBatchOptions, StringArray, StructArray,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields, Schema, SchemaRef};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};

use crate::schema_codec::is_variant;

/// The schema of batches after [`normalize`].
pub fn normal_schema(schema: &Schema) -> SchemaRef {
    Arc::new(Schema::new_with_metadata(
        normal_fields(schema.fields()),
        schema.metadata().clone(),
    ))
}

/// The batch with the columns of a schema that [`normal_schema`] made.
///
/// # Errors
/// If a column has another type than the schema says and cannot be cast to it.
pub fn normalize(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let columns = batch
        .columns()
        .iter()
        .zip(schema.fields())
        .map(|(column, field)| to_type(column, field.data_type()))
        .collect::<Result<Vec<_>, _>>()?;
    let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    // The engine may declare a column not nullable and yet deliver nulls.
    let fields: Fields = schema
        .fields()
        .iter()
        .zip(&columns)
        .map(|(field, column)| {
            if column.null_count() > 0 && !field.is_nullable() {
                Arc::new(field.as_ref().clone().with_nullable(true))
            } else {
                Arc::clone(field)
            }
        })
        .collect();
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), columns, &options)
}

fn normal_fields(fields: &Fields) -> Fields {
    fields.iter().map(normal_field).collect()
}

fn normal_field(field: &FieldRef) -> FieldRef {
    // JSON text is Utf8 by Java's reckoning, whatever string type the scan made of it.
    let normal = if is_variant(field) {
        DataType::Utf8
    } else {
        normal_type(field.data_type())
    };
    if &normal == field.data_type() {
        Arc::clone(field)
    } else {
        Arc::new(Field::clone(field).with_data_type(normal))
    }
}

fn normal_type(data_type: &DataType) -> DataType {
    match data_type {
        DataType::Dictionary(_, value) => normal_type(value),
        DataType::RunEndEncoded(_, values) => normal_type(values.data_type()),
        DataType::ListView(element) | DataType::List(element) => {
            DataType::List(normal_field(element))
        }
        DataType::LargeListView(element) | DataType::LargeList(element) => {
            DataType::LargeList(normal_field(element))
        }
        DataType::FixedSizeList(element, size) => {
            DataType::FixedSizeList(normal_field(element), *size)
        }
        DataType::Struct(fields) => DataType::Struct(normal_fields(fields)),
        DataType::Map(entries, sorted) => DataType::Map(normal_field(entries), *sorted),
        DataType::Union(_, _) => DataType::Utf8,
        plain => plain.clone(),
    }
}

fn to_type(array: &ArrayRef, target: &DataType) -> Result<ArrayRef, ArrowError> {
    if array.data_type() == target {
        return Ok(Arc::clone(array));
    }
    match (array.data_type(), target) {
        (DataType::Dictionary(_, value), _) => to_type(&cast(array, value)?, target),
        (DataType::RunEndEncoded(_, values), _) => {
            to_type(&cast(array, values.data_type())?, target)
        }
        (DataType::ListView(element), _) => {
            to_type(&cast(array, &DataType::List(Arc::clone(element)))?, target)
        }
        (DataType::LargeListView(element), _) => to_type(
            &cast(array, &DataType::LargeList(Arc::clone(element)))?,
            target,
        ),
        (DataType::Union(_, _), DataType::Utf8) => union_text(array),
        (DataType::List(_), DataType::List(element)) => list::<i32>(array, element),
        (DataType::LargeList(_), DataType::LargeList(element)) => list::<i64>(array, element),
        (DataType::FixedSizeList(_, _), DataType::FixedSizeList(element, size)) => {
            let array = array.as_fixed_size_list();
            let values = to_type(array.values(), element.data_type())?;
            Ok(Arc::new(FixedSizeListArray::try_new(
                Arc::clone(element),
                *size,
                values,
                array.nulls().cloned(),
            )?))
        }
        (DataType::Struct(_), DataType::Struct(fields)) => {
            Ok(Arc::new(structure(array.as_struct(), fields)?))
        }
        (DataType::Map(_, _), DataType::Map(entries, sorted)) => {
            map(array.as_map(), entries, *sorted)
        }
        _ => cast(array, target),
    }
}

fn list<O: OffsetSizeTrait>(array: &ArrayRef, element: &FieldRef) -> Result<ArrayRef, ArrowError> {
    let array = array.as_list::<O>();
    let values = to_type(array.values(), element.data_type())?;
    Ok(Arc::new(GenericListArray::<O>::try_new(
        Arc::clone(element),
        array.offsets().clone(),
        values,
        array.nulls().cloned(),
    )?))
}

fn structure(array: &StructArray, fields: &Fields) -> Result<StructArray, ArrowError> {
    let columns = array
        .columns()
        .iter()
        .zip(fields)
        .map(|(column, field)| to_type(column, field.data_type()))
        .collect::<Result<Vec<_>, _>>()?;
    StructArray::try_new_with_length(fields.clone(), columns, array.nulls().cloned(), array.len())
}

fn map(array: &MapArray, entries: &FieldRef, sorted: bool) -> Result<ArrayRef, ArrowError> {
    let DataType::Struct(fields) = entries.data_type() else {
        return Err(ArrowError::SchemaError(
            "a map's entries are no struct".to_string(),
        ));
    };
    Ok(Arc::new(MapArray::try_new(
        Arc::clone(entries),
        array.offsets().clone(),
        structure(array.entries(), fields)?,
        array.nulls().cloned(),
        sorted,
    )?))
}

fn union_text(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let options = FormatOptions::default().with_display_error(false);
    let formatter = ArrayFormatter::try_new(array, &options)?;
    let nulls = array.logical_nulls();
    let texts = (0..array.len())
        .map(|row| match &nulls {
            Some(nulls) if nulls.is_null(row) => Ok(None),
            _ => formatter.value(row).try_to_string().map(Some),
        })
        .collect::<Result<StringArray, ArrowError>>()?;
    Ok(Arc::new(texts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use datafusion::arrow::array::types::{Int8Type, Int32Type};
    use datafusion::arrow::array::{
        DictionaryArray, Int32Array, ListViewArray, RunArray, StringViewArray, UnionArray,
    };
    use datafusion::arrow::buffer::ScalarBuffer;
    use datafusion::arrow::datatypes::UnionFields;
    use datafusion::arrow::util::pretty::pretty_format_columns;

    fn normal(column: ArrayRef) -> RecordBatch {
        let batch = RecordBatch::try_from_iter_with_nullable([("c", column, true)]).unwrap();
        let schema = normal_schema(&batch.schema());
        let normal = normalize(&batch, &schema).unwrap();
        assert_eq!(normal.schema(), schema);
        let before = pretty_format_columns("c", batch.columns())
            .unwrap()
            .to_string();
        let after = pretty_format_columns("c", normal.columns())
            .unwrap()
            .to_string();
        assert_eq!(before, after);
        normal
    }

    #[test]
    fn a_variant_is_utf8_whatever_string_type_the_scan_made_of_it() {
        let mark = [(
            crate::schema_codec::TYPE_KEY.to_string(),
            crate::schema_codec::VARIANT.to_string(),
        )];
        let field = Field::new("v", DataType::Utf8View, true).with_metadata(mark.into());
        let json: ArrayRef = Arc::new(StringViewArray::from(vec![Some("{\"a\": [1, 2]}"), None]));
        let batch = RecordBatch::try_new(Arc::new(Schema::new(vec![field])), vec![json]).unwrap();
        let normal = normalize(&batch, &normal_schema(&batch.schema())).unwrap();
        let text = normal.column(0).as_string::<i32>();
        assert_eq!(text.value(0), "{\"a\": [1, 2]}");
        assert!(text.is_null(1));
    }

    fn dictionary() -> ArrayRef {
        let array: DictionaryArray<Int8Type> = [Some("a"), None, Some("b"), Some("a")]
            .into_iter()
            .collect();
        Arc::new(array)
    }

    #[test]
    fn a_dictionary_becomes_its_values() {
        assert_eq!(normal(dictionary()).column(0).data_type(), &DataType::Utf8);
    }

    #[test]
    fn a_dictionary_inside_a_struct_inside_a_list_becomes_its_values() {
        let field = Arc::new(Field::new("d", dictionary().data_type().clone(), true));
        let rows = StructArray::new(Fields::from(vec![field]), vec![dictionary()], None);
        let offsets = datafusion::arrow::buffer::OffsetBuffer::from_lengths([1, 3]);
        let item = Arc::new(Field::new("item", rows.data_type().clone(), true));
        let list = GenericListArray::<i32>::new(item, offsets, Arc::new(rows), None);
        let normal = normal(Arc::new(list.slice(1, 1)));
        let structs = normal
            .column(0)
            .as_list::<i32>()
            .values()
            .as_struct()
            .clone();
        assert_eq!(structs.column(0).data_type(), &DataType::Utf8);
    }

    #[test]
    fn a_run_end_encoded_column_becomes_its_values() {
        let array: RunArray<Int32Type> = ["a", "a", "b"].into_iter().collect();
        assert_eq!(
            normal(Arc::new(array)).column(0).data_type(),
            &DataType::Utf8
        );
    }

    #[test]
    fn a_list_view_becomes_a_list() {
        let array = ListViewArray::from_iter_primitive::<Int32Type, _, _>([
            Some(vec![Some(1), None]),
            None,
            Some(vec![]),
        ]);
        let normal = normal(Arc::new(array));
        assert!(matches!(normal.column(0).data_type(), DataType::List(_)));
    }

    #[test]
    fn a_union_becomes_the_text_of_its_values_and_keeps_its_nulls() {
        let fields = UnionFields::from_fields(vec![
            Field::new("n", DataType::Int32, true),
            Field::new("s", DataType::Utf8, true),
        ]);
        let union = UnionArray::try_new(
            fields,
            ScalarBuffer::from(vec![0_i8, 1, 0]),
            None,
            vec![
                Arc::new(Int32Array::from(vec![Some(1), None, None])),
                Arc::new(StringArray::from(vec![None, Some("x"), None])),
            ],
        )
        .unwrap();
        let column: ArrayRef = Arc::new(union);
        let batch = RecordBatch::try_from_iter_with_nullable([("c", column, true)]).unwrap();
        let normal = normalize(&batch, &normal_schema(&batch.schema())).unwrap();
        let texts = normal.column(0).as_string::<i32>();
        assert!(texts.is_null(2));
        assert!(texts.value(0).contains('1') && texts.value(1).contains('x'));
    }

    #[test]
    fn a_batch_without_columns_keeps_its_row_count() {
        let options = RecordBatchOptions::new().with_row_count(Some(3));
        let schema = Arc::new(Schema::empty());
        let batch = RecordBatch::try_new_with_options(schema.clone(), vec![], &options).unwrap();
        assert_eq!(normalize(&batch, &schema).unwrap().num_rows(), 3);
    }
}
