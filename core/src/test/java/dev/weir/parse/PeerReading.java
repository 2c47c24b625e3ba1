package dev.weir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows that Commons CSV and FastCSV read, compared with those of the plain rules. Documented differences:
 *
 * <ul>
 *   <li>Both give a blank line as one empty cell; here it has none.
 *   <li>Both keep the last line break of the file in a cell whose quote is still open there; here it ends the record.
 *   <li>FastCSV leaves out two quotes at the very end of such a cell; here and in Commons CSV they are one.
 *   <li>Where text follows a closing quote, FastCSV is in quotes again from the next quote on, so only the rows before
 *       are compared; here, and in Commons CSV, the text up to the next separator belongs to the cell. Here it is an
 *       error besides.
 * </ul>
 */
final class PeerReading {
    private PeerReading() {}

    /** @return how many rows were compared */
    static int commons(byte[] bytes, PlainReading expected, String what) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setIgnoreEmptyLines(false)
                .setLenientEof(true)
                .setTrailingData(true)
                .get();
        List<List<String>> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(text(bytes)), format)) {
            for (CSVRecord record : parser) {
                rows.add(record.toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compare(expected, rows, false, what + " by Commons CSV");
    }

    /** @return how many rows were compared */
    @SuppressWarnings("removal")
    static int fastCsv(byte[] bytes, PlainReading expected, String what) {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(true)
                .ofCsvRecord(text(bytes))) {
            for (CsvRecord record : reader) {
                rows.add(record.getFields());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compare(expected, rows, true, what + " by FastCSV");
    }

    private static int compare(PlainReading expected, List<List<String>> rows, boolean fast, String what) {
        int most = fast ? expected.soundLines : Integer.MAX_VALUE;
        List<List<String>> ours = new ArrayList<>();
        for (PlainReading.Line line : expected.lines) {
            ours.add(line.cells().isEmpty() ? List.of("") : line.cells());
        }
        if (expected.openAtEnd && !rows.isEmpty()) {
            shortenLast(rows, true, fast);
            shortenLast(ours, false, fast);
        }
        for (int i = 0; i < Math.min(most, Math.min(ours.size(), rows.size())); i++) {
            assertEquals(ours.get(i).toString(), rows.get(i).toString(), "row " + i + " of " + what);
        }
        assertEquals(Math.min(most, ours.size()), Math.min(most, rows.size()), what);
        return Math.min(most, ours.size());
    }

    private static void shortenLast(List<List<String>> rows, boolean lineBreak, boolean quotes) {
        List<String> row = new ArrayList<>(rows.get(rows.size() - 1));
        String last = row.get(row.size() - 1);
        last = lineBreak ? PlainReading.withoutLastBreak(last) : last;
        row.set(row.size() - 1, quotes ? last.replaceAll("\"+$", "") : last);
        rows.set(rows.size() - 1, row);
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
    }
}
