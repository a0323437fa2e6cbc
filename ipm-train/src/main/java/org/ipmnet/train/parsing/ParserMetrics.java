// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.parsing.BiSeNetWeights;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.parsing.ParsedPhoto;
import org.ipmnet.data.parsing.ParsedPhotos;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;
import org.ipmnet.eval.parsing.ParsingOverlay;
import org.ipmnet.eval.picture.ImageGrid;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.eval.protocol.ParserEvaluation;
import org.ipmnet.train.log.TensorBoardEvents;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.run.RunLayout;

/**
 * Measures the parser on the held-out photos every so many iterations, at the photos' own size:
 * {@code metrics.json}, and a picture of photo, map and what the parser says.
 */
final class ParserMetrics implements TrainingListener {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final int SHOWN = 192;

  private final ParserTraining training;
  private final ParserConfig config;
  private final ParsedPhotos photos;
  private final RunLayout run;
  private final TensorBoardEvents events;

  ParserMetrics(
      ParserTraining training,
      ParserConfig config,
      ParsedPhotos photos,
      RunLayout run,
      TensorBoardEvents events) {
    this.training = training;
    this.config = config;
    this.photos = photos;
    this.run = run;
    this.events = events;
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    int every = config.log().samplesEvery();
    boolean due = every > 0 && progress.iteration() % every == 0;
    if ((due || progress.finished()) && !photos.heldOut().isEmpty()) {
      measure(progress.iteration());
    }
  }

  private void measure(long iteration) {
    List<List<BufferedImage>> rows = new ArrayList<>();
    Map<String, Double> scores;
    try (FaceParser parser =
        FaceParsers.of(
            config.sizes(),
            BiSeNetWeights.tensors(training.network()),
            config.data().labels(),
            config.data().size())) {
      scores =
          ParserEvaluation.of(
              parser,
              photos.heldOut(),
              config.data().labels(),
              (photo, found) -> {
                if (rows.size() < config.log().samples()) {
                  rows.add(row(photo, found));
                }
              });
    }
    write(scores);
    BufferedImage grid = ImageGrid.of(rows);
    Png.write(run.sample(iteration), grid);
    events.addImage("samples", iteration, grid);
  }

  private List<BufferedImage> row(ParsedPhoto face, GrayImage found) {
    GrayImage nothing =
        new GrayImage(found.width(), found.height(), new byte[found.values().length]);
    List<BufferedImage> row = new ArrayList<>();
    for (GrayImage map : List.of(nothing, face.map(), found)) {
      row.add(
          ParsingOverlay.of(
              face.photo().resized(SHOWN, SHOWN),
              map.resizedNearest(SHOWN, SHOWN),
              config.data().labels()));
    }
    return row;
  }

  private void write(Map<String, Double> scores) {
    try {
      AtomicFile.write(run.metrics(), JSON.writeValueAsString(scores) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // numbers can always be written
    }
  }
}
