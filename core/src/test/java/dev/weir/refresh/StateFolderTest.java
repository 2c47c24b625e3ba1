package dev.weir.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.store.MemoryBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that a flow's state is in. */
class StateFolderTest {
    @TempDir
    Path folder;

    @Test
    void whyItCannotBeOpenedIsSaidWithOneName() throws IOException {
        Path state = Files.writeString(folder.resolve("state"), "in the way");

        UncheckedIOException problem =
                assertThrows(UncheckedIOException.class, () -> StateFolder.open(state, MemoryBudget.ofHeap(), 1));

        assertEquals(state.resolve("lock") + ": cannot be opened: it is there already", problem.getMessage());
    }
}
