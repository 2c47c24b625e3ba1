package dev.weir.examples;

import static dev.weir.descriptor.FieldType.INTEGER;
import static dev.weir.descriptor.FieldType.NUMBER;
import static dev.weir.processors.Aggregates.by;
import static dev.weir.processors.Aggregates.count;
import static dev.weir.processors.Aggregates.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.docs.Scratch;
import dev.weir.flow.FlowFile;
import dev.weir.flow.Plan;
import dev.weir.flow.Steps;
import dev.weir.process.ImpureException;
import dev.weir.process.RunInputs;
import dev.weir.processors.Flow;
import dev.weir.processors.StepOptions;
import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import dev.weir.row.Row;
import dev.weir.run.LocalRunner;
import dev.weir.run.Rows;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java that the documents show. */
class LibraryTest {
    @TempDir
    Path temp;

    private Path bank;
    private Path dist;

    @BeforeEach
    void copyTheBank() throws IOException {
        bank = new Scratch(temp).folder().resolve("datapackages/bank");
        dist = temp.resolve("dist");
    }

    @Test
    void theReadmesFlow() throws IOException {
        // tag::readme
        Run run = Flow.loadPackage("bank", "transactions")
                .filterRows("amount < 0")
                .aggregate(by("purpose"), sum("amount").as("total"), count().as("payments"))
                .dump(Path.of("target/spending"))
                .run();
        // end::readme
        assertTrue(run.valid() && run.completed());
        assertEquals(
                "purpose,total,payments",
                Files.readAllLines(Path.of("target/spending/data/transactions.csv"))
                        .get(0));
    }

    @Test
    void rowsAreReadLazily() {
        // tag::read-rows
        BigDecimal spent = BigDecimal.ZERO;
        try (Rows rows = Weir.open(bank).resource("transactions").rows()) {
            for (Row row : rows) {
                if ("fuel".equals(row.text("purpose")) && row.date("value_date").getMonthValue() == 2) {
                    spent = spent.subtract(row.number("amount"));
                }
            }
        }
        // end::read-rows
        assertTrue(spent.signum() > 0);
    }

    @Test
    void aReportIsData() throws IOException {
        Path accounts = bank.resolve("data/accounts.csv");
        Files.writeString(accounts, Files.readString(accounts).replace("2012-01-03", "2012-02-30"));
        StringBuilder out = new StringBuilder();
        // tag::validate
        Report report = Weir.validate(bank, RunOptions.DEFAULT.withLimitErrors(100));
        for (Task task : report.tasks()) {
            for (RowError error : task.errors()) {
                out.append(task.name() + ", line " + error.position().line() + ": " + error.code());
            }
        }
        // end::validate
        assertFalse(report.valid());
        assertEquals("accounts, line 2: type-error", out.toString());
    }

    @Test
    void functionsOnRowsAndSqlMix() throws IOException {
        // tag::flow
        Run run = Flow.loadPackage(bank.toString())
                .validate()
                .on("transactions")
                .filterRows(row -> row.date("value_date").isBefore(row.date("booking_date")))
                .addField("cents", NUMBER, row -> row.number("amount").movePointRight(2))
                .addField("days", "booking_date - value_date")
                .sortRows("days DESC", "id")
                .dump(dist)
                .run();
        if (!run.valid()) {
            throw new IllegalStateException(run.report().errorCount() + " errors");
        }
        // end::flow
        assertTrue(
                Files.readAllLines(dist.resolve("data/transactions.csv")).get(0).endsWith("purpose,cents,days"));
    }

    @Test
    void functionsAreCheckedToBePure() {
        StringBuilder out = new StringBuilder();
        // tag::check-pure
        AtomicLong number = new AtomicLong();
        Flow numbered = Flow.loadPackage(bank.toString())
                .on("transactions")
                .addField("number", INTEGER, row -> number.incrementAndGet()); // not pure
        try {
            numbered.run(RunOptions.DEFAULT.withChecksPure(true), new RunInputs(Instant.now(), text -> {}));
        } catch (ImpureException found) {
            out.append(found.getMessage()); // step 2 (add-field): transactions, row 2: field 'number' of the row …
        }
        // end::check-pure
        assertTrue(
                out.toString().startsWith("step 2 (add-field): transactions, row 2: field 'number' of the row "),
                out.toString());
    }

    @Test
    void optionsAreGivenByName() {
        // tag::flow-options
        Flow loaded = Flow.loadPackage(bank.toString());
        Flow payers = loaded.on("accounts")
                .join(StepOptions.of("with", "transactions")
                        .with("on", "account")
                        .with("keep", "semi"));
        Flow silent =
                loaded.on("accounts").step("join", Map.of("with", "transactions", "on", "account", "keep", "anti"));
        // end::flow-options
        assertEquals(2, payers.plan(Instant.EPOCH).steps().size());
        assertEquals(2, silent.plan(Instant.EPOCH).steps().size());
    }

    @Test
    void aFlowFileRunsFromJava() {
        StringBuilder printed = new StringBuilder();
        // tag::flow-file
        Steps steps = Steps.of(Thread.currentThread().getContextClassLoader());
        FlowFile flow = FlowFile.read(bank.resolve("weir.yaml"), Map.of("CUTOFF", "2026-01-31"), steps);
        RunInputs inputs = new RunInputs(Instant.now(), printed::append); // the clock; what print prints
        Plan plan = flow.plan(inputs.now());
        Run run = LocalRunner.run(plan, RunOptions.DEFAULT, inputs, bank);
        // end::flow-file
        assertTrue(run.completed());
        assertTrue(printed.toString().startsWith("changed\n"), printed.toString());
    }
}
