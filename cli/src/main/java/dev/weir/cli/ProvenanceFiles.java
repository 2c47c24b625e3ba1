package dev.weir.cli;

import dev.weir.carry.Facts;
import dev.weir.carry.Origin;
import dev.weir.carry.Provenance;
import dev.weir.carry.Signatures;
import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.descriptor.JsonObject;
import dev.weir.flow.Plan;
import dev.weir.process.Carrier;
import dev.weir.process.RunInputs;
import dev.weir.process.Staged;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code weir run --provenance}: what each version that a run writes into a folder says of where it comes from. */
final class ProvenanceFiles {
    private final @Nullable PrivateKey key;
    private final boolean asked;
    private final Map<Path, Set<String>> made = new LinkedHashMap<>();

    private ProvenanceFiles(boolean asked, @Nullable PrivateKey key) {
        this.asked = asked;
        this.key = key;
    }

    /** What the arguments ask for; a key that is none is wrong usage, before the run. */
    static ProvenanceFiles of(Arguments arguments) {
        String file = arguments.value("sign", "");
        if (file.isEmpty()) {
            return new ProvenanceFiles(arguments.has("provenance"), null);
        }
        try {
            return new ProvenanceFiles(true, Signatures.privateKey(GivenPath.of(file)));
        } catch (Signatures.RefusedException refused) {
            throw new UsageException("--sign takes a private key: " + refused.getMessage());
        }
    }

    /** The inputs of a run whose versions carry the files, if they are asked for, and know the flow that made them. */
    RunInputs carriedBy(RunInputs inputs, Plan plan, MadeBy flow, Terminal terminal) throws IOException {
        return inputs.carrying(new Carried(plan, flow, inputs.now(), terminal, Main.version()));
    }

    /** Says what was written, once it is. */
    void say(Terminal terminal) throws IOException {
        for (Map.Entry<Path, Set<String>> one : made.entrySet()) {
            terminal.println(one.getKey() + ": wrote " + String.join(", ", one.getValue()));
        }
    }

    private final class Carried implements Carrier {
        private final Plan plan;
        private final MadeBy flow;
        private final Instant started;
        private final Terminal terminal;
        private final String producer;
        private Map<String, Long> read = Map.of();

        Carried(Plan plan, MadeBy flow, Instant started, Terminal terminal, String producer) {
            this.producer = producer;
            this.plan = plan;
            this.flow = flow;
            this.started = started;
            this.terminal = terminal;
        }

        @Override
        public void read(Map<String, Long> rows) {
            read = rows;
        }

        @Override
        public JsonObject notes(Path folder) {
            return flow.notes(folder);
        }

        @Override
        public boolean misses(Written there, Set<String> paths) {
            return asked && !paths.contains(Provenance.path(there.descriptor(), key != null));
        }

        @Override
        public Map<String, byte[]> files(Written written) {
            if (!asked) {
                return Map.of();
            }
            Instant finished = RunClock.now(terminal.environment());
            Origin origin = Facts.of(written, steps(written.folder()), read, started, finished, producer);
            Map<String, byte[]> files = Provenance.files(origin, key);
            made.put(written.folder(), files.keySet());
            return files;
        }

        /** The steps of the plan to the one that writes there. */
        private List<Plan.Planned> steps(Path folder) {
            for (int i = 0; i < plan.steps().size(); i++) {
                Path descriptor = plan.steps().get(i).processor() instanceof Staged staged ? staged.descriptor() : null;
                if (descriptor != null && descriptor.resolveSibling("").equals(folder)) {
                    return plan.steps().subList(0, i + 1);
                }
            }
            return plan.steps();
        }
    }
}
