package dev.weir.descriptor.change;

/**
 * One thing that differs between two descriptors.
 *
 * @param pointer a JSON Pointer to it: in the newer descriptor, or in the older one where it is gone
 * @param resource the resource that it belongs to, as the newer descriptor calls it; {@code ""} for the package itself
 * @param words what has changed, without the resource: {@code field 'price' is now number, was string}
 */
public record Change(String pointer, ChangeKind kind, String resource, String words) {}
