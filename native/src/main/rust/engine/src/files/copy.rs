//! A query's rows into files of a format, by DataFusion's own sinks.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{DataType, UInt64Type};
use datafusion::datasource::listing::ListingTableUrl;
use datafusion::datasource::physical_plan::{FileGroup, FileOutputMode, FileSinkConfig};
use datafusion::execution::TaskContext;
use datafusion::execution::object_store::ObjectStoreRegistry;
use datafusion::execution::runtime_env::RuntimeEnv;
use datafusion::logical_expr::dml::InsertOp;
use datafusion::physical_plan::coalesce_partitions::CoalescePartitionsExec;
use datafusion::physical_plan::sorts::sort_preserving_merge::SortPreservingMergeExec;
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties, collect};
use futures::TryStreamExt;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use url::{Position, Url};

use super::format::{Format, Use};
use crate::error::{EngineError, Kind, Result};
use crate::session::Session;
use crate::stores::objects;
use crate::stores::tracked::TrackedStore;
use crate::task::caught;

/// Where and how a COPY writes. Deserialized from JSON with camelCase names.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CopySpec {
    /// URI of a file, or of a folder, which ends with a slash.
    pub target: String,
    pub format: Format,
    pub options: BTreeMap<String, String>,
    /// Columns that become folders of a target that is a folder.
    pub partition_by: Vec<String>,
    /// Whether what is at the target is replaced; else it is an error.
    pub overwrite: bool,
}

/// What a COPY wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CopiedFiles {
    pub rows: u64,
    pub files: Vec<CopiedFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CopiedFile {
    pub uri: String,
    pub size: u64,
}

/// Writes the rows of a physical plan.
///
/// # Errors
/// `STORE_EXISTS` for a target that is there and is not to be replaced, `PLANNING` for one in a Delta
/// table; those of the query and the store; `CANCELLED`. No new file is left then, and what was to be
/// replaced is still there.
pub async fn copy(
    session: Arc<Session>,
    spec: CopySpec,
    query: impl Future<Output = Result<Arc<dyn ExecutionPlan>>>,
    token: CancellationToken,
) -> Result<CopiedFiles> {
    let target = Target::parse(&spec)?;
    let env = session.state().runtime_env();
    let store = env.object_store_registry.get_store(&target.url)?;
    let store = if target.is_folder {
        TrackedStore::new(store)
    } else {
        TrackedStore::deferring(store)
    };
    let work = async {
        let replaced = target.replaced(&store, spec.overwrite).await?;
        let rows = write(&session, &spec, &target, query.await?, &store).await?;
        store.commit().await?;
        let files = store.written();
        for path in replaced {
            if !files.iter().any(|(written, _)| written == &path) {
                store.delete(&path).await?;
            }
        }
        Ok(CopiedFiles {
            rows,
            files: files
                .into_iter()
                .map(|(path, size)| CopiedFile {
                    uri: objects::uri(&target.url, &path, false),
                    size,
                })
                .collect(),
        })
    };
    let result = tokio::select! {
        biased;
        () = token.cancelled() => Err(EngineError::cancelled()),
        copied = caught(work) => copied,
    };
    if result.is_err() {
        store.remove().await;
    }
    result
}

/// A place in a store.
struct Target {
    url: Url,
    path: Path,
    is_folder: bool,
}

impl Target {
    fn parse(spec: &CopySpec) -> Result<Self> {
        let (url, path) = objects::location(&spec.target)?;
        let is_folder = spec.target.ends_with('/');
        if !is_folder && !spec.partition_by.is_empty() {
            return Err(EngineError::new(
                Kind::Planning,
                format!(
                    "a partitioned COPY writes into a folder: end '{}' with a slash",
                    spec.target
                ),
            ));
        }
        Ok(Self {
            url,
            path,
            is_folder,
        })
    }

    /// What is at the target.
    async fn replaced(&self, store: &TrackedStore, overwrite: bool) -> Result<Vec<Path>> {
        self.outside_of_delta(store).await?;
        let found: Vec<Path> = if self.is_folder {
            let listed = store.list(Some(&self.path));
            listed.map_ok(|meta| meta.location).try_collect().await?
        } else {
            match store.head(&self.path).await {
                Ok(meta) => vec![meta.location],
                Err(object_store::Error::NotFound { .. }) => Vec::new(),
                Err(error) => return Err(error.into()),
            }
        };
        if found.is_empty() || overwrite {
            return Ok(found);
        }
        let what = if self.is_folder {
            "is a folder that is not empty"
        } else {
            "exists"
        };
        Err(EngineError::new(
            Kind::StoreExists,
            format!(
                "{} {what}: COPY replaces only where it is told to",
                self.url
            ),
        ))
    }

    async fn outside_of_delta(&self, store: &TrackedStore) -> Result<()> {
        let parts: Vec<_> = self.path.parts().collect();
        let folders = if self.is_folder {
            parts.len()
        } else {
            parts.len().saturating_sub(1)
        };
        for depth in (0..=folders).rev() {
            let log: Path = parts[..depth]
                .iter()
                .cloned()
                .chain([object_store::path::PathPart::from("_delta_log")])
                .collect();
            if store.list(Some(&log)).try_next().await?.is_some() {
                return Err(EngineError::new(
                    Kind::Planning,
                    format!(
                        "{} is in a Delta table's folder: use INSERT there",
                        self.url
                    ),
                ));
            }
        }
        Ok(())
    }
}

async fn write(
    session: &Session,
    spec: &CopySpec,
    target: &Target,
    query: Arc<dyn ExecutionPlan>,
    store: &TrackedStore,
) -> Result<u64> {
    let format = spec
        .format
        .with_options(session, &spec.options, Use::Write)?;
    let extension = match format.compression_type() {
        Some(compression) => format
            .get_ext_with_compression(&compression)
            .unwrap_or_else(|_| format.get_ext()),
        None => format.get_ext(),
    };
    let schema = query.schema();
    for column in &spec.partition_by {
        if schema.index_of(column).is_err() {
            return Err(EngineError::new(
                Kind::Schema,
                format!("column '{column}' of PARTITIONED BY is not in the query"),
            ));
        }
    }
    let path = ListingTableUrl::parse(&spec.target)?;
    let config = FileSinkConfig {
        original_url: spec.target.clone(),
        object_store_url: path.object_store(),
        table_paths: vec![path],
        file_group: FileGroup::default(),
        output_schema: schema,
        table_partition_cols: spec
            .partition_by
            .iter()
            .map(|column| (column.clone(), DataType::Null))
            .collect(),
        insert_op: InsertOp::Append,
        keep_partition_by_columns: false,
        file_extension: extension,
        file_output_mode: if target.is_folder {
            FileOutputMode::Directory
        } else {
            FileOutputMode::SingleFile
        },
    };
    let sink = format
        .create_writer_physical_plan(in_one_partition(query), session.state(), config, None)
        .await?;
    let env = RuntimeEnv::clone(session.state().runtime_env());
    let registry = TrackedRegistry {
        inner: Arc::clone(&env.object_store_registry),
        authority: target.url[..Position::BeforePath].to_string(),
        store: store.clone(),
    };
    let env = RuntimeEnv {
        object_store_registry: Arc::new(registry),
        ..env
    };
    let context = TaskContext::from(session.state()).with_runtime(Arc::new(env));
    let counts = collect(sink, Arc::new(context)).await?;
    Ok(counts
        .iter()
        .flat_map(|batch| batch.column(0).as_primitive::<UInt64Type>().values())
        .sum())
}

/// A sink reads one partition of its input, and no optimizer comes after it to see to that.
fn in_one_partition(query: Arc<dyn ExecutionPlan>) -> Arc<dyn ExecutionPlan> {
    if query.output_partitioning().partition_count() <= 1 {
        return query;
    }
    match query.output_ordering().cloned() {
        Some(ordering) => Arc::new(SortPreservingMergeExec::new(ordering, query)),
        None => Arc::new(CoalescePartitionsExec::new(query)),
    }
}

/// The engine's stores, with the target's in its tracked form.
struct TrackedRegistry {
    inner: Arc<dyn ObjectStoreRegistry>,
    authority: String,
    store: TrackedStore,
}

impl fmt::Debug for TrackedRegistry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrackedRegistry").finish_non_exhaustive()
    }
}

impl ObjectStoreRegistry for TrackedRegistry {
    fn register_store(
        &self,
        url: &Url,
        store: Arc<dyn ObjectStore>,
    ) -> Option<Arc<dyn ObjectStore>> {
        self.inner.register_store(url, store)
    }

    fn get_store(&self, url: &Url) -> datafusion::common::Result<Arc<dyn ObjectStore>> {
        if url[..Position::BeforePath] == self.authority {
            Ok(Arc::new(self.store.clone()))
        } else {
            self.inner.get_store(url)
        }
    }
}
