/**
 * Descriptors as values: what a {@code datapackage.json} says, without opening any file.
 *
 * <p>In: bytes of JSON or YAML, by {@link dev.weir.descriptor.JsonReader} and {@link dev.weir.descriptor.YamlReader} a
 * tree of {@link dev.weir.descriptor.Json} nodes, each with its line and column. Out: {@link
 * dev.weir.descriptor.DataPackage}, {@link dev.weir.descriptor.Resource}, {@link dev.weir.descriptor.Dialect}, {@link
 * dev.weir.descriptor.Schema}, {@link dev.weir.descriptor.Field}: immutable views of that tree. Unknown properties and
 * the order of all properties stay. Read {@code Json}, then {@code Field}, {@code Schema}, {@code Resource}, {@code
 * DataPackage}; then {@code DescriptorCheck} and the checks, one a noun, which hold the tree against the standard.
 */
@NullMarked
package dev.weir.descriptor;

import org.jspecify.annotations.NullMarked;
