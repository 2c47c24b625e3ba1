package dev.weir.write;

import dev.weir.descriptor.JsonObject;
import dev.weir.process.Copies;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who keeps the versions of folders that packages are written to: numbers them, and keeps their bytes. */
public interface VersionKeeper {

    /** Begins to write the next version of a folder; nothing is read yet. */
    Keeping keep(Path folder);

    /**
     * A file that was written, at its place in the folder once it is committed.
     *
     * @param copies what it has from the file of the version before; null where it was not made from that
     */
    record Placed(
            String path,
            Path file,
            String hash,
            long bytes,
            @Nullable Copies copies) {}

    /**
     * A version on its way.
     *
     * @param descriptor without its number
     * @param files the new ones, where they are now; the descriptor may name others, of the version before
     * @param stated the version that the package states; null where it states none
     * @param how it is to be numbered, and whether data files of the next version will replace these
     * @param valid whether what was written is
     */
    record Made(
            JsonObject descriptor,
            List<Placed> files,
            @Nullable String stated,
            DumpOptions how,
            boolean valid,
            Instant created) {
        public Made {
            files = List.copyOf(files);
        }
    }

    /** Sees where a folder stands. */
    interface Reading<T> {
        /** @param isAlone whether no other writer is at work meanwhile, so that what one left may be removed */
        T read(boolean isAlone);
    }

    /** One folder while a run writes its next version. One thread at a time. */
    interface Keeping {
        /**
         * Finishes what a commit that was interrupted left undone, then lets {@code read} see where the folder stands. What
         * it stands at is what {@link #lock} holds the folder to. Where the folder has no lock yet it is read without one,
         * and once more with it if there is something in it.
         */
        <T> T begin(Reading<T> read);

        /** Whether a data file must stay, whoever names it: a version has its bytes from there. */
        boolean needs(String path);

        /**
         * The number of the version, from its difference to the newest valid one. What the flow states is taken the first
         * time, if it is not too low.
         *
         * @throws dev.weir.descriptor.WeirException where an option of the dump states one that is too low, without a reason
         */
        String number(Made made);

        /** Whether what is published lacks files that versions are to carry, so that a new one is to be written. */
        boolean misses(JsonObject published);

        /**
         * Makes the files that the version carries beside its data, which {@link #commit} writes.
         *
         * @param made the same as was numbered
         * @param numbered its descriptor
         * @param descriptor the bytes of that, as they will be published
         * @throws ConflictException where a file is in the way that no version wrote
         */
        void carry(Made made, JsonObject numbered, byte[] descriptor);

        /**
         * Waits until no other writer is at work.
         *
         * @throws ConflictException where another has written since {@link #begin}
         */
        Held lock();

        /**
         * All data files are at their places and on disk: the version is the newest when this returns.
         *
         * @param made the same as was numbered
         * @param descriptor as it will be published
         */
        void commit(Made made, byte[] descriptor);

        /** Behind a commit that failed: whether the version is the newest all the same, or nobody can tell. */
        boolean isCommitted();

        /** The descriptor is switched: what can wait until then. */
        void settle();
    }

    /** The right to write. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }
}
