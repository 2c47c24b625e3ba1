package dev.weir.run;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonBoolean;
import dev.weir.descriptor.JsonObject;
import dev.weir.flow.Plan;
import dev.weir.flow.PlanIdentity;
import dev.weir.process.Staged;
import dev.weir.source.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which state belongs to a plan: where it is, and what must be as it was for it to count. */
final class StateKeeper {
    private final Path folder;
    private final List<Path> descriptors;
    private final String identity;
    private JsonObject kept = JsonObject.EMPTY;

    private StateKeeper(Path folder, List<Path> descriptors, String identity) {
        this.folder = folder;
        this.descriptors = descriptors;
        this.identity = identity;
    }

    /** The keeper of a plan's state; null where the plan writes no folder, or not only folders, or a step of
     * it has no identity. */
    static @Nullable StateKeeper of(Plan plan) {
        List<Path> descriptors = new ArrayList<>();
        for (Plan.Planned step : plan.steps()) {
            if (step.processor() instanceof Staged staged) {
                Path descriptor = staged.descriptor();
                if (descriptor == null) {
                    return null;
                }
                descriptors.add(descriptor);
            }
        }
        String identity = descriptors.isEmpty() ? null : PlanIdentity.of(plan);
        return identity == null
                ? null
                : new StateKeeper(descriptors.get(0).resolveSibling(".weir").resolve("state"), descriptors, identity);
    }

    Path folder() {
        return folder;
    }

    /** Takes what was kept; why it does not count, null where it does. */
    @Nullable
    String judge(JsonObject properties) {
        kept = properties;
        if (properties.properties().isEmpty()) {
            return Changes.FIRST;
        }
        if (!identity.equals(properties.text("plan"))) {
            return "the flow has changed";
        }
        if (properties.flag("inError", false)) {
            return "rows of the last run were in error";
        }
        return isPublished(properties) ? null : "what the last run wrote was changed since";
    }

    /** Whether what is published is what was written when this was kept. */
    boolean isPublished(JsonObject properties) {
        JsonArray published = properties.array("published");
        return published != null && published.texts().equals(published());
    }

    /** What was kept of the sources. */
    JsonObject seen() {
        JsonObject sources = kept.object("sources");
        return sources == null ? JsonObject.EMPTY : sources;
    }

    /** The tables that dumps put off and have yet to write. */
    List<String> owed() {
        JsonArray owed = kept.array("owed");
        return owed == null ? List.of() : owed.texts();
    }

    /** Says that the last run published rows in error, so that there is nothing to build on. */
    JsonObject inError() {
        return JsonObject.EMPTY.with("plan", identity).with("inError", new JsonBoolean(true, Json.Place.NONE));
    }

    /** What to keep where dumps have yet to write some tables. */
    JsonObject properties(JsonObject sources, Set<String> owed) {
        JsonObject properties = properties(sources);
        return owed.isEmpty() ? properties : properties.with("owed", JsonArray.ofTexts(owed));
    }

    /** What to keep, now that everything is published. */
    JsonObject properties(JsonObject sources) {
        return JsonObject.EMPTY
                .with("plan", identity)
                .with("published", JsonArray.ofTexts(published()))
                .with("sources", (Json) sources);
    }

    private List<String> published() {
        List<String> hashes = new ArrayList<>();
        for (Path descriptor : descriptors) {
            try {
                hashes.add(Sha256.of(Files.readAllBytes(descriptor)));
            } catch (NoSuchFileException e) {
                hashes.add("none");
            } catch (IOException e) {
                throw new UncheckedIOException(descriptor + ": cannot be read: " + e.getMessage(), e);
            }
        }
        return hashes;
    }
}
