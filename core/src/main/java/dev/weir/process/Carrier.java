package dev.weir.process;

import dev.weir.descriptor.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Makes what a version carries beside its data: files that are part of its commit, and notes. One thread. */
public interface Carrier {
    /** Carries nothing. */
    Carrier NOTHING = new Carrier() {
        @Override
        public boolean misses(Written there, Set<String> paths) {
            return false;
        }

        @Override
        public Map<String, byte[]> files(Written written) {
            return Map.of();
        }
    };

    /**
     * A package on its way into a folder.
     *
     * @param bytes of its {@code datapackage.json}, as it will be published
     * @param places where files are now that the descriptor names, by their paths; others are in the folder
     */
    record Written(Path folder, JsonObject descriptor, byte[] bytes, Map<String, Path> places) {
        public Written {
            places = Map.copyOf(places);
        }
    }

    /** How many rows were read of each resource; said before files are made, where it is known. */
    default void read(Map<String, Long> rows) {}

    /** What the store keeps of how a version was made; nothing of it is published. */
    default JsonObject notes(Path folder) {
        return JsonObject.EMPTY;
    }

    /**
     * Whether a version lacks what this carries, so that one is to be written that has it.
     *
     * @param there what is published
     * @param paths of all files of the version
     */
    boolean misses(Written there, Set<String> paths);

    /** The files, by their paths from the folder of the package. */
    Map<String, byte[]> files(Written written);
}
