package dev.weir.process;

import dev.weir.descriptor.Schema;
import dev.weir.parse.TableSource;

/** Finds the schema of a table that states none, from the whole of its data; found by {@code ServiceLoader}. */
public interface Inference {
    Schema schema(TableSource source);
}
