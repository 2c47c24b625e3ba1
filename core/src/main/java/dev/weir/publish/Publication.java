package dev.weir.publish;

import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonWriter;
import dev.weir.publish.Target.Found;
import dev.weir.publish.Target.Put;
import dev.weir.version.Version;
import dev.weir.version.VersionFile;
import dev.weir.version.VersionStore;
import dev.weir.write.ConflictException;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the valid versions of a store: those that a target lacks, oldest first, each with its files at an address of
 * its own, and last, in one step, the {@code datapackage.json} at the top, which is the newest of them.
 *
 * <p>Whatever ends it on the way, readers of the top see the version of before, whole, and the next publication goes on
 * from there. Files that are there are not sent again, and none but the one at the top is ever replaced. Of two who
 * publish at a time one comes first; the other changes nothing at the top and is told so.
 */
public final class Publication {
    private static final String TOP = TopDescriptor.NAME;

    private final String from;
    private final VersionStore store;
    private final Target target;
    private final Consumer<String> log;
    private final Map<String, String> places = new HashMap<>();
    private long sent;
    private long sentBytes;
    private long there;

    private Publication(String from, VersionStore store, Target target, Consumer<String> log) {
        this.from = from;
        this.store = store;
        this.target = target;
        this.log = log;
    }

    /**
     * What came of it.
     *
     * @param newest the version at the top; null where no version is valid, and nothing was done
     * @param versions how many are published now
     * @param added how many of them were not before
     * @param sent files whose bytes were sent, the descriptor at the top among them
     * @param there files that the target had
     * @param refused the versions that are not valid, oldest first
     */
    public record Result(
            @Nullable Version newest,
            int versions,
            int added,
            long sent,
            long sentBytes,
            long there,
            List<Version> refused) {
        public Result {
            refused = List.copyOf(refused);
        }
    }

    /**
     * Publishes what is valid.
     *
     * @param from what the user calls the package, for messages
     * @param log takes a line for every file that was put
     * @throws ConflictException where the target holds what Weir did not publish there, or versions of another history,
     *     or where another published meanwhile
     * @throws dev.weir.descriptor.WeirException where a version names files that are not in it
     */
    public static Result of(String from, VersionStore store, Target target, Consumer<String> log) {
        return new Publication(from, store, target, log).run();
    }

    private Result run() {
        List<Version> refused =
                store.log().stream().filter(version -> !version.valid()).toList();
        List<VersionAddress> valid = VersionAddress.of(store.log());
        if (valid.isEmpty()) {
            return new Result(null, 0, 0, 0, 0, 0, refused);
        }
        Found top = top();
        Catalog before = catalog(top);
        requireSameHistory(before, valid);
        VersionAddress newest = valid.get(valid.size() - 1);
        int published = before.entries().size();
        if (published < valid.size()) {
            List<VersionAddress> next = valid.subList(published, valid.size());
            next.forEach(version -> TopDescriptor.requireWhole(TopDescriptor.own(store, version), version));
            valid.subList(0, published).forEach(this::note);
            target.begin(from + ", " + newest.words());
            next.forEach(this::put);
            target.settle();
            switchTo(newest, Catalog.of(valid), before, top);
        }
        return new Result(newest.version(), valid.size(), valid.size() - published, sent, sentBytes, there, refused);
    }

    private @Nullable Found top() {
        Found top = target.read(TOP);
        if (top != null) {
            return top;
        }
        List<String> names = target.names("");
        if (names.contains(TOP)) { // another made it between the two looks
            return target.read(TOP);
        }
        requireOurs(names);
        return null;
    }

    private Catalog catalog(@Nullable Found top) {
        if (top == null) {
            return new Catalog(List.of());
        }
        Catalog catalog = Catalog.read(top.bytes(), at(TOP));
        if (catalog == null) {
            throw new ConflictException(at(TOP) + ": is of a package that was not published by this Weir, and is left"
                    + " as it is: publish to another place");
        }
        return catalog;
    }

    /** Without a descriptor at the top there is nothing, or what an unfinished publication left. */
    private void requireOurs(List<String> top) {
        for (String name : top) {
            if (!name.equals("versions/")) {
                throw notOurs(name);
            }
        }
        List<String> names = target.names("versions/");
        for (String name : names) {
            boolean isFolder = name.endsWith("/");
            String list = isFolder ? name.substring(0, name.length() - 1) + ".json" : name;
            if (!list.endsWith(".json") || !names.contains(list)) {
                throw notOurs("versions/" + name);
            }
        }
    }

    private ConflictException notOurs(String name) {
        return new ConflictException(target.name() + ": is not empty and has no " + TOP + " that Weir published there ("
                + name + " is in it): publish to another place, or empty this one");
    }

    /** What is published must be the oldest versions of this store. */
    private void requireSameHistory(Catalog before, List<VersionAddress> valid) {
        for (int i = 0; i < before.entries().size(); i++) {
            Catalog.Entry entry = before.entries().get(i);
            if (i >= valid.size() || !valid.get(i).version().name().equals(entry.manifest())) {
                String ours = i < valid.size()
                        ? valid.get(i).words() + " of " + valid.get(i).version().created() + " in its place"
                        : "no version behind " + valid.get(i - 1).words();
                throw conflict(
                        at(TOP) + ": has " + entry.words() + ", but " + from + " has " + ours
                                + "; nothing was published: publish from where that version was made, or to another place",
                        "another history is published there");
            }
        }
    }

    /** Where the target has which bytes. */
    private void note(VersionAddress version) {
        for (VersionFile file : files(version)) {
            places.putIfAbsent(file.hash(), version.folder() + file.path());
        }
    }

    private void put(VersionAddress version) {
        List<VersionFile> files = files(version);
        put(version.list(), Content.of(FileList.of(version, files)));
        for (VersionFile file : files) {
            if (!file.path().equals(TOP)) {
                put(version.folder() + file.path(), content(file));
            }
        }
        VersionFile own = version.version().file(TOP);
        put(
                version.folder() + TOP,
                own == null ? Content.of(JsonWriter.write(TopDescriptor.own(store, version))) : content(own));
        note(version);
    }

    /** The files of a version that are published: no part of a path may be hidden. */
    private static List<VersionFile> files(VersionAddress version) {
        return version.version().files().stream()
                .filter(file -> !file.path().startsWith(".") && !file.path().contains("/."))
                .toList();
    }

    private void put(String path, Content content) {
        Put put = target.put(path, content, places.get(content.hash()));
        switch (put) {
            case SENT -> {
                sent++;
                sentBytes += content.size();
            }
            case COPIED, THERE -> there++;
            case OTHER -> throw other(path);
        }
        log.accept(at(path) + ": "
                + (put == Put.SENT ? content.size() + " bytes" : put == Put.COPIED ? "copied there" : "is there"));
    }

    private ConflictException other(String path) {
        Found found = path.endsWith(".json") ? target.read(path) : null;
        String what = found == null ? "another file" : FileList.words(found.bytes(), path);
        return conflict(
                at(path) + ": there is " + what + ", which is not what " + from
                        + " has for this address; nothing was published: publish to another place, or remove what an"
                        + " unfinished publication left there",
                "another file is there");
    }

    private Content content(VersionFile file) {
        return new Content() {
            @Override
            public String hash() {
                return file.hash();
            }

            @Override
            public long size() {
                return file.bytes();
            }

            @Override
            public void writeTo(WritableByteChannel out) throws IOException {
                store.copy(file, out);
            }
        };
    }

    private void switchTo(VersionAddress newest, Catalog catalog, Catalog before, @Nullable Found top) {
        JsonObject described = TopDescriptor.of(TopDescriptor.own(store, newest), newest, catalog);
        byte[] bytes = JsonWriter.write(described);
        if (!target.replace(TOP, top == null ? null : top.tag(), bytes)) {
            Found now = target.read(TOP);
            Catalog theirs = now == null ? null : Catalog.read(now.bytes(), at(TOP));
            throw conflict(
                    at(TOP) + ": another published while this one was at work: there was " + before.words()
                            + ", and now there is " + (theirs == null ? "another file" : theirs.words()) + "; "
                            + newest.words() + " of " + from + " was not published, run again",
                    "another publication was faster");
        }
        sent++;
        sentBytes += bytes.length;
        log.accept(at(TOP) + ": " + bytes.length + " bytes");
    }

    private static ConflictException conflict(String message, String reason) {
        return new ConflictException(
                message, new FileSystemException(message.substring(0, message.indexOf(": ")), null, reason));
    }

    private String at(String path) {
        return target.name() + (target.name().endsWith("/") ? "" : "/") + path;
    }
}
