// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.parsing.ParsedPhotos;
import org.ipmnet.data.parsing.PhotoWithMap;
import org.ipmnet.eval.metric.ConfusionMatrix;
import org.ipmnet.eval.metric.ParsingScores;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;
import org.ipmnet.eval.protocol.ParserEvaluation;
import org.ipmnet.eval.protocol.ProtocolPart;

/**
 * A {@link ParserEvaluation} by several workers who all see its folders. Shared are batches of
 * photos, whose pixels are counted.
 *
 * @param parser see {@link FaceParsers#open}
 * @param data folder with images/ and segs/
 * @param labels what the maps' values mean
 * @param out folder for what was counted, new or empty; nothing is left in it
 */
public record SharedParserEvaluation(Path parser, Path data, LabelScheme labels, Path out)
    implements Serializable {
  private static final int BATCH = 8;

  /**
   * Makes the folder ready, before any worker begins.
   *
   * @param told a line if the maps seem to follow another scheme
   */
  public void begin(Consumer<String> told) {
    if (out == null) {
      throw new UserError(
          "an evaluation on a cluster needs a folder that all workers see (--out DIR)");
    }
    ParserEvaluation.photos(data, labels, told);
    parts(told).begin(List.of(data));
  }

  private PartFolder parts(Consumer<String> told) {
    try (FaceParser opened = FaceParsers.open(parser, 1, told)) {
      return parts(opened);
    }
  }

  private PartFolder parts(FaceParser opened) {
    String settings =
        String.format(
            Locale.ROOT,
            "parser %s, labels %s, photos %s",
            opened.fingerprint(),
            HyphenatedName.of(labels),
            ParsedPhotos.list(data).stream().map(PhotoWithMap::name).toList());
    return new PartFolder(out, settings);
  }

  private static ProtocolPart part(int batch) {
    return new ProtocolPart("parser", 0, batch);
  }

  private static List<ProtocolPart> parts(List<PhotoWithMap> photos) {
    List<ProtocolPart> parts = new ArrayList<>();
    for (int batch = 0; batch * BATCH < photos.size(); batch++) {
      parts.add(part(batch));
    }
    return parts;
  }

  /**
   * Does one worker's share.
   *
   * @return how many batches it was
   * @throws UserError naming a file that cannot be read
   */
  public int run(WorkShare share, Consumer<String> told) {
    List<PhotoWithMap> photos = ParsedPhotos.list(data);
    List<ProtocolPart> own = share.of(parts(photos));
    try (FaceParser opened = FaceParsers.open(parser, 1, told)) {
      PartFolder folder = parts(opened);
      for (ProtocolPart part : own) {
        if (!folder.has(part)) {
          int from = part.batch() * BATCH;
          List<PhotoWithMap> some = photos.subList(from, Math.min(photos.size(), from + BATCH));
          folder.write(part, ParserEvaluation.count(opened, some, labels, (photo, found) -> {}));
        }
        told.accept(part.fileName() + ": measured");
      }
    }
    return own.size();
  }

  /** The scores of all photos, see {@link ParsingScores}. */
  public Map<String, Double> join(Consumer<String> told) {
    PartFolder folder = parts(told);
    ConfusionMatrix all = new ConfusionMatrix(labels);
    for (ProtocolPart part : parts(ParsedPhotos.list(data))) {
      ConfusionMatrix some = folder.of(part, () -> null);
      all.add(some);
    }
    folder.discard();
    return ParsingScores.of(all, labels);
  }
}
