// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.util.Optional;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.IpmNet;
import org.ipmnet.core.network.NetworkConfig;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.eval.transfer.MakeupModel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The networks of a checkpoint in evaluation mode. */
final class CheckpointModel implements MakeupModel {
  private final DataConfig data;
  private final Inference inference;
  private final INDArray bareStyle;

  private CheckpointModel(DataConfig data, IpmNet net, INDArray bareStyle) {
    this.data = data;
    this.inference = new Inference(net);
    this.bareStyle = bareStyle;
  }

  /** Reads what a transfer needs; the checkpoint may be closed afterwards. */
  static CheckpointModel of(String source, Checkpoint checkpoint) {
    ConfigTree config = ConfigTree.parse(source + " (its configuration)", checkpoint.config());
    IpmNet net = IpmNet.of(NetworkConfig.read(config.section("network")), DataType.FLOAT);
    checkpoint.load(net.networks());
    return new CheckpointModel(
        DataConfig.read(config.section("data")), net, checkpoint.bareStyle().orElse(null));
  }

  /** Over networks in memory, which know no bare style. */
  static CheckpointModel of(DataConfig data, IpmNet net) {
    return new CheckpointModel(data, net, null);
  }

  @Override
  public DataConfig data() {
    return data;
  }

  @Override
  public float[] style(float[] photo) {
    return flat(inference.styleCode(image(photo)));
  }

  @Override
  public Canvas canvas(float[] residual) {
    INDArray r = image(residual);
    INDArray code = inference.identityCode(r);
    return style ->
        flat(
            inference.generate(
                code, Nd4j.createFromArray(style).reshape(1, style.length, 1, 1), r));
  }

  @Override
  public Optional<float[]> bareStyle() {
    return Optional.ofNullable(bareStyle).map(CheckpointModel::flat);
  }

  @Override
  public void close() {
    inference.close();
  }

  private INDArray image(float[] planar) {
    return Nd4j.createFromArray(planar).reshape(1, 3, data.size(), data.size());
  }

  private static float[] flat(INDArray array) {
    return array.reshape(array.length()).toFloatVector();
  }
}
