// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.segmentation;

import java.util.stream.IntStream;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.RgbImage;

/**
 * Tells the parts of a head apart by the picture's own colours. Where a part is likely by its place
 * ({@link HeadPlaces}), its colours are counted; these say where it is, which says which colours it
 * has, and so on: expectation and maximisation of a mixture whose components are the nodes of
 * {@link PixelColours}. Between two rounds likelihoods are smoothed along the picture's edges.
 */
public final class HeadSegmentation {
  private static final int ROUNDS = 3;

  /** Windows of the filter in heights of the face. */
  private static final double WINDOW = 0.025;

  private static final int LEAST_WINDOW = 2;

  /** What every node counts from the start. */
  private static final float FIRST_COUNT = 0.12f;

  /** How likely a part has a colour of which nothing is known. */
  private static final double ANY_COLOUR = 0.03;

  /** What neck and ears tell of the skin's colours. */
  private static final float SKIN_ELSEWHERE = 0.3f;

  private static final int PARTS = HeadPart.values().length;

  private HeadSegmentation() {}

  /**
   * How likely each pixel shows each part.
   *
   * @param face in pixels of its own
   * @param toPicture from these to the picture's
   * @param person how likely each pixel shows a person, in [0, 1]
   */
  public static HeadLikelihoods of(
      RgbImage picture, FaceLandmarks face, AffineMap toPicture, float[] person) {
    int width = picture.width();
    int height = picture.height();
    HeadPlaces places = new HeadPlaces(face, toPicture, width, height);
    PixelColours colours = new PixelColours(picture);
    float[] guide = colours.lightness().clone();
    for (int i = 0; i < guide.length; i++) {
      guide[i] /= 100;
    }
    int radius = (int) Math.max(LEAST_WINDOW, Math.round(WINDOW * places.faceHeight()));
    GuidedFilter filter = new GuidedFilter(guide, width, height, radius);
    float[][] prior = places.likelihoods(person);
    float[][] found = new float[PARTS][];
    for (int part = 0; part < PARTS; part++) {
      found[part] = prior[part].clone();
    }
    for (int round = 0; round < ROUNDS; round++) {
      float[] densities = densities(colours.histogram(found, FIRST_COUNT));
      multiply(prior, colours, densities, found);
      IntStream.range(0, PARTS).parallel().forEach(part -> found[part] = filter.of(found[part]));
      normalise(found);
    }
    return new HeadLikelihoods(width, height, found);
  }

  /** Counts of nodes as the likelihood that a part has a node's colour. */
  private static float[] densities(float[] counts) {
    int nodes = counts.length / PARTS;
    double[] sums = new double[PARTS];
    shareSkin(counts);
    for (int i = 0; i < counts.length; i++) {
      sums[i % PARTS] += counts[i];
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (float) ((1 - ANY_COLOUR) * counts[i] / sums[i % PARTS] + ANY_COLOUR / nodes);
    }
    return counts;
  }

  /** Ears have the face's colours, and a neck half of them: it may lie in shadow. */
  private static void shareSkin(float[] counts) {
    int skin = HeadPart.SKIN.ordinal();
    int neck = HeadPart.NECK.ordinal();
    int ear = HeadPart.EAR.ordinal();
    double ofSkin = 0;
    double ofNeck = 0;
    for (int i = 0; i < counts.length; i += PARTS) {
      counts[i + skin] += SKIN_ELSEWHERE * (counts[i + neck] + counts[i + ear]);
      counts[i + ear] = counts[i + skin];
      ofSkin += counts[i + skin];
      ofNeck += counts[i + neck];
    }
    for (int i = 0; i < counts.length; i += PARTS) {
      counts[i + neck] =
          (float) (0.5 * counts[i + neck] + 0.5 * counts[i + skin] * ofNeck / ofSkin);
    }
  }

  /** Places times colours, which count one and a half times. */
  private static void multiply(
      float[][] prior, PixelColours colours, float[] densities, float[][] found) {
    float[] ofColour = new float[PARTS];
    for (int i = 0; i < prior[0].length; i++) {
      colours.at(i, densities, ofColour);
      for (int part = 0; part < PARTS; part++) {
        found[part][i] = prior[part][i] * ofColour[part] * (float) Math.sqrt(ofColour[part]);
      }
    }
    normalise(found);
  }

  private static void normalise(float[][] planes) {
    for (int i = 0; i < planes[0].length; i++) {
      float sum = 0;
      for (float[] plane : planes) {
        plane[i] = Math.max(0, plane[i]);
        sum += plane[i];
      }
      for (float[] plane : planes) {
        plane[i] /= sum;
      }
    }
  }
}
