package io.github.datafusionjdbc.shell;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest states. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"datafusion-jdbc " + (version == null ? "(not packaged)" : version)};
  }
}
