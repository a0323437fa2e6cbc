// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.Face;

/**
 * Bare and made-up people in memory, each of whom can wear what another one wears: pictures with
 * truth for training, without files. Another number is another crowd. Safe from several threads;
 * people are drawn when they are first asked for.
 */
public final class SyntheticCrowd {
  private static final double LEAST_STRENGTH = 0.2;

  private final long number;
  private final Person[] bare;
  private final Person[] madeUp;

  /**
   * A crowd.
   *
   * @param number 0 or more; what streams, number and size are equal gives the same pictures
   * @param people how many are bare, and how many wear makeup
   * @param size of pictures in pixels
   */
  public SyntheticCrowd(RandomStreams streams, long number, int people, int size) {
    this.number = number;
    int first = Math.toIntExact(number * people);
    this.bare = people(people, i -> new Person(SyntheticFace.bare(streams, first + i), size));
    this.madeUp = people(people, i -> new Person(lightened(streams, first + i), size));
  }

  /** Every second one wears a lighter look, down to a hint. */
  private static SyntheticFace lightened(RandomStreams streams, int index) {
    SyntheticFace face = SyntheticFace.madeUp(streams, index);
    double strength =
        index % 2 == 0 ? 1 : streams.at("synth.strength", 0, index).nextDouble(LEAST_STRENGTH, 1);
    return new SyntheticFace(
        face.name(), face.identity(), face.makeup().at(strength, face.identity()));
  }

  private static Person[] people(int count, IntFunction<Person> person) {
    return IntStream.range(0, count).mapToObj(person).toArray(Person[]::new);
  }

  /** Which crowd this is. */
  public long number() {
    return number;
  }

  /** A bare person. */
  public Face bare(int person) {
    return bare[person].own();
  }

  /** A made-up person. */
  public Face madeUp(int person) {
    return madeUp[person].own();
  }

  /** How old a bare person is, in years. */
  public double ageOfBare(int person) {
    return bare[person].drawn.identity().age();
  }

  /** A bare person in a made-up one's makeup. */
  public Face inMakeupOf(int person, int reference, SkinTone skin) {
    return bare[person].in(madeUp[reference].drawn.makeup(), skin);
  }

  /** A made-up person in what a bare one wears: natural lips, perhaps that one's skin tone. */
  public Face inBareLookOf(int person, int reference, SkinTone skin) {
    return madeUp[person].in(bare[reference].drawn.makeup(), skin);
  }

  /** Somebody, drawn when first looked at. */
  private static final class Person {
    private final SyntheticFace drawn;
    private final int size;
    private FaceRenderer renderer;
    private RegionMap regions;
    private Face own;

    Person(SyntheticFace drawn, int size) {
      this.drawn = drawn;
      this.size = size;
    }

    synchronized Face own() {
      if (own == null) {
        own = in(drawn.makeup());
      }
      return own;
    }

    /** On one's own skin the tone stays as it is worn now. */
    Face in(Makeup makeup, SkinTone skin) {
      return in(skin == SkinTone.OWN ? makeup.on(drawn.makeup().foundation()) : makeup);
    }

    private Face in(Makeup makeup) {
      FaceRenderer of = renderer();
      int[] pixels = of.image(makeup);
      return Face.of(RgbImage.ofPacked(size, size, pixels), regions);
    }

    private synchronized FaceRenderer renderer() {
      if (renderer == null) {
        renderer = new FaceRenderer(drawn.identity(), size);
        GrayImage labels = new GrayImage(size, size, renderer.labels());
        regions = LabelScheme.MT.regions(labels, Path.of("synthetic"));
      }
      return renderer;
    }
  }
}
