package dev.weir.descriptor;

/**
 * One thing that is wrong in a descriptor or a flow file.
 *
 * @param pointer JSON Pointer (RFC 6901) of the node, {@code ""} for the root
 * @param place line and column in the file, from 1; {@link Json.Place#NONE} where there is no file
 * @param message what was found, what the standard says, what to do
 */
public record Finding(String pointer, Json.Place place, String message) {

    /** {@code 12:3 /resources/0/name: message}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (place.line() > 0) {
            text.append(place.line()).append(':').append(place.column()).append(' ');
        }
        if (!pointer.isEmpty()) {
            text.append(pointer).append(": ");
        }
        return text.append(message).toString();
    }
}
