package dev.weir.infer;

import dev.weir.descriptor.DataPackage;
import java.util.List;

/**
 * A descriptor that was inferred from data.
 *
 * @param notes what a user may want to know of it, in words: {@code orders: primary key id: …}
 */
public record Described(DataPackage dataPackage, List<String> notes) {}
