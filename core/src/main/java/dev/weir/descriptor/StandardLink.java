package dev.weir.descriptor;

import java.util.List;
import java.util.Set;

/** Where the standard speaks of a node of a package's descriptor. */
public final class StandardLink {
    private static final String SITE = "https://datapackage.org/standard/";
    private static final Set<String> OF_FIELDS = Set.of("categories", "categoriesOrdered", "rdfType", "name");

    private StandardLink() {}

    /** The page and, as far as it has one, the heading; {@code pointer} is a JSON Pointer into a package's descriptor. */
    public static String of(String pointer) {
        List<String> steps = List.of(pointer.split("/"));
        if (steps.size() < 4 || !steps.get(1).equals("resources")) {
            return SITE + "data-package/" + anchor(step(steps, 1));
        }
        String property = step(steps, 3);
        return switch (property) {
            case "dialect" -> SITE + "table-dialect/" + anchor(step(steps, 4));
            case "schema" -> SITE + "table-schema/" + schema(steps);
            case "path", "data", "url" -> SITE + "data-resource/#path-or-data";
            default -> SITE + "data-resource/" + anchor(property);
        };
    }

    private static String schema(List<String> steps) {
        String property = step(steps, 4);
        String ofField = step(steps, 6);
        if (!property.equals("fields") || ofField.isEmpty()) {
            return anchor(property);
        }
        return switch (ofField) {
            case "type", "format" -> "#type-and-format";
            case "constraints" -> step(steps, 7).isEmpty() ? "#field-constraints" : anchor(step(steps, 7));
            case "missingValues" -> "#field-missingValues";
            case "decimalChar", "groupChar", "bareNumber" -> "#number";
            case "trueValues", "falseValues" -> "#boolean";
            case "delimiter", "itemType" -> "#list";
            default -> OF_FIELDS.contains(ofField) ? anchor(ofField) : "#field";
        };
    }

    private static String step(List<String> steps, int index) {
        return index < steps.size() ? steps.get(index) : "";
    }

    private static String anchor(String property) {
        return property.isEmpty() ? "" : property.equals("$schema") ? "#dollar-schema" : '#' + property;
    }
}
