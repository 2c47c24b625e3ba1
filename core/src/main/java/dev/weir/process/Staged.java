package dev.weir.process;

import dev.weir.descriptor.DataPackage;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A processor with an effect outside the run (dump): it opens a {@link Stage} before the first row. */
public interface Staged extends Processor {

    /** Where the effect goes: a flow has one step for each place. */
    Object place();

    /** @param described the package as it stands at this step */
    Stage stage(DataPackage described, RunInputs inputs);

    /** Whether a run that finds changes keeps them, and leaves writing to a later run. */
    default boolean putsOff() {
        return false;
    }

    /** The descriptor that the step publishes, in the folder that may keep what the next run starts from; null for none. */
    default @Nullable Path descriptor() {
        return null;
    }
}
