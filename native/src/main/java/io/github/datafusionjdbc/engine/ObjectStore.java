package io.github.datafusionjdbc.engine;

import java.util.List;
import java.util.Map;

/**
 * The engine's object stores, by absolute URI: local files, S3, GCS, Azure, HTTP and memory. Errors
 * are {@link EngineException} of kind STORE_*. Calls block; reads end with CANCELLED when the
 * thread's {@link CancelToken} is cancelled, writes never do. Thread-safe.
 */
public final class ObjectStore {
  private final NativeHandle engine;

  ObjectStore(NativeHandle engine) {
    this.engine = engine;
  }

  /** Everything under a folder, at any depth, ordered by URI, after {@code startAfter} if given. */
  public List<FileStatus> list(String folder, String startAfter) {
    return list(folder, startAfter, false);
  }

  /**
   * The files and folders directly in a folder, ordered by URI, after {@code startAfter} if given.
   */
  public List<FileStatus> listFolder(String folder, String startAfter) {
    return list(folder, startAfter, true);
  }

  private List<FileStatus> list(String folder, String startAfter, boolean delimiter) {
    byte[] json = read((e, token) -> Native.storeList(e, folder, startAfter, delimiter, token));
    return Json.list(Json.parse(json)).stream().map(ObjectStore::status).toList();
  }

  /** One object's size, time and tag; STORE_NOT_FOUND if there is none. */
  public FileStatus head(String uri) {
    return status(Json.parse(read((e, token) -> Native.storeHead(e, uri, token))));
  }

  private static FileStatus status(Object json) {
    Map<String, Object> status = Json.object(json);
    return new FileStatus(
        (String) status.get("uri"),
        (Long) status.get("size"),
        (Long) status.get("modified"),
        (String) status.get("etag"),
        (Boolean) status.get("dir"));
  }

  /** The whole object, of up to 2 GiB. */
  public byte[] read(String uri) {
    return read((e, token) -> Native.storeRead(e, uri, 0, -1, token));
  }

  /** A range, which must lie in the object. */
  public byte[] read(String uri, long offset, int length) {
    return read((e, token) -> Native.storeRead(e, uri, offset, length, token));
  }

  private interface Read {
    byte[] run(long engine, long token);
  }

  private byte[] read(Read read) {
    return engine.call(e -> CancelToken.withBound(token -> read.run(e, token)));
  }

  /** Writes atomically, replacing what is there. */
  public void put(String uri, byte[] data) {
    put(uri, data, false);
  }

  /** Writes atomically; STORE_EXISTS if something is there. */
  public void putIfAbsent(String uri, byte[] data) {
    put(uri, data, true);
  }

  private void put(String uri, byte[] data, boolean ifAbsent) {
    engine.run(e -> Native.storePut(e, uri, data, ifAbsent));
  }

  /** Removes an object. */
  public void delete(String uri) {
    engine.run(e -> Native.storeDelete(e, uri));
  }
}
