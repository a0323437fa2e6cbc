// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.ipmnet.core.UserError;
import org.ipmnet.core.beautygan.BeautyGanNetworkConfig;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.cyclegan.CycleGanNetworkConfig;
import org.ipmnet.core.munit.MunitNetworkConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpmNetNetworkConfigTest {
  private static final ConfigTree IPM_NET =
      ConfigTree.parse(
          "a.yaml",
          """
          dim: 4
          style: 8
          mlp: 8
          padding: zero
          identity-encoder: {res-blocks: 1, norm: batch}
          style-encoder: {downsamplings: 2, res-blocks: 1, norm: batch}
          generator: {res-blocks: 1, norm: batch, final-convolution: false}
          discriminator: {scales: 2, layers: 2, norm: none}
          """);
  private static final ConfigTree MUNIT =
      ConfigTree.parse(
          "a.yaml",
          """
          dim: 4
          style: 8
          mlp: 8
          res-blocks: 1
          padding: zero
          discriminator: {dim: 4, scales: 2, layers: 2}
          """);
  private static final ConfigTree BEAUTYGAN =
      ConfigTree.parse(
          "a.yaml",
          """
          dim: 4
          res-blocks: 1
          discriminator: {dim: 4, layers: 2}
          """);
  private static final ConfigTree CYCLEGAN =
      ConfigTree.parse(
          "a.yaml",
          """
          generator: {dim: 4, res-blocks: 1}
          discriminator: {dim: 4, layers: 2}
          """);

  @ParameterizedTest
  @CsvSource({
    "dim, 1, 512",
    "style, 1, 2048",
    "mlp, 1, 2048",
    "identity-encoder.res-blocks, 0, 64",
    "style-encoder.res-blocks, 0, 64",
    "style-encoder.downsamplings, 1, 8",
    "generator.res-blocks, 1, 64",
    "discriminator.dim, 1, 512",
    "discriminator.scales, 1, 5",
    "discriminator.layers, 1, 8",
  })
  void sizesOfIpmNetHaveBothEnds(String key, int least, int most) {
    bounded(key, least, most, s -> ipmNet(s));
  }

  @ParameterizedTest
  @CsvSource({
    "dim, 1, 512",
    "style, 1, 2048",
    "mlp, 1, 2048",
    "res-blocks, 1, 64",
    "discriminator.dim, 1, 512",
    "discriminator.scales, 1, 5",
    "discriminator.layers, 1, 8",
  })
  void sizesOfMunitHaveBothEnds(String key, int least, int most) {
    bounded(key, least, most, s -> MUNIT.set(List.of(s)).read(MunitNetworkConfig.class));
  }

  @ParameterizedTest
  @CsvSource({
    "dim, 1, 512",
    "res-blocks, 0, 64",
    "discriminator.dim, 1, 512",
    "discriminator.layers, 1, 8",
  })
  void sizesOfBeautyGanHaveBothEnds(String key, int least, int most) {
    bounded(key, least, most, s -> BEAUTYGAN.set(List.of(s)).read(BeautyGanNetworkConfig.class));
  }

  @ParameterizedTest
  @CsvSource({
    "generator.dim, 1, 512",
    "generator.res-blocks, 0, 64",
    "discriminator.dim, 1, 512",
    "discriminator.layers, 1, 8",
  })
  void sizesOfCycleGanHaveBothEnds(String key, int least, int most) {
    bounded(key, least, most, s -> CYCLEGAN.set(List.of(s)).read(CycleGanNetworkConfig.class));
  }

  private interface Reading {
    void of(String assignment);
  }

  private static void bounded(String key, int least, int most, Reading reading) {
    reading.of(key + "=" + least);
    reading.of(key + "=" + most);
    for (int beyond : new int[] {least - 1, most + 1, Integer.MAX_VALUE}) {
      UserError refusal = assertThrows(UserError.class, () -> reading.of(key + "=" + beyond));
      String name = key.substring(key.lastIndexOf('.') + 1);
      String expected = "%s must lie between %d and %d, found %d";
      expected = String.format(Locale.ROOT, expected, name, least, most, beyond);
      assertTrue(refusal.getMessage().endsWith(expected), refusal.getMessage());
    }
  }

  @Test
  void evenTheDeepestNetworksFitAnImageThatDataSizeAllows() {
    IpmNetNetworkConfig deepest =
        ipmNet("style-encoder.downsamplings=8", "discriminator.scales=5", "discriminator.layers=8");
    UserError refusal = assertThrows(UserError.class, () -> deepest.requireSize(64));
    String named = refusal.getMessage().replaceAll(".*; (\\d+) would do", "$1");
    assertTrue(Integer.parseInt(named) <= 4096, refusal.getMessage());
    deepest.requireSize(Integer.parseInt(named));
    deepest.requireSize(4096);
  }

  @Test
  void theNormsAreThoseThatAreDocumented() {
    for (String norm : List.of("batch", "instance", "layer", "none")) {
      assertEquals(norm, HyphenatedName.of(ipmNet("generator.norm=" + norm).generator().norm()));
    }
    UserError refusal =
        assertThrows(UserError.class, () -> ipmNet("generator.norm=affine-instance"));
    assertEquals(
        "a.yaml: generator.norm must be one of batch, instance, layer, none, found 'affine-instance'",
        refusal.getMessage());
  }

  /** Files written before D had a key for its width lack it. */
  @Test
  void withoutAWidthOfItsOwnTheDiscriminatorHasThatOfTheOthers() {
    assertEquals(4, ipmNet().discriminator().dim());
    assertEquals(6, ipmNet("dim=6").discriminator().dim());
    IpmNetNetworkConfig wide = ipmNet("dim=6", "discriminator.dim=9");
    assertEquals(6, wide.dim());
    assertEquals(9, wide.discriminator().dim());
    UserError refusal =
        assertThrows(UserError.class, () -> IPM_NET.without("dim").read(IpmNetNetworkConfig.class));
    assertEquals("a.yaml: missing key dim", refusal.getMessage());
  }

  private static IpmNetNetworkConfig ipmNet(String... assignments) {
    return IPM_NET.set(List.of(assignments)).read(IpmNetNetworkConfig.class);
  }
}
