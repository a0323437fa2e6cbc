// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ipmnet.core.io.Sha256;

/**
 * Which photos training sees and which it never sees: names such as {@code makeup/a}, in the order
 * in which they are counted.
 *
 * @param train what training sees
 * @param heldOut what it never sees
 * @param lists names of the files that say so, such as {@code test_makeup.txt}; none where it is
 *     drawn
 */
public record Membership(List<String> train, List<String> heldOut, List<String> lists) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int NAMED = 3;

  /** Keeps copies. */
  public Membership {
    train = List.copyOf(train);
    heldOut = List.copyOf(heldOut);
    lists = List.copyOf(lists);
  }

  /** SHA-256 (hexadecimal) of what is in which part, in order; whoever said it. */
  public String digest() {
    return Sha256.hex(new Membership(train, heldOut, List.of()).toJson());
  }

  /** As text that {@link #parse} reads back. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // texts can always be written
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Membership parse(String json) {
    try {
      return JSON.readValue(json, Membership.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no lists of names", e);
    }
  }

  /** What has become of those that were in another part before, in one line. */
  public String changesSince(Membership before) {
    Set<String> known = union(before.train, before.heldOut);
    Set<String> present = union(train, heldOut);
    List<String> changes = new ArrayList<>();
    add(changes, common(before.train, heldOut), "that it trained on", "held out now");
    add(changes, common(before.heldOut, train), "that it held out", "trained on now");
    add(changes, without(known, present), "", "gone");
    add(changes, without(present, known), "", "new");
    if (changes.isEmpty()) {
      changes.add("they come in another order");
    }
    changes.addAll(without(lists, before.lists).stream().map(list -> list + " is new").toList());
    changes.addAll(without(before.lists, lists).stream().map(list -> list + " is gone").toList());
    if (!lists.isEmpty() && lists.equals(before.lists)) {
      changes.add("as listed in " + String.join(", ", lists));
    }
    return String.join(", ", changes);
  }

  private static void add(List<String> changes, List<String> names, String which, String now) {
    if (!names.isEmpty()) {
      boolean one = names.size() == 1;
      changes.add(
          String.format(
              Locale.ROOT,
              "%d photo%s %s%s %s (%s%s)",
              names.size(),
              one ? "" : "s",
              which.isEmpty() ? "" : which + " ",
              one ? "is" : "are",
              now,
              String.join(", ", names.subList(0, Math.min(NAMED, names.size()))),
              names.size() > NAMED ? ", ..." : ""));
    }
  }

  private static List<String> common(Collection<String> names, Collection<String> others) {
    Set<String> those = new HashSet<>(others);
    return names.stream().filter(those::contains).toList();
  }

  private static List<String> without(Collection<String> names, Collection<String> others) {
    Set<String> those = new HashSet<>(others);
    return names.stream().filter(name -> !those.contains(name)).sorted().toList();
  }

  private static Set<String> union(List<String> a, List<String> b) {
    Set<String> both = new HashSet<>(a);
    both.addAll(b);
    return both;
  }
}
