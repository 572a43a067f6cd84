package io.github.tolokaconnect.client.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of one call, put together below {@code /api/v1}. */
final class ApiUrl {

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

    private static final Pattern END = Pattern.compile("/*(/api(/v1)?)?/*$");

    private final StringBuilder text;
    private char separator = '?';

    private ApiUrl(String text) {
        this.text = new StringBuilder(text);
    }

    /** The root of all calls: scheme, authority, whatever path a gateway needs, then {@code /api/v1}. */
    static String root(URI url) {
        String path = END.matcher(url.getRawPath()).replaceFirst("");
        return url.getScheme() + "://" + url.getRawAuthority() + path + "/api/v1";
    }

    static ApiUrl of(String root, String... path) {
        ApiUrl url = new ApiUrl(root);
        for (String segment : path) {
            url.text.append('/').append(encoded(segment));
        }
        return url;
    }

    ApiUrl with(String name, @Nullable Object value) {
        if (value != null) {
            text.append(separator).append(name).append('=').append(encoded(value.toString()));
            separator = '&';
        }
        return this;
    }

    /** A time in the form that the platform reads: UTC, milliseconds, no zone. */
    ApiUrl withTime(String name, @Nullable Instant time) {
        return with(name, time == null ? null : MILLIS.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC)));
    }

    URI toUri() {
        return URI.create(text.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
