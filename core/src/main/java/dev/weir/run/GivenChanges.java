package dev.weir.run;

import java.nio.file.Path;

/**
 * A change file that a run is given besides those that its flow names.
 *
 * @param resource the table that it edits, by the name under which it is loaded
 */
public record GivenChanges(String resource, Path file) {}
