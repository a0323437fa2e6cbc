// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;

class TensorShapesTest {
  private final TensorShapes wanted =
      new TensorShapes().add("conv.weight", 3, 2, 5, 5).norm("n", 3);

  private static SortedMap<String, List<Long>> fitting() {
    SortedMap<String, List<Long>> found = new TreeMap<>();
    found.put("conv.weight", List.of(3L, 2L, 5L, 5L));
    for (String name : List.of("n.weight", "n.bias", "n.running_mean", "n.running_var")) {
      found.put(name, List.of(3L));
    }
    return found;
  }

  private void check(Map<String, List<Long>> found) {
    wanted.checkShapes("a.pth", "a network", found, name -> name.endsWith(".tracked"));
  }

  @Test
  void whatIsWantedIsKnown() {
    assertEquals(fitting(), wanted.shapes());
    assertEquals(
        List.of("conv.weight", "n.weight", "n.bias", "n.running_mean", "n.running_var"),
        List.copyOf(wanted.shapes().keySet()),
        "in the order of the network");
    assertThrows(IllegalArgumentException.class, () -> wanted.add("n.bias", 3));
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    SortedMap<String, List<Long>> found = fitting();
    assertDoesNotThrow(() -> check(found));
    found.put("n.tracked", List.of());
    assertDoesNotThrow(() -> check(found));
    found.put("more", List.of());
    found.put("n.weight", List.of(4L));
    found.remove("conv.weight");
    UserError error = assertThrows(UserError.class, () -> check(found));
    assertEquals(
        "a.pth does not hold a network: conv.weight is missing;"
            + " n.weight has shape [4], not [3]; 'more' is not known",
        error.getMessage());
  }
}
