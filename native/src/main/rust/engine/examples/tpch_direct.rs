//! The engine alone, to compare with: runs queries on folders of parquet files registered as
//! listing tables, no Delta, no lane, no JDBC, and prints the best of five times of each, in
//! milliseconds, one a line.
//!
//! Takes the folder of the tables' folders and the queries' files, in order.

use std::path::PathBuf;
use std::time::Instant;

use datafusion::error::Result;
use datafusion::execution::options::ParquetReadOptions;
use datafusion::prelude::SessionContext;

const RUNS: usize = 5;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let tables = arguments.next().expect("the folder of the tables' folders");
    let context = SessionContext::new();
    for entry in std::fs::read_dir(tables)? {
        let folder = entry?.path();
        let name = folder.file_name().expect("a name").to_string_lossy();
        let location = format!("{}/", folder.display());
        context
            .register_parquet(name.as_ref(), location, ParquetReadOptions::default())
            .await?;
    }
    for query in arguments {
        let sql = std::fs::read_to_string(query)?;
        let mut best = f64::INFINITY;
        for _ in 0..RUNS {
            let start = Instant::now();
            context.sql(&sql).await?.collect().await?;
            best = best.min(start.elapsed().as_secs_f64() * 1e3);
        }
        println!("{best:.3}");
    }
    Ok(())
}
