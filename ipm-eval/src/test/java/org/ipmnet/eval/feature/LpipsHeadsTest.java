// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.perceptual.Lpips;
import org.ipmnet.core.perceptual.LpipsBackbone;
import org.ipmnet.core.testing.FormulaWeights;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.SafeTensors;
import org.ipmnet.core.weights.WeightsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class LpipsHeadsTest {
  private static final int SIZE = 32;

  @TempDir Path folder;

  private static WeightsConfig weights(Map<Pretrained, Path> named) {
    StringBuilder yaml = new StringBuilder("{");
    named.forEach(
        (network, file) ->
            yaml.append(String.format(Locale.ROOT, "%s: '%s', ", network.key(), file)));
    return ConfigTree.parse("test", yaml + "}").read(WeightsConfig.class);
  }

  private Path backbone(LpipsBackbone backbone) {
    Path file = folder.resolve(backbone.weights().key() + ".safetensors");
    FormulaWeights formula = FormulaWeights.of(backbone.shapes());
    SortedMap<String, INDArray> tensors = new TreeMap<>();
    formula.shapes().keySet().forEach(name -> tensors.put(name, formula.tensor(name)));
    SafeTensors.write(file, tensors, Map.of());
    return file;
  }

  private static double distance(MeasuringNetworks networks, LpipsBackbone backbone, int other) {
    Lpips lpips = networks.lpips(backbone).orElseThrow();
    try (INDArray a = PictureBatch.of(List.of(picture(1)), SIZE);
        INDArray b = PictureBatch.of(List.of(picture(other)), SIZE)) {
      return lpips.distances(a, b)[0];
    }
  }

  private static float[] picture(int which) {
    float[] values = new float[3 * SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(which * 0.37 * i);
    }
    return values;
  }

  /** As trained: LPIPS keeps its heads from becoming negative. */
  @ParameterizedTest
  @EnumSource(LpipsBackbone.class)
  void thoseOfTheProgramFitTheirNetwork(LpipsBackbone backbone) {
    SortedMap<String, INDArray> heads = LpipsHeads.of(backbone, weights(Map.of()));
    assertTrue(LpipsHeads.isShipped(backbone, weights(Map.of())));
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    heads.forEach((name, head) -> shapes.put(name, LongStream.of(head.shape()).boxed().toList()));
    assertEquals(backbone.headShapes().shapes(), shapes);
    for (INDArray head : heads.values()) {
      assertTrue(head.minNumber().doubleValue() >= 0, head.toString());
      assertTrue(head.maxNumber().doubleValue() > 0.1, head.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(LpipsBackbone.class)
  void aBackboneIsEnoughForLpips(LpipsBackbone backbone) {
    Map<Pretrained, Path> named = Map.of(backbone.weights(), backbone(backbone));
    try (MeasuringNetworks networks = MeasuringNetworks.open(weights(named))) {
      assertEquals(0, distance(networks, backbone, 1));
      assertTrue(distance(networks, backbone, 2) > 1e-4);
    }
  }

  @Test
  void aFileOfTheUsersTakesTheirPlace() {
    LpipsBackbone alex = LpipsBackbone.ALEX;
    Path network = backbone(alex);
    SortedMap<String, INDArray> doubled = new TreeMap<>();
    LpipsHeads.of(alex, weights(Map.of())).forEach((name, head) -> doubled.put(name, head.mul(2)));
    Path heads = folder.resolve("heads.safetensors");
    SafeTensors.write(heads, doubled, Map.of());
    Map<Pretrained, Path> named = Map.of(alex.weights(), network, alex.heads(), heads);
    assertFalse(LpipsHeads.isShipped(alex, weights(named)));
    try (MeasuringNetworks own = MeasuringNetworks.open(weights(Map.of(alex.weights(), network)));
        MeasuringNetworks theirs = MeasuringNetworks.open(weights(named))) {
      double wanted = 2 * distance(own, alex, 2);
      assertEquals(wanted, distance(theirs, alex, 2), 1e-6 * wanted);
      assertFalse(own.checksums().equals(theirs.checksums()));
    }
  }

  @Test
  void soDoesAnImportInTheDefaultPlace() {
    String before = System.getProperty("ipm.weights");
    System.setProperty("ipm.weights", folder.toString());
    try {
      SortedMap<String, INDArray> halved = new TreeMap<>();
      LpipsHeads.of(LpipsBackbone.VGG, weights(Map.of()))
          .forEach((name, head) -> halved.put(name, head.div(2)));
      SafeTensors.write(Pretrained.LPIPS_VGG_HEADS.defaultFile(), halved, Map.of());
      assertEquals(halved, LpipsHeads.of(LpipsBackbone.VGG, weights(Map.of())));
    } finally {
      System.setProperty("ipm.weights", before);
    }
  }

  @Test
  void onlyWhatIsMissingIsTold() {
    Path nowhere = folder.resolve("nowhere");
    Map<Pretrained, Path> named = Map.of(Pretrained.LPIPS_VGG_HEADS, nowhere);
    try (MeasuringNetworks networks = MeasuringNetworks.open(weights(named))) {
      String alex = networks.missing().get("LPIPS alex");
      assertTrue(alex.contains("ipm weights import --as lpips-alex FILE"), alex);
      assertFalse(alex.contains("heads"), alex);
      String vgg = networks.missing().get("LPIPS vgg");
      assertTrue(vgg.contains("--as lpips-vgg FILE") && vgg.contains(nowhere.toString()), vgg);
    }
    UserError error =
        assertThrows(UserError.class, () -> LpipsHeads.of(LpipsBackbone.VGG, weights(named)));
    assertTrue(error.getMessage().contains("does not exist"), error.getMessage());
  }

  /** The condition under which they may be passed on. */
  @Test
  void theirLicenceLiesBesideThem() throws Exception {
    try (var in = LpipsHeads.class.getResourceAsStream("LICENSE-lpips-heads")) {
      assertNotNull(in);
      String licence = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(licence.startsWith("Copyright (c) 2018, Richard Zhang"), licence);
      assertTrue(licence.contains("Redistributions in binary form"), licence);
    }
  }
}
