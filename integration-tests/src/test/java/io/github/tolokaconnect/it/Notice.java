package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.github.tolokaconnect.it.BillOfMaterials.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** The file {@code NOTICE}, made of the bills of materials and of what the libraries themselves ask to be passed on. */
final class Notice {

    private static final Pattern ENTRY = Pattern.compile("(META-INF/)?NOTICE(\\.txt|\\.md)?");
    private static final String HEAD = """
            Toloka Connect
            Copyright 2026 the authors of Toloka Connect

            Licensed under the Apache License 2.0; see the file LICENSE.

            The artifacts of this project bring along the libraries listed here. Their versions are in each artifact's bill of materials
            (*.cdx.json). Below the lists are the notices that these libraries ask to be passed on, as they wrote them.
            """;

    private Notice() {}

    /** The file for {@code bills}; of a library with several licences, {@code chosen} says which one counts. */
    static String of(List<BillOfMaterials> bills, Map<String, String> chosen) throws IOException {
        var text = new StringBuilder(HEAD);
        for (var bill : bills) {
            text.append('\n').append(bill.artifact()).append('\n');
            for (var library : foreign(bill)) {
                var licenses = chosen.getOrDefault(library.coordinates(), String.join(" and ", library.licenses()));
                text.append("  %-55s %s\n".formatted(library.coordinates(), licenses));
            }
        }
        for (var notice : notices(bills).entrySet()) {
            text.append("\n---- ")
                    .append(notice.getValue())
                    .append("\n\n")
                    .append(notice.getKey())
                    .append('\n');
        }
        return text.toString();
    }

    /** The libraries' own notices, each with the names of those that have it. */
    private static Map<String, String> notices(List<BillOfMaterials> bills) throws IOException {
        var libraries = new TreeMap<String, Library>();
        bills.forEach(bill -> foreign(bill).forEach(library -> libraries.put(library.coordinates(), library)));
        var notices = new LinkedHashMap<String, String>();
        for (var library : libraries.values()) {
            notice(library)
                    .ifPresent(notice -> notices.merge(notice, library.name(), (one, other) -> one + ", " + other));
        }
        return notices;
    }

    private static List<Library> foreign(BillOfMaterials bill) {
        return bill.libraries().stream().filter(library -> !library.isOwn()).toList();
    }

    private static Optional<String> notice(Library library) throws IOException {
        try (var jar = new ZipFile(file(library).toFile())) {
            var entry = jar.stream()
                    .filter(each -> ENTRY.matcher(each.getName()).matches())
                    .findFirst();
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            try (var in = jar.getInputStream(entry.get())) {
                return Optional.of(new String(in.readAllBytes(), UTF_8)
                        .lines()
                        .map(String::stripTrailing)
                        .collect(joining("\n"))
                        .strip());
            }
        }
    }

    /** Every library is in the plugin archive or beside the streams app; the simulator brings none that neither of them has. */
    private static Path file(Library library) {
        return List.of(Artifacts.pluginLibraries(), Artifacts.streamsAppLibraries()).stream()
                .map(directory -> directory.resolve(library.jar()))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(library.jar() + " is in no artifact; build them with: mvn package"));
    }
}
