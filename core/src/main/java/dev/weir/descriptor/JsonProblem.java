package dev.weir.descriptor;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.weir.descriptor.Json.Place;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a text that is not JSON, in the words of someone who has to mend it. */
final class JsonProblem {
    private JsonProblem() {}

    static Finding of(JsonProcessingException problem, char[] text) {
        JsonLocation location = problem.getLocation();
        Place place = location == null ? Place.NONE : new Place(location.getLineNr(), location.getColumnNr());
        if (problem instanceof StreamConstraintsException) {
            return new Finding("", place, limit(problem.getOriginalMessage()));
        }
        String wrongFile = wrongFile(text);
        if (wrongFile != null) {
            return new Finding("", new Place(1, 1), wrongFile);
        }
        int offset = location == null ? -1 : (int) location.getCharOffset();
        return new Finding("", place, "This is not JSON: " + reason(problem, text, offset));
    }

    private static String limit(String message) {
        if (message.contains("nesting depth")) {
            return "Objects and arrays nest deeper than " + JsonReader.MAX_DEPTH
                    + " levels, which is past Weir's limit";
        }
        return message.contains("Number") ? DescriptorText.NUMBER_TOO_LARGE : message;
    }

    /** What the file seems to be instead, judged by how it begins, or null. */
    private static @Nullable String wrongFile(char[] text) {
        String start = new String(text, 0, Math.min(text.length, 400)).strip();
        char first = start.charAt(0);
        if (first == '{' || first == '[' || first == '"') {
            return null;
        }
        if (first == '<') {
            return "This is not JSON but seems to be an HTML or XML page: was a web page saved in place of the"
                    + " descriptor?";
        }
        if (first == '%' || first == 'P' && start.startsWith("PK")) {
            return "This is not JSON but seems to be a binary file: name the descriptor itself";
        }
        int end = start.indexOf('\n');
        String line = end < 0 ? start : start.substring(0, end).strip();
        if (line.indexOf(',') > 0 || line.indexOf(';') > 0 || line.indexOf('\t') > 0) {
            return "This is not JSON but seems to be a table (its first line is " + quoted(line)
                    + "): a descriptor is a JSON object that names the table as a resource";
        }
        if (line.startsWith("---") || line.startsWith("#") || line.endsWith(":") || line.indexOf(": ") > 0) {
            return "This is not JSON but seems to be YAML: give the file a name that ends in .yaml";
        }
        return null;
    }

    private static String reason(JsonProcessingException problem, char[] text, int offset) {
        String message = problem.getOriginalMessage();
        if (message.contains("end-of-input") || message.contains("end of input")) {
            return "the text ends too early, a closing bracket, brace or quote is missing";
        }
        char at = offset > 0 && offset <= text.length ? text[offset - 1] : offset == 0 ? text[0] : 0;
        char here = offset >= 0 && offset < text.length ? text[offset] : 0;
        if (at == '\'' || here == '\'') {
            return "strings and names stand in double quotes, not in single quotes";
        }
        if ((at == '}' || at == ']' || here == '}' || here == ']') && previous(text, offset) == ',') {
            return "a comma stands after the last item, remove it";
        }
        if (at == '/' || here == '/') {
            return "JSON has no comments, remove it";
        }
        if (message.contains("ALLOW_NON_NUMERIC")) {
            return "JSON has no NaN and no infinity: write them as a string";
        }
        if (message.contains("CTRL-CHAR")) {
            return "a string holds a raw line break or control character: close the string, or write \\n";
        }
        int code = message.indexOf(" (code ");
        int codeEnd = message.indexOf(')', code);
        String plain = code > 0 && codeEnd > 0 ? message.substring(0, code) + message.substring(codeEnd + 1) : message;
        int line = plain.indexOf('\n');
        plain = line < 0 ? plain : plain.substring(0, line);
        return plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
    }

    /** The last character before the bracket at or before {@code offset} that is not blank. */
    private static char previous(char[] text, int offset) {
        int i = Math.min(offset, text.length - 1);
        while (i >= 0 && text[i] != '}' && text[i] != ']') {
            i--;
        }
        for (i--; i >= 0; i--) {
            if (text[i] > ' ') {
                return text[i];
            }
        }
        return 0;
    }

    private static String quoted(String line) {
        return '"' + (line.length() > 60 ? line.substring(0, 60) + '…' : line) + '"';
    }
}
