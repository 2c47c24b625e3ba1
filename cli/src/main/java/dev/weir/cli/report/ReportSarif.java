package dev.weir.cli.report;

import dev.weir.descriptor.JsonWriter;
import dev.weir.report.ErrorCode;
import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reports as one log of SARIF 2.1.0 (OASIS): a rule for each code that was found, a result for each listed error, with
 * file and line, the row and the field in its properties.
 */
public final class ReportSarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final StringBuilder out = new StringBuilder();
    private final Map<ErrorCode, Integer> rules = new LinkedHashMap<>();
    private final List<String> results = new ArrayList<>();

    private ReportSarif() {}

    /** @param version of Weir */
    public static String of(List<Report> reports, String version) {
        ReportSarif log = new ReportSarif();
        for (Report report : reports) {
            report.errors().forEach(error -> log.rule(error.code()));
            report.tasks().forEach(task -> task.errors().forEach(error -> log.rule(error.code())));
        }
        for (Report report : reports) {
            report.errors().forEach(error -> log.result(report, null, error));
            report.tasks().forEach(task -> task.errors().forEach(error -> log.result(report, task, error)));
        }
        return log.text(version);
    }

    private void rule(ErrorCode code) {
        rules.putIfAbsent(code, rules.size());
    }

    private String text(String version) {
        out.append("{\n  \"$schema\": ").append(quoted(SCHEMA)).append(",\n  \"version\": \"2.1.0\",\n");
        out.append("  \"runs\": [\n    {\n      \"tool\": {\"driver\": {\"name\": \"weir\", \"version\": ");
        out.append(quoted(version)).append(", \"rules\": [");
        String separator = "\n        ";
        for (ErrorCode code : rules.keySet()) {
            out.append(separator).append("{\"id\": ").append(quoted(code.code()));
            out.append(", \"shortDescription\": {\"text\": ")
                    .append(quoted(code.title()))
                    .append("}}");
            separator = ",\n        ";
        }
        out.append("]}},\n      \"columnKind\": \"unicodeCodePoints\",\n      \"results\": [");
        separator = "\n        ";
        for (String result : results) {
            out.append(separator).append(result);
            separator = ",\n        ";
        }
        return out.append("]\n    }\n  ]\n}\n").toString();
    }

    private void result(Report report, @Nullable Task task, RowError error) {
        ErrorPlace place = ErrorPlace.of(report, task, error);
        StringBuilder result = new StringBuilder();
        String resource = task == null ? "" : task.name() + ": ";
        result.append("{\"ruleId\": ").append(quoted(error.code().code()));
        result.append(", \"ruleIndex\": ").append(rules.get(error.code()));
        result.append(", \"level\": \"error\", \"message\": {\"text\": ").append(quoted(resource + error.message()));
        result.append("}, \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": ");
        result.append(quoted(uri(place.file()))).append('}');
        if (place.line() > 0) {
            result.append(", \"region\": {\"startLine\": ").append(place.line()).append('}');
        }
        result.append("}}], \"properties\": {\"package\": ").append(quoted(report.place()));
        if (task != null) {
            result.append(", \"resource\": ").append(quoted(task.name()));
        }
        if (error.position().rowNumber() > 0) {
            result.append(", \"rowNumber\": ").append(error.position().rowNumber());
        }
        if (error.fieldNumber() > 0) {
            result.append(", \"fieldNumber\": ").append(error.fieldNumber());
        }
        if (error.fieldName() != null) {
            result.append(", \"fieldName\": ").append(quoted(error.fieldName()));
        }
        if (error.pointer() != null) {
            result.append(", \"pointer\": ").append(quoted(error.pointer()));
        }
        results.add(result.append("}}").toString());
    }

    /** A relative path, or an address, as a URI reference. */
    private static String uri(String file) {
        if (file.contains("://")) {
            return file;
        }
        try {
            String path = new URI(null, null, "/" + file, null).toASCIIString();
            return file.startsWith("/") ? "file://" + path.substring(1) : path.substring(1);
        } catch (URISyntaxException notAPath) {
            return "";
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        JsonWriter.quote(text, quoted);
        return quoted.toString();
    }
}
