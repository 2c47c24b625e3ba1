package dev.weir.carry.hash;

import dev.weir.descriptor.Checked;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.process.Copies;
import dev.weir.row.TextBuffer;
import dev.weir.run.OpenPackage;
import dev.weir.run.RawRows;
import dev.weir.run.Rows;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.source.DataFolder;
import dev.weir.source.OpenedPackage;
import dev.weir.source.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The {@link LogicalHash} of tables whose files are written already. */
public final class TableHash {
    /** Bytes of changed records up to which they are taken one by one; a file with more is read as a whole. */
    private static final long MOST = 16L << 20;

    private TableHash() {}

    /** Whether a resource has rows that can be hashed. */
    public static boolean isTable(Resource resource, DataFolder data) {
        return resource.schema() != null && open(resource, data).isTable();
    }

    /**
     * The hash of a table; all of its rows are read.
     *
     * @param resource with its schema and dialect in place
     * @param data where its paths start from, or inline data
     * @param files where the files are that the paths name
     * @throws dev.weir.source.SourceException where one is not there
     */
    public static String of(Resource resource, DataFolder data, List<Path> files) {
        try (Rows rows = open(resource, at(resource, data, files)).rows()) {
            return LogicalHash.of(rows).hex();
        }
    }

    /**
     * The hash of a table that was made from an older one of the same schema and dialect; only the records are read that the
     * two do not share, unless there are many.
     *
     * @param resource the table, with its schema and dialect in place
     * @param file its file
     * @param copies what that has from the older one
     * @param headBytes how many bytes stand in front of the first record, in both
     * @param before the hash of the older one
     */
    public static String of(
            Resource resource, DataFolder data, Path file, Copies copies, int headBytes, String before) {
        try (FileChannel older = FileChannel.open(copies.file(), Set.of(StandardOpenOption.READ));
                FileChannel newer = FileChannel.open(file, Set.of(StandardOpenOption.READ))) {
            long same =
                    IntStream.range(0, copies.count()).mapToLong(copies::bytes).sum();
            Schema schema = resource.schema();
            if (older.size() + newer.size() - 2 * same > MOST || schema == null) {
                return of(resource, data, List.of(file));
            }
            OpenPackage.Table table = open(resource, at(resource, data, List.of(file)));
            List<String> labels = table.dialect().header() ? schema.names() : List.of();
            LogicalHash hash = LogicalHash.of(schema, before);
            try (RawRows gone = table.rawRows(schema, others(older, copies, headBytes, true), labels);
                    RawRows come = table.rawRows(schema, others(newer, copies, headBytes, false), labels)) {
                while (gone.next()) {
                    hash.remove(gone.select(IntStream.range(0, gone.rows()).toArray(), gone.rows()));
                }
                while (come.next()) {
                    hash.add(come.select(IntStream.range(0, come.rows()).toArray(), come.rows()));
                }
            }
            return hash.hex();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(e), e);
        }
    }

    /** The records of one of two files that the other does not have. */
    private static byte[] others(FileChannel file, Copies copies, int headBytes, boolean isOlder) throws IOException {
        TextBuffer others = new TextBuffer(1 << 12);
        long at = headBytes;
        for (int i = 0; i < copies.count(); i++) {
            long from = isOlder ? copies.from(i) : copies.to(i);
            read(file, at, from, others);
            at = from + copies.bytes(i);
        }
        read(file, at, file.size(), others);
        byte[] bytes = new byte[others.length];
        System.arraycopy(others.bytes, 0, bytes, 0, bytes.length);
        return bytes;
    }

    private static void read(FileChannel file, long from, long to, TextBuffer into) throws IOException {
        int count = Math.toIntExact(to - from);
        into.ensure(count);
        ByteBuffer buffer = ByteBuffer.wrap(into.bytes, into.length, count);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, to - buffer.remaining()) < 0) {
                throw new EOFException("it has become shorter");
            }
        }
        into.length += count;
    }

    private static DataFolder at(Resource resource, DataFolder data, List<Path> files) {
        Map<String, Path> places = new HashMap<>();
        for (int i = 0; i < files.size(); i++) {
            places.put(resource.paths().get(i), files.get(i));
        }
        return data.withElsewhere(places);
    }

    private static OpenPackage.Table open(Resource resource, DataFolder data) {
        JsonObject json = JsonObject.EMPTY.with("resources", JsonArray.of(List.of(resource.json())));
        DataPackage alone = new DataPackage(json);
        OpenedPackage opened = new OpenedPackage(data.folder(), json, alone, Checked.NOTHING, data);
        return Weir.open(opened, RunOptions.DEFAULT).table(alone.resources().get(0));
    }
}
