// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.eval.evaluation.Evaluation;
import org.ipmnet.eval.evaluation.EvaluationRequest;
import org.ipmnet.eval.evaluation.ProtocolSettings;
import org.ipmnet.eval.evaluation.SharedEvaluation;
import org.ipmnet.eval.evaluation.SharedParserEvaluation;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;
import org.ipmnet.eval.parsing.FolderParsing;
import org.ipmnet.eval.parsing.ParsingRequest;
import org.ipmnet.eval.prepare.PhotoPreparation;
import org.ipmnet.eval.prepare.PreparationRequest;
import org.ipmnet.eval.prepare.PreparationRequest.Existing;
import org.ipmnet.eval.prepare.PreparationRequest.Pictures;
import org.ipmnet.eval.protocol.EvaluationSplit.Part;
import org.ipmnet.eval.protocol.ParserEvaluation;
import org.ipmnet.eval.transfer.FaceSource;
import org.ipmnet.eval.transfer.FolderTransfer;
import org.ipmnet.eval.transfer.TransferRequest;
import org.ipmnet.train.cluster.Cluster;
import org.ipmnet.train.cluster.ClusterAddress;
import org.ipmnet.train.cluster.EvaluationWork;
import org.ipmnet.train.cluster.FolderWork;
import org.ipmnet.train.cluster.ParserEvaluationWork;
import org.ipmnet.train.cluster.ParsingWork;
import org.ipmnet.train.cluster.PreparationWork;
import org.ipmnet.train.cluster.Tally;
import org.ipmnet.train.cluster.TransferWork;
import org.ipmnet.train.session.TrainingRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that two workers, each a process of its own, share: what comes out is one machine's. */
class FolderJobsTest {
  @TempDir static Path folder;
  private static Cluster cluster;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeAll
  static void connect() {
    cluster =
        Cluster.connect(
            new ClusterAddress(
                "local-cluster[2,1,1024]", 2, 1, Map.of("spark.executor.memory", "1g")));
  }

  @AfterAll
  static void disconnect() {
    cluster.close();
  }

  private Tally share(FolderWork work) {
    return work.on(cluster, 2, new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  /** One of the two is killed while it works; its share is begun again from its table. */
  @Test
  void fiveHundredPicturesArePreparedThoughAWorkerIsLost() throws Exception {
    Path photos = fiveHundred(folder.resolve("photos"));
    PreparationRequest here = preparation(photos, folder.resolve("prepared-here"));
    try (FaceParser parser = FaceParsers.open(null, 1, line -> {})) {
      new PhotoPreparation(here, parser).run(outcome -> {});
    }
    PreparationRequest there = preparation(photos, folder.resolve("prepared-there"));
    CompletableFuture<Tally> preparing =
        CompletableFuture.supplyAsync(() -> share(new PreparationWork(there, null)));
    Path table = there.out().resolve("prepared.tsv.worker-00001");
    while (!Files.exists(table) || Files.readAllLines(table).size() < 6) {
      assertFalse(preparing.isDone(), said());
      Thread.sleep(5);
    }
    assertTrue(Executors.any().destroyForcibly());
    assertEquals(new Tally(500, 24, 476), preparing.get());
    assertEquals(bytes(here.out()), bytes(there.out()));
    assertTrue(said().contains("bad.png: refused, is neither PNG nor JPEG"), said());
    said.reset();
    assertEquals(new Tally(500, 24, 476), share(new PreparationWork(there, null)));
    assertEquals(bytes(here.out()), bytes(there.out()));
  }

  /** A few have a face, some are large enough for one, most are not. */
  private static Path fiveHundred(Path photos) throws IOException {
    Files.createDirectories(photos);
    Path faces = photos.resolveSibling("faces");
    SyntheticDataset.write(faces, 12, 96, 7);
    try (Stream<Path> files = Files.walk(faces.resolve("images"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, photos.resolve(file.getFileName()));
      }
    }
    for (int i = 0; i < 475; i++) {
      int side = i < 20 ? 32 : 24;
      BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
      picture.setRGB(i % side, i / side, 0xFFFFFF);
      String name = String.format(Locale.ROOT, "n%03d.png", i);
      ImageIO.write(picture, "png", photos.resolve(name).toFile());
    }
    Files.writeString(photos.resolve("bad.png"), "no photo");
    return photos;
  }

  private static PreparationRequest preparation(Path photos, Path out) {
    return new PreparationRequest(
        photos, Side.MADE_UP, out, new Pictures(64, LabelScheme.MT, 1), 1, Existing.KEEP);
  }

  /** Of a call that was stopped a share lies there. */
  @Test
  void photosAreParsedAndTheCallGoesOn() throws IOException {
    Path photos = threePhotos("to-parse");
    ParsingRequest here = new ParsingRequest(photos, folder.resolve("here"), null, false);
    ParsingRequest there = new ParsingRequest(photos, folder.resolve("there"), null, false);
    try (FaceParser parser = FaceParsers.open(null, 1, line -> {})) {
      assertEquals(5, new FolderParsing(here).run(parser, outcome -> {}).size());
      FolderParsing stopped = new FolderParsing(there);
      stopped.begin();
      stopped.run(new WorkShare(2, 3), parser, outcome -> {});
    }
    Path done = there.out().resolve("maps/makeup-00001.png");
    long when = Files.getLastModifiedTime(done).toMillis();
    assertEquals(new Tally(5, 3, 2), share(new ParsingWork(there, null)));
    assertEquals(bytes(here.out()), bytes(there.out()));
    assertEquals(when, Files.getLastModifiedTime(done).toMillis(), "it is not made again");
    assertTrue(said().contains("phone.heic: refused, is not read"), said());
    List<String> table = Files.readAllLines(there.out().resolve("parsed.tsv"));
    assertEquals(2 + 5, table.size());
    assertTrue(table.get(2).startsWith("bad.png\t8\t"), table.get(2));
    assertTrue(table.get(2).contains("\trefused\tis neither PNG nor JPEG"), table.get(2));
  }

  private static Path threePhotos(String name) throws IOException {
    Path faces = folder.resolve(name);
    SyntheticDataset.write(faces, 3, 96, 7);
    Path photos = faces.resolve("images/makeup");
    Files.writeString(photos.resolve("bad.png"), "no photo");
    Files.writeString(photos.resolve("phone.heic"), "not read");
    return photos;
  }

  /** First the targets are shared, then the references, which are more. */
  @Test
  void makeupIsTransferred() throws IOException {
    Path faces = folder.resolve("to-make-up");
    SyntheticDataset.write(faces, 3, 96, 7);
    Path bare = faces.resolve("images/non-makeup");
    Path madeUp = faces.resolve("images/makeup");
    Files.writeString(bare.resolve("bad.png"), "no photo");
    Files.copy(
        faces.resolve("segs/non-makeup/bare-00000.png"), faces.resolve("segs/non-makeup/bad.png"));
    Path one = madeUp.resolve("makeup-00000.png");
    compareTransfers(bare, one, new Tally(4, 3, 1));
    Files.delete(bare.resolve("bad.png"));
    Files.writeString(madeUp.resolve("bad.png"), "no photo");
    compareTransfers(bare.resolve("bare-00001.png"), madeUp, new Tally(4, 3, 1));
  }

  private void compareTransfers(Path targets, Path references, Tally expected) throws IOException {
    String name = targets.getFileName() + "-" + references.getFileName();
    TransferRequest here = transfer(targets, references, folder.resolve(name + "-here"));
    TransferRequest there = transfer(targets, references, folder.resolve(name + "-there"));
    try (MakeupTransfer transfer = MakeupTransfer.open(null, null, 1, line -> {})) {
      assertEquals(1, new FolderTransfer(transfer).apply(here, file -> {}).size());
    }
    for (int time = 0; time < 2; time++) {
      assertEquals(expected, share(TransferWork.of(there, null, null, line -> {})));
      Map<String, String> files = bytes(there.out());
      assertTrue(files.remove("transferred.tsv") != null);
      assertEquals(bytes(here.out()), files);
    }
    List<String> table = Files.readAllLines(there.out().resolve("transferred.tsv"));
    assertEquals(2 + 4, table.size(), table.toString());
    assertTrue(table.toString().contains("\trefused\tis neither PNG nor JPEG"), table.toString());
    TransferRequest other =
        new TransferRequest(
            FaceSource.of(targets),
            FaceSource.of(references),
            null,
            List.of(0.5),
            there.out(),
            Set.of());
    UserError error =
        assertThrows(UserError.class, () -> share(TransferWork.of(other, null, null, line -> {})));
    assertTrue(error.getMessage().contains("was made with other settings"), error.getMessage());
  }

  private static TransferRequest transfer(Path targets, Path references, Path out) {
    return new TransferRequest(
        FaceSource.of(targets), FaceSource.of(references), null, List.of(0.0), out, Set.of());
  }

  /** Two batches of faces in each pass. */
  @Test
  void aModelIsMeasured() throws IOException {
    SmallFaces small = SmallFaces.in(Files.createDirectories(folder.resolve("measured")), 10);
    Path run = small.run("run");
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    new TrainingRun(silent, false, () -> false).start(small.config("iterations=1"), run);
    ProtocolSettings protocol = new ProtocolSettings(Part.ALL, 3, OptionalLong.empty());
    Path here = small.run("here");
    Evaluation.run(new EvaluationRequest(run, null, protocol, List.of(), here), line -> {}).write();
    Path there = small.run("there");
    EvaluationWork work =
        EvaluationWork.begin(
            SharedEvaluation.Request.of(run, null, false, protocol, List.of(), there, line -> {}),
            line -> {});
    // model: 2 passes; no transfer: 1; colours: 2
    assertEquals(new Tally(10, 10, 0), share(work));
    assertEquals(new Tally(10, 10, 0), share(work), "all is there");
    SharedEvaluation shared = work.begun().of(work.request());
    shared.join(line -> {}).write();
    shared.discard();
    Map<String, String> expected = bytes(here);
    Map<String, String> found = bytes(there);
    assertEquals(expected.keySet(), found.keySet());
    for (String file : List.of("evaluation.csv", "grid.png", "levels.png")) {
      assertEquals(expected.get(file), found.get(file), file);
    }
  }

  @Test
  void aParserIsMeasured() throws IOException {
    Path faces = folder.resolve("with-maps");
    SyntheticDataset.write(faces, 6, 64, 7);
    SmallParser.writeTo(folder.resolve("parser"), faces);
    Path parser = folder.resolve("parser");
    SharedParserEvaluation shared =
        new SharedParserEvaluation(parser, faces, LabelScheme.MT, folder.resolve("counts"));
    assertEquals(2, share(ParserEvaluationWork.begin(shared, line -> {})).files());
    Map<String, Double> found = shared.join(line -> {});
    assertEquals(ParserEvaluation.of(parser, faces, LabelScheme.MT, line -> {}), found);
    assertTrue(found.containsKey("meanIou"));
  }

  private static Map<String, String> bytes(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(file);
        all.put(
            folder.relativize(file).toString(), content.length + " " + Arrays.hashCode(content));
      }
    }
    return all;
  }
}
