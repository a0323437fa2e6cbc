// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.model;

import static org.ipmnet.core.testing.OnnxRuntime.assertAlike;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.OnnxRuntime;
import org.ipmnet.data.label.FaceAreas;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.sample.Face;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.synth.SyntheticCrowd;
import org.ipmnet.data.texture.FractionalDifferential;
import org.ipmnet.eval.face.PreparedFace;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.eval.model.StyleMix;
import org.ipmnet.eval.onnx.OnnxExport;
import org.ipmnet.eval.onnx.OnnxExport.Replacing;
import org.ipmnet.eval.onnx.OnnxImport;
import org.ipmnet.eval.paste.AreaStrengths;
import org.ipmnet.eval.paste.MakeupChange;
import org.ipmnet.train.config.RunConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Models of every preset, narrow but wired alike, in ONNX Runtime; there and back again. */
class OnnxModelsTest {
  private static final double TOLERANCE = 2e-4;
  private static final int SIDE = 32;
  private static final Inference INFERENCE = new Inference(DataType.FLOAT);

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    INFERENCE.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"paper", "release", "default", "demo", "demo-by-area"})
  void ipmNet(String preset) {
    try (Checkpoint checkpoint = checkpoint(preset);
        MakeupModel model = MakeupModels.load(checkpoint.file(), line -> {})) {
      OnnxExport export = OnnxExport.of(checkpoint, WeightType.FLOAT32);
      assertEquals(
          preset.equals("release")
              ? List.of("identity", "style", "mlp", "generator", "transfer")
              : List.of("identity", "style", "mlp", "generator", "texture", "transfer"),
          export.names());
      assertNetwork(preset, checkpoint, export, "identity", random(1, 2, 3, 36, 44));
      assertNetwork(preset, checkpoint, export, "mlp", random(2, 3, styleLength(model), 1, 1));
      assertTransfer(export, model);
      if (!model.readsReferenceMap()) { // else assertTransfer says what it reads
        assertNetwork(preset, checkpoint, export, "style", random(3, 2, 3, 36, 44));
      }
    }
  }

  private static int styleLength(MakeupModel model) {
    return model.style(faces(model)[0]).length;
  }

  @Test
  void builtIn() {
    try (MakeupModel model = MakeupModels.shipped(1)) {
      assertTransfer(OnnxExport.shipped(WeightType.FLOAT32), model);
    }
  }

  /** Half precision has 11 bits, and the difference of two paintings has less of them. */
  @Test
  void builtInInHalfPrecision() {
    try (MakeupModel model = MakeupModels.shipped(1)) {
      OnnxExport export = OnnxExport.shipped(WeightType.FLOAT16);
      int half = export.graph("transfer").bytes().length;
      int whole = OnnxExport.shipped(WeightType.FLOAT32).graph("transfer").bytes().length;
      assertTrue(half < 0.6 * whole, half + " of " + whole + " bytes");
      assertTransfer(export, model, 1e-2);
    }
  }

  /** As the filter makes it of a whole picture. */
  @Test
  void texture() {
    try (Checkpoint checkpoint = checkpoint("paper");
        OnnxRuntime runtime =
            new OnnxRuntime(
                OnnxExport.of(checkpoint, WeightType.FLOAT32).graph("texture").bytes())) {
      Face face = new SyntheticCrowd(new RandomStreams(2), 0, 2, 80).madeUp(0);
      int side = face.photo().width();
      int plane = side * side;
      byte[] rgb = face.photo().rgb();
      byte[] codes = face.area().codes();
      float[] photo = new float[3 * plane];
      float[] mask = new float[plane];
      float[] features = new float[plane];
      for (int i = 0; i < plane; i++) {
        for (int c = 0; c < 3; c++) {
          photo[c * plane + i] = (rgb[3 * i + c] & 0xff) / 127.5f - 1;
        }
        mask[i] = codes[i] == MakeupArea.KEEP ? 1 : 0;
        features[i] = codes[i] == MakeupArea.SKIN || mask[i] == 1 ? 0 : 1;
      }
      float[] expected = new float[plane];
      new FractionalDifferential(0.5, 1, 2).apply(face.photo(), face.area(), expected);
      INDArray found =
          runtime
              .run(
                  Nd4j.createFromArray(photo).reshape(1, 3, side, side),
                  Nd4j.createFromArray(mask).reshape(1, 1, side, side),
                  Nd4j.createFromArray(features).reshape(1, 1, side, side))[0];
      assertAlike("texture", flat(expected), flat(found), TOLERANCE);
    }
  }

  @Test
  void beautyGan() {
    try (Checkpoint checkpoint = checkpoint("beautygan")) {
      OnnxExport export = OnnxExport.of(checkpoint, WeightType.FLOAT32);
      assertEquals(List.of("generator"), export.names());
      INDArray bare = random(1, 2, 3, 20, 28);
      assertNetwork("beautygan", checkpoint, export, "generator", bare, random(2, 2, 3, 20, 28));
    }
  }

  @Test
  void cycleGan() {
    try (Checkpoint checkpoint = checkpoint("cyclegan")) {
      OnnxExport export = OnnxExport.of(checkpoint, WeightType.FLOAT32);
      for (String name : List.of("g_a", "g_b")) {
        assertNetwork("cyclegan", checkpoint, export, name, random(1, 2, 3, 20, 28));
      }
    }
  }

  @Test
  void munit() {
    try (Checkpoint checkpoint = checkpoint("munit");
        MakeupModel model = MakeupModels.load(checkpoint.file(), line -> {})) {
      OnnxExport export = OnnxExport.of(checkpoint, WeightType.FLOAT32);
      assertEquals(6, export.names().size());
      assertNetwork("munit", checkpoint, export, "content_a", random(1, 2, 3, 20, 28));
      Sample[] faces = faces(model);
      try (OnnxRuntime content = new OnnxRuntime(export.graph("content_a").bytes());
          OnnxRuntime style = new OnnxRuntime(export.graph("style_b").bytes());
          OnnxRuntime decoder = new OnnxRuntime(export.graph("decoder_b").bytes())) {
        INDArray code = content.run(image(faces[0]))[0];
        INDArray look = style.run(image(faces[1]))[0];
        float[] expected = model.canvas(faces[0]).paint(model.style(faces[1]));
        INDArray picture = decoder.run(code, look)[0];
        assertAlike("picture", flat(expected), flat(picture), TOLERANCE);
      }
    }
  }

  /** The networks' outputs, whatever becomes of their shapes. */
  private void assertNetwork(
      String preset, Checkpoint checkpoint, OnnxExport export, String name, INDArray... inputs) {
    Network network = networks(preset, checkpoint).get(name);
    INDArray[] read = inputs.clone();
    if (name.equals("mlp")) {
      read[0] = read[0].reshape(read[0].size(0), read[0].size(1));
    }
    INDArray[] expected = INFERENCE.apply(network, inputs);
    try (OnnxRuntime runtime = new OnnxRuntime(export.graph(name).bytes())) {
      INDArray[] found = runtime.run(read);
      for (int i = 0; i < expected.length; i++) {
        assertAlike(preset + " " + name + " " + i, expected[i], found[i], TOLERANCE);
      }
    }
  }

  private static void assertTransfer(OnnxExport export, MakeupModel model) {
    assertTransfer(export, model, TOLERANCE);
  }

  /** Three strengths of two faces at once, each in the other's makeup. */
  private static void assertTransfer(OnnxExport export, MakeupModel model, double tolerance) {
    Sample[] faces = faces(model);
    float[][] styles = {model.style(faces[1]), model.style(faces[0])};
    Function<Function<Sample, INDArray>, INDArray> both =
        of -> Nd4j.concat(0, of.apply(faces[0]), of.apply(faces[1]));
    INDArray photos = both.apply(OnnxModelsTest::image);
    INDArray areas = both.apply(OnnxModelsTest::areas);
    try (OnnxRuntime style = new OnnxRuntime(export.graph("style").bytes());
        OnnxRuntime transfer = new OnnxRuntime(export.graph("transfer").bytes())) {
      Map<String, INDArray> seen = new LinkedHashMap<>();
      seen.put("photo", photos);
      if (style.inputs().contains("areas")) {
        seen.put("areas", areas);
      }
      INDArray codes = style.run(seen).get("style");
      assertAlike("style", flat(styles[1]), flat(codes.slice(0)), tolerance);
      assertAlike("style", flat(styles[0]), flat(codes.slice(1)), tolerance);

      seen.put("areas", areas);
      seen.put("mask", both.apply(face -> plane(face, face.mask())));
      seen.put("texture", both.apply(face -> plane(face, face.texture())));
      seen.put("style", Nd4j.createFromArray(styles));
      AreaStrengths uneven = AreaStrengths.parse("lips=1,lids=0.6,skin=0.2,nose=0");
      for (AreaStrengths strengths :
          List.of(AreaStrengths.ALL, AreaStrengths.everywhere(0.5), uneven)) {
        double alpha = strengths == uneven ? 0.25 : 0;
        seen.put("alpha", Nd4j.createFromArray(new double[][] {{alpha}, {alpha}}));
        seen.put("strengths", Nd4j.concat(0, row(strengths), row(strengths)));
        INDArray change = transfer.run(seen).get("change");
        for (int i = 0; i < 2; i++) {
          INDArray expected = flat(change(model, faces[i], styles[i], alpha, strengths));
          assertTrue(expected.amaxNumber().doubleValue() > 1e-3, "something changes");
          assertAlike("change of face " + i, expected, flat(change.slice(i)), tolerance);
        }
      }
    }
  }

  /** What {@code ipm transfer} adds, as {@code TargetFace} makes it. */
  private static float[] change(
      MakeupModel model, Sample face, float[] style, double alpha, AreaStrengths strengths) {
    FaceAreas areas = FaceAreas.of(face.parts());
    boolean ownSkin =
        model.data().synthetic() != null && model.data().synthetic().skin() == SkinTone.OWN;
    float[] own = model.style(face);
    float[] worn = ownSkin ? model.onSkin(own, style).orElse(style) : style;
    MakeupModel.Canvas canvas = model.canvas(face);
    MakeupChange change =
        MakeupChange.ofStyle(canvas.paint(StyleMix.of(own, worn, alpha)), canvas.paint(own));
    return change.at(strengths, () -> areas).planes();
  }

  /** Bit for bit: a model whose export comes back paints the same. */
  @ParameterizedTest
  @ValueSource(strings = {"paper", "default", "beautygan", "cyclegan", "munit"})
  void thereAndBackAgain(String preset) {
    Path exported = folder.resolve("onnx");
    Path back = folder.resolve("back.safetensors");
    try (Checkpoint checkpoint = checkpoint(preset)) {
      OnnxExport.of(checkpoint, WeightType.FLOAT32).write(exported, Replacing.NOTHING);
      OnnxImport.toCheckpoint(exported, back);
      try (Checkpoint imported = Checkpoint.open(back);
          MakeupModel before = MakeupModels.load(checkpoint.file(), line -> {});
          MakeupModel after = MakeupModels.load(back, line -> {})) {
        assertEquals(checkpoint.iteration(), imported.iteration());
        assertEquals(checkpoint.config(), imported.config());
        Map<String, INDArray> weights = new LinkedHashMap<>(checkpoint.weights());
        weights.keySet().removeIf(name -> name.startsWith("d_"));
        assertEquals(weights.keySet(), imported.weights().keySet());
        imported
            .weights()
            .forEach((name, tensor) -> assertArrayEquals(bits(weights.get(name)), bits(tensor)));
        Sample[] faces = faces(before);
        assertArrayEquals(before.style(faces[1]), after.style(faces[1]));
        before
            .removal()
            .flatMap(MakeupModel::defaultStyle)
            .ifPresent(
                style ->
                    assertArrayEquals(style, after.removal().orElseThrow().defaultStyle().get()));
      }
    }
  }

  private static int[] bits(INDArray tensor) {
    float[] values = tensor.dup('c').reshape(tensor.length()).toFloatVector();
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  @Test
  void everyKindHasATest() {
    assertEquals(
        new TreeSet<>(List.of(ModelKind.values())),
        List.of("paper", "beautygan", "cyclegan", "munit").stream()
            .map(preset -> config(preset).model().kind())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private RunConfig config(String preset) {
    boolean ipmNet = !preset.equals("beautygan") && !preset.equals("cyclegan");
    List<String> smaller = new ArrayList<>(List.of("data.folder=none", "data.size=" + SIDE));
    smaller.add(preset.equals("cyclegan") ? "network.generator.dim=4" : "network.dim=4");
    if (ipmNet) {
      smaller.add("network.mlp=16");
    }
    if (ipmNet || preset.equals("beautygan")) {
      smaller.add("network.discriminator.layers=2");
    }
    if (preset.equals("paper") || preset.equals("release") || preset.equals("beautygan")) {
      smaller.add("loss.perceptual=0");
    }
    return RunConfig.load(
        Path.of(System.getProperty("ipm.root"), "configs", preset + ".yaml"), smaller);
  }

  /** Networks as a training might leave them: no weight, norm or statistic is what it began as. */
  private Checkpoint checkpoint(String preset) {
    RunConfig config = config(preset);
    Path file = folder.resolve(preset + ".safetensors");
    try (UntrainedModel untrained = config.model().untrained(config.data(), new RandomStreams(5))) {
      Checkpoint.Content content = new Checkpoint.Content(17, config.toYaml());
      int seed = 1;
      for (Network network : untrained.networks()) {
        for (INDArray view : network.parameterViews().values()) {
          view.addi(random(seed++, view.shape()).mul(0.1));
        }
        for (INDArray view : network.statisticViews().values()) {
          view.addi(random(seed++, view.shape()).mul(0.3));
        }
        content.network(network);
      }
      if (config.model().kind() == ModelKind.IPM_NET) {
        content.bareStyle(random(9, 1, styleLength(untrained.model()), 1, 1));
      }
      content.writeTo(file);
    }
    return Checkpoint.open(file);
  }

  private Map<String, Network> networks(String preset, Checkpoint checkpoint) {
    RunConfig config = config(preset);
    try (UntrainedModel untrained = config.model().untrained(config.data(), new RandomStreams(5))) {
      checkpoint.load(untrained.networks());
      return untrained.networks().stream().collect(Collectors.toMap(Network::name, n -> n));
    }
  }

  /** A bare face and a made-up one, drawn. */
  private static Sample[] faces(MakeupModel model) {
    SyntheticCrowd crowd = new SyntheticCrowd(new RandomStreams(2), 0, 2, 80);
    return new Sample[] {
      PreparedFace.of(crowd.bare(0), model.data()).sample(),
      PreparedFace.of(crowd.madeUp(1), model.data()).sample()
    };
  }

  private static INDArray image(Sample face) {
    return Nd4j.createFromArray(face.image()).reshape(1, 3, face.size(), face.size());
  }

  private static INDArray plane(Sample face, float... values) {
    return Nd4j.createFromArray(values).reshape(1, 1, face.size(), face.size());
  }

  private static INDArray areas(Sample face) {
    return Nd4j.createFromArray(FaceAreas.of(face.parts()).planes())
        .reshape(1, FaceArea.COUNT, face.size(), face.size());
  }

  private static INDArray row(AreaStrengths strengths) {
    double[] row = new double[FaceArea.COUNT];
    for (FaceArea area : FaceArea.values()) {
      row[area.ordinal()] = strengths.at(area);
    }
    return Nd4j.createFromArray(new double[][] {row});
  }

  private static INDArray flat(float... values) {
    return Nd4j.createFromArray(values);
  }

  private static INDArray flat(INDArray values) {
    return values.reshape(values.length());
  }

  private static INDArray random(int seed, long... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    INDArray values = Nd4j.create(DataType.FLOAT, shape);
    for (long i = 0; i < values.length(); i++) {
      values.putScalar(i, random.nextDouble(-1, 1));
    }
    return values;
  }
}
