package dev.weir.descriptor;

import dev.weir.descriptor.Json.Place;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/** A parser that stops at the depth limit, because composing nodes calls itself level by level. */
final class YamlDepth implements Parser {
    private final Parser parser;
    private final String file;
    private int depth;

    YamlDepth(Parser parser, String file) {
        this.parser = parser;
        this.file = file;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        switch (event.getEventId()) {
            case SequenceStart, MappingStart -> {
                if (++depth > JsonReader.MAX_DEPTH) {
                    Optional<Mark> mark = event.getStartMark();
                    throw DescriptorText.failure(
                            file,
                            mark.isPresent()
                                    ? new Place(
                                            mark.get().getLine() + 1, mark.get().getColumn() + 1)
                                    : Place.NONE,
                            "Mappings and lists nest deeper than " + JsonReader.MAX_DEPTH
                                    + " levels, which is past Weir's limit");
                }
            }
            case SequenceEnd, MappingEnd -> depth--;
            default -> {
                // scalars, aliases and the bounds of documents nest nothing
            }
        }
        return event;
    }
}
