//! Statements from text to rows, without a JVM.

mod cancel;
mod errors;
mod export;
mod files;
mod layouts;
mod memory;
mod planning;
mod system_tables;
mod writes;

use std::collections::HashMap;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::util::pretty::pretty_format_batches;
use tokio_util::sync::CancellationToken;

use crate::engine::{Engine, EngineSettings};
use crate::error::Result;
use crate::parameters;
use crate::plan::Plan;
use crate::planner::Bindings;
use crate::session::Session;
use crate::stream::ResultStream;

/// An engine with these settings. Each test has its own, so that its memory can be looked at.
fn engine(settings: &[(&str, &str)]) -> Engine {
    let settings: HashMap<String, String> = settings
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .collect();
    Engine::open(HashMap::new(), &EngineSettings::parse(&settings).unwrap()).unwrap()
}

fn session() -> Arc<Session> {
    Arc::new(engine(&[]).session(&[]).unwrap())
}

fn plan(sql: &str) -> Result<Arc<Plan>> {
    plan_on(session(), sql, Bindings::new())
}

fn plan_on(session: Arc<Session>, sql: &str, tables: Bindings) -> Result<Arc<Plan>> {
    Plan::new(session, sql.to_string(), tables, &CancellationToken::new()).map(Arc::new)
}

fn execute(plan: &Arc<Plan>) -> Result<ResultStream> {
    plan.execute(parameters::NONE, HashMap::new(), CancellationToken::new())
}

fn rest(stream: &ResultStream) -> Result<Vec<RecordBatch>> {
    let mut batches = Vec::new();
    while let Some(batch) = stream.next()? {
        batches.push(batch);
    }
    Ok(batches)
}

/// All rows of a query, as text.
fn rows(sql: &str) -> Result<Vec<String>> {
    let stream = execute(&plan(sql)?)?;
    table(&rest(&stream)?)
}

/// The cells of each row, without borders and padding.
fn table(batches: &[RecordBatch]) -> Result<Vec<String>> {
    Ok(pretty_format_batches(batches)?
        .to_string()
        .lines()
        .filter(|line| line.starts_with('|'))
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            cells[1..cells.len() - 1].join("|")
        })
        .collect())
}
