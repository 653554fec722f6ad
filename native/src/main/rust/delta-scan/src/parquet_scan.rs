//! The parquet reader for files of a Delta schema.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, FieldRef, Schema};
use datafusion::common::config::{ParquetOptions, TableParquetOptions};
use datafusion::common::{Result, internal_datafusion_err};
use datafusion::datasource::object_store::ObjectStoreUrl;
use datafusion::datasource::physical_plan::{
    FileScanConfigBuilder, FileSource, ParquetFileReaderFactory, ParquetSource,
};
use datafusion::datasource::table_schema::TableSchema;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_expr::projection::{ProjectionExpr, ProjectionExprs};

use crate::adapter::{ConformedColumn, DeltaExprAdapterFactory};
use crate::calendar::INT96_ZONE;
use crate::schema::{DeltaField, DeltaType, Layout};

/// Columns that a scan can read: those in its files, then those that partition values give.
pub(crate) struct ScanColumns<'a> {
    pub in_files: Vec<&'a DeltaField>,
    pub partition: Vec<&'a DeltaField>,
    pub layout: Layout,
}

impl ScanColumns<'_> {
    /// A scan that returns the columns of `projection`, indices of `in_files` and `partition` in a
    /// row; its files are still to be added. `reader` must read from `store`.
    pub fn scan(
        &self,
        store: ObjectStoreUrl,
        reader: Arc<dyn ParquetFileReaderFactory>,
        mut options: ParquetOptions,
        projection: &[usize],
    ) -> Result<FileScanConfigBuilder> {
        // INT96 is read as Delta's timestamp: nanoseconds would overflow before 1678 and after 2262.
        options.coerce_int96 = Some("us".to_string());
        options.coerce_int96_tz = Some(INT96_ZONE.to_string());
        let size_hint = options.metadata_size_hint;

        let schema = self.schema();
        let projection = self.projection(projection, &schema);
        let mut source = ParquetSource::new(schema)
            .with_table_parquet_options(TableParquetOptions {
                global: options,
                ..Default::default()
            })
            .with_parquet_file_reader_factory(reader);
        if let Some(size_hint) = size_hint {
            source = source.with_metadata_size_hint(size_hint);
        }
        let source = source
            .try_pushdown_projection(&projection)?
            .ok_or_else(|| internal_datafusion_err!("the parquet reader took no projection"))?;
        let columns = self.in_files.iter().map(|field| (*field).clone()).collect();
        let adapter = DeltaExprAdapterFactory::new(Arc::new(columns));
        Ok(FileScanConfigBuilder::new(store, source).with_expr_adapter(Some(Arc::new(adapter))))
    }

    /// The scan's own schema: physical names, so that the reader finds columns by the files' own.
    fn schema(&self) -> TableSchema {
        let fields = |columns: &[&DeltaField]| -> Vec<FieldRef> {
            columns.iter().map(|column| self.field(column)).collect()
        };
        TableSchema::builder(Arc::new(Schema::new(fields(&self.in_files))))
            .with_table_partition_cols(fields(&self.partition))
            .build()
    }

    fn field(&self, column: &DeltaField) -> FieldRef {
        let field = match column.data_type {
            // Not text to the reader, which therefore leaves filters on it to others.
            DeltaType::Variant => {
                let parts =
                    ["value", "metadata"].map(|part| Field::new(part, DataType::Binary, true));
                Field::new_struct(&column.physical_name, parts.to_vec(), column.nullable)
            }
            _ => column
                .logical_field(self.layout)
                .as_ref()
                .clone()
                .with_name(&column.physical_name),
        };
        Arc::new(field)
    }

    fn projection(&self, projection: &[usize], schema: &TableSchema) -> ProjectionExprs {
        let columns: Vec<_> = self.in_files.iter().chain(&self.partition).collect();
        ProjectionExprs::new(projection.iter().map(|index| {
            let column = columns[*index];
            let name = schema.table_schema().field(*index).name();
            let read: Arc<dyn PhysicalExpr> = Arc::new(Column::new(name, *index));
            let value = if column.data_type.is_primitive() {
                read
            } else {
                let field = column.logical_field(self.layout);
                Arc::new(ConformedColumn::new(
                    read,
                    Arc::new((*column).clone()),
                    field,
                ))
            };
            ProjectionExpr::new(value, column.name.clone())
        }))
    }
}
