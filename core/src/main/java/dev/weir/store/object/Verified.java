package dev.weir.store.object;

/**
 * What checking an object found.
 *
 * @param hash the name of the object
 * @param file the file that is wrong, or the object's own
 * @param note what is wrong with it, without the file; empty where the object is whole
 */
public record Verified(String hash, String file, String note) {
    public boolean whole() {
        return note.isEmpty();
    }
}
