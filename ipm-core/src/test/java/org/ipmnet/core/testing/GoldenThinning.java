// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes the repository's own golden cases from the full ones. What a run begins with stays whole;
 * of large arrays that are compared stay every so many values, and the sum and the norm of all;
 * tensors that nothing uses and weight files of training cases are left out. Only cases made of
 * formulas are taken: no photo, no trained weight.
 *
 * <p>To make them anew, after {@code mvn -DskipTests package}, from the repository's root:
 *
 * <pre>
 * java -cp "ipm-core/target/test-classes:ipm-train/target/ipm/*" \
 *   org.ipmnet.core.testing.GoldenThinning DIR ipm-core/src/test/resources/golden
 * </pre>
 */
final class GoldenThinning {
  /** Cases that stay as they are. */
  private static final List<String> WHOLE = List.of("blocks", "files", "metrics", "texture");

  private static final List<String> THINNED =
      List.of(
          "beautygan-small",
          "bisenet",
          "cyclegan-small",
          "inception-fid",
          "munit-small",
          "paper-small",
          "release-small",
          "resnet18",
          "resnet50-vggface2");

  /** Results that a test begins with as well. */
  private static final Pattern GIVEN_TOO = Pattern.compile("iter1/fake_[ab]");

  // Primes, so that no row or channel of a layer is always or never met.
  private static final int OF_PICTURES = 17;
  private static final int OF_TENSORS = 37;

  /** Up to so many values all of them stay. */
  private static final int FEW_IN_PICTURES = 2048;

  private static final int FEW_IN_TENSORS = 64;

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final Set<String> unused = new HashSet<>();

  private GoldenThinning(Path folder) {
    this.folder = folder;
  }

  /** Arguments: the folder of the full cases, the folder of the own ones. */
  public static void main(String[] args) throws IOException {
    for (String name : names()) {
      try (OutputStream out = Files.newOutputStream(Path.of(args[1], name + ".zip"));
          ZipOutputStream zip = new ZipOutputStream(out)) {
        zip.setLevel(Deflater.BEST_COMPRESSION);
        for (Map.Entry<String, byte[]> file : of(Path.of(args[0]), name).entrySet()) {
          ZipEntry entry = new ZipEntry(file.getKey());
          entry.setTime(0); // the same cases make the same archives
          zip.putNextEntry(entry);
          zip.write(file.getValue());
        }
      }
    }
  }

  static List<String> names() {
    return Stream.concat(WHOLE.stream(), THINNED.stream()).sorted().toList();
  }

  /** The files of an own case by name. */
  static SortedMap<String, byte[]> of(Path cases, String name) throws IOException {
    GoldenThinning thinning = new GoldenThinning(cases.resolve(name));
    if (WHOLE.contains(name)) {
      thinning.takeAll();
    } else {
      thinning.thin();
    }
    return thinning.files;
  }

  private void takeAll() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        take(folder.relativize(file).toString());
      }
    }
  }

  private void take(String file) throws IOException {
    files.put(file, Files.readAllBytes(folder.resolve(file)));
  }

  private void thin() throws IOException {
    JsonNode manifest = json.readTree(folder.resolve("manifest.json").toFile());
    manifest
        .path("gen_parameters_without_gradient")
        .forEach(parameter -> unused.add(parameter.asText()));
    for (Map.Entry<String, JsonNode> array : manifest.get("arrays").properties()) {
      ObjectNode entry = (ObjectNode) array.getValue();
      if (entry.has("index")) {
        thinTensors(entry, array.getKey().endsWith(".init"));
      } else if (isCompared(entry) && !GIVEN_TOO.matcher(array.getKey()).matches()) {
        thinPicture(entry);
      } else {
        take(entry.get("file").asText());
      }
    }
    if (Files.exists(folder.resolve("names.json"))) {
      take("names.json");
    }
    ((ObjectNode) manifest).remove("pt"); // the checksums of the weight files
    files.put("manifest.json", json.writeValueAsBytes(manifest));
  }

  /** Whether an array is what a run comes to: the manifest then tells how exact it is. */
  private static boolean isCompared(JsonNode entry) {
    return entry.has("f32_vs_f64") && entry.get("dtype").asText().equals("<f4");
  }

  private void thinPicture(ObjectNode entry) throws IOException {
    String file = entry.get("file").asText();
    float[] all = floats(file);
    if (all.length <= FEW_IN_PICTURES) {
      take(file);
    } else {
      describe(entry, OF_PICTURES, all);
      files.put(file, Npy.file(every(OF_PICTURES, all)));
    }
  }

  private void thinTensors(ObjectNode entry, boolean whole) throws IOException {
    float[] flat = floats(entry.get("file").asText());
    ArrayNode index = json.createArrayNode();
    List<Float> kept = new ArrayList<>();
    for (JsonNode item : entry.get("index")) {
      if (unused.contains(item.get("name").asText())) {
        continue;
      }
      ObjectNode tensor = item.deepCopy();
      int offset = tensor.get("offset").asInt();
      int length = Npy.length(json.convertValue(tensor.get("shape"), long[].class));
      float[] all = Arrays.copyOfRange(flat, offset, offset + length);
      tensor.put("offset", kept.size());
      int stride = whole || length <= FEW_IN_TENSORS ? 1 : OF_TENSORS;
      if (stride > 1) {
        describe(tensor, stride, all);
      }
      for (float value : every(stride, all)) {
        kept.add(value);
      }
      index.add(tensor);
    }
    float[] values = new float[kept.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = kept.get(i);
    }
    entry.set("index", index);
    entry.putArray("shape").add(values.length);
    files.put(entry.get("file").asText(), Npy.file(values));
  }

  private static void describe(ObjectNode entry, int stride, float[] all) {
    double sum = 0;
    double squares = 0;
    for (float value : all) {
      sum += value;
      squares += (double) value * value;
    }
    entry.put("every", stride).put("sum", sum).put("norm", Math.sqrt(squares));
  }

  private static float[] every(int stride, float[] all) {
    float[] some = new float[(all.length + stride - 1) / stride];
    for (int i = 0; i < some.length; i++) {
      some[i] = all[i * stride];
    }
    return some;
  }

  private float[] floats(String file) {
    Npy array = Npy.read(folder.resolve(file));
    if (!array.dtype().equals("<f4")) {
      throw new IllegalArgumentException(file + " holds " + array.dtype());
    }
    float[] values = new float[array.data().remaining() / Float.BYTES];
    array.data().asFloatBuffer().get(values);
    return values;
  }
}
