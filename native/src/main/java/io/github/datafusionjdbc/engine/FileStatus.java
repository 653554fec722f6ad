package io.github.datafusionjdbc.engine;

/**
 * One object or folder of a store.
 *
 * @param uri absolute URI, percent-encoded
 * @param size bytes, 0 for a folder
 * @param modifiedMillis last modification, milliseconds since the epoch, 0 for a folder
 * @param etag the store's entity tag, or null where it has none
 * @param directory whether this is a common prefix of a listing with delimiter
 */
public record FileStatus(
    String uri, long size, long modifiedMillis, String etag, boolean directory) {}
