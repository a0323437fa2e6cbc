// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.train.adversarial.AdversarialForm;
import org.ipmnet.train.adversarial.SeededDraws;
import org.ipmnet.train.testing.ReportedGradient;
import org.ipmnet.train.testing.TinyModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
            new SeededDraws(new RandomStreams(1)))) {
      assertEquals(6, training.networks().size());
      ReportedGradient.check(training, TinyModel.batch(DataType.DOUBLE), "g_total", "d_total");
    }
  }
}
