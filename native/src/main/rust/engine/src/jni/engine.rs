//! Engines, sessions, tokens and Delta tables.

use std::sync::Arc;

use delta_scan::{DeltaSnapshot, DeltaTableSpec};
use jni::objects::{JByteArray, JClass, JLongArray, JString};
use jni::sys::{jint, jlong};
use jni::{EnvUnowned, jni_mangle};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::guard::guard;
use super::handles::{ENGINES, SESSIONS, TABLES, TOKENS, open_handles};
use super::stream::{OpenStream, open_batch_bytes};
use super::values::{BufferArray, StringArray, direct, map, pairs, string, text};
use crate::engine::{Engine, EngineSettings, reserved_bytes};
use crate::error::{EngineError, Kind};
use crate::parameters;
use crate::plan::Plan;
use crate::{rows, runtime};

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn engine_open<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    warehouse: JString<'local>,
    storage_options: StringArray<'local>,
    settings: StringArray<'local>,
) -> jlong {
    guard(&mut env, |env| {
        let warehouse = string(env, &warehouse)?;
        let url = Url::parse(&warehouse).map_err(|error| {
            EngineError::new(
                Kind::Planning,
                format!("'{warehouse}' is not an absolute URI: {error}"),
            )
        })?;
        let settings = EngineSettings::parse(&map(env, &settings)?)?;
        let engine = Engine::open(map(env, &storage_options)?, &settings)?;
        // Options that do not fit the warehouse's store are an error now, not at the first read.
        engine.stores().store(&url)?;
        Ok(ENGINES.open(engine))
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn engine_close<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    engine: jlong,
) {
    guard(&mut env, |_| {
        ENGINES.close(engine);
        Ok(())
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn template_query<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    engine: jlong,
    sql: JByteArray<'local>,
) -> jlong {
    guard(&mut env, |env| {
        let session = ENGINES.get(engine)?.template();
        let token = CancellationToken::new();
        let plan = Arc::new(Plan::on_session(session, text(env, &sql)?, &token)?);
        let stream = plan.execute(parameters::NONE, Default::default(), token)?;
        OpenStream::open(stream)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn session_open<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    engine: jlong,
    settings: StringArray<'local>,
) -> jlong {
    guard(&mut env, |env| {
        let session = ENGINES.get(engine)?.session(&pairs(env, &settings)?)?;
        Ok(SESSIONS.open(session))
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn session_close<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    session: jlong,
) {
    guard(&mut env, |_| {
        SESSIONS.close(session);
        Ok(())
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn token_new<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
) -> jlong {
    guard(&mut env, |_| Ok(TOKENS.open(CancellationToken::new())))
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn token_cancel<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    token: jlong,
) {
    guard(&mut env, |_| {
        TOKENS.get(token)?.cancel();
        Ok(())
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn token_close<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    token: jlong,
) {
    guard(&mut env, |_| {
        TOKENS.close(token);
        Ok(())
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn delta_table_open<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    engine: jlong,
    spec: JByteArray<'local>,
    types: JString<'local>,
    rows: jint,
    buffers: BufferArray<'local>,
) -> jlong {
    guard(&mut env, |env| {
        ENGINES.get(engine)?;
        let spec: DeltaTableSpec = serde_json::from_str(&text(env, &spec)?).map_err(|error| {
            EngineError::new(
                Kind::Internal,
                format!("a Delta table's specification: {error}"),
            )
        })?;
        let types = string(env, &types)?;
        let files = rows::batch(&types, rows::count(rows)?, direct(env, &buffers)?)?;
        let files = rows::with_schema(&files, &DeltaSnapshot::files_schema())?;
        Ok(TABLES.open(DeltaSnapshot::try_new(spec, files)?))
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn delta_table_close<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    table: jlong,
) {
    guard(&mut env, |_| {
        TABLES.close(table);
        Ok(())
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn counters<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
) -> JLongArray<'local> {
    guard(&mut env, |env| {
        let counts = [
            open_handles() as jlong,
            open_batch_bytes(),
            reserved_bytes() as jlong,
        ];
        let array = JLongArray::new(env, counts.len())?;
        array.set_region(env, 0, &counts)?;
        Ok(array)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn shutdown<'local>(mut env: EnvUnowned<'local>, _class: JClass<'local>) {
    guard(&mut env, |_| {
        runtime::shutdown();
        Ok(())
    });
}
