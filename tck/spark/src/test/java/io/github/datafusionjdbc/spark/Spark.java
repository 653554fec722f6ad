package io.github.datafusionjdbc.spark;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** Spark with Delta, in this JVM. Tables are named by their folders. */
final class Spark {
  private static final SparkSession SESSION =
      SparkSession.builder()
          .master("local[2]")
          .config("spark.ui.enabled", false)
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
          .config(
              "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
          .config("spark.sql.session.timeZone", "UTC")
          .config("spark.sql.warehouse.dir", "target/spark-warehouse")
          .config("spark.sql.shuffle.partitions", 1)
          .config("spark.databricks.delta.snapshotPartitions", 1)
          .getOrCreate();

  private Spark() {}

  /** A table's name in Spark's SQL. */
  static String table(Path folder) {
    return "delta.`" + folder + "`";
  }

  static void run(String sql) {
    SESSION.sql(sql).collectAsList();
  }

  /** Rows as Spark's JSON documents, which leave out what is NULL. */
  static List<String> json(String sql) {
    return SESSION.sql(sql).toJSON().collectAsList();
  }

  /** A table's versions from the first on: number, operation and rows written, NULL if not told. */
  static List<String> history(String table) {
    return SESSION
        .sql("describe history " + table)
        .orderBy("version")
        .selectExpr("concat_ws(' ', version, operation, operationMetrics.numOutputRows)")
        .as(Encoders.STRING())
        .collectAsList();
  }

  /** The first column of a query's only row, as text. */
  static String value(String sql) {
    return String.valueOf(SESSION.sql(sql).head().get(0));
  }
}
