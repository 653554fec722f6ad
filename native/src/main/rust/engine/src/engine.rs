//! An engine: memory, spill folder, object stores and caches of one warehouse.

use std::collections::HashMap;
use std::fmt::Display;
use std::num::NonZeroUsize;
use std::path::Path;
use std::str::FromStr;
use std::sync::{Arc, OnceLock, Weak};

use datafusion::execution::SessionState;
use datafusion::execution::cache::cache_manager::CacheManagerConfig;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::{FairSpillPool, MemoryPool, TrackConsumersPool};
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use parking_lot::Mutex;

use crate::error::{EngineError, Kind, Result};
use crate::memory;
use crate::runtime::Runtimes;
use crate::session::{Session, base_state, template_state};
use crate::stores::Stores;

/// Consumers that a memory error names.
const CONSUMERS_NAMED: usize = 5;
const DEFAULT_METADATA_CACHE: usize = 256 << 20;

static POOLS: Mutex<Vec<Weak<dyn MemoryPool>>> = Mutex::new(Vec::new());

/// Settings of an engine. Those not given have defaults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngineSettings {
    /// Bytes that operators may reserve before they spill.
    pub memory_limit: usize,
    /// Where the engine makes a spill folder of its own; the system's temporary folder if none.
    pub spill_directory: Option<String>,
    /// Partitions that a plan is split into; the number of cores if none.
    pub target_partitions: Option<usize>,
    /// Rows in a batch; the engine's own default if none.
    pub batch_size: Option<usize>,
    /// Bytes of parquet footers and indexes that are kept.
    pub metadata_cache_limit: usize,
}

impl EngineSettings {
    /// Reads settings by name.
    ///
    /// # Errors
    /// `PLANNING`, naming an unknown setting or a value that is not allowed.
    pub fn parse(settings: &HashMap<String, String>) -> Result<Self> {
        let mut parsed = Self {
            memory_limit: memory::default_limit(),
            spill_directory: None,
            target_partitions: None,
            batch_size: None,
            metadata_cache_limit: DEFAULT_METADATA_CACHE,
        };
        for (name, value) in settings {
            match name.as_str() {
                "memory_limit" => parsed.memory_limit = positive(name, value)?,
                "spill_directory" => parsed.spill_directory = Some(value.clone()),
                "target_partitions" => parsed.target_partitions = Some(positive(name, value)?),
                "batch_size" => parsed.batch_size = Some(positive(name, value)?),
                "metadata_cache_limit" => parsed.metadata_cache_limit = number(name, value)?,
                _ => {
                    return Err(EngineError::new(
                        Kind::Planning,
                        format!(
                            "unknown engine setting '{name}': the settings are memory_limit, \
                             spill_directory, target_partitions, batch_size, metadata_cache_limit"
                        ),
                    ));
                }
            }
        }
        Ok(parsed)
    }
}

/// What sessions of one warehouse share.
///
/// Plans and streams hold the parts that they need, so closing an engine while they are open takes
/// nothing from under them: memory and the spill folder go with the last of them.
#[derive(Debug)]
pub struct Engine {
    env: Arc<RuntimeEnv>,
    stores: Arc<Stores>,
    runtimes: Arc<Runtimes>,
    base: SessionState,
    template: OnceLock<Arc<Session>>,
}

impl Engine {
    /// Opens an engine.
    ///
    /// # Errors
    /// `PLANNING` for settings that are not allowed, `DISK` if the spill folder cannot be made.
    pub fn open(
        storage_options: HashMap<String, String>,
        settings: &EngineSettings,
    ) -> Result<Self> {
        let runtimes = Runtimes::current()?;
        let stores = Arc::new(Stores::new(storage_options, runtimes.io().clone()));
        let pool: Arc<dyn MemoryPool> = Arc::new(TrackConsumersPool::new(
            FairSpillPool::new(settings.memory_limit),
            NonZeroUsize::MIN.saturating_add(CONSUMERS_NAMED - 1),
        ));
        let env = RuntimeEnvBuilder::new()
            .with_memory_pool(Arc::clone(&pool))
            .with_object_store_registry(Arc::clone(&stores) as _)
            .with_disk_manager_builder(disk_manager(settings.spill_directory.as_deref())?)
            .with_cache_manager(
                CacheManagerConfig::default()
                    // New files of a table would not be seen: the cache has no expiry.
                    .with_list_files_cache_limit(0)
                    .with_metadata_cache_limit(settings.metadata_cache_limit),
            )
            .build_arc()
            .map_err(|error| spill_error(settings, EngineError::from(error)))?;
        let mut pools = POOLS.lock();
        pools.retain(|pool| pool.strong_count() > 0);
        pools.push(Arc::downgrade(&pool));
        drop(pools);
        Ok(Self {
            base: base_state(Arc::clone(&env), settings),
            env,
            stores,
            runtimes,
            template: OnceLock::new(),
        })
    }

    /// Opens a session with DataFusion's settings (`datafusion.execution.time_zone` and the like).
    ///
    /// # Errors
    /// `PLANNING` for settings that do not exist or may not be changed.
    pub fn session(&self, settings: &[(String, String)]) -> Result<Session> {
        Session::open(&self.base, Arc::clone(&self.runtimes), settings)
    }

    /// The session that knows only the engine's own information_schema, made when first asked for.
    pub fn template(&self) -> Arc<Session> {
        Arc::clone(self.template.get_or_init(|| {
            let state = template_state(&self.base);
            Arc::new(Session::of(state, Arc::clone(&self.runtimes)))
        }))
    }

    pub fn env(&self) -> &Arc<RuntimeEnv> {
        &self.env
    }

    pub fn stores(&self) -> &Arc<Stores> {
        &self.stores
    }

    pub fn runtimes(&self) -> &Arc<Runtimes> {
        &self.runtimes
    }
}

/// Bytes reserved in the memory pools of all engines.
pub fn reserved_bytes() -> usize {
    let pools = POOLS.lock();
    pools
        .iter()
        .filter_map(Weak::upgrade)
        .map(|pool| pool.reserved())
        .sum()
}

/// Without a folder given, one is made in the system's temporary folder at the first spill.
fn disk_manager(directory: Option<&str>) -> Result<DiskManagerBuilder> {
    let Some(directory) = directory else {
        return Ok(DiskManagerBuilder::default());
    };
    std::fs::create_dir_all(Path::new(directory)).map_err(|error| {
        EngineError::new(
            Kind::Disk,
            format!("the spill directory {directory} cannot be made: {error}"),
        )
    })?;
    let mode = DiskManagerMode::Directories(vec![directory.into()]);
    Ok(DiskManagerBuilder::default().with_mode(mode))
}

fn spill_error(settings: &EngineSettings, error: EngineError) -> EngineError {
    match &settings.spill_directory {
        Some(directory) => EngineError::new(
            Kind::Disk,
            format!("the spill directory {directory} cannot be used: {error}"),
        ),
        None => error,
    }
}

fn number<T: FromStr>(name: &str, value: &str) -> Result<T>
where
    T::Err: Display,
{
    value.parse().map_err(|error| {
        EngineError::new(
            Kind::Planning,
            format!("engine setting '{name}' cannot be '{value}': {error}"),
        )
    })
}

fn positive(name: &str, value: &str) -> Result<usize> {
    Ok(number::<NonZeroUsize>(name, value)?.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(pairs: &[(&str, &str)]) -> Result<EngineSettings> {
        EngineSettings::parse(
            &pairs
                .iter()
                .map(|(name, value)| (name.to_string(), value.to_string()))
                .collect(),
        )
    }

    #[test]
    fn settings_are_read_by_name() {
        let parsed = settings(&[("memory_limit", "1000"), ("batch_size", "7")]).unwrap();
        assert_eq!((parsed.memory_limit, parsed.batch_size), (1000, Some(7)));
    }

    #[test]
    fn an_unknown_setting_and_a_wrong_value_name_the_setting() {
        for (name, value) in [
            ("memory", "1"),
            ("memory_limit", "0"),
            ("batch_size", "many"),
        ] {
            let error = settings(&[(name, value)]).unwrap_err();
            assert_eq!(error.kind, Kind::Planning);
            assert!(error.message.contains(name), "{error}");
        }
    }

    #[test]
    fn the_spill_folder_is_made_and_goes_with_the_engine() {
        let folder = tempfile::tempdir().unwrap();
        let spill = folder.path().join("a/b");
        let settings = settings(&[("spill_directory", spill.to_str().unwrap())]).unwrap();
        let engine = Engine::open(HashMap::new(), &settings).unwrap();
        assert_eq!(std::fs::read_dir(&spill).unwrap().count(), 1);
        drop(engine);
        assert_eq!(std::fs::read_dir(&spill).unwrap().count(), 0);
    }

    #[test]
    fn a_spill_folder_that_cannot_be_made_is_a_disk_error_that_names_it() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let spill = file.path().join("below");
        let settings = settings(&[("spill_directory", spill.to_str().unwrap())]).unwrap();
        let error = Engine::open(HashMap::new(), &settings).unwrap_err();
        assert_eq!(error.kind, Kind::Disk);
        assert!(error.message.contains(spill.to_str().unwrap()), "{error}");
    }
}
