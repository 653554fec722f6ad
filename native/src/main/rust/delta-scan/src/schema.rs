//! Delta's schema (PROTOCOL.md, "Schema Serialization Format") and its Arrow form.
//!
//! A field has two names. The logical one is what SQL sees. The physical one is what parquet files,
//! partition values and statistics are keyed by; the two differ under column mapping only.
//!
//! A scan reads top-level strings and binaries as Arrow views, as DataFusion's own parquet tables
//! do, because comparing and hashing views is faster. Nested ones are plain.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, FieldRef, Fields, Schema, TimeUnit};
use datafusion::common::{DataFusionError, Result, not_impl_err, plan_err};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::spec::ColumnMapping;

/// Key of the field metadata that names a type which Arrow does not have.
pub const TYPE_METADATA_KEY: &str = "datafusionjdbc.type";
/// Value of [`TYPE_METADATA_KEY`] for a variant column, which is read as JSON text.
pub const VARIANT_TYPE: &str = "variant";

/// Logical Arrow schema of a Delta schema string: what the batches of a scan carry.
///
/// # Errors
/// A plan error for text that is no Delta schema; "not implemented" naming a type that is unknown.
pub fn arrow_schema_from_delta(schema_json: &str) -> Result<Schema> {
    let fields = parse_schema(schema_json, ColumnMapping::None)?;
    Ok(Schema::new(
        fields
            .iter()
            .map(|field| field.logical_field(Layout::Views))
            .collect::<Vec<_>>(),
    ))
}

/// How top-level strings and binaries are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    Views,
    Plain,
}

/// A column, or a field of a struct.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct DeltaField {
    pub name: String,
    pub physical_name: String,
    /// The parquet field id to find it by; only where the schema asks for ids.
    pub id: Option<i32>,
    pub nullable: bool,
    pub data_type: DeltaType,
    /// The type was widened from float: older files' statistics are rounded to float's text.
    pub was_float: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum DeltaType {
    /// A primitive type, with strings and binaries in their plain layout.
    Primitive(DataType),
    Variant,
    Array(Box<DeltaType>),
    Map(Box<DeltaType>, Box<DeltaType>),
    Struct(Vec<DeltaField>),
}

impl DeltaField {
    /// The logical Arrow field.
    pub fn logical_field(&self, layout: Layout) -> FieldRef {
        let data_type = match (layout, self.data_type.arrow_type()) {
            (Layout::Views, DataType::Utf8) => DataType::Utf8View,
            (Layout::Views, DataType::Binary) => DataType::BinaryView,
            (_, other) => other,
        };
        Arc::new(mark(
            Field::new(&self.name, data_type, self.nullable),
            &self.data_type,
        ))
    }
}

impl DeltaType {
    /// The logical Arrow type, with strings and binaries in their plain layout.
    pub fn arrow_type(&self) -> DataType {
        match self {
            DeltaType::Primitive(data_type) => data_type.clone(),
            DeltaType::Variant => DataType::Utf8,
            DeltaType::Array(element) => DataType::List(nested_field("element", element, true)),
            DeltaType::Map(key, value) => {
                let entries = DataType::Struct(Fields::from(vec![
                    nested_field("key", key, false),
                    nested_field("value", value, true),
                ]));
                DataType::Map(Arc::new(Field::new("entries", entries, false)), false)
            }
            DeltaType::Struct(fields) => DataType::Struct(
                fields
                    .iter()
                    .map(|field| nested_field(&field.name, &field.data_type, true))
                    .collect(),
            ),
        }
    }

    pub fn is_primitive(&self) -> bool {
        matches!(self, DeltaType::Primitive(_))
    }
}

/// Nested fields are nullable whatever Delta says: a NOT NULL field of a NULL struct is NULL.
fn nested_field(name: &str, data_type: &DeltaType, nullable: bool) -> FieldRef {
    Arc::new(mark(
        Field::new(name, data_type.arrow_type(), nullable),
        data_type,
    ))
}

fn mark(field: Field, data_type: &DeltaType) -> Field {
    match data_type {
        DeltaType::Variant => {
            field.with_metadata([(TYPE_METADATA_KEY.to_string(), VARIANT_TYPE.to_string())].into())
        }
        _ => field,
    }
}

/// Parses a Delta schema string into its columns.
pub(crate) fn parse_schema(schema_json: &str, mapping: ColumnMapping) -> Result<Vec<DeltaField>> {
    let json: Value = serde_json::from_str(schema_json)
        .map_err(|e| DataFusionError::Plan(format!("the table's schema is not JSON: {e}")))?;
    match parse_type(&json, mapping)? {
        DeltaType::Struct(fields) => Ok(fields),
        _ => plan_err!("the table's schema is not a struct: {schema_json}"),
    }
}

#[derive(Deserialize)]
struct FieldJson {
    name: String,
    #[serde(rename = "type")]
    data_type: Value,
    #[serde(default = "nullable_by_default")]
    nullable: bool,
    #[serde(default)]
    metadata: Map<String, Value>,
}

fn nullable_by_default() -> bool {
    true
}

fn parse_field(json: &Value, mapping: ColumnMapping) -> Result<DeltaField> {
    let field = FieldJson::deserialize(json).map_err(|e| {
        DataFusionError::Plan(format!("a field of the table's schema is malformed: {e}"))
    })?;
    let data_type = parse_type(&field.data_type, mapping)
        .map_err(|e| e.context(format!("column '{}'", field.name)))?;
    let physical_name = match mapping {
        ColumnMapping::None => field.name.clone(),
        ColumnMapping::Name | ColumnMapping::Id => field
            .metadata
            .get("delta.columnMapping.physicalName")
            .and_then(Value::as_str)
            .map(str::to_string)
            .ok_or_else(|| {
                DataFusionError::Plan(format!(
                    "column '{}' has no delta.columnMapping.physicalName",
                    field.name
                ))
            })?,
    };
    // Delta's own schemas carry the first key, the schemas that Kernel asks files for the second.
    let id = match mapping {
        ColumnMapping::Id => field.metadata.get("delta.columnMapping.id"),
        ColumnMapping::Name => None,
        ColumnMapping::None => field.metadata.get("parquet.field.id"),
    };
    let id = id.and_then(Value::as_i64).and_then(|id| id.try_into().ok());
    let was_float = field
        .metadata
        .get("delta.typeChanges")
        .and_then(Value::as_array)
        .is_some_and(|changes| {
            changes
                .iter()
                .any(|change| change.get("fromType").and_then(Value::as_str) == Some("float"))
        });
    Ok(DeltaField {
        name: field.name,
        physical_name,
        id,
        nullable: field.nullable,
        data_type,
        was_float,
    })
}

fn parse_type(json: &Value, mapping: ColumnMapping) -> Result<DeltaType> {
    let nested = |key: &str| -> Result<Box<DeltaType>> {
        match json.get(key) {
            Some(data_type) => Ok(Box::new(parse_type(data_type, mapping)?)),
            None => plan_err!("type {json} has no {key}"),
        }
    };
    match json {
        Value::String(name) => parse_primitive(name),
        Value::Object(object) => match object.get("type").and_then(Value::as_str) {
            Some("struct") => match object.get("fields").and_then(Value::as_array) {
                Some(fields) => Ok(DeltaType::Struct(
                    fields
                        .iter()
                        .map(|field| parse_field(field, mapping))
                        .collect::<Result<_>>()?,
                )),
                None => plan_err!("struct type without fields: {json}"),
            },
            Some("array") => Ok(DeltaType::Array(nested("elementType")?)),
            Some("map") => Ok(DeltaType::Map(nested("keyType")?, nested("valueType")?)),
            _ => not_impl_err!("the type {json} of Delta's schema is not supported"),
        },
        _ => plan_err!("'{json}' is no type of Delta's schema"),
    }
}

fn parse_primitive(name: &str) -> Result<DeltaType> {
    let data_type = match name {
        "string" => DataType::Utf8,
        "long" => DataType::Int64,
        "integer" => DataType::Int32,
        "short" => DataType::Int16,
        "byte" => DataType::Int8,
        "float" => DataType::Float32,
        "double" => DataType::Float64,
        "boolean" => DataType::Boolean,
        "binary" => DataType::Binary,
        "date" => DataType::Date32,
        "timestamp" => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        "timestamp_ntz" => DataType::Timestamp(TimeUnit::Microsecond, None),
        "variant" => return Ok(DeltaType::Variant),
        "decimal" => DataType::Decimal128(10, 0),
        _ => match parse_decimal(name) {
            Some((precision, scale)) => DataType::Decimal128(precision, scale),
            None => return not_impl_err!("the type '{name}' of Delta's schema is not supported"),
        },
    };
    Ok(DeltaType::Primitive(data_type))
}

fn parse_decimal(name: &str) -> Option<(u8, i8)> {
    let (precision, scale) = name
        .strip_prefix("decimal(")?
        .strip_suffix(')')?
        .split_once(',')?;
    let precision: u8 = precision.trim().parse().ok()?;
    let scale: i8 = scale.trim().parse().ok()?;
    let valid = (1..=38).contains(&precision) && (0..=precision as i8).contains(&scale);
    valid.then_some((precision, scale))
}

/// Position among `fields` of the one that holds `wanted`, or None where the file lacks it.
///
/// By id where the schema asks for ids and the file has any; else by physical name, exactly, or
/// without regard to case if that is unambiguous (Delta's names are unique without regard to case).
pub(crate) fn find_field(fields: &Fields, wanted: &DeltaField) -> Option<usize> {
    if let Some(id) = wanted.id {
        let ids: Vec<_> = fields.iter().map(|field| field_id(field)).collect();
        if ids.iter().any(Option::is_some) {
            return ids.iter().position(|found| *found == Some(id));
        }
    }
    let exact = fields
        .iter()
        .position(|field| field.name() == &wanted.physical_name);
    exact.or_else(|| {
        let mut similar = fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.name().eq_ignore_ascii_case(&wanted.physical_name));
        match (similar.next(), similar.next()) {
            (Some((index, _)), None) => Some(index),
            _ => None,
        }
    })
}

fn field_id(field: &Field) -> Option<i32> {
    field
        .metadata()
        .get(parquet::arrow::PARQUET_FIELD_ID_META_KEY)?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema_of(type_json: &str) -> Result<Schema> {
        arrow_schema_from_delta(&format!(
            r#"{{"type":"struct","fields":[{{"name":"c","type":{type_json},"nullable":true,"metadata":{{}}}}]}}"#
        ))
    }

    #[test]
    fn every_primitive_type_has_its_arrow_type() {
        for (delta, arrow) in [
            ("byte", DataType::Int8),
            ("short", DataType::Int16),
            ("integer", DataType::Int32),
            ("long", DataType::Int64),
            ("float", DataType::Float32),
            ("double", DataType::Float64),
            ("decimal(38,10)", DataType::Decimal128(38, 10)),
            ("decimal(9, 2)", DataType::Decimal128(9, 2)),
            ("string", DataType::Utf8View),
            ("binary", DataType::BinaryView),
            ("boolean", DataType::Boolean),
            ("date", DataType::Date32),
            (
                "timestamp",
                DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            ),
            (
                "timestamp_ntz",
                DataType::Timestamp(TimeUnit::Microsecond, None),
            ),
        ] {
            let schema = schema_of(&format!("\"{delta}\"")).unwrap();
            assert_eq!(schema.field(0).data_type(), &arrow, "{delta}");
        }
    }

    #[test]
    fn an_unknown_type_is_an_error_that_names_it_and_the_column() {
        for unknown in ["geometry(OGC:CRS84)", "interval", "decimal(39,0)"] {
            let error = schema_of(&format!("\"{unknown}\""))
                .unwrap_err()
                .to_string();
            assert!(error.contains(unknown) && error.contains("'c'"), "{error}");
        }
    }

    #[test]
    fn a_variant_is_text_with_a_mark() {
        let schema = schema_of("\"variant\"").unwrap();
        assert_eq!(
            schema.field(0).metadata().get(TYPE_METADATA_KEY).unwrap(),
            VARIANT_TYPE
        );
    }

    #[test]
    fn a_schema_that_is_no_struct_is_refused() {
        for text in ["", "[]", "\"long\"", "{\"type\":\"struct\"}"] {
            assert!(arrow_schema_from_delta(text).is_err(), "{text}");
        }
    }
}
