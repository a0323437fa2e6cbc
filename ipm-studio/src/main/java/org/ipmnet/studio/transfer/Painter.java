// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ipmnet.core.UserError;
import org.ipmnet.core.memory.RecentlyUsed;
import org.ipmnet.eval.makeup.Makeover;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.makeup.Reference;
import org.ipmnet.eval.makeup.Target;
import org.ipmnet.eval.paste.AreaStrengths;
import org.ipmnet.eval.paste.MakeupApplication;
import org.ipmnet.eval.picture.PictureKind;
import org.ipmnet.studio.photo.HeldPhoto;
import org.ipmnet.studio.photo.PhotoShelf;
import org.ipmnet.studio.transfer.TransferOrder.Size;

/**
 * Does what is ordered. Small targets that were used last are kept with what networks painted on
 * them, so that another strength needs no networks.
 */
public final class Painter implements AutoCloseable {
  private static final int MOST_TARGETS = 6;

  private final PhotoShelf photos;
  private final ServedModels models;
  private final Turns previews = new Turns("previews", 1, 16);
  private final Turns fullSize = new Turns("full-size", 1, 4);
  private final Map<Wanted, Target> targets = new RecentlyUsed<>(MOST_TARGETS);

  /** A target of a model. */
  private record Wanted(HeldPhoto photo, MakeupTransfer model) {}

  /**
   * A painter.
   *
   * @param models which the caller closes
   */
  public Painter(PhotoShelf photos, ServedModels models) {
    this.photos = photos;
    this.models = models;
  }

  /**
   * An encoded picture.
   *
   * @param iteration of the model that painted it, if it is the training that is shown, or null
   */
  public record Picture(byte[] bytes, PictureKind kind, Long iteration) {}

  /**
   * Paints as ordered, and waits for it.
   *
   * @throws UserError saying what cannot be done
   * @throws TooBusy if too many wait
   */
  public Picture paint(TransferOrder order) {
    requirePhotos(order);
    return turns(order).take(() -> painted(order, stage -> {}));
  }

  /**
   * Paints as ordered, for somebody who comes back.
   *
   * @throws org.ipmnet.studio.photo.UnknownPhoto if a photo is not held any more
   * @throws TooBusy if too many wait
   */
  void begin(TransferOrder order, Job job) {
    requirePhotos(order);
    turns(order)
        .begin(
            () -> {
              try {
                job.done(painted(order, job::at));
              } catch (RuntimeException e) {
                job.failed(e);
              }
              return job;
            });
  }

  private void requirePhotos(TransferOrder order) {
    photos.get(order.target());
    order.looks().forEach(look -> photos.get(look.photo()));
  }

  private Turns turns(TransferOrder order) {
    return order.size() == Size.FULL ? fullSize : previews;
  }

  private Picture painted(TransferOrder order, Consumer<Stage> progress) {
    return models.use(order.model(), model -> painted(order, model, progress));
  }

  private Picture painted(TransferOrder order, ServedModel model, Consumer<Stage> progress) {
    progress.accept(Stage.READING);
    MakeupTransfer transfer = order.remove() ? model.removal() : model.transfer();
    List<Reference> makeup = makeup(order, transfer);
    HeldPhoto photo = photos.get(order.target());
    Target target =
        order.size() == Size.FULL
            ? photo.fullTarget(transfer)
            : smallTarget(new Wanted(photo, transfer));
    progress.accept(Stage.PAINTING);
    Makeover makeover = target.paintFaces(byFace(order.faces(), makeup));
    progress.accept(Stage.ENCODING);
    PictureKind kind = kind(order, makeover);
    return new Picture(makeover.encoded(kind), kind, model.iteration());
  }

  private static PictureKind kind(TransferOrder order, Makeover makeover) {
    if (order.format() != null) {
      return order.format();
    }
    return order.size() == Size.FULL ? makeover.kind() : PictureKind.JPEG;
  }

  private List<Reference> makeup(TransferOrder order, MakeupTransfer transfer) {
    if (order.looks().isEmpty()) {
      return List.of(applied(order, transfer.defaultReference().orElseThrow(), 1));
    }
    return order.looks().stream()
        .filter(look -> look.share() > 0)
        .map(
            look ->
                applied(
                    order, photos.get(look.photo()).reference(transfer, look.face()), look.share()))
        .toList();
  }

  private static Reference applied(TransferOrder order, Reference reference, double share) {
    MakeupApplication usual = reference.application();
    MakeupApplication wanted =
        new MakeupApplication.Changes(
                null, order.skinTone(), null, order.strengths(usual.strengths()))
            .of(usual);
    return reference.applied(wanted.times(AreaStrengths.everywhere(share)));
  }

  private static Map<Integer, List<Reference>> byFace(List<Integer> faces, List<Reference> makeup) {
    return faces.stream().distinct().collect(Collectors.toMap(face -> face, face -> makeup));
  }

  /**
   * Keeps nothing of photos that are not held any more, nor of checkpoints that newer ones
   * replaced.
   */
  public void forgetOthers() {
    synchronized (targets) {
      targets
          .keySet()
          .removeIf(wanted -> !photos.holds(wanted.photo()) || !models.serve(wanted.model()));
    }
  }

  private Target smallTarget(Wanted wanted) {
    synchronized (targets) {
      Target known = targets.get(wanted);
      if (known != null) {
        return known;
      }
    }
    Target target = wanted.photo().smallTarget(wanted.model());
    synchronized (targets) {
      targets.put(wanted, target);
    }
    forgetOthers(); // it may have been one of them meanwhile
    return target;
  }

  /** Lets what is begun end. */
  @Override
  public void close() {
    previews.close();
    fullSize.close();
  }
}
