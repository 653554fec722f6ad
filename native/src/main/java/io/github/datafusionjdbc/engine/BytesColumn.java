package io.github.datafusionjdbc.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * Strings and binary values in every layout. Subclasses say where a value lies; here it is copied
 * out, a string by way of a buffer that is kept, since the only String constructors that validate
 * nothing twice take arrays.
 */
abstract class BytesColumn extends ArrowColumn {
  /** Longer strings get an array of their own, so that one of them does not stay allocated. */
  private static final int KEPT = 1 << 16;

  private final boolean text;
  private byte[] scratch = new byte[64];

  BytesColumn(ArrowField field, boolean text) {
    super(field);
    this.text = text;
  }

  final String string(ByteBuffer memory, int start, int length) {
    if (!text) {
      throw wrongType("string");
    }
    byte[] bytes = scratch;
    if (length > bytes.length) {
      bytes = new byte[length <= KEPT ? Math.min(KEPT, 2 * length) : length];
      if (length <= KEPT) {
        scratch = bytes;
      }
    }
    memory.get(start, bytes, 0, length);
    keepBatch();
    return new String(bytes, 0, length, UTF_8);
  }

  final byte[] bytes(ByteBuffer memory, int start, int length) {
    byte[] bytes = new byte[length];
    memory.get(start, bytes);
    keepBatch();
    return bytes;
  }
}
