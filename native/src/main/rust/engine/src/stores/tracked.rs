//! A store that knows what was written through it, so that nothing is left behind.
//!
//! A statement that writes may fail, be cancelled or dropped while a file is open, being completed,
//! or done. A completion that nobody waits for any more goes on all the same, and its file would
//! appear after all others were deleted; so completions run as tasks of their own here, and
//! [`TrackedStore::remove`] waits for them, gives up what is open, and deletes the rest.
//!
//! DataFusion's sinks complete a file also when the rows for it ended with an error. That must not
//! replace a whole file by a part of one: a [deferring](TrackedStore::deferring) store completes
//! nothing before [`TrackedStore::commit`].

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::ops::Range;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use futures::stream::BoxStream;
use object_store::path::Path;
use object_store::{
    CopyOptions, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    ObjectStoreExt, PutMultipartOptions, PutOptions, PutPayload, PutResult, RenameOptions, Result,
    UploadPart,
};
use parking_lot::Mutex;
use tokio_util::task::TaskTracker;

/// A store, and the files that were put into it through this value or a clone of it.
#[derive(Debug, Clone)]
pub struct TrackedStore {
    inner: Arc<dyn ObjectStore>,
    /// Bytes by path, of files that are there.
    written: Arc<Mutex<BTreeMap<Path, u64>>>,
    running: TaskTracker,
    /// What waits for the commit, if it is waited for.
    deferred: Option<Arc<Mutex<Vec<Deferred>>>>,
}

/// A file that was given whole, and does not appear yet.
#[derive(Debug)]
enum Deferred {
    Put(Path, PutPayload, PutOptions),
    Upload(Path, u64, Box<dyn MultipartUpload>),
}

impl TrackedStore {
    pub fn new(inner: Arc<dyn ObjectStore>) -> Self {
        Self {
            inner,
            written: Arc::default(),
            running: TaskTracker::new(),
            deferred: None,
        }
    }

    /// A store whose files appear at the commit.
    pub fn deferring(inner: Arc<dyn ObjectStore>) -> Self {
        Self {
            deferred: Some(Arc::default()),
            ..Self::new(inner)
        }
    }

    /// Lets the files appear that were put off.
    pub async fn commit(&self) -> Result<()> {
        for deferred in self.take_deferred() {
            match deferred {
                Deferred::Put(path, payload, options) => {
                    self.put_now(path, payload, options).await?;
                }
                Deferred::Upload(path, size, mut upload) => {
                    let work = async move { upload.complete().await };
                    self.complete(path, size, work).await?;
                }
            }
        }
        Ok(())
    }

    fn take_deferred(&self) -> Vec<Deferred> {
        let deferred = self.deferred.as_ref();
        deferred.map_or_else(Vec::new, |deferred| std::mem::take(&mut *deferred.lock()))
    }

    async fn put_now(
        &self,
        path: Path,
        payload: PutPayload,
        options: PutOptions,
    ) -> Result<PutResult> {
        let (inner, target) = (Arc::clone(&self.inner), path.clone());
        let size = payload.content_length() as u64;
        let work = async move { inner.put_opts(&target, payload, options).await };
        self.complete(path, size, work).await
    }

    /// Path and bytes of each file that was completed.
    pub fn written(&self) -> Vec<(Path, u64)> {
        let written = self.written.lock();
        written
            .iter()
            .map(|(path, size)| (path.clone(), *size))
            .collect()
    }

    /// Deletes every file. A failure to do so is not told: the statement's own is.
    pub async fn remove(&self) {
        self.running.close();
        self.running.wait().await;
        for deferred in self.take_deferred() {
            if let Deferred::Upload(_, _, mut upload) = deferred {
                let _ = upload.abort().await;
            }
        }
        for (path, _) in self.written() {
            let _ = self.inner.delete(&path).await;
        }
    }

    /// Makes a file appear, to the end, whether or not its caller waits.
    async fn complete(
        &self,
        path: Path,
        size: u64,
        work: impl Future<Output = Result<PutResult>> + Send + 'static,
    ) -> Result<PutResult> {
        let written = Arc::clone(&self.written);
        self.running
            .spawn(async move {
                let result = work.await?;
                written.lock().insert(path, size);
                Ok(result)
            })
            .await?
    }
}

/// The answer to a put that is still to come.
const PUT_OFF: PutResult = PutResult {
    e_tag: None,
    version: None,
};

impl fmt::Display for TrackedStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

#[async_trait]
impl ObjectStore for TrackedStore {
    async fn put_opts(
        &self,
        location: &Path,
        payload: PutPayload,
        options: PutOptions,
    ) -> Result<PutResult> {
        match &self.deferred {
            Some(deferred) => {
                let put = Deferred::Put(location.clone(), payload, options);
                deferred.lock().push(put);
                Ok(PUT_OFF)
            }
            None => self.put_now(location.clone(), payload, options).await,
        }
    }

    async fn put_multipart_opts(
        &self,
        location: &Path,
        options: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        let inner = self.inner.put_multipart_opts(location, options).await?;
        Ok(Box::new(TrackedUpload {
            store: self.clone(),
            path: location.clone(),
            size: 0,
            inner: Some(inner),
        }))
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
        self.inner.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.inner.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.inner.copy_opts(from, to, options).await
    }

    async fn rename_opts(&self, from: &Path, to: &Path, options: RenameOptions) -> Result<()> {
        self.inner.rename_opts(from, to, options).await
    }
}

/// An upload in parts; one that is dropped unfinished is given up.
#[derive(Debug)]
struct TrackedUpload {
    store: TrackedStore,
    path: Path,
    size: u64,
    /// None once it is completed or given up.
    inner: Option<Box<dyn MultipartUpload>>,
}

impl TrackedUpload {
    fn ended() -> object_store::Error {
        object_store::Error::Generic {
            store: "TrackedStore",
            source: "the upload has ended".into(),
        }
    }
}

#[async_trait]
impl MultipartUpload for TrackedUpload {
    fn put_part(&mut self, data: PutPayload) -> UploadPart {
        self.size += data.content_length() as u64;
        match self.inner.as_mut() {
            Some(inner) => inner.put_part(data),
            None => Box::pin(async { Err(Self::ended()) }),
        }
    }

    async fn complete(&mut self) -> Result<PutResult> {
        let mut inner = self.inner.take().ok_or_else(Self::ended)?;
        if let Some(deferred) = &self.store.deferred {
            let upload = Deferred::Upload(self.path.clone(), self.size, inner);
            deferred.lock().push(upload);
            return Ok(PUT_OFF);
        }
        let work = async move { inner.complete().await };
        self.store
            .complete(self.path.clone(), self.size, work)
            .await
    }

    async fn abort(&mut self) -> Result<()> {
        match self.inner.take() {
            Some(mut inner) => inner.abort().await,
            None => Ok(()),
        }
    }
}

impl Drop for TrackedUpload {
    fn drop(&mut self) {
        if let Some(mut inner) = self.inner.take()
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            let given_up = async move {
                let _ = inner.abort().await;
            };
            self.store.running.spawn_on(given_up, &runtime);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stores::local::LocalStore;

    #[tokio::test]
    async fn everything_that_was_written_is_removed_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| Path::from_absolute_path(folder.path().join(name)).unwrap();
        let local = Arc::new(LocalStore::new());
        local.put(&path("mine"), "x".into()).await.unwrap();
        let store = TrackedStore::new(local);
        store.put(&path("put"), "one".into()).await.unwrap();
        let mut completed = store.put_multipart(&path("parts")).await.unwrap();
        completed.put_part("two".into()).await.unwrap();
        completed.complete().await.unwrap();
        let mut open = store.put_multipart(&path("open")).await.unwrap();
        open.put_part("three".into()).await.unwrap();
        drop(open);
        let sizes: Vec<u64> = store.written().into_iter().map(|(_, size)| size).collect();
        assert_eq!(sizes, [3, 3]);
        store.remove().await;
        let left: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(left, ["mine"]);
    }

    #[tokio::test]
    async fn what_is_put_off_appears_at_the_commit_or_never() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| Path::from_absolute_path(folder.path().join(name)).unwrap();
        let names = || std::fs::read_dir(folder.path()).unwrap().count();
        let write = async |store: &TrackedStore| {
            store.put(&path("put"), "one".into()).await.unwrap();
            let mut upload = store.put_multipart(&path("parts")).await.unwrap();
            upload.put_part("two".into()).await.unwrap();
            upload.complete().await.unwrap();
        };
        let given_up = TrackedStore::deferring(Arc::new(LocalStore::new()));
        write(&given_up).await;
        given_up.remove().await;
        assert_eq!(names(), 0);
        let committed = TrackedStore::deferring(Arc::new(LocalStore::new()));
        write(&committed).await;
        assert!(committed.written().is_empty());
        committed.commit().await.unwrap();
        assert_eq!((names(), committed.written().len()), (2, 2));
    }

    #[tokio::test]
    async fn a_put_that_failed_leaves_the_file_that_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = Path::from_absolute_path(folder.path().join("file")).unwrap();
        let store = TrackedStore::new(Arc::new(LocalStore::new()));
        store.inner.put(&path, "old".into()).await.unwrap();
        let create = PutOptions::from(object_store::PutMode::Create);
        assert!(store.put_opts(&path, "new".into(), create).await.is_err());
        store.remove().await;
        let bytes = store.get(&path).await.unwrap().bytes().await.unwrap();
        assert_eq!(bytes, "old");
    }
}
