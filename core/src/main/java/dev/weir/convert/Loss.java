package dev.weir.convert;

/**
 * Something that the output does not say as the input did.
 *
 * @param place where: {@code package}, a resource, {@code orders, field 'price'}
 * @param what what is lost, and why
 */
public record Loss(String place, String what) {

    @Override
    public String toString() {
        return place + ": " + what;
    }
}
