// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
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
import org.ipmnet.data.image.ImageDecoder;

/**
 * DataVec's view of faces: a record is {@code [name, photo, map, mask, texture]}, a {@link Text}
 * and four {@link org.datavec.image.data.ImageWritable}s, or {@link NullWritable} for a part that
 * the face lacks.
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

  /**
   * Reads one face: any face, whether or not this reader lists it. Its pictures hold native memory,
   * which is the caller's to free; if one cannot be read, that of the others is free again.
   */
  static Record read(FaceFile face) {
    List<Writable> parts = new ArrayList<>(5);
    try {
      parts.add(new Text(face.name()));
      parts.add(ImageDecoder.picture(face.photo()));
      parts.add(face.map() == null ? NullWritable.INSTANCE : ImageDecoder.values(face.map()));
      parts.add(levelsOrNull(face.mask()));
      parts.add(levelsOrNull(face.texture()));
    } catch (RuntimeException | Error e) {
      parts.forEach(ImageDecoder::free);
      throw e;
    }
    return new org.datavec.api.records.impl.Record(
        parts, new RecordMetaDataURI(face.photo().toUri(), FaceRecordReader.class));
  }

  private static Writable levelsOrNull(Path file) {
    return file == null ? NullWritable.INSTANCE : ImageDecoder.levels(file);
  }

  private FaceFile face(URI photo) {
    FaceFile face = faces.get(photo);
    if (face == null) {
      throw new IllegalArgumentException(photo + " is none of this reader's faces");
    }
    return face;
  }
}
