package dev.weir.descriptor;

import java.util.ArrayList;
import java.util.List;

/** The way from the root to where a reader or a check stands, printed as a JSON Pointer (RFC 6901). */
public final class Pointer {
    private final List<Object> steps = new ArrayList<>();

    void push(String name) {
        steps.add(name);
    }

    void push(int index) {
        steps.add(index);
    }

    void pop() {
        steps.remove(steps.size() - 1);
    }

    int depth() {
        return steps.size();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object step : steps) {
            append(text, step.toString());
        }
        return text.toString();
    }

    /** The pointer of the property or item {@code step} of the node at {@code pointer}. */
    public static String child(String pointer, String step) {
        StringBuilder text = new StringBuilder(pointer.length() + step.length() + 1).append(pointer);
        append(text, step);
        return text.toString();
    }

    private static void append(StringBuilder text, String step) {
        text.append('/');
        for (int i = 0; i < step.length(); i++) {
            char c = step.charAt(i);
            if (c == '~') {
                text.append("~0");
            } else if (c == '/') {
                text.append("~1");
            } else {
                text.append(c);
            }
        }
    }
}
