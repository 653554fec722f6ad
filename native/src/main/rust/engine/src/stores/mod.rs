//! The object stores of one engine.
//!
//! DataFusion's registry expects every store to be registered before it is used, and keys them by
//! scheme and host alone. [`Stores`] builds a store when a URI first asks for it, from the engine's
//! own options; no two engines share one, so neither do two sets of credentials.
//!
//! - `file:` is [`LocalStore`], whose puts are atomic and durable.
//! - `memory:` lives as long as the engine.
//! - `s3:`, `gs:`, `az:`/`abfs:` and `http:` send their requests from the I/O runtime, as
//!   [`crate::runtime`] explains. Credentials come from the process's environment and, before it,
//!   from the options.
//!
//! [`objects`] are the operations that Java calls, by absolute URI.

mod local;
pub mod objects;
pub mod tracked;

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use datafusion::common::DataFusionError;
use datafusion::execution::object_store::ObjectStoreRegistry;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::client::SpawnedReqwestConnector;
use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey};
use object_store::http::HttpBuilder;
use object_store::memory::InMemory;
use object_store::{ClientConfigKey, ObjectStore, ObjectStoreScheme};
use parking_lot::Mutex;
use tokio::runtime::Handle;
use url::{Position, Url};

use crate::error::{EngineError, Kind, Result};
use local::LocalStore;

/// Stores by scheme and authority, built at need.
pub struct Stores {
    options: HashMap<String, String>,
    io: Handle,
    built: Mutex<HashMap<String, Arc<dyn ObjectStore>>>,
}

impl Stores {
    /// `options` are object_store's own names, such as `aws_access_key_id`.
    pub fn new(options: HashMap<String, String>, io: Handle) -> Self {
        let options = options
            .into_iter()
            .map(|(name, value)| (name.to_ascii_lowercase(), value))
            .collect();
        Self {
            options,
            io,
            built: Mutex::default(),
        }
    }

    /// The store that a URI lies in.
    ///
    /// # Errors
    /// `PLANNING` if there is no such kind of store or its options do not fit.
    pub fn store(&self, url: &Url) -> Result<Arc<dyn ObjectStore>> {
        let key = url[..Position::BeforePath].to_string();
        let mut built = self.built.lock();
        if let Some(store) = built.get(&key) {
            return Ok(Arc::clone(store));
        }
        let store = self.build(url)?;
        built.insert(key, Arc::clone(&store));
        Ok(store)
    }

    fn build(&self, url: &Url) -> Result<Arc<dyn ObjectStore>> {
        let (scheme, _) = ObjectStoreScheme::parse(url).map_err(|_| unknown_scheme(url))?;
        let connector = SpawnedReqwestConnector::new(self.io.clone());
        let address = url[..Position::BeforePath].to_string();
        let store: Arc<dyn ObjectStore> = match scheme {
            ObjectStoreScheme::Local => Arc::new(LocalStore::new()),
            ObjectStoreScheme::Memory => Arc::new(InMemory::new()),
            ObjectStoreScheme::AmazonS3 => Arc::new(
                self.known::<AmazonS3ConfigKey>()
                    .fold(AmazonS3Builder::from_env(), |builder, (key, value)| {
                        builder.with_config(key, value)
                    })
                    .with_url(url.as_str())
                    .with_http_connector(connector)
                    .build()?,
            ),
            ObjectStoreScheme::GoogleCloudStorage => Arc::new(
                self.known::<GoogleConfigKey>()
                    .fold(
                        GoogleCloudStorageBuilder::from_env(),
                        |builder, (key, value)| builder.with_config(key, value),
                    )
                    .with_url(url.as_str())
                    .with_http_connector(connector)
                    .build()?,
            ),
            ObjectStoreScheme::MicrosoftAzure => Arc::new(
                self.known::<AzureConfigKey>()
                    .fold(
                        MicrosoftAzureBuilder::from_env(),
                        |builder, (key, value)| builder.with_config(key, value),
                    )
                    .with_url(url.as_str())
                    .with_http_connector(connector)
                    .build()?,
            ),
            ObjectStoreScheme::Http => Arc::new(
                self.known::<ClientConfigKey>()
                    .fold(HttpBuilder::new(), |builder, (key, value)| {
                        builder.with_config(key, value)
                    })
                    .with_url(address)
                    .with_http_connector(connector)
                    .build()?,
            ),
            _ => return Err(unknown_scheme(url)),
        };
        Ok(store)
    }

    /// The options that this kind of store knows; the others are for other stores.
    fn known<K: FromStr>(&self) -> impl Iterator<Item = (K, String)> + '_ {
        self.options
            .iter()
            .filter_map(|(name, value)| Some((name.parse().ok()?, value.clone())))
    }
}

impl ObjectStoreRegistry for Stores {
    fn register_store(
        &self,
        url: &Url,
        store: Arc<dyn ObjectStore>,
    ) -> Option<Arc<dyn ObjectStore>> {
        let key = url[..Position::BeforePath].to_string();
        self.built.lock().insert(key, store)
    }

    fn get_store(&self, url: &Url) -> datafusion::common::Result<Arc<dyn ObjectStore>> {
        self.store(url)
            .map_err(|error| DataFusionError::External(Box::new(error)))
    }
}

/// Names only: the values may be credentials.
impl fmt::Debug for Stores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stores")
            .field("options", &self.options.keys())
            .finish_non_exhaustive()
    }
}

fn unknown_scheme(url: &Url) -> EngineError {
    EngineError::new(
        Kind::Planning,
        format!(
            "there is no object store for {}: file, memory, s3, gs, az, abfss, http and https are known",
            &url[..Position::BeforePath]
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stores(options: &[(&str, &str)]) -> (tokio::runtime::Runtime, Stores) {
        let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
        let options = options
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect();
        let stores = Stores::new(options, runtime.handle().clone());
        (runtime, stores)
    }

    #[test]
    fn every_scheme_has_a_store_and_equal_authorities_share_it() {
        let (_runtime, stores) = stores(&[
            ("aws_region", "eu-west-1"),
            ("azure_storage_account_name", "account"),
            ("allow_http", "true"),
        ]);
        for uri in [
            "file:///tmp/a",
            "memory:///a",
            "s3://bucket/a",
            "gs://bucket/a",
            "az://container/a",
            "abfss://container@account.dfs.core.windows.net/a",
            "https://example.org/a",
            "http://localhost:8080/a",
        ] {
            let url = Url::parse(uri).unwrap();
            let first = stores
                .store(&url)
                .unwrap_or_else(|error| panic!("{uri}: {error}"));
            assert!(Arc::ptr_eq(
                &first,
                &stores.store(&url.join("b").unwrap()).unwrap()
            ));
        }
    }

    #[test]
    fn an_unknown_scheme_is_named_in_the_error() {
        let (_runtime, stores) = stores(&[]);
        let error = stores
            .store(&Url::parse("hdfs://node/a").unwrap())
            .unwrap_err();
        assert_eq!(error.kind, Kind::Planning);
        assert!(error.message.contains("hdfs://node"), "{error}");
    }

    #[test]
    fn values_of_options_are_not_printed() {
        let (_runtime, stores) = stores(&[("aws_secret_access_key", "s3cr3t")]);
        let printed = format!("{stores:?}");
        assert!(printed.contains("aws_secret_access_key") && !printed.contains("s3cr3t"));
    }
}
