package dev.weir.version;

import java.util.List;

/**
 * What a version is called, and why.
 *
 * @param resources how the rows of each table differ
 */
record Judged(String version, String bump, List<String> reasons, List<ResourceCounts> resources) {
    Judged {
        reasons = List.copyOf(reasons);
        resources = List.copyOf(resources);
    }
}
