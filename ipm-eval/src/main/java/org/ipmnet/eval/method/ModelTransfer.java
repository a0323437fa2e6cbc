// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.method;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ipmnet.eval.transfer.MakeupModel;

/** A trained model: G's own output, before anything is pasted back. For one thread. */
public final class ModelTransfer implements TransferMethod {
  private static final int STYLES_KEPT = 4096; // half a megabyte: references come again

  private final String name;
  private final MakeupModel model;
  private final Map<String, float[]> styles =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
          return size() > STYLES_KEPT;
        }
      };

  /** A model, which stays the caller's, under a name. */
  public ModelTransfer(String name, MakeupModel model) {
    this.name = name;
    this.model = model;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Canvas canvas(EvaluationFace target) {
    MakeupModel.Canvas canvas = levels(target);
    return reference -> canvas.paint(style(reference));
  }

  /** A face that waits for a style of any level. */
  public MakeupModel.Canvas levels(EvaluationFace target) {
    float[] residual = new float[target.image().length];
    model.residual().of(target.sample(), residual);
    return model.canvas(residual);
  }

  /** S of a face; not to be written to. */
  public float[] style(EvaluationFace face) {
    return styles.computeIfAbsent(
        face.file().side() + "/" + face.file().name(), key -> model.style(face.image()));
  }
}
