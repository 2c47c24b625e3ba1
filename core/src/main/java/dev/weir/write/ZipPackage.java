package dev.weir.write;

import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs a package: the descriptor first, then its files, all of one fixed time: the same package gives the same bytes. */
public final class ZipPackage {
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ZipPackage() {}

    /**
     * Writes a zip into a new file, which it does not seal.
     *
     * @param entries the files by their paths in the package, in order
     */
    public static void pack(NewFile file, JsonObject descriptor, Map<String, Path> entries) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(into(file))) {
            begin(out, "datapackage.json");
            out.write(JsonWriter.write(descriptor));
            out.closeEntry();
            byte[] buffer = new byte[1 << 18];
            for (Map.Entry<String, Path> entry : entries.entrySet()) {
                begin(out, entry.getKey());
                try (FileChannel in = NewFile.read(entry.getValue())) {
                    for (int count = in.read(ByteBuffer.wrap(buffer)); count > 0; ) {
                        out.write(buffer, 0, count);
                        count = in.read(ByteBuffer.wrap(buffer));
                    }
                }
                out.closeEntry();
            }
        }
    }

    private static void begin(ZipOutputStream out, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        out.putNextEntry(entry);
    }

    private static OutputStream into(NewFile file) {
        return new OutputStream() {
            @Override
            public void write(int value) {
                file.append(new byte[] {(byte) value}, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                file.append(bytes, offset, offset + length);
            }
        };
    }
}
