// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.munit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ipmnet.core.release.ReleaseLayout;
import org.ipmnet.core.release.ReleaseLayout.Entry;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The tensors of MUNIT's {@code gen_*.pt} and {@code dis_*.pt} in their order, beside ours. Each
 * file holds both domains, under {@code a} and {@code b}.
 */
public final class MunitLayout {
  /** What the layout of IPM-Net's program, which is built on MUNIT's, calls our networks. */
  private static final Map<String, String> NETWORKS =
      Map.of("style", "style", "identity", "content", "generator", "decoder", "mlp", "mlp");

  private MunitLayout() {}

  /**
   * The tensors of one domain in {@code gen_*.pt}.
   *
   * @param domain "a" or "b"
   */
  public static List<Entry> autoencoder(MunitNetworkConfig sizes, String domain) {
    return ReleaseLayout.autoencoder(sizes.toNetworkConfig()).stream()
        .map(entry -> entry.ours() == null ? entry : renamed(entry, domain))
        .toList();
  }

  /**
   * What a {@code gen_*.pt} holds.
   *
   * @param ours gives our tensors by name
   */
  public static Map<String, Object> generatorFile(
      MunitNetworkConfig sizes, Function<String, INDArray> ours) {
    return file(domain -> autoencoder(sizes, domain), ours);
  }

  /** What a {@code dis_*.pt} holds, likewise. */
  public static Map<String, Object> discriminatorFile(
      MunitNetworkConfig sizes, Function<String, INDArray> ours) {
    return file(domain -> discriminator(sizes, domain), ours);
  }

  private static Map<String, Object> file(
      Function<String, List<Entry>> entries, Function<String, INDArray> ours) {
    Map<String, Object> file = new LinkedHashMap<>();
    for (String domain : List.of("a", "b")) {
      file.put(domain, ReleaseLayout.state(entries.apply(domain), ours));
    }
    return file;
  }

  private static Entry renamed(Entry entry, String domain) {
    int dot = entry.ours().indexOf('.');
    String network = NETWORKS.get(entry.ours().substring(0, dot)) + "_" + domain;
    return new Entry(
        entry.theirs(), network + entry.ours().substring(dot), entry.shape(), entry.parameter());
  }

  /** The tensors of one domain in {@code dis_*.pt}. */
  public static List<Entry> discriminator(MunitNetworkConfig sizes, String domain) {
    return ReleaseLayout.discriminator(sizes.toNetworkConfig(), "d_" + domain);
  }
}
