package dev.weir.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one resource.
 *
 * @param place its path as the descriptor says it, or {@code <memory>}
 * @param type {@code table} or {@code file}
 * @param labels the header as read
 * @param bytes size of the data as stored; -1 where it is not known
 * @param hash {@code sha256:…} where one was asked for
 * @param fields number of fields
 * @param rows number of data rows, header, comments and blank lines not counted
 * @param errorCount all errors, listed or not
 * @param counts errors by code and field: {@code type-error} to field name (or {@code ""}) to count
 * @param errors the errors listed, in row order
 */
public record Task(
        String name,
        String type,
        String place,
        List<String> labels,
        long bytes,
        @Nullable String hash,
        int fields,
        long rows,
        long errorCount,
        Map<ErrorCode, Map<String, Long>> counts,
        List<String> warnings,
        List<RowError> errors) {

    public boolean valid() {
        return errorCount == 0;
    }
}
