package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Expression;
import dev.weir.process.Each;
import dev.weir.process.Form;
import dev.weir.process.Group;
import dev.weir.process.ImpureException;
import dev.weir.process.Join;
import dev.weir.process.OnError;
import dev.weir.process.OnResources;
import dev.weir.process.Operation;
import dev.weir.process.Processor;
import dev.weir.process.RunInputs;
import dev.weir.process.Scan;
import dev.weir.process.Selector;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Row;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions called twice: what gives two results is found and named, what is pure gives what it gives without. */
class PurityTest {
    private static final RunOptions CHECKED = RunOptions.DEFAULT.withChecksPure(true);
    private final AtomicLong counter = new AtomicLong();

    @TempDir
    Path folder;

    @BeforeEach
    void table() throws IOException {
        StringBuilder text = new StringBuilder("id,k,n\n");
        for (int i = 1; i <= 100; i++) {
            text.append(i + ",k" + i % 3 + "," + i % 7 + "\n");
        }
        Files.writeString(folder.resolve("a.csv"), text);
    }

    private Flow flow() {
        return Flow.load(folder.resolve("a.csv").toString());
    }

    private Run run(Flow flow, RunOptions options) {
        return flow.dump(folder.resolve("dist")).run(options, new RunInputs(Instant.EPOCH, printed -> {}));
    }

    private String found(Flow flow) {
        assertTrue(run(flow, RunOptions.DEFAULT).completed(), "nobody looks");
        counter.set(0);
        String message = assertThrows(ImpureException.class, () -> run(flow, CHECKED.withThreads(1)))
                .getMessage();
        counter.set(0);
        assertThrows(ImpureException.class, () -> run(flow, CHECKED.withThreads(2)));
        return message;
    }

    private Flow with(Form form) {
        return flow().step(new OnResources("own", "{}", new Selector(List.of()), form, OnError.FAIL));
    }

    @Test
    void aCounterIsFound() {
        String message = found(flow().filterRows(row -> row.integer("id") > 1)
                .addField("number", FieldType.INTEGER, row -> counter.incrementAndGet()));
        assertEquals(
                "step 3 (add-field): a, row 3: field 'number' of the row (id 2) is 1 when called first, "
                        + "100 when called again; what a function gives must follow from what it is given alone",
                message);
    }

    @Test
    void chanceIsFound() {
        Random random = new Random(1);
        String message = found(flow().addField("chance", FieldType.NUMBER, row -> random.nextDouble()));
        assertTrue(message.startsWith("step 2 (add-field): a, row 2: field 'chance' of the row (id 1) is 0."), message);
    }

    @Test
    void aFilterThatRemembersIsFound() {
        Set<Object> seen = new HashSet<>();
        Flow flow = flow().filterRows(row -> seen.add(row.value("k")));
        String message = assertThrows(ImpureException.class, () -> run(flow, CHECKED.withThreads(1)))
                .getMessage();
        assertTrue(message.contains("row 2: a row of the row (id 1) is a row when called first, nothing"), message);
        assertFalse(Files.exists(folder.resolve("dist/datapackage.json")), "nothing is written");
    }

    @Test
    void rowsMadeOfOneRowAreCompared() {
        String message = found(with(Each.flatMap(schema -> schema, (row, out) -> {
            for (long i = counter.incrementAndGet() % 3; i >= 0; i--) {
                out.accept(row);
            }
        })));
        assertTrue(message.startsWith("step 2 (own): a, row "), message);
    }

    @Test
    void rowsOfAGroupAreCompared() {
        assertTrue(found(with(new Numbered(counter::incrementAndGet)))
                .startsWith("step 2 (own): field 'n' of what is made of a group is 1 when called first, "));
    }

    @Test
    void aScanIsCompared() {
        assertTrue(found(with(new Sum(counter::incrementAndGet)))
                .startsWith("step 2 (own): field 'n' of the row (id 1) is 1 when called first, 2 when"));
    }

    @Test
    void pairsAreCompared() throws IOException {
        Files.copy(folder.resolve("a.csv"), folder.resolve("b.csv"));
        Flow both = flow().andLoad(folder.resolve("b.csv").toString(), StepOptions.of("name", "b"));
        assertTrue(found(both.step(new Pairs(counter::incrementAndGet)))
                .startsWith("step 3 (pairs): field 'n' of the row (id "));
    }

    @Test
    void pureFunctionsGiveWhatTheyGive() throws IOException {
        Flow flow = with(new Sum(() -> 1))
                .step(new OnResources("own", "{}", new Selector(List.of()), new Numbered(() -> 5), OnError.FAIL))
                .filterRows(row -> row.integer("id") % 2 == 0)
                .addField("twice", FieldType.INTEGER, row -> row.integer("n") * 2);
        assertTrue(run(flow, RunOptions.DEFAULT).valid());
        var files = FlowRuns.files(folder.resolve("dist"));
        FlowRuns.delete(folder.resolve("dist"));
        assertTrue(run(flow, CHECKED).valid());
        assertEquals(files, FlowRuns.files(folder.resolve("dist")));
    }

    /** Gives each row of a key a number. */
    private record Numbered(LongSupplier number) implements Group, Group.PerKey {
        @Override
        public List<Expression> keys() {
            return List.of(Expression.field("k"));
        }

        @Override
        public Schema describe(Schema input) {
            return input;
        }

        @Override
        public Body body(Schema input) {
            return this;
        }

        @Override
        public boolean inPlace() {
            return true;
        }

        @Override
        public void apply(Iterable<Row> rows, Consumer<Row> out) {
            for (Row row : rows) {
                out.accept(row.with("n", number.getAsLong()));
            }
        }
    }

    /** Joins a with b, and numbers the pairs. */
    private record Pairs(LongSupplier number) implements Processor, Join {
        @Override
        public String name() {
            return "pairs";
        }

        @Override
        public String configuration() {
            return "{}";
        }

        @Override
        public DataPackage describe(DataPackage input) {
            return input;
        }

        @Override
        public List<Operation> operations(DataPackage input) {
            return List.of(new Operation.Apply(List.of("a", "b"), "a", this, OnError.FAIL));
        }

        @Override
        public Keep keep() {
            return Keep.INNER;
        }

        @Override
        public List<String> leftKeys() {
            return List.of("id");
        }

        @Override
        public List<String> rightKeys() {
            return List.of("id");
        }

        @Override
        public Schema describe(Schema left, Schema right) {
            return left;
        }

        @Override
        public Kernel kernel(Schema left, Schema right) {
            return (lefts, rights, output) -> {
                BatchBuilder rows = new BatchBuilder(left);
                for (int i = 0; i < lefts.rows(); i++) {
                    rows.append(lefts.cursor().at(i).with("n", number.getAsLong()), lefts.label(i));
                }
                output.emit(rows.build());
            };
        }
    }

    /** A state of one number. */
    record State(long sum) {}

    private record Sum(LongSupplier number) implements Scan<State> {
        @Override
        public List<String> keys() {
            return List.of();
        }

        @Override
        public Schema describe(Schema input) {
            return input;
        }

        @Override
        public State initial() {
            return new State(0);
        }

        @Override
        public Next<State> next(State state, Row row, Schema output) {
            State next = new State(state.sum() + number.getAsLong());
            return new Next<>(next, row.with("n", next.sum()));
        }
    }
}
