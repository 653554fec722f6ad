//! The local file system with durable puts.
//!
//! object_store's local store renames a temporary file into place, but syncs neither it nor its
//! folder: after a power cut an acknowledged commit may be gone or empty. Here a put returns when
//! the bytes and the name are on disk. It is atomic: readers see nothing or all of it, and of
//! concurrent puts-if-absent exactly one succeeds.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path as FsPath, PathBuf};

use async_trait::async_trait;
use bytes::Bytes;
use futures::stream::{self, BoxStream, StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta,
    ObjectStore, ObjectStoreExt, PutMode, PutMultipartOptions, PutOptions, PutPayload, PutResult,
    RenameOptions, Result, UploadPart,
};

const STORE: &str = "LocalStore";

/// Files by absolute path.
#[derive(Debug)]
pub struct LocalStore {
    inner: LocalFileSystem,
}

impl LocalStore {
    pub fn new() -> Self {
        Self {
            inner: LocalFileSystem::new(),
        }
    }
}

impl fmt::Display for LocalStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(STORE)
    }
}

#[async_trait]
impl ObjectStore for LocalStore {
    async fn put_opts(
        &self,
        location: &Path,
        payload: PutPayload,
        options: PutOptions,
    ) -> Result<PutResult> {
        let replace = match options.mode {
            PutMode::Overwrite => true,
            PutMode::Create => false,
            PutMode::Update(_) => {
                return Err(Error::NotImplemented {
                    operation: "put of a known version".to_string(),
                    implementer: STORE.to_string(),
                });
            }
        };
        let target = self.inner.path_to_filesystem(location)?;
        blocking(move || put(&target, &payload, replace)).await?;
        let meta = self.inner.head(location).await?;
        Ok(PutResult {
            e_tag: meta.e_tag,
            version: meta.version,
        })
    }

    async fn put_multipart_opts(
        &self,
        location: &Path,
        options: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        let target = self.inner.path_to_filesystem(location)?;
        let folder = folder_of(&target)?.to_path_buf();
        blocking(move || make_folder(&folder).map_err(|error| failed(&folder, error))).await?;
        let inner = self.inner.put_multipart_opts(location, options).await?;
        Ok(Box::new(DurableUpload { inner, target }))
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.inner.get_opts(location, options).await
    }

    async fn get_ranges(&self, location: &Path, ranges: &[Range<u64>]) -> Result<Vec<Bytes>> {
        self.inner.get_ranges(location, ranges).await
    }

    fn delete_stream(
        &self,
        locations: BoxStream<'static, Result<Path>>,
    ) -> BoxStream<'static, Result<Path>> {
        self.inner.delete_stream(locations)
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        sorted(self.inner.list(prefix))
    }

    fn list_with_offset(
        &self,
        prefix: Option<&Path>,
        offset: &Path,
    ) -> BoxStream<'static, Result<ObjectMeta>> {
        sorted(self.inner.list_with_offset(prefix, offset))
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        let mut listed = self.inner.list_with_delimiter(prefix).await?;
        listed.objects.sort_by(|a, b| a.location.cmp(&b.location));
        Ok(listed)
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.inner.copy_opts(from, to, options).await
    }

    async fn rename_opts(&self, from: &Path, to: &Path, options: RenameOptions) -> Result<()> {
        self.inner.rename_opts(from, to, options).await
    }
}

/// An upload that is on disk, with its name, when it is complete.
#[derive(Debug)]
struct DurableUpload {
    inner: Box<dyn MultipartUpload>,
    target: PathBuf,
}

#[async_trait]
impl MultipartUpload for DurableUpload {
    fn put_part(&mut self, data: PutPayload) -> UploadPart {
        self.inner.put_part(data)
    }

    async fn complete(&mut self) -> Result<PutResult> {
        let result = self.inner.complete().await?;
        let target = self.target.clone();
        blocking(move || {
            let folder = folder_of(&target)?;
            File::open(&target)
                .and_then(|file| file.sync_all())
                .map_err(|error| failed(&target, error))?;
            sync_folder(folder).map_err(|error| failed(folder, error))
        })
        .await?;
        Ok(result)
    }

    async fn abort(&mut self) -> Result<()> {
        self.inner.abort().await
    }
}

/// Folders come in the order of the file system; remote stores list in the order of names.
fn sorted(
    listing: BoxStream<'static, Result<ObjectMeta>>,
) -> BoxStream<'static, Result<ObjectMeta>> {
    stream::once(async move {
        let mut objects: Vec<ObjectMeta> = listing.try_collect().await?;
        objects.sort_by(|a, b| a.location.cmp(&b.location));
        Ok::<_, Error>(stream::iter(objects.into_iter().map(Ok)))
    })
    .try_flatten()
    .boxed()
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await?
}

fn put(target: &FsPath, payload: &PutPayload, replace: bool) -> Result<()> {
    let folder = folder_of(target)?;
    make_folder(folder).map_err(|error| failed(folder, error))?;
    let staged = stage(target, payload).map_err(|error| failed(target, error))?;
    let moved = if replace {
        fs::rename(&staged, target)
    } else {
        fs::hard_link(&staged, target)
    };
    if moved.is_err() || !replace {
        // A link is a second name of the same file, so the staged one goes in either case.
        let _ = fs::remove_file(&staged);
    }
    moved.map_err(|error| failed(target, error))?;
    sync_folder(folder).map_err(|error| failed(folder, error))
}

/// Writes and syncs a temporary file beside the target. The name is one that listings leave out.
fn stage(target: &FsPath, payload: &PutPayload) -> io::Result<PathBuf> {
    loop {
        let (suffix, _) = uuid::Uuid::new_v4().as_u64_pair();
        let mut name = target.as_os_str().to_owned();
        name.push(format!("#{suffix}"));
        let staged = PathBuf::from(name);
        let mut file = match OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&staged)
        {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        };
        let written = payload
            .iter()
            .try_for_each(|part| file.write_all(part))
            .and_then(|()| file.sync_all());
        if let Err(error) = written {
            let _ = fs::remove_file(&staged);
            return Err(error);
        }
        return Ok(staged);
    }
}

fn folder_of(target: &FsPath) -> Result<&FsPath> {
    target.parent().ok_or_else(|| Error::Generic {
        store: STORE,
        source: format!("{} has no folder", target.display()).into(),
    })
}

/// Makes missing folders and syncs the name of each in its parent.
fn make_folder(folder: &FsPath) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folder(parent)?;
        match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => sync_folder(parent)?,
        }
    }
    Ok(())
}

#[cfg(unix)]
fn sync_folder(folder: &FsPath) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows has no sync of folders; its file system journals names.
#[cfg(not(unix))]
fn sync_folder(_folder: &FsPath) -> io::Result<()> {
    Ok(())
}

fn failed(path: &FsPath, source: io::Error) -> Error {
    let path = path.display().to_string();
    match source.kind() {
        io::ErrorKind::AlreadyExists => Error::AlreadyExists {
            path,
            source: source.into(),
        },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Error::PermissionDenied {
                path,
                source: source.into(),
            }
        }
        _ => Error::Generic {
            store: STORE,
            source: Box::new(io::Error::new(source.kind(), format!("{path}: {source}"))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn path(folder: &tempfile::TempDir, name: &str) -> Path {
        Path::from_absolute_path(folder.path().join(name)).unwrap()
    }

    fn create() -> PutOptions {
        PutOptions::from(PutMode::Create)
    }

    fn names(folder: &tempfile::TempDir) -> Vec<String> {
        fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[tokio::test]
    async fn of_many_puts_if_absent_exactly_one_succeeds_and_its_bytes_stay() {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(LocalStore::new());
        let target = path(&folder, "00000000000000000001.json");
        let writers = (0..16_u8).map(|writer| {
            let (store, target) = (Arc::clone(&store), target.clone());
            tokio::spawn(async move {
                let payload = vec![writer; 1000];
                store
                    .put_opts(&target, payload.into(), create())
                    .await
                    .map(|_| writer)
            })
        });
        let mut winners = Vec::new();
        for writer in writers.collect::<Vec<_>>() {
            match writer.await.unwrap() {
                Ok(winner) => winners.push(winner),
                Err(error) => assert!(matches!(error, Error::AlreadyExists { .. }), "{error}"),
            }
        }
        assert_eq!(winners.len(), 1);
        let bytes = store.get(&target).await.unwrap().bytes().await.unwrap();
        assert_eq!(bytes, vec![winners[0]; 1000]);
        assert_eq!(names(&folder), ["00000000000000000001.json"]);
    }

    #[tokio::test]
    async fn a_put_replaces_and_makes_missing_folders() {
        let folder = tempfile::tempdir().unwrap();
        let store = LocalStore::new();
        let target = path(&folder, "a/b/c.txt");
        store.put(&target, "first".into()).await.unwrap();
        store.put(&target, "second".into()).await.unwrap();
        let bytes = store.get(&target).await.unwrap().bytes().await.unwrap();
        assert_eq!(bytes, "second");
    }

    #[tokio::test]
    async fn a_put_below_a_file_fails_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let store = LocalStore::new();
        store.put(&path(&folder, "file"), "x".into()).await.unwrap();
        assert!(
            store
                .put(&path(&folder, "file/below"), "y".into())
                .await
                .is_err()
        );
        assert_eq!(names(&folder), ["file"]);
    }

    #[tokio::test]
    async fn an_upload_in_parts_appears_whole_when_it_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let store = LocalStore::new();
        let target = path(&folder, "a/b/c.bin");
        let mut upload = store.put_multipart(&target).await.unwrap();
        for part in ["one ", "two ", "three"] {
            upload.put_part(part.into()).await.unwrap();
        }
        assert!(store.head(&target).await.is_err());
        upload.complete().await.unwrap();
        let bytes = store.get(&target).await.unwrap().bytes().await.unwrap();
        assert_eq!(bytes, "one two three");
    }

    #[tokio::test]
    async fn an_upload_that_is_aborted_or_cannot_begin_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let store = LocalStore::new();
        let mut upload = store.put_multipart(&path(&folder, "x")).await.unwrap();
        upload.put_part("part".into()).await.unwrap();
        upload.abort().await.unwrap();
        assert!(names(&folder).is_empty());
        store.put(&path(&folder, "file"), "x".into()).await.unwrap();
        let below = path(&folder, "file/below/x");
        assert!(store.put_multipart(&below).await.is_err());
        assert_eq!(names(&folder), ["file"]);
    }

    #[tokio::test]
    async fn listings_are_ordered_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let store = LocalStore::new();
        for name in ["b", "c/d", "a", "c/b"] {
            store.put(&path(&folder, name), "x".into()).await.unwrap();
        }
        let root = Path::from_absolute_path(folder.path()).unwrap();
        let listed: Vec<ObjectMeta> = store.list(Some(&root)).try_collect().await.unwrap();
        let listed: Vec<_> = listed
            .iter()
            .map(|meta| meta.location.as_ref().strip_prefix(root.as_ref()).unwrap())
            .collect();
        assert_eq!(listed, ["/a", "/b", "/c/b", "/c/d"]);
    }
}
