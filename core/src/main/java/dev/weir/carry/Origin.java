package dev.weir.carry;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Json;
import dev.weir.flow.Lineage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a package comes from: the facts, which others are told in their own words.
 *
 * @param place the folder that it was written to, as users name it
 * @param written its descriptor
 * @param files its files, {@code datapackage.json} first, as they were written
 * @param tables what its tables hold
 * @param sources the files that were read
 * @param flow the steps: {@code [{name, configuration}]}
 * @param lineage of the tables, by name
 * @param producer the version of Weir
 */
public record Origin(
        String place,
        DataPackage written,
        List<Stored> files,
        List<Held> tables,
        List<Source> sources,
        Json flow,
        Lineage lineage,
        Instant started,
        Instant finished,
        String producer) {

    /** A file: its path as the descriptor says it, and what its bytes are. */
    public record Stored(String path, String sha256, long bytes) {}

    /** What a table holds. */
    public record Held(String name, long rows, String hash) {}

    /**
     * A table that was read.
     *
     * @param source as the flow reads it
     * @param place where its files are: the folder that their paths start from, as users name it
     * @param files with paths as the descriptor or the flow says them
     * @param version of the package that names them; null for none
     * @param rows how many were read; -1 where that is not known
     */
    public record Source(
            Lineage.Source source,
            String place,
            List<Stored> files,
            @Nullable String dataPackage,
            @Nullable String version,
            long rows) {}

    /** Of the same facts the same: derived from the descriptor's bytes, the place and the begin of the run. */
    public UUID runId() {
        String facts = place + '\n' + files.get(0).sha256() + '\n' + started;
        return UUID.nameUUIDFromBytes(facts.getBytes(StandardCharsets.UTF_8));
    }

    /** The name of the package, or of its folder. */
    public String name() {
        String name = written.name();
        return name == null || name.isEmpty() ? place : name;
    }

    /** What a table holds; null for none of that name. */
    @Nullable
    Held held(String table) {
        return tables.stream()
                .filter(held -> held.name().equals(table))
                .findFirst()
                .orElse(null);
    }
}
