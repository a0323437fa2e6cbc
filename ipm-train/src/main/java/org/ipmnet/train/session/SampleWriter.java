// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.eval.picture.SampleGrid;
import org.ipmnet.train.config.LogConfig;
import org.ipmnet.train.log.TensorBoardEvents;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.run.RunLayout;

/** Draws a grid of a few held-out faces every so many iterations: figure 5 while it learns. */
final class SampleWriter implements TrainingListener {
  private final LogConfig config;
  private final RunLayout run;
  private final TensorBoardEvents events;
  private final MakeupModel model;
  private final int size;
  private final List<Sample> targets = new ArrayList<>();
  private final List<Sample> references = new ArrayList<>();

  SampleWriter(
      LogConfig config,
      RunLayout run,
      TensorBoardEvents events,
      MakeupTransferDataset dataset,
      MakeupModel model) {
    this.config = config;
    this.run = run;
    this.events = events;
    this.model = model;
    this.size = dataset.config().size();
    for (FaceFile file : some(dataset, Side.BARE)) {
      targets.add(dataset.evaluationSample(file));
    }
    for (FaceFile file : some(dataset, Side.MADE_UP)) {
      references.add(dataset.evaluationSample(file));
    }
  }

  private List<FaceFile> some(MakeupTransferDataset dataset, Side side) {
    List<FaceFile> files = dataset.test(side).isEmpty() ? dataset.train(side) : dataset.test(side);
    return files.subList(0, Math.min(config.samples(), files.size()));
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    boolean due = config.samplesEvery() > 0 && progress.iteration() % config.samplesEvery() == 0;
    if (due || progress.finished()) {
      BufferedImage grid = draw();
      Png.write(run.sample(progress.iteration()), grid);
      events.addImage("samples", progress.iteration(), grid);
    }
  }

  private BufferedImage draw() {
    List<float[]> styles = references.stream().map(model::style).toList();
    List<List<float[]>> results = new ArrayList<>();
    List<float[]> reconstructions = new ArrayList<>();
    for (Sample target : targets) {
      MakeupModel.Canvas canvas = model.canvas(target);
      results.add(styles.stream().map(canvas::paint).toList());
      if (model.mixesStyles()) {
        reconstructions.add(canvas.paint(model.style(target)));
      }
    }
    List<float[]> faces = targets.stream().map(Sample::image).toList();
    List<float[]> looks = references.stream().map(Sample::image).toList();
    return new SampleGrid(size, faces, looks, results, reconstructions).draw();
  }
}
