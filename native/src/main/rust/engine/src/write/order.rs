//! Rows in the order in which their source has them.
//!
//! The engine deals batches of a single source out to several workers and gathers them as they come,
//! because SQL promises no order. A message that names a row by its number needs one: that of VALUES,
//! or of the rows that an application handed over. A write spends its time on encoding, which is
//! parallel by itself, so such a source is read by one worker here. Files are still read by many.

use std::sync::Arc;

use datafusion::common::Result;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::datasource::physical_plan::FileScanConfig;
use datafusion::datasource::source::DataSourceExec;
use datafusion::physical_plan::repartition::RepartitionExec;
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties, Partitioning};

/// The plan without the dealing out of single sources.
pub fn in_source_order(plan: Arc<dyn ExecutionPlan>) -> Result<Arc<dyn ExecutionPlan>> {
    plan.transform_up(|node| {
        let dealt_out = node
            .downcast_ref::<RepartitionExec>()
            .filter(|dealt| matches!(dealt.partitioning(), Partitioning::RoundRobinBatch(_)))
            .map(RepartitionExec::input);
        match dealt_out {
            Some(source)
                if source.output_partitioning().partition_count() == 1 && !reads_files(source) =>
            {
                Ok(Transformed::yes(Arc::clone(source)))
            }
            _ => Ok(Transformed::no(node)),
        }
    })
    .data()
}

fn reads_files(plan: &Arc<dyn ExecutionPlan>) -> bool {
    let is_scan = plan.downcast_ref::<DataSourceExec>().is_some_and(|scan| {
        scan.data_source()
            .downcast_ref::<FileScanConfig>()
            .is_some()
    });
    is_scan || plan.children().into_iter().any(reads_files)
}
