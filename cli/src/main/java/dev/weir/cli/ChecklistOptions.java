package dev.weir.cli;

import dev.weir.checklist.Checklist;
import dev.weir.checklist.ChecklistReader;
import dev.weir.checklist.ErrorNames;
import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.UsageException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.YamlReader;
import dev.weir.report.ErrorCode;
import dev.weir.source.Limits;
import dev.weir.source.SmallFile;
import java.util.EnumSet;
import java.util.Set;

/** What is checked beside the schema and which errors count: {@code --checklist}, {@code --pick-errors}, {@code --skip-errors}. */
final class ChecklistOptions {
    private ChecklistOptions() {}

    static Checklist checklist(Arguments arguments) {
        String file = arguments.value("checklist");
        Checklist checklist = file == null ? Checklist.NONE : read(file);
        return checklist.with(codes(arguments, "pick-errors"), codes(arguments, "skip-errors"));
    }

    private static Checklist read(String file) {
        byte[] bytes = SmallFile.read(GivenPath.of(file), Limits.DEFAULT.descriptorBytes());
        boolean isYaml = file.endsWith(".yaml") || file.endsWith(".yml");
        Json json = isYaml ? YamlReader.read(bytes, file) : JsonReader.read(bytes, file);
        return ChecklistReader.read(json, file);
    }

    private static Set<ErrorCode> codes(Arguments arguments, String option) {
        Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
        for (String names : arguments.values(option)) {
            for (String name : names.split(",", -1)) {
                try {
                    codes.addAll(ErrorNames.codes(name.strip()));
                } catch (IllegalArgumentException unknown) {
                    throw new UsageException("--" + option + ": " + unknown.getMessage());
                }
            }
        }
        return codes;
    }
}
