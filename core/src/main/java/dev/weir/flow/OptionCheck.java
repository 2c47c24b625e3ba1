package dev.weir.flow;

import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonBoolean;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Pointer;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the options of a step against its {@link Spec}: names, kinds, what is required. Finds everything at once. */
final class OptionCheck {
    private static final Option RESOURCES =
            new Option("resources", Option.Kind.TEXTS, false, "the resources that the step touches");

    private final Spec spec;
    private final Options options;
    private final KeyPlaces places;
    private final List<Finding> findings = new ArrayList<>();

    private OptionCheck(Spec spec, Options options, KeyPlaces places) {
        this.spec = spec;
        this.options = options;
        this.places = places;
    }

    /** Everything that is wrong with the options; empty where they suit the spec. */
    static List<Finding> check(Spec spec, Options options, KeyPlaces places) {
        OptionCheck check = new OptionCheck(spec, options, places);
        check.names();
        for (Option option : all(spec)) {
            check.value(option);
        }
        return check.findings;
    }

    /** The options of a spec, {@code resources} included where the step takes it. */
    static List<Option> all(Spec spec) {
        if (!spec.resources()) {
            return spec.options();
        }
        List<Option> all = new ArrayList<>(List.of(RESOURCES));
        all.addAll(spec.options());
        return all;
    }

    private void names() {
        List<String> known = all(spec).stream().map(Option::name).toList();
        options.json().properties().forEach((name, value) -> {
            if (!known.contains(name)) {
                String instead = TheirOptions.instead(spec.name(), name);
                String what = instead != null
                        ? "'" + spec.name() + "' has no option '" + name + "': " + instead
                        : known.isEmpty()
                                ? "'" + spec.name() + "' takes no options, but here is '" + name + "'"
                                : "'" + spec.name() + "' has no option '" + name + "'" + Nearest.hint(name, known);
                findings.add(new Finding(Pointer.child(options.pointer(), name), places.of(name, value), what));
            }
        });
    }

    private void value(Option option) {
        Json value = options.get(option.name());
        if (value == null) {
            if (option.required()) {
                findings.add(new Finding(
                        options.pointer(),
                        options.json().place(),
                        "'" + spec.name() + "' needs '" + option.name() + "': " + option.summary()));
            }
            return;
        }
        String problem = problem(option, value);
        if (problem != null) {
            find(option.name(), value.place(), "'" + option.name() + "' " + problem);
        } else if (!option.choices().isEmpty() && !option.choices().contains(Options.text(value))) {
            String word = String.valueOf(Options.text(value)).toLowerCase(Locale.ROOT);
            find(
                    option.name(),
                    value.place(),
                    "'" + option.name() + "' takes " + String.join(", ", option.choices()) + ", not '"
                            + Options.text(value) + "'" + near(word, option.choices()));
        }
    }

    private static String near(String word, List<String> choices) {
        String nearest = Nearest.to(word, choices);
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    private @Nullable String problem(Option option, Json value) {
        String not = ", not " + described(value);
        return switch (option.kind()) {
            case TEXT -> isText(value) ? null : "takes a text" + not;
            case EXPRESSION -> isText(value) ? null : "takes an SQL expression" + not;
            case FLAG -> value instanceof JsonBoolean ? null : "takes true or false" + not;
            case INTEGER ->
                value instanceof JsonNumber number && number.isInteger() && isSmall(number)
                        ? null
                        : "takes a whole number" + not;
            case TEXTS -> isTexts(value) ? null : "takes a name or a list of names" + not;
            case EXPRESSIONS -> isTexts(value) ? null : "takes an SQL expression or a list of them" + not;
            case NAMES, NAMED_EXPRESSIONS -> names(option, value, not);
            case JSON -> null;
        };
    }

    private @Nullable String names(Option option, Json value, String not) {
        if (!(value instanceof JsonObject object)) {
            return "takes a map of names" + not;
        }
        for (Map.Entry<String, Json> entry : object.properties().entrySet()) {
            if (!isText(entry.getValue())) {
                find(
                        option.name() + Pointer.child("", entry.getKey()),
                        entry.getValue().place(),
                        "'" + option.name() + "." + entry.getKey() + "' takes a text, not "
                                + described(entry.getValue()));
            }
        }
        return null;
    }

    private static boolean isSmall(JsonNumber number) {
        return number.value().precision() - number.value().scale() <= 9;
    }

    private static boolean isText(Json value) {
        return value instanceof JsonText || value instanceof JsonNumber || value instanceof JsonBoolean;
    }

    private static boolean isTexts(Json value) {
        return value instanceof JsonArray array
                ? !array.items().isEmpty() && array.items().stream().allMatch(OptionCheck::isText)
                : isText(value);
    }

    private static String described(Json value) {
        if (value instanceof JsonArray array && array.items().isEmpty()) {
            return "an empty list";
        }
        String text = Options.text(value);
        if (text != null) {
            return value.kind() + " " + (text.length() > 40 ? text.substring(0, 40) + "…" : text);
        }
        return switch (value.kind()) {
            case "object" -> "a map";
            case "array" -> "a list";
            default -> value.kind();
        };
    }

    private void find(String pointer, Json.Place place, String message) {
        findings.add(new Finding(options.pointer() + "/" + pointer, place, message));
    }
}
