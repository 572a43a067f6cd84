package io.github.tolokaconnect.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Lists the flags of the command under a heading for each group: those of a mixin belong together. */
final class HelpSections implements IHelpSectionRenderer {
    private final Map<String, String> headings;

    /** @param headings what stands above the flags of each mixin, in this order */
    HelpSections(Map<String, String> headings) {
        this.headings = new LinkedHashMap<>(headings);
    }

    @Override
    public String render(Help help) {
        CommandSpec command = help.commandSpec();
        List<OptionSpec> own = new ArrayList<>(command.options());
        StringBuilder sections = new StringBuilder();
        for (Map.Entry<String, String> heading : headings.entrySet()) {
            List<OptionSpec> options = Objects.requireNonNull(command.mixins().get(heading.getKey()))
                    .options();
            own.removeAll(options);
            sections.append(heading.getValue())
                    .append(System.lineSeparator())
                    .append(list(options, help))
                    .append(System.lineSeparator());
        }
        return list(own, help) + System.lineSeparator() + sections.toString().stripTrailing() + System.lineSeparator();
    }

    private static String list(List<OptionSpec> options, Help help) {
        // The columns are as wide as all flags together need them.
        Help.Layout layout = help.createDefaultLayout(help.commandSpec().options(), List.of(), help.colorScheme());
        layout.addOptions(options, help.parameterLabelRenderer());
        return layout.toString();
    }
}
