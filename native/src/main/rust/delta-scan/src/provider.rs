//! The table provider over a snapshot.

use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::{Result, not_impl_err};
use datafusion::datasource::TableType;
use datafusion::logical_expr::Expr;
use datafusion::physical_plan::ExecutionPlan;

use crate::DeltaSnapshot;

/// A Delta table at one version, for DataFusion.
#[derive(Debug)]
pub struct DeltaTableProvider {
    snapshot: Arc<DeltaSnapshot>,
}

impl DeltaTableProvider {
    pub fn new(snapshot: Arc<DeltaSnapshot>) -> Self {
        Self { snapshot }
    }
}

#[async_trait]
impl TableProvider for DeltaTableProvider {
    fn schema(&self) -> SchemaRef {
        Arc::new(Schema::empty())
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        _state: &dyn Session,
        _projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        _limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        not_impl_err!("scan of {}", self.snapshot.spec.root)
    }
}
