package dev.weir.flow;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to write instead of the steps and options of DataFlows, datapackage-pipelines and Frictionless that are not here. */
final class TheirOptions {
    private static final String OWN = "write a step of your own of the form Each";
    private static final String ALWAYS = "leave it out, that is always so";
    private static final String DIALECT = "dialect: {…} says how the file is written, by the standard";
    private static final String SCHEMA = "schema: {…} types the fields as they are read";
    private static final String CELL =
            "add-field computes another field from the cells, delete-fields takes theirs away";
    private static final String ORDER = "select-fields names the fields in their order";
    private static final String CALLER = "a flow is data: what depends on the run is the caller's";

    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("parallelize", "leave it out, a run uses all processors by itself"),
            Map.entry("update-stream", "leave it out, properties of a stream mean nothing here"),
            Map.entry("unwind", OWN),
            Map.entry("dump-to-sql", "a run writes packages: dump, then load them with the database's own tools"),
            Map.entry("dump.to-sql", "a run writes packages: dump, then load them with the database's own tools"),
            Map.entry("conditional", CALLER),
            Map.entry("finalizer", CALLER),
            Map.entry("stream", "dump writes a package, load reads one"),
            Map.entry("unstream", "dump writes a package, load reads one"),
            Map.entry("sources", "load takes a glob, or stands once for each source"),
            Map.entry("cache", "leave it out, a flow keeps what its steps need by itself"),
            Map.entry("cache-loader", "leave it out, a flow keeps what its steps need by itself"),
            Map.entry("update-stats", "what a run counts is said by the run: run --format json"),
            Map.entry("flow", "write its steps here"),
            Map.entry("load-metadata", "update-package: {set: {…}}"),
            Map.entry("stream-remote-resources", "leave it out, load reads the resources"),
            Map.entry("cell-convert", CELL),
            Map.entry("cell-format", CELL),
            Map.entry("cell-interpolate", CELL),
            Map.entry("cell-set", CELL),
            Map.entry("field-move", ORDER),
            Map.entry("field-pack", OWN),
            Map.entry("field-unpack", OWN),
            Map.entry("row-split", OWN),
            Map.entry("row-add", OWN),
            Map.entry("row-subset", "aggregate with COUNT(*) to a table of counts, filter-rows, then join, keep: semi"),
            Map.entry("table-merge", "concatenate: {resources: […], to: …}"),
            Map.entry("table-write", "dump writes the package to a folder or a zip file"),
            Map.entry("table-normalize", "leave it out, rows are always read by their schema"),
            Map.entry("table-transpose", "its fields would be known only behind the last row"),
            Map.entry("table-attach", "rows have no partner by place: join by a key"),
            Map.entry("table-debug", "print shows rows"),
            Map.entry("resource-transform", "every step takes resources"));

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("print last-rows", "slice-rows: {tail: …} of a copy (duplicate), then print"),
            Map.entry("print fields", "select-fields of a copy (duplicate), then print"),
            Map.entry("print max-cell-size", "leave it out"),
            Map.entry("print header-print", CALLER),
            Map.entry("print table-print", CALLER),
            Map.entry("dump counters", ALWAYS),
            Map.entry("dump add-filehash-to-path", "a version has its own files; checksums are in the descriptor"),
            Map.entry("dump pretty-descriptor", ALWAYS),
            Map.entry("dump force-format", "a dump writes CSV; convert writes other formats"),
            Map.entry("dump format", "a dump writes CSV; convert writes other formats"),
            Map.entry("dump use-titles", "rename-fields gives other names"),
            Map.entry("dump temporal-format-property", "set-type with format: says how dates are written"),
            Map.entry("load strip", "find-replace or TRIM: cells are kept as they are written"),
            Map.entry("load limit-rows", "slice-rows: {head: …} behind load"),
            Map.entry("load infer-strategy", SCHEMA),
            Map.entry("load cast-strategy", "on-error: says what becomes of a row in error; " + SCHEMA),
            Map.entry("load override-schema", "schema: {…}, or update-schema behind load"),
            Map.entry("load override-fields", "set-type behind load"),
            Map.entry("load extract-missing-values", "update-schema: {set: {missingValues: […]}} behind load"),
            Map.entry("load deduplicate-headers", "schema: {…} names the fields"),
            Map.entry("load format", "a file's name says its format; " + DIALECT),
            Map.entry("load delimiter", DIALECT),
            Map.entry("load headers", DIALECT + ": headerRows"),
            Map.entry("load sheet", DIALECT + ": sheetName, sheetNumber"),
            Map.entry("load encoding", "describe it in a package: encoding of the resource"),
            Map.entry("load scheme", "a path is a local file"),
            Map.entry("duplicate target-path", "leave it out, dump names the files"),
            Map.entry("duplicate batch-size", "leave it out"),
            Map.entry("duplicate duplicate-to-end", "leave it out, resources are found by name"),
            Map.entry("sort-rows batch-size", "leave it out"),
            Map.entry("checkpoint checkpoint-path", "leave it out, state lies beside the output"),
            Map.entry("checkpoint steps", "write them in front of it"),
            Map.entry("checkpoint resources", "leave it out, it is for all"),
            Map.entry("rename-fields regex", "name each field: {old: new}"),
            Map.entry("set-type transform", "add-field computes another field"),
            Map.entry("set-type value", CELL),
            Map.entry("set-type formula", CELL),
            Map.entry("set-type pass_row", CELL),
            Map.entry("add-field position", ORDER),
            Map.entry("add-field pass_row", "a formula is over all fields of the row"),
            Map.entry("merge-fields fieldType", "set-type behind it"),
            Map.entry("deduplicate valueName", "sort-rows by the key and the value first"),
            Map.entry("fill direction", "value: names the field to fill from"),
            Map.entry("pivot aggfun", "value: SUM(…)"));

    private TheirOptions() {}

    /** Instead of a step, in kebab case; null for one that is not theirs. */
    static @Nullable String instead(String step) {
        return STEPS.get(step);
    }

    /** Instead of an option of the step of ours; null for one that is not theirs. */
    static @Nullable String instead(String step, String option) {
        return OPTIONS.get(step + " " + option);
    }
}
