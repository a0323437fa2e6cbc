// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.ipmnet.train.cluster.ClusterAddress;

/** Spark's settings for workers that each have networks in memory outside the heap. */
final class SparkSettings {
  /**
   * What the launcher says for one machine: the allocator keeps large blocks, threads spin little.
   */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "4294967296",
          "MALLOC_TRIM_THRESHOLD_", "4294967296",
          "MALLOC_ARENA_MAX", "2",
          "GOMP_SPINCOUNT", "1000");

  private static final String JAVA_OPTIONS =
      "-Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -Djava.awt.headless=true";

  private SparkSettings() {}

  /**
   * Those that were given, over those of spark-submit, over these.
   *
   * @throws IllegalArgumentException if Spark refuses one
   */
  static SparkConf of(ClusterAddress address) {
    SparkConf conf = new SparkConf().setMaster(address.url());
    address.settings().forEach(conf::set);
    conf.setIfMissing("spark.app.name", "ipm");
    String cores = Integer.toString(address.cores());
    conf.setIfMissing("spark.task.cpus", cores);
    conf.setIfMissing("spark.executor.cores", cores);
    conf.setIfMissing("spark.executor.instances", Integer.toString(address.workers()));
    conf.setIfMissing("spark.cores.max", Integer.toString(address.workers() * address.cores()));
    conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", cores);
    ENVIRONMENT.forEach((name, value) -> conf.setIfMissing("spark.executorEnv." + name, value));
    conf.setIfMissing("spark.executor.extraJavaOptions", JAVA_OPTIONS);
    conf.setIfMissing("spark.ui.enabled", "false");
    bringOwnClasses(conf, address.url());
    // a barrier stage is tried again here, from the last checkpoint, and waits for all its places
    conf.set("spark.stage.maxConsecutiveAttempts", "1");
    conf.set("spark.dynamicAllocation.enabled", "false");
    conf.setIfMissing("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "2s");
    conf.setIfMissing("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "150");
    return conf;
  }

  /**
   * Executors get this program's classes: none where they are this process, from the same files on
   * the same machine, else as copies, unless they have been told where to find them.
   */
  private static void bringOwnClasses(SparkConf conf, String url) {
    if (url.matches("local(\\[.*)?") || conf.contains("spark.executor.extraClassPath")) {
      return;
    }
    List<Path> own = ownClasses();
    if (url.startsWith("local-cluster")) {
      conf.set("spark.executor.extraClassPath", joined(own, Path::toString, File.pathSeparator));
    } else {
      conf.setIfMissing("spark.jars", joined(own, jar -> jar.toUri().toString(), ","));
      // Spark's own libraries are of other versions than those that ND4J was made for
      conf.setIfMissing("spark.executor.userClassPathFirst", "true");
    }
  }

  private static String joined(List<Path> paths, Function<Path, String> text, String between) {
    return paths.stream().map(text).collect(Collectors.joining(between));
  }

  /** What is on the class path of this process and not Spark's. */
  private static List<Path> ownClasses() {
    String home = System.getenv("SPARK_HOME");
    Path ofSpark = home == null ? null : Path.of(home).toAbsolutePath().normalize();
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().normalize())
        .filter(Files::exists)
        .filter(jar -> ofSpark == null || !jar.startsWith(ofSpark))
        .toList();
  }
}
