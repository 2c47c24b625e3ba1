package dev.weir.version;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.JsonObject;
import dev.weir.run.RunOptions;
import dev.weir.write.Dumps;
import dev.weir.write.PackageStage;
import dev.weir.write.VersionKeeper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs that make the first version of a folder at once: the second sees nothing of the first but what is whole. */
class FirstDumpTest {
    private static final int LARGE = 1000;

    @TempDir
    Path temp;

    /** A keeper that lets something happen while a folder is read, and behind a commit, before the descriptor is switched. */
    private static final class Watched implements VersionKeeper {
        private final VersionKeeper keeper =
                new DumpedVersions(RunOptions.DEFAULT, LARGE); // larger files are not packed
        private @Nullable Consumer<Runnable> around;
        private Runnable behindCommit = () -> {};

        @Override
        public Keeping keep(Path folder) {
            Keeping kept = keeper.keep(folder);
            return new Keeping() {
                @Override
                public <T> T begin(Reading<T> read) {
                    return kept.begin(isAlone -> {
                        Consumer<Runnable> once = around;
                        around = null;
                        if (once == null) {
                            return read.read(isAlone);
                        }
                        List<T> found = new ArrayList<>();
                        once.accept(() -> found.add(read.read(isAlone)));
                        return found.get(0);
                    });
                }

                @Override
                public boolean needs(String path) {
                    return kept.needs(path);
                }

                @Override
                public String number(Made made) {
                    return kept.number(made);
                }

                @Override
                public boolean misses(JsonObject published) {
                    return kept.misses(published);
                }

                @Override
                public void carry(Made made, JsonObject numbered, byte[] descriptor) {
                    kept.carry(made, numbered, descriptor);
                }

                @Override
                public Held lock() {
                    return kept.lock();
                }

                @Override
                public void commit(Made made, byte[] descriptor) {
                    kept.commit(made, descriptor);
                    behindCommit.run();
                }

                @Override
                public boolean isCommitted() {
                    return kept.isCommitted();
                }

                @Override
                public void settle() {
                    kept.settle();
                }
            };
        }
    }

    private static PackageStage staged(Path dist, VersionKeeper keeper, String rows) {
        Dumps dumps = new Dumps().keeper(keeper).table("orders", "a,b\n" + rows);
        PackageStage stage = dumps.stage(dist);
        dumps.fill(stage);
        stage.prepare();
        return stage;
    }

    @Test
    void aRunThatBeginsWhileTheFirstVersionIsSwitchedRemovesNothing() {
        switched(temp.resolve("dist"), 0);
    }

    @Test
    void norWhereAPackageWithoutVersionsIsThere() throws IOException {
        Path dist = temp.resolve("dist");
        Folders.aPackage(dist, "", "7,z\n");
        switched(dist, 1);
    }

    private void switched(Path dist, int before) {
        Watched first = new Watched();
        Watched second = new Watched();
        second.around = reading -> { // the second run has seen that there is no lock
            PackageStage stage = staged(dist, first, "1," + "x".repeat(LARGE) + "\n");
            first.behindCommit = reading; // and reads while the first is between its two switches
            stage.commit();
        };
        PackageStage late = staged(dist, second, "2,y\n");
        assertEquals(before + 1, VersionStore.open(dist).log().size());
        late.commit();
        assertEquals(before + 2, VersionStore.open(dist).log().size());
        assertEquals(List.of(), StoreCheck.of(dist).problems());
    }
}
