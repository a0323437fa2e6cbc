// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.train.beautygan.BeautyGanConfig;
import org.ipmnet.train.cyclegan.CycleGanConfig;
import org.ipmnet.train.ipmnet.IpmNetConfig;
import org.ipmnet.train.model.ModelConfig;
import org.ipmnet.train.munit.MunitConfig;

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
      case CYCLEGAN -> CycleGanConfig.read(sections);
      case MUNIT -> MunitConfig.read(sections);
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
