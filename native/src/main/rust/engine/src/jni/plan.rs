//! Plans and their executions.

use std::collections::HashMap;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::datasource::provider_as_source;
use datafusion::logical_expr::TableSource;
use delta_scan::DeltaTableProvider;
use jni::objects::{JByteArray, JClass, JIntArray, JLongArray, JObjectArray};
use jni::sys::jlong;
use jni::{Env, EnvUnowned, jni_mangle};
use tokio_util::sync::CancellationToken;

use super::guard::guard;
use super::handles::{
    ARROW_STREAMS, EXTERNAL_TABLES, MEMORY_TABLES, PLANS, ROW_FEEDS, SESSIONS, TABLES, token,
};
use super::stream::OpenStream;
use super::values::{
    BufferArray, BytesArray, StringArray, bytes, direct, from_json, ints, longs, strings, text,
};
use crate::error::{EngineError, Kind, Result};
use crate::files::CopySpec;
use crate::files::external::ExternalTableProvider;
use crate::plan::Plan;
use crate::planner::{Bindings, TableName};
use crate::system_table::SystemTable;
use crate::write::TableWriteSpec;
use crate::{rows, schema_codec};

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
#[allow(clippy::too_many_arguments)] // the Java method's arguments
pub extern "system" fn plan<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    session: jlong,
    sql: JByteArray<'local>,
    names: BytesArray<'local>,
    tables: JLongArray<'local>,
    system_schemas: BytesArray<'local>,
    cancel: jlong,
) -> jlong {
    guard(&mut env, |env| {
        let session = SESSIONS.get(session)?;
        let bindings = bindings(env, &names, &tables, &system_schemas)?;
        let plan = Plan::new(session, text(env, &sql)?, bindings, &token(cancel)?)?;
        Ok(PLANS.open(plan))
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn plan_close<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    plan: jlong,
) {
    guard(&mut env, |_| {
        PLANS.close(plan);
        Ok(())
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn plan_schema<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    plan: jlong,
) -> JByteArray<'local> {
    guard(&mut env, |env| {
        let plan = PLANS.get(plan)?;
        let fields = plan.schema().fields().iter().map(AsRef::as_ref);
        Ok(env.byte_array_from_slice(&schema_codec::encode(fields)?)?)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn plan_parameters<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    plan: jlong,
) -> JByteArray<'local> {
    guard(&mut env, |env| {
        let plan = PLANS.get(plan)?;
        Ok(env.byte_array_from_slice(&schema_codec::encode(plan.parameters().iter())?)?)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn plan_text<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    plan: jlong,
) -> JByteArray<'local> {
    guard(&mut env, |env| {
        let text = PLANS.get(plan)?.text(&CancellationToken::new())?;
        Ok(env.byte_array_from_slice(text.as_bytes())?)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn plan_system_filters<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    plan: jlong,
    parameters: JByteArray<'local>,
) -> JByteArray<'local> {
    guard(&mut env, |env| {
        let parameters = bytes(env, &parameters)?;
        let filters = PLANS
            .get(plan)?
            .system_filters(&parameters, &CancellationToken::new())?;
        Ok(env.byte_array_from_slice(&super::store::json(&filters)?)?)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
#[allow(clippy::too_many_arguments)] // the Java method's arguments
pub extern "system" fn execute<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    plan: jlong,
    parameters: JByteArray<'local>,
    system_bindings: JIntArray<'local>,
    system_types: StringArray<'local>,
    system_rows: JIntArray<'local>,
    system_buffers: JObjectArray<'local, BufferArray<'local>>,
    cancel: jlong,
) -> jlong {
    guard(&mut env, |env| {
        let plan = PLANS.get(plan)?;
        let parameters = bytes(env, &parameters)?;
        let given = system_tables(
            env,
            &system_bindings,
            &system_types,
            &system_rows,
            &system_buffers,
        )?;
        OpenStream::open(plan.execute(&parameters, given, token(cancel)?)?)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
#[allow(clippy::too_many_arguments)] // the Java method's arguments
pub extern "system" fn plan_write<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    plan: jlong,
    spec: JByteArray<'local>,
    parameters: JByteArray<'local>,
    system_bindings: JIntArray<'local>,
    system_types: StringArray<'local>,
    system_rows: JIntArray<'local>,
    system_buffers: JObjectArray<'local, BufferArray<'local>>,
    cancel: jlong,
) -> JByteArray<'local> {
    guard(&mut env, |env| {
        let plan = PLANS.get(plan)?;
        let spec: TableWriteSpec = from_json(&text(env, &spec)?)?;
        let parameters = bytes(env, &parameters)?;
        let given = system_tables(
            env,
            &system_bindings,
            &system_types,
            &system_rows,
            &system_buffers,
        )?;
        let written = plan.write(spec, &parameters, given, token(cancel)?)?;
        Ok(env.byte_array_from_slice(&super::store::json(&written)?)?)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
#[allow(clippy::too_many_arguments)] // the Java method's arguments
pub extern "system" fn plan_copy<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    plan: jlong,
    spec: JByteArray<'local>,
    parameters: JByteArray<'local>,
    system_bindings: JIntArray<'local>,
    system_types: StringArray<'local>,
    system_rows: JIntArray<'local>,
    system_buffers: JObjectArray<'local, BufferArray<'local>>,
    cancel: jlong,
) -> JByteArray<'local> {
    guard(&mut env, |env| {
        let plan = PLANS.get(plan)?;
        let spec: CopySpec = from_json(&text(env, &spec)?)?;
        let parameters = bytes(env, &parameters)?;
        let given = system_tables(
            env,
            &system_bindings,
            &system_types,
            &system_rows,
            &system_buffers,
        )?;
        let copied = plan.copy(spec, &parameters, given, token(cancel)?)?;
        Ok(env.byte_array_from_slice(&super::store::json(&copied)?)?)
    })
}

/// Names, three entries a table, and what each stands for.
fn bindings(
    env: &mut Env<'_>,
    names: &BytesArray<'_>,
    tables: &JLongArray<'_>,
    system_schemas: &BytesArray<'_>,
) -> Result<Bindings> {
    let handles = longs(env, tables)?;
    let mut bindings = Bindings::with_capacity(handles.len());
    for (index, handle) in handles.into_iter().enumerate() {
        let name = TableName {
            catalog: element_text(env, names, 3 * index)?,
            schema: element_text(env, names, 3 * index + 1)?,
            table: element_text(env, names, 3 * index + 2)?,
        };
        let source = if handle == 0 {
            let schema = system_schemas.get_element(env, index)?;
            let schema = schema_codec::decode(&bytes(env, &schema)?)?;
            SystemTable::source(index, Arc::new(schema))
        } else {
            source_of(handle)?
        };
        if let Some(name) = bindings.insert(name.clone(), source).map(|_| name) {
            return Err(EngineError::new(
                Kind::Planning,
                format!(
                    "table {}.{}.{} is bound twice",
                    name.catalog, name.schema, name.table
                ),
            ));
        }
    }
    Ok(bindings)
}

/// The table that Java opened under this handle.
fn source_of(handle: i64) -> Result<Arc<dyn TableSource>> {
    if let Ok(table) = EXTERNAL_TABLES.get(handle) {
        return Ok(provider_as_source(Arc::new(ExternalTableProvider(table))));
    }
    if let Ok(stream) = ARROW_STREAMS.get(handle) {
        return Ok(provider_as_source(Arc::new(stream.table()?)));
    }
    if let Ok(table) = MEMORY_TABLES.get(handle) {
        return Ok(provider_as_source(table.provider()));
    }
    if let Ok(feed) = ROW_FEEDS.get(handle) {
        return Ok(provider_as_source(Arc::new(feed.table()?)));
    }
    let table = TABLES.get(handle)?;
    Ok(provider_as_source(Arc::new(DeltaTableProvider::new(table))))
}

fn element_text(env: &mut Env<'_>, array: &BytesArray<'_>, index: usize) -> Result<String> {
    let element = array.get_element(env, index)?;
    let text = text(env, &element);
    env.delete_local_ref(element);
    text
}

/// The rows of system tables, by the index of their binding.
pub(super) fn system_tables(
    env: &mut Env<'_>,
    bindings: &JIntArray<'_>,
    types: &StringArray<'_>,
    row_counts: &JIntArray<'_>,
    buffers: &JObjectArray<'_, BufferArray<'_>>,
) -> Result<HashMap<usize, RecordBatch>> {
    if bindings.is_null() {
        return Ok(HashMap::new());
    }
    let bindings = ints(env, bindings)?;
    if bindings.is_empty() {
        return Ok(HashMap::new());
    }
    let types = strings(env, types)?;
    let row_counts = ints(env, row_counts)?;
    let mut tables = HashMap::with_capacity(bindings.len());
    for (index, ((binding, types), count)) in
        bindings.into_iter().zip(types).zip(row_counts).enumerate()
    {
        let buffers = buffers.get_element(env, index)?;
        let batch = rows::batch(&types, rows::count(count)?, direct(env, &buffers)?)?;
        tables.insert(rows::count(binding)?, batch);
    }
    Ok(tables)
}
