// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Scanner;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.ShippedWeights;
import org.junit.jupiter.api.Test;

/** The network against what MediaPipe 0.10.14 says of the same drawing. */
class PersonNetworkTest {
  private static final int STEP = 8;

  @Test
  void seesWhatMediaPipeSees() throws IOException {
    float[] found;
    try (PersonNetwork network =
        new PersonNetwork(
            ShippedWeights.read(
                PersonNetwork.class,
                "person.safetensors",
                file -> Pretrained.PERSON.read(file, PersonNetwork.shapes())))) {
      found = network.probabilities(drawing());
    }
    try (InputStream in = PersonNetworkTest.class.getResourceAsStream("person.txt");
        Scanner expected = new Scanner(in, StandardCharsets.UTF_8)) {
      for (int y = STEP / 2; y < PersonNetwork.SIDE; y += STEP) {
        for (int x = STEP / 2; x < PersonNetwork.SIDE; x += STEP) {
          assertEquals(
              Float.parseFloat(expected.next()),
              found[y * PersonNetwork.SIDE + x],
              2e-3,
              x + "," + y);
        }
      }
    }
  }

  /** Centre, half width and half height of ellipses, and their colours: later ones lie above. */
  private static final int[][] ELLIPSES = {
    {128, 92, 56, 66, 60, 40, 30}, // hair
    {128, 262, 104, 80, 60, 60, 110}, // shoulders
    {128, 180, 24, 40, 190, 140, 112}, // neck
    {128, 104, 44, 58, 214, 164, 134}, // face
    {110, 96, 9, 4, 240, 240, 240},
    {146, 96, 9, 4, 240, 240, 240},
    {110, 96, 4, 4, 40, 30, 20},
    {146, 96, 4, 4, 40, 30, 20},
    {110, 84, 12, 2, 60, 40, 30}, // brows
    {146, 84, 12, 2, 60, 40, 30},
    {128, 118, 7, 4, 180, 120, 100}, // nose
    {128, 136, 14, 5, 170, 70, 80} // mouth
  };

  /** A person before a gradient. */
  private static float[] drawing() {
    int side = PersonNetwork.SIDE;
    float[] planes = new float[3 * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int[] colour = {90 + x / 4, 120 + y / 8, 150 - x / 8};
        for (int[] e : ELLIPSES) {
          if (inside(x - e[0], y - e[1], e[2], e[3])) {
            colour = Arrays.copyOfRange(e, 4, 7);
          }
        }
        for (int c = 0; c < 3; c++) {
          planes[(c * side + y) * side + x] = colour[c] / 255f;
        }
      }
    }
    return planes;
  }

  private static boolean inside(int x, int y, int width, int height) {
    long a = (long) x * height;
    long b = (long) y * width;
    long most = (long) width * height;
    return a * a + b * b <= most * most;
  }
}
