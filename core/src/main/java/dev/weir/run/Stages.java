package dev.weir.run;

import dev.weir.process.Stage;
import java.util.List;

/** What the steps of a run do outside of it, all together. */
final class Stages {
    private Stages() {}

    /** Commits one after the other; those behind one that fails are abandoned, it too. */
    static void commit(List<Stage> stages) {
        int done = 0;
        try {
            for (Stage stage : stages) {
                stage.commit();
                done++;
            }
        } finally {
            stages.subList(done, stages.size()).forEach(Stage::abandon);
        }
    }
}
