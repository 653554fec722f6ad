package io.github.datafusionjdbc.policy;

/** What a statement does. */
public enum StatementKind {
  /** SELECT, WITH, VALUES, TABLE and set operations, and SHOW. */
  QUERY,
  /** EXPLAIN of a query. */
  EXPLAIN,
  /** DESCRIBE of a table or a query. */
  DESCRIBE,
  /** SET and RESET of a setting of the connection. */
  SET,
  /** USE of a schema. */
  USE,
  /** CREATE TABLE, a temporary one too. */
  CREATE_TABLE,
  CREATE_EXTERNAL_TABLE,
  CREATE_VIEW,
  CREATE_SCHEMA,
  DROP_TABLE,
  DROP_VIEW,
  DROP_SCHEMA,
  /** INSERT INTO and INSERT OVERWRITE. */
  INSERT,
  /** COPY TO files. */
  COPY,
  UPDATE,
  DELETE,
  MERGE,
  TRUNCATE,
  ALTER_TABLE,
  /** PREPARE of a statement; what EXECUTE runs counts as what it is. */
  PREPARE,
  DEALLOCATE
}
