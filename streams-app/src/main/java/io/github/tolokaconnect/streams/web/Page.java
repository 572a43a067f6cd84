package io.github.tolokaconnect.streams.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.SetHeaderHandler;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The static files of the page: its own, and the chart library out of its webjar. */
final class Page {

    private static final String FILES = "io/github/tolokaconnect/streams/web/page";
    private static final String LIBRARY = "/lib/chart.js";
    private static final String LIBRARY_FILE = "/chart.umd.min.js";
    private static final String WEBJAR = "META-INF/resources/webjars/chart.js/";
    private static final String WEBJAR_VERSION = "META-INF/maven/org.webjars.npm/chart.js/pom.properties";

    private Page() {}

    static void addTo(RoutingHandler routes) {
        ClassLoader loader = Page.class.getClassLoader();
        ResourceHandler library =
                new ResourceHandler(new ClassPathResourceManager(loader, WEBJAR + version(loader) + "/dist"));
        routes.get(LIBRARY, revalidated(exchange -> {
            exchange.setRelativePath(LIBRARY_FILE);
            library.handleRequest(exchange);
        }));
        routes.setFallbackHandler(revalidated(new ResourceHandler(
                new ClassPathResourceManager(loader, FILES),
                exchange -> Reply.of(Problem.notFound("Nothing is at this path; the API is under /api/v1."))
                        .send(exchange))));
    }

    /** So that a browser asks whether a file has changed; after an upgrade the files belong together again. */
    private static HttpHandler revalidated(HttpHandler files) {
        return new SetHeaderHandler(files, "Cache-Control", "no-cache");
    }

    private static String version(ClassLoader loader) {
        try (InputStream properties = loader.getResourceAsStream(WEBJAR_VERSION)) {
            Properties webjar = new Properties();
            webjar.load(properties);
            return webjar.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(WEBJAR_VERSION + " cannot be read; is the chart library in lib/?", e);
        }
    }
}
