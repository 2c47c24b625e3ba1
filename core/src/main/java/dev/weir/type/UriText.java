package dev.weir.type;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * URIs as RFC 3986 writes them: a scheme, then an authority, path, query and fragment of ASCII characters and
 * percent-encoded bytes. A relative reference is none. Under http, https, ftp and ftps the host must not be empty (RFC
 * 9110 section 4.2).
 */
final class UriText {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String SUB_DELIMS = "!$&'()*+,;=";
    private static final byte[] HOST = StringFormat.classes(UNRESERVED + SUB_DELIMS);
    private static final byte[] USER = StringFormat.classes(UNRESERVED + SUB_DELIMS + ":");
    private static final byte[] PATH = StringFormat.classes(UNRESERVED + SUB_DELIMS + ":@/");
    private static final byte[] QUERY = StringFormat.classes(UNRESERVED + SUB_DELIMS + ":@/?");
    private static final Pattern FUTURE_ADDRESS = Pattern.compile("[vV][0-9a-fA-F]+\\.[-a-zA-Z0-9._~!$&'()*+,;=:]+");
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");

    private UriText() {}

    static boolean isUri(byte[] bytes, int start, int end) {
        int colon = scheme(bytes, start, end);
        if (colon < 0) {
            return false;
        }
        int fragment = find(bytes, colon, end, '#');
        int query = find(bytes, colon, fragment, '?');
        int path = colon + 1;
        if (query - path >= 2 && bytes[path] == '/' && bytes[path + 1] == '/') {
            int authority = path + 2;
            path = find(bytes, authority, query, '/');
            if (!isAuthority(bytes, authority, path) || authority == path && needsHost(bytes, start, colon)) {
                return false;
            }
        } else if (needsHost(bytes, start, colon)) {
            return false;
        }
        return isOf(PATH, bytes, path, query)
                && isOf(QUERY, bytes, Math.min(query + 1, fragment), fragment)
                && isOf(QUERY, bytes, Math.min(fragment + 1, end), end);
    }

    /** Where the colon behind the scheme stands, or -1. */
    private static int scheme(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            byte b = bytes[at];
            int lower = b | 0x20;
            boolean letter = lower >= 'a' && lower <= 'z';
            if (b == ':' && at > start) {
                return at;
            }
            if (!letter && (at == start || !NumberText.isDigit(b) && b != '+' && b != '-' && b != '.')) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean needsHost(byte[] bytes, int start, int colon) {
        String scheme = new String(bytes, start, colon - start, StandardCharsets.US_ASCII);
        return scheme.equalsIgnoreCase("http")
                || scheme.equalsIgnoreCase("https")
                || scheme.equalsIgnoreCase("ftp")
                || scheme.equalsIgnoreCase("ftps");
    }

    private static boolean isAuthority(byte[] bytes, int start, int end) {
        int at = find(bytes, start, end, '@');
        int host = at < end ? at + 1 : start;
        if (at < end && !isOf(USER, bytes, start, at)) {
            return false;
        }
        int port = end;
        while (port > host && NumberText.isDigit(bytes[port - 1])) {
            port--;
        }
        int to = port > host && bytes[port - 1] == ':' ? port - 1 : end;
        if (to > host && bytes[host] == '[') {
            String address = new String(bytes, host + 1, Math.max(0, to - host - 2), StandardCharsets.US_ASCII);
            return bytes[to - 1] == ']'
                    && (isIpv6(address) || FUTURE_ADDRESS.matcher(address).matches());
        }
        return isOf(HOST, bytes, host, to) && (to > host || at == end && to == end);
    }

    /** Eight groups, or fewer with one {@code ::}; the last two may be written as IPv4. */
    private static boolean isIpv6(String address) {
        int gap = address.indexOf("::");
        if (gap < 0) {
            return groups(address, true) == 8;
        }
        int before = groups(address.substring(0, gap), false);
        int behind = groups(address.substring(gap + 2), true);
        return before >= 0 && behind >= 0 && before + behind <= 7;
    }

    /** How many groups of 16 bits the text writes, or -1 where it is none. */
    private static int groups(String text, boolean last) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int groups = parts.length;
        for (int i = 0; i < parts.length; i++) {
            if (last && i == parts.length - 1 && IPV4.matcher(parts[i]).matches()) {
                groups++;
            } else if (!GROUP.matcher(parts[i]).matches()) {
                return -1;
            }
        }
        return groups;
    }

    private static int find(byte[] bytes, int from, int to, char wanted) {
        int at = from;
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /** Whether all bytes are of the class or percent-encoded. */
    private static boolean isOf(byte[] table, byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            if (bytes[at] == '%') {
                if (end - at < 3 || !StringFormat.isHex(bytes[at + 1]) || !StringFormat.isHex(bytes[at + 2])) {
                    return false;
                }
                at += 2;
            } else if (table[bytes[at] & 0xff] == 0) {
                return false;
            }
        }
        return true;
    }
}
