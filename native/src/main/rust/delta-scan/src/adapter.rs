//! Expressions on the table's schema, rewritten for one parquet file.
//!
//! A scan names columns by their physical names and reads each file with the file's own schema. The
//! rewrite finds the file's column by id or name, casts a primitive one whose type differs (after
//! type widening, or from another writer), and puts NULL for one that the file lacks.
//!
//! Nested columns are not cast: [`ConformedColumn`] stands in the scan's projection above each of
//! them and makes the file's value what the table says. It also keeps filters on nested columns out
//! of the parquet decoder, which silently drops a row filter that it cannot evaluate. A primitive
//! column gets one where the file's calendar is not Delta's; its statistics then rule nothing out.

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

use crate::calendar::HybridCalendar;
use crate::conform::conform_column;
use crate::schema::{DeltaField, find_field};

/// A column that a cast does not convert from the file's form to the table's.
#[derive(Debug, Clone, Eq)]
pub(crate) struct ConformedColumn {
    column: Arc<dyn PhysicalExpr>,
    wanted: Arc<DeltaField>,
    /// The logical field of the result.
    field: FieldRef,
    /// The file's, if it is not Delta's.
    calendar: Option<Arc<HybridCalendar>>,
}

impl ConformedColumn {
    pub fn new(column: Arc<dyn PhysicalExpr>, wanted: Arc<DeltaField>, field: FieldRef) -> Self {
        Self {
            column,
            wanted,
            field,
            calendar: None,
        }
    }

    fn with_calendar(mut self, calendar: Option<Arc<HybridCalendar>>) -> Self {
        self.calendar = calendar;
        self
    }
}

impl PartialEq for ConformedColumn {
    fn eq(&self, other: &Self) -> bool {
        self.column.eq(&other.column)
            && self.wanted == other.wanted
            && self.field == other.field
            && self.calendar == other.calendar
    }
}

impl Hash for ConformedColumn {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.column.hash(state);
        self.field.hash(state);
    }
}

impl fmt::Display for ConformedColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.column)
    }
}

impl PhysicalExpr for ConformedColumn {
    fn evaluate(&self, batch: &RecordBatch) -> Result<ColumnarValue> {
        let array = self.column.evaluate(batch)?.into_array(batch.num_rows())?;
        let (name, wanted) = (&self.wanted.name, &self.wanted.data_type);
        let calendar = self.calendar.as_deref();
        conform_column(&array, name, wanted, self.field.data_type(), calendar)
            .map(ColumnarValue::Array)
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
            .ok_or_else(|| exec_datafusion_err!("a conformed column has one child"))?;
        let (wanted, field) = (Arc::clone(&self.wanted), Arc::clone(&self.field));
        let conformed = ConformedColumn::new(column, wanted, field);
        Ok(Arc::new(conformed.with_calendar(self.calendar.clone())))
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
            calendar: HybridCalendar::of_file(file.metadata()).map(Arc::new),
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
    calendar: Option<Arc<HybridCalendar>>,
}

impl PhysicalExprAdapter for DeltaExprAdapter {
    fn rewrite(&self, expr: Arc<dyn PhysicalExpr>) -> Result<Arc<dyn PhysicalExpr>> {
        expr.transform(|expr| {
            if let Some(column) = expr.downcast_ref::<Column>() {
                return Ok(Transformed::yes(self.in_file(column)?));
            }
            match (&self.calendar, expr.downcast_ref::<ConformedColumn>()) {
                (Some(calendar), Some(conformed)) => {
                    let conformed = conformed.clone().with_calendar(Some(Arc::clone(calendar)));
                    Ok(Transformed::yes(Arc::new(conformed)))
                }
                _ => Ok(Transformed::no(expr)),
            }
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
        let hybrid = self
            .calendar
            .as_ref()
            .filter(|c| c.concerns(found.data_type()));
        if let Some(calendar) = hybrid {
            let field = self.table.field_with_name(&wanted.physical_name)?.clone();
            let conformed = ConformedColumn::new(column, Arc::new(wanted.clone()), Arc::new(field));
            return Ok(Arc::new(
                conformed.with_calendar(Some(Arc::clone(calendar))),
            ));
        }
        if found.data_type() == target || !wanted.data_type.is_primitive() {
            Ok(column)
        } else {
            Ok(Arc::new(CastExpr::new(column, target.clone(), None)))
        }
    }
}
