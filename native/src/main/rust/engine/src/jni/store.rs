//! The object stores of an engine.

use std::future::Future;
use std::sync::Arc;

use jni::objects::{JByteArray, JClass, JString};
use jni::sys::{jboolean, jlong};
use jni::{Env, EnvUnowned, jni_mangle};
use serde::Serialize;

use super::guard::guard;
use super::handles::{self, ENGINES};
use super::values::{bytes, optional_string, string};
use crate::error::{EngineError, Kind, Result};
use crate::files::parquet_from_json;
use crate::stores::{Stores, objects};
use crate::{schema_codec, task};

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn store_list<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    engine: jlong,
    uri: JString<'local>,
    start_after: JString<'local>,
    delimiter: jboolean,
    token: jlong,
) -> JByteArray<'local> {
    guard(&mut env, |env| {
        let (uri, after) = (string(env, &uri)?, optional_string(env, &start_after)?);
        let listed = on_stores(engine, token, move |stores| async move {
            objects::list(&stores, &uri, after.as_deref(), delimiter).await
        })?;
        json_array(env, &listed)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn store_head<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    engine: jlong,
    uri: JString<'local>,
    token: jlong,
) -> JByteArray<'local> {
    guard(&mut env, |env| {
        let uri = string(env, &uri)?;
        let head = on_stores(engine, token, move |stores| async move {
            objects::head(&stores, &uri).await
        })?;
        json_array(env, &head)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn store_read<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    engine: jlong,
    uri: JString<'local>,
    offset: jlong,
    length: jlong,
    token: jlong,
) -> JByteArray<'local> {
    guard(&mut env, |env| {
        let uri = string(env, &uri)?;
        let data = on_stores(engine, token, move |stores| async move {
            objects::read(&stores, &uri, offset, length).await
        })?;
        Ok(env.byte_array_from_slice(&data)?)
    })
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn store_put<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    engine: jlong,
    uri: JString<'local>,
    data: JByteArray<'local>,
    if_absent: jboolean,
) {
    guard(&mut env, |env| {
        let (uri, data) = (string(env, &uri)?, bytes(env, &data)?);
        on_stores(engine, NEVER, move |stores| async move {
            objects::put(&stores, &uri, data, if_absent).await
        })
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn store_delete<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    engine: jlong,
    uri: JString<'local>,
) {
    guard(&mut env, |env| {
        let uri = string(env, &uri)?;
        on_stores(engine, NEVER, move |stores| async move {
            objects::delete(&stores, &uri).await
        })
    });
}

#[jni_mangle("io.github.datafusionjdbc.engine.Native")]
pub extern "system" fn write_parquet<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    engine: jlong,
    uri: JString<'local>,
    rows: JString<'local>,
    schema: JByteArray<'local>,
) {
    guard(&mut env, |env| {
        let (uri, rows) = (string(env, &uri)?, string(env, &rows)?);
        let schema = Arc::new(schema_codec::decode(&bytes(env, &schema)?)?);
        on_stores(engine, NEVER, move |stores| async move {
            parquet_from_json(&stores, &uri, &rows, schema).await
        })
    });
}

/// The token of what no token stops: writes.
const NEVER: jlong = 0;

/// Runs an operation of the engine's stores and waits for it.
fn on_stores<T, F>(
    engine: jlong,
    token: jlong,
    operation: impl FnOnce(Arc<Stores>) -> F,
) -> Result<T>
where
    T: Send + 'static,
    F: Future<Output = Result<T>> + Send + 'static,
{
    let engine = ENGINES.get(engine)?;
    let work = operation(Arc::clone(engine.stores()));
    task::run(engine.runtimes(), &handles::token(token)?, work)
}

pub fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(value)
        .map_err(|error| EngineError::new(Kind::Internal, format!("an answer as JSON: {error}")))
}

fn json_array<'local>(env: &mut Env<'local>, value: &impl Serialize) -> Result<JByteArray<'local>> {
    Ok(env.byte_array_from_slice(&json(value)?)?)
}
