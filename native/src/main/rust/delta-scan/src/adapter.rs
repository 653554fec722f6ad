//! Expressions on the table's schema, rewritten for one parquet file.
//!
//! A scan names columns by their physical names and reads each file with the file's own schema. The
//! rewrite finds the file's column by id or name, casts a primitive one whose type differs (after
//! type widening, or from another writer), and puts NULL for one that the file lacks.
//!
//! Nested columns are not cast: [`NestedColumn`] stands in the scan's projection above each of them
//! and makes the file's value what the table says. It also keeps filters on nested columns out of
//! the parquet decoder, which silently drops a row filter that it cannot evaluate.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use arrow::datatypes::{DataType, FieldRef, Schema, SchemaRef};
use arrow::record_batch::RecordBatch;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::common::{Result, ScalarValue, exec_datafusion_err};
use datafusion::logical_expr::ColumnarValue;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::expressions::{CastExpr, Column, lit};
use datafusion::physical_expr_adapter::{PhysicalExprAdapter, PhysicalExprAdapterFactory};

use crate::conform::conform_column;
use crate::schema::{DeltaField, find_field};

/// A nested or variant column, converted from the file's form to the table's.
#[derive(Debug, Eq)]
pub(crate) struct NestedColumn {
    column: Arc<dyn PhysicalExpr>,
    wanted: Arc<DeltaField>,
    /// The logical field of the result.
    field: FieldRef,
}

impl NestedColumn {
    pub fn new(column: Arc<dyn PhysicalExpr>, wanted: Arc<DeltaField>, field: FieldRef) -> Self {
        Self {
            column,
            wanted,
            field,
        }
    }
}

impl PartialEq for NestedColumn {
    fn eq(&self, other: &Self) -> bool {
        self.column.eq(&other.column) && self.wanted == other.wanted && self.field == other.field
    }
}

impl Hash for NestedColumn {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.column.hash(state);
        self.field.hash(state);
    }
}

impl fmt::Display for NestedColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.column)
    }
}

impl PhysicalExpr for NestedColumn {
    fn evaluate(&self, batch: &RecordBatch) -> Result<ColumnarValue> {
        let array = self.column.evaluate(batch)?.into_array(batch.num_rows())?;
        let (name, wanted) = (&self.wanted.name, &self.wanted.data_type);
        conform_column(&array, name, wanted, self.field.data_type()).map(ColumnarValue::Array)
    }

    fn data_type(&self, _: &Schema) -> Result<DataType> {
        Ok(self.field.data_type().clone())
    }

    fn nullable(&self, _: &Schema) -> Result<bool> {
        Ok(self.field.is_nullable())
    }

    fn return_field(&self, _: &Schema) -> Result<FieldRef> {
        Ok(Arc::clone(&self.field))
    }

    fn children(&self) -> Vec<&Arc<dyn PhysicalExpr>> {
        vec![&self.column]
    }

    fn with_new_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn PhysicalExpr>>,
    ) -> Result<Arc<dyn PhysicalExpr>> {
        let column = children
            .pop()
            .ok_or_else(|| exec_datafusion_err!("a nested column has one child"))?;
        Ok(Arc::new(NestedColumn::new(
            column,
            Arc::clone(&self.wanted),
            Arc::clone(&self.field),
        )))
    }

    fn fmt_sql(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.column.fmt_sql(f)
    }
}

/// Makes the rewriters of a scan; one a file.
#[derive(Debug)]
pub(crate) struct DeltaExprAdapterFactory {
    columns: Arc<Vec<DeltaField>>,
}

impl DeltaExprAdapterFactory {
    /// `columns` are those of the table's data files.
    pub fn new(columns: Arc<Vec<DeltaField>>) -> Self {
        Self { columns }
    }
}

impl PhysicalExprAdapterFactory for DeltaExprAdapterFactory {
    fn create(&self, table: SchemaRef, file: SchemaRef) -> Result<Arc<dyn PhysicalExprAdapter>> {
        Ok(Arc::new(DeltaExprAdapter {
            columns: Arc::clone(&self.columns),
            table,
            file,
        }))
    }
}

#[derive(Debug)]
struct DeltaExprAdapter {
    columns: Arc<Vec<DeltaField>>,
    /// The scan's schema, in physical names.
    table: SchemaRef,
    file: SchemaRef,
}

impl PhysicalExprAdapter for DeltaExprAdapter {
    fn rewrite(&self, expr: Arc<dyn PhysicalExpr>) -> Result<Arc<dyn PhysicalExpr>> {
        expr.transform(|expr| match expr.downcast_ref::<Column>() {
            Some(column) => Ok(Transformed::yes(self.in_file(column)?)),
            None => Ok(Transformed::no(expr)),
        })
        .data()
    }
}

impl DeltaExprAdapter {
    fn in_file(&self, column: &Column) -> Result<Arc<dyn PhysicalExpr>> {
        let wanted = self
            .columns
            .iter()
            .find(|wanted| wanted.physical_name == column.name());
        let Some(wanted) = wanted else {
            // Not the table's: a column that the reader itself makes, such as the row number.
            return Ok(Arc::new(Column::new_with_schema(
                column.name(),
                &self.file,
            )?));
        };
        let target = self.table.field_with_name(column.name())?.data_type();
        let Some(index) = find_field(self.file.fields(), wanted) else {
            return Ok(lit(ScalarValue::try_new_null(target)?));
        };
        let found = self.file.field(index);
        let column = Arc::new(Column::new(found.name(), index));
        if found.data_type() == target || !wanted.data_type.is_primitive() {
            Ok(column)
        } else {
            Ok(Arc::new(CastExpr::new(column, target.clone(), None)))
        }
    }
}
