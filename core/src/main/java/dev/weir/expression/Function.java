package dev.weir.expression;

import dev.weir.descriptor.FieldType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One function of the language, with the types of its arguments: a row of the table that types calls, documents them and
 * tests every example. A name may have several rows; the first whose arguments fit is called.
 *
 * @param name in capitals
 * @param arguments types with commas between them: those of Table Schema, {@code any}, or {@code same} for arguments of one
 *     common type; {@code ?} behind one that may be left out, {@code ...} behind the last one that may be repeated
 * @param result a type, or {@code first} for the type of the first argument, or {@code same}
 * @param summary what it gives
 * @param example an expression without fields
 * @param expected its result as canonical text, {@code NULL} where it is missing
 */
public record Function(
        Family family, String name, String arguments, String result, String summary, String example, String expected) {

    /** The groups of the table. */
    public enum Family {
        TEXT("Text"),
        NUMBER("Numbers"),
        DATE("Dates and times"),
        CHOICE("Choice"),
        AGGREGATE("Aggregates");

        private final String title;

        Family(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("CHAR_LENGTH", "LENGTH"),
            Map.entry("CHARACTER_LENGTH", "LENGTH"),
            Map.entry("LEN", "LENGTH"),
            Map.entry("UCASE", "UPPER"),
            Map.entry("LCASE", "LOWER"),
            Map.entry("SUBSTR", "SUBSTRING"),
            Map.entry("CEILING", "CEIL"),
            Map.entry("POW", "POWER"),
            Map.entry("LOG", "LOG10"),
            Map.entry("TRUNCATE", "TRUNC"),
            Map.entry("EXTRACT", "DATE_PART"),
            Map.entry("DATEPART", "DATE_PART"),
            Map.entry("DATETRUNC", "DATE_TRUNC"),
            Map.entry("DATEDIFF", "DATE_DIFF"),
            Map.entry("DAYOFMONTH", "DAY"),
            Map.entry("REGEXP_EXTRACT", "REGEXP_SUBSTR"),
            Map.entry("REGEXP_MATCHES", "REGEXP_LIKE"),
            Map.entry("PREFIX", "STARTS_WITH"),
            Map.entry("SUFFIX", "ENDS_WITH"),
            Map.entry("CHAR", "CHR"),
            Map.entry("IFNULL", "COALESCE"),
            Map.entry("NVL", "COALESCE"),
            Map.entry("IIF", "IF"),
            Map.entry("NOW", "CURRENT_TIMESTAMP"),
            Map.entry("TODAY", "CURRENT_DATE"),
            Map.entry("STRING_AGG", "LISTAGG"),
            Map.entry("GROUP_CONCAT", "LISTAGG"),
            Map.entry("EVERY", "BOOL_AND"),
            Map.entry("SOME", "BOOL_OR"),
            Map.entry("ANY", "BOOL_OR"),
            Map.entry("STDDEV", "STDDEV_SAMP"),
            Map.entry("VARIANCE", "VAR_SAMP"),
            Map.entry("MEAN", "AVG"),
            Map.entry("FIRST_VALUE", "FIRST"),
            Map.entry("ANY_VALUE", "FIRST"),
            Map.entry("COUNTIF", "COUNT_IF"),
            Map.entry("STD", "STDDEV_SAMP"),
            Map.entry("VAR", "VAR_SAMP"),
            Map.entry("BTRIM", "TRIM"),
            Map.entry("INSTR", "STRPOS"),
            Map.entry("IFF", "IF"),
            Map.entry("ISNAN", "IS_NAN"),
            Map.entry("WEEKOFYEAR", "WEEK"),
            Map.entry("LAST_VALUE", "LAST"));

    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("RANDOM", "gives another result each time; a run must be repeatable"),
            Map.entry("RAND", "gives another result each time; a run must be repeatable"),
            Map.entry("RANDN", "gives another result each time; a run must be repeatable"),
            Map.entry("UUID", "gives another result each time; make a key from the row: MD5(CONCAT(…))"),
            Map.entry("NEWID", "gives another result each time; make a key from the row: MD5(CONCAT(…))"),
            Map.entry("GEN_RANDOM_UUID", "gives another result each time; make a key from the row: MD5(CONCAT(…))"),
            Map.entry("ROW_NUMBER", "depends on other rows; use a step that numbers rows"),
            Map.entry("SYSDATE", "is spelled CURRENT_TIMESTAMP"),
            Map.entry("GETDATE", "is spelled CURRENT_TIMESTAMP"),
            Map.entry("DATE_ADD", "is spelled +: day + INTERVAL '1' DAY"),
            Map.entry("DATEADD", "is spelled +: day + INTERVAL '1' DAY"),
            Map.entry("DATE_SUB", "is spelled -: day - INTERVAL '1' DAY"),
            Map.entry("ADD_MONTHS", "is spelled +: day + INTERVAL '1' MONTH"),
            Map.entry(
                    "DAYOFWEEK", "begins on other days elsewhere; write EXTRACT(DOW FROM x) or EXTRACT(ISODOW FROM x)"),
            Map.entry("WEEKDAY", "begins on other days elsewhere; write EXTRACT(DOW FROM x) or EXTRACT(ISODOW FROM x)"),
            Map.entry("STRPTIME", "is a format: set-type: {fields: {day: {type: date, format: '%d.%m.%Y'}}}"),
            Map.entry("TO_DATE", "is a format: set-type: {fields: {day: {type: date, format: '%d.%m.%Y'}}}"),
            Map.entry("TO_TIMESTAMP", "is a format: set-type: {fields: {at: {type: datetime, format: …}}}"),
            Map.entry("DATE_FORMAT", "has formats that differ between databases; join parts: EXTRACT, LPAD and ||"),
            Map.entry("DATE", "is spelled CAST(x AS DATE)"),
            Map.entry("DECODE", "is spelled CASE x WHEN a THEN b … ELSE c END"),
            Map.entry("NVL2", "is spelled CASE WHEN x IS NOT NULL THEN a ELSE b END"),
            Map.entry("ISNULL", "is spelled COALESCE(x, y), or x IS NULL"),
            Map.entry("CHARINDEX", "is spelled POSITION(a IN b)"),
            Map.entry("LOCATE", "is spelled POSITION(a IN b)"),
            Map.entry("QUANTILE", "is spelled PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)"),
            Map.entry("QUANTILE_CONT", "is spelled PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)"),
            Map.entry("QUANTILE_DISC", "is spelled PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY x)"),
            Map.entry("PERCENTILE", "is spelled PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)"),
            Map.entry("APPROX_COUNT_DISTINCT", "is exact here: COUNT(DISTINCT x)"),
            Map.entry("ARRAY_AGG", "makes lists, cells hold one value: LISTAGG(x, ', ') joins texts"),
            Map.entry("LIST", "makes lists, cells hold one value: LISTAGG(x, ', ') joins texts"),
            Map.entry("TO_CHAR", "has formats that differ between databases; join parts: EXTRACT, LPAD and ||"),
            Map.entry("STRFTIME", "has formats that differ between databases; join parts: EXTRACT, LPAD and ||"));

    private static final Map<String, List<Function>> BY_NAME = byName();

    private static Map<String, List<Function>> byName() {
        Map<String, List<Function>> byName = new HashMap<>();
        for (List<Function> family : List.of(
                TextFunctions.TABLE,
                NumberFunctions.TABLE,
                DateFunctions.TABLE,
                ChoiceFunctions.TABLE,
                AggregateFunctions.TABLE)) {
            for (Function function : family) {
                byName.computeIfAbsent(function.name, name -> new ArrayList<>()).add(function);
            }
        }
        return byName;
    }

    /** The functions called {@code name}, in any case and by any of its names; empty where there is none. */
    static List<Function> named(String name) {
        return BY_NAME.getOrDefault(canonical(name), List.of());
    }

    /** The name in capitals under which the table has a function. */
    static String canonical(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return SYNONYMS.getOrDefault(upper, upper);
    }

    /** Why there is no function of this name though one might expect it, or null. */
    static @Nullable String refused(String name) {
        return REFUSED.get(name);
    }

    static Collection<String> names() {
        List<String> names = new ArrayList<>(BY_NAME.keySet());
        names.addAll(SYNONYMS.keySet());
        names.addAll(List.of("CAST", "TRY_CAST", "EXTRACT"));
        names.sort(null);
        return names;
    }

    /** Other names of the function called {@code name}, sorted. */
    static List<String> synonyms(String name) {
        return SYNONYMS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** All functions by family, in the order of the documentation. */
    static Map<Family, List<Function>> table() {
        Map<Family, List<Function>> table = new LinkedHashMap<>();
        table.put(Family.TEXT, TextFunctions.TABLE);
        table.put(Family.NUMBER, NumberFunctions.TABLE);
        table.put(Family.DATE, DateFunctions.TABLE);
        table.put(Family.CHOICE, ChoiceFunctions.TABLE);
        table.put(Family.AGGREGATE, AggregateFunctions.TABLE);
        return table;
    }

    /** Name and arguments: what tells one row of the table from another. */
    String key() {
        return name + "(" + arguments + ")";
    }

    boolean isAggregate() {
        return family == Family.AGGREGATE;
    }

    /** One argument of a signature. */
    record Parameter(String type, boolean optional, boolean repeated) {
        /** Whether an argument of {@code actual} fits; a number takes integers, text takes {@code any} fields. */
        boolean accepts(FieldType actual) {
            return switch (type) {
                case "any", "same" -> true;
                case "string" -> actual == FieldType.STRING || actual == FieldType.ANY;
                case "integer" -> actual == FieldType.INTEGER || actual == FieldType.YEAR;
                case "number" -> actual == FieldType.NUMBER || actual == FieldType.INTEGER || actual == FieldType.YEAR;
                default -> type.equals(actual.text());
            };
        }

        /** The type that the function reads, or null where it reads any. */
        @Nullable
        FieldType wanted() {
            return FieldType.of(type);
        }
    }

    List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (String part : arguments.isEmpty() || arguments.equals("*") ? new String[0] : arguments.split(", ")) {
            boolean optional = part.endsWith("?");
            boolean repeated = part.endsWith("...");
            String type = part.substring(0, part.length() - (optional ? 1 : repeated ? 3 : 0));
            parameters.add(new Parameter(type, optional, repeated));
        }
        return parameters;
    }

    /** The parameter of the {@code index}th argument, or null where so many are too many. */
    static @Nullable Parameter at(List<Parameter> parameters, int index) {
        if (index < parameters.size()) {
            return parameters.get(index);
        }
        Parameter last = parameters.isEmpty() ? null : parameters.get(parameters.size() - 1);
        return last != null && last.repeated() ? last : null;
    }

    /** Whether a call may have so many arguments. */
    boolean takes(int count) {
        List<Parameter> parameters = parameters();
        int least = (int)
                parameters.stream().filter(p -> !p.optional() && !p.repeated()).count();
        boolean repeated =
                !parameters.isEmpty() && parameters.get(parameters.size() - 1).repeated();
        return count >= least + (repeated ? 1 : 0) && (repeated || count <= parameters.size());
    }
}
