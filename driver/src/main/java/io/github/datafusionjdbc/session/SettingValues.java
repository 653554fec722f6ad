package io.github.datafusionjdbc.session;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads values of connection keys. Each method throws IllegalArgumentException on a wrong value.
 */
final class SettingValues {
  private static final Pattern BYTES =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(|B|KB|MB|GB|TB|%)", Pattern.CASE_INSENSITIVE);
  private static final Pattern DURATION =
      Pattern.compile("([0-9]{1,9})\\s*(ms|s|m|h|)", Pattern.CASE_INSENSITIVE);

  private SettingValues() {}

  static boolean bool(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(value);
    };
  }

  static int positive(String value) {
    int number = Integer.parseInt(value);
    if (number <= 0) {
      throw new IllegalArgumentException(value);
    }
    return number;
  }

  static int notNegative(String value) {
    int number = Integer.parseInt(value);
    if (number < 0) {
      throw new IllegalArgumentException(value);
    }
    return number;
  }

  /** Bytes with an optional binary unit (1KB is 1024 bytes), or a share of the physical memory. */
  static long bytes(String value) {
    Matcher matcher = BYTES.matcher(value.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(value);
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    String unit = matcher.group(2).toUpperCase(Locale.ROOT);
    BigDecimal bytes =
        switch (unit) {
          case "%" -> number.multiply(BigDecimal.valueOf(physicalMemory())).movePointLeft(2);
          case "KB" -> number.multiply(BigDecimal.valueOf(1L << 10));
          case "MB" -> number.multiply(BigDecimal.valueOf(1L << 20));
          case "GB" -> number.multiply(BigDecimal.valueOf(1L << 30));
          case "TB" -> number.multiply(BigDecimal.valueOf(1L << 40));
          default -> number;
        };
    boolean tooMuch = unit.equals("%") && number.compareTo(BigDecimal.valueOf(100)) > 0;
    if (tooMuch || bytes.signum() <= 0 || bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException(value);
    }
    return bytes.longValue();
  }

  /** Of the machine or, in a container, of the container; bytes. */
  private static long physicalMemory() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getTotalMemorySize();
  }

  /** A number with a unit (seconds if there is none), or ISO-8601 such as {@code PT5M}. */
  static Duration duration(String value) {
    Matcher matcher = DURATION.matcher(value.strip());
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
        case "ms" -> Duration.ofMillis(number);
        case "m" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        default -> Duration.ofSeconds(number);
      };
    }
    try {
      Duration duration = Duration.parse(value.strip());
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(value, e);
    }
    throw new IllegalArgumentException(value);
  }

  static ZoneId zone(String value) {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(value, e);
    }
  }

  static String name(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(value);
    }
    return value;
  }
}
