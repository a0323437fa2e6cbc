// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.space;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;

/** All axes as one of Arbiter's spaces, whose values are those of the axes by key. */
@SuppressWarnings("rawtypes") // as Arbiter's interface has it
final class AxesSpace implements ParameterSpace<LinkedHashMap<String, Object>> {
  private final Map<String, ParameterSpace> spaces = new LinkedHashMap<>();

  AxesSpace(Map<String, ParameterSpace<?>> spaces) {
    this.spaces.putAll(spaces);
  }

  @Override
  public LinkedHashMap<String, Object> getValue(double[] drawn) {
    LinkedHashMap<String, Object> values = new LinkedHashMap<>();
    spaces.forEach((key, space) -> values.put(key, space.getValue(drawn)));
    return values;
  }

  @Override
  public int numParameters() {
    return spaces.values().stream().mapToInt(ParameterSpace::numParameters).sum();
  }

  @Override
  public List<ParameterSpace> collectLeaves() {
    List<ParameterSpace> leaves = new ArrayList<>();
    for (ParameterSpace<?> space : spaces.values()) {
      leaves.addAll(space.collectLeaves());
    }
    return leaves;
  }

  @Override
  public Map<String, ParameterSpace> getNestedSpaces() {
    return Map.copyOf(spaces);
  }

  @Override
  public boolean isLeaf() {
    return false;
  }

  @Override
  public void setIndices(int... indices) {
    throw new UnsupportedOperationException("only leaves have indices");
  }
}
