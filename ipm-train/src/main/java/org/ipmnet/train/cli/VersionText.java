// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code ipm --version} prints. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = getClass().getPackage().getImplementationVersion();
    return new String[] {"ipm " + (version == null ? "(not packaged)" : version)};
  }
}
