// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import java.util.Arrays;
import java.util.List;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.network.ModelKind;

/**
 * A program that a model was published with, as far as its files go.
 *
 * @param <S> the sizes of the networks
 */
public abstract class PublishedProgram<S extends Record> {
  private final String key;
  private final String owner;
  private final Class<S> sizes;
  private final SavedFiles files;

  /**
   * A program.
   *
   * @param key what commands call its files
   * @param owner what messages call it, such as "MUNIT's program"
   * @param sizes the record of the networks' sizes
   * @param files how its files are named
   */
  PublishedProgram(String key, String owner, Class<S> sizes, SavedFiles files) {
    this.key = key;
    this.owner = owner;
    this.sizes = sizes;
    this.files = files;
  }

  /** The program that this kind of model was published with. */
  public static PublishedProgram<?> of(ModelKind kind) {
    return switch (kind) {
      case IPM_NET -> new ReleaseProgram();
      case BEAUTYGAN -> new BeautyGanProgram();
      case CYCLEGAN -> new CycleGanProgram();
      case MUNIT -> new MunitProgram();
    };
  }

  /** All programs, in the order of {@link ModelKind}. */
  public static List<PublishedProgram<?>> all() {
    return Arrays.stream(ModelKind.values())
        .<PublishedProgram<?>>map(PublishedProgram::of)
        .toList();
  }

  /** What {@code ipm weights import --as} calls its files. */
  public final String key() {
    return key;
  }

  /** What messages call it. */
  public final String owner() {
    return owner;
  }

  /** How its files are named. */
  public final SavedFiles files() {
    return files;
  }

  /** Reads the sizes of the networks from a configuration's section {@code network}. */
  public S sizes(ConfigTree network) {
    return network.read(sizes);
  }

  /** Whether networks of these sizes are ones that the program can build. */
  public boolean builds(S sizes) {
    return true;
  }

  /** All state dictionaries that the program saves of networks of these sizes. */
  public abstract List<StateDict> dictionaries(S sizes);

  /**
   * The sizes of the networks in files, as a few tensors show them. Without their file
   * discriminators are as wide as the generator, and as deep as the program makes them.
   *
   * @throws org.ipmnet.core.UserError if such a tensor is missing, or shows what is impossible
   */
  abstract S sizes(PublishedFiles found);
}
