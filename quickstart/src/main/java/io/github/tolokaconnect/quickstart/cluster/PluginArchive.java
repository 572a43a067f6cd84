package io.github.tolokaconnect.quickstart.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** A plugin as it is handed to operators of Connect: a zip file whose top directory goes into a worker's {@code plugin.path}. */
public record PluginArchive(Path file) {

    /**
     * Unpacks the archive below {@code pluginPath}, a directory that is created if missing.
     *
     * @throws UncheckedIOException if the archive is missing, is no zip file, or holds an entry that points outside
     */
    public void unpackInto(Path pluginPath) {
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            var entries = 0;
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                unpack(zip, entry, pluginPath);
                entries++;
            }
            if (entries == 0) {
                throw new ZipException("it is no zip file, or an empty one");
            }
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("Plugin archive " + file + " is missing; build it with: mvn package", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Plugin archive " + file + " cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static void unpack(ZipInputStream zip, ZipEntry entry, Path pluginPath) throws IOException {
        var target = pluginPath.resolve(entry.getName()).normalize();
        if (!target.startsWith(pluginPath.normalize())) {
            throw new ZipException("entry " + entry.getName() + " points outside of the archive");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            Files.createDirectories(target.resolveSibling(""));
            Files.copy(zip, target);
        }
    }
}
