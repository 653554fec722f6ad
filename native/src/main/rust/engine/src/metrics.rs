//! What an execution did so far, for the record.

use std::sync::atomic::Ordering;

use datafusion::physical_plan::metrics::MetricValue;
use datafusion::physical_plan::{DisplayFormatType, ExecutionPlan};
use serde::Serialize;

use crate::stream::ResultStream;

/// Metrics of one execution. Readable while it runs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Metrics {
    /// Rows handed to the reader.
    rows: u64,
    elapsed_nanos: u64,
    spilled_bytes: usize,
    bytes_scanned: usize,
    plan: Option<Operator>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Operator {
    name: String,
    detail: String,
    rows: Option<usize>,
    compute_nanos: Option<usize>,
    children: Vec<Operator>,
}

impl Metrics {
    pub fn of(stream: &ResultStream) -> Self {
        let progress = stream.progress();
        let mut metrics = Self {
            rows: progress.rows.load(Ordering::Relaxed),
            elapsed_nanos: u64::try_from(progress.started.elapsed().as_nanos()).unwrap_or(u64::MAX),
            spilled_bytes: 0,
            bytes_scanned: 0,
            plan: None,
        };
        metrics.plan = stream.plan().map(|plan| metrics.operator(plan.as_ref()));
        metrics
    }

    fn operator(&mut self, plan: &dyn ExecutionPlan) -> Operator {
        let own = plan.metrics();
        if let Some(own) = &own {
            self.spilled_bytes += own.spilled_bytes().unwrap_or(0);
            self.bytes_scanned += own
                .sum(|metric| {
                    matches!(metric.value(), MetricValue::Count { name, .. } if name == "bytes_scanned")
                })
                .map_or(0, |value| value.as_usize());
        }
        Operator {
            name: plan.name().to_string(),
            detail: Line(plan).to_string(),
            rows: own.as_ref().and_then(|own| own.output_rows()),
            compute_nanos: own.as_ref().and_then(|own| own.elapsed_compute()),
            children: plan
                .children()
                .into_iter()
                .map(|child| self.operator(child.as_ref()))
                .collect(),
        }
    }
}

/// One operator as EXPLAIN writes it.
struct Line<'a>(&'a dyn ExecutionPlan);

impl std::fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt_as(DisplayFormatType::Default, f)
    }
}
