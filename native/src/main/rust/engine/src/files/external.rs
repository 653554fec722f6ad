//! Files as a table: exactly those that the caller lists, whose columns are declared or inferred.
//!
//! Nothing is listed here, so that what a statement reads is what was recorded of it. Columns that
//! the files lack and their folders name (`year=2024/`) come last, as partition columns.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::DateTime;
use datafusion::arrow::compute::SortOptions;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Schema, SchemaRef};
use datafusion::catalog::{Session as PlanningSession, TableProvider};
use datafusion::common::{DataFusionError, ScalarValue};
use datafusion::datasource::TableType;
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::object_store::ObjectStoreUrl;
use datafusion::datasource::physical_plan::{FileGroup, FileScanConfigBuilder};
use datafusion::datasource::table_schema::TableSchema;
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown};
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_expr::{LexOrdering, PhysicalSortExpr};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::empty::EmptyExec;
use object_store::ObjectMeta;
use serde::Deserialize;
use url::{Position, Url};

use super::format::{Format, Use};
use crate::error::{EngineError, Kind, Result};
use crate::session::Session;
use crate::stores::objects;

/// Hive's name for NULL.
const NULL_FOLDER: &str = "__HIVE_DEFAULT_PARTITION__";

/// Files and how to read them. Deserialized from JSON with camelCase names.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExternalTableSpec {
    pub format: Format,
    pub options: BTreeMap<String, String>,
    /// All in one store.
    pub files: Vec<ExternalFile>,
    /// Columns that are read from the names of folders, in order.
    pub partition_columns: Vec<String>,
    /// What is said of the order of the rows in each file, each time a list of keys.
    pub orders: Vec<Vec<SortKey>>,
}

/// A column that the rows of a file are sorted by.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SortKey {
    pub column: String,
    pub descending: bool,
    pub nulls_first: bool,
}

/// A file as it was listed.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExternalFile {
    pub uri: String,
    pub size: u64,
    /// Milliseconds since 1970.
    pub modified: i64,
    pub etag: Option<String>,
}

/// Files as one table. Immutable.
#[derive(Debug)]
pub struct ExternalTable {
    format: Arc<dyn FileFormat>,
    store: Option<ObjectStoreUrl>,
    files: Vec<PartitionedFile>,
    schema: TableSchema,
    orders: Vec<LexOrdering>,
}

impl ExternalTable {
    /// The table with these columns, of which the partition columns are the last.
    ///
    /// # Errors
    /// `PLANNING` for options, URIs and partition values that are wrong.
    pub fn try_new(session: &Session, spec: &ExternalTableSpec, columns: &Schema) -> Result<Self> {
        let format = spec
            .format
            .with_options(session, &spec.options, Use::Read)?;
        let in_files = columns
            .fields()
            .len()
            .checked_sub(spec.partition_columns.len())
            .filter(|count| {
                let last = columns
                    .fields()
                    .iter()
                    .skip(*count)
                    .map(|field| field.name());
                last.eq(spec.partition_columns.iter())
            })
            .ok_or_else(|| {
                planning("the partition columns are not the table's last columns".to_string())
            })?;
        let (file_fields, partition_fields) = columns.fields().split_at(in_files);
        let orders = spec
            .orders
            .iter()
            .map(|keys| ordering(keys, columns))
            .collect::<Result<Vec<_>>>()?;
        let files = spec
            .files
            .iter()
            .map(|file| {
                let mut partitioned = PartitionedFile::new_from_meta(meta(file)?);
                partitioned.partition_values = partition_values(file, partition_fields)?;
                Ok(partitioned)
            })
            .collect::<Result<_>>()?;
        Ok(Self {
            format,
            store: store_of(spec)?,
            files,
            orders: orders.into_iter().flatten().collect(),
            schema: TableSchema::builder(Arc::new(Schema::new(file_fields.to_vec())))
                .with_table_partition_cols(partition_fields.to_vec())
                .build(),
        })
    }
}

impl ExternalTable {
    /// Files that one worker reads after another. Each file is sorted by itself only, so where an
    /// order is declared every file is a group of its own, and their rows are merged.
    fn groups(&self, partitions: usize) -> Vec<FileGroup> {
        if self.orders.is_empty() {
            return FileGroup::new(self.files.clone()).split_files(partitions);
        }
        self.files
            .iter()
            .map(|file| FileGroup::new(vec![file.clone()]))
            .collect()
    }
}

/// The columns that the files have, and after them the partition columns as strings.
///
/// # Errors
/// `PLANNING` without files; those of reading them.
pub async fn inferred_schema(session: &Session, spec: &ExternalTableSpec) -> Result<Schema> {
    let format = spec
        .format
        .with_options(session, &spec.options, Use::Read)?;
    let Some(store) = store_of(spec)? else {
        return Err(planning(
            "there is no file to infer columns from: declare the columns".to_string(),
        ));
    };
    let store = session.state().runtime_env().object_store(&store)?;
    let metas = spec.files.iter().map(meta).collect::<Result<Vec<_>>>()?;
    // An empty file says nothing of its columns.
    let metas: Vec<ObjectMeta> = metas.into_iter().filter(|meta| meta.size > 0).collect();
    let inferred = format.infer_schema(session.state(), &store, &metas).await?;
    let partition = |name: &String| Arc::new(Field::new(name, DataType::Utf8, true));
    let in_files = inferred
        .fields()
        .iter()
        .filter(|field| !spec.partition_columns.contains(field.name()))
        .cloned();
    let fields: Vec<FieldRef> = in_files
        .chain(spec.partition_columns.iter().map(partition))
        .collect();
    Ok(Schema::new(fields))
}

/// None for no keys.
fn ordering(keys: &[SortKey], columns: &Schema) -> Result<Option<LexOrdering>> {
    let keys = keys
        .iter()
        .map(|key| {
            let index = columns
                .index_of(&key.column)
                .map_err(|_| planning(format!("there is no column '{}' to sort by", key.column)))?;
            let options = SortOptions {
                descending: key.descending,
                nulls_first: key.nulls_first,
            };
            Ok(PhysicalSortExpr::new(
                Arc::new(Column::new(&key.column, index)),
                options,
            ))
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(LexOrdering::new(keys))
}

fn store_of(spec: &ExternalTableSpec) -> Result<Option<ObjectStoreUrl>> {
    let mut authority: Option<String> = None;
    for file in &spec.files {
        let (url, _) = objects::location(&file.uri)?;
        let own = &url[..Position::BeforePath];
        match &authority {
            Some(authority) if authority != own => {
                return Err(planning(format!(
                    "the files of a table lie in one store, not in {authority} and {own}"
                )));
            }
            Some(_) => {}
            None => authority = Some(own.to_string()),
        }
    }
    Ok(authority.map(ObjectStoreUrl::parse).transpose()?)
}

fn meta(file: &ExternalFile) -> Result<ObjectMeta> {
    let (_, location) = objects::location(&file.uri)?;
    Ok(ObjectMeta {
        location,
        last_modified: DateTime::from_timestamp_millis(file.modified).unwrap_or_default(),
        size: file.size,
        e_tag: file.etag.clone(),
        version: None,
    })
}

/// The values that a file's folders name.
fn partition_values(file: &ExternalFile, columns: &[FieldRef]) -> Result<Vec<ScalarValue>> {
    let url =
        Url::parse(&file.uri).map_err(|error| planning(format!("'{}': {error}", file.uri)))?;
    let segments: Vec<String> = url
        .path_segments()
        .map(|segments| segments.map(decoded).collect())
        .unwrap_or_default();
    columns
        .iter()
        .map(|column| {
            let value = segments
                .iter()
                .rev()
                .find_map(|segment| segment.strip_prefix(&format!("{}=", column.name())))
                .ok_or_else(|| {
                    planning(format!(
                        "{} is in no folder '{}=...' of the partition column",
                        file.uri,
                        column.name()
                    ))
                })?;
            // The name of a folder is encoded once more, as Hive does.
            let value = decoded(value);
            if value == NULL_FOLDER {
                return Ok(ScalarValue::try_from(column.data_type())?);
            }
            ScalarValue::try_from_string(value.clone(), column.data_type()).map_err(|error| {
                planning(format!(
                    "'{value}' in {} is no {} of partition column '{}': {error}",
                    file.uri,
                    column.data_type(),
                    column.name()
                ))
            })
        })
        .collect()
}

/// Percent-decoded, or as it is where that is no UTF-8.
fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_string(), |decoded| decoded.into_owned())
}

fn planning(text: String) -> EngineError {
    EngineError::new(Kind::Planning, text)
}

/// An external table, for plans.
#[derive(Debug)]
pub struct ExternalTableProvider(pub Arc<ExternalTable>);

#[async_trait]
impl TableProvider for ExternalTableProvider {
    fn schema(&self) -> SchemaRef {
        Arc::clone(self.0.schema.table_schema())
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        session: &dyn PlanningSession,
        projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>, DataFusionError> {
        let table = &self.0;
        let Some(store) = &table.store else {
            let schema = self.schema();
            let projected = match projection {
                Some(columns) => Arc::new(schema.project(columns)?),
                None => schema,
            };
            return Ok(Arc::new(EmptyExec::new(projected)));
        };
        let source = table.format.file_source(table.schema.clone());
        let config = FileScanConfigBuilder::new(store.clone(), source)
            .with_file_groups(table.groups(session.config().target_partitions()))
            .with_output_ordering(table.orders.clone())
            .with_projection_indices(projection.cloned())?
            .with_limit(limit)
            .build();
        table.format.create_physical_plan(session, config).await
    }

    /// Filters stay above the scan and are pushed into readers that can use them.
    fn supports_filters_pushdown(
        &self,
        filters: &[&Expr],
    ) -> Result<Vec<TableProviderFilterPushDown>, DataFusionError> {
        Ok(vec![TableProviderFilterPushDown::Inexact; filters.len()])
    }
}
