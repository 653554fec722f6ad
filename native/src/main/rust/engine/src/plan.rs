//! A planned statement, executed any number of times.
//!
//! Planning costs more than executing a small statement, so what can be kept is kept:
//!
//! | a statement with        | keeps            | does at each execution                      |
//! |-------------------------|------------------|---------------------------------------------|
//! | nothing of the below    | optimized plan   | physical plan                               |
//! | parameters, or now()    | logical plan     | bind, analyze, optimize, physical plan      |
//! | table functions of now()| text and tables  | all of it                                   |
//!
//! The optimizer folds now() into a literal, hence the second line. A physical plan is always new: it
//! has state, and a second execution of one panics or misses rows.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Utc;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::common::{DataFusionError, ParamValues, ScalarValue};
use datafusion::logical_expr::{Expr, LogicalPlan, Volatility};
use datafusion::physical_plan::ExecutionPlan;
use tokio_util::sync::CancellationToken;

use crate::batch::normalize::normal_schema;
use crate::error::{EngineError, Kind, Result};
use crate::files::copy::{CopiedFiles, CopySpec, copy};
use crate::memory_table::{MemoryTable, MemoryTableSpec, collect};
use crate::planner::{Bindings, Planned, logical_plan, only_queries};
use crate::session::{Session, Statement};
use crate::stream::ResultStream;
use crate::system_table::{self, TableFilters};
use crate::write::{TableWriteSpec, WrittenFiles, write_table};
use crate::{parameters, task};

/// A statement over pinned tables. Immutable; holds its session and tables.
pub struct Plan {
    session: Arc<Session>,
    source: Source,
    schema: SchemaRef,
    parameters: Vec<Field>,
    reads_system_tables: bool,
    is_constant: bool,
}

/// What an execution starts from.
enum Source {
    Text(String, Bindings),
    Logical(LogicalPlan),
    Optimized(LogicalPlan),
}

impl Plan {
    /// Plans one statement over these tables.
    ///
    /// # Errors
    /// `SYNTAX`, `PLANNING`, `SCHEMA`, `UNSUPPORTED`, `CANCELLED`.
    pub fn new(
        session: Arc<Session>,
        sql: String,
        tables: Bindings,
        token: &CancellationToken,
    ) -> Result<Self> {
        let runtimes = Arc::clone(session.runtimes());
        let short = is_short(&sql);
        let planning = async move {
            let Planned {
                plan,
                depends_on_time,
            } = logical_plan(session.state(), &sql, &tables)?;
            let text = depends_on_time.then_some((sql, tables));
            Self::of(session, plan, text)
        };
        if short && !token.is_cancelled() {
            return task::run_here(&runtimes, planning);
        }
        task::run(&runtimes, token, planning)
    }

    /// Plans a query on the tables that the session itself knows: the template's information_schema.
    pub fn on_session(
        session: Arc<Session>,
        sql: String,
        token: &CancellationToken,
    ) -> Result<Self> {
        let runtimes = Arc::clone(session.runtimes());
        task::run(&runtimes, token, async move {
            let plan = session.state().create_logical_plan(&sql).await?;
            only_queries(&plan)?;
            Self::of(session, plan, None)
        })
    }

    fn of(
        session: Arc<Session>,
        plan: LogicalPlan,
        text: Option<(String, Bindings)>,
    ) -> Result<Self> {
        let statement = Statement::new(Arc::clone(&session), Utc::now());
        let analyzed = statement.analyze(plan.clone())?;
        let parameters = parameter_fields(&analyzed)?;
        let schema = normal_schema(analyzed.schema().as_arrow());
        let reads_system_tables = system_table::reads_any(&analyzed)?;
        let source = if let Some((sql, tables)) = text {
            Source::Text(sql, tables)
        } else if !parameters.is_empty() || is_explain(&plan) || depends_on_time(&analyzed)? {
            Source::Logical(plan)
        } else {
            Source::Optimized(statement.optimize_analyzed(analyzed)?)
        };
        let is_constant = match &source {
            Source::Text(_, _) => false,
            Source::Logical(plan) | Source::Optimized(plan) => is_constant(plan),
        };
        Ok(Self {
            session,
            source,
            schema,
            parameters,
            reads_system_tables,
            is_constant,
        })
    }

    /// The result's columns, as batches will hold them.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// One field for each placeholder; of type Null where no type could be inferred.
    pub fn parameters(&self) -> &[Field] {
        &self.parameters
    }

    /// The optimized logical plan as text, placeholders unbound.
    pub fn text(self: &Arc<Self>, token: &CancellationToken) -> Result<String> {
        let plan = Arc::clone(self);
        let rendering = async move {
            let optimized = plan.optimized(&plan.statement(), None)?;
            Ok(optimized.display_indent().to_string())
        };
        if self.is_constant && !token.is_cancelled() {
            return task::run_here(self.session.runtimes(), rendering);
        }
        task::run(self.session.runtimes(), token, rendering)
    }

    /// The predicates that an execution with these parameters puts on system tables.
    pub fn system_filters(
        self: &Arc<Self>,
        parameters: &[u8],
        token: &CancellationToken,
    ) -> Result<Vec<TableFilters>> {
        let values = self.decode(parameters)?;
        let plan = Arc::clone(self);
        task::run(self.session.runtimes(), token, async move {
            let optimized = plan.optimized(&plan.statement(), values)?;
            Ok(system_table::filters(&optimized)?)
        })
    }

    /// Starts an execution; `rows` are those of system tables, by the index of their binding.
    ///
    /// # Errors
    /// What planning the execution gives; later failures come from the stream.
    pub fn execute(
        self: &Arc<Self>,
        parameters: &[u8],
        rows: HashMap<usize, RecordBatch>,
        token: CancellationToken,
    ) -> Result<ResultStream> {
        let values = self.decode(parameters)?;
        let runtimes = Arc::clone(self.session.runtimes());
        let context = Arc::clone(self.session.task());
        let plan = Arc::clone(self);
        let physical = async move { plan.physical(values, rows).await };
        if self.is_constant && !token.is_cancelled() {
            return ResultStream::immediate(runtimes, context, token, physical);
        }
        ResultStream::start(runtimes, context, token, physical)
    }

    /// Executes the plan and writes its rows into files of a Delta table.
    ///
    /// # Errors
    /// Of planning, executing and checking, naming the row; of the store; `CANCELLED`. No file is left
    /// then.
    pub fn write(
        self: &Arc<Self>,
        spec: TableWriteSpec,
        parameters: &[u8],
        rows: HashMap<usize, RecordBatch>,
        token: CancellationToken,
    ) -> Result<WrittenFiles> {
        let values = self.decode(parameters)?;
        let (plan, session) = (Arc::clone(self), Arc::clone(&self.session));
        let query = async move { plan.physical(values, rows).await };
        task::run_to_end(
            self.session.runtimes(),
            write_table(session, spec, query, token),
        )
    }

    /// Executes the plan and keeps its rows in memory.
    ///
    /// # Errors
    /// Those of [`collect`].
    pub fn collect(
        self: &Arc<Self>,
        columns: Schema,
        spec: MemoryTableSpec,
        parameters: &[u8],
        rows: HashMap<usize, RecordBatch>,
        token: CancellationToken,
    ) -> Result<MemoryTable> {
        let values = self.decode(parameters)?;
        let (plan, session) = (Arc::clone(self), Arc::clone(&self.session));
        let query = async move { plan.physical(values, rows).await };
        task::run_to_end(
            self.session.runtimes(),
            collect(session, columns, spec, query, token),
        )
    }

    /// Executes the plan and writes its rows into files outside of Delta tables.
    ///
    /// # Errors
    /// Those of [`copy`].
    pub fn copy(
        self: &Arc<Self>,
        spec: CopySpec,
        parameters: &[u8],
        rows: HashMap<usize, RecordBatch>,
        token: CancellationToken,
    ) -> Result<CopiedFiles> {
        let values = self.decode(parameters)?;
        let (plan, session) = (Arc::clone(self), Arc::clone(&self.session));
        let query = async move { plan.physical(values, rows).await };
        task::run_to_end(self.session.runtimes(), copy(session, spec, query, token))
    }

    async fn physical(
        &self,
        values: Option<Vec<ScalarValue>>,
        rows: HashMap<usize, RecordBatch>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let statement = self.statement();
        let mut optimized = self.optimized(&statement, values)?;
        if self.reads_system_tables {
            optimized = system_table::with_rows(optimized, &rows)?;
        }
        Ok(statement.physical(&optimized).await?)
    }

    fn statement(&self) -> Statement {
        Statement::new(Arc::clone(&self.session), Utc::now())
    }

    fn decode(&self, parameters: &[u8]) -> Result<Option<Vec<ScalarValue>>> {
        let types: Vec<DataType> = self
            .parameters
            .iter()
            .map(|field| field.data_type().clone())
            .collect();
        let values = parameters::decode(parameters, &types)?;
        Ok((!values.is_empty()).then_some(values))
    }

    fn optimized(
        &self,
        statement: &Statement,
        values: Option<Vec<ScalarValue>>,
    ) -> Result<LogicalPlan> {
        let logical = match &self.source {
            Source::Optimized(plan) => return Ok(plan.clone()),
            Source::Logical(plan) => plan.clone(),
            Source::Text(sql, tables) => logical_plan(self.session.state(), sql, tables)?.plan,
        };
        let bound = match values {
            Some(values) => logical.with_param_values(ParamValues::from(values))?,
            None => logical,
        };
        if is_explain(&bound) {
            return Ok(statement.optimize_explain(&bound)?);
        }
        Ok(statement.optimize_analyzed(statement.analyze(bound)?)?)
    }
}

/// Whether a statement is planned sooner than another thread is woken: a few words without an
/// operator or a parenthesis. Nothing in it nests, calls a function or takes long, so neither the
/// calling thread's stack nor a cancel needs care.
fn is_short(sql: &str) -> bool {
    const LENGTH: usize = 200;
    const WORDS: usize = 16;
    let plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_$,.'\"".contains(c);
    sql.len() <= LENGTH && sql.chars().all(plain) && sql.split_whitespace().count() <= WORDS
}

/// Whether a plan makes one row of literals and placeholders, each cast at most once.
fn is_constant(plan: &LogicalPlan) -> bool {
    let LogicalPlan::Projection(projection) = plan else {
        return false;
    };
    matches!(projection.input.as_ref(), LogicalPlan::EmptyRelation(_))
        && projection.expr.iter().all(|expr| {
            let mut value = expr;
            while let Expr::Alias(alias) = value {
                value = &alias.expr;
            }
            if let Expr::Cast(cast) = value {
                value = &cast.expr;
            }
            matches!(value, Expr::Literal(_, _) | Expr::Placeholder(_))
        })
}

fn is_explain(plan: &LogicalPlan) -> bool {
    matches!(plan, LogicalPlan::Explain(_))
}

/// Placeholders are `$1` to `$n`; one that is left out has a field all the same.
fn parameter_fields(plan: &LogicalPlan) -> Result<Vec<Field>> {
    let mut fields = Vec::new();
    for (name, field) in plan.get_parameter_fields()? {
        let index: usize = name
            .strip_prefix('$')
            .and_then(|digits| digits.parse().ok())
            .filter(|index| (1..=usize::from(u16::MAX)).contains(index))
            .ok_or_else(|| {
                EngineError::new(
                    Kind::Planning,
                    format!("'{name}' is no placeholder: they are $1, $2 and so on"),
                )
            })?;
        for next in fields.len()..index {
            fields.push(Field::new(format!("${}", next + 1), DataType::Null, true));
        }
        if let Some(field) = field {
            fields[index - 1] = Field::new(name, field.data_type().clone(), true);
        }
    }
    let schema = normal_schema(&Schema::new(fields));
    Ok(schema
        .fields()
        .iter()
        .map(|field| field.as_ref().clone())
        .collect())
}

/// Whether a plan has functions whose value is fixed for one execution, but not for the next.
fn depends_on_time(plan: &LogicalPlan) -> Result<bool, DataFusionError> {
    let mut found = false;
    plan.apply_with_subqueries(|node| {
        node.apply_expressions(|expr| {
            found |= is_stable(expr)?;
            Ok(TreeNodeRecursion::Continue)
        })?;
        Ok(if found {
            TreeNodeRecursion::Stop
        } else {
            TreeNodeRecursion::Continue
        })
    })?;
    Ok(found)
}

/// Whether an expression calls a function such as now().
pub(crate) fn is_stable(expr: &Expr) -> Result<bool, DataFusionError> {
    expr.exists(|expr| {
        Ok(matches!(
            expr,
            Expr::ScalarFunction(call) if call.func.signature().volatility == Volatility::Stable
        ))
    })
}
