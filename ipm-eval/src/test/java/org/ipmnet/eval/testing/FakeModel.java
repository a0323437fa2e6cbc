// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.testing;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.parsing.FaceParser;

/**
 * A model whose style code is the photo itself, so that alpha 1 paints the target and alpha 0 the
 * reference; {@code painter} has the last word.
 */
public record FakeModel(
    DataConfig data,
    UnaryOperator<float[]> painter,
    boolean mixesStyles,
    Optional<float[]> defaultStyle,
    Optional<MakeupModel> removal)
    implements MakeupModel {
  public static FakeModel of(int size) {
    return painting(size, UnaryOperator.identity());
  }

  public static FakeModel painting(int size, UnaryOperator<float[]> painter) {
    return new FakeModel(config(size), painter, true, Optional.empty(), Optional.empty());
  }

  /** With a removal that knows this bare style. */
  public FakeModel removing(Optional<float[]> bareStyle) {
    FakeModel removal = new FakeModel(data, painter, mixesStyles, bareStyle, Optional.empty());
    return new FakeModel(data, painter, mixesStyles, defaultStyle, Optional.of(removal));
  }

  /** This model for photos that all have maps. */
  public MakeupTransfer transfer() {
    return MakeupTransfer.of(this, Optional::empty, 1);
  }

  /** This model with a parser. */
  public MakeupTransfer transfer(FaceParser parser) {
    return MakeupTransfer.of(this, () -> Optional.of(parser), 1);
  }

  /** Without levels of makeup. */
  public FakeModel unmixed() {
    return new FakeModel(data, painter, false, defaultStyle, removal);
  }

  @Override
  public ModelKind kind() {
    return ModelKind.IPM_NET;
  }

  @Override
  public boolean readsReference() {
    return true;
  }

  public static DataConfig config(int size) {
    String yaml =
        String.format(
            Locale.ROOT,
            """
        size: %d
        crop: random
        order: shuffled
        texture: fractional-differential
        labels: mt
        """,
            size);
    return ConfigTree.parse("test.yaml", yaml).read(DataConfig.class);
  }

  @Override
  public float[] style(Sample reference) {
    return reference.image().clone();
  }

  @Override
  public Canvas canvas(Sample target) {
    return style -> painter.apply(style.clone());
  }

  @Override
  public Arena.Use memoryUse() {
    return new Arena.Use(0, 0);
  }

  @Override
  public void close() {}
}
