package dev.weir.version;

/**
 * How the rows of a resource differ from those of the newest valid version before.
 *
 * @param changed rows of one key with another value
 * @param textOnly rows whose values are the same, differently written
 * @param moved rows at another place of the order, as they were
 */
public record ResourceCounts(String name, long added, long removed, long changed, long textOnly, long moved) {}
