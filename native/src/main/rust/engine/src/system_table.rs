//! Tables whose rows Java makes just before an execution.
//!
//! A plan holds only their schema. Before execution [`filters`] tells which rows the plan will look
//! at, and [`with_rows`] puts the rows that came back into the plan. The filters stay in the plan as
//! well, so Java may hand over more rows than asked for.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{MemTable, Session, TableProvider};
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNodeRecursion};
use datafusion::common::{Column, DataFusionError, Result, exec_err};
use datafusion::datasource::{TableType, provider_as_source, source_as_provider};
use datafusion::logical_expr::expr::{InList, Like};
use datafusion::logical_expr::{
    BinaryExpr, Expr, LogicalPlan, Operator, TableProviderFilterPushDown, TableScan, TableSource,
};
use datafusion::physical_plan::ExecutionPlan;
use serde::Serialize;

use crate::rows;

/// The place of a system table in a plan, by the index of its binding.
#[derive(Debug)]
pub struct SystemTable {
    binding: usize,
    schema: SchemaRef,
}

impl SystemTable {
    pub fn source(binding: usize, schema: SchemaRef) -> Arc<dyn TableSource> {
        provider_as_source(Arc::new(Self { binding, schema }))
    }
}

#[async_trait]
impl TableProvider for SystemTable {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::View
    }

    async fn scan(
        &self,
        _state: &dyn Session,
        _projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        _limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        exec_err!("the rows of system table {} were not given", self.binding)
    }

    fn supports_filters_pushdown(
        &self,
        filters: &[&Expr],
    ) -> Result<Vec<TableProviderFilterPushDown>> {
        Ok(vec![TableProviderFilterPushDown::Inexact; filters.len()])
    }
}

/// A predicate on a column of strings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filter {
    pub column: String,
    pub op: &'static str,
    pub values: Vec<String>,
}

/// The predicates on one system table, by the index of its binding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableFilters {
    pub table: usize,
    pub filters: Vec<Filter>,
}

/// The predicates that hold for every row an optimized plan reads from each system table.
///
/// A table that is read twice keeps only the predicates that both readings have.
pub fn filters(plan: &LogicalPlan) -> Result<Vec<TableFilters>> {
    let mut tables: Vec<TableFilters> = Vec::new();
    plan.apply_with_subqueries(|node| {
        if let Some((table, scan)) = system_scan(node) {
            let found: Vec<Filter> = scan
                .filters
                .iter()
                .flat_map(conjuncts)
                .filter_map(filter_of)
                .collect();
            match tables.iter_mut().find(|known| known.table == table) {
                Some(known) => known.filters.retain(|filter| found.contains(filter)),
                None => tables.push(TableFilters {
                    table,
                    filters: found,
                }),
            }
        }
        Ok(TreeNodeRecursion::Continue)
    })?;
    tables.sort_by_key(|filters| filters.table);
    Ok(tables)
}

/// The plan with these rows, by binding, in the place of its system tables.
///
/// # Errors
/// An execution error if rows are missing for a table that the plan reads.
pub fn with_rows(plan: LogicalPlan, rows: &HashMap<usize, RecordBatch>) -> Result<LogicalPlan> {
    plan.transform_up_with_subqueries(|node| {
        let Some((binding, scan)) = system_scan(&node) else {
            return Ok(Transformed::no(node));
        };
        let Some(batch) = rows.get(&binding) else {
            return exec_err!(
                "the rows of system table {} were not given",
                scan.table_name
            );
        };
        let batch = rows::with_schema(batch, &scan.source.schema())
            .map_err(|error| DataFusionError::External(Box::new(error)))?;
        let table = MemTable::try_new(batch.schema(), vec![vec![batch]])?;
        let scan = TableScan {
            source: provider_as_source(Arc::new(table)),
            ..scan.clone()
        };
        Ok(Transformed::yes(LogicalPlan::TableScan(scan)))
    })
    .data()
}

/// Whether a plan reads any system table.
pub fn reads_any(plan: &LogicalPlan) -> Result<bool, DataFusionError> {
    let mut found = false;
    plan.apply_with_subqueries(|node| {
        found |= system_scan(node).is_some();
        Ok(if found {
            TreeNodeRecursion::Stop
        } else {
            TreeNodeRecursion::Continue
        })
    })?;
    Ok(found)
}

fn system_scan(node: &LogicalPlan) -> Option<(usize, &TableScan)> {
    let LogicalPlan::TableScan(scan) = node else {
        return None;
    };
    let provider = source_as_provider(&scan.source).ok()?;
    let table = provider.downcast_ref::<SystemTable>()?;
    Some((table.binding, scan))
}

fn conjuncts(filter: &Expr) -> Vec<&Expr> {
    datafusion::logical_expr::utils::split_conjunction(filter)
}

fn filter_of(expr: &Expr) -> Option<Filter> {
    match expr {
        Expr::BinaryExpr(BinaryExpr { left, op, right }) => match op {
            Operator::Eq => {
                let (column, value) = column_of(left)
                    .zip(text_of(right))
                    .or_else(|| column_of(right).zip(text_of(left)))?;
                Some(filter(column, "=", vec![value]))
            }
            Operator::Or => either(left, right),
            _ => None,
        },
        Expr::InList(InList {
            expr,
            list,
            negated: false,
        }) => {
            let values = list.iter().map(text_of).collect::<Option<Vec<_>>>()?;
            Some(filter(column_of(expr)?, "IN", values))
        }
        Expr::Like(Like {
            negated: false,
            expr,
            pattern,
            escape_char: None | Some('\\'),
            case_insensitive: false,
        }) => Some(filter(column_of(expr)?, "LIKE", vec![text_of(pattern)?])),
        _ => None,
    }
}

/// The optimizer writes short IN lists as `c = 'a' OR c = 'b'`.
fn either(left: &Expr, right: &Expr) -> Option<Filter> {
    let (left, right) = (filter_of(left)?, filter_of(right)?);
    if left.column != right.column || left.op == "LIKE" || right.op == "LIKE" {
        return None;
    }
    let values = left.values.into_iter().chain(right.values).collect();
    Some(filter(left.column, "IN", values))
}

fn filter(column: String, op: &'static str, values: Vec<String>) -> Filter {
    Filter { column, op, values }
}

/// A column, or one whose strings are cast to another layout of strings.
fn column_of(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Column(Column { name, .. }) => Some(name.clone()),
        Expr::Cast(cast) if cast.field.data_type().is_string() => column_of(&cast.expr),
        _ => None,
    }
}

fn text_of(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Literal(value, _) => value.try_as_str()?.map(str::to_string),
        _ => None,
    }
}
