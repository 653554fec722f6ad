package io.github.datafusionjdbc.engine;

import java.util.List;

/**
 * The engine's object stores, by absolute URI: local files, S3, GCS, Azure, HTTP and memory. Errors
 * are {@link EngineException} of kind STORE_*. Calls block. Thread-safe.
 */
public final class ObjectStore {
  ObjectStore() {}

  /** Everything under a folder, at any depth, ordered by URI, after {@code startAfter} if given. */
  public List<FileStatus> list(String folder, String startAfter) {
    throw new UnsupportedOperationException();
  }

  /**
   * The files and folders directly in a folder, ordered by URI, after {@code startAfter} if given.
   */
  public List<FileStatus> listFolder(String folder, String startAfter) {
    throw new UnsupportedOperationException();
  }

  public FileStatus head(String uri) {
    throw new UnsupportedOperationException();
  }

  public byte[] read(String uri) {
    throw new UnsupportedOperationException();
  }

  public byte[] read(String uri, long offset, int length) {
    throw new UnsupportedOperationException();
  }

  /** Writes atomically, replacing what is there. */
  public void put(String uri, byte[] data) {
    throw new UnsupportedOperationException();
  }

  /** Writes atomically; STORE_EXISTS if something is there. */
  public void putIfAbsent(String uri, byte[] data) {
    throw new UnsupportedOperationException();
  }

  public void delete(String uri) {
    throw new UnsupportedOperationException();
  }
}
