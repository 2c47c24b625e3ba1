package dev.weir.web;

/**
 * How much and how long a server may send.
 *
 * @param bytes bytes of one file, as they are sent
 * @param connectMillis milliseconds until a server takes the connection
 * @param idleMillis milliseconds without a byte
 * @param graceMillis milliseconds that an answer may take at any pace
 * @param bytesPerSecond the slowest pace after that, counted from the beginning of the answer
 * @param redirects how often one address may send on to another
 * @param headBytes bytes of status line and headers
 */
public record WebLimits(
        long bytes,
        int connectMillis,
        int idleMillis,
        int graceMillis,
        int bytesPerSecond,
        int redirects,
        int headBytes) {
    public static final WebLimits DEFAULT = new WebLimits(16L << 30, 10_000, 30_000, 60_000, 1024, 5, 64 << 10);
}
