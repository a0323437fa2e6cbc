// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import java.util.Set;
import org.ipmnet.core.config.ConfigTree;

/**
 * The systems of networks that train, transfer and are measured here; key {@code model}. Whatever
 * depends on the kind is a {@code switch} over these constants without a default, so that the
 * compiler names every place that a new one needs.
 */
public enum ModelKind {
  /** IPM-Net: Huang et al., IJCAI 2020. */
  IPM_NET("IPM-Net"),
  /** BeautyGAN: Li et al., ACM Multimedia 2018. */
  BEAUTYGAN("BeautyGAN"),
  /** CycleGAN: Zhu et al., ICCV 2017. */
  CYCLEGAN("CycleGAN"),
  /** MUNIT: Huang et al., ECCV 2018. */
  MUNIT("MUNIT");

  private static final String KEY = "model";

  private final String title;

  ModelKind(String title) {
    this.title = title;
  }

  private record Choice(ModelKind model) {}

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** Gives a configuration the key that it may leave out: files from before it are IPM-Net's. */
  public static ConfigTree withOptionalKey(ConfigTree tree) {
    return tree.orElse(KEY, ConfigTree.hyphenated(IPM_NET));
  }

  /**
   * Which one a whole configuration is of.
   *
   * @throws org.ipmnet.core.UserError naming the known ones if it is another
   */
  public static ModelKind of(ConfigTree tree) {
    return withOptionalKey(tree).only(Set.of(KEY)).read(Choice.class).model();
  }
}
