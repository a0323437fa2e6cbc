// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.plausibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.OutsideFolder;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.synth.FaceRenderer;
import org.ipmnet.data.synth.Identity;

/** Maps in MT's numbering, real or drawn, and the same in other numberings, places and turns. */
enum TurnedMaps {
  DRAWN {
    @Override
    List<GrayImage> load() {
      int size = 96;
      return IntStream.range(0, 24)
          .mapToObj(i -> Identity.draw(new RandomStreams(6), "person", i))
          .map(person -> new GrayImage(size, size, new FaceRenderer(person, size).labels()))
          .toList();
    }
  },
  REAL {
    @Override
    List<GrayImage> load() {
      List<GrayImage> maps = new ArrayList<>();
      for (String side : List.of("makeup", "non-makeup")) {
        try (Stream<Path> files =
            Files.list(OutsideFolder.PHOTOS.resolve("mt-sample/segs/" + side))) {
          files
              .sorted()
              .map(file -> GrayImage.readValues(file).resizedNearest(120, 120))
              .forEach(maps::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return maps;
    }
  };

  private List<GrayImage> maps;

  abstract List<GrayImage> load();

  /** In MT's numbering. */
  List<GrayImage> maps() {
    if (maps == null) {
      maps = load();
    }
    return maps;
  }

  List<MapStatistics> in(LabelScheme scheme) {
    return renumbered(LabelScheme.MT.valuesIn(scheme));
  }

  /** With other values: {@code table} has the new one of each. */
  List<MapStatistics> renumbered(byte[] table) {
    return maps().stream().map(map -> MapStatistics.of(renumbered(map, table))).toList();
  }

  static GrayImage renumbered(GrayImage map, byte[] table) {
    byte[] values = new byte[map.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = table[map.values()[i]];
    }
    return new GrayImage(map.width(), map.height(), values);
  }

  /** In a numbering, turned by an angle about the middle of a picture twice as large. */
  List<MapStatistics> turned(LabelScheme scheme, double degrees) {
    byte[] table = LabelScheme.MT.valuesIn(scheme);
    return maps().stream()
        .map(
            map -> {
              int side = 2 * map.width();
              AffineMap turn =
                  AffineMap.square(
                      map.width() / 2.0, map.height() / 2.0, side, Math.toRadians(degrees), side);
              return MapStatistics.of(turn.nearest(renumbered(map, table), side, side, (byte) 0));
            })
        .toList();
  }
}
