// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.OutsideFolder;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.testing.TinyFaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real photos, where they are at hand. */
class SharedDataTest {
  private static Path folder(String name) {
    return OutsideFolder.PHOTOS.resolve(name);
  }

  @Test
  void mapsOfTheSampleAreWithoutFault() {
    DataConfig config = TinyFaces.config(folder("mt-sample"), 64);
    MakeupTransferDataset dataset = MakeupTransferDataset.open(config, new RandomStreams(1));
    assertEquals(List.of(), dataset.report().faults());
    assertEquals(67, dataset.report().usable().get(Side.MADE_UP));
    assertEquals(48, dataset.report().usable().get(Side.BARE));
    assertEquals(6, dataset.test(Side.MADE_UP).size());
    assertEquals(4, dataset.test(Side.BARE).size());
  }

  @Test
  void readyMadeMasksAndTextures() {
    DataConfig config =
        TinyFaces.config(
            folder("ipm-release-test"), 256, "texture: files", "crop: center", "order: fixed");
    MakeupTransferDataset dataset = MakeupTransferDataset.open(config, new RandomStreams(1));
    assertEquals(List.of(), dataset.report().faults());
    assertEquals(13, dataset.report().usable().get(Side.MADE_UP));
    assertEquals(7, dataset.report().usable().get(Side.BARE));
    Sample sample = dataset.evaluationSample(dataset.train(Side.MADE_UP).get(0));
    float strongest = 0;
    for (int i = 0; i < sample.texture().length; i++) {
      strongest = Math.max(strongest, sample.texture()[i] * (1 - sample.mask()[i]));
      assertEquals(0, sample.texture()[i] * sample.mask()[i]);
    }
    assertTrue(strongest > 0.1, "texture is at most " + strongest);
  }

  @ParameterizedTest
  @CsvSource({"makeup,vFG47", "non-makeup,XMY-176"})
  void aMaskOfAMapResemblesTheAuthors(String side, String name) {
    Path map = folder("mt-sample").resolve("segs/" + side + "/" + name + ".png");
    Path mask = folder("ipm-release-test").resolve("masks/" + side + "/" + name + ".png");
    byte[] theirs = MakeupArea.of(GrayImage.readLevels(mask)).codes();
    GrayImage values = GrayImage.readValues(map).resizedNearest(321, 321);
    byte[] ours = MakeupArea.of(LabelScheme.MT.regions(values, map)).codes();
    int both = 0;
    int either = 0;
    for (int i = 0; i < ours.length; i++) {
      both += ours[i] > 0 && theirs[i] > 0 ? 1 : 0;
      either += ours[i] > 0 || theirs[i] > 0 ? 1 : 0;
    }
    double overlap = (double) both / either;
    assertTrue(overlap > 0.9, name + " overlaps by " + overlap);
  }
}
