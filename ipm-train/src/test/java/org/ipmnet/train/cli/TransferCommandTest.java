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
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.model.MakeupModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TransferCommandTest {
  @TempDir Path folder;
  private final StringWriter printed = new StringWriter();
  private final StringWriter complaints = new StringWriter();

  @BeforeEach
  void drawFaces() throws IOException {
    for (String name : new String[] {"a", "b"}) {
      save(BufferedImage.TYPE_INT_RGB, "images/" + name + ".png");
      save(BufferedImage.TYPE_BYTE_GRAY, "segs/" + name + ".png");
    }
  }

  /** Skin, label 1, all but a border. */
  private void save(int type, String name) throws IOException {
    BufferedImage picture = new BufferedImage(40, 40, type);
    for (int i = 0; i < 1600; i++) {
      boolean border = i % 40 < 4 || i % 40 > 35 || i / 40 < 4 || i / 40 > 35;
      picture.getRaster().setSample(i % 40, i / 40, 0, border ? 0 : 1);
    }
    Files.createDirectories(folder.resolve(name).getParent());
    ImageIO.write(picture, "png", folder.resolve(name).toFile());
  }

  /** Paints everything white. */
  private record WhiteModel(Optional<float[]> defaultStyle) implements MakeupModel {
    @Override
    public ModelKind kind() {
      return ModelKind.IPM_NET;
    }

    @Override
    public boolean readsReference() {
      return true;
    }

    @Override
    public boolean mixesStyles() {
      return true;
    }

    @Override
    public DataConfig data() {
      String yaml = "{size: 16, crop: center, order: fixed, texture: none, labels: mt}";
      return ConfigTree.parse("test.yaml", yaml).read(DataConfig.class);
    }

    @Override
    public float[] style(Sample reference) {
      return new float[4];
    }

    @Override
    public Canvas canvas(Sample target) {
      return style -> {
        float[] white = new float[target.image().length];
        Arrays.fill(white, 1);
        return white;
      };
    }

    @Override
    public Optional<MakeupModel> removal() {
      return Optional.of(new WhiteModel(Optional.of(new float[4])));
    }

    @Override
    public Arena.Use memoryUse() {
      return new Arena.Use(0, 0);
    }

    @Override
    public void close() {}
  }

  private int run(String... arguments) {
    return new CommandLine(
            new TransferCommand(
                (model, parser) ->
                    MakeupTransfer.of(new WhiteModel(Optional.empty()), Optional::empty, 1)))
        .setExecutionExceptionHandler(new ErrorPrinter())
        .setParameterExceptionHandler(new ErrorPrinter())
        .setOut(new PrintWriter(printed))
        .setErr(new PrintWriter(complaints))
        .execute(arguments);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void levelsOfAPair() {
    assertEquals(
        0,
        run(
            "--model",
            "run",
            "--target",
            at("images/a.png"),
            "--reference",
            at("images/b.png"),
            "--alpha",
            "0,0.5,1",
            "--out",
            at("out"),
            "--grid"),
        complaints::toString);
    for (String name : new String[] {"a__b__a0.5.png", "a__b__levels.png", "grid.png"}) {
      assertTrue(printed.toString().contains(at("out/" + name)), printed::toString);
    }
  }

  @Test
  void aBadPhotoInAFolderIsNamedAndTheOthersAreMadeUp() throws IOException {
    save(BufferedImage.TYPE_BYTE_GRAY, "segs/aa.png");
    Files.writeString(folder.resolve("images/aa.png"), "no picture");
    assertEquals(
        2, run("--model", "run", "--target", at("images"), "--remove", "--grid", "--out", at("o")));
    assertEquals(1, complaints.toString().lines().count(), complaints::toString);
    assertTrue(complaints.toString().contains("aa.png is neither PNG nor JPEG"));
    for (String name : new String[] {"a__bare.png", "b__bare.png", "grid.png"}) {
      assertTrue(Files.exists(folder.resolve("o/" + name)), name);
    }
    complaints.getBuffer().setLength(0);
    String named = at("images/aa.png");
    assertEquals(2, run("--model", "run", "--target", named, "--remove", "--out", at("one")));
    assertTrue(complaints.toString().startsWith("ipm: "), complaints::toString);
  }

  @Test
  void photosInFormatsThatAreNotReadAreNamed() throws IOException {
    save(BufferedImage.TYPE_INT_RGB, "looks/images/c.png");
    save(BufferedImage.TYPE_BYTE_GRAY, "looks/segs/c.png");
    Files.writeString(folder.resolve("images/t.avif"), "ftyp");
    Files.writeString(folder.resolve("looks/images/r.HEIC"), "ftyp");
    Files.writeString(folder.resolve("looks/images/notes.txt"), "no picture");
    String looks = at("looks/images");
    assertEquals(
        2, run("--model=r", "--target", at("images"), "--reference", looks, "--out", at("out")));
    assertEquals(2, complaints.toString().lines().count(), complaints::toString);
    assertTrue(complaints.toString().contains("t.avif is not read, only PNG"));
    assertTrue(complaints.toString().contains("r.HEIC is not read, only PNG"));
    assertTrue(Files.exists(folder.resolve("out/b__c.png")));
  }

  @Test
  void removalNeedsNoReference() {
    assertEquals(
        0,
        run("--model", "run", "--target", at("images"), "--remove", "--out", at("out")),
        complaints::toString);
    assertTrue(Files.exists(folder.resolve("out/b__bare.png")));
  }

  @Test
  void badInputIsOneLineAndCodeTwo() {
    String[][] bad = {
      {"--model", "run", "--target", at("images"), "--out", at("out")},
      {"--model", "run", "--target", at("none"), "--reference", at("images"), "--out", at("out")},
      {"--model", "r", "--target", at("images"), "--remove", "--out", at("out"), "--alpha", "2"},
      {"--model", "r", "--target", at("images"), "--remove", "--out", at("out"), "--labels", "x"},
      {"--model", "r", "--target", at("images"), "--remove", "--out", at("images")},
    };
    for (String[] arguments : bad) {
      complaints.getBuffer().setLength(0);
      assertEquals(2, run(arguments), () -> String.join(" ", arguments));
      assertEquals(1, complaints.toString().lines().count(), complaints::toString);
    }
  }

  /** MT's values, taken for another scheme's: lips would be ears. */
  @ParameterizedTest
  @ValueSource(strings = {"face-parsing", "celebamask-hq"})
  void mapsInAnotherNumberingAreRefusedUnlessTrusted(String scheme) {
    SyntheticDataset.write(folder.resolve("mt"), 1, 64, 2);
    String photo = at("mt/images/makeup/makeup-00000.png");
    String[] arguments = {
      "--model=run", "--target", photo, "--remove", "--out", at("out"), "--labels", scheme
    };
    assertEquals(2, run(arguments));
    assertEquals(1, complaints.toString().lines().count(), complaints::toString);
    assertTrue(
        complaints.toString().contains("look like labels: mt, not " + scheme),
        complaints::toString);
    assertTrue(complaints.toString().contains("take --labels mt"), complaints::toString);
    assertFalse(Files.exists(folder.resolve("out")));
    String[] trusting = Arrays.copyOf(arguments, arguments.length + 1);
    trusting[arguments.length] = "--trust-labels";
    assertEquals(0, run(trusting), complaints::toString);
    arguments[arguments.length - 1] = "mt";
    arguments[5] = at("out2");
    assertEquals(0, run(arguments), complaints::toString);
  }

  @ParameterizedTest
  @CsvSource({"mt,0", "face-parsing,2", "celebamask-hq,2"})
  void dataCheckNamesTheSchemeThatMapsFollow(String scheme, int code) {
    SyntheticDataset.write(folder.resolve("mt"), 2, 64, 1);
    CommandLine check = new CommandLine(new DataCheckCommand()).setOut(new PrintWriter(printed));
    assertEquals(code, check.execute(at("mt"), "--labels", scheme), printed::toString);
    assertEquals(
        code == 2,
        printed.toString().contains("look like labels: mt, not " + scheme),
        printed::toString);
  }

  @Test
  void dataCheckCountsFaults() throws IOException {
    CommandLine check =
        new CommandLine(new DataCheckCommand())
            .setExecutionExceptionHandler(new ErrorPrinter())
            .setOut(new PrintWriter(printed))
            .setErr(new PrintWriter(complaints));
    assertEquals(2, check.execute(at("images")));
    assertTrue(complaints.toString().contains("is not in MT layout"), complaints::toString);
    for (String side : new String[] {"makeup", "non-makeup"}) {
      save(BufferedImage.TYPE_INT_RGB, "mt/images/" + side + "/a.png");
      save(BufferedImage.TYPE_BYTE_GRAY, "mt/segs/" + side + "/a.png");
    }
    assertEquals(0, check.execute(at("mt")), complaints::toString);
    assertTrue(printed.toString().contains("0 faults"), printed::toString);
    BufferedImage map = ImageIO.read(folder.resolve("mt/segs/makeup/a.png").toFile());
    map.getRaster().setSample(0, 0, 0, 18); // the scheme mt ends at 13
    ImageIO.write(map, "png", folder.resolve("mt/segs/makeup/a.png").toFile());
    assertEquals(2, check.execute(at("mt")));
    assertTrue(printed.toString().contains("has the label 18"), printed::toString);
    assertEquals(0, check.execute(at("mt"), "--labels", "face-parsing"), printed::toString);
    Files.delete(folder.resolve("mt/segs/makeup/a.png"));
    assertEquals(2, check.execute(at("mt")));
    assertTrue(printed.toString().contains("has no parsing map"), printed::toString);
  }
}
