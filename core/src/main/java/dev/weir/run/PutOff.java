package dev.weir.run;

import dev.weir.process.Stage;

/** A dump whose files are left as they are: what has changed is kept, and written by a later run. */
final class PutOff implements Stage {
    private final String descriptor;
    private int behind;

    PutOff(String descriptor) {
        this.descriptor = descriptor;
    }

    /** Counts a resource, if its file is not what it is to be. */
    void count(boolean isBehind) {
        behind += isBehind ? 1 : 0;
    }

    @Override
    public void prepare() {
        // Nothing is written.
    }

    @Override
    public void commit() {
        // The run keeps its state, which holds the rows.
    }

    @Override
    public String summary() {
        return descriptor + ": left as it is, "
                + (behind == 0
                        ? "nothing has changed"
                        : behind + (behind == 1 ? " resource has" : " resources have") + " yet to be written");
    }

    @Override
    public void abandon() {
        // Nothing was written.
    }
}
