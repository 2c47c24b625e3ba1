package dev.weir.processors.outside;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.numbering.NumberingOptions;
import dev.weir.process.Form;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.RunInputs;
import dev.weir.process.Spec;
import dev.weir.process.Stage;
import dev.weir.process.Staged;
import dev.weir.process.Step;
import dev.weir.process.Whole;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.PackageProcessor;
import dev.weir.run.RunOptions;
import dev.weir.version.DumpedVersions;
import dev.weir.write.DumpOptions;
import dev.weir.write.PackageStage;
import dev.weir.write.PackageWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the package as it stands: the next version in a folder, or a plain package in a zip file, and lets all rows
 * pass. What it writes is checked; everything is switched at once when the run has succeeded.
 */
public final class Dump implements Step {
    private static final Spec SPEC = Spec.of(
                    "dump",
                    "Whole",
                    "Writes the package as it stands: the next version in a folder, or a plain package in a zip file;"
                            + " all dumps of a run appear at once when it has succeeded.")
            .required("to", Option.Kind.TEXT, "the folder, or a file whose name ends in .zip")
            .choice("paths", "fixed: plain file names, for folders in git, instead of one for each version", "fixed")
            .option("version", Option.Kind.TEXT, "the version; by default the next, or that of the flow")
            .option(
                    "version-reason",
                    Option.Kind.TEXT,
                    "why the version is lower than what has changed asks for; it is kept with the version")
            .option(
                    "numbering",
                    Option.Kind.NAMES,
                    "what raises which part of the version, where the standard leaves it open: see Version numbers")
            .choice(
                    "snapshot",
                    "later: a run that finds changes keeps them; the files are written by the next run with now, the"
                            + " default",
                    "now",
                    "later")
            .option(
                    "logical-hash",
                    Option.Kind.FLAG,
                    "true: each table has a logicalHash beside its hash, the same for the same rows however they are"
                            + " written or ordered")
            .option(
                    "changes",
                    Option.Kind.FLAG,
                    "true: each version carries the rows that have changed since the one before, as a package that"
                            + " other flows take as edits")
            .withoutResources()
            .example("{to: dist}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        return new Whole() {
            @Override
            public Table open(Opening opening) {
                if (opening.stage() instanceof PackageStage stage) {
                    return stage.open(opening);
                }
                throw new IllegalStateException("dump was opened without its stage");
            }

            @Override
            public Origins origins(List<Schema> inputs, Schema output) {
                return Origins.sameNames(inputs.get(0), output);
            }

            @Override
            public @Nullable Records records(Resource resource) {
                return PackageWriter.records(resource);
            }
        };
    }

    @Override
    public Processor processor(Options options) {
        if (options.text("to").isBlank()) {
            throw options.error("to", "'to' is empty: name a folder or a zip file");
        }
        Path to = options.folder().resolve(options.text("to")).normalize();
        DumpOptions how = new DumpOptions(
                options.has("paths"),
                options.textOrNull("version"),
                options.textOrNull("version-reason"),
                numbering(options),
                options.flag("logical-hash", false),
                options.flag("changes", false));
        return new Dumping(options, to, how, form(options));
    }

    private static NumberingOptions numbering(Options options) {
        NumberingOptions numbering = NumberingOptions.DEFAULT;
        for (Map.Entry<String, String> option : options.names("numbering").entrySet()) {
            try {
                numbering = numbering.with(option.getKey(), option.getValue());
            } catch (IllegalArgumentException unknown) {
                throw options.error("numbering", String.valueOf(unknown.getMessage()));
            }
        }
        return numbering;
    }

    private static final class Dumping extends PackageProcessor implements Staged {
        private final Path to;
        private final DumpOptions how;
        private final Form form;

        Dumping(Options options, Path to, DumpOptions how, Form form) {
            super(SPEC.name(), options);
            this.to = to;
            this.how = how;
            this.form = form;
        }

        @Override
        public Object place() {
            return to;
        }

        @Override
        public String configuration() {
            // What is written is the same, sooner or later.
            return JsonWriter.compact(options.json().without("snapshot"));
        }

        @Override
        public boolean putsOff() {
            return "later".equals(options.textOrNull("snapshot"));
        }

        @Override
        public @Nullable Path descriptor() {
            return PackageWriter.isZip(to) ? null : to.resolve("datapackage.json");
        }

        @Override
        public Stage stage(DataPackage described, RunInputs inputs) {
            return PackageWriter.stage(
                            inputs.into().apply(to),
                            how,
                            described,
                            inputs,
                            new DumpedVersions(RunOptions.DEFAULT, inputs.takesNetwork(), inputs.carrier()))
                    .from(options.folder());
        }

        @Override
        public DataPackage describe(DataPackage input) {
            if (input.resources().isEmpty()) {
                throw options.error("to", "there is no resource to write: load one before this step");
            }
            return input;
        }

        @Override
        public List<Operation> operations(DataPackage input) {
            List<Operation> operations = new ArrayList<>();
            for (Resource resource : input.resources()) {
                operations.add(new Operation.Apply(List.of(resource.name()), resource.name(), form, OnError.FAIL));
            }
            return operations;
        }
    }
}
