package io.github.datafusionjdbc.engine;

/**
 * What this library holds right now.
 *
 * @param handles native handles given out and not yet closed
 * @param arrowBytes bytes of result batches that Java may still read
 * @param poolBytes bytes reserved in the memory pools of all engines
 */
public record EngineCounters(long handles, long arrowBytes, long poolBytes) {}
