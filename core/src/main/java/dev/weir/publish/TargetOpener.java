package dev.weir.publish;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Opens targets whose addresses begin in its own way; a module brings one as a service. */
public interface TargetOpener {
    /** How its addresses begin: {@code s3://}. */
    String scheme();

    /**
     * Opens a target; nothing is changed there.
     *
     * @param endpoint the server to talk to; null for the one that the address or the environment means
     * @throws IllegalArgumentException with a message for people, where the address or the endpoint cannot be meant so
     */
    Target open(String address, @Nullable String endpoint);

    /** The one for an address, of all that are on the class path; null where none is. */
    static @Nullable TargetOpener of(String address) {
        for (TargetOpener opener : ServiceLoader.load(TargetOpener.class)) {
            if (address.startsWith(opener.scheme())) {
                return opener;
            }
        }
        return null;
    }
}
