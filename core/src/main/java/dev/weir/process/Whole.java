package dev.weir.process;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.parse.TableSource;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.TextBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A table at once. On changes: D ∘ f ∘ I, everything again. Print and dump are of this form: they see every row go by,
 * in order, and let it pass.
 */
public non-sealed interface Whole extends Form {

    /** The schema of what comes out; the input's for a step that lets rows pass. */
    default Schema describe(Schema input) {
        return input;
    }

    /** Opens the step for one resource of a run. */
    Table open(Opening opening);

    /** How the file that the step writes of a table is made of rows; null where it writes none, or none of this kind. */
    default @Nullable Records records(Resource resource) {
        return null;
    }

    /**
     * What a step knows when it opens.
     *
     * @param resource the resource as described at this step, with its schema
     * @param stage the step's own stage, null where it is not {@link Staged}
     * @param untouched where the resource was read, if no step has touched it since; else null
     * @param errors takes what cannot be written
     * @param same whether the rows are those that the same step saw in the last run: they may not be shown again
     */
    record Opening(
            Resource resource,
            RunInputs inputs,
            @Nullable Stage stage,
            @Nullable TableSource untouched,
            ErrorTaker errors,
            boolean same) {
        public Opening(
                Resource resource,
                RunInputs inputs,
                @Nullable Stage stage,
                @Nullable TableSource untouched,
                ErrorTaker errors) {
            this(resource, inputs, stage, untouched, errors, false);
        }
    }

    /** Takes errors of rows that are found while they are written. */
    interface ErrorTaker {
        void error(Batch batch, int row, ErrorCode code, String field, String note);
    }

    /** One resource's rows, in order. What is prepared on many threads is taken in order on one. */
    interface Table {

        /** The part of the work that needs no order; called on many threads, each with its own preparer. */
        Preparer preparer();

        /** Takes what was prepared of the next rows; one thread at a time, in order. */
        void take(Object prepared);

        /** All rows were taken. */
        void end();

        /** Prepares batches on one thread. */
        interface Preparer {
            /** What {@link Table#take} gets for this batch; owned by the taker. Null for nothing. */
            @Nullable
            Object prepare(Batch batch);
        }
    }

    /**
     * A CSV file in UTF-8 that is a head and a record for each row, in order. The bytes of a record follow from its row
     * alone.
     *
     * @param dialect one that {@link dev.weir.parse.CsvFormat} has
     * @param headBytes in front of the first record
     */
    record Records(Dialect dialect, int headBytes) {}

    /** A table written as {@link Records}: of rows that are known the bytes may be given. One thread. */
    interface RecordTable extends Table {
        /**
         * Appends the records of rows to a buffer; the file is not changed.
         *
         * @param ends gets where the record of each row ends in the buffer
         */
        void format(Batch batch, TextBuffer out, int[] ends);

        /** Takes records, instead of {@link #take}. */
        void takeRecords(byte[] bytes, int from, int to);

        /** From here on the file is made from an older one, every byte of whose records is checked on the way. */
        void madeFrom(Path older);

        /**
         * Takes records that stand in the older file as they are.
         *
         * @param at where in that file
         * @param rows how many there are
         */
        void copyRecords(byte[] bytes, int from, int to, long at, int rows);
    }
}
