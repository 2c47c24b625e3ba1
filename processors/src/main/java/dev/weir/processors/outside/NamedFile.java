package dev.weir.processors.outside;

import dev.weir.descriptor.DataPath;
import dev.weir.process.Options;
import dev.weir.source.Limits;
import dev.weir.source.Remote;
import dev.weir.source.RemoteFolder;
import java.nio.file.Path;

/** The file that a load names: by a path from the flow's folder, or by an address where addresses are read. */
final class NamedFile {
    private NamedFile() {}

    /**
     * The file, which is not opened.
     *
     * @param option where it is named, for the message
     */
    static Path of(Options options, String option, String text) {
        if (!DataPath.isUrl(text)) {
            return options.folder().resolve(text);
        }
        check(options, option, text);
        Remote remote = options.remote();
        return remote == null
                ? options.folder()
                : remote.fetch(RemoteFolder.parse(text), null, Limits.DEFAULT.descriptorBytes());
    }

    /** An address is an error where none are read. */
    static void check(Options options, String option, String text) {
        if (DataPath.isUrl(text) && options.remote() == null) {
            throw options.error(
                    option,
                    text + " is an address, and nothing remote is read unless `weir run --remote` asks for it: run it"
                            + " so, or download the file");
        }
    }
}
