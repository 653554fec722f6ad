//! Work for a caller that waits and may give up.
//!
//! Java threads have small stacks and cannot be interrupted in native code. So planning runs on the
//! engine's workers, whose stacks are large, and the caller waits for the answer or for its token,
//! whichever comes first.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::error::{EngineError, Result};
use crate::runtime::Runtimes;

/// Ends a task at its next yield when dropped.
#[derive(Debug)]
pub struct AbortOnDrop<T>(JoinHandle<T>);

impl<T> AbortOnDrop<T> {
    pub fn new(task: JoinHandle<T>) -> Self {
        Self(task)
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
            done = &mut task.0 => done.unwrap_or_else(|_| Err(EngineError::closed("engine"))),
        }
    })
}

/// Turns a panic into an error.
pub async fn caught<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    AssertUnwindSafe(work)
        .catch_unwind()
        .await
        .unwrap_or_else(|payload| Err(EngineError::panic(payload.as_ref())))
}
