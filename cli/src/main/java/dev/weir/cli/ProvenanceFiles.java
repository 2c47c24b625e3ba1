package dev.weir.cli;

import dev.weir.carry.Facts;
import dev.weir.carry.Origin;
import dev.weir.carry.Provenance;
import dev.weir.carry.Signatures;
import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.flow.Plan;
import dev.weir.process.Staged;
import dev.weir.run.Run;
import dev.weir.write.PackageStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code weir run --provenance}: the files beside each package that a run wrote into a folder. */
final class ProvenanceFiles {
    private final @Nullable PrivateKey key;
    private final boolean asked;

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

    /** Writes them, and says where; those of a version that the run found as it would have been stay. */
    void write(Plan plan, Run run, Instant started, Terminal terminal) throws IOException {
        Map<String, Long> read = run.changes() != null && run.changes().isIncremental() ? Map.of() : run.rowsRead();
        for (int i = 0; asked && i < plan.steps().size(); i++) {
            Path descriptor = plan.steps().get(i).processor() instanceof Staged staged ? staged.descriptor() : null;
            if (descriptor == null || !Files.isRegularFile(descriptor)) {
                continue;
            }
            Path folder = descriptor.resolveSibling("");
            if (isUnchanged(run, descriptor) && Provenance.isThere(folder, key != null)) {
                continue;
            }
            List<Plan.Planned> steps = plan.steps().subList(0, i + 1);
            Instant finished = RunClock.now(terminal.environment());
            Origin origin = Facts.of(descriptor, steps, read, started, finished, Main.version());
            terminal.println(folder + ": wrote " + String.join(", ", Provenance.write(folder, origin, key)));
        }
    }

    private static boolean isUnchanged(Run run, Path descriptor) {
        return run.stages().stream()
                .anyMatch(stage -> stage instanceof PackageStage dump
                        && dump.descriptor().equals(descriptor)
                        && dump.outcome() instanceof PackageStage.Unchanged);
    }
}
