// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.munit;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.ipmnet.Generator;
import org.ipmnet.core.ipmnet.IdentityEncoder;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.ipmnet.StyleEncoder;
import org.ipmnet.core.ipmnet.StyleMlp;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * MUNIT's networks of one domain.
 *
 * @param content a picture [batch, 3, h, w] to its content code [batch, 4 dim, h/4, w/4]
 * @param style a picture [batch, 3, h, w] to its style code [batch, style, 1, 1]
 * @param mlp a style code to the AdaIN parameters [batch, n]
 * @param decoder content code and AdaIN parameters to a picture [batch, 3, h, w] in [-1, 1]
 */
public record Autoencoder(Network content, Network style, Network mlp, Network decoder) {

  /**
   * Networks of these sizes with all parameters 0.
   *
   * @param domain "a" or "b", with which their names end
   */
  static Autoencoder of(String domain, IpmNetNetworkConfig sizes, DataType type) {
    Iterator<Network> networks =
        graphs(domain, sizes, type).entrySet().stream()
            .map(graph -> Network.of(graph.getKey(), graph.getValue()))
            .iterator();
    return new Autoencoder(networks.next(), networks.next(), networks.next(), networks.next());
  }

  /** The graphs by the networks' names, in the order in which they are stored. */
  static Map<String, ComputationGraphConfiguration> graphs(
      String domain, IpmNetNetworkConfig sizes, DataType type) {
    Map<String, ComputationGraphConfiguration> graphs = new LinkedHashMap<>();
    graphs.put("content_" + domain, IdentityEncoder.graph(sizes, type));
    graphs.put("style_" + domain, StyleEncoder.graph(sizes, type));
    graphs.put("mlp_" + domain, StyleMlp.graph(sizes, type));
    graphs.put("decoder_" + domain, decoder(sizes, type));
    return graphs;
  }

  /** IPM-Net's G without its shortcut, squashed. */
  private static ComputationGraphConfiguration decoder(IpmNetNetworkConfig sizes, DataType type) {
    return Flow.end(
        Generator.decoder(Flow.graph(type, "code", "adain"), sizes)
            .then("tanh", new Activate(Activation.TANH)));
  }

  /** All, in the order in which they are stored. */
  public List<Network> networks() {
    return List.of(content, style, mlp, decoder);
  }
}
