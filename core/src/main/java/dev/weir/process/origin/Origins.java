package dev.weir.process.origin;

import dev.weir.descriptor.Schema;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of which fields of its inputs a form makes each field of its output, and which decide about its rows. Immutable: each
 * method gives another one.
 *
 * <p>Law: cells of a field that an output field does not name, and that do not decide about rows, may have any values: the
 * output field's cells stay what they are.
 */
public final class Origins {
    private final Map<String, Set<From>> fields;
    private final Set<From> rows;
    private final boolean stated;

    /**
     * One field that something follows from.
     *
     * @param input the 0-based number of the form's input
     */
    public record From(int input, String field, How how) {}

    private Origins(Map<String, Set<From>> fields, Set<From> rows, boolean stated) {
        this.fields = fields;
        this.rows = rows;
        this.stated = stated;
    }

    /** Output fields of no input field: to be added to. */
    public static Origins none() {
        return new Origins(Map.of(), Set.of(), true);
    }

    /** Each output field is the input field of its name, where there is one. */
    public static Origins sameNames(Schema input, Schema output) {
        Origins result = none();
        for (String name : output.names()) {
            result = input.indexOf(name) < 0 ? result : result.from(name, How.IDENTITY, 0, List.of(name));
        }
        return result;
    }

    /** What is true of any form: each field is made of all fields of all inputs, and all decide about rows. */
    public static Origins unknown(List<Schema> inputs, Schema output) {
        Origins result = none();
        for (int input = 0; input < inputs.size(); input++) {
            List<String> all = inputs.get(input).names();
            for (String name : output.names()) {
                result = result.from(name, How.AGGREGATION, input, all);
            }
            result = result.rows(How.FILTER, input, all);
        }
        return new Origins(result.fields, result.rows, false);
    }

    /** The same, and the output field follows from these fields of an input as well. */
    public Origins from(String field, How how, int input, Collection<String> sources) {
        Map<String, Set<From>> more = new LinkedHashMap<>(fields);
        more.put(field, plus(fields.getOrDefault(field, Set.of()), how, input, sources));
        return new Origins(more, rows, stated);
    }

    /** The same, without what was said of the output field. */
    public Origins without(String field) {
        Map<String, Set<From>> less = new LinkedHashMap<>(fields);
        less.remove(field);
        return new Origins(less, rows, stated);
    }

    /** The same, and these fields of an input decide about rows. */
    public Origins rows(How how, int input, Collection<String> sources) {
        return new Origins(fields, plus(rows, how, input, sources), stated);
    }

    private static Set<From> plus(Set<From> before, How how, int input, Collection<String> sources) {
        Set<From> more = new LinkedHashSet<>(before);
        sources.forEach(source -> more.add(new From(input, source, how)));
        return more;
    }

    /** What an output field follows from, in the order in which it was said. */
    public Set<From> of(String field) {
        return fields.getOrDefault(field, Set.of());
    }

    /** What decides which rows there are, and in which order. */
    public Set<From> rows() {
        return rows;
    }

    /** Whether the form itself has said so; else it is what is true of any. */
    public boolean isStated() {
        return stated;
    }
}
