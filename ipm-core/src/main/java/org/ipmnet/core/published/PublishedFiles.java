// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.core.weights.WeightFile;

/** Files of a published program, open. What they hold has not been looked at. */
final class PublishedFiles implements AutoCloseable {
  private final PublishedProgram<?> program;
  private final Map<String, WeightFile> opened = new LinkedHashMap<>();

  /**
   * Opens files.
   *
   * @param path see {@link SavedFiles#find}
   * @throws org.ipmnet.core.UserError naming what is absent or broken
   */
  PublishedFiles(PublishedProgram<?> program, Path path) {
    this.program = program;
    try (Opening opening = new Opening()) {
      program
          .files()
          .find(path)
          .forEach((name, file) -> opened.put(name, opening.add(WeightFile.open(file))));
      opening.complete();
    }
  }

  /** Whether a file is there. */
  boolean has(String file) {
    return opened.containsKey(file);
  }

  WeightFile get(String file) {
    return opened.get(file);
  }

  /** Where the first file came from. */
  Path first() {
    return get(program.files().first()).path();
  }

  /** The tensors of one state dictionary by their names; none if the file has no such key. */
  Map<String, StoredTensor> tensors(String file, String key) {
    return key == null ? get(file).stateDict() : get(file).stateDict(key);
  }

  /** How messages call the place of a state dictionary. */
  String source(String file, String key) {
    return get(file).path() + (key == null ? "" : " (" + key + ")");
  }

  /**
   * The sizes that one state dictionary shows.
   *
   * @param key under which it stands in the file; null if it is all the file holds
   */
  SeenSizes sizes(String file, String key) {
    return new SeenSizes(source(file, key), file, program.owner(), tensors(file, key));
  }

  /** Whether a message names one of the files. */
  boolean isNamedIn(String message) {
    return opened.values().stream().anyMatch(file -> message.contains(file.path().toString()));
  }

  /** The groups of files that are not there. */
  List<SavedFiles.Group> missing() {
    return program.files().groups().stream()
        .filter(group -> !group.files().stream().allMatch(this::has))
        .toList();
  }

  @Override
  public void close() {
    Opening.closeAll(opened.values());
  }
}
