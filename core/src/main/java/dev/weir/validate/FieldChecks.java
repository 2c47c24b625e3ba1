package dev.weir.validate;

import dev.weir.descriptor.Constraints;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldRule;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.type.CellType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a field's descriptor promises of its cells: from a constraint's JSON value to the check that holds cells
 * against it. Constraint values are cast as cells are: 3, "3" and, under its field, "3.000,00" are numbers.
 */
final class FieldChecks {
    private final int index;
    private final Field field;
    private final CellType type;
    private final List<CellCheck> checks = new ArrayList<>();

    private FieldChecks(int index, Field field) {
        this.index = index;
        this.field = field;
        this.type = CellType.of(field, List.of());
    }

    /** The checks of a field; a constraint that its type does not have is left out. */
    static List<CellCheck> of(int index, Field field) {
        FieldChecks made = new FieldChecks(index, field);
        Constraints constraints = field.constraints();
        made.checks.add(new StateCheck(
                index, constraints.required(), made.type.errorNote(), PythonText.note("required", Json.of(true))));
        for (String name : Constraints.NAMES) {
            Json value = constraints.get(name);
            if (value != null) {
                made.add(name, value);
            }
        }
        made.addCategories();
        return made.checks;
    }

    private void add(String name, Json value) {
        String note = PythonText.note(name, value);
        switch (name) {
            case "minLength", "maxLength" -> {
                if (value instanceof JsonNumber number && isMeasured(field.type())) {
                    long limit = number.value()
                            .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                            .longValue();
                    checks.add(new LengthCheck(index, name.equals("minLength"), limit, note));
                }
            }
            case "minimum" -> addBound(value, true, false, note);
            case "maximum" -> addBound(value, false, false, note);
            case "exclusiveMinimum" -> addBound(value, true, true, note);
            case "exclusiveMaximum" -> addBound(value, false, true, note);
            case "jsonSchema" -> {
                if (field.type() == FieldType.OBJECT || field.type() == FieldType.ARRAY) {
                    checks.add(new JsonSchemaCheck(index, JsonSchema.of(value), note));
                }
            }
            case "pattern" -> {
                if (field.type() == FieldType.STRING && value instanceof JsonText pattern) {
                    checks.add(new PatternCheck(index, XsdPattern.compile(pattern.value()), note));
                }
            }
            case "enum" -> {
                if (value instanceof JsonArray values) {
                    checks.add(EnumCheck.of(index, field.type(), cast(values.items()), note));
                }
            }
            default -> {}
        }
    }

    private void addBound(Json value, boolean lower, boolean exclusive, String note) {
        if (isOrdered(field.type())) {
            checks.add(BoundCheck.of(index, field.type(), cast(value), lower, exclusive, note));
        }
    }

    private void addCategories() {
        if (field.json().get("categories") instanceof JsonArray categories
                && (field.type() == FieldType.STRING || field.type() == FieldType.INTEGER)) {
            List<Json> values = new ArrayList<>();
            for (Json item : categories.items()) {
                Json value = item instanceof JsonObject labelled ? labelled.get("value") : item;
                if (value != null) {
                    values.add(value);
                }
            }
            String note = PythonText.note("categories", JsonArray.of(values));
            checks.add(EnumCheck.of(index, field.type(), cast(values), note));
        }
    }

    private List<Object> cast(List<Json> values) {
        return values.stream().map(this::cast).toList();
    }

    private Object cast(Json value) {
        Object cast = castOrNull(type, value);
        if (cast == null) {
            throw new IllegalArgumentException("field '" + field.name() + "': a constraint's value is no "
                    + field.type().text() + ": ask SchemaRule first");
        }
        return cast;
    }

    private static @Nullable Object castOrNull(CellType type, Json value) {
        if (type.field().type() == FieldType.ANY) {
            return value instanceof JsonText text ? text.value() : PythonText.plain(value);
        }
        return type.castJson(value).valueOrNull();
    }

    static boolean isMeasured(FieldType type) {
        return switch (type) {
            case STRING, ARRAY, OBJECT, LIST -> true;
            default -> false;
        };
    }

    static boolean isOrdered(FieldType type) {
        return switch (type) {
            case INTEGER, NUMBER, DATE, TIME, DATETIME, DURATION, YEAR, YEARMONTH -> true;
            default -> false;
        };
    }

    /**
     * What is wrong with a constraint's value or a format under its field, for the check of a descriptor: a bound or an
     * {@code enum} value that does not cast, a pattern or JSON Schema that cannot be run.
     */
    static final FieldRule RULE = FieldChecks::problem;

    private static @Nullable String problem(Field field, String property, Json value) {
        List<String> unusable = CellType.problems(field);
        if (property.equals("format") || !unusable.isEmpty()) {
            return property.equals("format") && !unusable.isEmpty() ? String.join("; ", unusable) : null;
        }
        try {
            switch (property) {
                case "pattern" -> {
                    if (value instanceof JsonText text) {
                        XsdPattern.compile(text.value());
                    }
                }
                case "jsonSchema" -> JsonSchema.of(value);
                default -> {
                    if (castOrNull(CellType.of(field, List.of()), value) == null) {
                        return "The constraint \"" + property + "\" has the value " + PythonText.plain(value)
                                + ", which is no " + field.type().text() + " of this field: "
                                + "write it as a cell of the field is written";
                    }
                }
            }
            return null;
        } catch (IllegalArgumentException e) {
            return property.equals("pattern")
                    ? "The pattern cannot be run as an XML Schema regular expression: it has " + e.getMessage()
                    : "The JSON Schema cannot be used: " + e.getMessage();
        }
    }
}
