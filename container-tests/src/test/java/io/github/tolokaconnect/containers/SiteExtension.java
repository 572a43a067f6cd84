package io.github.tolokaconnect.containers;

import io.github.tolokaconnect.it.OnePerJvm;

/** Hands out the one {@link Site} of this JVM. */
final class SiteExtension extends OnePerJvm<Site> {

    SiteExtension() {
        super(Site.class, Site::start);
    }
}
