package dev.weir.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that answers with whatever bytes a test says, right or wrong. */
final class Server implements AutoCloseable {
    /** Writes an answer, head and all; the connection is closed behind it. */
    interface Answer {
        void write(OutputStream out) throws IOException;
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final ServerSocket socket;

    Server() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "test-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** The server as a host and a port. */
    String at(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    int port() {
        return socket.getLocalPort();
    }

    void answer(String path, Answer answer) {
        answers.put(path, answer);
    }

    void answer(String path, String answer) {
        answer(path, out -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** A whole file. */
    void file(String path, String content, String... headers) {
        answer(path, answerOf(content, headers));
    }

    static String answerOf(String content, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        int length = content.getBytes(StandardCharsets.ISO_8859_1).length;
        return head + "Content-Length: " + length + "\r\n\r\n" + content;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread thread = new Thread(() -> serve(connection), "test-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            StringBuilder request = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                request.append(line).append('\n');
            }
            requests.add(request.toString());
            String[] words = request.toString().split(" ", 3);
            Answer answer = words.length < 3 ? null : answers.get(words[1]);
            if (answer == null) {
                connection.getOutputStream().write("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n".getBytes());
            } else {
                answer.write(connection.getOutputStream());
            }
            connection.getOutputStream().flush();
        } catch (IOException gone) { // the client has had enough
            return;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
