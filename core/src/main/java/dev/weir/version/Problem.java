package dev.weir.version;

/**
 * What is wrong with a file of a store.
 *
 * @param file from the folder of the package, with {@code /}
 * @param note what is wrong, in words
 */
public record Problem(String file, String note) implements Comparable<Problem> {
    @Override
    public int compareTo(Problem other) {
        int order = file.compareTo(other.file);
        return order == 0 ? note.compareTo(other.note) : order;
    }

    /** {@code .weir/HEAD: is damaged} */
    @Override
    public String toString() {
        return file + ": " + note;
    }
}
