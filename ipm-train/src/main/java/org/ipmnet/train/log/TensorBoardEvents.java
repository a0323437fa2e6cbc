// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;

/**
 * Writes event files that {@code tensorboard --logdir RUN} shows: losses as scalars {@code
 * loss/...}, sample grids as images. Each process of a run writes a file of its own; a resumed one
 * first tells TensorBoard to drop the iterations that it is going to repeat. Records reach the file
 * at once, none waits in memory.
 */
public final class TensorBoardEvents implements TrainingListener {
  private final Path folder;
  private final long every;
  private final Clock clock;
  private Path file;
  private RecordFile records;

  /**
   * Events that begin with {@link #onStart}.
   *
   * @param folder where the event file goes; must exist
   * @param every iterations from one point of a curve to the next, at least 1
   * @param clock the time that events bear
   */
  public TensorBoardEvents(Path folder, long every, Clock clock) {
    if (every < 1) {
      throw new IllegalArgumentException("every must be at least 1, found " + every);
    }
    this.folder = folder;
    this.every = every;
    this.clock = clock;
  }

  @Override
  public void onStart(Progress progress) {
    records = newFile();
    append(EventMessage.fileVersion(seconds()));
    if (progress.iteration() > 0) {
      append(EventMessage.start(seconds(), progress.iteration() + 1));
    }
  }

  // TensorBoard wants "tfevents" in the name and reads the files of a folder in the order of names.
  private RecordFile newFile() {
    long second = clock.instant().getEpochSecond();
    for (int n = 0; ; n++) {
      file =
          folder.resolve(String.format(Locale.ROOT, "events.out.tfevents.%010d.ipm.%d", second, n));
      try {
        return new RecordFile(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      } catch (FileAlreadyExistsException e) {
        continue; // stopped and resumed within a second
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    if (progress.iteration() % every != 0 && !progress.finished()) {
      return;
    }
    addScalars("loss", progress.iteration(), losses.terms());
  }

  /**
   * Adds values, after {@link #onStart}.
   *
   * @param group what stands before their names, as in {@code measure/fid}
   * @param iteration iterations finished
   * @throws UserError if they cannot be written
   */
  public void addScalars(String group, long iteration, Map<String, Double> values) {
    Map<String, Double> scalars = new LinkedHashMap<>();
    values.forEach((name, value) -> scalars.put(group + "/" + name, value));
    append(EventMessage.scalars(seconds(), iteration, scalars));
  }

  /**
   * Adds a picture, after {@link #onStart}.
   *
   * @param tag its name, the same for every iteration, for example {@code samples}
   * @param iteration iterations finished
   * @param image the picture
   * @throws UserError if it cannot be written
   */
  public void addImage(String tag, long iteration, BufferedImage image) {
    append(
        EventMessage.image(
            seconds(), iteration, tag, image.getWidth(), image.getHeight(), Png.bytes(image)));
  }

  @Override
  public void close() {
    try {
      if (records != null) {
        records.close();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private double seconds() {
    Instant now = clock.instant();
    return now.getEpochSecond() + now.getNano() * 1e-9;
  }

  private void append(byte[] event) {
    try {
      records.append(event);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UserError failed(IOException e) {
    return new UserError(e, "%s cannot be written: %s", file, AtomicFile.reason(e));
  }
}
