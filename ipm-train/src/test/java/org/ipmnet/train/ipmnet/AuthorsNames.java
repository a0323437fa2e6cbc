// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the authors' program calls our tensors and losses: a is made up, b is bare. */
final class AuthorsNames {
  private AuthorsNames() {}

  private record Rule(Pattern theirs, String ours) {
    Rule(String theirs, String ours) {
      this(Pattern.compile(theirs), ours);
    }
  }

  /** E_I, E_S, MLP and G; what stands nowhere here is never used. */
  private static final List<Rule> GENERATOR =
      List.of(
          new Rule("enc_style\\.model\\.(\\d+)\\.conv\\.(.*)", "style.blocks.$1.conv.$2"),
          new Rule("enc_style\\.model\\.\\d+\\.(.*)", "style.out.$1"),
          new Rule("enc_content\\.model\\.(\\d)\\.conv\\.(.*)", "identity.blocks.$1.conv.$2"),
          new Rule(
              "enc_content\\.model\\.3\\.model\\.(\\d)\\.model\\.(\\d)\\.(.*)",
              "identity.res.$1.$2.$3"),
          new Rule(
              "dec\\.model\\.0\\.model\\.(\\d)\\.model\\.(\\d)\\.(.*)", "generator.res.$1.$2.$3"),
          new Rule("dec\\.model\\.2\\.(.*)", "generator.up.0.$1"),
          new Rule("dec\\.model\\.4\\.(.*)", "generator.up.1.$1"),
          new Rule("dec\\.model\\.5\\.conv\\.(.*)", "generator.out.$1"),
          new Rule("dec\\.final_conv\\.0\\.(.*)", "generator.final.$1"),
          new Rule("mlp\\.model\\.(\\d)\\.fc\\.(.*)", "mlp.$1.$2"));

  private static final List<Rule> DISCRIMINATOR =
      List.of(
          new Rule("cnns\\.(\\d)\\.(\\d)\\.conv\\.(.*)", "scale$1.conv.$2.$3"),
          new Rule("cnns\\.(\\d)\\.\\d\\.(.*)", "scale$1.out.$2"));

  private static final Map<String, String> LOSSES = losses();

  /** Network and tensor, such as {@code style.blocks.0.conv.weight}; empty for what is unused. */
  static Optional<String> generator(String theirs) {
    return first(GENERATOR, theirs);
  }

  /** The tensor within one D. */
  static String discriminator(String theirs) {
    return first(DISCRIMINATOR, theirs).orElseThrow();
  }

  private static Optional<String> first(List<Rule> rules, String theirs) {
    for (Rule rule : rules) {
      Matcher matcher = rule.theirs().matcher(theirs);
      if (matcher.matches()) {
        return Optional.of(matcher.replaceFirst(rule.ours()));
      }
    }
    return Optional.empty();
  }

  /** A report's terms by their names. */
  static Map<String, Double> losses(Map<String, Double> terms) {
    Map<String, Double> theirs = new LinkedHashMap<>();
    LOSSES.forEach((name, ours) -> theirs.put(name, terms.get(ours)));
    return theirs;
  }

  private static Map<String, String> losses() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("loss_dis_total", "d_total");
    names.put("loss_gen_total", "g_total");
    String[][] bySide = {{"a", "y", "xy", "yx"}, {"b", "x", "yx", "xy"}};
    for (String[] side : bySide) {
      // their side is a face's own; of styles and of D that of the reference
      names.put("loss_dis_" + side[0], "d_" + side[1]);
      names.put("loss_gen_recon_x_" + side[0], "reconstruction_" + side[1]);
      names.put("loss_gen_recon_c_" + side[0], "identity_" + side[2]);
      names.put("loss_gen_cycrecon_x_" + side[0], "cycle_" + side[1]);
      names.put("loss_back_x_" + side[0], "background_" + side[2]);
      names.put("loss_fore_x_" + side[0], "foreground_" + side[1]);
      names.put("loss_gen_recon_s_" + side[0], "style_" + side[3]);
      names.put("loss_gen_adv_" + side[0], "adversarial_" + side[3]);
    }
    return names;
  }
}
