//! Cancelling and closing, in the states that a statement can be in.

use std::collections::HashMap;
use std::thread;
use std::time::{Duration, Instant};

use super::*;
use crate::error::Kind;

/// Far above what a cancel takes and far below what these statements do.
const SOON: Duration = Duration::from_secs(20);

const CROSS_JOIN: &str = "select count(*) from generate_series(1, 100000) a, \
                          generate_series(1, 100000) b, generate_series(1, 100000) c \
                          where a.value + b.value <> c.value";

const LONG: [&str; 5] = [
    CROSS_JOIN,
    "select value from generate_series(1, 9000000000000) where value < 0",
    "select value from generate_series(1, 9000000000000) order by value desc",
    "select a.value, count(*) from generate_series(1, 9000000000000) a group by a.value",
    "select count(*) from generate_series(1, 9000000000000) a \
     join generate_series(1, 9000000000000) b on a.value = b.value",
];

pub(super) fn released(engine: &Engine) -> bool {
    let deadline = Instant::now() + SOON;
    while Instant::now() < deadline {
        if engine.env().memory_pool.reserved() == 0 {
            return true;
        }
        thread::sleep(Duration::from_millis(10));
    }
    false
}

#[test]
fn a_cancel_ends_a_blocked_read_and_gives_its_memory_back() {
    for sql in LONG {
        cancelled_in_time(sql, Bindings::new());
    }
}

#[test]
fn a_cancel_ends_what_reads_a_delta_table() {
    let table = writes::table_of_numbers(2_000_000);
    // each row is met a million times: no machine is at the end before the cancel
    for sql in [
        "select count(*) from c.s.t a, generate_series(1, 1000000) g \
         where regexp_like(a.t || g.value, '(a.*){12}(b.*){12}$')",
        "select v from c.s.t a, generate_series(1, 1000000) g order by t desc, v, g.value",
        "select count(*) from c.s.t a join c.s.t b on a.t = b.t, generate_series(1, 1000000) g \
         where b.v * g.value < 0",
        "select count(*) from c.s.t a, c.s.t b where a.v * b.v < 0",
        "select t, g.value, count(*) from c.s.t a, generate_series(1, 1000000) g \
         group by t, g.value having count(*) > 1",
    ] {
        cancelled_in_time(sql, table.bindings());
    }
}

/// Cancels a statement while its first batch is awaited, in the middle of its work.
fn cancelled_in_time(sql: &str, tables: Bindings) {
    let engine = engine(&[("memory_limit", "2000000000")]);
    let session = Arc::new(engine.session(&[]).unwrap());
    let plan = plan_on(session, sql, tables).unwrap();
    let token = CancellationToken::new();
    let stream = plan
        .execute(parameters::NONE, HashMap::new(), token.clone())
        .unwrap();
    let cancelled = thread::spawn(move || {
        thread::sleep(Duration::from_millis(300));
        token.cancel();
        Instant::now()
    });
    let error = rest(&stream).unwrap_err();
    let returned = Instant::now();
    let cancelled = cancelled.join().unwrap();
    assert_eq!(error.kind, Kind::Cancelled, "{sql}");
    assert!(stream.next().is_err() || stream.next().unwrap().is_none());
    let held = engine.env().memory_pool.reserved();
    assert!(released(&engine), "{sql}");
    println!(
        "{:?} to return, {:?} until {held} bytes are back: {sql}",
        returned - cancelled,
        cancelled.elapsed()
    );
}

#[test]
fn a_close_from_another_thread_ends_a_blocked_read() {
    let engine = engine(&[]);
    let session = Arc::new(engine.session(&[]).unwrap());
    let plan = plan_on(session, CROSS_JOIN, Bindings::new()).unwrap();
    let stream = Arc::new(execute(&plan).unwrap());
    let other = Arc::clone(&stream);
    let closer = thread::spawn(move || {
        thread::sleep(Duration::from_millis(100));
        other.close();
    });
    assert_eq!(rest(&stream).unwrap_err().kind, Kind::Closed);
    closer.join().unwrap();
    drop(stream);
    assert!(released(&engine));
}

#[test]
fn a_stream_that_is_dropped_half_read_gives_its_memory_back() {
    let engine = engine(&[]);
    let session = Arc::new(engine.session(&[]).unwrap());
    let sql = "select value, count(*) over () from generate_series(1, 1000000) order by value";
    let plan = plan_on(session, sql, Bindings::new()).unwrap();
    let stream = execute(&plan).unwrap();
    assert!(stream.next().unwrap().is_some());
    drop(stream);
    assert!(released(&engine));
}

#[test]
fn a_token_that_was_cancelled_before_refuses_everything() {
    let token = CancellationToken::new();
    token.cancel();
    let error = Plan::new(session(), "select 1".to_string(), Bindings::new(), &token)
        .err()
        .unwrap();
    assert_eq!(error.kind, Kind::Cancelled);
    let plan = plan("select 1").unwrap();
    let error = plan
        .execute(parameters::NONE, HashMap::new(), token)
        .unwrap_err();
    assert_eq!(error.kind, Kind::Cancelled);
}

#[test]
fn results_outlive_plan_session_and_engine() {
    let stream = execute(&plan("select value from generate_series(1, 100000)").unwrap()).unwrap();
    let count: usize = rest(&stream)
        .unwrap()
        .iter()
        .map(RecordBatch::num_rows)
        .sum();
    assert_eq!(count, 100_000);
}
