package dev.weir.descriptor;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** The rules of Table Dialect. Spec: https://datapackage.org/standard/table-dialect/ */
final class DialectCheck {
    /** Every property of a dialect, those of version 1 too. */
    static final Set<String> PROPERTIES = Set.of(
            "header",
            "headerRows",
            "headerJoin",
            "commentRows",
            "commentChar",
            "delimiter",
            "lineTerminator",
            "quoteChar",
            "doubleQuote",
            "escapeChar",
            "nullSequence",
            "skipInitialSpace",
            "property",
            "itemType",
            "itemKeys",
            "sheetNumber",
            "sheetName",
            "table",
            "caseSensitiveHeader",
            "csvddfVersion");

    private DialectCheck() {}

    static void check(NodeCheck node) {
        if (!node.isObject("A dialect")) {
            return;
        }
        node.texts("$schema", "headerJoin", "nullSequence", "property", "sheetName", "table");
        node.flag("header");
        node.flag("doubleQuote");
        node.flag("skipInitialSpace");
        rowNumbers(node, "headerRows", true);
        rowNumbers(node, "commentRows", false);
        filled(node, "delimiter");
        filled(node, "lineTerminator");
        filled(node, "commentChar");
        oneCharacter(node, "quoteChar");
        oneCharacter(node, "escapeChar");
        node.oneOf("itemType", List.of("array", "object"));
        node.textList("itemKeys", false);
        NodeCheck sheet = node.property("sheetNumber");
        if (sheet != null && !isCount(sheet.json())) {
            sheet.wrongKind("\"sheetNumber\"", "an integer of 1 or more");
        }
        together(node);
    }

    private static void together(NodeCheck node) {
        NodeCheck escape = node.property("escapeChar");
        NodeCheck quote = node.property("quoteChar");
        if (escape != null && quote != null) {
            escape.error("\"escapeChar\" and \"quoteChar\" are both given, but the standard allows only one of them:"
                    + " remove one");
            return;
        }
        Dialect dialect = new Dialect(node.object());
        String delimiter = dialect.delimiter();
        NodeCheck special = quote != null ? quote : escape;
        if (special != null
                && !delimiter.isEmpty()
                && delimiter.equals(special.json().asText())) {
            special.error("The delimiter and the " + (quote != null ? "quote" : "escape") + " character are both "
                    + special.shown() + ": a table cannot be read with one character for two uses");
        }
    }

    private static void rowNumbers(NodeCheck node, String name, boolean nonEmpty) {
        NodeCheck value = node.property(name);
        List<NodeCheck> items = value == null ? null : value.items('"' + name + '"', nonEmpty);
        if (items != null) {
            for (NodeCheck item : items) {
                if (!isCount(item.json())) {
                    item.wrongKind("Each item of \"" + name + '"', "a row number, an integer of 1 or more,");
                }
            }
        }
    }

    private static boolean isCount(Json json) {
        return json instanceof JsonNumber number
                && number.isInteger()
                && number.value().signum() > 0
                && number.value().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }

    private static void filled(NodeCheck node, String name) {
        String text = node.text(name);
        NodeCheck value = node.property(name);
        if (text != null && value != null && text.isEmpty()) {
            value.error('"' + name + "\" must have at least one character but is empty");
        }
    }

    private static void oneCharacter(NodeCheck node, String name) {
        String text = node.text(name);
        NodeCheck value = node.property(name);
        if (text != null && value != null && text.codePointCount(0, text.length()) != 1) {
            value.error('"' + name + "\" must be one character but is " + value.shown());
        }
    }
}
