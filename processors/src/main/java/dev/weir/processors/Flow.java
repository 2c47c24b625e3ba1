package dev.weir.processors;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.flow.Plan;
import dev.weir.flow.Steps;
import dev.weir.process.Form;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.RunInputs;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.row.Row;
import dev.weir.run.LocalRunner;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A flow in Java: the steps of the flow file by the same names, and functions on rows beside SQL. Immutable: each step
 * gives a new flow.
 *
 * <pre>{@code
 * Flow.load("data/orders.csv")
 *     .filterRows(row -> !"returned".equals(row.text("status")))
 *     .addField("euros", NUMBER, row -> row.number("amount").multiply(row.number("rate")))
 *     .aggregate(by("currency"), sum("euros").as("total"), count().as("orders"))
 *     .dump(Path.of("dist"))
 *     .run();
 * }</pre>
 *
 * <p>A step works on all tables unless {@link #on} names some before it. Options that a method does not name are given as
 * {@link StepOptions}. What is wrong with a step's options is a {@link dev.weir.process.FlowException} at once; what does
 * not suit the data is one of {@link #plan} or run, before the first row. Relative paths start from the working folder.
 *
 * <p>Long, as each step is a method or two of one line.
 */
public final class Flow {
    private final Steps steps;
    private final List<Function<Instant, Processor>> processors;
    private final List<String> resources;

    private Flow(Steps steps, List<Function<Instant, Processor>> processors, List<String> resources) {
        this.steps = steps;
        this.processors = List.copyOf(processors);
        this.resources = List.copyOf(resources);
    }

    /** A flow without a step, that knows the steps of {@code loader} besides the built-in ones. */
    public static Flow of(ClassLoader loader) {
        return new Flow(Steps.of(loader), List.of(), List.of());
    }

    private static Flow empty() {
        ClassLoader loader = Flow.class.getClassLoader();
        return of(loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }

    /** Loads a table from a file, or from each file that a glob matches. */
    public static Flow load(String path) {
        return empty().andLoad(path, StepOptions.NONE);
    }

    public static Flow load(Path path) {
        return load(path.toString());
    }

    /** The same with the options {@code name}, {@code schema}, {@code dialect}, {@code order}, {@code on-error}. */
    public static Flow load(String path, StepOptions options) {
        return empty().andLoad(path, options);
    }

    /** Loads the named resources of a Data Package, all where none is named. */
    public static Flow loadPackage(String path, String... resources) {
        return empty().andLoadPackage(path, resources);
    }

    /** Loads one more table. */
    public Flow andLoad(String path, StepOptions options) {
        return step("load", options.with("path", path));
    }

    /** Loads more resources, of a Data Package. */
    public Flow andLoadPackage(String path, String... resources) {
        StepOptions options = StepOptions.of("package", path);
        return step("load", resources.length == 0 ? options : options.with("resources", List.of(resources)));
    }

    /** The steps that follow work on these resources: names or regular expressions {@code /…/}; none: on all. */
    public Flow on(String... names) {
        return new Flow(steps, processors, List.of(names));
    }

    /** Checks the rows against their schemas: one that is wrong ends the run. */
    public Flow validate() {
        return step("validate", StepOptions.NONE);
    }

    /** The same with the option {@code on-error}. */
    public Flow validate(StepOptions options) {
        return step("validate", options);
    }

    /** Keeps the rows for which an SQL condition is true. */
    public Flow filterRows(String where) {
        return step("filter-rows", StepOptions.of("where", where));
    }

    /** Keeps the rows for which {@code where} is true. */
    public Flow filterRows(Predicate<Row> where) {
        return form("filter-rows", Lambdas.filter(where));
    }

    /** Adds a field, computed by an SQL expression, of whose type it is. */
    public Flow addField(String name, String value) {
        return step("add-field", StepOptions.of("name", name).with("value", value));
    }

    /** Adds a field of a type, computed by an SQL expression. */
    public Flow addField(String name, FieldType type, String value) {
        return step(
                "add-field",
                StepOptions.of("name", name).with("type", type.text()).with("value", value));
    }

    /**
     * Adds a field, computed by a function.
     *
     * @param value gives values of the class that {@link Row#value(int)} names for the type, null for a missing cell
     */
    public Flow addField(String name, FieldType type, Function<Row, @Nullable Object> value) {
        return addField(Field.of(name, type), value);
    }

    /** The same with all properties of the field. */
    public Flow addField(Field field, Function<Row, @Nullable Object> value) {
        return form("add-field", Lambdas.addField(field, value));
    }

    /** Keeps these fields, in this order: names or regular expressions {@code /…/}. */
    public Flow selectFields(String... fields) {
        return step("select-fields", StepOptions.of("fields", List.of(fields)));
    }

    /** Takes these fields away: names or regular expressions {@code /…/}. */
    public Flow deleteFields(String... fields) {
        return step("delete-fields", StepOptions.of("fields", List.of(fields)));
    }

    /** Gives fields other names: old to new. */
    public Flow renameFields(Map<String, String> names) {
        return step("rename-fields", StepOptions.of("fields", names));
    }

    /** Reads the cells of a field again, as another type. */
    public Flow setType(String field, FieldType type) {
        return setType(Map.of(field, Map.of("type", type.text())), StepOptions.NONE);
    }

    /**
     * Reads the cells of fields again, under other properties.
     *
     * @param fields field to its new properties
     * @param options {@code on-error}
     */
    public Flow setType(Map<String, Map<String, Object>> fields, StepOptions options) {
        return step("set-type", options.with("fields", fields));
    }

    /** Replaces a text within the cells of the fields, by default of all text fields. */
    public Flow findReplace(String find, String replace, String... fields) {
        StepOptions options = StepOptions.of("find", find).with("replace", replace);
        return findReplace(fields.length == 0 ? options : options.with("fields", List.of(fields)));
    }

    /** The same with the options {@code find}, {@code replace}, {@code fields}, {@code regex}. */
    public Flow findReplace(StepOptions options) {
        return step("find-replace", options);
    }

    /** Sorts the rows by SQL expressions; {@code DESC} behind one turns its direction. */
    public Flow sortRows(String... by) {
        return step("sort-rows", StepOptions.of("by", List.of(by)));
    }

    /** Keeps the first row of each key; without a key, of equal rows. */
    public Flow deduplicate(String... by) {
        return deduplicate(by.length == 0 ? StepOptions.NONE : StepOptions.of("by", List.of(by)));
    }

    /** The same with the options {@code by}, {@code keep}. */
    public Flow deduplicate(StepOptions options) {
        return step("deduplicate", options);
    }

    /** Brings all fields of {@code with} in where the key fields are equal; rows without a match stay. */
    public Flow join(String with, String... on) {
        return join(StepOptions.of("with", with).with("on", List.of(on)));
    }

    /** The same with the options {@code with}, {@code on}, {@code fields}, {@code keep}, {@code delete}. */
    public Flow join(StepOptions options) {
        return step("join", options);
    }

    /** Makes one row of the rows with equal keys; see {@link Aggregates}. */
    public Flow aggregate(Aggregates.By by, Aggregates.Named... aggregates) {
        Map<String, String> fields = new LinkedHashMap<>();
        Arrays.stream(aggregates).forEach(named -> fields.put(named.field(), named.sql()));
        StepOptions options = StepOptions.of("fields", fields);
        options = by.keys().isEmpty() ? options : options.with("by", by.keys());
        options = by.to().isEmpty() ? options : options.with("to", by.to());
        return step("aggregate", by.orderFirst() ? options.with("order", "first") : options);
    }

    /** Puts the rows of the resources that are {@link #on} behind each other; fields meet by name. */
    public Flow concatenate(String to) {
        return concatenate(StepOptions.of("to", to));
    }

    /** The same with the options {@code to}, {@code fields}. */
    public Flow concatenate(StepOptions options) {
        return step("concatenate", options);
    }

    /** Adds a copy of the resource that is {@link #on}. */
    public Flow duplicate(String to) {
        return step("duplicate", StepOptions.of("to", to));
    }

    /** Makes rows of fields: one of each named field, with its name and its value. */
    public Flow unpivot(String name, String value, String... fields) {
        return step(
                "unpivot",
                StepOptions.of("fields", List.of(fields)).with("name", name).with("value", value));
    }

    /** Puts the value of an SQL expression into the missing cells of the fields. */
    public Flow fill(String value, String... fields) {
        return step("fill", StepOptions.of("fields", List.of(fields)).with("value", value));
    }

    /** Puts the last value above into missing cells, by default of all fields. */
    public Flow fillDown(String... fields) {
        return fillDown(fields.length == 0 ? StepOptions.NONE : StepOptions.of("fields", List.of(fields)));
    }

    /** The same with the options {@code fields}, {@code by}. */
    public Flow fillDown(StepOptions options) {
        return step("fill-down", options);
    }

    /** Cuts the text of a field at a separator into new fields. */
    public Flow splitField(String field, String separator, String... to) {
        return splitField(
                StepOptions.of("field", field).with("separator", separator).with("to", List.of(to)));
    }

    /** The same with the options {@code field}, {@code to}, {@code separator} or {@code pattern}, {@code keep}. */
    public Flow splitField(StepOptions options) {
        return step("split-field", options);
    }

    /** Joins the texts of fields in a new one that takes their place. */
    public Flow mergeFields(String to, String separator, String... fields) {
        return mergeFields(StepOptions.of("to", to).with("separator", separator).with("fields", List.of(fields)));
    }

    /** The same with the options {@code fields}, {@code to}, {@code separator}, {@code keep}. */
    public Flow mergeFields(StepOptions options) {
        return step("merge-fields", options);
    }

    /** Keeps rows by their place, with the options {@code start}, {@code stop}, {@code step}, {@code head}, {@code tail}, {@code by}. */
    public Flow sliceRows(StepOptions options) {
        return step("slice-rows", options);
    }

    /** Makes fields of the values of a field, with the options {@code by}, {@code name}, {@code values}, {@code value}, {@code to}. */
    public Flow pivot(StepOptions options) {
        return step("pivot", options);
    }

    /** Keeps the first of equal rows; with fields, of these fields only. */
    public Flow distinct(String... fields) {
        return step("distinct", fields.length == 0 ? StepOptions.NONE : StepOptions.of("fields", List.of(fields)));
    }

    /** Keeps the rows that another resource has too, each once. */
    public Flow intersect(String with) {
        return intersect(StepOptions.of("with", with));
    }

    /** The same with the options {@code with}, {@code all}. */
    public Flow intersect(StepOptions options) {
        return step("intersect", options);
    }

    /** Keeps the rows that another resource does not have, each once. */
    public Flow except(String with) {
        return except(StepOptions.of("with", with));
    }

    /** The same with the options {@code with}, {@code all}. */
    public Flow except(StepOptions options) {
        return step("except", options);
    }

    /** Adds a field with a running aggregate, {@code SUM(amount)}, of the rows of each key so far. */
    public Flow scan(String name, String value, String... by) {
        StepOptions options = StepOptions.of("name", name).with("value", value);
        return step("scan", by.length == 0 ? options : options.with("by", List.of(by)));
    }

    /** Changes nothing: a mark in the flow. */
    public Flow checkpoint(String name) {
        return step("checkpoint", StepOptions.of("name", name));
    }

    /** Gives the resource that is {@link #on} another name. */
    public Flow renameResource(String to) {
        return step("rename-resource", StepOptions.of("to", to));
    }

    /** Takes resources out of the package: names or regular expressions {@code /…/}. */
    public Flow deleteResource(String... names) {
        return step("delete-resource", StepOptions.of("resources", List.of(names)));
    }

    /** Sets properties of schemas; null takes one away. */
    public Flow updateSchema(Map<String, ?> set) {
        return step("update-schema", StepOptions.of("set", set));
    }

    /** States the fields that name a row. */
    public Flow setPrimaryKey(String... fields) {
        return step("set-primary-key", StepOptions.of("fields", List.of(fields)));
    }

    /** Sets properties of the package's descriptor; null takes one away. */
    public Flow updatePackage(Map<String, ?> set) {
        return step("update-package", StepOptions.of("set", set));
    }

    /** Sets properties of the resources' descriptors; null takes one away. */
    public Flow updateResource(Map<String, ?> set) {
        return step("update-resource", StepOptions.of("set", set));
    }

    /** Prints the first ten rows of each resource. */
    public Flow print() {
        return print(StepOptions.NONE);
    }

    /** The same with the options {@code rows}, {@code format}. */
    public Flow print(StepOptions options) {
        return step("print", options);
    }

    /** Writes the package as it stands into a folder, as its next version, or into a zip file. */
    public Flow dump(Path to) {
        return dump(to, StepOptions.NONE);
    }

    /** The same with the options {@code paths}, {@code version}. */
    public Flow dump(Path to, StepOptions options) {
        return step("dump", options.with("to", to));
    }

    /** Any step by its name, built in or found by {@code ServiceLoader}. */
    public Flow step(String name, StepOptions options) {
        boolean selects = !resources.isEmpty()
                && !options.json().has("resources")
                && steps.get(name).spec().resources();
        StepOptions whole = selects ? options.with("resources", resources) : options;
        steps.processor(name, whole.json(), Path.of(""), Instant.EPOCH); // what is wrong with the options is said here
        return plus(now -> steps.processor(name, whole.json(), Path.of(""), now));
    }

    public Flow step(String name, Map<String, ?> options) {
        return step(name, StepOptions.of(options));
    }

    /** Any step at all. */
    public Flow step(Processor processor) {
        return plus(now -> processor);
    }

    private Flow plus(Function<Instant, Processor> processor) {
        List<Function<Instant, Processor>> more = new ArrayList<>(processors);
        more.add(processor);
        return new Flow(steps, more, resources);
    }

    private Flow form(String name, Form form) {
        StepOptions options = resources.isEmpty() ? StepOptions.NONE : StepOptions.of("resources", resources);
        return step(TableProcessor.ofFunction(name, new Options(options.json(), "", Path.of("")), form));
    }

    /**
     * The flow, checked whole against the data that it loads.
     *
     * @param now the run's clock: CURRENT_DATE and the like
     */
    public Plan plan(Instant now) {
        return Plan.of(processors.stream().map(made -> made.apply(now)).toList());
    }

    /** Runs the flow; what {@link #print} prints is not shown. */
    public Run run() {
        return run(RunOptions.DEFAULT, new RunInputs(Instant.now(), text -> {}));
    }

    /**
     * Runs the flow: nothing of what it writes is seen before all its rows have passed.
     *
     * @throws dev.weir.process.FlowException where a step does not suit the data, before row 1
     * @throws java.io.UncheckedIOException where a file cannot be read or written
     */
    public Run run(RunOptions options, RunInputs inputs) {
        return LocalRunner.run(plan(inputs.now()), options, inputs, Path.of(""));
    }
}
