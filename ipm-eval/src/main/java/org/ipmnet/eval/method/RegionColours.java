// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.method;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.eval.metric.Region;

/**
 * The reference's colours pasted by region: Reinhard et al. 2001 in the makeup area. In the space l
 * alpha beta each region of the target gets mean and spread of the same region of the reference:
 * lips, surroundings of the eyes, brows, the rest of the skin. Faces of which only the makeup area
 * is known have one region. Nothing outside the makeup area changes.
 */
public final class RegionColours implements TransferMethod {
  private static final double LEAST_SPREAD = 1e-6;

  @Override
  public String name() {
    return "colours pasted";
  }

  @Override
  public Canvas canvas(EvaluationFace target) {
    return reference -> {
      float[] result = target.image().clone();
      List<Region> from = regions(target, reference);
      List<Region> to = regions(reference, target);
      for (int i = 0; i < from.size(); i++) {
        paste(target.image(), from.get(i), reference.image(), to.get(i), result);
      }
      return result;
    };
  }

  private static List<Region> regions(EvaluationFace face, EvaluationFace other) {
    List<Region> regions = new ArrayList<>();
    if (face.hasParts() && other.hasParts()) {
      regions.add(face.lips());
      regions.add(face.eyes());
      regions.add(face.brows());
      regions.add(face.foundation());
    } else {
      regions.add(Region.makeupArea(face.sample()));
    }
    return regions;
  }

  private static void paste(
      float[] target, Region region, float[] reference, Region referenceRegion, float[] into) {
    if (region.pixels() == 0 || referenceRegion.pixels() == 0) {
      return;
    }
    Spread own = Spread.of(target, region);
    Spread wanted = Spread.of(reference, referenceRegion);
    int plane = region.inside().length;
    double[] lab = new double[3];
    for (int i = 0; i < plane; i++) {
      if (region.inside()[i]) {
        LabColour.of(target[i], target[plane + i], target[2 * plane + i], lab);
        for (int c = 0; c < 3; c++) {
          double scale = wanted.deviation[c] / Math.max(LEAST_SPREAD, own.deviation[c]);
          lab[c] = (lab[c] - own.mean[c]) * scale + wanted.mean[c];
        }
        LabColour.toRgb(lab);
        for (int c = 0; c < 3; c++) {
          into[c * plane + i] = (float) lab[c];
        }
      }
    }
  }

  /** Mean and deviation of each channel. */
  private record Spread(double[] mean, double[] deviation) {
    static Spread of(float[] image, Region region) {
      int plane = region.inside().length;
      double[] sums = new double[3];
      double[] squares = new double[3];
      double[] lab = new double[3];
      for (int i = 0; i < plane; i++) {
        if (region.inside()[i]) {
          LabColour.of(image[i], image[plane + i], image[2 * plane + i], lab);
          for (int c = 0; c < 3; c++) {
            sums[c] += lab[c];
            squares[c] += lab[c] * lab[c];
          }
        }
      }
      int pixels = region.pixels();
      double[] deviation = new double[3];
      for (int c = 0; c < 3; c++) {
        sums[c] /= pixels;
        deviation[c] = Math.sqrt(Math.max(0, squares[c] / pixels - sums[c] * sums[c]));
      }
      return new Spread(sums, deviation);
    }
  }
}
