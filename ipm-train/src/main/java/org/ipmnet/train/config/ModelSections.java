// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.train.beautygan.BeautyGanConfig;
import org.ipmnet.train.gan.IpmNetConfig;
import org.ipmnet.train.model.ModelConfig;

/** The sections that differ by kind of model, in files. */
final class ModelSections {
  static final Set<String> KEYS = Set.of("network", "loss", "optimizer");

  private ModelSections() {}

  /** Reads them strictly out of a whole configuration. */
  static ModelConfig read(ModelKind kind, ConfigTree tree) {
    ConfigTree sections = tree.only(KEYS);
    return switch (kind) {
      case IPM_NET -> IpmNetConfig.read(sections);
      case BEAUTYGAN -> BeautyGanConfig.read(sections);
      case CYCLEGAN -> throw new UserError(kind.title() + " is not built in yet");
      case MUNIT -> throw new UserError(kind.title() + " is not built in yet");
    };
  }

  /** What is written under the keys. */
  static Map<String, Object> of(ModelConfig config) {
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("network", config.network());
    sections.put("loss", config.loss());
    sections.put("optimizer", config.optimizer());
    return sections;
  }
}
