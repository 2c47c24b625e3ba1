package dev.weir.run;

import dev.weir.report.ErrorCode;
import dev.weir.report.ErrorLog;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Errors of one batch that come behind all that are listed: how many, by code and field. */
final class Unlisted {
    private final Map<ErrorCode, Map<String, Long>> counts = new EnumMap<>(ErrorCode.class);

    void add(ErrorCode code, @Nullable String field) {
        counts.computeIfAbsent(code, key -> new HashMap<>()).merge(field == null ? "" : field, 1L, Long::sum);
    }

    void addTo(ErrorLog log) {
        counts.forEach((code, fields) -> fields.forEach((field, number) -> log.addUnlisted(code, field, number)));
    }
}
