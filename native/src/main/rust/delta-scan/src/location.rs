//! Where a file is: a store and a path in it.

use std::fmt;

use datafusion::common::{DataFusionError, Result, plan_datafusion_err};
use datafusion::datasource::object_store::ObjectStoreUrl;
use object_store::path::Path;
use url::{Position, Url};

/// An object: the URL its store is registered under, and its path there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Location {
    pub store: ObjectStoreUrl,
    pub path: Path,
}

impl Location {
    /// The object at an absolute URI.
    pub fn from_uri(uri: &str) -> Result<Self> {
        let url = Url::parse(uri)
            .map_err(|e| plan_datafusion_err!("'{uri}' is not an absolute URI: {e}"))?;
        let store = ObjectStoreUrl::parse(&url[..Position::BeforePath])?;
        let path = decode(url.path())?;
        Ok(Self { store, path })
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.store, self.path)
    }
}

/// A table's folder, against which the paths of the log are resolved (PROTOCOL.md, "Add File and
/// Remove File": a relative path, or an absolute URI; either is URL-encoded).
#[derive(Debug, Clone)]
pub(crate) struct TableRoot(Location);

impl TableRoot {
    pub fn try_new(root: &str) -> Result<Self> {
        Location::from_uri(root).map(Self)
    }

    pub fn resolve(&self, path: &str) -> Result<Location> {
        if is_uri(path) {
            // Hadoop's names for S3; object stores are registered under the one scheme.
            let canonical = ["s3a://", "s3n://"]
                .iter()
                .find_map(|alias| path.strip_prefix(alias))
                .map(|rest| format!("s3://{rest}"));
            return Location::from_uri(canonical.as_deref().unwrap_or(path));
        }
        let path = match path.strip_prefix('/') {
            Some(_) => decode(path)?,
            None => {
                let relative = decode(path)?;
                if self.0.path.as_ref().is_empty() {
                    relative
                } else {
                    Path::parse(format!("{}/{relative}", self.0.path))
                        .map_err(|e| DataFusionError::External(Box::new(e)))?
                }
            }
        };
        Ok(Location {
            store: self.0.store.clone(),
            path,
        })
    }
}

fn decode(path: &str) -> Result<Path> {
    Path::from_url_path(path).map_err(|e| plan_datafusion_err!("'{path}' is no path: {e}"))
}

/// Whether a path begins with a scheme (RFC 3986, section 3.1).
fn is_uri(path: &str) -> bool {
    path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(root: &str, path: &str) -> String {
        let root = TableRoot::try_new(root).unwrap();
        root.resolve(path).unwrap().to_string()
    }

    #[test]
    fn a_relative_path_is_decoded_once() {
        assert_eq!(
            resolved("file:///w/a%20b/", "p=x%252Fy%20z/ü.parquet"),
            "file:///w/a b/p=x%2Fy z/ü.parquet"
        );
    }

    #[test]
    fn a_colon_in_a_partition_value_is_no_scheme() {
        assert_eq!(
            resolved("s3://bucket/t/", "p_ts=2024-01-01 00:00/f.parquet"),
            "s3://bucket/t/p_ts=2024-01-01 00:00/f.parquet"
        );
    }

    #[test]
    fn an_absolute_path_may_be_in_another_store() {
        assert_eq!(
            resolved("s3://bucket/t/", "s3a://other/clone/f.parquet"),
            "s3://other/clone/f.parquet"
        );
        assert_eq!(
            resolved("file:///w/t/", "file:/w/other/f.parquet"),
            "file:///w/other/f.parquet"
        );
        assert_eq!(
            resolved("file:///w/t/", "/w/other/f.parquet"),
            "file:///w/other/f.parquet"
        );
    }

    #[test]
    fn a_table_may_be_the_root_of_its_store() {
        assert_eq!(resolved("memory:///", "f.parquet"), "memory:///f.parquet");
    }
}
