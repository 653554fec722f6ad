package io.github.datafusionjdbc.policy.command;

import java.util.List;
import java.util.Map;

/**
 * COPY (query or table) TO files.
 *
 * @param source the rows
 * @param path a file, or a folder where it ends in a slash or has no extension, as written
 * @param format STORED AS, else what the path's extension says
 * @param partitionColumns columns of the source that become folders, in order
 * @param options by name, lower case
 */
public record Copy(
    SourceQuery source,
    String path,
    FileFormat format,
    List<String> partitionColumns,
    Map<String, String> options)
    implements StatementCommand {}
