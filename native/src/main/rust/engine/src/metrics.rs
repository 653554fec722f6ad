//! What an execution did so far, for the record.

use std::sync::Arc;
use std::time::{Duration, Instant};

use datafusion::physical_plan::metrics::MetricValue;
use datafusion::physical_plan::{DisplayFormatType, ExecutionPlan};
use parking_lot::Mutex;
use serde::Serialize;

/// Metrics of one execution.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Metrics {
    /// Rows handed to the reader.
    rows: u64,
    elapsed_nanos: u64,
    spilled_bytes: usize,
    bytes_scanned: usize,
    plan: Option<Operator>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Operator {
    name: String,
    detail: String,
    rows: Option<usize>,
    compute_nanos: Option<usize>,
    children: Vec<Operator>,
}

/// How far an execution is. Readable while it runs and afterwards.
///
/// A plan holds memory of its joins for as long as it is referenced, so it is given up when the
/// execution ends, and its metrics are kept in its place.
#[derive(Debug)]
pub struct Progress {
    started: Instant,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    rows: u64,
    running: Option<Arc<dyn ExecutionPlan>>,
    ended: Option<Metrics>,
}

impl Progress {
    pub fn start() -> Self {
        Self {
            started: Instant::now(),
            state: Mutex::default(),
        }
    }

    /// The execution runs this plan.
    pub fn runs(&self, plan: Arc<dyn ExecutionPlan>) {
        self.state.lock().running = Some(plan);
    }

    /// Rows were handed to the reader.
    pub fn read(&self, rows: usize) {
        self.state.lock().rows += rows as u64;
    }

    /// The execution has ended: the plan is given up.
    pub fn end(&self) {
        let mut state = self.state.lock();
        if state.ended.is_none() {
            state.ended = Some(Metrics::of(&state, self.started.elapsed()));
            state.running = None;
        }
    }

    pub fn metrics(&self) -> Metrics {
        let state = self.state.lock();
        match &state.ended {
            Some(ended) => Metrics {
                rows: state.rows,
                ..ended.clone()
            },
            None => Metrics::of(&state, self.started.elapsed()),
        }
    }
}

impl Metrics {
    fn of(state: &State, elapsed: Duration) -> Self {
        let mut metrics = Self {
            rows: state.rows,
            elapsed_nanos: u64::try_from(elapsed.as_nanos()).unwrap_or(u64::MAX),
            spilled_bytes: 0,
            bytes_scanned: 0,
            plan: None,
        };
        metrics.plan = state
            .running
            .as_ref()
            .map(|plan| metrics.operator(plan.as_ref()));
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
