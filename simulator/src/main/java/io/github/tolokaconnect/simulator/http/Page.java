package io.github.tolokaconnect.simulator.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.util.Methods;
import java.util.Set;

/** The page at {@code /}, which shows what clients do. It is static; what it shows it fetches from {@code /_state}. */
final class Page {
    private static final Set<String> FILES = Set.of("/", "/page.css", "/page.js");

    private Page() {}

    /** Serves the files of the page, and leaves every other request to {@code next}. */
    static HttpHandler before(HttpHandler next) {
        HttpHandler files = new ResourceHandler(
                        new ClassPathResourceManager(
                                Page.class.getClassLoader(),
                                Page.class.getPackageName().replace('.', '/') + "/page"),
                        next)
                .setCacheTime(0);
        return exchange -> {
            boolean isRead = exchange.getRequestMethod().equals(Methods.GET)
                    || exchange.getRequestMethod().equals(Methods.HEAD);
            (isRead && FILES.contains(exchange.getRequestPath()) ? files : next).handleRequest(exchange);
        };
    }
}
