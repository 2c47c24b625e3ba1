package dev.weir.compare.same;

import dev.weir.run.OpenPackage;
import org.jspecify.annotations.Nullable;

/** What is known of the files of two tables before they are read, and who is told what is found in them. */
public interface CommonFiles {
    /** Nothing is known, and nobody is told. */
    CommonFiles NOTHING = new CommonFiles() {};

    /**
     * What both have in common; null where that is not known. Only of tables that are valid under one primary key: then no
     * row stands twice in a file, and rows that are the same are so whoever finds them.
     */
    default @Nullable CommonRecords known(OpenPackage.Table before, OpenPackage.Table after) {
        return null;
    }

    /** Takes what was found in two files that were compared. */
    default void found(OpenPackage.Table before, OpenPackage.Table after, CommonRecords common) {}
}
