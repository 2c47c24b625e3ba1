/**
 * A package in, the same package out: in another version of the standard, another format, another dialect.
 *
 * <p>{@link dev.weir.convert.Conversion} decides for each resource what has to change, and copies files of which nothing
 * does. Descriptors change in {@code ToVersion1} and {@code ToVersion2}, schemas of what becomes JSON in {@code
 * NativeFields}; rows in {@code TableCopy} and {@code JsonRows}, a part of a block at a time. What cannot be said in the
 * output is a {@link dev.weir.convert.Loss}.
 */
@NullMarked
package dev.weir.convert;

import org.jspecify.annotations.NullMarked;
