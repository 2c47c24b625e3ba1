package dev.weir.convert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a conversion changes; null for what stays as it is. Immutable.
 *
 * @param standard the version of the standard that the descriptor is to follow
 * @param form what all tables become
 * @param delimiter of CSV
 * @param quoteChar of CSV
 * @param lineTerminator of CSV
 * @param encoding of CSV
 * @param noHeader whether CSV gets no header
 * @param resources which resources are kept; all where empty
 * @param strict whether nothing is written where something would be lost
 * @param overwrite whether what is there may be replaced
 */
public record ConvertOptions(
        @Nullable Standard standard,
        @Nullable TableForm form,
        @Nullable String delimiter,
        @Nullable String quoteChar,
        @Nullable String lineTerminator,
        @Nullable String encoding,
        boolean noHeader,
        List<String> resources,
        boolean strict,
        boolean overwrite) {

    public static final ConvertOptions DEFAULT =
            new ConvertOptions(null, null, null, null, null, null, false, List.of(), false, false);

    public ConvertOptions withStandard(Standard standard) {
        return new ConvertOptions(
                standard, form, delimiter, quoteChar, lineTerminator, encoding, noHeader, resources, strict, overwrite);
    }

    public ConvertOptions withForm(@Nullable TableForm form) {
        return new ConvertOptions(
                standard, form, delimiter, quoteChar, lineTerminator, encoding, noHeader, resources, strict, overwrite);
    }
}
