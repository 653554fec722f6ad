package io.github.datafusionjdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An S3 server that shows a folder as its one bucket: ListObjectsV2, HeadObject, GetObject with
 * ranges, PutObject with If-None-Match, uploads in parts and DeleteObjects, as in the Amazon S3 API
 * reference. A listing has at most {@value #PAGE_SIZE} entries, so that clients have to turn pages.
 * Signatures are not verified; the key id is.
 */
final class FolderAsBucket implements AutoCloseable {
  private static final int PAGE_SIZE = 7;
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>");
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  private final Path folder;
  private final String bucket;
  private final String keyId;
  private final HttpServer server;
  private volatile CountDownLatch stalled = new CountDownLatch(0);
  private final Semaphore waiting = new Semaphore(0);
  private final Map<String, ConcurrentSkipListMap<Integer, byte[]>> parts =
      new ConcurrentHashMap<>();
  private volatile Predicate<String> losesAnswer = key -> false;
  private volatile Predicate<String> denied = key -> false;
  private final ExecutorService workers = Executors.newCachedThreadPool();

  /**
   * @param keyId the access key id that every request must be signed with
   */
  FolderAsBucket(Path folder, String bucket, String keyId) throws IOException {
    this.folder = folder;
    this.bucket = bucket;
    this.keyId = keyId;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Executor executor = workers;
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on requests wait for their answer, until {@link #resume}. */
  void stall() {
    stalled = new CountDownLatch(1);
  }

  void resume() {
    stalled.countDown();
  }

  /** Waits until a request waits for its answer. */
  void awaitRequest() throws InterruptedException {
    waiting.acquire();
  }

  /** Puts of these keys land from now on, and are answered as if they had not. */
  void loseAnswersOf(Predicate<String> keys) {
    losesAnswer = keys;
  }

  /** Puts of these keys are refused from now on. */
  void deny(Predicate<String> keys) {
    denied = keys;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (stalled.getCount() > 0) {
        waiting.release();
        stalled.await();
      }
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      String[] path = exchange.getRequestURI().getPath().substring(1).split("/", 2);
      if (authorization == null || !authorization.contains("Credential=" + keyId + "/")) {
        error(exchange, 403, "InvalidAccessKeyId", authorization);
      } else if (!path[0].equals(bucket)) {
        error(exchange, 404, "NoSuchBucket", path[0]);
      } else if (exchange.getRequestMethod().equals("POST") && path.length < 2) {
        delete(exchange);
      } else if (path.length == 1 || path[1].isEmpty()) {
        list(exchange);
      } else {
        object(exchange, path[1]);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void error(HttpExchange exchange, int status, String code, String detail)
      throws IOException {
    String document = "<Error><Code>%s</Code><Detail>%s</Detail></Error>".formatted(code, detail);
    respond(exchange, status, document.getBytes(UTF_8));
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
    }
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private void list(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    String prefix = query.getOrDefault("prefix", "");
    String delimiter = query.getOrDefault("delimiter", "");
    String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
    TreeSet<String> entries = new TreeSet<>();
    for (String key : keys()) {
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      if (key.startsWith(prefix)) {
        entries.add(end < 0 ? key : key.substring(0, end + 1));
      }
    }
    List<String> rest = List.copyOf(entries.tailSet(after, false));
    List<String> page = rest.subList(0, Math.min(PAGE_SIZE, rest.size()));
    StringBuilder xml = new StringBuilder("<ListBucketResult>");
    for (String entry : page) {
      xml.append(entry.endsWith("/") ? folder(entry) : contents(entry));
    }
    boolean truncated = page.size() < rest.size();
    xml.append("<IsTruncated>").append(truncated).append("</IsTruncated>");
    if (truncated) {
      String token = escaped(page.get(page.size() - 1));
      xml.append("<NextContinuationToken>").append(token).append("</NextContinuationToken>");
    }
    respond(exchange, 200, xml.append("</ListBucketResult>").toString().getBytes(UTF_8));
  }

  private List<String> keys() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .toList();
    }
  }

  private static String folder(String prefix) {
    return "<CommonPrefixes><Prefix>" + escaped(prefix) + "</Prefix></CommonPrefixes>";
  }

  private String contents(String key) throws IOException {
    Path file = folder.resolve(key);
    return "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>%s</ETag><Size>%d</Size></Contents>"
        .formatted(escaped(key), Files.getLastModifiedTime(file), etag(file), Files.size(file));
  }

  private void delete(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    StringBuilder xml = new StringBuilder("<DeleteResult>");
    Matcher key = KEY.matcher(request);
    while (key.find()) {
      Files.deleteIfExists(folder.resolve(key.group(1).replace("&lt;", "<").replace("&amp;", "&")));
      xml.append("<Deleted><Key>").append(key.group(1)).append("</Key></Deleted>");
    }
    respond(exchange, 200, xml.append("</DeleteResult>").toString().getBytes(UTF_8));
  }

  private void object(HttpExchange exchange, String key) throws IOException {
    Path file = folder.resolve(key);
    switch (exchange.getRequestMethod()) {
      case "PUT" -> put(exchange, key);
      case "POST" -> upload(exchange, key);
      default -> get(exchange, file);
    }
  }

  private void put(HttpExchange exchange, String key) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    exchange.getResponseHeaders().set("ETag", "\"" + Arrays.hashCode(body) + '"');
    if (query.containsKey("uploadId")) {
      parts.get(query.get("uploadId")).put(Integer.valueOf(query.get("partNumber")), body);
      respond(exchange, 200, new byte[0]);
    } else if (denied.test(key)) {
      error(exchange, 403, "AccessDenied", key);
    } else if (!store(key, body, exchange.getRequestHeaders().containsKey("If-None-Match"))) {
      error(exchange, 412, "PreconditionFailed", key);
    } else if (losesAnswer.test(key)) {
      error(exchange, 503, "SlowDown", key);
    } else {
      respond(exchange, 200, new byte[0]);
    }
  }

  /** Begins an upload in parts, or completes it. */
  private void upload(HttpExchange exchange, String key) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String id = query(exchange.getRequestURI().getRawQuery()).get("uploadId");
    if (id == null) {
      id = UUID.randomUUID().toString();
      parts.put(id, new ConcurrentSkipListMap<>());
      String started =
          "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>";
      respond(exchange, 200, started.formatted(id).getBytes(UTF_8));
      return;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    parts.remove(id).values().forEach(whole::writeBytes);
    store(key, whole.toByteArray(), false);
    String completed =
        "<CompleteMultipartUploadResult><ETag>%s</ETag></CompleteMultipartUploadResult>";
    respond(exchange, 200, completed.formatted(whole.size()).getBytes(UTF_8));
  }

  /** Whether it was stored: not if it must be new and something is there. */
  private synchronized boolean store(String key, byte[] body, boolean mustBeNew)
      throws IOException {
    Path file = folder.resolve(key);
    if (mustBeNew && Files.exists(file)) {
      return false;
    }
    Files.createDirectories(file.getParent());
    Path upload = Files.write(folder.resolve(UUID.randomUUID().toString()), body);
    Files.move(upload, file, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  private void get(HttpExchange exchange, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      error(exchange, 404, "NoSuchKey", file.getFileName().toString());
      return;
    }
    long size = Files.size(file);
    long first = 0;
    long last = size - 1;
    Matcher range = RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
    boolean partial = range.matches();
    if (partial && range.group(1).isEmpty()) {
      first = Math.max(0, size - Long.parseLong(range.group(2)));
    } else if (partial) {
      first = Long.parseLong(range.group(1));
      last = range.group(2).isEmpty() ? last : Math.min(last, Long.parseLong(range.group(2)));
    }
    var headers = exchange.getResponseHeaders();
    headers.set("ETag", etag(file));
    headers.set("Last-Modified", HTTP_DATE.format(Files.getLastModifiedTime(file).toInstant()));
    if (partial) {
      headers.set("Content-Range", "bytes %d-%d/%d".formatted(first, last, size));
    }
    byte[] body = new byte[(int) (last - first + 1)];
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
      content.seek(first);
      content.readFully(body);
    }
    respond(exchange, partial ? 206 : 200, body);
  }

  private static String etag(Path file) throws IOException {
    return '"' + Long.toHexString(Files.getLastModifiedTime(file).toMillis()) + '"';
  }

  private static Map<String, String> query(String text) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : text == null ? new String[0] : text.split("&")) {
      String[] pair = part.split("=", 2);
      parameters.put(pair[0], URLDecoder.decode(pair.length == 1 ? "" : pair[1], UTF_8));
    }
    return parameters;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
