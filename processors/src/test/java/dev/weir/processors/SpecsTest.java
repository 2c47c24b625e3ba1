package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Resource;
import dev.weir.flow.FlowFile;
import dev.weir.process.Each;
import dev.weir.process.Group;
import dev.weir.process.Join;
import dev.weir.process.Operation;
import dev.weir.process.Option;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each step says about itself, and the docs page made of it. */
class SpecsTest {
    private static final Set<String> FORMS =
            Set.of("Each", "Join", "Group", "Scan", "Whole", "source", "check", "descriptor only");

    /** Steps made of steps: their form is that of the part that decides. */
    static final Set<String> COMPOSITES = Set.of("distinct", "except", "intersect");

    /** A package in which every example makes sense. */
    static final Resource ORDERS = Tables.resource(
            "orders",
            "id integer, status string, currency string, amount number, tax number, day date, placed string,"
                    + " email string");

    static DataPackage shop(boolean one) {
        DataPackage orders = Tables.dataPackage(ORDERS);
        return one
                ? orders
                : orders.withResource(Tables.resource("rates", "currency string, rate number"))
                        .withResource(Tables.resource("old-orders", "id integer, total number"))
                        .withResource(Resource.of("checked-orders", ORDERS.schema()));
    }

    static Processor example(Spec spec) {
        String yaml = "flow:\n  - " + spec.name() + ": " + spec.example() + "\n";
        return FlowFile.parse(
                        yaml.getBytes(StandardCharsets.UTF_8), "example.yaml", Path.of(""), Map.of(), Tables.STEPS)
                .processors(Instant.EPOCH)
                .get(0);
    }

    @Test
    void everyStepOfTheTableIsThere() {
        List<String> names =
                Tables.STEPS.all().stream().map(step -> step.spec().name()).toList();
        assertEquals(
                List.of(
                        "add-field",
                        "aggregate",
                        "checkpoint",
                        "concatenate",
                        "deduplicate",
                        "delete-fields",
                        "delete-resource",
                        "distinct",
                        "dump",
                        "duplicate",
                        "except",
                        "fill",
                        "fill-down",
                        "filter-rows",
                        "find-replace",
                        "intersect",
                        "join",
                        "load",
                        "merge-fields",
                        "pivot",
                        "print",
                        "rename-fields",
                        "rename-resource",
                        "scan",
                        "select-fields",
                        "set-primary-key",
                        "set-type",
                        "slice-rows",
                        "sort-rows",
                        "split-field",
                        "unpivot",
                        "update-package",
                        "update-resource",
                        "update-schema",
                        "validate"),
                names);
    }

    @Test
    void everyStepSaysWhatItDoes() {
        for (Step step : Tables.STEPS.all()) {
            Spec spec = step.spec();
            assertTrue(spec.name().matches("[a-z]+(-[a-z]+)*"), spec.name());
            assertTrue(spec.summary().matches("[A-Z].*\\."), spec.name() + ": " + spec.summary());
            assertTrue(FORMS.contains(spec.form()), spec.name() + ": " + spec.form());
            assertFalse(spec.example().isEmpty(), spec.name() + " has no example");
            Set<String> names = new HashSet<>();
            for (Option option : spec.options()) {
                assertTrue(names.add(option.name()), spec.name() + ": " + option.name() + " twice");
                assertFalse(option.summary().isEmpty(), spec.name() + ": " + option.name());
            }
        }
    }

    @Test
    void onlyPrintAndDumpAreWhole() {
        assertEquals(
                List.of("dump", "print"),
                Tables.STEPS.all().stream()
                        .map(Step::spec)
                        .filter(spec -> spec.form().equals("Whole"))
                        .map(Spec::name)
                        .toList());
    }

    @Test
    void everyExampleSuitsAPackage() {
        int forms = 0;
        for (Step step : Tables.STEPS.all()) {
            Spec spec = step.spec();
            Processor processor = example(spec);
            if (spec.name().equals("load")) {
                continue;
            }
            DataPackage input = shop(spec.resources() && !spec.example().contains("resources:"));
            for (Tables.Placed part : Tables.parts(processor, input)) {
                DataPackage after = part.step().describe(part.before());
                for (Operation operation : part.step().operations(part.before())) {
                    assertTrue(
                            after.resource(operation.output()) != null, spec.name() + " makes " + operation.output());
                    if (operation instanceof Operation.Apply apply) {
                        forms++;
                        check(spec, apply, part.before(), after);
                    }
                }
            }
        }
        assertTrue(forms > 10, "forms seen: " + forms);
    }

    private static void check(Spec spec, Operation.Apply apply, DataPackage input, DataPackage after) {
        assertTrue(
                spec.form().equals(apply.form().formName()) || COMPOSITES.contains(spec.name()),
                spec.name() + " is not " + spec.form());
        var schema = input.resource(apply.inputs().get(0)).schema();
        var output = after.resource(apply.output()).schema();
        if (apply.form() instanceof Each each) {
            assertEquals(output, each.describe(schema), spec.name());
            each.kernel(schema);
        } else if (apply.form() instanceof Group group) {
            assertEquals(output, group.describe(schema), spec.name());
            group.body(schema);
        } else if (apply.form() instanceof Join join) {
            var right = input.resource(apply.inputs().get(1)).schema();
            assertEquals(output, join.describe(schema, right), spec.name());
            join.kernel(schema, right);
        }
    }

    @Test
    void theDocsPageIsMadeOfTheSpecs() throws IOException {
        Path root = root();
        Path page = root.resolve("docs").resolve("steps.md");
        String made = StepsPage.of(Tables.STEPS);
        if ("write".equals(System.getProperty("weir.docs"))) {
            Files.createDirectories(root.resolve("docs"));
            Files.writeString(page, made);
        }
        String message = "docs/steps.md is not what the steps say: write it again with ./mvnw verify -Dweir.docs=write";
        assertEquals(made, Files.exists(page) ? Files.readString(page) : "", message);
    }

    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("weir")) && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder with weir and pom.xml above the working folder");
    }
}
