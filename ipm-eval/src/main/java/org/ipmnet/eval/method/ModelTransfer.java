// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.method;

import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.StyleCache;

/** A trained model: its networks' own output, before anything is pasted back. For one thread. */
public final class ModelTransfer implements TransferMethod {
  private final String name;
  private final MakeupModel model;
  private final StyleCache<float[]> styles = new StyleCache<>(style -> style.length);

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
  public boolean readsReference() {
    return model.readsReference();
  }

  @Override
  public Canvas canvas(EvaluationFace target) {
    MakeupModel.Canvas canvas = styled(target);
    return reference -> canvas.paint(style(reference));
  }

  /** Whether {@link #styled} faces can be painted in mixtures of styles. */
  public boolean mixesStyles() {
    return model.mixesStyles();
  }

  /** A face that waits for a style. */
  public MakeupModel.Canvas styled(EvaluationFace target) {
    return model.canvas(target.sample());
  }

  /** The style of a face; not to be written to. */
  public float[] style(EvaluationFace face) {
    return styles.of(face.key(), () -> model.style(face.sample()));
  }
}
