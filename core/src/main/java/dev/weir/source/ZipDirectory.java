package dev.weir.source;

import dev.weir.report.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a zip file says that it holds, looked at before a byte of it is unpacked. Refused, with the member's name: names
 * that lead out of the archive or are absolute, two members of one name, links, encryption, members that lie over each
 * other, members that become more than {@link Limits#archiveRatio} times as large, too many of them.
 */
record ZipDirectory(List<Member> members) {
    private static final int END = 0x06054b50;
    private static final int END64 = 0x06064b50;
    private static final int ENTRY = 0x02014b50;
    private static final int MOST_MEMBERS = 100_000;
    private static final int MOST_DIRECTORY_BYTES = 64 << 20;

    /**
     * A file in the archive.
     *
     * @param packed how many bytes it has there, and {@code size} unpacked, as the archive says
     * @param offset where it begins in the archive
     */
    record Member(String name, long packed, long size, long offset) {}

    /** @throws SourceException {@code compression-error} where {@code file} is no archive or is refused */
    static ZipDirectory read(Path file, Limits limits) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ZipDirectory directory = new ZipDirectory(read(file, channel));
            directory.check(file, channel.size(), limits);
            return directory;
        } catch (IOException problem) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(problem), problem);
        }
    }

    private static List<Member> read(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer tail = at(channel, Math.max(0, size - 66_000), (int) Math.min(size, 66_000));
        int end = tail.limit() - 22;
        while (end >= 0 && tail.getInt(end) != END) {
            end--;
        }
        if (end < 0) {
            throw refused(file, "This is no zip file, or its end is cut off");
        }
        long count = tail.getShort(end + 10) & 0xffff;
        long bytes = tail.getInt(end + 12) & 0xffffffffL;
        long offset = tail.getInt(end + 16) & 0xffffffffL;
        if ((count == 0xffff || bytes == 0xffffffffL || offset == 0xffffffffL) && end >= 20) {
            long end64 = tail.getLong(end - 12);
            ByteBuffer large = at(channel, Math.max(0, Math.min(end64, size - 56)), 56);
            if (large.limit() == 56 && large.getInt(0) == END64) {
                count = large.getLong(32);
                bytes = large.getLong(40);
                offset = large.getLong(48);
            }
        }
        if (count > MOST_MEMBERS || bytes > MOST_DIRECTORY_BYTES) {
            throw refused(file, "The archive has more than " + MOST_MEMBERS + " members, which is past Weir's limit");
        }
        if (offset < 0 || bytes < 0 || offset + bytes > size) {
            throw refused(file, "The archive's directory is damaged");
        }
        return members(file, at(channel, offset, (int) bytes), count);
    }

    private static ByteBuffer at(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            // until all is there
        }
        return buffer.flip();
    }

    private static List<Member> members(Path file, ByteBuffer directory, long count) {
        List<Member> members = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            int at = directory.position();
            if (directory.remaining() < 46 || directory.getInt(at) != ENTRY) {
                throw refused(file, "The archive's directory is damaged");
            }
            int name = directory.getShort(at + 28) & 0xffff;
            int extra = directory.getShort(at + 30) & 0xffff;
            int comment = directory.getShort(at + 32) & 0xffff;
            if (directory.remaining() < 46 + name + extra + comment) {
                throw refused(file, "The archive's directory is damaged");
            }
            byte[] text = new byte[name];
            directory.get(at + 46, text);
            String named = new String(text, StandardCharsets.UTF_8);
            if ((directory.getShort(at + 8) & 1) != 0) {
                throw refused(file, "The member \"" + named + "\" is encrypted, and no password is asked for");
            }
            boolean unix = directory.get(at + 5) == 3;
            if (unix && (directory.getInt(at + 38) >>> 28) == 0xa) {
                throw refused(file, "The member \"" + named + "\" is a symbolic link: put the file itself in");
            }
            members.add(member(directory, at, named, name, extra));
            directory.position(at + 46 + name + extra + comment);
        }
        return members;
    }

    private static Member member(ByteBuffer directory, int at, String named, int name, int extra) {
        long[] sizes = {
            directory.getInt(at + 24) & 0xffffffffL,
            directory.getInt(at + 20) & 0xffffffffL,
            directory.getInt(at + 42) & 0xffffffffL
        };
        int field = at + 46 + name;
        int end = field + extra;
        while (field + 4 <= end) {
            int length = directory.getShort(field + 2) & 0xffff;
            if (directory.getShort(field) == 1) {
                int from = field + 4;
                for (int i = 0; i < sizes.length; i++) {
                    if (sizes[i] == 0xffffffffL && from + 8 <= Math.min(end, field + 4 + length)) {
                        sizes[i] = directory.getLong(from);
                        from += 8;
                    }
                }
            }
            field += 4 + length;
        }
        return new Member(named, sizes[1], sizes[0], sizes[2]);
    }

    private void check(Path file, long archive, Limits limits) {
        Set<String> names = new HashSet<>();
        long size = 0;
        for (Member member : members) {
            String problem = problem(member.name());
            if (problem != null) {
                throw refused(file, "The member \"" + member.name() + "\" " + problem);
            }
            if (!names.add(member.name())) {
                throw refused(file, "The archive has two members \"" + member.name() + "\": keep one");
            }
            boolean bomb = member.size() > limits.archiveGraceBytes()
                    && member.size() / Math.max(1, member.packed()) > limits.archiveRatio();
            size += member.size();
            if (bomb || size > limits.archiveGraceBytes() && size / Math.max(1, archive) > limits.archiveRatio()) {
                throw refused(
                        file,
                        "The member \"" + member.name() + "\" becomes more than " + limits.archiveRatio()
                                + " times as large, which is past Weir's limit");
            }
        }
        List<Member> placed = new ArrayList<>(members);
        placed.sort(Comparator.comparingLong(Member::offset));
        for (int i = 0; i < placed.size(); i++) {
            Member member = placed.get(i);
            long next = i + 1 < placed.size() ? placed.get(i + 1).offset() : archive;
            if (member.offset() < 0 || member.packed() < 0 || member.offset() + 30 + member.packed() > next) {
                throw refused(file, "The member \"" + member.name() + "\" lies over what follows it");
            }
        }
    }

    /** What is wrong with a member's name, or null. */
    private static @Nullable String problem(String name) {
        if (name.isEmpty() || name.startsWith("/") || name.matches("(?s)[A-Za-z]:.*")) {
            return "has an absolute name: a package's files lie within it";
        }
        if (name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
            return "has a character in its name that no name of a package may have";
        }
        for (String part : name.split("/", -1)) {
            if (part.equals("..") || part.equals(".")) {
                return "leads out of the archive by its name";
            }
        }
        return name.contains("//") ? "has an empty folder in its name" : null;
    }

    private static SourceException refused(Path file, String note) {
        return new SourceException(ErrorCode.COMPRESSION_ERROR, file.toString(), note);
    }
}
