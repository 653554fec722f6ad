//! Errors and panics as Java exceptions.

use std::any::Any;

use jni::errors::ErrorPolicy;
use jni::objects::{JThrowable, JValue};
use jni::{Env, EnvUnowned, jni_sig, jni_str};

use crate::error::{EngineError, Kind, Result};

/// Runs the body of a native method. After an error or a panic a Java exception is pending and the
/// result is the type's default, which Java does not see.
pub fn guard<'local, T: Default>(
    env: &mut EnvUnowned<'local>,
    body: impl FnOnce(&mut Env<'local>) -> Result<T>,
) -> T {
    env.with_env(body).resolve::<ThrowEngineException>()
}

struct ThrowEngineException;

impl<T: Default> ErrorPolicy<T, EngineError> for ThrowEngineException {
    type Captures<'unowned: 'method, 'method> = ();

    fn on_error<'unowned: 'method, 'method>(
        env: &mut Env<'unowned>,
        _captures: &mut (),
        error: EngineError,
    ) -> jni::errors::Result<T> {
        throw(env, &error)
    }

    fn on_panic<'unowned: 'method, 'method>(
        env: &mut Env<'unowned>,
        _captures: &mut (),
        payload: Box<dyn Any + Send + 'static>,
    ) -> jni::errors::Result<T> {
        throw(env, &EngineError::panic(payload.as_ref()))
    }
}

/// Throws an `EngineException`, unless Java already has an exception pending. The class is looked
/// up each time, in the loader of the native method's class.
fn throw<T: Default>(env: &mut Env<'_>, error: &EngineError) -> jni::errors::Result<T> {
    if !env.exception_check() {
        let class = env.find_class(jni_str!("io/github/datafusionjdbc/engine/EngineException"))?;
        let kind = env.new_string(error.kind.name())?;
        let message = env.new_string(&error.message)?;
        let exception = env.new_object(
            class,
            jni_sig!("(Ljava/lang/String;Ljava/lang/String;)V"),
            &[JValue::Object(&kind), JValue::Object(&message)],
        )?;
        let exception = env.cast_local::<JThrowable>(exception)?;
        // Throwing reports itself as an error.
        let _ = env.throw(exception);
    }
    Ok(T::default())
}

impl From<jni::errors::Error> for EngineError {
    fn from(error: jni::errors::Error) -> Self {
        EngineError::new(
            Kind::Internal,
            format!("a call into the JVM failed: {error}"),
        )
    }
}
