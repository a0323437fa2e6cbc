// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.onnx;

import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.Residual;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.core.network.OnnxTranslation;
import org.ipmnet.core.onnx.OnnxArithmetic;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.data.label.FaceAreas;
import org.ipmnet.eval.paste.MakeupChange;

/**
 * All of IPM-Net's networks in one graph: a face and the style code of a reference to what {@code
 * ipm transfer --paste difference} adds to the face, at the networks' resolution.
 */
final class TransferGraph {
  private final IpmNetGraphs networks;
  private final IpmNet net;
  private final Residual residual;
  private final SkinTone skin;
  private final OnnxGraph graph;
  private final OnnxArithmetic at;

  /**
   * An empty graph.
   *
   * @param residual how r_x is made
   * @param skin whose skin the face has
   */
  TransferGraph(IpmNetGraphs networks, Residual residual, SkinTone skin, WeightType weightType) {
    this.networks = networks;
    this.net = networks.net();
    this.residual = residual;
    this.skin = skin;
    this.graph =
        new OnnxGraph(
            "transfer",
            "All of IPM-Net: what a style changes of a face, to be added to it.",
            weightType);
    this.at = new OnnxArithmetic(graph, "transfer");
  }

  /** The graph, filled once. */
  OnnxGraph filled() {
    int style = networks.sizes().style();
    OnnxValue photo = graph.input("photo", IpmNetGraphs.PHOTO, "batch", 3, "height", "width");
    OnnxValue mask =
        graph.input(
            "mask", "1 where a pixel is kept, 0 in the makeup area", "batch", 1, "height", "width");
    OnnxValue texture =
        graph.input(
            "texture",
            "the texture t of the face, as the configuration's data.texture says; 0 outside the makeup area",
            "batch",
            1,
            "height",
            "width");
    OnnxAreas areas = new OnnxAreas(graph, OnnxAreas.input(graph));
    OnnxValue look = graph.input("style", "the reference's style code", "batch", style);
    OnnxValue alpha =
        graph.input("alpha", "share of the face's own style: 0 for all of the makeup", "batch", 1);
    OnnxValue strengths =
        graph.input(
            "strengths",
            "how much of the makeup each area wears, from 0 to 1: " + OnnxAreas.names(),
            "batch",
            FaceArea.COUNT);

    OnnxValue r = at.sum(at.product(photo, mask), at.product(texture, residual.factor()));
    OnnxValue code = OnnxTranslation.of(net.identity()).addTo(graph, r)[0];
    OnnxValue own = networks.style(graph, photo, net.readsAreas() ? areas : null);
    OnnxValue worn = mixed(own, onSkin(own, look), alpha);
    OnnxValue painted = painted("makeup", code, worn, r, areas);
    OnnxValue asIs = painted("own", code, own, r, areas);
    OnnxValue change = bounded(at.difference(painted, asIs));
    if (skin == SkinTone.OWN && !net.readsAreas()) {
      change = withoutSkinTone(change, areas);
    }
    graph.output(
        "change",
        "to be added to the photo in [-1, 1], within the makeup area",
        at.product(change, weights(strengths, areas)),
        "batch",
        3,
        "height",
        "width");
    graph.output("own_style", "the face's own style code", own, "batch", style);
    return graph;
  }

  /** The makeup on the face's own skin, as StyleParts does it, where the model tells them apart. */
  private OnnxValue onSkin(OnnxValue own, OnnxValue look) {
    if (skin != SkinTone.OWN || !net.readsAreas()) {
      return look;
    }
    float[] ofSkin = new float[networks.sizes().style()];
    for (int i = FaceArea.SKIN.ordinal(); i < ofSkin.length; i += FaceArea.COUNT) {
      ofSkin[i] = 1;
    }
    OnnxValue share = at.numbers(new long[] {1, ofSkin.length}, ofSkin);
    return mixed(own, look, share);
  }

  /** share own + (1 - share) other. */
  private OnnxValue mixed(OnnxValue own, OnnxValue other, OnnxValue share) {
    return at.sum(at.product(own, share), at.product(other, at.difference(at.number(1), share)));
  }

  private OnnxValue painted(
      String name, OnnxValue code, OnnxValue style, OnnxValue r, OnnxAreas areas) {
    OnnxValue parameters =
        OnnxTranslation.of(net.mlp()).named("mlp." + name).addTo(graph, style)[0];
    OnnxTranslation generator = OnnxTranslation.of(net.generator()).named("generator." + name);
    OnnxValue picture =
        net.tones()
            ? generator.addTo(graph, code, parameters, r, areas.shares())[0]
            : generator.addTo(graph, code, parameters, r)[0];
    return at.clamped(picture, -1, 1);
  }

  /** Large changes compressed, as {@link MakeupChange} does it. */
  private OnnxValue bounded(OnnxValue change) {
    OnnxValue size = at.apply("Abs", change);
    OnnxValue beyond = at.difference(size, at.number(MakeupChange.PLAIN));
    OnnxValue compressed =
        at.product(
            at.apply("Tanh", at.product(beyond, 1 / (double) MakeupChange.REST)),
            MakeupChange.REST);
    OnnxValue large =
        at.product(at.apply("Sign", change), at.sum(compressed, at.number(MakeupChange.PLAIN)));
    OnnxValue plain = at.apply("LessOrEqual", size, at.number(MakeupChange.PLAIN));
    return at.either(plain, change, large);
  }

  private OnnxValue withoutSkinTone(OnnxValue change, OnnxAreas areas) {
    OnnxValue others = at.sum(areas.share(FaceArea.LIPS), areas.share(FaceArea.BROWS));
    OnnxValue rest = at.apply("Relu", at.difference(at.number(1), others));
    return at.difference(change, at.product(areas.meanOfSkin(change), rest));
  }

  /** One strength for all pixels if all areas have it; else each pixel that of its areas. */
  private OnnxValue weights(OnnxValue strengths, OnnxAreas areas) {
    OnnxValue least = at.over("ReduceMin", strengths, 1);
    OnnxValue most = at.over("ReduceMax", strengths, 1);
    OnnxValue even = at.reshaped(at.apply("Equal", least, most), 0, 1, 1, 1);
    OnnxValue byArea = at.reshaped(strengths, 0, FaceArea.COUNT, 1, 1);
    OnnxValue weighed = at.sums(at.product(areas.shares(), byArea), 1);
    OnnxValue all = at.sums(areas.shares(), 1);
    OnnxValue some = at.apply("Max", all, at.number(FaceAreas.FAINT));
    OnnxValue faint = at.apply("Less", all, at.number(FaceAreas.FAINT));
    OnnxValue uneven = at.either(faint, at.number(0), at.quotient(weighed, some));
    return at.either(even, at.reshaped(least, 0, 1, 1, 1), uneven);
  }
}
