// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.method;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.label.FaceAreas;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.eval.feature.FaceEmbedding;
import org.ipmnet.eval.metric.Region;

/** A face to be measured with its regions, each found when first asked for. For one thread. */
public final class EvaluationFace {
  private final FaceFile file;
  private final Sample sample;
  private Region kept;
  private Region lips;
  private Region eyes;
  private Region skin;
  private FaceAreas areas;
  private final Map<FaceArea, Region> areaRegions = new EnumMap<>(FaceArea.class);
  private float[] embedding;

  private EvaluationFace(FaceFile file, Sample sample) {
    this.file = file;
    this.sample = sample;
  }

  /** Reads a face: the middle square at the data set's size. */
  public static EvaluationFace read(MakeupTransferDataset dataset, FaceFile file) {
    return new EvaluationFace(file, dataset.evaluationSample(file));
  }

  /** Its files. */
  public FaceFile file() {
    return file;
  }

  /** What no other face of the data is called. */
  String key() {
    return file.side() + "/" + file.name();
  }

  /** x, m and t. */
  public Sample sample() {
    return sample;
  }

  /** x, planar RGB in [-1, 1]; not to be written to. */
  public float[] image() {
    return sample.image();
  }

  /** Whether its parts are known, and not its makeup area alone. */
  public boolean hasParts() {
    return file.map() != null;
  }

  /** Everything outside the makeup area. */
  public Region kept() {
    if (kept == null) {
      kept = Region.kept(sample);
    }
    return kept;
  }

  /** Both lips, of a face with parts. */
  public Region lips() {
    if (lips == null) {
      lips = Region.lips(sample);
    }
    return lips;
  }

  /** Where eye shadow goes, of a face with parts. */
  public Region eyes() {
    if (eyes == null) {
      eyes = Region.aroundEyes(sample);
    }
    return eyes;
  }

  /** The pixels of which most belongs to an area, of a face with parts. */
  public Region area(FaceArea area) {
    if (areas == null) {
      areas = FaceAreas.of(sample.parts());
    }
    return areaRegions.computeIfAbsent(area, a -> Region.most(areas.planes()[a.ordinal()]));
  }

  /** Skin, of a face with parts. */
  public Region skin() {
    if (skin == null) {
      skin = Region.skin(sample);
    }
    return skin;
  }

  /** Whose face it is; not to be written to. */
  public float[] embedding(FaceEmbedding faces) {
    if (embedding == null) {
      embedding = faces.of(List.of(image()), sample.size()).get(0);
    }
    return embedding;
  }

  /** Brows, of a face with parts. */
  Region brows() {
    return Region.parts(sample, EnumSet.of(FacePart.BROW));
  }

  /** Skin and nose but for the surroundings of the eyes, of a face with parts. */
  Region foundation() {
    boolean[] inside =
        Region.parts(sample, EnumSet.of(FacePart.SKIN, FacePart.NOSE)).inside().clone();
    for (int i = 0; i < inside.length; i++) {
      inside[i] &= !eyes().inside()[i];
    }
    return new Region(inside);
  }
}
