// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig.Pooling;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.Face;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.sample.SamplePreparation;
import org.ipmnet.data.testing.TinyFaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class CrowdFacesTest {
  /** Somebody whose lips have skin on both sides. */
  private static final int SHAVED = 1;

  private static final RandomStreams SEED = new RandomStreams(42);
  private static final int PEOPLE = 3;

  @TempDir Path root;

  @BeforeEach
  void faces() {
    TinyFaces.mtLayout(root, 2, 2, 48);
  }

  private MakeupTransferDataset open(String... more) {
    List<String> keys = new ArrayList<>(List.of("synthetic: {people: " + PEOPLE + "}"));
    keys.addAll(List.of(more));
    return MakeupTransferDataset.open(
        TinyFaces.config(root, 32, keys.toArray(String[]::new)), SEED);
  }

  /** Each meets each, a batch's neighbours are different people, and new ones come after. */
  @Test
  void everyPairOnceThenOtherPeople() {
    CrowdFaces faces = new CrowdFaces(open().config(), SEED);
    Set<List<Integer>> pairs = new HashSet<>();
    Set<Integer> bare = new HashSet<>();
    for (int n = 0; n < 2 * PEOPLE * PEOPLE; n++) {
      TrainingFaces.Place x = faces.at(Side.BARE, n);
      TrainingFaces.Place y = faces.at(Side.MADE_UP, n);
      int ofX = Arrays.hashCode(x.face().photo().rgb());
      int ofY = Arrays.hashCode(y.face().photo().rgb());
      bare.add(ofX);
      pairs.add(List.of(ofX, ofY));
      assertEquals(n / (PEOPLE * PEOPLE), faces.epoch(n));
    }
    assertEquals(2 * PEOPLE, bare.size());
    assertEquals(2 * PEOPLE * PEOPLE, pairs.size());
  }

  /** The truth is the same picture outside the makeup area, and another one within. */
  @Test
  void truthDiffersInTheMakeupAreaAlone() {
    try (BatchLoader loader = new BatchLoader(open("appearance: {noise: 0}"), 4, SEED, 0)) {
      MakeupBatch batch = loader.next();
      for (Side side : Side.values()) {
        FaceBatch faces = batch.side(side);
        INDArray difference = faces.truths().sub(faces.images());
        INDArray kept = difference.mul(faces.masks().broadcast(difference.shape()));
        // the appearance's blur takes a little across the edge
        assertEquals(0, kept.norm1Number().doubleValue() / kept.length(), 0.01, side.toString());
        assertFalse(difference.norm1Number().doubleValue() / kept.length() < 0.005);
      }
    }
  }

  @Test
  void batchesDependOnSeedAndIterationAlone() {
    List<Integer> expected = new ArrayList<>();
    try (BatchLoader loader = new BatchLoader(open("appearance: {}"), 2, SEED, 0, 1, 1)) {
      for (int i = 0; i < 7; i++) {
        expected.add(digest(loader.next()));
      }
    }
    List<Integer> found = new ArrayList<>();
    try (BatchLoader loader = new BatchLoader(open("appearance: {}"), 2, SEED, 3, 3, 4)) {
      for (int i = 3; i < 7; i++) {
        found.add(digest(loader.next()));
      }
    }
    assertEquals(expected.subList(3, 7), found);
    assertEquals(7, new HashSet<>(expected).size());
  }

  private static int digest(MakeupBatch batch) {
    int hash = 0;
    for (FaceBatch side : List.of(batch.bare(), batch.madeUp())) {
      for (INDArray array : List.of(side.images(), side.masks(), side.truths())) {
        hash = 31 * hash + Arrays.hashCode(array.data().asFloat());
      }
    }
    return hash;
  }

  @Test
  void areasOfABatch() {
    try (BatchLoader loader = new BatchLoader(open(), 3, SEED, 0)) {
      FaceBatch faces = loader.next().madeUp();
      BatchAreas areas = BatchAreas.of(faces);
      for (Pooling pooling : List.of(Pooling.REGIONS, Pooling.REGIONS_AND_SKIN)) {
        INDArray weights = areas.ofStyle(reading(pooling)).get(0);
        assertArrayEquals(new long[] {3, pooling.areaMaps(), 8, 8}, weights.shape());
        INDArray sums = weights.sum(2, 3);
        for (int i = 0; i < sums.length(); i++) {
          int map = i % pooling.areaMaps();
          boolean ofSkin = map == FaceArea.SKIN.ordinal() || map >= FaceArea.COUNT;
          assertEquals(ofSkin ? 1 : 0, sums.getDouble(i), 1e-5);
        }
      }
      INDArray means = areas.ofStyle(reading(Pooling.REGIONS_AND_SKIN)).get(1);
      assertArrayEquals(new long[] {3, FaceArea.COUNT, 32, 32}, means.shape());
      assertEquals(3.0 * FaceArea.COUNT, means.sumNumber().doubleValue(), 1e-4);
      INDArray balanced = areas.balanced(DataType.DOUBLE);
      // the crop of such a small face keeps soft edges apart from hard ones
      double area = faces.masks().rsub(1).sumNumber().doubleValue();
      assertEquals(area, balanced.sumNumber().doubleValue(), 0.1 * area);
    }
  }

  /** Networks of which E_S reads areas of a quarter of the side. */
  private static IpmNet reading(Pooling pooling) {
    IpmNetNetworkConfig sizes =
        new IpmNetNetworkConfig(
            1,
            FaceArea.COUNT,
            1,
            Padding.ZERO,
            new IpmNetNetworkConfig.Identity(1, Norm.NONE),
            new IpmNetNetworkConfig.Style(2, 0, Norm.NONE, pooling),
            new IpmNetNetworkConfig.Decoder(1, Norm.NONE, false, true),
            new IpmNetNetworkConfig.Discriminator(1, 1, 1, Norm.NONE));
    return IpmNet.of(sizes, DataType.DOUBLE);
  }

  @Test
  void neutralSurroundingsAreGray() {
    MakeupTransferDataset plain = open();
    MakeupTransferDataset neutral = open("surroundings: neutral");
    TrainingFaces.Place place = new CrowdFaces(plain.config(), SEED).at(Side.BARE, 0);
    Sample kept = Sample.ofSize(32);
    Sample gray = Sample.ofSize(32);
    new SamplePreparation(plain.config()).evaluation(place.face(), kept);
    new SamplePreparation(neutral.config()).evaluation(place.face(), gray);
    assertArrayEquals(kept.mask(), gray.mask());
    int grayPixels = 0;
    for (int y = 0; y < 32; y++) {
      int first = 32;
      int last = -1;
      for (int x = 0; x < 32; x++) {
        if (kept.mask()[y * 32 + x] == 0) {
          first = Math.min(first, x);
          last = x;
        }
      }
      for (int x = 0; x < 32; x++) {
        boolean inside = x >= first && x <= last;
        grayPixels += inside ? 0 : 1;
        for (int i = y * 32 + x; i < 3 * 32 * 32; i += 32 * 32) {
          assertEquals(inside ? kept.image()[i] : 0, gray.image()[i]);
        }
      }
    }
    assertFalse(grayPixels < 32 * 32 / 5);
  }

  /** What a map calls background before a face is as gray as what is around it. */
  @Test
  void whatHidesAFaceIsGrayToo() {
    MakeupTransferDataset neutral = open("surroundings: neutral");
    Face face = new CrowdFaces(neutral.config(), SEED).at(Side.BARE, SHAVED).face();
    RegionMap regions = face.regions();
    byte[] codes = regions.codes().clone();
    int hidden = 0;
    for (int i = 0; i < codes.length; i++) {
      if (FacePart.ofCode(codes[i]).isLip()) {
        codes[i] = FacePart.BACKGROUND.code();
        hidden++;
      }
    }
    RegionMap hiding = new RegionMap(regions.width(), regions.height(), codes);
    Sample sample = Sample.ofSize(32);
    new SamplePreparation(neutral.config()).evaluation(Face.of(face.photo(), hiding), sample);
    Sample plain = Sample.ofSize(32);
    new SamplePreparation(neutral.config()).evaluation(face, plain);
    assertTrue(hidden > 0);
    int gray = 0;
    for (int i = 0; i < 32 * 32; i++) {
      boolean lip = FacePart.ofCode(plain.regions()[i]).isLip();
      gray += lip ? 1 : 0;
      assertEquals(lip ? 0 : plain.image()[i], sample.image()[i]);
    }
    assertTrue(gray > 3);
  }
}
