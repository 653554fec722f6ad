//! What every row must satisfy: NOT NULL, at every depth, and CHECK.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::DFSchema;
use datafusion::logical_expr::simplify::SimplifyContext;
use datafusion::optimizer::simplify_expressions::ExprSimplifier;
use datafusion::physical_plan::PhysicalExpr;

use super::columns::{WriteColumn, WriteType};
use super::spec::CheckConstraint;
use crate::error::{EngineError, Kind, Result};
use crate::session::Session;

/// A constraint as the engine evaluates it.
#[derive(Debug)]
pub struct Check {
    constraint: CheckConstraint,
    predicate: Arc<dyn PhysicalExpr>,
}

impl Check {
    /// # Errors
    /// Of planning the predicate, naming the constraint.
    pub fn plan(
        constraint: &CheckConstraint,
        session: &Session,
        schema: &SchemaRef,
    ) -> Result<Self> {
        let planned = || {
            let schema = Arc::new(DFSchema::try_from(Arc::clone(schema))?);
            let state = session.state();
            let predicate = state.create_logical_expr(&constraint.predicate, &schema)?;
            // Some functions, such as coalesce, are there only to be simplified to something else.
            let simplifier = ExprSimplifier::new(
                SimplifyContext::builder()
                    .with_schema(Arc::clone(&schema))
                    .with_config_options(Arc::clone(state.config_options()))
                    .build(),
            );
            let predicate = simplifier.simplify(simplifier.coerce(predicate, &schema)?)?;
            state.create_physical_expr(predicate, &schema)
        };
        let predicate = planned().map_err(|error| {
            let error = EngineError::from(error);
            EngineError::new(
                error.kind,
                format!("CHECK constraint '{}': {}", constraint.name, error.message),
            )
        })?;
        Ok(Self {
            constraint: constraint.clone(),
            predicate,
        })
    }

    /// # Errors
    /// `CHECK_VIOLATION` naming the first row for which the predicate is not true.
    pub fn verify(&self, batch: &RecordBatch, rows_before: u64) -> Result<()> {
        let result = self.predicate.evaluate(batch)?;
        let result = result.into_array(batch.num_rows())?;
        let Some(result) = result.as_boolean_opt() else {
            return Err(EngineError::new(
                Kind::Planning,
                format!(
                    "CHECK constraint '{}' is no predicate",
                    self.constraint.name
                ),
            ));
        };
        match result.iter().position(|holds| holds != Some(true)) {
            None => Ok(()),
            Some(row) => Err(EngineError::new(
                Kind::CheckViolation,
                format!(
                    "row {}: CHECK constraint '{}' ({}) is not satisfied",
                    rows_before + row as u64 + 1,
                    self.constraint.name,
                    self.constraint.predicate,
                ),
            )),
        }
    }
}

/// # Errors
/// `NOT_NULL_VIOLATION` naming column and row of a NULL where the table allows none.
pub fn verify_not_null(column: &WriteColumn, values: &ArrayRef, rows_before: u64) -> Result<()> {
    match null_in(column, values) {
        None => Ok(()),
        Some((row, path)) => Err(EngineError::new(
            Kind::NotNullViolation,
            format!(
                "row {}: column '{path}' is NULL, but is declared NOT NULL",
                rows_before + row as u64 + 1
            ),
        )),
    }
}

/// The first row with a forbidden NULL, and where it is.
fn null_in(column: &WriteColumn, values: &ArrayRef) -> Option<(usize, String)> {
    if !column.nullable && values.logical_null_count() > 0 {
        let nulls = values.logical_nulls()?;
        let row = (0..values.len()).find(|row| nulls.is_null(*row))?;
        return Some((row, column.name.clone()));
    }
    let (row, path) = nested_null(&column.data_type, values)?;
    Some((row, format!("{}.{path}", column.name)))
}

fn nested_null(data_type: &WriteType, values: &ArrayRef) -> Option<(usize, String)> {
    match data_type {
        WriteType::Primitive(_) => None,
        WriteType::Struct(columns) => {
            let array = values.as_struct();
            columns
                .iter()
                .zip(array.columns())
                .find_map(|(column, child)| {
                    if !column.nullable && child.logical_null_count() > 0 {
                        let nulls = child.logical_nulls()?;
                        let row = (0..child.len())
                            .find(|row| nulls.is_null(*row) && array.is_valid(*row));
                        if let Some(row) = row {
                            return Some((row, column.name.clone()));
                        }
                    }
                    let (row, path) = nested_null(&column.data_type, child)?;
                    Some((row, format!("{}.{path}", column.name)))
                })
        }
        WriteType::Array(element, nullable) => {
            let list = values.as_list::<i32>();
            let (index, path) = element_null(element, *nullable, list.values(), "element")?;
            Some((row_of(list.offsets(), index), path))
        }
        WriteType::Map(key, value, nullable) => {
            let map = values.as_map();
            let (index, path) = element_null(key, false, map.keys(), "key")
                .or_else(|| element_null(value, *nullable, map.values(), "value"))?;
            Some((row_of(map.offsets(), index), path))
        }
    }
}

fn element_null(
    data_type: &WriteType,
    nullable: bool,
    values: &ArrayRef,
    name: &str,
) -> Option<(usize, String)> {
    if !nullable && values.logical_null_count() > 0 {
        let nulls = values.logical_nulls()?;
        let index = (0..values.len()).find(|index| nulls.is_null(*index))?;
        return Some((index, name.to_string()));
    }
    let (index, path) = nested_null(data_type, values)?;
    Some((index, format!("{name}.{path}")))
}

fn row_of(offsets: &[i32], index: usize) -> usize {
    offsets
        .partition_point(|offset| *offset as usize <= index)
        .saturating_sub(1)
}
