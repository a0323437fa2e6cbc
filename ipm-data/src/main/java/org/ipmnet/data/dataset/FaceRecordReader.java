// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.bytedeco.javacv.Frame;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataURI;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.NullWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.datavec.image.data.ImageWritable;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;

/**
 * The door for DataVec's users: a record is {@code [name, photo, map, mask, texture]}, a {@link
 * Text} and four {@link ImageWritable}s, or {@link NullWritable} for a part that the face lacks.
 *
 * <p>Photos keep their size and DataVec's blue-green-red order; maps keep their raw values. Reading
 * by metadata ({@link #loadFromMetaData}) is safe from several threads, {@link #next} is not.
 */
public final class FaceRecordReader extends BaseRecordReader {
  private static final long serialVersionUID = 1L;

  /** Place of the name in a record. */
  public static final int NAME = 0;

  /** Place of the photo in a record. */
  public static final int PHOTO = 1;

  /** Place of the parsing map in a record. */
  public static final int MAP = 2;

  /** Place of the ready-made mask in a record. */
  public static final int MASK = 3;

  /** Place of the ready-made texture in a record. */
  public static final int TEXTURE = 4;

  private final transient Map<URI, FaceFile> faces = new LinkedHashMap<>();
  private transient List<FaceFile> order = List.of();
  private transient int next;
  private transient Configuration conf = new Configuration();

  /** A reader of these faces, in their order. */
  public FaceRecordReader(List<FaceFile> faces) {
    faces.forEach(face -> this.faces.put(face.photo().toUri(), face));
    initialize(new CollectionInputSplit(this.faces.keySet()));
  }

  /** Restricts the reader to the photos of a split, in the split's order. */
  @Override
  public void initialize(InputSplit split) {
    inputSplit = split;
    List<FaceFile> chosen = new ArrayList<>();
    for (URI location : split.locations()) {
      chosen.add(face(location));
    }
    order = List.copyOf(chosen);
    next = 0;
  }

  @Override
  public void initialize(Configuration configuration, InputSplit split) {
    setConf(configuration);
    initialize(split);
  }

  @Override
  public boolean hasNext() {
    return next < order.size();
  }

  @Override
  public List<Writable> next() {
    return nextRecord().getRecord();
  }

  @Override
  public Record nextRecord() {
    if (!hasNext()) {
      throw new NoSuchElementException(
          String.format(Locale.ROOT, "all %d faces are read", order.size()));
    }
    Record record = read(order.get(next++));
    invokeListeners(record);
    return record;
  }

  @Override
  public Record loadFromMetaData(RecordMetaData metaData) {
    return read(face(metaData.getURI()));
  }

  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> metaData) {
    return metaData.stream().map(this::loadFromMetaData).toList();
  }

  /** Not supported: a face is several files. */
  @Override
  public List<Writable> record(URI uri, DataInputStream stream) throws IOException {
    throw new UnsupportedOperationException("a face is several files; read it by metadata");
  }

  @Override
  public List<String> getLabels() {
    return List.of();
  }

  @Override
  public void reset() {
    next = 0;
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  @Override
  public void setConf(Configuration configuration) {
    conf = configuration;
  }

  @Override
  public Configuration getConf() {
    return conf;
  }

  @Override
  public void close() {}

  private static Record read(FaceFile face) {
    RgbImage photo = RgbImage.read(face.photo());
    GrayImage map = gray(face.map(), GrayImage::readValues);
    GrayImage mask = gray(face.mask(), GrayImage::readLevels);
    GrayImage texture = gray(face.texture(), GrayImage::readLevels);
    // frames last: their memory is native, and nobody would free it if a file could not be read
    List<Writable> parts =
        List.of(
            new Text(face.name()),
            writable(photo.width(), photo.height(), 3, photo.rgb()),
            writable(map),
            writable(mask),
            writable(texture));
    return new org.datavec.api.records.impl.Record(
        parts, new RecordMetaDataURI(face.photo().toUri(), FaceRecordReader.class));
  }

  private static GrayImage gray(Path file, Function<Path, GrayImage> read) {
    return file == null ? null : read.apply(file);
  }

  private static Writable writable(GrayImage image) {
    return image == null
        ? NullWritable.INSTANCE
        : writable(image.width(), image.height(), 1, image.values());
  }

  /** Copies red, green and blue, or gray, into DataVec's frame. */
  private static ImageWritable writable(int width, int height, int channels, byte[] levels) {
    Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, channels);
    ByteBuffer pixels = (ByteBuffer) frame.image[0];
    byte[] row = new byte[width * channels];
    for (int y = 0; y < height; y++) {
      System.arraycopy(levels, y * row.length, row, 0, row.length);
      for (int i = 0; channels == 3 && i < row.length; i += 3) {
        byte red = row[i];
        row[i] = row[i + 2];
        row[i + 2] = red;
      }
      pixels.put(y * frame.imageStride, row);
    }
    return new ImageWritable(frame);
  }

  private FaceFile face(URI photo) {
    FaceFile face = faces.get(photo);
    if (face == null) {
      throw new IllegalArgumentException(photo + " is none of this reader's faces");
    }
    return face;
  }
}
