//! Arrays as a parquet file holds them, made what the table's schema says.
//!
//! Files of one table differ: fields were renamed, added, dropped and widened since they were
//! written, and other writers nest lists and maps in other ways. A struct's fields are found by
//! their physical names or ids ([`find_field`]), at every depth; a missing one is NULL. Data are
//! cast only where the type differs, everything else is relabelled without a copy.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, ListArray, MapArray, StructArray, new_null_array};
use arrow::compute::{CastOptions, cast_with_options};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{Result, exec_datafusion_err, exec_err};

use crate::calendar::HybridCalendar;
use crate::schema::{DeltaType, find_field};
use crate::variant::variant_to_json;

const STRICT: CastOptions<'static> = CastOptions {
    safe: false,
    format_options: arrow::util::display::FormatOptions::new(),
};

/// `array` as the Arrow type `target`, which must be `wanted`'s own or its view form. `calendar` is
/// that of the file, if it has dates or timestamps of another calendar than Delta's.
///
/// # Errors
/// An execution error where a value does not fit, or the file's type cannot hold the column.
pub(crate) fn conform(
    array: &ArrayRef,
    wanted: &DeltaType,
    target: &DataType,
    calendar: Option<&HybridCalendar>,
) -> Result<ArrayRef> {
    if array.data_type() == &DataType::Null {
        return Ok(new_null_array(target, array.len()));
    }
    match (wanted, target) {
        (DeltaType::Primitive(_), _) => {
            let array = match calendar {
                Some(calendar) => &calendar.to_gregorian(array)?,
                None => array,
            };
            if array.data_type() == target {
                return Ok(Arc::clone(array));
            }
            Ok(cast_with_options(array, target, &STRICT)?)
        }
        (DeltaType::Variant, _) => variant_to_json(array, target),
        (DeltaType::Struct(wanted), DataType::Struct(fields)) => {
            let Some(array) = array.as_struct_opt() else {
                return mismatch(array, target);
            };
            let mut children = Vec::with_capacity(wanted.len());
            for (field, target) in wanted.iter().zip(fields) {
                children.push(match find_field(array.fields(), field) {
                    Some(index) => {
                        let child = array.column(index);
                        conform(child, &field.data_type, target.data_type(), calendar)?
                    }
                    None => new_null_array(target.data_type(), array.len()),
                });
            }
            Ok(Arc::new(StructArray::try_new_with_length(
                fields.clone(),
                children,
                array.nulls().cloned(),
                array.len(),
            )?))
        }
        (DeltaType::Array(wanted), DataType::List(field)) => {
            conform_list(array, wanted, field, target, calendar)
        }
        (DeltaType::Map(key, value), DataType::Map(entries, _)) => {
            let DataType::Struct(fields) = entries.data_type() else {
                return mismatch(array, target);
            };
            conform_map(array, [key, value], (entries, fields), target, calendar)
        }
        _ => mismatch(array, target),
    }
}

fn conform_list(
    array: &ArrayRef,
    wanted: &DeltaType,
    field: &Arc<Field>,
    target: &DataType,
    calendar: Option<&HybridCalendar>,
) -> Result<ArrayRef> {
    let plain = match array.data_type() {
        DataType::List(_) => Arc::clone(array),
        DataType::LargeList(item)
        | DataType::FixedSizeList(item, _)
        | DataType::ListView(item)
        | DataType::LargeListView(item) => {
            cast_with_options(array, &DataType::List(Arc::clone(item)), &STRICT)?
        }
        _ => return mismatch(array, target),
    };
    let list = plain.as_list::<i32>();
    let values = conform(list.values(), wanted, field.data_type(), calendar)?;
    Ok(Arc::new(ListArray::try_new(
        Arc::clone(field),
        list.offsets().clone(),
        values,
        list.nulls().cloned(),
    )?))
}

fn conform_map(
    array: &ArrayRef,
    wanted: [&DeltaType; 2],
    (entries, fields): (&Arc<Field>, &Fields),
    target: &DataType,
    calendar: Option<&HybridCalendar>,
) -> Result<ArrayRef> {
    let Some(map) = array.as_map_opt() else {
        return mismatch(array, target);
    };
    let keys = conform(map.keys(), wanted[0], fields[0].data_type(), calendar)?;
    let values = conform(map.values(), wanted[1], fields[1].data_type(), calendar)?;
    let children = StructArray::try_new(fields.clone(), vec![keys, values], None)?;
    Ok(Arc::new(MapArray::try_new(
        Arc::clone(entries),
        map.offsets().clone(),
        children,
        map.nulls().cloned(),
        false,
    )?))
}

fn mismatch<T>(array: &dyn Array, target: &DataType) -> Result<T> {
    exec_err!(
        "the parquet file holds {} where the table's schema has {target}",
        array.data_type()
    )
}

/// Wraps an error of [`conform`] with the column's name.
pub(crate) fn conform_column(
    array: &ArrayRef,
    name: &str,
    wanted: &DeltaType,
    target: &DataType,
    calendar: Option<&HybridCalendar>,
) -> Result<ArrayRef> {
    conform(array, wanted, target, calendar)
        .map_err(|e| exec_datafusion_err!("column '{name}' cannot be read: {e}"))
}
