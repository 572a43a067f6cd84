package io.github.tolokaconnect.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Who may do what, in three notations. That it is enough and not too much, {@code SecuredClusterIT} proves on a cluster. */
class RightsTest {

    @Test
    void strimzisUsersHaveTheRightsOfTheScript() throws Exception {
        var users = new TreeSet<Rights>();
        for (var user : ConfigFolder.yaml("strimzi/kafka-user.yaml")) {
            users.addAll(Rights.of(user));
        }

        assertThat(users).isEqualTo(Rights.ofScript());
    }

    @Test
    void rightsAreForTheConnectorOfTheExamples() throws Exception {
        var connector = ConfigFolder.settings("connector/production.json");
        var results = of("toloka-results", Rights.ofScript("--connector", connector.get("name")));

        assertThat(results)
                .contains(
                        new Rights("toloka-results", "Read", "topic", connector.get("journal.topic"), false),
                        new Rights(
                                "toloka-results",
                                "Write",
                                "transactionalid",
                                connector.get("operation.namespace") + "-",
                                true),
                        new Rights("toloka-results", "Describe", "group", "connect-" + connector.get("name"), false));
    }

    @Test
    void theStreamsAppHasRightsOnItsTopicsAndOnNoOther() throws Exception {
        var topics = of("toloka-streams", Rights.ofScript()).stream()
                .filter(right -> right.type().equals("topic") && !right.prefixed())
                .map(Rights::name)
                .collect(Collectors.toSet());

        assertThat(topics)
                .isEqualTo(Topics.all().stream().map(TopicDefinition::name).collect(Collectors.toSet()));
    }

    @Test
    void topicsMayBeCreatedOnlyIfAskedFor() throws Exception {
        assertThat(Rights.ofScript())
                .filteredOn(right -> right.operation().equals("Create"))
                .allMatch(Rights::prefixed);
        assertThat(Rights.ofScript("--create-topics").stream()
                        .filter(right -> right.operation().equals("Create") && !right.prefixed())
                        .map(Rights::name))
                .contains("toloka.journal.labeling")
                .containsAll(Topics.ofStreamsApp().stream()
                        .map(TopicDefinition::name)
                        .toList());
    }

    @Test
    void nothingButItsOwnTopicsIsThereForEveryNameOfAPrefix() throws Exception {
        assertThat(Rights.ofScript().stream().filter(Rights::prefixed).map(Rights::name))
                .containsOnly("toloka-connect-", "toloka-labeling-", "toloka-streams-app-");
    }

    @Test
    void theRoleOnMskMayReachTheSameTopics() throws Exception {
        var policy = ConfigFolder.json("msk-connect/iam-policy.json");

        assertThat(resources(policy, "kafka-cluster:WriteData"))
                .containsAll(of("toloka-results", Rights.ofScript()).stream()
                        .filter(right -> right.type().equals("topic")
                                && right.operation().equals("Write"))
                        .map(Rights::name)
                        .toList());
        assertThat(resources(policy, "kafka-cluster:AlterTransactionalId")).containsExactly("toloka-labeling-*");
        assertThat(resources(policy, "kafka-cluster:ReadData")).contains("labeling.tasks", "toloka.journal.labeling");
    }

    private static Set<Rights> of(String principal, Set<Rights> rights) {
        return rights.stream()
                .filter(right -> right.principal().equals(principal))
                .collect(Collectors.toSet());
    }

    /** Last parts of the resources on which the policy allows {@code action}. */
    private static Set<String> resources(JsonNode policy, String action) {
        return texts(policy.get("Statement"))
                .filter(statement -> texts(statement.get("Action"))
                        .anyMatch(allowed -> allowed.asText().equals(action)))
                .flatMap(statement -> texts(statement.get("Resource")))
                .map(resource -> resource.asText().replaceFirst(".*/", ""))
                .collect(Collectors.toSet());
    }

    private static Stream<JsonNode> texts(JsonNode oneOrMany) {
        return oneOrMany.isArray() ? StreamSupport.stream(oneOrMany.spliterator(), false) : Stream.of(oneOrMany);
    }
}
