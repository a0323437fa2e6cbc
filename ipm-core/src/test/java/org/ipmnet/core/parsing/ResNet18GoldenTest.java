// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.parsing;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.testing.FormulaWeights;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.vertex.Linear;
import org.ipmnet.core.vertex.Padding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The backbone under torchvision's average pool and classifier. */
class ResNet18GoldenTest {
  private final GoldenCase golden = GoldenCase.open("resnet18");

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void featuresAndLogits(DataType type) {
    GraphBuilder graph = Flow.graph(type, "image");
    Flow image = Flow.from(graph, "image", 3, Padding.ZERO);
    FormulaWeights weights = FormulaWeights.of(golden);
    int width = (int) weights.shapes().get("conv1.weight")[0];
    long[] classifier = weights.shapes().get("fc.weight");
    int classes = (int) classifier[0];
    Flow features =
        ResNet18.on(image, "", width, Blocks.NORMED).at32().globalAveragePool("avgpool");
    Flow logits = features.then("fc", new Linear((int) classifier[1], classes), classes);
    Network network = Network.of("resnet18", Flow.end(features, logits));
    network.parameterViews().forEach((name, view) -> view.assign(weights.tensor(name)));
    network.statisticViews().forEach((name, view) -> view.assign(weights.tensor(name)));
    try (Arena arena = new Arena(type, 16 << 20)) {
      INDArray[] found =
          new ForwardPass(network, arena, ForwardPass.Mode.EVALUATION)
              .forward(GoldenPicture.standardised(golden, type));
      GoldenPicture.assertNear(golden, "features", found[0], type);
      GoldenPicture.assertNear(golden, "logits", found[1], type);
    }
  }
}
