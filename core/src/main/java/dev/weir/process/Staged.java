package dev.weir.process;

import dev.weir.descriptor.DataPackage;

/** A processor with an effect outside the run (dump): it opens a {@link Stage} before the first row. */
public interface Staged extends Processor {

    /** Where the effect goes: a flow has one step for each place. */
    Object place();

    /** @param described the package as it stands at this step */
    Stage stage(DataPackage described, RunInputs inputs);
}
