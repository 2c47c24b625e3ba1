package dev.weir.cli.explain;

import dev.weir.descriptor.Schema;
import dev.weir.flow.Lineage;
import dev.weir.process.origin.How;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Lineage for people: a block a table, a line a field; fields that are handed on under their names share one. */
final class LineageText {
    private LineageText() {}

    static List<String> of(Lineage lineage) {
        List<String> lines = new ArrayList<>();
        for (Lineage.Table table : lineage.tables()) {
            lines.add("lineage of " + table.name());
            Map<String, List<String>> grouped = new LinkedHashMap<>();
            table.fields()
                    .forEach((field, origins) -> grouped.computeIfAbsent(
                                    field(field, origins), words -> new ArrayList<>())
                            .add(field));
            grouped.forEach((words, fields) -> lines.add("   " + String.join(", ", fields) + " ← " + words));
            if (!table.rows().isEmpty()) {
                lines.add("   rows ← " + words(table.rows()));
            }
        }
        return lines;
    }

    private static String field(String field, Set<Lineage.Origin> origins) {
        if (origins.isEmpty()) {
            return "no field";
        }
        if (origins.size() == 1) {
            Lineage.Origin only = origins.iterator().next();
            if (only.how() == How.IDENTITY) {
                return only.field().equals(field)
                        ? only.source().name()
                        : only.source().name() + "." + only.field();
            }
        }
        return words(origins);
    }

    /** By how: {@code transformation of orders.amount, rates.rate; group by orders.currency}. */
    private static String words(Set<Lineage.Origin> origins) {
        List<String> parts = new ArrayList<>();
        for (How how : How.values()) {
            List<String> fields = fields(origins, how);
            if (!fields.isEmpty()) {
                String word = how.name().toLowerCase(Locale.ROOT) + (how.isDirect() ? " of " : " by ");
                parts.add(word + String.join(", ", fields));
            }
        }
        return String.join("; ", parts);
    }

    /** All fields of a source are its name and {@code .*}. */
    private static List<String> fields(Set<Lineage.Origin> origins, How how) {
        Map<Lineage.Source, List<String>> bySource = new LinkedHashMap<>();
        for (Lineage.Origin origin : origins) {
            if (origin.how() == how) {
                bySource.computeIfAbsent(origin.source(), source -> new ArrayList<>())
                        .add(origin.field());
            }
        }
        List<String> texts = new ArrayList<>();
        bySource.forEach((source, fields) -> {
            Schema schema = source.resource().schema();
            boolean all = schema != null && fields.size() > 1 && fields.containsAll(schema.names());
            for (String field : all ? Arrays.asList("*") : fields) {
                texts.add(source.name() + "." + field);
            }
        });
        return texts;
    }
}
