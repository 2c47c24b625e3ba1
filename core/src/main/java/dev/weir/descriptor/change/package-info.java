/**
 * What differs between two descriptors, as they were published: of version 0, 1 or 2 of the standard, broken ones too.
 *
 * <p>In: two {@link dev.weir.descriptor.DataPackage}s, and the headers of the data where they are known. Out: {@link
 * dev.weir.descriptor.change.Change}s, each with its {@link dev.weir.descriptor.change.ChangeKind}, a JSON Pointer and
 * words. Read {@code ChangeKind}, then {@code DescriptorDifference} and the classes that it asks, from the package down to
 * a field's constraints.
 */
@NullMarked
package dev.weir.descriptor.change;

import org.jspecify.annotations.NullMarked;
