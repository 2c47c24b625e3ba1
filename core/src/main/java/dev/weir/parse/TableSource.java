package dev.weir.parse;

import dev.weir.descriptor.Resource;
import dev.weir.source.DataFolder;

/**
 * A table to read: its descriptor with schema and dialect in place, and where its paths start from.
 *
 * @param data the folder of the paths, and whether they may lead out of it
 */
public record TableSource(Resource resource, DataFolder data) {}
