//! Work for a caller that waits and may give up.
//!
//! Java threads have small stacks and cannot be interrupted in native code. So planning runs on the
//! engine's workers, whose stacks are large, and the caller waits for the answer or for its token,
//! whichever comes first.
//!
//! Waking a worker and being woken takes longer than the smallest statements do. Those are worked on
//! by the calling thread, see [`run_here`].

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::error::{EngineError, Result};
use crate::runtime::{self, Runtimes};

/// What planning the smallest statements takes, with room for the pages that the JVM guards at a
/// stack's end.
const STACK_NEEDED: usize = 512 << 10;

/// Ends a task at its next yield when dropped.
#[derive(Debug)]
pub struct AbortOnDrop<T>(JoinHandle<T>);

impl<T> AbortOnDrop<T> {
    pub fn new(task: JoinHandle<T>) -> Self {
        Self(task)
    }
}

impl<T> AbortOnDrop<Result<T>> {
    /// Waits for the task's end.
    pub async fn joined(&mut self) -> Result<T> {
        (&mut self.0)
            .await
            .unwrap_or_else(|_| Err(EngineError::closed("engine")))
    }
}

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Runs work on the engine's workers and waits for it.
///
/// # Errors
/// The work's own, `CANCELLED` at once when the token is, `INTERNAL` for a panic.
pub fn run<T: Send + 'static>(
    runtimes: &Arc<Runtimes>,
    token: &CancellationToken,
    work: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T> {
    let mut task = AbortOnDrop::new(runtimes.cpu().spawn(caught(work)));
    runtimes.cpu().block_on(async {
        tokio::select! {
            biased;
            () = token.cancelled() => Err(EngineError::cancelled()),
            done = task.joined() => done,
        }
    })
}

/// Runs work on the engine's workers to its end, which it finds by itself when it is cancelled.
///
/// # Errors
/// The work's own, `INTERNAL` for a panic.
pub fn run_to_end<T: Send + 'static>(
    runtimes: &Arc<Runtimes>,
    work: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T> {
    let task = runtimes.cpu().spawn(caught(work));
    runtimes
        .cpu()
        .block_on(task)
        .unwrap_or_else(|_| Err(EngineError::closed("engine")))
}

/// Runs work that is over in less time than another thread is woken, and that neither waits for
/// another task nor can be cancelled, on the calling thread.
///
/// # Errors
/// The work's own, `INTERNAL` for a panic.
pub fn run_here<T>(runtimes: &Arc<Runtimes>, work: impl Future<Output = Result<T>>) -> Result<T> {
    stacker::maybe_grow(STACK_NEEDED, runtime::STACK_BYTES, || {
        runtimes.cpu().block_on(caught(work))
    })
}

/// Turns a panic into an error.
pub async fn caught<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    AssertUnwindSafe(work)
        .catch_unwind()
        .await
        .unwrap_or_else(|payload| Err(EngineError::panic(payload.as_ref())))
}
