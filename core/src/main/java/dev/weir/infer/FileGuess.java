package dev.weir.infer;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.report.ErrorCode;
import dev.weir.source.EncodingGuess;
import dev.weir.source.Reason;
import dev.weir.source.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A resource for a file of which nothing is known: its name from the file's, its delimiter and encoding from the first
 * 64 KB. The delimiter is the one that cuts the most lines into the same number of cells, at least two.
 */
public final class FileGuess {
    private static final int SAMPLE_BYTES = 1 << 16;
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    private FileGuess() {}

    /** What is known of a file from its name and its first bytes. */
    public static Resource resource(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            String note = Files.isDirectory(file)
                    ? "is a folder: name the tables in it"
                    : "is no regular file: save what it gives as a file";
            throw new SourceException(ErrorCode.SCHEME_ERROR, file.toString(), note, -1, null);
        }
        Path name = file.getFileName();
        String text = name == null ? file.toString() : name.toString();
        byte[] sample = sample(file);
        if (text.toLowerCase(Locale.ROOT).endsWith(".zip") || isBinary(sample)) {
            String note = "is no text: unpack it, or save the table in it as CSV";
            throw new SourceException(ErrorCode.SOURCE_ERROR, file.toString(), note, -1, null);
        }
        String lower = text.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson") || lower.endsWith(".json")) {
            boolean isDocument = lower.endsWith(".json");
            return new Resource(JsonObject.EMPTY
                    .with("name", name(text))
                    .with("type", "table")
                    .with("path", text)
                    .with("format", isDocument ? "json" : "jsonl")
                    .with("mediatype", isDocument ? "application/json" : "application/x-ndjson")
                    .with("encoding", "utf-8"));
        }
        EncodingGuess encoding = EncodingGuess.of(sample);
        JsonObject json = JsonObject.EMPTY
                .with("name", name(text))
                .with("type", "table")
                .with("path", text)
                .with("format", text.toLowerCase(Locale.ROOT).endsWith(".tsv") ? "tsv" : "csv")
                .with("mediatype", "text/csv")
                .with("encoding", encoding.name());
        char delimiter = delimiter(new String(sample, encoding.charset()));
        if (delimiter != ',') {
            json = json.with("dialect", JsonObject.EMPTY.with("delimiter", Json.of(String.valueOf(delimiter))));
        }
        return new Resource(json);
    }

    /** A resource name: lower case, of letters, digits, dots, dashes and underscores. */
    private static String name(String file) {
        int dot = file.indexOf('.', 1);
        String stem = (dot < 0 ? file : file.substring(0, dot)).toLowerCase(Locale.ROOT);
        StringBuilder name = new StringBuilder();
        for (char letter : stem.toCharArray()) {
            boolean plain = letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9' || letter == '_';
            name.append(plain ? letter : '-');
        }
        return name.toString();
    }

    private static byte[] sample(Path file) {
        boolean packed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        try (InputStream stored = Files.newInputStream(file);
                InputStream in = packed ? new GZIPInputStream(stored) : stored) {
            return in.readNBytes(SAMPLE_BYTES);
        } catch (FileSystemException e) {
            throw new UncheckedIOException(e);
        } catch (ZipException | EOFException e) { // said by whoever reads the table
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(file + ": cannot be read: " + Reason.of(e), e));
        }
    }

    /** Whether a file begins as archives and workbooks, PDF or Parquet do. */
    private static boolean isBinary(byte[] sample) {
        String start = new String(sample, 0, Math.min(4, sample.length), StandardCharsets.ISO_8859_1);
        return start.equals("PK\003\004") || start.equals("%PDF") || start.equals("PAR1");
    }

    /** The encoding of a file's first 64 KB. */
    public static EncodingGuess encoding(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean isJson = name.contains(".json") || name.contains(".ndjson");
        return isJson ? new EncodingGuess("utf-8", 100) : EncodingGuess.of(sample(file));
    }

    private static char delimiter(String sample) {
        List<String> lines = lines(sample);
        char best = ',';
        int bestLines = 0;
        for (char delimiter : DELIMITERS) {
            int alike = alike(lines, delimiter);
            if (alike > bestLines) {
                best = delimiter;
                bestLines = alike;
            }
        }
        return best;
    }

    private static List<String> lines(String sample) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i < sample.length() && lines.size() < 200; i++) {
            char letter = sample.charAt(i);
            quoted ^= letter == '"';
            if (letter == '\n' && !quoted) {
                lines.add(sample.substring(from, i));
                from = i + 1;
            }
        }
        if (lines.isEmpty()) {
            lines.add(sample);
        }
        return lines;
    }

    /** How many lines have as many cells as the first one, where that has at least two. */
    private static int alike(List<String> lines, char delimiter) {
        int cells = cells(lines.get(0), delimiter);
        int alike = 0;
        for (String line : lines) {
            if (cells > 1 && cells(line, delimiter) == cells) {
                alike++;
            }
        }
        return alike;
    }

    private static int cells(String line, char delimiter) {
        int cells = 1;
        boolean quoted = false;
        for (char letter : line.toCharArray()) {
            quoted ^= letter == '"';
            if (letter == delimiter && !quoted) {
                cells++;
            }
        }
        return cells;
    }
}
