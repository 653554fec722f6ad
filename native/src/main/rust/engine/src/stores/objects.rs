//! What Java asks of the object stores, by absolute URI.
//!
//! URIs are percent-encoded; a path in a store is not. [`location`] and [`uri`] are each other's
//! inverse, also for names that hold `%`, spaces or non-ASCII text: a folder that is called
//! `part=a%3Ab` on disk is `part=a%253Ab` in a URI.

use futures::TryStreamExt;
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt, PutMode, PutOptions};
use serde::Serialize;
use url::{Position, Url};

use super::Stores;
use crate::error::{EngineError, Kind, Result};

/// A file, or a folder in a listing with delimiter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Absolute; a folder's ends with a slash.
    pub uri: String,
    /// Bytes; 0 for a folder.
    pub size: u64,
    /// Milliseconds since the epoch; 0 for a folder.
    pub modified: i64,
    pub etag: Option<String>,
    pub dir: bool,
}

/// What lies under a folder, ordered by URI: everything, or with `delimiter` its direct children.
///
/// A folder that does not exist is empty.
pub async fn list(
    stores: &Stores,
    folder: &str,
    start_after: Option<&str>,
    delimiter: bool,
) -> Result<Vec<Entry>> {
    let (base, prefix) = location(folder)?;
    let store = stores.store(&base)?;
    let offset = start_after
        .map(|uri| Ok::<_, EngineError>(location(uri)?.1))
        .transpose()?;
    let (folders, objects) = if delimiter {
        let listed = store.list_with_delimiter(Some(&prefix)).await?;
        (listed.common_prefixes, listed.objects)
    } else {
        let objects = match &offset {
            Some(offset) => store.list_with_offset(Some(&prefix), offset),
            None => store.list(Some(&prefix)),
        };
        (Vec::new(), objects.try_collect().await?)
    };
    let after = |path: &Path| offset.as_ref().is_none_or(|offset| path > offset);
    let mut entries: Vec<(Path, Entry)> = objects
        .into_iter()
        .filter(|meta| after(&meta.location))
        .map(|meta| (meta.location.clone(), entry(&base, &meta)))
        .chain(folders.into_iter().filter(after).map(|path| {
            let entry = folder_entry(&base, &path);
            (path, entry)
        }))
        .collect();
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(entries.into_iter().map(|(_, entry)| entry).collect())
}

/// One file's size, time and etag.
pub async fn head(stores: &Stores, file: &str) -> Result<Entry> {
    let (base, path) = location(file)?;
    let meta = stores.store(&base)?.head(&path).await?;
    Ok(entry(&base, &meta))
}

/// `length` bytes from `offset`, or the whole file if `length` is negative.
pub async fn read(stores: &Stores, file: &str, offset: i64, length: i64) -> Result<Vec<u8>> {
    let (base, path) = location(file)?;
    let store = stores.store(&base)?;
    let bytes = if length < 0 {
        store.get(&path).await?.bytes().await?
    } else {
        let start = u64::try_from(offset).map_err(|_| {
            EngineError::new(Kind::Planning, format!("offset {offset} is negative"))
        })?;
        store
            .get_range(&path, start..start + length.unsigned_abs())
            .await?
    };
    Ok(bytes.into())
}

/// Writes a file atomically.
///
/// # Errors
/// `STORE_EXISTS` if something is there and `if_absent` is set.
pub async fn put(stores: &Stores, file: &str, data: Vec<u8>, if_absent: bool) -> Result<()> {
    let (base, path) = location(file)?;
    let mode = if if_absent {
        PutMode::Create
    } else {
        PutMode::Overwrite
    };
    stores
        .store(&base)?
        .put_opts(&path, data.into(), PutOptions::from(mode))
        .await?;
    Ok(())
}

/// Removes one file.
pub async fn delete(stores: &Stores, file: &str) -> Result<()> {
    let (base, path) = location(file)?;
    Ok(stores.store(&base)?.delete(&path).await?)
}

/// The parsed URI and the path in its store.
pub(crate) fn location(uri: &str) -> Result<(Url, Path)> {
    let url = Url::parse(uri).map_err(|error| {
        EngineError::new(
            Kind::Planning,
            format!("'{uri}' is not an absolute URI: {error}"),
        )
    })?;
    let path = Path::from_url_path(url.path()).map_err(|error| {
        EngineError::new(
            Kind::Planning,
            format!("'{uri}' is not a path in a store: {error}"),
        )
    })?;
    Ok((url, path))
}

/// The absolute URI of a path in the store of `base`.
pub(crate) fn uri(base: &Url, path: &Path, folder: bool) -> String {
    let mut url = base.clone();
    url.set_query(None);
    url.set_fragment(None);
    url.set_path("");
    if let Ok(mut segments) = url.path_segments_mut() {
        segments
            .clear()
            .extend(path.parts().map(|part| part.as_ref().to_string()));
        if folder {
            segments.push("");
        }
    }
    // A URL without a host prints as file:///…, and so it must stay.
    debug_assert!(url[..Position::BeforePath] == base[..Position::BeforePath]);
    url.into()
}

fn entry(base: &Url, meta: &ObjectMeta) -> Entry {
    Entry {
        uri: uri(base, &meta.location, false),
        size: meta.size,
        modified: meta.last_modified.timestamp_millis(),
        etag: meta.e_tag.clone(),
        dir: false,
    }
}

fn folder_entry(base: &Url, path: &Path) -> Entry {
    Entry {
        uri: uri(base, path, true),
        size: 0,
        modified: 0,
        etag: None,
        dir: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;
    use std::fs;
    use tokio::runtime::Handle;

    fn stores() -> Stores {
        Stores::new(HashMap::new(), Handle::current())
    }

    fn root(folder: &tempfile::TempDir) -> String {
        Url::from_directory_path(folder.path()).unwrap().into()
    }

    #[tokio::test]
    async fn names_with_percent_spaces_and_unicode_survive_in_and_out() {
        let folder = tempfile::tempdir().unwrap();
        let stores = stores();
        for name in [
            "a b",
            "part=x%3Ay",
            "größe-日本",
            "plus+and&",
            "100%",
            "q?#x",
        ] {
            let file = folder.path().join(name);
            fs::write(&file, name).unwrap();
            let uri = Url::from_file_path(&file).unwrap().to_string();
            let bytes = read(&stores, &uri, 0, -1).await.unwrap();
            assert_eq!(bytes, name.as_bytes());
            let entry = head(&stores, &uri).await.unwrap();
            assert_eq!(
                Url::parse(&entry.uri).unwrap().to_file_path().unwrap(),
                file,
                "{}",
                entry.uri
            );
        }
        let listed = list(&stores, &root(&folder), None, true).await.unwrap();
        assert_eq!(listed.len(), 6);
    }

    #[tokio::test]
    async fn a_listing_with_delimiter_has_files_and_folders_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let stores = stores();
        let root = root(&folder);
        for name in ["b/x", "a", "c", "b/y/z"] {
            put(&stores, &format!("{root}{name}"), vec![1], false)
                .await
                .unwrap();
        }
        let names = |entries: Vec<Entry>| -> Vec<String> {
            entries
                .into_iter()
                .map(|entry| entry.uri.strip_prefix(&root).unwrap().to_string())
                .collect()
        };
        let direct = list(&stores, &root, None, true).await.unwrap();
        assert_eq!(
            direct.iter().map(|e| e.dir).collect::<Vec<_>>(),
            [false, true, false]
        );
        assert_eq!(names(direct), ["a", "b/", "c"]);
        let all = list(&stores, &root, None, false).await.unwrap();
        assert_eq!(names(all), ["a", "b/x", "b/y/z", "c"]);
        let after = format!("{root}b/x");
        let rest = list(&stores, &root, Some(&after), false).await.unwrap();
        assert_eq!(names(rest), ["b/y/z", "c"]);
    }

    #[tokio::test]
    async fn a_put_if_absent_of_what_is_there_is_store_exists() {
        for root in ["memory:///name/", "file"] {
            let folder = tempfile::tempdir().unwrap();
            let root = if root == "file" {
                self::root(&folder)
            } else {
                root.to_string()
            };
            let stores = stores();
            let uri = format!("{root}x.json");
            put(&stores, &uri, b"one".to_vec(), true).await.unwrap();
            let error = put(&stores, &uri, b"two".to_vec(), true).await.unwrap_err();
            assert_eq!(error.kind, Kind::StoreExists);
            assert_eq!(read(&stores, &uri, 0, -1).await.unwrap(), b"one");
            put(&stores, &uri, b"three".to_vec(), false).await.unwrap();
            assert_eq!(read(&stores, &uri, 1, 3).await.unwrap(), b"hre");
            delete(&stores, &uri).await.unwrap();
            let error = head(&stores, &uri).await.unwrap_err();
            assert_eq!(error.kind, Kind::StoreNotFound);
        }
    }

    #[tokio::test]
    async fn listing_a_folder_that_does_not_exist_gives_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let missing = format!("{}missing/", root(&folder));
        for delimiter in [true, false] {
            assert_eq!(
                list(&stores(), &missing, None, delimiter).await.unwrap(),
                []
            );
        }
    }

    #[tokio::test]
    async fn a_relative_uri_is_refused() {
        let error = head(&stores(), "no/scheme").await.unwrap_err();
        assert_eq!(error.kind, Kind::Planning);
    }
}
