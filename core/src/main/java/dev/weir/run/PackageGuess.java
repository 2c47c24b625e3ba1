package dev.weir.run;

import dev.weir.descriptor.Checked;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.DescriptorKind;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.infer.Described;
import dev.weir.infer.FileGuess;
import dev.weir.infer.KeyNames;
import dev.weir.parse.TableSource;
import dev.weir.report.ErrorCode;
import dev.weir.report.Task;
import dev.weir.source.DataFolder;
import dev.weir.source.OpenedPackage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The descriptor of tables from their data. A field that is called as the key of another table is, and of which every
 * value is there, becomes a foreign key.
 */
final class PackageGuess {
    private final DataFolder folder;
    private final RunOptions options;
    private final List<Resource> resources = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private PackageGuess(DataFolder folder, RunOptions options) {
        this.folder = folder;
        this.options = options;
    }

    static Described of(List<Path> files, DataFolder folder, RunOptions options) {
        PackageGuess guess = new PackageGuess(folder, options);
        for (Path file : files) {
            guess.add(file, true);
        }
        if (options.limitRows() == 0) {
            guess.refer();
        }
        return new Described(guess.described(), guess.notes);
    }

    /** A table as it can be read, for who then says what is wrong with it. */
    static DataPackage table(Path file, DataFolder folder, RunOptions options) {
        PackageGuess guess = new PackageGuess(folder, options);
        guess.add(file, false);
        return guess.described();
    }

    private void add(Path file, boolean whole) {
        Resource resource = FileGuess.resource(file);
        if (folder.isFetched(file)) {
            resource = resource.with("path", Json.of(folder.name(file)));
        }
        String name = resource.name();
        for (int i = 2; has(resource.name()); i++) {
            resource = new Resource(resource.json().with("name", name + "-" + i));
        }
        SchemaGuess.Guessed guessed = SchemaGuess.of(new TableSource(resource, folder), options, whole);
        if (guessed.header() != null) {
            JsonObject dialect = resource.dialect().json().with("header", Json.of(false));
            resource = new Resource(resource.json().with("dialect", dialect));
            notes.add(resource.name() + ": the first row has values, so there is no header");
        }
        for (String note : guessed.notes()) {
            notes.add(resource.name() + ": " + note);
        }
        resources.add(resource.withSchema(guessed.schema()));
    }

    private boolean has(String name) {
        return resources.stream().anyMatch(resource -> resource.name().equals(name));
    }

    private DataPackage described() {
        DataPackage described = new DataPackage(JsonObject.EMPTY
                .with("$schema", "https://datapackage.org/profiles/2.0/datapackage.json")
                .with("resources", JsonArray.of(List.of())));
        for (Resource resource : resources) {
            described = described.withResource(resource);
        }
        return described;
    }

    private void refer() {
        for (int from = 0; from < resources.size(); from++) {
            for (int to = 0; to < resources.size(); to++) {
                if (from != to) {
                    refer(from, to);
                }
            }
        }
    }

    private void refer(int from, int to) {
        Schema target = resources.get(to).schema();
        Schema schema = resources.get(from).schema();
        if (target == null || schema == null || target.primaryKey().size() != 1) {
            return;
        }
        String key = target.primaryKey().get(0);
        FieldType type = target.field(target.indexOf(key)).type();
        for (Field field : schema.fields()) {
            boolean own = schema.primaryKey().equals(List.of(field.name())) && from < to;
            if (!own
                    && field.type() == type
                    && KeyNames.refers(field.name(), resources.get(to).name(), key)) {
                tryKey(from, to, field.name(), key);
            }
        }
    }

    /** A schema that asks for nothing but the type of one field: no other cell is looked at. */
    private static Schema only(Schema schema, String name) {
        List<Json> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            fields.add(
                    field.name().equals(name)
                            ? field.json().without("constraints")
                            : JsonObject.EMPTY.with("name", field.name()));
        }
        return schema.without("primaryKey").without("foreignKeys").with("fields", JsonArray.of(fields));
    }

    /** States a foreign key where no row breaks it. */
    private void tryKey(int from, int to, String field, String key) {
        Resource referring = resources.get(from);
        Resource target = resources.get(to);
        Schema schema = referring.schema();
        Schema targetSchema = target.schema();
        if (schema == null || targetSchema == null) {
            return;
        }
        JsonObject reference = JsonObject.EMPTY
                .with("fields", JsonArray.ofTexts(List.of(field)))
                .with(
                        "reference",
                        JsonObject.EMPTY
                                .with("resource", target.name())
                                .with("fields", JsonArray.ofTexts(List.of(key))));
        Schema alone = only(schema, field).with("foreignKeys", JsonArray.of(List.of(reference)));
        DataPackage tried = DataPackage.EMPTY
                .withResource(referring.withSchema(alone))
                .withResource(target.withSchema(only(targetSchema, key)));
        OpenedPackage opened = new OpenedPackage(folder.folder(), tried.json(), tried, Checked.NOTHING, folder);
        List<Task> tasks = Validation.run("", DescriptorKind.PACKAGE, opened, options.withLimitErrors(1), false, true)
                .tasks();
        if (tasks.stream().noneMatch(task -> task.counts().containsKey(ErrorCode.FOREIGN_KEY))) {
            List<Json> keys = new ArrayList<>(schema.json().objects("foreignKeys"));
            keys.add(reference);
            resources.set(from, referring.withSchema(schema.with("foreignKeys", JsonArray.of(keys))));
            notes.add(
                    referring.name() + ": foreign key " + field + ": every value is a " + key + " of " + target.name());
        }
    }
}
