// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.train.adversarial.AdversarialForm;
import org.ipmnet.train.adversarial.SeededDraws;
import org.ipmnet.train.testing.ReportedGradient;
import org.ipmnet.train.testing.TinyModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

/** A whole iteration with all losses: what Adam is given is the gradient of what is reported. */
class IpmNetTrainingGradientTest {
  @ParameterizedTest
  @CsvSource({"LOG, REFERENCE", "LOG, RANDOM", "LEAST_SQUARES, RANDOM"})
  void adamIsGivenTheGradientOfTheReportedTotals(AdversarialForm form, StyleSource style) {
    try (IpmNetTraining training =
        new IpmNetTraining(
            TinyModel.net(DataType.DOUBLE),
            TinyModel.discriminators(DataType.DOUBLE),
            TinyModel.perceptual(DataType.DOUBLE),
            TinyModel.allLosses(form, style),
            TinyModel.adam(0),
            TinyModel.residual(style),
            new SeededDraws(new RandomStreams(1)),
            SkinTone.REFERENCE)) {
      assertEquals(6, training.networks().size());
      ReportedGradient.check(training, TinyModel.batch(DataType.DOUBLE), "g_total", "d_total");
    }
  }

  /** Styles by area, lent on either skin, and losses of areas that count alike. */
  @ParameterizedTest
  @EnumSource(SkinTone.class)
  void byAreaToo(SkinTone skin) {
    IpmNetLossWeights weights =
        new IpmNetLossWeights(
            0,
            1.3,
            0.7,
            2.1,
            0.4,
            0.9,
            0,
            0,
            0,
            AdversarialForm.LOG,
            StyleSource.REFERENCE,
            1.9,
            1.2,
            AreaBalance.REGIONS);
    try (IpmNetTraining training =
        new IpmNetTraining(
            TinyModel.netByArea(DataType.DOUBLE),
            null,
            null,
            weights,
            TinyModel.adam(0),
            TinyModel.residual(StyleSource.REFERENCE),
            new SeededDraws(new RandomStreams(1)),
            skin)) {
      ReportedGradient.check(training, TinyModel.batchWithTruth(DataType.DOUBLE), "g_total");
    }
  }
}
