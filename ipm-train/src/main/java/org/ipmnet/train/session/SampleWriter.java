// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.network.Inference;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.sample.Residual;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.eval.picture.SampleGrid;
import org.ipmnet.train.config.LogConfig;
import org.ipmnet.train.log.TensorBoardEvents;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.run.RunLayout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Draws a grid of a few held-out faces every so many iterations: figure 5 while it learns. */
final class SampleWriter implements TrainingListener {
  private final LogConfig config;
  private final RunLayout run;
  private final TensorBoardEvents events;
  private final Inference inference;
  private final int size;
  private final List<float[]> targets = new ArrayList<>();
  private final List<INDArray> residuals = new ArrayList<>();
  private final List<float[]> references = new ArrayList<>();

  SampleWriter(
      LogConfig config,
      RunLayout run,
      TensorBoardEvents events,
      MakeupTransferDataset dataset,
      Inference inference) {
    this.config = config;
    this.run = run;
    this.events = events;
    this.inference = inference;
    this.size = dataset.config().size();
    for (FaceFile file : some(dataset, Side.BARE)) {
      Sample sample = dataset.evaluationSample(file);
      float[] residual = new float[sample.image().length];
      Residual.of(dataset.config()).of(sample, residual);
      targets.add(sample.image().clone());
      residuals.add(batch(residual));
    }
    for (FaceFile file : some(dataset, Side.MADE_UP)) {
      references.add(dataset.evaluationSample(file).image().clone());
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
    List<INDArray> styles = references.stream().map(this::style).toList();
    List<List<float[]>> results = new ArrayList<>();
    List<float[]> reconstructions = new ArrayList<>();
    for (int t = 0; t < targets.size(); t++) {
      INDArray residual = residuals.get(t);
      INDArray code = inference.identityCode(residual);
      List<float[]> row = new ArrayList<>();
      for (INDArray style : styles) {
        row.add(flat(inference.generate(code, style, residual)));
      }
      results.add(row);
      reconstructions.add(flat(inference.generate(code, style(targets.get(t)), residual)));
    }
    return new SampleGrid(size, targets, references, results, reconstructions).draw();
  }

  private INDArray style(float[] photo) {
    return inference.styleCode(batch(photo));
  }

  private INDArray batch(float[] planar) {
    return Nd4j.createFromArray(planar).reshape(1, 3, size, size);
  }

  private static float[] flat(INDArray image) {
    return image.reshape(image.length()).toFloatVector();
  }
}
