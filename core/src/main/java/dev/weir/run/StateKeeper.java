package dev.weir.run;

import dev.weir.delta.RefusedException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonBoolean;
import dev.weir.descriptor.JsonObject;
import dev.weir.flow.Plan;
import dev.weir.flow.PlanIdentity;
import dev.weir.process.Stage;
import dev.weir.process.Staged;
import dev.weir.refresh.KeptPlaces;
import dev.weir.source.DataFolder;
import dev.weir.source.Reason;
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
    /** Why a run cannot build on the one before. */
    static final String EDITED = "the flow has changed";

    private final Plan plan;
    private final Path folder;
    private final List<Path> descriptors;
    private final String identity;
    private JsonObject kept = JsonObject.EMPTY;

    private StateKeeper(Plan plan, Path folder, List<Path> descriptors, String identity) {
        this.plan = plan;
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
                : new StateKeeper(
                        plan, descriptors.get(0).resolveSibling(".weir").resolve("state"), descriptors, identity);
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
        if (isEdited() && !places().hasSource(plan)) {
            return EDITED;
        }
        if (properties.flag("inError", false)) {
            return "rows of the last run were in error";
        }
        return isPublished(properties) ? null : "what the last run wrote was changed since";
    }

    /** Whether what was kept is of another flow: its places may be the same all the same. */
    boolean isEdited() {
        return !identity.equals(kept.text("plan"));
    }

    /** The places of which there is state. */
    KeptPlaces places() {
        JsonObject places = kept.object("places");
        return KeptPlaces.read(places == null ? JsonObject.EMPTY : places);
    }

    /** Whether what is published is what was written when this was kept; where nothing was, that does not count. */
    boolean isPublished(JsonObject properties) {
        JsonObject published = properties.object("published");
        if (published == null) {
            return false;
        }
        JsonObject now = published();
        return now.properties().keySet().stream()
                .allMatch(
                        name -> !published.has(name) || published.text(name, "").equals(now.text(name)));
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
    JsonObject properties(JsonObject sources, List<Stage> stages, Set<String> owed) {
        JsonObject properties = properties(sources, stages);
        return owed.isEmpty() ? properties : properties.with("owed", JsonArray.ofTexts(owed));
    }

    /**
     * What to keep, now that everything is published.
     *
     * @param stages of the run, which know what they have published
     */
    JsonObject properties(JsonObject sources, List<Stage> stages) {
        return JsonObject.EMPTY
                .with("plan", identity)
                .with("published", (Json) published(stages))
                .with("places", (Json) placesNow().json())
                .with("sources", (Json) sources);
    }

    /** The places of the plan, to be kept; none where it can only be run as a whole. */
    private KeptPlaces placesNow() {
        try {
            return KeptPlaces.of(plan);
        } catch (RefusedException whole) {
            return KeptPlaces.read(JsonObject.EMPTY);
        }
    }

    /** The hash of each descriptor that is published, by its path. */
    private JsonObject published() {
        JsonObject hashes = JsonObject.EMPTY;
        for (Path descriptor : descriptors) {
            hashes = hashes.with(name(descriptor), hash(descriptor));
        }
        return hashes;
    }

    /** The same as a run has left them, whatever others have published since; what it put off is as it was. */
    private JsonObject published(List<Stage> stages) {
        JsonObject before = kept.object("published");
        JsonObject hashes = JsonObject.EMPTY;
        for (int i = 0; i < descriptors.size(); i++) {
            String name = name(descriptors.get(i));
            String hash = stages.get(i).published();
            if (hash == null) {
                hash = before == null ? null : before.text(name);
            }
            hashes = hashes.with(name, hash == null ? hash(descriptors.get(i)) : hash);
        }
        return hashes;
    }

    private static String name(Path descriptor) {
        return DataFolder.place(descriptor).toString();
    }

    private static String hash(Path descriptor) {
        try {
            return Sha256.of(Files.readAllBytes(descriptor));
        } catch (NoSuchFileException e) {
            return "none";
        } catch (IOException e) {
            throw new UncheckedIOException(descriptor + ": cannot be read: " + Reason.of(e), e);
        }
    }
}
