package io.github.tolokaconnect.chaos;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ChaosVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"Toloka Connect chaos " + Installation.version()};
    }
}
