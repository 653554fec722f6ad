//! The table provider over a snapshot.

use std::sync::Arc;

use arrow::datatypes::SchemaRef;
use async_trait::async_trait;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::Result;
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::datasource::TableType;
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown};
use datafusion::physical_plan::ExecutionPlan;

use crate::DeltaSnapshot;
use crate::scan::Scan;

/// A Delta table at one version, for DataFusion.
///
/// Files and deletion vectors are read from the stores registered in the session's runtime
/// environment under the scheme and authority of their URIs.
#[derive(Debug)]
pub struct DeltaTableProvider {
    snapshot: Arc<DeltaSnapshot>,
}

impl DeltaTableProvider {
    pub fn new(snapshot: Arc<DeltaSnapshot>) -> Self {
        Self { snapshot }
    }

    /// Whether the filter is answered by partition values alone.
    fn is_partition_filter(&self, filter: &Expr) -> bool {
        let mut columns = filter.column_refs().into_iter().peekable();
        columns.peek().is_some()
            && columns.all(|column| {
                let column = self.snapshot.column(&column.name);
                column.is_some_and(|column| self.snapshot.partition_values(column).is_some())
            })
            && !filter.is_volatile()
            && !has_subquery(filter)
    }
}

#[async_trait]
impl TableProvider for DeltaTableProvider {
    fn schema(&self) -> SchemaRef {
        self.snapshot.logical_schema()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    fn supports_filters_pushdown(
        &self,
        filters: &[&Expr],
    ) -> Result<Vec<TableProviderFilterPushDown>> {
        Ok(filters
            .iter()
            .map(|filter| {
                if self.is_partition_filter(filter) {
                    TableProviderFilterPushDown::Exact
                } else if filter.is_volatile() || has_subquery(filter) {
                    TableProviderFilterPushDown::Unsupported
                } else {
                    TableProviderFilterPushDown::Inexact
                }
            })
            .collect())
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let (partition_filters, other_filters): (Vec<_>, Vec<_>) = filters
            .iter()
            .cloned()
            .partition(|filter| self.is_partition_filter(filter));
        let projection = match projection {
            Some(projection) => projection.clone(),
            None => (0..self.snapshot.fields().len()).collect(),
        };
        Scan {
            snapshot: &self.snapshot,
            session: state,
            projection,
            limit,
        }
        .plan(&partition_filters, &other_filters)
        .await
    }
}

fn has_subquery(filter: &Expr) -> bool {
    let mut found = false;
    // The closure never fails, and a filter that cannot be walked is left to the engine.
    let walked = filter.apply(|expr| {
        found = matches!(
            expr,
            Expr::ScalarSubquery(_)
                | Expr::InSubquery(_)
                | Expr::Exists(_)
                | Expr::SetComparison(_)
                | Expr::OuterReferenceColumn(..)
        );
        Ok(if found {
            TreeNodeRecursion::Stop
        } else {
            TreeNodeRecursion::Continue
        })
    });
    found || walked.is_err()
}
