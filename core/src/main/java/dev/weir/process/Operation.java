package dev.weir.process;

import dev.weir.descriptor.Resource;
import dev.weir.parse.TableSource;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a processor does with rows: one entry a stream of rows that it makes, changes or watches. */
public sealed interface Operation {

    /** Names of the resources read, as they stand before the step; empty for a source. */
    List<String> inputs();

    /** The resource made or replaced. */
    String output();

    /** In which order the rows of a table are when it is read. */
    enum SourceOrder {
        /** As they stand in the file: that is part of what the file says. */
        FILE,
        /** By primary key, where there is one, then by all cells. */
        INSIGNIFICANT,
        /** By all cells: a bag, in which a key says nothing about places. */
        NONE;

        /** Whether rows stand where their file has them. */
        public boolean isOfFile() {
            return this == FILE;
        }
    }

    /**
     * Reads a resource from outside. A resource without a schema has no rows: it is carried as a file.
     *
     * @param onError what becomes of rows with bad cells; null where the next step on them is a check: then it decides
     * @param changes a file of edits of its rows; null for none
     * @param order of the rows
     */
    record Read(
            Resource resource,
            TableSource source,
            @Nullable OnError onError,
            @Nullable Path changes,
            SourceOrder order) implements Operation {
        /** Whether rows in error go no further; not so where the next step is a check, which decides. */
        public boolean removes() {
            return onError != null && onError.removes();
        }

        @Override
        public List<String> inputs() {
            return List.of();
        }

        @Override
        public String output() {
            return resource.name();
        }
    }

    /**
     * A form, applied. Each, Group, Scan and Whole have one input; Each may have several: then they follow one another
     * (concatenate). Join has two, left and right.
     */
    record Apply(List<String> inputs, String output, Form form, OnError onError) implements Operation {}

    /** Checks the rows against their schema, keys and foreign keys included. */
    record Check(String output, OnError onError) implements Operation {
        @Override
        public List<String> inputs() {
            return List.of(output);
        }
    }
}
