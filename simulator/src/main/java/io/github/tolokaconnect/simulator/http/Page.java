package io.github.tolokaconnect.simulator.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.util.Methods;

/** The page at {@code /}, which shows what clients do. It is static; what it shows it fetches from {@code /_state}. */
final class Page {
    private Page() {}

    /** Serves the files of the page, and leaves every other request to {@code next}. */
    static HttpHandler before(HttpHandler next) {
        HttpHandler files = new ResourceHandler(
                        new ClassPathResourceManager(
                                Page.class.getClassLoader(),
                                Page.class.getPackageName().replace('.', '/') + "/page"),
                        next)
                .setCacheTime(0);
        PathHandler paths = new PathHandler(next);
        for (String path : new String[] {"/", "/page.css", "/page.js"}) {
            paths.addExactPath(path, exchange -> {
                boolean isRead = exchange.getRequestMethod().equals(Methods.GET)
                        || exchange.getRequestMethod().equals(Methods.HEAD);
                exchange.setRelativePath(path);
                (isRead ? files : next).handleRequest(exchange);
            });
        }
        return paths;
    }
}
