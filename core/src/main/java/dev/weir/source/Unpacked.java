package dev.weir.source;

import dev.weir.report.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Decompresses {@code gz} and {@code zip} files, within the limits of how much they may become. */
final class Unpacked {
    private Unpacked() {}

    /** {@code gz}, {@code zip} or null: what the resource states, else what the path ends in. */
    static @Nullable String compression(@Nullable String stated, String path) {
        String name = (stated == null ? "" : stated).toLowerCase(Locale.ROOT);
        String lower = path.toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            return lower.endsWith(".gz") ? "gz" : lower.endsWith(".zip") ? "zip" : null;
        }
        return switch (name) {
            case "gz", "gzip" -> "gz";
            case "zip" -> "zip";
            case "no", "none" -> null;
            default ->
                throw new SourceException(
                        ErrorCode.COMPRESSION_ERROR,
                        path,
                        "The compression \"" + stated + "\" is not read: gz and zip are");
        };
    }

    /**
     * The bytes that {@code packed} holds.
     *
     * @param innerPath which file of a zip; null takes its first
     */
    static InputStream open(
            InputStream packed, String compression, @Nullable String innerPath, String file, Limits limits)
            throws IOException {
        Counted counted = new Counted(packed);
        InputStream unpacked =
                compression.equals("gz") ? new GZIPInputStream(counted, 1 << 16) : entry(counted, innerPath, file);
        return new Bounded(unpacked, counted, file, limits);
    }

    private static InputStream entry(InputStream packed, @Nullable String innerPath, String file) throws IOException {
        ZipInputStream zip = new ZipInputStream(packed);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory() && (innerPath == null || entry.getName().equals(innerPath))) {
                return zip;
            }
        }
        throw new SourceException(
                ErrorCode.COMPRESSION_ERROR,
                file,
                innerPath == null ? "The archive holds no file" : "The archive holds no file \"" + innerPath + '"');
    }

    /** The bytes of an archive's member, which has as many as the archive says. */
    static InputStream noMoreThan(InputStream in, long size, String file) {
        return new FilterInputStream(in) {
            private long count;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = in.read(target, offset, length);
                count += Math.max(0, read);
                if (count > size) {
                    throw new SourceException(
                            ErrorCode.SOURCE_ERROR, file, "The file is larger than the archive says", size, null);
                }
                return read;
            }
        };
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }

    private static final class Bounded extends FilterInputStream {
        private final Counted packed;
        private final String file;
        private final Limits limits;
        private long count;

        Bounded(InputStream in, Counted packed, String file, Limits limits) {
            super(in);
            this.packed = packed;
            this.file = file;
            this.limits = limits;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            count += Math.max(0, read);
            if (count > limits.archiveGraceBytes() && count / Math.max(1, packed.count) > limits.archiveRatio()) {
                throw new SourceException(
                        ErrorCode.SOURCE_ERROR,
                        file,
                        "The compressed file becomes more than " + limits.archiveRatio()
                                + " times as large, which is past Weir's limit",
                        count,
                        null);
            }
            return read;
        }
    }
}
