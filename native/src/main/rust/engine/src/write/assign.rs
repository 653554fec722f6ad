//! The rows of a query as rows of the table, counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use datafusion::arrow::array::{
    Array, ArrayRef, RecordBatch, RecordBatchOptions, StringViewBuilder,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::common::DataFusionError;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::streaming::PartitionStream;
use datafusion::physical_plan::{ExecutionPlan, execute_stream};
use futures::StreamExt;

use super::columns::{TextLimit, WriteColumn};
use super::constraints::{Check, verify_not_null};
use super::convert::{Conversion, Failure, assigned_type, conversion, shown};
use super::spec::CheckConstraint;
use crate::batch::normalize::{normal_schema, normalize};
use crate::error::{EngineError, Kind, Result};
use crate::session::Session;

/// How a query's rows become the table's.
#[derive(Debug)]
pub struct Assignment {
    columns: Vec<WriteColumn>,
    /// Whether an empty string is NULL, as it is in a partition value.
    partition: Vec<bool>,
    conversions: Vec<Conversion>,
    checks: Vec<Check>,
    source: SchemaRef,
    schema: SchemaRef,
}

impl Assignment {
    /// # Errors
    /// `PLANNING` if the query's columns are not the table's, by number or by type.
    pub fn plan(
        columns: Vec<WriteColumn>,
        partition_columns: &[String],
        checks: &[CheckConstraint],
        session: &Session,
        query: &Schema,
    ) -> Result<Self> {
        if columns.len() != query.fields().len() {
            return Err(EngineError::new(
                Kind::Planning,
                format!(
                    "the table has {} columns, and the query gives {}",
                    columns.len(),
                    query.fields().len()
                ),
            ));
        }
        let source = normal_schema(query);
        let time_zone = session.state().config_options().execution.time_zone.clone();
        let time_zone = time_zone.as_deref().unwrap_or("UTC");
        let given = || columns.iter().zip(source.fields());
        let conversions = given()
            .map(|(column, field)| conversion(field.data_type(), column, time_zone))
            .collect::<Result<_>>()?;
        let fields: Vec<Field> = given()
            .map(|(column, field)| {
                let data_type = assigned_type(field.data_type(), &column.data_type);
                Field::new(&column.name, data_type, true)
            })
            .collect();
        let schema = Arc::new(Schema::new(fields));
        let checks = checks
            .iter()
            .map(|check| Check::plan(check, session, &schema))
            .collect::<Result<_>>()?;
        let partition = columns
            .iter()
            .map(|column| partition_columns.contains(&column.name))
            .collect();
        Ok(Self {
            columns,
            partition,
            conversions,
            checks,
            source,
            schema,
        })
    }

    /// The table's columns by their logical names, all nullable.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    pub fn columns(&self) -> &[WriteColumn] {
        &self.columns
    }

    fn assign(&self, batch: &RecordBatch, rows_before: u64) -> Result<RecordBatch> {
        let batch = if batch.schema_ref().fields() == self.source.fields() {
            batch.clone()
        } else {
            normalize(batch, &self.source)?
        };
        let mut columns = Vec::with_capacity(self.columns.len());
        for (index, column) in self.columns.iter().enumerate() {
            let values = self.conversions[index]
                .apply(batch.column(index))
                .map_err(|failure| in_column(failure, column, rows_before))?;
            let values = match column.text {
                Some(limit) => limited(&values, limit, column, rows_before)?,
                None => values,
            };
            verify_not_null(column, &values, rows_before)?;
            if self.partition[index] && !column.nullable {
                verify_not_empty(column, &values, rows_before)?;
            }
            columns.push(values);
        }
        let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)?;
        for check in &self.checks {
            check.verify(&batch, rows_before)?;
        }
        Ok(batch)
    }
}

fn in_column(failure: Failure, column: &WriteColumn, rows_before: u64) -> EngineError {
    match failure {
        Failure::Engine(error) => error,
        Failure::Value(fault) => EngineError::new(
            fault.kind,
            format!(
                "row {}, column '{}': {}",
                rows_before + fault.index as u64 + 1,
                column.name,
                fault.text
            ),
        ),
    }
}

/// Cuts spaces beyond the limit, as SQL has it, and pads CHAR.
fn limited(
    values: &ArrayRef,
    limit: TextLimit,
    column: &WriteColumn,
    rows_before: u64,
) -> Result<ArrayRef> {
    let texts = cast(values, &DataType::Utf8View)?;
    let texts = datafusion::common::cast::as_string_view_array(&texts)?;
    let fits = |text: &str| {
        // No text has more characters than bytes.
        let short = text.len() <= limit.characters || text.chars().count() <= limit.characters;
        short && (!limit.padded || text.chars().count() == limit.characters)
    };
    if texts.iter().flatten().all(fits) {
        return Ok(Arc::clone(values));
    }
    let mut fitted = StringViewBuilder::with_capacity(texts.len());
    for (row, text) in texts.iter().enumerate() {
        let Some(text) = text else {
            fitted.append_null();
            continue;
        };
        let count = text.chars().count();
        let kept: String = text.chars().take(limit.characters).collect();
        if text[kept.len()..].chars().any(|character| character != ' ') {
            return Err(EngineError::new(
                Kind::ValueTooLong,
                format!(
                    "row {}, column '{}': the value {} has {count} characters, which is too long for {}",
                    rows_before + row as u64 + 1,
                    column.name,
                    shown(values, row),
                    limit.sql_name(),
                ),
            ));
        }
        if limit.padded && count < limit.characters {
            fitted.append_value(format!("{kept}{}", " ".repeat(limit.characters - count)));
        } else {
            fitted.append_value(kept);
        }
    }
    Ok(cast(&fitted.finish(), values.data_type())?)
}

fn verify_not_empty(column: &WriteColumn, values: &ArrayRef, rows_before: u64) -> Result<()> {
    if !values.data_type().is_string() {
        return Ok(());
    }
    let texts = cast(values, &DataType::Utf8View)?;
    let texts = datafusion::common::cast::as_string_view_array(&texts)?;
    match texts.iter().position(|text| text == Some("")) {
        None => Ok(()),
        Some(row) => Err(EngineError::new(
            Kind::NotNullViolation,
            format!(
                "row {}: column '{}' is empty, which a partition column keeps as NULL, but is \
                 declared NOT NULL",
                rows_before + row as u64 + 1,
                column.name
            ),
        )),
    }
}

/// The assigned rows of a plan, as the input of a sort or of the writer.
#[derive(Debug)]
pub struct AssignedRows {
    pub input: Arc<dyn ExecutionPlan>,
    pub assignment: Arc<Assignment>,
    /// Rows that went through.
    pub rows: Arc<AtomicU64>,
}

impl AssignedRows {
    pub fn new(input: Arc<dyn ExecutionPlan>, assignment: Arc<Assignment>) -> Self {
        Self {
            input,
            assignment,
            rows: Arc::new(AtomicU64::new(0)),
        }
    }
}

impl PartitionStream for AssignedRows {
    fn schema(&self) -> &SchemaRef {
        self.assignment.schema()
    }

    fn execute(&self, context: Arc<TaskContext>) -> SendableRecordBatchStream {
        let (assignment, rows) = (Arc::clone(&self.assignment), Arc::clone(&self.rows));
        let schema = Arc::clone(assignment.schema());
        let input = execute_stream(Arc::clone(&self.input), context);
        let assigned = futures::stream::iter([input])
            .map(|input| match input {
                Ok(batches) => batches,
                Err(error) => Box::pin(RecordBatchStreamAdapter::new(
                    Arc::new(Schema::empty()),
                    futures::stream::iter([Err(error)]),
                )),
            })
            .flatten()
            .map(move |batch| {
                let batch = batch?;
                let before = rows.fetch_add(batch.num_rows() as u64, Ordering::Relaxed);
                assignment
                    .assign(&batch, before)
                    .map_err(|error| DataFusionError::External(Box::new(error)))
            });
        Box::pin(RecordBatchStreamAdapter::new(schema, assigned))
    }
}
