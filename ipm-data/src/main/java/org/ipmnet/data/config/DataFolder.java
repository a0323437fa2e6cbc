// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.ipmnet.core.config.ConfigTree;

/** {@code --data DIR} as a configuration: the folder as it stands, whatever characters it has. */
public final class DataFolder {
  private DataFolder() {}

  /** The key data.folder. */
  public static ConfigTree of(Path folder) {
    return tree(Map.of("folder", text(folder)));
  }

  /** The key data.folder, and no other place of a model's photos. */
  public static ConfigTree alone(Path folder) {
    Map<String, Object> data = new HashMap<>();
    data.put("folder", text(folder));
    data.put("makeup", null);
    data.put("non-makeup", null);
    return tree(data);
  }

  private static String text(Path folder) {
    return folder.toAbsolutePath().normalize().toString();
  }

  private static ConfigTree tree(Map<String, Object> data) {
    return ConfigTree.parse("--data", ConfigTree.write(Collections.singletonMap("data", data)));
  }
}
