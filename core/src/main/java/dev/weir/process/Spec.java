package dev.weir.process;

import java.util.ArrayList;
import java.util.List;

/**
 * What there is to know about a kind of step: one source for flow parsing, library, help, docs and tests.
 *
 * @param name kebab case, verb and object
 * @param summary one sentence: what it does to data
 * @param form the form of its row half: {@code Each}, {@code Join}, {@code Group}, {@code Scan}, {@code Whole}, or what
 *     it is made of
 * @param options without {@code resources}, which every step has where {@link #resources} is true
 * @param example options as YAML flow mapping, for docs; it is run by a test
 * @param resources whether the step takes {@code resources:}
 */
public record Spec(String name, String summary, String form, List<Option> options, String example, boolean resources) {

    public Spec {
        options = List.copyOf(options);
    }

    public static Spec of(String name, String form, String summary) {
        return new Spec(name, summary, form, List.of(), "", true);
    }

    public Spec option(String name, Option.Kind kind, String summary) {
        return plus(new Option(name, kind, false, summary));
    }

    public Spec required(String name, Option.Kind kind, String summary) {
        return plus(new Option(name, kind, true, summary));
    }

    /** An option that takes one of a few words. */
    public Spec choice(String name, String summary, String... choices) {
        return plus(new Option(name, Option.Kind.TEXT, false, summary, List.of(choices)));
    }

    /** The option {@code on-error}. */
    public Spec onError() {
        return choice("on-error", "what becomes of a row in error", "fail", "drop", "keep", "quarantine");
    }

    public Spec example(String example) {
        return new Spec(name, summary, form, options, example, resources);
    }

    public Spec withoutResources() {
        return new Spec(name, summary, form, options, example, false);
    }

    private Spec plus(Option option) {
        List<Option> more = new ArrayList<>(options);
        more.add(option);
        return new Spec(name, summary, form, more, example, resources);
    }
}
