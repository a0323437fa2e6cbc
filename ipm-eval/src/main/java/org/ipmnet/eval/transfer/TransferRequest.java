// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.ipmnet.core.UserError;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.makeup.Reference;
import org.ipmnet.eval.paste.MakeupApplication;
import org.ipmnet.eval.picture.PictureKind;

/**
 * What to transfer onto what: every reference onto every target.
 *
 * @param targets faces to be made up; each needs a map or mask, or a face parser
 * @param references faces whose makeup is taken; null for the model's own style
 * @param labels what the values of maps mean, or null for the model's own scheme
 * @param alphas share of the target's own makeup, 0 (all the reference's) to 1 (all its own); kept
 *     from light to heavy, 1 to 0, each once
 * @param out folder for the results, see {@link TransferRequest.Extra#OVERWRITE}
 * @param extras what else is wanted
 * @param changes how makeup is put on other than as the model does it best
 * @param kind of the results' files; null for each target's own
 * @param look made of several photos in place of references, or null
 */
public record TransferRequest(
    FaceSource targets,
    FaceSource references,
    LabelScheme labels,
    List<Double> alphas,
    Path out,
    Set<Extra> extras,
    MakeupApplication.Changes changes,
    PictureKind kind,
    LookRecipe look)
    implements Serializable {
  /** The same, put on as the model does it best. */
  public TransferRequest(
      FaceSource targets,
      FaceSource references,
      LabelScheme labels,
      List<Double> alphas,
      Path out,
      Set<Extra> extras) {
    this(
        targets,
        references,
        labels,
        alphas,
        out,
        extras,
        MakeupApplication.Changes.NONE,
        null,
        null);
  }

  /** What a request may ask for besides. */
  public enum Extra {
    /** Take the maps' values as {@code labels} says, even if they plainly follow another scheme. */
    TRUST_LABELS,
    /** Make up all faces of a photo without map, not the largest alone. */
    ALL_FACES,
    /** Take makeup off: targets are made up, references bare. */
    REMOVAL,
    /** A picture of all pairs, targets down and references across. */
    GRID,
    /** Write into a folder that holds files already, replacing those of equal name. */
    OVERWRITE
  }

  /**
   * Orders the alphas.
   *
   * @throws UserError if an alpha is not from 0 to 1, or none is given
   */
  public TransferRequest {
    alphas.forEach(Reference::requireAlpha);
    if (alphas.isEmpty()) {
      throw new UserError("at least one alpha is needed, for example 0");
    }
    // + 0.0 makes 0 of -0
    alphas =
        alphas.stream().map(a -> a + 0.0).distinct().sorted(Comparator.reverseOrder()).toList();
    extras = Set.copyOf(extras);
    if (references != null && look != null) {
      throw new UserError("--reference and --look exclude each other; give one of them");
    }
  }

  /** Whether something is wanted besides. */
  boolean has(Extra extra) {
    return extras.contains(extra);
  }
}
