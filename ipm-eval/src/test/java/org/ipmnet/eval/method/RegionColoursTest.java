// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.eval.metric.ColourDistance;
import org.ipmnet.eval.metric.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionColoursTest {
  @TempDir Path folder;

  @Test
  void theSpaceLeadsBack() {
    double[] lab = new double[3];
    for (double[] rgb : new double[][] {{-0.9, 0.1, 0.7}, {1, 1, 1}, {0.3, -0.2, -0.95}}) {
      LabColour.of(rgb[0], rgb[1], rgb[2], lab);
      LabColour.toRgb(lab);
      assertArrayEquals(rgb, lab, 1e-9);
    }
  }

  @Test
  void regionsTakeTheReferencesColoursAndNothingElseChanges() {
    SyntheticDataset.write(folder, 4, 80, 3);
    String yaml =
        "{size: 64, crop: random, order: shuffled, texture: none, labels: mt, folder: '%s'}";
    DataConfig config =
        ConfigTree.parse("test", String.format(Locale.ROOT, yaml, folder)).read(DataConfig.class);
    MakeupTransferDataset dataset = MakeupTransferDataset.open(config, new RandomStreams(1));
    EvaluationFace target = EvaluationFace.read(dataset, dataset.train(Side.BARE).get(0));
    EvaluationFace reference = EvaluationFace.read(dataset, dataset.train(Side.MADE_UP).get(0));
    float[] result = new RegionColours().canvas(target).paint(reference);
    int plane = 64 * 64;
    for (int i = 0; i < result.length; i++) {
      if (target.sample().mask()[i % plane] == 1) {
        assertEquals(target.image()[i], result[i], "kept pixel " + i);
      }
    }
    Map<Region, Region> regions =
        Map.of(target.lips(), reference.lips(), target.foundation(), reference.foundation());
    regions.forEach(
        (own, wanted) -> {
          double before =
              ColourDistance.of(target.image(), own, reference.image(), wanted).getAsDouble();
          double after = ColourDistance.of(result, own, reference.image(), wanted).getAsDouble();
          assertEquals(0, after, Math.max(3, 0.2 * before), "of " + before + " levels");
        });
    float[] same = new RegionColours().canvas(target).paint(target);
    assertArrayEquals(target.image(), same, 0.01f); // but for black, which has no logarithm
  }
}
