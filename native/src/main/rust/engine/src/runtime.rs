//! The two tokio runtimes of the process: one for the engine's work, one for network I/O.
//!
//! Decoding and joining keep a worker busy for milliseconds at a time. If requests shared those
//! workers, connections would starve and time out; so object stores send their requests from a
//! runtime of their own (see [`crate::stores`]).
//!
//! # Lifetime
//!
//! ```text
//!   Engine ──┐
//!   stream ──┼─ Arc<Runtimes>      the last owner's drop stops the threads
//!   CURRENT ─┘                     given up by shutdown()
//! ```
//!
//! The runtimes start with the first engine. [`shutdown`] only gives up the process's own reference:
//! an exported stream that is still being read keeps its threads until it is released. Worker
//! threads never attach to the JVM, so they neither hold its exit back nor pin its classes.
//!
//! # Where calls into Java will stand
//!
//! Functions written in Java will be called from threads of a third pool, attached to the JVM as
//! daemons and owned by [`Runtimes`]: a worker must not block on Java code, which cannot be
//! interrupted and may itself wait for the engine. The operator hands a batch over, awaits the
//! answer and yields; the pool's threads detach when the runtimes stop, so that nothing holds a
//! class loader. No other part of the crate may attach a thread.

use std::sync::Arc;

use parking_lot::Mutex;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::{EngineError, Kind, Result};

static CURRENT: Mutex<Option<Arc<Runtimes>>> = Mutex::new(None);

/// Deep plans recurse; the default of 2 MiB is too near to what they need.
pub const STACK_BYTES: usize = 8 << 20;

/// The running threads. Stops them when dropped.
#[derive(Debug)]
pub struct Runtimes {
    cpu: Option<Runtime>,
    io: Option<Runtime>,
}

impl Runtimes {
    /// The runtimes of the process, started if they are not running.
    pub fn current() -> Result<Arc<Runtimes>> {
        let mut current = CURRENT.lock();
        if let Some(runtimes) = current.as_ref() {
            return Ok(Arc::clone(runtimes));
        }
        let started = Arc::new(Runtimes {
            cpu: Some(start("df-cpu", None)?),
            io: Some(start("df-io", Some(2))?),
        });
        *current = Some(Arc::clone(&started));
        Ok(started)
    }

    /// Where plans are made and executed.
    pub fn cpu(&self) -> &Handle {
        handle(&self.cpu)
    }

    /// Where requests to remote stores are sent from.
    pub fn io(&self) -> &Handle {
        handle(&self.io)
    }
}

impl Drop for Runtimes {
    fn drop(&mut self) {
        for runtime in [self.cpu.take(), self.io.take()].into_iter().flatten() {
            runtime.shutdown_background();
        }
    }
}

/// Gives up the process's reference: the threads stop when no engine and no stream needs them.
pub fn shutdown() {
    CURRENT.lock().take();
}

fn handle(runtime: &Option<Runtime>) -> &Handle {
    runtime
        .as_ref()
        .expect("a runtime is taken only in drop")
        .handle()
}

fn start(name: &str, workers: Option<usize>) -> Result<Runtime> {
    let mut builder = Builder::new_multi_thread();
    if let Some(workers) = workers {
        builder.worker_threads(workers);
    }
    builder
        .thread_name(name)
        .thread_stack_size(STACK_BYTES)
        .enable_all()
        .build()
        .map_err(|error| {
            EngineError::new(
                Kind::Internal,
                format!("the engine's threads cannot be started: {error}"),
            )
        })
}
