package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.descriptor.DescriptorKind;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Profile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** {@code weir profile}: prints the JSON Schema of a kind of descriptor. */
final class ProfileCommand implements Command {
    @Override
    public String name() {
        return "profile";
    }

    @Override
    public String summary() {
        return "prints the JSON Schema of descriptors, for editors and other validators";
    }

    @Override
    public String usage() {
        return "[package|resource|schema|dialect|field]";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.value("version", String.join("|", Profile.VERSIONS), "of the standard (2.0)"));
    }

    @Override
    public String details() {
        return "The profile is one file that names no other, of draft 7, by the standard's text: the published ones differ\n"
                + "from it. weir validate checks more than a JSON Schema can say.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        List<String> kinds = arguments.positional("KIND", 0, 1);
        String wanted = kinds.isEmpty() ? "package" : kinds.get(0);
        String version = arguments.value("version", "2.0");
        if (!Profile.VERSIONS.contains(version)) {
            throw new UsageException("there is no profile of version " + version + ": " + Profile.VERSIONS);
        }
        List<String> nouns =
                Arrays.stream(DescriptorKind.values()).map(DescriptorKind::noun).toList();
        int kind = nouns.indexOf(wanted);
        if (kind < 0) {
            throw new UsageException("there is no profile of \"" + wanted + "\": use one of " + String.join(", ", nouns)
                    + Nearest.hint(wanted, nouns));
        }
        terminal.print(JsonWriter.pretty(Profile.of(DescriptorKind.values()[kind], version)));
        return DONE;
    }
}
