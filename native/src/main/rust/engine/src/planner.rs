//! SQL text to a logical plan, over the tables of one statement and no others.
//!
//! There is no catalog: a statement comes with bindings of full names to pinned tables, and a name
//! without a binding does not exist. Names match exactly, case included.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, SchemaRef};
use datafusion::catalog::TableFunctionArgs;
use datafusion::common::config::ConfigOptions;
use datafusion::common::{DFSchema, DataFusionError, TableReference, plan_datafusion_err};
use datafusion::datasource::cte_worktable::CteWorkTable;
use datafusion::datasource::provider_as_source;
use datafusion::logical_expr::planner::{ContextProvider, ExprPlanner, RelationPlanner};
use datafusion::logical_expr::simplify::SimplifyContext;
use datafusion::logical_expr::{
    AggregateUDF, Expr, HigherOrderUDF, LogicalPlan, ScalarUDF, TableSource, WindowUDF,
};
use datafusion::optimizer::simplify_expressions::ExprSimplifier;
use datafusion::sql::parser::{DFParserBuilder, Statement as SqlStatement};
use datafusion::sql::planner::{ParserOptions, SqlToRel};
use datafusion::sql::sqlparser::dialect::GenericDialect;

use chrono::Utc;
use datafusion::execution::SessionState;

use crate::error::{EngineError, Kind, Result};
use crate::plan::is_stable;

/// Catalog, schema and table, each as the SQL writes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TableName {
    pub catalog: String,
    pub schema: String,
    pub table: String,
}

/// The tables that a statement may name.
pub type Bindings = HashMap<TableName, Arc<dyn TableSource>>;

/// A logical plan, not yet analyzed.
#[derive(Debug)]
pub struct Planned {
    pub plan: LogicalPlan,
    /// Whether an argument of a table function, which is computed now, will be another at the next
    /// execution.
    pub depends_on_time: bool,
}

/// Parses and plans one query or EXPLAIN.
///
/// # Errors
/// `SYNTAX`, `PLANNING`, `SCHEMA`; `UNSUPPORTED` for a statement that is not a query.
pub fn logical_plan(state: &SessionState, sql: &str, tables: &Bindings) -> Result<Planned> {
    let statement = parse(state, sql)?;
    let provider = Provider {
        state,
        tables,
        depends_on_time: Cell::new(false),
    };
    let planner = SqlToRel::new_with_options(&provider, parser_options(state));
    let plan = planner.statement_to_plan(statement)?;
    only_queries(&plan)?;
    Ok(Planned {
        plan,
        depends_on_time: provider.depends_on_time.get(),
    })
}

fn parse(state: &SessionState, sql: &str) -> Result<SqlStatement> {
    let depth = state.config_options().sql_parser.recursion_limit.get();
    let mut statements = DFParserBuilder::new(sql)
        .with_dialect(&GenericDialect {})
        .with_recursion_limit(depth)
        .build()?
        .parse_statements()?;
    match (statements.pop_front(), statements.len()) {
        (Some(statement), 0) => Ok(statement),
        (Some(_), more) => Err(EngineError::new(
            Kind::Syntax,
            format!("one statement is expected, found {}", more + 1),
        )),
        (None, _) => Err(EngineError::new(
            Kind::Syntax,
            "there is no statement in the text",
        )),
    }
}

/// Statements that change something are not the planner's business, even inside EXPLAIN.
pub(crate) fn only_queries(plan: &LogicalPlan) -> Result<()> {
    match plan {
        LogicalPlan::Dml(_) => refused("INSERT, UPDATE and DELETE"),
        LogicalPlan::Ddl(_) => refused("CREATE and DROP"),
        LogicalPlan::Copy(_) => refused("COPY"),
        LogicalPlan::Statement(_) => refused("statements other than queries and EXPLAIN"),
        LogicalPlan::Explain(explain) => only_queries(&explain.plan),
        LogicalPlan::Analyze(analyze) => only_queries(&analyze.input),
        LogicalPlan::Projection(_)
        | LogicalPlan::Filter(_)
        | LogicalPlan::Window(_)
        | LogicalPlan::Aggregate(_)
        | LogicalPlan::Sort(_)
        | LogicalPlan::Join(_)
        | LogicalPlan::Repartition(_)
        | LogicalPlan::Union(_)
        | LogicalPlan::TableScan(_)
        | LogicalPlan::EmptyRelation(_)
        | LogicalPlan::Subquery(_)
        | LogicalPlan::SubqueryAlias(_)
        | LogicalPlan::Limit(_)
        | LogicalPlan::Values(_)
        | LogicalPlan::Extension(_)
        | LogicalPlan::DescribeTable(_)
        | LogicalPlan::Distinct(_)
        | LogicalPlan::Unnest(_)
        | LogicalPlan::RecursiveQuery(_) => Ok(()),
    }
}

fn refused(what: &str) -> Result<()> {
    Err(EngineError::new(
        Kind::Unsupported,
        format!("the engine plans queries and EXPLAIN, not {what}"),
    ))
}

fn parser_options(state: &SessionState) -> ParserOptions {
    let options = &state.config_options().sql_parser;
    ParserOptions {
        parse_float_as_decimal: options.parse_float_as_decimal,
        enable_ident_normalization: options.enable_ident_normalization,
        enable_options_value_normalization: options.enable_options_value_normalization,
        support_varchar_with_length: options.support_varchar_with_length,
        map_string_types_to_utf8view: options.map_string_types_to_utf8view,
        collect_spans: options.collect_spans,
        default_null_ordering: options.default_null_ordering.as_str().into(),
    }
}

/// What the SQL planner may look up.
struct Provider<'a> {
    state: &'a SessionState,
    tables: &'a Bindings,
    depends_on_time: Cell<bool>,
}

impl Provider<'_> {
    fn find(&self, name: &TableReference) -> Option<&Arc<dyn TableSource>> {
        let TableReference::Full {
            catalog,
            schema,
            table,
        } = name
        else {
            return None;
        };
        self.tables.get(&TableName {
            catalog: catalog.to_string(),
            schema: schema.to_string(),
            table: table.to_string(),
        })
    }
}

impl ContextProvider for Provider<'_> {
    fn get_table_source(
        &self,
        name: TableReference,
    ) -> datafusion::common::Result<Arc<dyn TableSource>> {
        self.find(&name)
            .cloned()
            .ok_or_else(|| plan_datafusion_err!("table '{name}' not found"))
    }

    fn get_table_function_source(
        &self,
        name: &str,
        args: Vec<Expr>,
    ) -> datafusion::common::Result<Arc<dyn TableSource>> {
        let function = self
            .state
            .table_functions()
            .get(name)
            .ok_or_else(|| plan_datafusion_err!("table function '{name}' not found"))?;
        let context = SimplifyContext::builder()
            .with_config_options(Arc::clone(self.state.config_options()))
            .with_query_execution_start_time(Some(Utc::now()))
            .build();
        let simplifier = ExprSimplifier::new(context);
        let no_columns = DFSchema::empty();
        for arg in &args {
            if is_stable(arg)? {
                self.depends_on_time.set(true);
            }
        }
        let args = args
            .into_iter()
            .map(|arg| simplifier.simplify(simplifier.coerce(arg, &no_columns)?))
            .collect::<Result<Vec<_>, DataFusionError>>()?;
        let arguments = TableFunctionArgs::new(&args, self.state);
        Ok(provider_as_source(
            function.create_table_provider_with_args(arguments)?,
        ))
    }

    fn create_cte_work_table(
        &self,
        name: &str,
        schema: SchemaRef,
    ) -> datafusion::common::Result<Arc<dyn TableSource>> {
        Ok(provider_as_source(Arc::new(CteWorkTable::new(
            name, schema,
        ))))
    }

    fn get_expr_planners(&self) -> &[Arc<dyn ExprPlanner>] {
        self.state.expr_planners()
    }

    fn get_relation_planners(&self) -> &[Arc<dyn RelationPlanner>] {
        self.state.relation_planners()
    }

    fn get_function_meta(&self, name: &str) -> Option<Arc<ScalarUDF>> {
        self.state.scalar_functions().get(name).cloned()
    }

    fn get_higher_order_meta(&self, name: &str) -> Option<Arc<HigherOrderUDF>> {
        self.state.higher_order_functions().get(name).cloned()
    }

    fn get_aggregate_meta(&self, name: &str) -> Option<Arc<AggregateUDF>> {
        self.state.aggregate_functions().get(name).cloned()
    }

    fn get_window_meta(&self, name: &str) -> Option<Arc<WindowUDF>> {
        self.state.window_functions().get(name).cloned()
    }

    /// There are no `@variables`.
    fn get_variable_type(&self, _names: &[String]) -> Option<DataType> {
        None
    }

    fn options(&self) -> &ConfigOptions {
        self.state.config_options()
    }

    fn udf_names(&self) -> Vec<String> {
        self.state.scalar_functions().keys().cloned().collect()
    }

    fn higher_order_function_names(&self) -> Vec<String> {
        self.state
            .higher_order_functions()
            .keys()
            .cloned()
            .collect()
    }

    fn udaf_names(&self) -> Vec<String> {
        self.state.aggregate_functions().keys().cloned().collect()
    }

    fn udwf_names(&self) -> Vec<String> {
        self.state.window_functions().keys().cloned().collect()
    }
}
