package dev.weir.source;

import dev.weir.descriptor.Nearest;
import dev.weir.report.ErrorCode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The encodings that a resource may name, by IANA's names and by those that Python has. */
public final class TextEncoding {
    private static final Set<String> PASS = Set.of("", "utf-8", "utf8", "utf-8-sig", "us-ascii", "ascii");
    private static final List<String> USUAL = List.of(
            "utf-8",
            "us-ascii",
            "utf-16",
            "utf-16le",
            "utf-16be",
            "utf-32",
            "iso-8859-1",
            "iso-8859-2",
            "iso-8859-15",
            "windows-1250",
            "windows-1251",
            "windows-1252",
            "koi8-r",
            "shift_jis",
            "euc-jp",
            "euc-kr",
            "gb18030",
            "big5");

    private TextEncoding() {}

    /**
     * What to decode {@code file} with, or null where its bytes pass as they are.
     *
     * @param name the resource's encoding, null where it states none: then a byte order mark decides
     * @throws SourceException {@code encoding-error} where there is no such encoding, or the mark is of another
     */
    public static @Nullable Charset of(@Nullable String name, byte[] head, String file) {
        Charset marked = marked(head);
        if (name == null) {
            return marked;
        }
        String lower = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        if (PASS.contains(lower)) {
            if (marked != null) {
                throw new SourceException(
                        ErrorCode.ENCODING_ERROR,
                        file,
                        "The file begins with the byte order mark of " + marked.name()
                                + " but its encoding is stated as " + name + ": state the right one",
                        0,
                        null);
            }
            return null;
        }
        Charset charset = charset(name.strip());
        charset = charset == null ? charset(lower) : charset;
        charset = charset == null ? usual(lower) : charset;
        charset = charset == null ? charset("x-" + lower.replace("-", "")) : charset;
        if (charset == null) {
            throw new SourceException(
                    ErrorCode.ENCODING_ERROR,
                    file,
                    "There is no encoding \"" + name + "\": use a name that IANA lists, for instance utf-8"
                            + Nearest.hint(lower, USUAL));
        }
        return charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII) ? null : charset;
    }

    /** The usual encoding that is called so but for hyphens. */
    private static @Nullable Charset usual(String lower) {
        for (String name : USUAL) {
            if (name.replace("-", "").equals(lower.replace("-", ""))) {
                return Charset.forName(name);
            }
        }
        return null;
    }

    private static @Nullable Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    /** The encoding of a byte order mark other than UTF-8's, or null. */
    private static @Nullable Charset marked(byte[] head) {
        int first = head.length < 2 ? 0 : (head[0] & 0xFF) << 8 | head[1] & 0xFF;
        if (first == 0xFFFE) {
            return head.length >= 4 && head[2] == 0 && head[3] == 0
                    ? Charset.forName("UTF-32")
                    : StandardCharsets.UTF_16;
        }
        boolean isBigUtf32 = head.length >= 4 && first == 0 && (head[2] & 0xFF) == 0xFE && (head[3] & 0xFF) == 0xFF;
        if (isBigUtf32) {
            return Charset.forName("UTF-32");
        }
        return first == 0xFEFF ? StandardCharsets.UTF_16 : null;
    }
}
