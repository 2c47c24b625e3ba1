package dev.weir.processors.outside;

import dev.weir.descriptor.Checked;
import dev.weir.descriptor.DescriptorCheck;
import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.FieldRule;
import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.Schema;
import dev.weir.descriptor.YamlReader;
import dev.weir.parse.TableSource;
import dev.weir.process.FlowException;
import dev.weir.process.Inference;
import dev.weir.process.Options;
import dev.weir.source.Limits;
import dev.weir.source.SmallFile;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a load says about its table: schema and dialect, each inline or in a file of its own. */
record TableOptions(@Nullable Schema schema, @Nullable Dialect dialect) {

    static TableOptions of(Options options) {
        DescriptorCheck check = new DescriptorCheck(true, FieldRule.NONE);
        JsonObject schema = read(options, "schema", check::schema);
        JsonObject dialect = read(options, "dialect", check::dialect);
        return new TableOptions(
                schema == null ? null : new Schema(schema), dialect == null ? null : new Dialect(dialect));
    }

    private static @Nullable JsonObject read(Options options, String option, Function<Json, Checked> check) {
        Json stated = options.get(option);
        if (stated == null) {
            return null;
        }
        if (stated instanceof JsonText path) {
            Path file = NamedFile.of(options, option, path.value());
            Json json = file(file);
            Checked checked = check.apply(json);
            if (!checked.isValid() || !(json instanceof JsonObject object)) {
                throw new DescriptorException(file.toString(), checked.errors());
            }
            return object;
        }
        if (!(stated instanceof JsonObject object)) {
            throw options.error(option, "'" + option + "' takes a path or a map, not " + stated.kind());
        }
        List<Finding> wrong = check.apply(object).errors().stream()
                .map(f -> new Finding(options.pointer() + "/" + option + f.pointer(), f.place(), f.message()))
                .toList();
        if (!wrong.isEmpty()) {
            throw new FlowException(wrong);
        }
        return object;
    }

    private static Json file(Path file) {
        byte[] bytes = SmallFile.read(file, Limits.DEFAULT.descriptorBytes());
        String name = file.toString();
        return name.endsWith(".yaml") || name.endsWith(".yml")
                ? YamlReader.read(bytes, name)
                : JsonReader.read(bytes, name);
    }

    /** The schema of a table that states none. */
    static Schema infer(Options options, String option, TableSource source) {
        return ServiceLoader.load(Inference.class, Inference.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> options.error(option, "the table has no schema: state one with 'schema'"))
                .schema(source);
    }
}
