package dev.weir.source;

import dev.weir.descriptor.Checked;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import java.nio.file.Path;

/**
 * A package whose descriptor has been read and checked; its data is not open.
 *
 * @param file the descriptor as the user named it or as it was found in the user's folder
 * @param descriptor the descriptor as it is written, references included; empty where it could not be read
 * @param dataPackage the same with every schema and dialect that it refers to in its place
 * @param checked what was found in both; a finding within a referred file points to where it stands in the package and
 *     names the file
 * @param data where the paths of its resources are resolved
 */
public record OpenedPackage(
        Path file, JsonObject descriptor, DataPackage dataPackage, Checked checked, DataFolder data) {

    /** The folder of the package. */
    public Path folder() {
        return data.folder();
    }
}
