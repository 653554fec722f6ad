//! Numbers that stand for native objects.
//!
//! A handle is a number in a table, not a pointer: one that was closed, or never given out, is an
//! error of kind CLOSED and cannot touch freed memory. Each table owns its objects until the close
//! method named for the handle in `Native.java`; a call that is under way when its handle is closed
//! keeps the object to its end.
//!
//! | handle      | object            | given back to     |
//! |-------------|-------------------|-------------------|
//! | engine      | [`Engine`]        | `engineClose`     |
//! | session     | [`Session`]       | `sessionClose`    |
//! | token       | [`CancellationToken`] | `tokenClose`  |
//! | Delta table | [`DeltaSnapshot`] | `deltaTableClose` |
//! | external table | [`ExternalTable`] | `externalTableClose` |
//! | Arrow stream   | [`ArrowStream`]   | `arrowStreamClose`   |
//! | memory table   | [`MemoryTable`]   | `memoryTableClose`   |
//! | row feed       | [`RowFeed`]       | `rowFeedClose`       |
//! | plan        | [`Plan`]          | `planClose`       |
//! | stream      | [`OpenStream`]    | `streamClose`     |
//! | batch       | [`OpenBatch`]     | `batchClose`      |

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use delta_scan::DeltaSnapshot;
use parking_lot::Mutex;
use tokio_util::sync::CancellationToken;

use super::stream::{OpenBatch, OpenStream};
use crate::arrow_stream::ArrowStream;
use crate::engine::Engine;
use crate::error::{EngineError, Result};
use crate::files::ExternalTable;
use crate::memory_table::MemoryTable;
use crate::plan::Plan;
use crate::row_feed::RowFeed;
use crate::session::Session;

pub static ENGINES: Handles<Engine> = Handles::new("engine");
pub static SESSIONS: Handles<Session> = Handles::new("session");
pub static TOKENS: Handles<CancellationToken> = Handles::new("cancel token");
pub static TABLES: Handles<DeltaSnapshot> = Handles::new("Delta table");
pub static EXTERNAL_TABLES: Handles<ExternalTable> = Handles::new("external table");
pub static ARROW_STREAMS: Handles<ArrowStream> = Handles::new("Arrow stream");
pub static MEMORY_TABLES: Handles<MemoryTable> = Handles::new("memory table");
pub static ROW_FEEDS: Handles<RowFeed> = Handles::new("row feed");
pub static PLANS: Handles<Plan> = Handles::new("plan");
pub static STREAMS: Handles<OpenStream> = Handles::new("result");
pub static BATCHES: Handles<OpenBatch> = Handles::new("batch");

/// Unique over all tables, so that a handle of one kind is never taken for another's.
static NEXT: AtomicI64 = AtomicI64::new(1);

/// The open objects of one kind.
pub struct Handles<T> {
    what: &'static str,
    open: Mutex<BTreeMap<i64, Arc<T>>>,
}

impl<T> Handles<T> {
    const fn new(what: &'static str) -> Self {
        Self {
            what,
            open: Mutex::new(BTreeMap::new()),
        }
    }

    /// Takes ownership; the caller gives the handle back to [`Self::close`].
    pub fn open(&self, object: T) -> i64 {
        self.share(Arc::new(object))
    }

    /// As [`Self::open`], of an object that others own as well.
    pub fn share(&self, object: Arc<T>) -> i64 {
        let handle = NEXT.fetch_add(1, Ordering::Relaxed);
        self.open.lock().insert(handle, object);
        handle
    }

    /// The object for the time of a call.
    ///
    /// # Errors
    /// `CLOSED` if there is no such handle any more.
    pub fn get(&self, handle: i64) -> Result<Arc<T>> {
        self.open
            .lock()
            .get(&handle)
            .cloned()
            .ok_or_else(|| EngineError::closed(self.what))
    }

    /// Gives up the object. Closing again does nothing.
    pub fn close(&self, handle: i64) -> Option<Arc<T>> {
        self.open.lock().remove(&handle)
    }

    fn len(&self) -> usize {
        self.open.lock().len()
    }
}

/// Handles of all kinds that are open.
pub fn open_handles() -> usize {
    ENGINES.len()
        + SESSIONS.len()
        + TOKENS.len()
        + TABLES.len()
        + EXTERNAL_TABLES.len()
        + ARROW_STREAMS.len()
        + MEMORY_TABLES.len()
        + ROW_FEEDS.len()
        + PLANS.len()
        + STREAMS.len()
        + BATCHES.len()
}

/// The token of a call; 0 stands for one that is never cancelled.
pub fn token(handle: i64) -> Result<CancellationToken> {
    if handle == 0 {
        return Ok(CancellationToken::new());
    }
    TOKENS.get(handle).map(|token| token.as_ref().clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    static NUMBERS: Handles<u8> = Handles::new("number");

    #[test]
    fn a_closed_handle_and_a_made_up_one_are_errors_that_say_what_they_were() {
        let handle = NUMBERS.open(7);
        assert_eq!(*NUMBERS.get(handle).unwrap(), 7);
        assert!(NUMBERS.close(handle).is_some());
        assert!(NUMBERS.close(handle).is_none());
        for handle in [handle, 0, -1, i64::MAX] {
            let error = NUMBERS.get(handle).unwrap_err();
            assert_eq!(
                (error.kind, error.message.as_str()),
                (Kind::Closed, "the number is closed")
            );
        }
    }

    #[test]
    fn an_object_in_use_outlives_its_handle() {
        let handle = NUMBERS.open(9);
        let used = NUMBERS.get(handle).unwrap();
        NUMBERS.close(handle);
        assert_eq!(*used, 9);
    }
}
