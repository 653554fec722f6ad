//! A connection's settings in the engine, and the state of one of its statements.
//!
//! DataFusion's own context copies its whole state for each statement, so that the start time can
//! be set in the copy. Most of that state is maps of functions. [`Statement`] puts the few things
//! that belong to one execution beside a shared state instead.

use std::any::Any;
use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use datafusion::catalog::{CatalogProviderList, Session as PlanningSession};
use datafusion::common::alias::AliasGenerator;
use datafusion::common::config::{ConfigOptions, Dialect, TableOptions};
use datafusion::common::{DFSchema, DataFusionError};
use datafusion::execution::config::SessionConfig;
use datafusion::execution::runtime_env::RuntimeEnv;
use datafusion::execution::{FunctionRegistry, SessionState, SessionStateBuilder, TaskContext};
use datafusion::logical_expr::execution_props::ExecutionProps;
use datafusion::logical_expr::registry::ExtensionTypeRegistryRef;
use datafusion::logical_expr::{
    AggregateUDF, Expr, HigherOrderUDF, LogicalPlan, ScalarUDF, WindowUDF,
};
use datafusion::optimizer::OptimizerConfig;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::operator_statistics::StatisticsRegistry;
use datafusion::physical_plan::{ExecutionPlan, PhysicalExpr};

use crate::engine::EngineSettings;
use crate::error::{EngineError, Kind, Result};
use crate::runtime::Runtimes;
use crate::yielding::YieldAfterJoins;

/// Nesting of expressions and queries that the parser allows. Its default of 50 is too low for
/// statements that tools generate; the planner's stack carries far more than this.
const PARSER_DEPTH: &str = "400";

/// Settings that statements rely on. What `"` means, for one, follows from the dialect.
const FIXED: [&str; 4] = [
    "datafusion.sql_parser.dialect",
    "datafusion.sql_parser.enable_ident_normalization",
    "datafusion.catalog.",
    "datafusion.runtime.",
];

/// Settings and functions that a connection's statements are planned and executed with.
#[derive(Debug)]
pub struct Session {
    state: SessionState,
    task: Arc<TaskContext>,
    runtimes: Arc<Runtimes>,
}

impl Session {
    pub(crate) fn open(
        base: &SessionState,
        runtimes: Arc<Runtimes>,
        settings: &[(String, String)],
    ) -> Result<Self> {
        if settings.is_empty() {
            return Ok(Self::of(base.clone(), runtimes));
        }
        let mut config = base.config().clone();
        for (name, value) in settings {
            if FIXED
                .iter()
                .any(|fixed| name.to_ascii_lowercase().starts_with(fixed))
            {
                return Err(EngineError::new(
                    Kind::Planning,
                    format!("setting '{name}' cannot be changed in a session"),
                ));
            }
            config.options_mut().set(name, value).map_err(|error| {
                let text = EngineError::from(error).message;
                EngineError::new(
                    Kind::Planning,
                    format!("setting '{name}' cannot be '{value}': {text}"),
                )
            })?;
        }
        // Functions such as now() take their zone from the configuration when they are registered.
        let state = SessionStateBuilder::new_from_existing(base.clone())
            .with_config(config)
            .build();
        Ok(Self::of(state, runtimes))
    }

    pub(crate) fn of(state: SessionState, runtimes: Arc<Runtimes>) -> Self {
        let task = state.task_ctx();
        Self {
            state,
            task,
            runtimes,
        }
    }

    pub fn state(&self) -> &SessionState {
        &self.state
    }

    pub fn runtimes(&self) -> &Arc<Runtimes> {
        &self.runtimes
    }

    /// What operators run with. The same for all statements of the session.
    pub fn task(&self) -> &Arc<TaskContext> {
        &self.task
    }
}

/// The state that an engine's sessions start from.
pub(crate) fn base_state(env: Arc<RuntimeEnv>, settings: &EngineSettings) -> SessionState {
    let mut config = SessionConfig::new()
        .with_create_default_catalog_and_schema(false)
        .with_information_schema(false)
        .with_collect_statistics(true);
    if let Some(partitions) = settings.target_partitions {
        config = config.with_target_partitions(partitions);
    }
    if let Some(rows) = settings.batch_size {
        config = config.with_batch_size(rows);
    }
    let options = config.options_mut();
    options.sql_parser.dialect = Dialect::Generic;
    options.sql_parser.enable_ident_normalization = true;
    options
        .set("datafusion.sql_parser.recursion_limit", PARSER_DEPTH)
        .expect("the setting and its value are the engine's own");
    SessionStateBuilder::new_with_default_features()
        .with_config(config)
        .with_runtime_env(env)
        .with_physical_optimizer_rule(Arc::new(YieldAfterJoins))
        .build()
}

/// The same functions and settings, with the engine's information_schema and without any table.
pub(crate) fn template_state(base: &SessionState) -> SessionState {
    let config = base
        .config()
        .clone()
        .with_create_default_catalog_and_schema(true)
        .with_information_schema(true);
    SessionStateBuilder::new_from_existing(base.clone())
        .with_config(config)
        .build()
}

/// One execution of a statement: its session, its start time and its names for subqueries.
///
/// Names count from the start in each statement, so equal statements have equal plans.
pub(crate) struct Statement {
    session: Arc<Session>,
    props: ExecutionProps,
    table_options: Option<TableOptions>,
}

impl Statement {
    pub(crate) fn new(session: Arc<Session>, start: DateTime<Utc>) -> Self {
        let mut props = ExecutionProps::new().with_query_execution_start_time(start);
        props.config_options = Some(Arc::clone(session.state.config_options()));
        Self {
            session,
            props,
            table_options: None,
        }
    }

    fn state(&self) -> &SessionState {
        &self.session.state
    }

    /// Resolves types and rewrites functions; literals are not folded yet.
    pub(crate) fn analyze(&self, plan: LogicalPlan) -> Result<LogicalPlan, DataFusionError> {
        let state = self.state();
        state
            .analyzer()
            .execute_and_check(plan, state.config_options(), |_, _| {})
    }

    /// Optimizes an analyzed plan; now() becomes the start time.
    pub(crate) fn optimize_analyzed(
        &self,
        plan: LogicalPlan,
    ) -> Result<LogicalPlan, DataFusionError> {
        self.state().optimizer().optimize(plan, self, |_, _| {})
    }

    /// EXPLAIN records what each rule does, which only the state itself can.
    pub(crate) fn optimize_explain(
        &self,
        plan: &LogicalPlan,
    ) -> Result<LogicalPlan, DataFusionError> {
        let mut state = self.state().clone();
        *state.execution_props_mut() = self.props.clone();
        state.optimize(plan)
    }

    /// A physical plan, good for one execution.
    pub(crate) async fn physical(
        &self,
        optimized: &LogicalPlan,
    ) -> Result<Arc<dyn ExecutionPlan>, DataFusionError> {
        self.state()
            .query_planner()
            .create_physical_plan(optimized, self)
            .await
    }
}

impl OptimizerConfig for Statement {
    fn query_execution_start_time(&self) -> Option<DateTime<Utc>> {
        self.props.query_execution_start_time
    }

    fn alias_generator(&self) -> &Arc<AliasGenerator> {
        &self.props.alias_generator
    }

    fn options(&self) -> Arc<ConfigOptions> {
        Arc::clone(self.state().config_options())
    }

    fn function_registry(&self) -> Option<&dyn FunctionRegistry> {
        Some(self.state())
    }
}

#[async_trait]
impl PlanningSession for Statement {
    fn session_id(&self) -> &str {
        self.state().session_id()
    }

    fn config(&self) -> &SessionConfig {
        self.state().config()
    }

    fn catalog_list(&self) -> Arc<dyn CatalogProviderList> {
        Arc::clone(self.state().catalog_list())
    }

    fn optimize(&self, plan: &LogicalPlan) -> datafusion::common::Result<LogicalPlan> {
        self.optimize_analyzed(self.analyze(plan.clone())?)
    }

    fn physical_optimizers(&self) -> &[Arc<dyn PhysicalOptimizerRule + Send + Sync>] {
        self.state().physical_optimizers()
    }

    fn statistics_registry(&self) -> Option<&StatisticsRegistry> {
        self.state().statistics_registry()
    }

    async fn create_physical_plan(
        &self,
        plan: &LogicalPlan,
    ) -> datafusion::common::Result<Arc<dyn ExecutionPlan>> {
        self.physical(&self.optimize(plan)?).await
    }

    fn create_physical_expr(
        &self,
        expr: Expr,
        schema: &DFSchema,
    ) -> datafusion::common::Result<Arc<dyn PhysicalExpr>> {
        self.state().create_physical_expr(expr, schema)
    }

    fn scalar_functions(&self) -> &HashMap<String, Arc<ScalarUDF>> {
        self.state().scalar_functions()
    }

    fn higher_order_functions(&self) -> &HashMap<String, Arc<HigherOrderUDF>> {
        self.state().higher_order_functions()
    }

    fn aggregate_functions(&self) -> &HashMap<String, Arc<AggregateUDF>> {
        self.state().aggregate_functions()
    }

    fn window_functions(&self) -> &HashMap<String, Arc<WindowUDF>> {
        self.state().window_functions()
    }

    fn extension_type_registry(&self) -> &ExtensionTypeRegistryRef {
        PlanningSession::extension_type_registry(self.state())
    }

    fn runtime_env(&self) -> &Arc<RuntimeEnv> {
        self.state().runtime_env()
    }

    fn execution_props(&self) -> &ExecutionProps {
        &self.props
    }

    /// The session's state: who asks for more than this trait gives, asks for that.
    fn as_any(&self) -> &dyn Any {
        self.state()
    }

    fn table_options(&self) -> &TableOptions {
        self.table_options
            .as_ref()
            .unwrap_or_else(|| self.state().table_options())
    }

    fn table_options_mut(&mut self) -> &mut TableOptions {
        let state = &self.session.state;
        self.table_options
            .get_or_insert_with(|| state.table_options().clone())
    }

    fn task_ctx(&self) -> Arc<TaskContext> {
        Arc::clone(&self.session.task)
    }
}
