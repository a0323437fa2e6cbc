// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ipmnet.core.ipmnet.IpmNetNetworkConfig.Pooling;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.vertex.Padding;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ColourPathTest {
  private static final int SIDE = 16;

  private static IpmNetNetworkConfig sizes(Pooling pooling, boolean tones, int mlp) {
    return sizes(pooling, tones, mlp, false);
  }

  private static IpmNetNetworkConfig sizes(
      Pooling pooling, boolean tones, int mlp, boolean finalConvolution) {
    return new IpmNetNetworkConfig(
        4,
        4 * FaceArea.COUNT,
        mlp,
        Padding.REFLECT,
        new IpmNetNetworkConfig.Identity(1, Norm.INSTANCE),
        new IpmNetNetworkConfig.Style(2, 0, Norm.NONE, pooling),
        new IpmNetNetworkConfig.Decoder(1, Norm.INSTANCE, finalConvolution, true, tones),
        new IpmNetNetworkConfig.Discriminator(4, 2, 2, Norm.NONE));
  }

  @Test
  void eachAreaBeginsInTheReferencesColour() {
    IpmNetNetworkConfig sizes = sizes(Pooling.REGIONS_AND_SKIN, true, 48);
    IpmNet net = IpmNet.of(sizes, DataType.DOUBLE).initialise(new RandomStreams(3));
    INDArray photo = GradientCheck.values(1, 2, 3, SIDE, SIDE);
    INDArray contrasts = GradientCheck.values(2, 2, 2L * FaceArea.COUNT, SIDE / 4, SIDE / 4);
    INDArray places = GradientCheck.values(4, 2, FaceArea.COUNT, SIDE, SIDE);
    try (Inference inference = new Inference(DataType.DOUBLE)) {
      INDArray code = inference.apply(net.style(), photo, contrasts, places)[0];
      INDArray parameters = inference.apply(net.mlp(), code)[0];
      int first = StyleMlp.adaInParameters(sizes);
      for (int face = 0; face < 2; face++) {
        for (int area = 0; area < FaceArea.COUNT; area++) {
          for (int colour = 0; colour < 3; colour++) {
            double mean = 0;
            for (int y = 0; y < SIDE; y++) {
              for (int x = 0; x < SIDE; x++) {
                mean += photo.getDouble(face, colour, y, x) * places.getDouble(face, area, y, x);
              }
            }
            double tone = parameters.getDouble(face, first + colour * FaceArea.COUNT + area);
            assertEquals(mean, tone, 1e-9, "face " + face + ", area " + area);
          }
        }
      }
    }
  }

  /** A painting is r_x and the tones, whatever the code and the AdaIN parameters are. */
  @Test
  void theGeneratorItselfBeginsSilent() {
    IpmNetNetworkConfig sizes = sizes(Pooling.REGIONS_AND_SKIN, true, 48);
    IpmNet net = IpmNet.of(sizes, DataType.DOUBLE).initialise(new RandomStreams(3));
    int first = StyleMlp.adaInParameters(sizes);
    INDArray code = GradientCheck.values(1, 1, sizes.codeChannels(), SIDE / 4, SIDE / 4);
    INDArray style = GradientCheck.values(2, 1, first + 3L * FaceArea.COUNT);
    INDArray residual = GradientCheck.values(3, 1, 3, SIDE, SIDE);
    INDArray areas = GradientCheck.values(4, 1, FaceArea.COUNT, SIDE, SIDE);
    try (Inference inference = new Inference(DataType.DOUBLE)) {
      INDArray painted = inference.apply(net.generator(), code, style, residual, areas)[0];
      for (int colour = 0; colour < 3; colour++) {
        double wanted = residual.getDouble(0, colour, 5, 6);
        for (int area = 0; area < FaceArea.COUNT; area++) {
          double tone = style.getDouble(0, first + colour * FaceArea.COUNT + area);
          wanted += tone * areas.getDouble(0, area, 5, 6);
        }
        assertEquals(wanted, painted.getDouble(0, colour, 5, 6), 1e-9);
      }
    }
  }

  @Test
  void itNeedsColoursTonesAndRoomBetweenThem() {
    assertTrue(ColourPath.fits(sizes(Pooling.REGIONS_AND_SKIN, true, 42)));
    assertFalse(ColourPath.fits(sizes(Pooling.REGIONS_AND_SKIN, true, 41)));
    assertFalse(ColourPath.fits(sizes(Pooling.REGIONS_AND_SKIN, false, 42)));
    assertFalse(ColourPath.fits(sizes(Pooling.REGIONS, true, 42)));
    assertFalse(ColourPath.fits(sizes(Pooling.REGIONS_AND_SKIN, true, 42, true)));
  }
}
