package io.github.tolokaconnect.containers;

import io.github.tolokaconnect.it.Artifacts;
import io.github.tolokaconnect.quickstart.cluster.FileTree;
import io.github.tolokaconnect.quickstart.cluster.PluginArchive;
import java.nio.file.Path;
import java.util.List;

/** Versions of the plugin, unpacked into a directory that becomes a worker's {@code plugin.path}. */
record Plugins(Path path) {

    /** The released version that upgrades begin from. */
    static String previousVersion() {
        return System.getProperty("previous.version");
    }

    /** The version of this checkout. */
    static String presentVersion() {
        return Artifacts.version();
    }

    static Plugins previous() {
        return unpacked("previous", previousArchive());
    }

    static Plugins present() {
        return unpacked("present", Artifacts.plugin());
    }

    /** Both, side by side. */
    static Plugins both() {
        return unpacked("both", previousArchive(), Artifacts.plugin());
    }

    private static PluginArchive previousArchive() {
        return new PluginArchive(
                Artifacts.target().resolve("previous/kafka-connect-toloka-" + previousVersion() + ".zip"));
    }

    private static Plugins unpacked(String name, PluginArchive... archives) {
        var path = Artifacts.target().resolve("plugins").resolve(name);
        FileTree.delete(path);
        List.of(archives).forEach(archive -> archive.unpackInto(path));
        return new Plugins(path);
    }
}
