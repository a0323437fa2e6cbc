// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.image.Resize;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.Face;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.sample.SamplePreparation;
import org.ipmnet.eval.testing.DrawnFace;
import org.ipmnet.eval.testing.FakeModel;
import org.junit.jupiter.api.Test;

class FaceFramingTest {
  private static final DataConfig CONFIG = FakeModel.config(64);

  @Property(tries = 30)
  void aSquareMtLikePictureGetsTheEvaluationCrop(@ForAll @IntRange(min = 64, max = 400) int side) {
    Face raw = DrawnFace.mtLike(side).raw();
    PreparedFace prepared = PreparedFace.of(raw, CONFIG);
    assertEquals(Frame.whole(raw.photo()), prepared.frame());
    Sample expected = Sample.ofSize(64);
    new SamplePreparation(CONFIG).evaluation(raw.atWorkingSize(CONFIG.resizing()), expected);
    assertArrayEquals(expected.image(), prepared.sample().image());
    assertArrayEquals(expected.mask(), prepared.sample().mask());
    assertArrayEquals(expected.texture(), prepared.sample().texture());
    assertArrayEquals(expected.regions(), prepared.sample().regions());
  }

  @Property(tries = 50)
  void aFaceAnywhereIsFoundAndGetsTheSizeAndPlaceOfTraining(
      @ForAll @DoubleRange(min = 40, max = 150) double size,
      @ForAll @DoubleRange(min = 0.2, max = 0.8) double x,
      @ForAll @DoubleRange(min = 0.3, max = 0.7) double y) {
    Face raw = new DrawnFace(600, 450, 600 * x, 450 * y, size).raw();
    PreparedFace prepared = PreparedFace.of(raw, CONFIG);
    assertEquals(prepared.frame().width(), prepared.frame().height());
    FaceBox seen = FaceBox.of(area(prepared.sample()), 1, 1).orElseThrow();
    // the drawn face is 1.03 high in the crop, so its top is cut off
    assertEquals(0.92 / Math.sqrt(1.25), seen.width(), 0.05);
    assertEquals(0.5, seen.centerX(), 0.03);
    assertEquals(0.44 + 0.46 * Math.sqrt(1.25), seen.centerY() + seen.height() / 2, 0.05);
  }

  private static MakeupArea area(Sample sample) {
    byte[] codes = new byte[sample.mask().length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = sample.mask()[i] == 0 ? MakeupArea.SKIN : MakeupArea.KEEP;
    }
    return new MakeupArea(sample.size(), sample.size(), codes);
  }

  @Test
  void squarePicturesWithTheFaceElsewhereAreReframed() {
    DrawnFace mt = DrawnFace.mtLike(200);
    Frame whole = Frame.whole(mt.photo());
    FaceFraming framing = new FaceFraming(CONFIG);
    assertEquals(whole, framing.of(mt.raw()));
    assertNotEquals(whole, framing.of(new DrawnFace(200, 200, 100, 93, 80).raw()), "small");
    assertNotEquals(whole, framing.of(new DrawnFace(200, 200, 50, 93, 140).raw()), "aside");
    assertNotEquals(whole, framing.of(new DrawnFace(200, 212, 100, 93, 146).raw()), "oblong");
    Frame almost = new Frame(0, 0, 200, 203);
    assertEquals(almost, framing.of(new DrawnFace(200, 203, 100, 93, 146).raw()), "within 2 %");
  }

  @Test
  void specksDoNotMoveTheFrame() {
    DrawnFace face = new DrawnFace(300, 200, 150, 100, 60);
    Frame clean = new FaceFraming(CONFIG).of(face.raw());
    RegionMap specks = face.regions();
    for (int i : new int[] {0, 299, 300 * 100 + 5, 300 * 200 - 1}) {
      specks.codes()[i] = 1;
    }
    assertEquals(clean, new FaceFraming(CONFIG).of(Face.of(face.photo(), specks)));
  }

  @Test
  void aMapOfAnotherResolutionGivesTheSameFrame() {
    DrawnFace face = new DrawnFace(600, 400, 250, 200, 120);
    DrawnFace half = new DrawnFace(300, 200, 125, 100, 60);
    FaceFraming framing = new FaceFraming(CONFIG);
    Frame own = framing.of(face.raw());
    Frame coarse = framing.of(Face.of(face.photo(), half.regions()));
    assertEquals(own.left(), coarse.left(), 4);
    assertEquals(own.top(), coarse.top(), 4);
    assertEquals(own.width(), coarse.width(), 4);
  }

  @Test
  void withoutAMapTheMiddleIsTaken() {
    DrawnFace face = new DrawnFace(300, 200, 150, 100, 60);
    Face bare = Face.of(face.photo());
    PreparedFace prepared = PreparedFace.of(bare, CONFIG);
    assertEquals(Frame.whole(face.photo()), prepared.frame());
    Sample expected = Sample.ofSize(64);
    new SamplePreparation(CONFIG).evaluation(bare.atWorkingSize(Resize.shorterSide(80)), expected);
    assertArrayEquals(expected.image(), prepared.sample().image());
  }

  @Test
  void aFrameBeyondThePhotoRepeatsItsBorderAndKeepsEverythingThere() {
    Face cut = new Frame(-3, -2, 20, 20).cut(new DrawnFace(10, 12, 5, 6, 6).raw());
    Face raw = new DrawnFace(10, 12, 5, 6, 6).raw();
    assertEquals(raw.photo().rgb()[0], cut.photo().rgb()[0]);
    assertEquals(
        raw.photo().rgb()[3 * (5 * 10 + 4)], cut.photo().rgb()[3 * ((5 + 2) * 20 + 4 + 3)]);
    assertEquals(raw.regions().codes()[5 * 10 + 4], cut.regions().codes()[(5 + 2) * 20 + 4 + 3]);
    assertEquals(raw.photo().rgb()[3 * 12 * 10 - 1], cut.photo().rgb()[3 * 20 * 20 - 1]);
    assertTrue(MakeupArea.of(cut.regions()).share() < MakeupArea.of(raw.regions()).share());
  }
}
