// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import java.util.Set;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.Default;

/**
 * The models that are trained, used and measured here; key {@code model}. Whatever depends on the
 * kind is a {@code switch} over these constants without a default, so that the compiler names every
 * place that a new one needs.
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

  /** The key that says which one a configuration is of. */
  public static final String KEY = "model";

  private final String title;

  ModelKind(String title) {
    this.title = title;
  }

  /** Files from before the key are IPM-Net's. */
  private record Choice(@Default("ipm-net") ModelKind model) {}

  /** Its name in reports. */
  public String title() {
    return title;
  }

  /**
   * Which one a whole configuration is of.
   *
   * @throws org.ipmnet.core.UserError naming the known ones if it is another
   */
  public static ModelKind of(ConfigTree tree) {
    return tree.only(Set.of(KEY)).read(Choice.class).model();
  }
}
