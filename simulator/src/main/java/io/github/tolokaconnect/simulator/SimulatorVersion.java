package io.github.tolokaconnect.simulator;

import picocli.CommandLine.IVersionProvider;

/** The version that the manifest of the jar states. */
final class SimulatorVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = SimulatorMain.class.getPackage().getImplementationVersion();
        return new String[] {"toloka-simulator " + (version == null ? "(not run from its jar)" : version)};
    }
}
