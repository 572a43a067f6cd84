package io.github.tolokaconnect.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the project that this was built from. */
final class QuickstartVersion implements IVersionProvider {

    /** The version alone, such as {@code 0.1.0}. */
    static String number() {
        var build = new Properties();
        try (var stream = QuickstartVersion.class.getResourceAsStream("build.properties")) {
            build.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("build.properties is packed with this class, but cannot be read", e);
        }
        return build.getProperty("version");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Toloka Connect quickstart " + number()};
    }
}
