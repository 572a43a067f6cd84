package io.github.tolokaconnect.simulator;

import io.github.tolokaconnect.simulator.fault.FaultRule;
import io.github.tolokaconnect.simulator.fault.FaultRuleException;
import io.github.tolokaconnect.simulator.fault.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The flags that say what goes wrong. */
final class FaultFlags {
    @Option(
            names = "--fault",
            paramLabel = "JSON|@FILE",
            description =
                    "A rule for something that goes wrong, or an array of rules, such as "
                            + "{\"when\":{\"every\":10},\"do\":{\"fault\":\"answer-lost\"}}. May be repeated; so may --scenario.")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            completionCandidates = ScenarioNames.class,
            description = "Rules that belong together: one of ${COMPLETION-CANDIDATES}.")
    private List<String> scenarios = new ArrayList<>();

    /** The names of all scenarios. */
    static final class ScenarioNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Scenario.all().stream().map(Scenario::name).iterator();
        }
    }

    List<FaultRule> rules(CommandLine command) {
        List<FaultRule> rules = new ArrayList<>();
        faults.forEach(fault -> rules.addAll(rules(command, fault)));
        scenarios.forEach(name -> rules.addAll(scenario(command, name).rules()));
        return rules;
    }

    private static List<FaultRule> rules(CommandLine command, String fault) {
        if (!fault.startsWith("@")) {
            return rules(command, "--fault", fault);
        }
        Path file = Path.of(fault.substring(1));
        try {
            return rules(command, file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new ParameterException(command, "--fault " + fault + " cannot be read as UTF-8 text", e);
        }
    }

    private static List<FaultRule> rules(CommandLine command, String where, String json) {
        try {
            return FaultRule.fromJson(json);
        } catch (FaultRuleException e) {
            throw new ParameterException(command, where + ": " + e.getMessage(), e);
        }
    }

    private static Scenario scenario(CommandLine command, String name) {
        try {
            return Scenario.named(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--scenario " + name + " " + e.getMessage(), e);
        }
    }
}
