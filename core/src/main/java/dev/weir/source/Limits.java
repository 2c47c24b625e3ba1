package dev.weir.source;

import dev.weir.descriptor.JsonReader;

/**
 * How large things may be. What is past a limit is an error with its file and place, never an OutOfMemoryError.
 *
 * @param recordBytes bytes of one line of a file of changes; records of tables are held to those of reading tables
 * @param descriptorBytes bytes of a descriptor, or of a schema or dialect that it refers to
 * @param jsonDepth how deep JSON and YAML may nest
 * @param archiveRatio how many bytes one compressed byte may become, once a file has given {@link #archiveGraceBytes}
 * @param archiveGraceBytes how many bytes a compressed file may give before its ratio counts
 */
public record Limits(int recordBytes, long descriptorBytes, int jsonDepth, int archiveRatio, long archiveGraceBytes) {

    public static final Limits DEFAULT = new Limits(32 << 20, 64L << 20, JsonReader.MAX_DEPTH, 250, 64L << 20);
}
