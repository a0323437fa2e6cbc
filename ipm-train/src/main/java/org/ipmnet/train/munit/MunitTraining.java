// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.munit;

import java.util.List;
import org.ipmnet.core.munit.Munit;
import org.ipmnet.core.perceptual.PerceptualNetwork;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.tape.MeanAbsoluteError;
import org.ipmnet.core.tape.MeanSquaredError;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.train.adversarial.AdversarialForm;
import org.ipmnet.train.adversarial.AdversarialTraining;
import org.ipmnet.train.adversarial.DiscriminatorStep;
import org.ipmnet.train.adversarial.DiscriminatorStep.Examples;
import org.ipmnet.train.adversarial.StepDraws;
import org.ipmnet.train.adversarial.StepDraws.Call;
import org.ipmnet.train.adversarial.WeightedSum;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.optimizer.AdamConfig;

/**
 * MUNIT's training (Huang et al. 2018) as the published program does it: both D judge pictures with
 * drawn styles; then both autoencoders make their step with styles drawn anew.
 */
public final class MunitTraining extends AdversarialTraining {
  private static final AdversarialForm FORM = AdversarialForm.LEAST_SQUARES;

  private final Munit net;
  private final MunitLossWeights weights;
  private final StepDraws draws;
  private final PerceptualNetwork perceptual;
  private final Domain bare;
  private final Domain madeUp;

  /**
   * A training that has not begun.
   *
   * @param net the networks, initialised or to be loaded
   * @param optimizer of both steps
   * @param draws the styles
   * @param perceptual what the perceptual loss looks through; null at weight 0
   */
  public MunitTraining(
      Munit net,
      MunitLossWeights weights,
      AdamConfig optimizer,
      StepDraws draws,
      PerceptualNetwork perceptual) {
    super(
        optimizer,
        net.autoencoders(),
        DiscriminatorStep.of(optimizer, net.discriminators(), FORM, weights.adversarial(), 0));
    this.net = net;
    this.weights = weights;
    this.draws = draws;
    this.perceptual = perceptual;
    this.bare = new Domain(Side.BARE, "_x", "_xy", net.a(), net.discriminatorA());
    this.madeUp = new Domain(Side.MADE_UP, "_y", "_yx", net.b(), net.discriminatorB());
  }

  /** One iteration: updates both D, then both autoencoders. */
  @Override
  protected void step(MakeupBatch batch, LossReport.Builder report) {
    if (hasDiscriminators()) {
      updateDiscriminators(batch, report);
    }
    updateAutoencoders(batch, report);
  }

  /** Both D's update on pictures that are made for it alone, with styles of its own. */
  private void updateDiscriminators(MakeupBatch batch, LossReport.Builder report) {
    try (Tape tape = Tape.withoutGradients(memory())) {
      Variable contentX = bare.content(tape, photo(tape, batch, bare));
      Variable contentY = madeUp.content(tape, photo(tape, batch, madeUp));
      Variable styleX = drawnStyle(tape, batch, Call.DISCRIMINATOR, bare);
      Variable styleY = drawnStyle(tape, batch, Call.DISCRIMINATOR, madeUp);
      Variable fakeX = bare.decode(tape, contentY, styleX);
      Variable fakeY = madeUp.decode(tape, contentX, styleY);
      updateDiscriminators(
          batch, List.of(examples(batch, bare, fakeX), examples(batch, madeUp, fakeY)), report);
    }
  }

  private static Examples examples(MakeupBatch batch, Domain domain, Variable fake) {
    return new Examples(
        domain.discriminator(), fake.value(), batch.side(domain.side()).images(), domain.suffix());
  }

  private void updateAutoencoders(MakeupBatch batch, LossReport.Builder report) {
    try (Tape tape = new Tape(memory())) {
      Pictures x = new Pictures(tape, batch, bare);
      Pictures y = new Pictures(tape, batch, madeUp);
      x.decode(y);
      y.decode(x);
      WeightedSum sum = new WeightedSum(tape, report);
      x.addLosses(sum, y);
      y.addLosses(sum, x);
      minimise(sum, batch);
    }
  }

  /** What one domain's networks make in the autoencoders' step. */
  private final class Pictures {
    private final Tape tape;
    private final Domain domain;
    private final Variable photo;
    private final Variable content;
    private final Variable style;
    private final Variable drawn;
    private Variable reconstruction;
    private Variable fake;
    private Variable fakeContent;

    Pictures(Tape tape, MakeupBatch batch, Domain domain) {
      this.tape = tape;
      this.domain = domain;
      this.photo = photo(tape, batch, domain);
      this.content = domain.content(tape, photo);
      this.style = domain.style(tape, photo);
      this.drawn = drawnStyle(tape, batch, Call.GENERATOR, domain);
    }

    /** The photo from its own codes, and a picture of the other domain's content. */
    void decode(Pictures other) {
      List<Variable> both =
          domain.decode(tape, List.of(content, other.content), List.of(style, drawn));
      reconstruction = both.get(0);
      fake = both.get(1);
      if (weights.content() > 0 || weights.cycle() > 0) {
        fakeContent = domain.content(tape, fake);
      }
    }

    void addLosses(WeightedSum sum, Pictures other) {
      if (weights.reconstruction() > 0) {
        add(
            sum,
            "reconstruction" + domain.suffix(),
            weights.reconstruction(),
            reconstruction,
            photo);
      }
      if (weights.style() > 0) {
        add(sum, "style" + domain.picture(), weights.style(), domain.style(tape, fake), drawn);
      }
      if (weights.content() > 0) {
        // the target is no constant: both codes move towards each other
        add(sum, "content" + domain.picture(), weights.content(), fakeContent, other.content);
      }
      if (weights.cycle() > 0) {
        Variable back = domain.decode(tape, other.fakeContent, style);
        add(sum, "cycle" + domain.suffix(), weights.cycle(), back, photo);
      }
      if (hasDiscriminators()) {
        List<Scalar> scales =
            tape.applyAll(domain.discriminator(), Parameters.FROZEN, fake).stream()
                .map(logits -> FORM.real(tape, logits))
                .toList();
        sum.add("adversarial" + domain.picture(), weights.adversarial(), scales);
      }
      if (weights.perceptual() > 0) {
        Variable given = perceptual.features(tape, other.photo);
        Variable made = perceptual.features(tape, fake);
        sum.add(
            "perceptual" + domain.picture(),
            weights.perceptual(),
            MeanSquaredError.of(tape, made, given));
      }
    }

    private void add(WeightedSum sum, String name, double weight, Variable a, Variable b) {
      sum.add(name, weight, MeanAbsoluteError.of(tape, a, b));
    }
  }

  private static Variable photo(Tape tape, MakeupBatch batch, Domain domain) {
    return tape.constant(batch.side(domain.side()).images());
  }

  private Variable drawnStyle(Tape tape, MakeupBatch batch, Call call, Domain domain) {
    int length = (int) domain.net().mlp().parameterViews().get("0.weight").size(1);
    return draws.styles(tape, batch, call, domain.side(), length);
  }

  /** The networks. */
  public Munit net() {
    return net;
  }

  @Override
  public void initialise(RandomStreams streams) {
    net.initialise(streams);
  }
}
