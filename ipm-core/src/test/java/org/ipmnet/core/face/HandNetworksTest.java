// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import org.ipmnet.core.testing.DrawnHand;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.ShippedWeights;
import org.junit.jupiter.api.Test;

/** The networks against what the files of MediaPipe 0.10.14 say of the same drawings. */
class HandNetworksTest {
  private static final double LEAST_SCORE = 0.1;

  @Test
  void palms() throws IOException {
    List<BoxCandidate> found;
    try (PalmDetectorNetwork network =
        new PalmDetectorNetwork(
            ShippedWeights.read(
                PalmDetectorNetwork.class,
                "palm-detector.safetensors",
                file -> Pretrained.PALM_DETECTOR.read(file, PalmDetectorNetwork.shapes())))) {
      float[] drawing =
          DrawnHand.planes(
              PalmDetectorNetwork.SIDE, new DrawnHand(5, 5, 30), new DrawnHand(2, 132, 20));
      found = network.candidates(drawing, LEAST_SCORE);
    }
    try (Scanner expected = open("palms.txt")) {
      for (BoxCandidate palm : found) {
        assertEquals(next(expected), palm.score(), 1e-3);
        assertEquals(next(expected), palm.x(), 1e-3);
        assertEquals(next(expected), palm.y(), 1e-3);
        assertEquals(next(expected), palm.width(), 1e-3);
        assertEquals(next(expected), palm.height(), 1e-3);
        for (double coordinate : palm.points()) {
          assertEquals(next(expected), coordinate, 1e-3);
        }
      }
      assertFalse(expected.hasNext(), "all are found");
    }
  }

  @Test
  void points() throws IOException {
    HandMesh found;
    try (HandLandmarkNetwork network =
        new HandLandmarkNetwork(
            ShippedWeights.read(
                HandLandmarkNetwork.class,
                "hand-landmarks.safetensors",
                file -> Pretrained.HAND_LANDMARKS.read(file, HandLandmarkNetwork.shapes())))) {
      found = network.mesh(DrawnHand.planes(HandLandmarkNetwork.SIDE, new DrawnHand(8, 0, 0)));
    }
    try (Scanner expected = open("hand.txt")) {
      assertEquals(next(expected), found.presence(), 1e-3);
      for (float coordinate : found.points()) {
        assertEquals(next(expected), coordinate, 0.05);
      }
      assertFalse(expected.hasNext(), "all are there");
    }
  }

  private static Scanner open(String name) throws IOException {
    try (InputStream in = HandNetworksTest.class.getResourceAsStream(name)) {
      return new Scanner(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static double next(Scanner numbers) {
    return Double.parseDouble(numbers.next());
  }
}
