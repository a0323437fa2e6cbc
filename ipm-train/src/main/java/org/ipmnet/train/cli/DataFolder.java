// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.ipmnet.core.config.ConfigTree;

/** {@code --data DIR} as a configuration: the folder as it stands, whatever characters it has. */
final class DataFolder {
  private DataFolder() {}

  /** The key data.folder, and no other place of photos. */
  static ConfigTree of(Path folder) {
    Map<String, Object> data = new HashMap<>();
    data.put("folder", folder.toAbsolutePath().normalize().toString());
    data.put("makeup", null);
    data.put("non-makeup", null);
    return ConfigTree.parse("--data", ConfigTree.write(Collections.singletonMap("data", data)));
  }
}
