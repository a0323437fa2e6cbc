// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.ipmnet.data.synth.SyntheticDataset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Bad input ends with exit code 2 and one clear line, and leaves no run folder behind. */
class BadInputTest {
  private static final String CONFIG =
      Path.of(System.getProperty("ipm.root"), "configs/demo.yaml").toString();

  @TempDir Path folder;
  private Path data;
  private Path out;

  @BeforeEach
  void faces() {
    data = folder.resolve("data");
    out = folder.resolve("run");
    SyntheticDataset.write(data, 3, 80, 1);
  }

  @Test
  void aMissingFolder() {
    refused("nowhere", train("--data", folder.resolve("nowhere").toString()));
  }

  @Test
  void aClusterThatNobodyBrings() {
    refused("--cluster needs the module ipm-spark", train("--cluster", "yarn", "--workers", "2"));
    refused("--workers is missing", train("--cluster", "yarn"));
    refused("go with --cluster URL", train("--workers", "2"));
  }

  @Test
  void anAddressInPlaceOfAPath() {
    refused("nowhere does not exist", train("--data", folder.toUri() + "nowhere"));
    refused("hdfs://host/faces is no file that this", train("--data", "hdfs://host/faces"));
    refused("is no address of a file", train("--data", "file://host/faces"));
  }

  @Test
  void anEmptyFolder() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    refused("empty", train("--data", empty.toString()));
  }

  @Test
  void anImageWithoutMap() throws IOException {
    Files.delete(data.resolve("segs/makeup/makeup-00000.png"));
    refused("makeup-00000.png", train());
  }

  @Test
  void aMapOfAnotherAspectRatio() throws IOException {
    writeMap(new BufferedImage(80, 60, BufferedImage.TYPE_BYTE_GRAY));
    refused("80x60", train());
  }

  @Test
  void anUnknownLabel() throws IOException {
    BufferedImage map = new BufferedImage(80, 80, BufferedImage.TYPE_BYTE_GRAY);
    map.getRaster().setSample(3, 4, 0, 77);
    writeMap(map);
    refused("77", train());
  }

  @Test
  void mapsInAnotherNumbering() {
    refused("look like labels: mt, not face-parsing", train("--set", "data.labels=face-parsing"));
    refused("take --labels mt (key data.labels)", train("--set", "data.labels=celebamask-hq"));
    refused(
        "set data.label-mismatch=warn",
        List.of(
            "train-parser",
            "--data",
            data.toString(),
            "--labels",
            "face-parsing",
            "--out",
            out.toString()));
  }

  private void writeMap(BufferedImage map) throws IOException {
    ImageIO.write(map, "png", data.resolve("segs/makeup/makeup-00000.png").toFile());
  }

  @Test
  void aTruncatedPng() throws IOException {
    Path photo = data.resolve("images/non-makeup/bare-00001.png");
    byte[] bytes = Files.readAllBytes(photo);
    Files.write(photo, Arrays.copyOf(bytes, bytes.length / 2));
    refused("bare-00001.png", train());
  }

  @ParameterizedTest
  @CsvSource({
    "loss.perceptaul=5, loss.perceptaul",
    "batch=0, batch must",
    "model=pix2pix, 'model must be one of ipm-net, beautygan, cyclegan, munit, found'",
    "model=, model must be one of",
    "model=~, model must be one of",
    "network=~, 'network must be a group of keys, found nothing'",
    "loss=~, 'loss must be a group of keys, found nothing'",
    "optimizer=~, optimizer must be a group of keys",
    "data=~, data must be a group of keys",
    "checkpoint=~, 'checkpoint must be a group of keys, found nothing'",
    "log=~, log must be a group of keys",
    "weights=~, weights must be a group of keys",
    "network.padding=~, 'network.padding must be one of reflect, zero, found nothing'",
    "network.discriminator=~, network.discriminator must be a group of keys",
    "network.generator=~, network.generator must be a group of keys",
    "network.generator.norm=~, network.generator.norm must be one of",
    "loss.adversarial-form=~, loss.adversarial-form must be one of",
    "data.crop=~, data.crop must be one of",
    "data.labels=~, data.labels must be one of",
    "data.faults=~, data.faults must be one of",
    "seed=~, seed must be a whole number",
    "network.dim=513, dim must lie between 1 and 512",
    "network.style-encoder.downsamplings=31, downsamplings must lie between 1 and 8",
    "network.discriminator.layers=31, layers must lie between 1 and 8",
    "network.discriminator.scales=1000, scales must lie between 1 and 5",
    "model=cyclegan, unknown key network.",
    "optimizer.learning-rate=-1, optimizer.learning-rate must",
    "data.texture=velvet, data.texture must be one of",
    "data.size=66, multiple of 4",
    "data.size=4, does not fit the networks",
    "iterations=many, iterations must be",
    "weights.vggface3=a, unknown key weights.vggface3",
    "weights.bisenet=a, unknown key weights.bisenet",
    "weights.inception=random, only vggface2 and vgg19 can be random",
    "loss.perceptual=5, data.size 64 is too small for the perceptual loss",
  })
  void aBadConfiguration(String assignment, String named) {
    refused(named, train("--set", assignment));
  }

  @ParameterizedTest
  @CsvSource({
    "parser",
    "data",
    "loss",
    "optimizer",
    "checkpoint",
    "log",
    "data.labels",
    "data.label-mismatch",
    "data.faults"
  })
  void aBadConfigurationOfAParser(String key) {
    refused(
        key + " must be",
        List.of(
            "train-parser",
            "--data",
            data.toString(),
            "--labels",
            "mt",
            "--out",
            out.toString(),
            "--set",
            key + "=~"));
  }

  @Test
  void noWeightsForThePerceptualLoss() {
    refused(
        "ipm weights import --as vggface2",
        train("--set", "loss.perceptual=5", "data.size=196", "network.dim=4"));
  }

  @Test
  void weightsOfAnotherNetwork() throws IOException {
    Path text = Files.writeString(folder.resolve("vggface2.safetensors"), "this is no weight file");
    refused(
        "vggface2.safetensors",
        train("--set", "loss.perceptual=5", "data.size=196", "weights.vggface2=" + text));
  }

  @Test
  void aMissingKey() throws IOException {
    Path config = folder.resolve("short.yaml");
    Files.writeString(config, "iterations: 5\nbatch: 2\n");
    refused(
        "missing key",
        List.of("train", "--config", config.toString(), "--data", data.toString(), "--out", "x"));
  }

  @Test
  void anOutputFolderInUse() throws IOException {
    Files.createDirectories(out);
    Path theirs = Files.writeString(out.resolve("thesis.txt"), "precious");
    refusedBecause("already holds thesis.txt", train());
    assertEquals("precious", Files.readString(theirs));
  }

  @Test
  void aWrongCheckpoint() throws IOException {
    Path text = Files.writeString(folder.resolve("model.safetensors"), "this is no model at all");
    for (Path model : List.of(text, folder.resolve("none"), data)) {
      refused(
          model.getFileName().toString(),
          List.of(
              "transfer",
              "--model",
              model.toString(),
              "--target",
              data.resolve("images/non-makeup").toString(),
              "--reference",
              data.resolve("images/makeup").toString(),
              "--out",
              out.toString()));
    }
    refused("is not a run folder", List.of("resume", data.toString()));
  }

  @Test
  void anOptionThatDoesNotExist() {
    refused("--fast", train("--fast"));
  }

  private List<String> train(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train", "--config", CONFIG, "--data", data.toString(), "--out", out.toString()));
    if (more.length == 2 && more[0].equals("--data")) {
      arguments.set(4, more[1]);
    } else {
      arguments.addAll(List.of(more));
    }
    return arguments;
  }

  private void refused(String named, List<String> arguments) {
    refusedBecause(named, arguments);
    assertFalse(Files.exists(out), "a run that cannot begin leaves no folder");
  }

  private static void refusedBecause(String named, List<String> arguments) {
    StringWriter err = new StringWriter();
    CommandLine command = IpmCommand.commandLine().setErr(new PrintWriter(err));
    int code = command.execute(arguments.toArray(String[]::new));
    assertEquals(2, code, err.toString());
    List<String> lines = err.toString().lines().toList();
    assertEquals(1, lines.size(), err.toString());
    assertTrue(lines.get(0).startsWith("ipm: ") && lines.get(0).contains(named), lines.get(0));
  }
}
