//! Rows that stay in memory, and rows that Java hands over while they are read.

use std::sync::Arc;

use jni::objects::{JByteArray, JClass, JIntArray, JObjectArray, JString};
use jni::sys::{jint, jlong};
use jni::{EnvUnowned, jni_mangle};

use super::guard::guard;
use super::handles::{ENGINES, MEMORY_TABLES, PLANS, ROW_FEEDS, token};
use super::plan::system_tables;
use super::values::{BufferArray, StringArray, bytes, direct, from_json, string, text};
use crate::memory_table::{MemoryTable, MemoryTableSpec};
use crate::row_feed::RowFeed;
use crate::{rows, schema_codec};

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn memory_table_open<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    engine: jlong,
    schema: JByteArray<'local>,
) -> jlong {
    guard(&mut env, |env| {
        let session = ENGINES.get(engine)?.template();
        let columns = schema_codec::decode(&bytes(env, &schema)?)?;
        Ok(MEMORY_TABLES.open(MemoryTable::empty(&columns, &session)?))
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
#[allow(clippy::too_many_arguments)] // the Java method's arguments
pub extern "system" fn plan_collect<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    plan: jlong,
    schema: JByteArray<'local>,
    spec: JByteArray<'local>,
    parameters: JByteArray<'local>,
    system_bindings: JIntArray<'local>,
    system_types: StringArray<'local>,
    system_rows: JIntArray<'local>,
    system_buffers: JObjectArray<'local, BufferArray<'local>>,
    cancel: jlong,
) -> jlong {
    guard(&mut env, |env| {
        let plan = PLANS.get(plan)?;
        let columns = schema_codec::decode(&bytes(env, &schema)?)?;
        let spec: MemoryTableSpec = from_json(&text(env, &spec)?)?;
        let parameters = bytes(env, &parameters)?;
        let given = system_tables(
            env,
            &system_bindings,
            &system_types,
            &system_rows,
            &system_buffers,
        )?;
        let table = plan.collect(columns, spec, &parameters, given, token(cancel)?)?;
        Ok(MEMORY_TABLES.open(table))
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn memory_table_append<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    table: jlong,
    added: jlong,
) -> jlong {
    guard(&mut env, |_| {
        let (table, added) = (MEMORY_TABLES.get(table)?, MEMORY_TABLES.get(added)?);
        Ok(MEMORY_TABLES.open(table.append(&added)?))
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn memory_table_share<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    table: jlong,
) -> jlong {
    guard(&mut env, |_| {
        Ok(MEMORY_TABLES.share(MEMORY_TABLES.get(table)?))
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn memory_table_rows<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    table: jlong,
) -> jlong {
    guard(&mut env, |_| Ok(MEMORY_TABLES.get(table)?.rows() as jlong))
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn memory_table_close<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    table: jlong,
) {
    guard(&mut env, |_| {
        MEMORY_TABLES.close(table);
        Ok(())
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn row_feed_open<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    schema: JByteArray<'local>,
) -> jlong {
    guard(&mut env, |env| {
        let columns = schema_codec::decode(&bytes(env, &schema)?)?;
        Ok(ROW_FEEDS.open(RowFeed::new(Arc::new(columns))))
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn row_feed_push<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    feed: jlong,
    types: JString<'local>,
    row_count: jint,
    buffers: BufferArray<'local>,
) {
    guard(&mut env, |env| {
        let feed = ROW_FEEDS.get(feed)?;
        let types = string(env, &types)?;
        let batch = rows::batch(&types, rows::count(row_count)?, direct(env, &buffers)?)?;
        feed.push(rows::with_schema(&batch, feed.schema())?)
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn row_feed_finish<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    feed: jlong,
) {
    guard(&mut env, |_| {
        ROW_FEEDS.get(feed)?.finish();
        Ok(())
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn row_feed_abandon<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    feed: jlong,
) {
    guard(&mut env, |_| {
        ROW_FEEDS.get(feed)?.abandon();
        Ok(())
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn row_feed_close<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    feed: jlong,
) {
    guard(&mut env, |_| {
        ROW_FEEDS.close(feed);
        Ok(())
    });
}
