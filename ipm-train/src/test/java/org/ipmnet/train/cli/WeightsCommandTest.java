// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.perceptual.LpipsBackbone;
import org.ipmnet.core.published.PublishedTensor;
import org.ipmnet.core.published.ReleaseProgram;
import org.ipmnet.core.published.StateDict;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.PyTorchWriter;
import org.ipmnet.core.weights.WeightFile;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.train.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import picocli.CommandLine;

class WeightsCommandTest {
  private static final IpmNetNetworkConfig SIZES =
      new IpmNetNetworkConfig(
          4,
          6,
          10,
          Padding.REFLECT,
          new IpmNetNetworkConfig.Identity(1, Norm.INSTANCE),
          new IpmNetNetworkConfig.Style(4, 0, Norm.NONE),
          new IpmNetNetworkConfig.Decoder(1, Norm.LAYER, true, true),
          new IpmNetNetworkConfig.Discriminator(3, 2, 3, Norm.NONE));

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void listShowsNamesShapesAndTypes() {
    Path file = folder.resolve("a.pt");
    PyTorchWriter.write(
        file, Map.of("net", Map.of("weight", Nd4j.zeros(DataType.DOUBLE, 2, 3)), "lr", 0.1));
    succeeds("weights", "list", file.toString());
    assertTrue(out.toString().contains("F64   [2, 3]               net/weight"), out.toString());
    assertTrue(out.toString().contains("PyTorch file: 1 tensors, 6 elements"), out.toString());
  }

  @Test
  void aWholeCheckpointBecomesARunThatGoesOn() {
    Path theirs = checkpoint();
    Path data = folder.resolve("data");
    SyntheticDataset.write(data, 4, 80, 1);
    Path run = folder.resolve("run");
    succeeds(
        "weights",
        "import",
        "--as",
        "release",
        theirs.toString(),
        "--out",
        run.toString(),
        "--set",
        "data.size=32",
        "--set",
        "iterations=8",
        "--set",
        "data.folder=" + data);
    assertTrue(out.toString().contains("iteration 7"), out.toString());
    assertTrue(
        out.toString().contains("Adam: 14 steps of the generator taken, 7 of the discriminators"),
        out.toString());
    Map<String, INDArray> before;
    try (WeightFile dis = WeightFile.open(theirs.resolve("dis_00000007.pt"));
        Checkpoint imported = CheckpointStore.model(run, System.err::println)) {
      before = imported.weights();
      assertEquals(7, imported.iteration());
      assertEquals(
          dis.read("a/cnns.1.3.weight"), imported.read("d_y.scale1.out.weight"), "a is D_Y");
      assertEquals(
          dis.read("b/cnns.0.0.conv.bias"), imported.read("d_x.scale0.conv.0.bias"), "b is D_X");
      assertEquals("14", imported.text("adam.style.steps"));
      assertEquals("7", imported.text("adam.d_x.steps"));
      assertMoments(theirs, imported);
    }
    succeeds("resume", run.toString());
    try (Checkpoint resumed = CheckpointStore.model(run, System.err::println)) {
      assertEquals(8, resumed.iteration());
      assertEquals(before.keySet(), resumed.weights().keySet());
      assertFalse(before.equals(resumed.weights()), "an iteration moves parameters");
      assertTrue(resumed.bareStyle().isPresent());
    }
  }

  /** D is wider than G in these: their configuration has a key for each. */
  @Test
  void whatCameInGoesOutAgain() throws IOException {
    Path theirs = checkpoint();
    Path run = folder.resolve("run");
    succeeds(release(theirs, run));
    Path dis = folder.resolve("dis_00000007.pt");
    Path gen = folder.resolve("gen_00000007.pt");
    for (Path file : List.of(dis, gen)) {
      succeeds("weights", "export", run.toString(), "--format", "pt", "--out", file.toString());
    }
    assertEquals(-1, Files.mismatch(theirs.resolve("dis_00000007.pt"), dis));
    assertTrue(out.toString().contains("as a dis_*.pt of the authors' program"), out.toString());
    assertTrue(out.toString().contains("as a gen_*.pt of the authors' program"), out.toString());
    assertSameButUnused(theirs.resolve("gen_00000007.pt"), gen);
  }

  /** The same but {@code sf.*}, which is never used and not kept. */
  private static void assertSameButUnused(Path theirs, Path ours) {
    try (WeightFile before = WeightFile.open(theirs);
        WeightFile after = WeightFile.open(ours)) {
      assertEquals(before.tensors().keySet(), after.tensors().keySet());
      for (String name : before.tensors().keySet()) {
        if (!name.contains("/sf.")) {
          assertEquals(before.read(name), after.read(name), name);
        }
      }
    }
  }

  /** The flat moments lie as the network's parameters do. */
  private static void assertMoments(Path theirs, Checkpoint imported) {
    try (WeightFile optimizer = WeightFile.open(theirs.resolve("optimizer.pt"))) {
      List<Double> expected = new ArrayList<>();
      List<Double> found = new ArrayList<>();
      int number = 100;
      for (PublishedTensor entry : generator()) {
        if (entry.parameter()) {
          if (entry.ours() != null && entry.ours().startsWith("mlp.")) {
            INDArray m = optimizer.read("gen/state/" + number + "/exp_avg");
            for (double value : m.reshape(m.length()).toDoubleVector()) {
              expected.add(value);
            }
          }
          number++;
        }
      }
      for (double value : imported.read("adam.mlp.first").toDoubleVector()) {
        found.add(value);
      }
      assertEquals(expected.stream().sorted().toList(), found.stream().sorted().toList());
    }
  }

  /** A resume compares the network that a loss looks through with the one that was there before. */
  @Test
  void aPerceptualLossIsTakenInWithItsNetwork() {
    Path run = folder.resolve("run");
    succeeds(
        "weights",
        "import",
        "--as",
        "release",
        checkpoint().toString(),
        "--out",
        run.toString(),
        "--set",
        "data.size=196",
        "loss.perceptual=0.1",
        "weights.vggface2=random");
    assertFalse(out.toString().contains("loss.perceptual is 0"), out.toString());
    try (Checkpoint imported = CheckpointStore.model(run, System.err::println)) {
      assertTrue(imported.hasText("ipm.perceptual"));
    }
  }

  @Test
  void aGeneratorAloneServesTransfer() {
    Path theirs = checkpoint();
    Path run = folder.resolve("run");
    succeeds(
        "weights",
        "import",
        "--as",
        "release",
        theirs.resolve("gen_00000007.pt").toString(),
        "--out",
        run.toString(),
        "--set",
        "data.size=64");
    assertTrue(out.toString().contains("both discriminators begin anew"), out.toString());
    assertTrue(out.toString().contains("Adam begins anew"), out.toString());
    Path faces = folder.resolve("faces");
    SyntheticDataset.write(faces, 1, 128, 1);
    Path results = folder.resolve("results");
    succeeds(
        "transfer",
        "--model",
        run.toString(),
        "--target",
        faces.resolve("images/non-makeup").toString(),
        "--reference",
        faces.resolve("images/makeup").toString(),
        "--out",
        results.toString());
    assertTrue(Files.isDirectory(results));
    // and it leaves as it came
    Path exported = folder.resolve("gen.pt");
    succeeds("weights", "export", run.toString(), "--format", "pt", "--out", exported.toString());
    assertSameButUnused(theirs.resolve("gen_00000007.pt"), exported);
  }

  @Test
  void otherModelsKeepTheirNames() {
    Path model = folder.resolve("model.safetensors");
    Checkpoint.Content content =
        new Checkpoint.Content(3, ConfigTree.write(Map.of("network", TinyModel.sizes())));
    TinyModel.net(DataType.FLOAT).networks().forEach(content::network);
    content.tensor("adam.mlp.first", Nd4j.zeros(2)).writeTo(model);
    Path pt = folder.resolve("model.pt");
    Path safetensors = folder.resolve("export.safetensors");
    succeeds("weights", "export", model.toString(), "--format", "pt", "--out", pt.toString());
    succeeds(
        "weights",
        "export",
        model.toString(),
        "--format",
        "safetensors",
        "--out",
        safetensors.toString());
    try (WeightFile a = WeightFile.open(pt);
        WeightFile b = WeightFile.open(safetensors)) {
      assertEquals(a.tensors().keySet(), b.tensors().keySet());
      assertTrue(a.tensors().containsKey("identity.blocks.0.conv.weight"));
      a.tensors().keySet().forEach(name -> assertEquals(a.read(name), b.read(name), name));
    }
    refused(
        "exists already",
        "weights",
        "export",
        model.toString(),
        "--format",
        "pt",
        "--out",
        pt.toString());
  }

  @Test
  void aPretrainedNetworkGoesWhereItIsFound() {
    Map<String, INDArray> state = new LinkedHashMap<>();
    LpipsBackbone.ALEX
        .shapes()
        .shapes()
        .forEach(
            (name, shape) ->
                state.put(name, Nd4j.zeros(shape.stream().mapToLong(Long::longValue).toArray())));
    Path file = folder.resolve("alexnet.pth");
    PyTorchWriter.write(file, state);
    succeeds("weights", "import", "--as", "lpips-alex", file.toString());
    Path written = Pretrained.LPIPS_ALEX.defaultFile();
    assertTrue(written.startsWith(System.getProperty("ipm.weights")), "not the user's own folder");
    assertEquals(
        state.keySet(), Pretrained.LPIPS_ALEX.read(written, LpipsBackbone.ALEX.shapes()).keySet());
    refused("would be written over", "weights", "import", "--as", "lpips-alex", written.toString());
    state.remove("features.6.bias");
    state.put("features.3.bias", Nd4j.zeros(5));
    Path bad = folder.resolve("bad.pth");
    PyTorchWriter.write(bad, state);
    String line =
        refused(
            "features.6.bias is missing",
            "weights",
            "import",
            "--as",
            "lpips-alex",
            bad.toString());
    assertTrue(line.contains("features.3.bias has shape [5], not [192]"), line);
    refused(
        "is none of release, beautygan, cyclegan, munit, vggface2",
        "weights",
        "import",
        "--as",
        "resnet",
        bad.toString());
    refused("--out is missing", "weights", "import", "--as", "release", bad.toString());
  }

  /** As saved from DataParallel and torch.compile, the names of all tensors have a prefix. */
  @ParameterizedTest
  @ValueSource(strings = {"module.", "_orig_mod.", "module._orig_mod."})
  void wrappedNetworksAreTakenAsWhatTheyWrap(String prefix) {
    Path theirs = checkpoint();
    for (String name : List.of("gen_00000007.pt", "dis_00000007.pt")) {
      Path file = theirs.resolve(name);
      Map<String, Object> wrapped = new LinkedHashMap<>();
      try (WeightFile plain = WeightFile.open(file)) {
        for (String domain : List.of("a", "b")) {
          Map<String, INDArray> state = new LinkedHashMap<>();
          plain.root().at(domain).tensors().forEach((n, t) -> state.put(prefix + n, t.read()));
          wrapped.put(domain, state);
        }
      }
      PyTorchWriter.write(file, wrapped);
    }
    succeeds(release(theirs, folder.resolve("run")));
    Map<String, INDArray> alex = new LinkedHashMap<>();
    LpipsBackbone.ALEX
        .shapes()
        .shapes()
        .forEach(
            (name, shape) ->
                alex.put(
                    prefix + name,
                    Nd4j.zeros(shape.stream().mapToLong(Long::longValue).toArray())));
    Path file = folder.resolve("alexnet.pth");
    PyTorchWriter.write(file, alex);
    Path written = folder.resolve("alex.safetensors");
    succeeds(
        "weights", "import", "--as", "lpips-alex", file.toString(), "--out", written.toString());
    assertEquals(
        LpipsBackbone.ALEX.shapes().shapes().keySet(),
        Pretrained.LPIPS_ALEX.read(written, LpipsBackbone.ALEX.shapes()).keySet());
  }

  @Test
  void whatDoesNotFitIsNamedAndLeavesNothing() throws IOException {
    Path theirs = checkpoint();
    Path run = folder.resolve("run");
    Map<String, INDArray> state = new LinkedHashMap<>();
    for (PublishedTensor entry : generator()) {
      state.put(entry.theirs(), zeros(entry));
    }
    state.remove("dec.final_conv.0.bias");
    state.put("mlp.model.1.fc.bias", Nd4j.zeros(11));
    state.put("extra", Nd4j.zeros(1));
    Path gen = folder.resolve("gen_00000001.pt");
    PyTorchWriter.write(gen, Map.of("a", state));
    String line = refused("dec.final_conv.0.bias is missing", release(gen, run));
    assertTrue(line.contains("mlp.model.1.fc.bias has shape [11], not [10]"), line);
    assertTrue(line.contains("'extra' is not known"), line);
    Map<String, Object> gaps = adam(generator(), 0, 2, 14);
    ((Map<?, ?>) gaps.get("state")).remove(3L);
    PyTorchWriter.write(theirs.resolve("optimizer.pt"), Map.of("gen", gaps, "dis", gaps));
    refused("enc_style.model.1.conv.bias has no moments", release(theirs, run));
    Files.write(theirs.resolve("optimizer.pt"), new byte[100]);
    refused("optimizer.pt is not a usable", release(theirs, run));
    PyTorchWriter.write(theirs.resolve("optimizer.pt"), Map.of("gen", Map.of("state", 1)));
    refused("optimizer.pt holds no gen/param_groups", release(theirs, run));
    refused("is it a gen_*.pt", release(theirs.resolve("dis_00000007.pt"), run));
    refused("holds no gen_*.pt", release(Files.createDirectory(folder.resolve("empty")), run));
    refused("does not exist", release(folder.resolve("none"), run));
    assertFalse(Files.exists(run));
  }

  @Test
  void impossibleSizesAreRefusedBeforeAnythingIsMadeOfThem() {
    Path gen = folder.resolve("gen_00000001.pt");
    Map<String, INDArray> state = new LinkedHashMap<>();
    state.put("enc_content.model.0.conv.weight", Nd4j.create(DataType.FLOAT, 1L << 33, 0, 7, 7));
    PyTorchWriter.write(gen, Map.of("a", state));
    refused("which no network", release(gen, folder.resolve("run")));
    Path theirs = checkpoint();
    Map<String, INDArray> dis = new LinkedHashMap<>();
    for (int i = 0; i < 3000; i++) { // as many scales as layers: millions of tensors to compare
      dis.put(String.format(Locale.ROOT, "cnns.%d.0.conv.weight", i), Nd4j.zeros(1));
      dis.put(String.format(Locale.ROOT, "cnns.0.%d.conv.weight", i), Nd4j.zeros(1));
    }
    PyTorchWriter.write(theirs.resolve("dis_00000007.pt"), Map.of("a", dis));
    refused(
        "cnns.5.0.conv.weight: at most 5 such tensors are possible",
        release(theirs, folder.resolve("run")));
  }

  @Test
  void theNetworksOfAnImportAreThoseOfTheFile() {
    Path theirs = checkpoint();
    Path run = folder.resolve("run");
    for (String key :
        List.of(
            "dim=8",
            "identity-encoder.norm=batch",
            "discriminator.layers=2",
            "generator.final-convolution=false")) {
      List<String> arguments = new ArrayList<>(List.of(release(theirs, run)));
      arguments.addAll(List.of("--set", "data.size=64", "--set", "network." + key));
      refused("leave out model and network.*", arguments.toArray(String[]::new));
    }
    assertFalse(Files.exists(run));
    List<String> alone = new ArrayList<>(List.of(release(theirs.resolve("gen_00000007.pt"), run)));
    alone.addAll(List.of("--set", "data.size=64", "--set", "network.discriminator.layers=2"));
    succeeds(alone.toArray(String[]::new));
  }

  private static String[] release(Path from, Path run) {
    return new String[] {
      "weights", "import", "--as", "release", from.toString(), "--out", run.toString()
    };
  }

  /** A checkpoint as their program saves it after 7 iterations, an older one beside it. */
  private Path checkpoint() {
    Nd4j.getRandom().setSeed(5);
    Path theirs = folder.resolve("checkpoints");
    assertTrue(theirs.toFile().mkdir());
    Map<String, INDArray> gen = new LinkedHashMap<>();
    for (PublishedTensor entry : generator()) {
      gen.put(
          entry.theirs(),
          entry.theirs().endsWith("running_var")
              ? zeros(entry).addi(1)
              : entry.theirs().endsWith("running_mean") ? zeros(entry) : random(entry));
    }
    PyTorchWriter.write(theirs.resolve("gen_00000007.pt"), Map.of("a", gen, "b", gen));
    PyTorchWriter.write(theirs.resolve("gen_00000006.pt"), Map.of("a", Map.of()));
    Map<String, Object> dis = new LinkedHashMap<>();
    List<PublishedTensor> both = new ArrayList<>();
    for (StateDict dictionary : new ReleaseProgram().dictionaries(SIZES).subList(1, 3)) {
      Map<String, INDArray> state = new LinkedHashMap<>();
      for (PublishedTensor entry : dictionary.tensors()) {
        state.put(entry.theirs(), random(entry));
        both.add(entry);
      }
      dis.put(dictionary.keys().get(0), state);
    }
    PyTorchWriter.write(theirs.resolve("dis_00000007.pt"), dis);
    PyTorchWriter.write(
        theirs.resolve("optimizer.pt"),
        Map.of("gen", adam(generator(), 100, 2, 14), "dis", adam(both, 0, 1, 7)));
    return theirs;
  }

  private static Map<String, Object> adam(
      List<PublishedTensor> entries, long firstNumber, int times, double steps) {
    Map<Object, Object> states = new LinkedHashMap<>();
    List<Long> numbers = new ArrayList<>();
    for (PublishedTensor entry : entries) {
      if (entry.parameter()) {
        long number = firstNumber + numbers.size();
        numbers.add(number);
        if (entry.ours() != null) {
          states.put(
              number,
              Map.of(
                  "step", Nd4j.scalar(DataType.FLOAT, steps),
                  "exp_avg", random(entry),
                  "exp_avg_sq", Transforms.abs(random(entry))));
        }
      }
    }
    List<Long> listed = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      listed.addAll(numbers);
    }
    Map<String, Object> group =
        Map.of(
            "lr",
            1e-4,
            "initial_lr",
            2e-4,
            "betas",
            List.of(0.5, 0.999),
            "eps",
            1e-8,
            "weight_decay",
            1e-4,
            "amsgrad",
            false,
            "params",
            listed);
    return Map.of("state", states, "param_groups", List.of(group));
  }

  private static List<PublishedTensor> generator() {
    return new ReleaseProgram().dictionaries(SIZES).get(0).tensors();
  }

  private static INDArray zeros(PublishedTensor entry) {
    return Nd4j.zeros(DataType.FLOAT, entry.sides());
  }

  private static INDArray random(PublishedTensor entry) {
    return Nd4j.rand(DataType.FLOAT, entry.sides())
        .subi(entry.theirs().endsWith("bias") ? 0.5 : 0.45)
        .muli(0.1);
  }

  /** The built-in model to ONNX and back; what is there stays unless it may be replaced. */
  @Test
  void onnxGoesOutAndComesBack() throws IOException {
    Path exported = folder.resolve("onnx");
    succeeds("weights", "export", "built-in", "--format", "onnx", "--out", exported.toString());
    assertTrue(out.toString().contains("texture.onnx, transfer.onnx"), out.toString());
    Path back = folder.resolve("back.safetensors");
    succeeds("weights", "import", "--as", "model", exported.toString(), "--out", back.toString());
    Path again = folder.resolve("again.onnx");
    succeeds("weights", "export", back.toString(), "--format", "onnx", "--out", again.toString());
    succeeds("weights", "list", again.toString());
    assertTrue(out.toString().contains("ONNX file: "), out.toString());
    try (WeightFile whole = WeightFile.open(exported.resolve("transfer.onnx"));
        WeightFile read = WeightFile.open(again)) {
      assertEquals(whole.tensors().keySet(), read.tensors().keySet());
      whole.tensors().keySet().forEach(name -> assertEquals(whole.read(name), read.read(name)));
    }

    byte[] before = Files.readAllBytes(again);
    String[] once = {
      "weights", "export", "face-detector", "--format", "onnx", "--out", again.toString()
    };
    refused("again.onnx exists already", once);
    assertArrayEquals(before, Files.readAllBytes(again));
    List<String> forced = new ArrayList<>(List.of(once));
    forced.add("--force");
    succeeds(forced.toArray(String[]::new));
    assertTrue(Files.size(again) < before.length);
    refused(
        "no makeup model that ipm exported",
        "weights",
        "import",
        "--as",
        "model",
        again.toString(),
        "--out",
        folder + "/x.safetensors");
    succeeds(
        "weights", "import", "--as", "face-detector", again.toString(), "--out", folder + "/d.st");
    refused(
        "--force belongs to --format onnx",
        "weights",
        "export",
        back.toString(),
        "--format",
        "pt",
        "--out",
        folder + "/x",
        "--force");
    refused(
        "let its name end with .safetensors",
        "weights",
        "import",
        "--as",
        "model",
        exported.toString(),
        "--out",
        folder + "/x.st");

    Path others = Files.createDirectory(folder.resolve("others"));
    Files.copy(exported.resolve("mlp.onnx"), others.resolve("mlp.onnx"));
    refused(
        "identity.blocks.0.conv.weight is missing",
        "weights",
        "import",
        "--as",
        "model",
        others.toString(),
        "--out",
        folder + "/x.safetensors");
    byte[] half = Arrays.copyOf(Files.readAllBytes(others.resolve("mlp.onnx")), 100_000);
    Files.write(others.resolve("mlp.onnx"), half);
    refused(
        "mlp.onnx is not a usable ONNX file",
        "weights",
        "import",
        "--as",
        "model",
        others.toString(),
        "--out",
        folder + "/x.safetensors");
    assertFalse(Files.exists(folder.resolve("x.safetensors")));
  }

  private void succeeds(String... arguments) {
    assertEquals(0, execute(arguments), err.toString());
  }

  private String refused(String because, String... arguments) {
    err.getBuffer().setLength(0);
    assertEquals(2, execute(arguments), err.toString());
    List<String> lines = err.toString().lines().toList();
    assertEquals(1, lines.size(), err.toString());
    assertTrue(lines.get(0).contains(because), lines.get(0));
    return lines.get(0);
  }

  private int execute(String... arguments) {
    CommandLine command =
        IpmCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }
}
