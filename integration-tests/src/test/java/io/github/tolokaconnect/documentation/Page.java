package io.github.tolokaconnect.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A page of Markdown, with what others may link to and what it links to itself.
 *
 * @param file where it is
 * @param anchors what may stand behind {@code #}, as GitHub makes it of headings
 * @param targets where its links and images point, as written
 */
record Page(Path file, Set<String> anchors, List<String> targets) {

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final Pattern HTML_ANCHOR = Pattern.compile("(?:id|name)=\"([^\"]+)\"");
    private static final Pattern HTML_TARGET = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    static Page read(Path file) {
        try {
            var reader = new Reader();
            PARSER.parse(Files.readString(file)).accept(reader);
            return new Page(file, reader.anchors, reader.targets);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** The file that a relative target means. */
    Path resolve(String target) {
        var path = target.replaceFirst("#.*", "");
        return path.isEmpty() ? file : file.resolveSibling(path).normalize();
    }

    private static final class Reader extends AbstractVisitor {
        private final Set<String> anchors = new TreeSet<>();
        private final List<String> targets = new ArrayList<>();
        private final Map<String, Integer> repeated = new HashMap<>();

        @Override
        public void visit(Heading heading) {
            var text = new StringBuilder();
            heading.accept(new AbstractVisitor() {
                @Override
                public void visit(Text part) {
                    text.append(part.getLiteral());
                }

                @Override
                public void visit(Code part) {
                    text.append(part.getLiteral());
                }
            });
            var anchor = text.toString()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
            int before = repeated.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
            visitChildren(heading);
        }

        @Override
        public void visit(Link link) {
            targets.add(link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            targets.add(image.getDestination());
            visitChildren(image);
        }

        @Override
        public void visit(HtmlInline html) {
            read(html.getLiteral());
        }

        @Override
        public void visit(HtmlBlock html) {
            read(html.getLiteral());
        }

        private void read(String html) {
            HTML_ANCHOR.matcher(html).results().forEach(found -> anchors.add(found.group(1)));
            HTML_TARGET.matcher(html).results().forEach(found -> targets.add(found.group(1)));
        }
    }
}
