/**
 * What the built-in steps share about schemas: selecting fields, carrying keys along, one form for each selected table.
 *
 * <p>Read {@code PackageProcessor}, {@code TableProcessor}, {@code Keys}, {@code FieldNames}.
 */
@NullMarked
package dev.weir.processors.schema;

import org.jspecify.annotations.NullMarked;
