package dev.weir.descriptor;

import dev.weir.descriptor.Json.Place;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML bytes into the same tree as {@link JsonReader}: every node with its line and column, every number exact.
 *
 * <p>One document of YAML 1.2, UTF-8, scalars by its core schema: {@code no} and {@code 2020-01-01} are texts. Keys are
 * texts as written. Refused, with line and column: what JSON cannot say ({@code .nan}, {@code .inf}, keys that are
 * lists), tags of its own, a key that is twice in one mapping, an anchor within itself, nesting deeper than {@link
 * JsonReader#MAX_DEPTH}, more than {@link #MAX_ALIASES} aliases or aliases that repeat more than {@link #MAX_ALIASED}
 * nodes. A merge key ({@code <<}) adds the properties that its mapping lacks. Columns count characters from 1.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">YAML 1.2 core schema</a>
 */
public final class YamlReader {
    /** How many aliases of mappings and lists a document may have. */
    public static final int MAX_ALIASES = 1000;
    /** How many nodes a document may gain by its aliases. */
    public static final int MAX_ALIASED = 100_000;

    private final List<Finding> findings = new ArrayList<>();
    private final Pointer pointer = new Pointer();
    private final Map<Node, Known> known = new IdentityHashMap<>();
    private long nodes;
    private long aliased;

    private YamlReader() {}

    /** A node read before, and how many nodes it counts; null while it is being read. */
    private record Known(@Nullable Json json, long nodes) {}

    /**
     * The tree that {@code utf8} says.
     *
     * @param file what the user calls the bytes, for messages
     * @throws DescriptorException where the bytes are not one YAML document, or not one that JSON could say
     */
    public static Json read(byte[] utf8, String file) {
        String text = new String(DescriptorText.decode(utf8, file, "YAML"));
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        YamlReader reader = new YamlReader();
        try {
            Composer composer = new Composer(
                    settings, new YamlDepth(new ParserImpl(settings, new StreamReader(settings, text)), file));
            Optional<Node> root = composer.getSingleNode();
            Json json = root.isPresent() ? reader.node(root.get()) : new JsonNull(new Place(1, 1));
            if (!reader.findings.isEmpty()) {
                throw new DescriptorException(file, reader.findings);
            }
            return json;
        } catch (MarkedYamlEngineException problem) {
            throw DescriptorText.failure(file, place(problem.getProblemMark()), "This is not YAML: " + reason(problem));
        } catch (ReaderException problem) {
            throw DescriptorText.failure(
                    file, Place.NONE, "This is not YAML: a control character at offset " + problem.getPosition());
        } catch (YamlEngineException problem) {
            String message = String.valueOf(problem.getMessage());
            if (message.startsWith("Number of aliases")) {
                message = "it has more than " + MAX_ALIASES + " aliases, which is past Weir's limit";
            }
            throw DescriptorText.failure(file, Place.NONE, "This is not YAML: " + message);
        }
    }

    private static String reason(MarkedYamlEngineException problem) {
        String what = problem.getProblem() == null ? "" : problem.getProblem();
        String context =
                problem.getContext() == null || problem.getContext().isEmpty() ? "" : problem.getContext() + ", ";
        if (what.contains("'\\t(TAB)'") || what.contains("\\t")) {
            return "a tab stands where only blanks may indent";
        }
        if (what.contains("but found another document")) {
            return "there is a second document after ---, one file holds one";
        }
        return context + what;
    }

    private Json node(Node node) {
        Known before = known.get(node);
        if (before != null) {
            return repeated(node, before);
        }
        long first = nodes++;
        known.put(node, new Known(null, 0));
        Place place = place(node.getStartMark());
        Json json;
        if (node instanceof MappingNode mapping && isPlain(node, Tag.MAP)) {
            json = object(mapping, place);
        } else if (node instanceof SequenceNode sequence && isPlain(node, Tag.SEQ)) {
            json = array(sequence, place);
        } else if (node instanceof ScalarNode scalar) {
            json = scalar(scalar, place);
        } else {
            json = unknownTag(node, place);
        }
        known.put(node, new Known(json, nodes - first));
        return json;
    }

    private Json repeated(Node node, Known before) {
        Place place = place(node.getStartMark());
        if (before.json() == null) {
            finding(place, "The anchor stands within itself, which JSON cannot say: write the value out");
            return new JsonNull(place);
        }
        nodes += before.nodes();
        boolean within = aliased <= MAX_ALIASED;
        aliased += before.nodes();
        if (within && aliased > MAX_ALIASED) {
            finding(place, "Aliases repeat more than " + MAX_ALIASED + " nodes, which is past Weir's limit");
        }
        return before.json();
    }

    private JsonObject object(MappingNode mapping, Place place) {
        Map<String, Json> properties = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place keyPlace = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                finding(keyPlace, "A key is a list or a mapping, which JSON cannot say: give it a name");
                continue;
            }
            String name = key.getValue();
            pointer.push(name);
            if (properties.containsKey(name)) {
                finding(keyPlace, "The key \"" + name + "\" is here twice in one mapping: keep one of the two");
            }
            properties.put(name, node(tuple.getValueNode()));
            pointer.pop();
        }
        return new JsonObject(properties, place);
    }

    private JsonArray array(SequenceNode sequence, Place place) {
        List<Json> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            pointer.push(items.size());
            items.add(node(item));
            pointer.pop();
        }
        return new JsonArray(items, place);
    }

    private Json scalar(ScalarNode scalar, Place place) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.STR)) {
            return new JsonText(text, place);
        }
        if (tag.equals(Tag.NULL)) {
            return new JsonNull(place);
        }
        if (tag.equals(Tag.BOOL)) {
            return new JsonBoolean(text.equalsIgnoreCase("true"), place);
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return number(text, place);
        }
        return unknownTag(scalar, place);
    }

    private Json number(String text, Place place) {
        try {
            BigDecimal number;
            if (text.length() > JsonReader.MAX_DIGITS) {
                number = null;
            } else if (text.startsWith("0x")) {
                number = new BigDecimal(new BigInteger(text.substring(2), 16));
            } else if (text.startsWith("0o")) {
                number = new BigDecimal(new BigInteger(text.substring(2), 8));
            } else {
                number = DescriptorText.number(text);
            }
            if (number != null) {
                return new JsonNumber(number, place);
            }
            finding(place, DescriptorText.NUMBER_TOO_LARGE);
        } catch (NumberFormatException notDecimal) {
            finding(place, "JSON has no number " + text + ": write it as a string, in quotes");
        }
        return new JsonNull(place);
    }

    private Json unknownTag(Node node, Place place) {
        finding(place, "The tag " + node.getTag().getValue() + " is not read: only JSON's kinds are, remove the tag");
        return new JsonNull(place);
    }

    private static boolean isPlain(Node node, Tag tag) {
        return node.getTag().equals(tag);
    }

    private static Place place(Optional<Mark> mark) {
        return mark.isPresent() ? new Place(mark.get().getLine() + 1, mark.get().getColumn() + 1) : Place.NONE;
    }

    private void finding(Place place, String message) {
        findings.add(new Finding(pointer.toString(), place, message));
    }
}
