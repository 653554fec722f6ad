//! The table's columns as a write sees them (PROTOCOL.md, "Schema Serialization Format").

use std::collections::HashMap;
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields, TimeUnit};
use datafusion::parquet::arrow::PARQUET_FIELD_ID_META_KEY;
use delta_scan::ColumnMapping;
use serde::Deserialize;
use serde_json::Value;

use crate::error::{EngineError, Kind, Result};

/// Spark keeps VARCHAR(n) and CHAR(n) under this key of a string column's metadata.
const CHAR_VARCHAR_KEY: &str = "__CHAR_VARCHAR_TYPE_STRING";

/// A column, or a field of a struct.
#[derive(Debug, Clone)]
pub struct WriteColumn {
    pub name: String,
    pub physical_name: String,
    /// The parquet field id, where the table maps columns.
    pub id: Option<i64>,
    pub nullable: bool,
    pub data_type: WriteType,
    pub text: Option<TextLimit>,
}

#[derive(Debug, Clone)]
pub enum WriteType {
    Primitive(DataType),
    Array(Box<WriteType>, bool),
    Map(Box<WriteType>, Box<WriteType>, bool),
    Struct(Vec<WriteColumn>),
}

/// How many characters a string column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextLimit {
    pub characters: usize,
    /// CHAR: shorter values are padded with spaces.
    pub padded: bool,
}

impl TextLimit {
    pub fn sql_name(self) -> String {
        let name = if self.padded { "CHAR" } else { "VARCHAR" };
        format!("{name}({})", self.characters)
    }
}

impl WriteColumn {
    /// A column of any type of the engine, for rows that are kept in memory.
    pub fn in_memory(field: &Field, text: Option<TextLimit>) -> Self {
        Self {
            name: field.name().clone(),
            physical_name: field.name().clone(),
            id: None,
            nullable: field.is_nullable(),
            data_type: WriteType::in_memory(field.data_type()),
            text,
        }
    }

    /// The Arrow field that a file's schema is made of. Top-level strings keep the layout they have.
    pub fn file_field(&self, assigned: &DataType) -> FieldRef {
        let data_type = match &self.data_type {
            WriteType::Primitive(_) => assigned.clone(),
            nested => nested.file_type(),
        };
        self.file_field_of(data_type)
    }

    fn file_field_of(&self, data_type: DataType) -> FieldRef {
        let metadata: HashMap<String, String> = self
            .id
            .map(|id| (PARQUET_FIELD_ID_META_KEY.to_string(), id.to_string()))
            .into_iter()
            .collect();
        Arc::new(Field::new(&self.physical_name, data_type, self.nullable).with_metadata(metadata))
    }
}

impl WriteType {
    /// Strings and bytes of a column are kept as views, whose layout all others become without loss;
    /// inside of nested types, where functions compare layouts, they stay as they are.
    fn in_memory(data_type: &DataType) -> Self {
        match data_type {
            DataType::Utf8 | DataType::LargeUtf8 => WriteType::Primitive(DataType::Utf8View),
            DataType::Binary | DataType::LargeBinary => WriteType::Primitive(DataType::BinaryView),
            other => Self::nested_in_memory(other),
        }
    }

    fn nested_in_memory(data_type: &DataType) -> Self {
        match data_type {
            DataType::Struct(fields) => WriteType::Struct(
                fields
                    .iter()
                    .map(|field| WriteColumn {
                        data_type: Self::nested_in_memory(field.data_type()),
                        ..WriteColumn::in_memory(field, None)
                    })
                    .collect(),
            ),
            DataType::List(element)
            | DataType::LargeList(element)
            | DataType::FixedSizeList(element, _) => WriteType::Array(
                Box::new(Self::nested_in_memory(element.data_type())),
                element.is_nullable(),
            ),
            DataType::Map(entries, _) => match entries.data_type() {
                DataType::Struct(fields) if fields.len() == 2 => WriteType::Map(
                    Box::new(Self::nested_in_memory(fields[0].data_type())),
                    Box::new(Self::nested_in_memory(fields[1].data_type())),
                    fields[1].is_nullable(),
                ),
                other => WriteType::Primitive(other.clone()),
            },
            other => WriteType::Primitive(other.clone()),
        }
    }

    /// The logical Arrow type, with the names that files have inside of lists and maps.
    pub fn arrow_type(&self) -> DataType {
        self.nested_type(&|column| Field::new(&column.name, column.data_type.arrow_type(), true))
    }

    fn file_type(&self) -> DataType {
        self.nested_type(&|column| {
            let field = column.file_field_of(column.data_type.file_type());
            Field::clone(&field).with_nullable(true)
        })
    }

    /// Nested fields are nullable here whatever the table says, as those of a NULL struct are NULL.
    fn nested_type(&self, field: &dyn Fn(&WriteColumn) -> Field) -> DataType {
        match self {
            WriteType::Primitive(data_type) => data_type.clone(),
            WriteType::Array(element, _) => {
                let element = element.nested_type(field);
                DataType::List(Arc::new(Field::new("element", element, true)))
            }
            WriteType::Map(key, value, _) => {
                let entries = DataType::Struct(Fields::from(vec![
                    Field::new("key", key.nested_type(field), false),
                    Field::new("value", value.nested_type(field), true),
                ]));
                DataType::Map(Arc::new(Field::new("key_value", entries, false)), false)
            }
            WriteType::Struct(columns) => {
                DataType::Struct(columns.iter().map(field).collect::<Fields>())
            }
        }
    }
}

/// Parses a Delta schema string.
///
/// # Errors
/// `PLANNING` for text that is no Delta schema, `UNSUPPORTED` naming a type that is not written.
pub fn parse(schema_json: &str, mapping: ColumnMapping) -> Result<Vec<WriteColumn>> {
    let json: Value = serde_json::from_str(schema_json)
        .map_err(|error| malformed(format!("the table's schema is not JSON: {error}")))?;
    match data_type(&json, mapping)? {
        WriteType::Struct(columns) => Ok(columns),
        _ => Err(malformed(format!(
            "the table's schema is no struct: {json}"
        ))),
    }
}

fn column(json: &Value, mapping: ColumnMapping) -> Result<WriteColumn> {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_string);
    let name = text(json.get("name"))
        .ok_or_else(|| malformed(format!("a field of the table's schema has no name: {json}")))?;
    let metadata = json.get("metadata");
    let metadata = |key: &str| metadata.and_then(|metadata| metadata.get(key));
    let given = json
        .get("type")
        .ok_or_else(|| malformed(format!("column '{name}' has no type")))?;
    let data_type = data_type(given, mapping).map_err(|error| {
        EngineError::new(error.kind, format!("column '{name}': {}", error.message))
    })?;
    let (physical_name, id) = match mapping {
        ColumnMapping::None => (name.clone(), None),
        ColumnMapping::Name | ColumnMapping::Id => {
            let physical = text(metadata("delta.columnMapping.physicalName"));
            let id = metadata("delta.columnMapping.id").and_then(Value::as_i64);
            match (physical, id) {
                (Some(physical), Some(id)) => (physical, Some(id)),
                _ => {
                    return Err(malformed(format!(
                        "column '{name}' has no physical name or id for the table's column mapping"
                    )));
                }
            }
        }
    };
    let limit = text(metadata(CHAR_VARCHAR_KEY)).and_then(|declared| text_limit(&declared));
    Ok(WriteColumn {
        name,
        physical_name,
        id,
        nullable: json
            .get("nullable")
            .and_then(Value::as_bool)
            .unwrap_or(true),
        data_type,
        text: limit,
    })
}

fn text_limit(declared: &str) -> Option<TextLimit> {
    let (name, rest) = declared.split_once('(')?;
    let characters = rest.strip_suffix(')')?.trim().parse().ok()?;
    let padded = match name.trim().to_ascii_lowercase().as_str() {
        "char" => true,
        "varchar" => false,
        _ => return None,
    };
    Some(TextLimit { characters, padded })
}

fn data_type(json: &Value, mapping: ColumnMapping) -> Result<WriteType> {
    let nested = |key: &str| match json.get(key) {
        Some(nested) => Ok(Box::new(data_type(nested, mapping)?)),
        None => Err(malformed(format!("type {json} has no {key}"))),
    };
    let flag = |key: &str| json.get(key).and_then(Value::as_bool).unwrap_or(true);
    match json {
        Value::String(name) => primitive(name).map(WriteType::Primitive),
        Value::Object(object) => match object.get("type").and_then(Value::as_str) {
            Some("struct") => {
                let fields = object.get("fields").and_then(Value::as_array);
                let fields = fields
                    .ok_or_else(|| malformed(format!("a struct type without fields: {json}")))?;
                Ok(WriteType::Struct(
                    fields
                        .iter()
                        .map(|field| column(field, mapping))
                        .collect::<Result<_>>()?,
                ))
            }
            Some("array") => Ok(WriteType::Array(
                nested("elementType")?,
                flag("containsNull"),
            )),
            Some("map") => Ok(WriteType::Map(
                nested("keyType")?,
                nested("valueType")?,
                flag("valueContainsNull"),
            )),
            _ => Err(unsupported(&json.to_string())),
        },
        _ => Err(malformed(format!("'{json}' is no type of Delta's schema"))),
    }
}

fn primitive(name: &str) -> Result<DataType> {
    Ok(match name {
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
        "decimal" => DataType::Decimal128(10, 0),
        _ => return decimal(name).ok_or_else(|| unsupported(name)),
    })
}

fn decimal(name: &str) -> Option<DataType> {
    let digits = name.strip_prefix("decimal(")?.strip_suffix(')')?;
    let (precision, scale) = digits.split_once(',')?;
    let (precision, scale): (u8, i8) = (precision.trim().parse().ok()?, scale.trim().parse().ok()?);
    let valid = (1..=38).contains(&precision) && (0..=precision as i8).contains(&scale);
    valid.then_some(DataType::Decimal128(precision, scale))
}

fn malformed(text: String) -> EngineError {
    EngineError::new(Kind::Planning, text)
}

fn unsupported(name: &str) -> EngineError {
    EngineError::new(
        Kind::Unsupported,
        format!("values of Delta's type {name} cannot be written"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_physical_names_and_ids_at_every_depth() {
        let field = |name: &str, id: i64, data_type: Value| {
            serde_json::json!({
                "name": name, "type": data_type, "nullable": true,
                "metadata": {
                    "delta.columnMapping.id": id,
                    "delta.columnMapping.physicalName": format!("col-{id}"),
                }
            })
        };
        let inner = serde_json::json!({"type": "struct", "fields": [field("x", 2, "long".into())]});
        let list = serde_json::json!({"type": "array", "elementType": inner, "containsNull": true});
        let schema = serde_json::json!({"type": "struct", "fields": [field("a", 1, list)]});
        let columns = parse(&schema.to_string(), ColumnMapping::Name).unwrap();
        let file = columns[0].file_field(&DataType::Null);
        assert_eq!(file.name(), "col-1");
        assert_eq!(file.metadata()[PARQUET_FIELD_ID_META_KEY], "1");
        let DataType::List(element) = file.data_type() else {
            panic!("{file:?}")
        };
        let DataType::Struct(fields) = element.data_type() else {
            panic!("{element:?}")
        };
        assert_eq!(fields[0].name(), "col-2");
        assert_eq!(fields[0].metadata()[PARQUET_FIELD_ID_META_KEY], "2");
        assert!(
            parse(
                &schema.to_string().replace("physicalName", "other"),
                ColumnMapping::Id
            )
            .is_err()
        );
    }

    #[test]
    fn lengths_of_strings_are_those_that_spark_keeps() {
        for (declared, limit) in [
            ("varchar(3)", Some((3, false))),
            ("char(10)", Some((10, true))),
            ("array<varchar(3)>", None),
            ("string", None),
        ] {
            let found = text_limit(declared).map(|limit| (limit.characters, limit.padded));
            assert_eq!(found, limit, "{declared}");
        }
    }
}
