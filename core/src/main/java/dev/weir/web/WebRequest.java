package dev.weir.web;

import dev.weir.report.ErrorCode;
import dev.weir.source.Reason;
import dev.weir.source.SourceException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One GET over HTTP/1.1, redirects followed. A socket of its own, not the client of the JDK: that one resolves the host
 * again when it connects, and would so reach another address than was checked.
 *
 * <p>Errors: {@code scheme-error} for an address that may not be read or is not there, {@code source-error} past a
 * limit; else an {@link UncheckedIOException} that begins with the address.
 */
final class WebRequest {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** Finds the addresses of a host. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** Says what an address is that may not be asked, null for one that may. */
    interface Rule {
        @Nullable
        String problem(InetAddress address);
    }

    /** An answer: status, headers by their names in lower case, body. To be closed. */
    record Answer(URI address, int status, Map<String, String> headers, InputStream body, Socket socket)
            implements AutoCloseable {
        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException ignored) { // all of it was read, or it is given up
                return;
            }
        }
    }

    private final boolean trusted;
    private final WebLimits limits;
    private final Resolver resolver;
    private final Rule rule;
    private final SSLSocketFactory secure;

    WebRequest(boolean trusted, WebLimits limits, Resolver resolver, SSLSocketFactory secure) {
        this(trusted, limits, resolver, PublicAddress::problem, secure);
    }

    WebRequest(boolean trusted, WebLimits limits, Resolver resolver, Rule rule, SSLSocketFactory secure) {
        this.trusted = trusted;
        this.limits = limits;
        this.resolver = resolver;
        this.rule = rule;
        this.secure = secure;
    }

    /** The answer of an address, or of where it sends on to. */
    Answer get(URI address, Map<String, String> headers) {
        URI current = checked(address, address);
        for (int redirects = 0; ; redirects++) {
            Answer answer = ask(current, headers);
            String location = answer.headers().get("location");
            if (!REDIRECTS.contains(answer.status()) || location == null) {
                return answer;
            }
            answer.close();
            if (redirects == limits.redirects()) {
                throw limit(address, "It sends on from address to address more than " + limits.redirects() + " times");
            }
            current = redirected(address, current, location);
        }
    }

    private URI redirected(URI first, URI from, String location) {
        URI to;
        try {
            to = checked(from.resolve(location), first);
        } catch (IllegalArgumentException invalid) {
            throw refused(first, "It sends on to something that is no address: " + location);
        }
        if (isSecure(from) && !isSecure(to) && !trusted) {
            throw refused(first, "It sends on from https to http, to " + to + ", where others can read and change it");
        }
        return to;
    }

    private static boolean isSecure(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    /** An address in its plain form. */
    private URI checked(URI address, URI named) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused(named, "The scheme of " + address + " is not read: only http and https are");
        }
        if (address.getHost() == null || address.getPort() > 65_535 || address.getPort() == 0) {
            throw refused(named, address + " names no host: write https://host/path");
        }
        if (address.getRawUserInfo() != null) {
            throw refused(named, "The address names a user: Weir signs in nowhere; leave the part before @ out");
        }
        return address;
    }

    private Answer ask(URI address, Map<String, String> headers) {
        try {
            Socket socket = connect(address);
            try {
                return ask(address, socket, headers);
            } catch (IOException | RuntimeException problem) {
                socket.close();
                throw problem;
            }
        } catch (SocketTimeoutException late) {
            throw new UncheckedIOException(address + ": does not answer within the time that it has", late);
        } catch (UnknownHostException unknown) {
            throw new UncheckedIOException(address + ": there is no host " + address.getHost(), unknown);
        } catch (IOException problem) {
            throw new UncheckedIOException(address + ": cannot be read: " + Reason.of(problem), problem);
        }
    }

    private Socket connect(URI address) throws IOException {
        boolean isSecure = isSecure(address);
        int port = address.getPort() > 0 ? address.getPort() : isSecure ? 443 : 80;
        String host = bare(address.getHost());
        IOException failed = new UnknownHostException(host);
        for (InetAddress each : addresses(address, host)) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(each, port), limits.connectMillis());
                socket.setSoTimeout(limits.idleMillis());
                return isSecure ? secured(socket, host, port) : socket;
            } catch (IOException problem) {
                socket.close();
                failed = problem;
            }
        }
        throw failed;
    }

    /** All addresses of the host; one that may not be asked refuses it. */
    private InetAddress[] addresses(URI address, String host) throws UnknownHostException {
        if (trusted) {
            return resolver.resolve(host);
        }
        String spelling = PublicAddress.spelling(host);
        if (spelling != null) {
            throw refused(address, spelling);
        }
        InetAddress[] found = resolver.resolve(host);
        for (InetAddress each : found) {
            String problem = rule.problem(each);
            if (problem != null) {
                throw refused(address, "The host is " + problem + ", and is read only with --trusted");
            }
        }
        return found;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private Socket secured(Socket socket, String host, int port) throws IOException {
        SSLSocket over = (SSLSocket) secure.createSocket(socket, host, port, true);
        SSLParameters parameters = over.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        over.setSSLParameters(parameters);
        over.startHandshake();
        return over;
    }

    private Answer ask(URI address, Socket socket, Map<String, String> headers) throws IOException {
        URI plain = URI.create(address.toASCIIString());
        String path = plain.getRawPath() == null || plain.getRawPath().isEmpty() ? "/" : plain.getRawPath();
        StringBuilder request = new StringBuilder("GET ").append(path);
        if (plain.getRawQuery() != null) {
            request.append('?').append(plain.getRawQuery());
        }
        request.append(" HTTP/1.1\r\nHost: ").append(plain.getHost());
        if (plain.getPort() > 0) {
            request.append(':').append(plain.getPort());
        }
        request.append("\r\nUser-Agent: weir\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        Head head = new Head(address, in, limits);
        int status = head.status();
        Map<String, String> answered = head.headers();
        while (status >= 100 && status < 200) { // interim: the answer follows
            status = head.status();
            answered = head.headers();
        }
        boolean isEmpty = status == 204 || status == 304;
        return new Answer(
                address,
                status,
                answered,
                isEmpty ? InputStream.nullInputStream() : new WebBody(in, socket, length(answered)),
                socket);
    }

    /** The length of the body; -1 where it comes in chunks. */
    private static long length(Map<String, String> headers) throws IOException {
        String transfer = headers.get("transfer-encoding");
        String length = headers.get("content-length");
        if (transfer != null) {
            if (!transfer.equalsIgnoreCase("chunked") || length != null) {
                throw new IOException("the answer is sent in a way that is not understood: " + transfer);
            }
            return -1;
        }
        if (length == null) {
            throw new IOException("the answer has no length, so that nobody could tell whether it is whole");
        }
        if (length.isEmpty() || length.length() > 18 || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IOException("the answer has a length that is no number: " + length);
        }
        return Long.parseLong(length);
    }

    static SourceException refused(URI address, String note) {
        return new SourceException(ErrorCode.SCHEME_ERROR, address.toString(), note, -1, null);
    }

    static SourceException limit(URI address, String note) {
        return new SourceException(ErrorCode.SOURCE_ERROR, address.toString(), note, -1, null);
    }

    /** Status line and headers, not more of them than the limit says, nor for longer. */
    private static final class Head {
        private final URI address;
        private final InputStream in;
        private final WebLimits limits;
        private final long start = System.nanoTime();
        private int left;

        Head(URI address, InputStream in, WebLimits limits) {
            this.address = address;
            this.in = in;
            this.limits = limits;
            this.left = limits.headBytes();
        }

        int status() throws IOException {
            String line = line();
            if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
                throw new IOException("what answers does not speak HTTP");
            }
            return Integer.parseInt(line.substring(9, 12));
        }

        Map<String, String> headers() throws IOException {
            Map<String, String> headers = new HashMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                if (colon < 1) {
                    throw new IOException("a header of the answer has no name");
                }
                String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                String value = line.substring(colon + 1).trim();
                String before = headers.put(name, value);
                if (before != null && !before.equals(value) && name.equals("content-length")) {
                    throw new IOException("the answer has two lengths");
                }
            }
            return headers;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the connection ended before the answer began");
                }
                if (--left < 0) {
                    throw limit(address, "The answer has more than " + limits.headBytes() + " bytes of headers");
                }
                if ((System.nanoTime() - start) / 1_000_000 > limits.graceMillis()) {
                    throw limit(address, "The answer does not begin within " + limits.graceMillis() / 1000 + " s");
                }
                line.append((char) c);
            }
            return line.toString().stripTrailing();
        }
    }
}
