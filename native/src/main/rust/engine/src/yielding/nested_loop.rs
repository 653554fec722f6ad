//! Inputs of a nested loop join, such that it yields.
//!
//! The join compares each batch of one side with the whole of the other before it reads the next one,
//! and does not yield while no pair satisfies its condition: with a million rows collected, a batch
//! takes minutes. So the collected side's rows are counted, and the other side's batches are cut into
//! pieces that make so many pairs as are compared in a fraction of a second.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use datafusion::arrow::array::RecordBatch;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Result, internal_err};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::joins::NestedLoopJoinExec;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    ChildrenPropertiesMode, DisplayAs, DisplayFormatType, ExecutionPlan, PhysicalExpr,
    PlanProperties, ReplaceChildrenOptions, replace_children_if_necessary,
};
use futures::{StreamExt, TryStreamExt, stream};

/// Pairs of rows that are compared between two yields.
const PAIRS: usize = 4 << 20;

/// The join with inputs that make it yield; none for another operator.
pub fn with_yielding_inputs(
    node: &Arc<dyn ExecutionPlan>,
) -> Result<Option<Arc<dyn ExecutionPlan>>> {
    let Some(join) = node.downcast_ref::<NestedLoopJoinExec>() else {
        return Ok(None);
    };
    let collected_rows = Arc::new(AtomicUsize::new(0));
    let input = |input: &Arc<dyn ExecutionPlan>, side| -> Arc<dyn ExecutionPlan> {
        Arc::new(JoinInput {
            input: Arc::clone(input),
            side,
            collected_rows: Arc::clone(&collected_rows),
        })
    };
    let inputs = vec![
        input(join.left(), Side::Collected),
        input(join.right(), Side::Streamed),
    ];
    replace_children_if_necessary(Arc::clone(node), inputs).map(Some)
}

#[derive(Debug, Clone, Copy)]
enum Side {
    Collected,
    Streamed,
}

/// One side of a join. The other side shares its count.
#[derive(Debug)]
struct JoinInput {
    input: Arc<dyn ExecutionPlan>,
    side: Side,
    collected_rows: Arc<AtomicUsize>,
}

impl DisplayAs for JoinInput {
    fn fmt_as(&self, _format: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JoinInput: side={:?}", self.side)
    }
}

impl ExecutionPlan for JoinInput {
    fn name(&self) -> &str {
        "JoinInput"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        self.input.properties()
    }

    fn maintains_input_order(&self) -> Vec<bool> {
        vec![true]
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn apply_expressions(
        &self,
        _f: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let options = ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute);
        self.replace_children(children, options)
    }

    fn replace_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn ExecutionPlan>>,
        _options: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match (children.pop(), children.len()) {
            (Some(input), 0) => Ok(Arc::new(Self {
                input,
                side: self.side,
                collected_rows: Arc::clone(&self.collected_rows),
            })),
            _ => internal_err!("a side of a join has one input"),
        }
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let batches = self.input.execute(partition, context)?;
        let schema = batches.schema();
        let rows = Arc::clone(&self.collected_rows);
        Ok(match self.side {
            Side::Collected => {
                // A recursive query executes the join once more for each of its steps.
                rows.store(0, Ordering::Relaxed);
                let counted = batches.inspect_ok(move |batch| {
                    rows.fetch_add(batch.num_rows(), Ordering::Relaxed);
                });
                Box::pin(RecordBatchStreamAdapter::new(schema, counted))
            }
            Side::Streamed => {
                let pieces = batches.flat_map(move |batch| {
                    let pieces = match batch {
                        Ok(batch) => pieces(batch, rows.load(Ordering::Relaxed)),
                        Err(error) => vec![Err(error)],
                    };
                    stream::iter(pieces)
                });
                let yielding = pieces.then(|piece| async {
                    tokio::task::yield_now().await;
                    piece
                });
                Box::pin(RecordBatchStreamAdapter::new(schema, yielding))
            }
        })
    }
}

fn pieces(batch: RecordBatch, collected_rows: usize) -> Vec<Result<RecordBatch>> {
    let rows = (PAIRS / collected_rows.max(1)).max(1);
    if batch.num_rows() <= rows {
        return vec![Ok(batch)];
    }
    (0..batch.num_rows())
        .step_by(rows)
        .map(|start| Ok(batch.slice(start, rows.min(batch.num_rows() - start))))
        .collect()
}
