package dev.weir.flow;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Nearest;
import dev.weir.process.FlowException;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Step;
import dev.weir.source.Remote;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The kinds of step that a flow may name, by their name. Immutable. */
public final class Steps {
    private final Map<String, Step> steps = new TreeMap<>();
    private final @Nullable Remote remote;

    /** The steps given; two of one name are an error. They name no addresses. */
    public Steps(Iterable<Step> steps) {
        this(steps, null);
    }

    private Steps(Iterable<Step> steps, @Nullable Remote remote) {
        this.remote = remote;
        for (Step step : steps) {
            Step other = this.steps.put(step.spec().name(), step);
            if (other != null) {
                throw new FlowException("two steps are called '" + step.spec().name() + "': "
                        + other.getClass().getName() + " and " + step.getClass().getName() + "; rename one");
            }
        }
    }

    /** All steps that {@code ServiceLoader} finds. */
    public static Steps of(ClassLoader loader) {
        return new Steps(ServiceLoader.load(Step.class, loader));
    }

    /** The same steps, which may name addresses. */
    public Steps withRemote(@Nullable Remote other) {
        return new Steps(steps.values(), other);
    }

    /** What brings what has an address; null where nothing remote is read. */
    @Nullable
    Remote remote() {
        return remote;
    }

    /** The step called {@code name}, in kebab or snake case, or null. */
    public @Nullable Step find(String name) {
        return steps.get(name.replace('_', '-'));
    }

    /** The step called {@code name}; an unknown one is an error that names the nearest. */
    public Step get(String name) {
        Step step = find(name);
        if (step == null) {
            throw new FlowException(unknown(name));
        }
        return step;
    }

    /**
     * A step for a flow made in Java.
     *
     * @param folder where relative paths start from
     * @param now the run's clock
     */
    public Processor processor(String name, JsonObject options, Path folder, Instant now) {
        Options given = new Options(options, "", folder).at(now).with(remote);
        return StepReader.processor(get(name), given, Json.Place.NONE, KeyPlaces.NONE);
    }

    String unknown(String name) {
        String instead = TheirOptions.instead(name.replace('_', '-'));
        return instead != null
                ? "no step '" + name + "': " + instead
                : "no step '" + name + "'" + Nearest.hint(name.replace('_', '-'), steps.keySet());
    }

    /** All steps, by name. */
    public Collection<Step> all() {
        return Collections.unmodifiableCollection(steps.values());
    }
}
