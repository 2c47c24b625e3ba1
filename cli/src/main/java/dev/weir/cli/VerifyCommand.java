package dev.weir.cli;

import dev.weir.carry.Provenance;
import dev.weir.carry.Signatures;
import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.cli.report.Words;
import dev.weir.version.Problem;
import dev.weir.version.StoreCheck;
import dev.weir.version.VersionStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;

/** {@code weir verify}: reads a store whole. */
final class VerifyCommand implements Command {
    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "reads all versions and checks every byte against its hash";
    }

    @Override
    public String usage() {
        return "DIR [FLOW]";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.value(
                        "key",
                        "FILE",
                        "checks as well that the version shown is signed by the holder of this public key"),
                Option.flag(
                        "rebuild",
                        "runs the flow that made the version shown, or FLOW, elsewhere, and compares each byte"),
                Option.repeated("set", "NAME=VALUE", "sets a parameter of the flow"),
                CommonOptions.THREADS,
                CommonOptions.MEMORY);
    }

    @Override
    public String details() {
        return "Objects, manifests, HEAD, and the files that DIR shows. Exit code: 0 all whole, 1 something is damaged"
                + " or\n"
                + "missing, a line for each file; 3 there are no versions. With --key (ed25519, PEM) the signature that\n"
                + "\"weir run --sign\" wrote is checked with every file that it names, without versions too.\n"
                + "With --rebuild the flow is run with the clock of the version shown, on files that must be what they"
                + " were; of what\n"
                + "comes out only the version's number may differ.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        List<String> words = arguments.positional("DIR", 1, arguments.has("rebuild") ? 2 : 1);
        String folder = words.get(0);
        Path place = GivenPath.of(folder);
        String key = arguments.value("key", "");
        int signed = key.isEmpty() ? DONE : signature(folder, place, key, terminal);
        if (!key.isEmpty() && VersionStore.openIfThere(place) == null) {
            return signed;
        }
        int whole = Math.max(signed, store(folder, place, terminal));
        if (!arguments.has("rebuild")) {
            return whole;
        }
        String flow = words.size() > 1
                ? words.get(1)
                : MadeBy.flow(folder, VersionStore.open(place).shown(), arguments)
                        .toString();
        return Math.max(whole, Rebuild.of(folder, flow, arguments, terminal));
    }

    private static int signature(String folder, Path place, String key, Terminal terminal) throws IOException {
        PublicKey holder;
        try {
            holder = Signatures.publicKey(GivenPath.of(key));
        } catch (Signatures.RefusedException refused) {
            throw new UsageException("--key takes a public key: " + refused.getMessage());
        }
        List<String> wrong = Provenance.verify(place, holder);
        for (String problem : wrong) {
            terminal.println(problem);
        }
        terminal.println(
                folder + (wrong.isEmpty() ? ": the signature is by this key, and fits" : ": is not as signed"));
        return wrong.isEmpty() ? DONE : INVALID;
    }

    private static int store(String folder, Path place, Terminal terminal) throws IOException {
        StoreCheck check = StoreCheck.of(place);
        for (Problem problem : check.problems()) {
            terminal.println(folder + "/" + problem);
        }
        String what = Words.count(check.versions(), "version")
                + (check.removed() == 0 ? ", " : " (the bytes of " + check.removed() + " are gone), ")
                + Words.count(check.objects(), "object") + ", " + Words.count(check.bytes(), "byte");
        terminal.println(folder + ": " + what
                + (check.problems().isEmpty()
                        ? ", all whole"
                        : ", " + Words.count(check.problems().size(), "file") + " damaged or missing"));
        return check.problems().isEmpty() ? DONE : INVALID;
    }
}
