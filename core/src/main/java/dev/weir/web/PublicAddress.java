package dev.weir.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses of the network belong to everybody. All others are of this computer, its neighbours or nobody, and a
 * package from outside has no business there.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry/">IPv4 Special-Purpose Addresses</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry/">IPv6 Special-Purpose Addresses</a>
 */
final class PublicAddress {
    private static final Pattern DECIMAL =
            Pattern.compile("(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");

    /** First address and length of prefix. */
    private static final String[] SPECIAL_4 = {
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3"
    };

    private PublicAddress() {}

    /**
     * Why a host may not be written so, or null: numbers that programs read differently (decimal, octal, hexadecimal,
     * fewer than four) are refused, whatever they would mean.
     */
    static @Nullable String spelling(String host) {
        String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = bare.substring(bare.lastIndexOf('.') + 1);
        if (NUMBER.matcher(last).matches() && !DECIMAL.matcher(bare).matches()) {
            return "The host " + host + " is a number that is not written as four decimal ones: 192.0.2.1";
        }
        return host.indexOf('%') >= 0 ? "The host " + host + " names a network interface" : null;
    }

    /** What an address is, in words, where it is not everybody's; else null. */
    static @Nullable String problem(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean isPublic = address instanceof Inet4Address ? isPublic4(bytes, 0) : isPublic6(bytes);
        if (isPublic) {
            return null;
        }
        String kind = address.isLoopbackAddress() || address.isAnyLocalAddress()
                ? "this computer"
                : address.isLinkLocalAddress() || address.isSiteLocalAddress()
                        ? "a private network"
                        : address.isMulticastAddress() ? "a group of computers" : "no public network";
        return address.getHostAddress().toLowerCase(Locale.ROOT) + ", which is an address of " + kind;
    }

    private static boolean isPublic4(byte[] bytes, int offset) {
        int address = int32(bytes, offset);
        for (String special : SPECIAL_4) {
            int slash = special.indexOf('/');
            int shift = 32 - Integer.parseInt(special.substring(slash + 1));
            int first = 0;
            for (String part : special.substring(0, slash).split("\\.")) {
                first = first << 8 | Integer.parseInt(part);
            }
            if (address >>> shift == first >>> shift) {
                return false;
            }
        }
        return true;
    }

    /** Of 2000::/3 what is not reserved or a tunnel; and 64:ff9b::/96 by the IPv4 address within. */
    private static boolean isPublic6(byte[] bytes) {
        int high = int32(bytes, 0);
        if (high == 0x0064ff9b && int32(bytes, 4) == 0 && int32(bytes, 8) == 0) {
            return isPublic4(bytes, 12);
        }
        return high >>> 29 == 1
                && high >>> 9 != 0x20010000 >>> 9 // 2001::/23: Teredo, ORCHID and others
                && high != 0x20010db8 // documentation
                && high >>> 16 != 0x2002 // 6to4
                && high >>> 12 != 0x3fff0000 >>> 12; // documentation
    }

    private static int int32(byte[] bytes, int offset) {
        return (bytes[offset] & 0xFF) << 24
                | (bytes[offset + 1] & 0xFF) << 16
                | (bytes[offset + 2] & 0xFF) << 8
                | bytes[offset + 3] & 0xFF;
    }
}
