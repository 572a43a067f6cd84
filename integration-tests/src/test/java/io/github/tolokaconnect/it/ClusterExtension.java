package io.github.tolokaconnect.it;

/** Hands out the one {@link Cluster} of this JVM. */
final class ClusterExtension extends OnePerJvm<Cluster> {

    ClusterExtension() {
        super(Cluster.class, Cluster::start);
    }
}
