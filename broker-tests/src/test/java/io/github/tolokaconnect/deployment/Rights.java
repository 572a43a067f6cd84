package io.github.tolokaconnect.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A right on a cluster, in the words of {@code kafka-acls.sh}.
 *
 * @param principal without its type
 * @param prefixed whether {@code name} is what names begin with
 */
record Rights(String principal, String operation, String type, String name, boolean prefixed)
        implements Comparable<Rights> {

    /** Those that {@code acls.sh} grants. */
    static Set<Rights> ofScript(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                ConfigFolder.ROOT.resolve("kafka/acls.sh").toString(), "--bootstrap-server", "kafka:9092", "--print"));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("acls.sh failed: " + printed);
        }
        var rights = new TreeSet<Rights>();
        printed.lines().forEach(line -> add(List.of(line.split(" ")), rights));
        return rights;
    }

    /** Those that a {@code KafkaUser} is granted. */
    static Set<Rights> of(JsonNode user) {
        var rights = new TreeSet<Rights>();
        for (var acl : user.at("/spec/authorization/acls")) {
            var resource = acl.get("resource");
            for (var operation : acl.get("operations")) {
                rights.add(new Rights(
                        user.at("/metadata/name").asText(),
                        operation.asText(),
                        resource.get("type").asText().toLowerCase(Locale.ROOT),
                        resource.get("name").asText(),
                        resource.get("patternType").asText().equals("prefix")));
            }
        }
        return rights;
    }

    private static void add(List<String> words, Set<Rights> rights) {
        boolean prefixed = words.contains("prefixed");
        var principal = words.get(words.indexOf("--allow-principal") + 1).replace("User:", "");
        for (int operation = 0; operation < words.size(); operation++) {
            for (int resource = 0; resource < words.size(); resource++) {
                if (words.get(operation).equals("--operation")
                        && Set.of("--topic", "--group", "--transactional-id").contains(words.get(resource))) {
                    rights.add(new Rights(
                            principal,
                            words.get(operation + 1),
                            words.get(resource).replace("-", ""),
                            words.get(resource + 1),
                            prefixed));
                }
            }
        }
    }

    @Override
    public int compareTo(Rights other) {
        return toString().compareTo(other.toString());
    }
}
