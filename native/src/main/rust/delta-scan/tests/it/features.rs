//! Every feature table at every version, against the rows that Spark reads.

use std::fs;
use std::path::Path;

use datafusion::prelude::{SessionConfig, SessionContext};

use crate::json;
use crate::replay::{data, provider};

/// Settings under which a scan takes different ways and must give the same rows.
fn sessions() -> Vec<(&'static str, SessionContext)> {
    let mut split = SessionConfig::new()
        .with_target_partitions(4)
        .with_batch_size(2);
    split.options_mut().optimizer.repartition_file_min_size = 1;
    let mut pushdown = split.clone();
    pushdown.options_mut().execution.parquet.pushdown_filters = true;
    let single = SessionConfig::new().with_target_partitions(1);
    [
        ("one partition", single),
        ("split files", split),
        ("filters pushed down", pushdown),
    ]
    .map(|(name, config)| (name, SessionContext::new_with_config(config)))
    .into()
}

fn versions(expected: &Path) -> Vec<u64> {
    let mut versions: Vec<u64> = fs::read_dir(expected)
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name.strip_prefix('v')?.strip_suffix(".jsonl")?.parse().ok()
        })
        .collect();
    versions.sort_unstable();
    versions
}

#[tokio::test]
async fn every_version_of_every_feature_table_reads_as_spark_reads_it() {
    let mut compared = 0;
    let mut failures = Vec::new();
    for entry in fs::read_dir(data().join("expected/features")).unwrap() {
        let table = entry.unwrap().file_name().into_string().unwrap();
        let expected = data().join("expected/features").join(&table);
        for version in versions(&expected) {
            let text = fs::read_to_string(expected.join(format!("v{version}.jsonl"))).unwrap();
            let folder = data().join("features").join(&table);
            for (name, session) in sessions() {
                session
                    .register_table("t", provider(&folder, version))
                    .unwrap();
                let rows = async { session.sql("SELECT * FROM t").await?.collect().await };
                let schema = session.table_provider("t").await.unwrap().schema();
                let expected = json::expected(&text, &schema);
                match rows.await {
                    Ok(batches) if json::rows(&batches) == expected => {
                        let wrong = json::decimals(&batches);
                        let wrong = wrong.iter().find(|d| !text.contains(&format!(":{d}")));
                        failures.extend(wrong.map(|d| format!("{table} v{version}: {d}")));
                    }
                    Ok(batches) => failures.push(format!(
                        "{table} v{version} ({name}):\n  {:?}\n  Spark {:?}",
                        json::rows(&batches).iter().take(5).collect::<Vec<_>>(),
                        expected.iter().take(5).collect::<Vec<_>>()
                    )),
                    Err(error) => failures.push(format!("{table} v{version} ({name}): {error}")),
                }
            }
            compared += 1;
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(compared, 115, "versions with an expected file");
}
