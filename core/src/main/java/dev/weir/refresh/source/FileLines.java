package dev.weir.refresh.source;

import dev.weir.operate.Batches;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.store.RowBlock;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The rows of a full file, in order. */
final class FileLines extends Lines {
    private static final Object END = new Object();

    private final SourceTable table;
    private final Batches file;
    private final Set<ByteBuffer> repeated;
    private final @Nullable Ahead ahead;
    private Part part = new Part(RowBlock.EMPTY, new BitSet());
    private int row;

    /** @param odd rows whose key has no value in a part, or is repeated */
    private record Part(RowBlock block, BitSet odd) {}

    /** @param repeated keys that more than one row has */
    FileLines(SourceTable table, Batches file, Set<ByteBuffer> repeated) {
        this.table = table;
        this.file = file;
        this.repeated = repeated;
        this.ahead = table.readsAhead() ? new Ahead() : null;
    }

    @Override
    @Nullable
    Line read(long place) {
        while (row == part.block().rows()) {
            Part next = ahead == null ? readPart() : ahead.next();
            if (next == null) {
                return null;
            }
            part = next;
            row = 0;
        }
        int at = row++;
        return new Line(place, Line.NO_LABEL, part.block().cells(at), part.odd().get(at));
    }

    private @Nullable Part readPart() {
        Batch batch = file.nextBatch();
        if (batch == null) {
            return null;
        }
        return batch.rows() == 0 ? new Part(RowBlock.EMPTY, new BitSet()) : new Part(table.encode(batch), odd(batch));
    }

    /** Reads the file on a thread of its own, a few parts ahead. */
    private final class Ahead {
        private final ArrayBlockingQueue<Object> parts = new ArrayBlockingQueue<>(4);
        private final Thread thread = new Thread(this::run, "weir-read-ahead");
        private boolean isStarted;
        private boolean isOver;

        private void run() {
            Object last = END;
            try {
                for (Part part = readPart(); part != null; part = readPart()) {
                    parts.put(part);
                }
            } catch (InterruptedException e) {
                return; // closed, or to be read on by the other thread
            } catch (RuntimeException | Error problem) {
                last = problem;
            }
            try {
                parts.put(last);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Nullable
        Part next() {
            if (isOver) {
                return null;
            }
            if (!isStarted) {
                isStarted = true;
                thread.start();
            }
            try {
                Object next = parts.take();
                if (next instanceof Part made) {
                    return made;
                }
                isOver = true;
                if (next instanceof RuntimeException problem) {
                    throw problem;
                } else if (next instanceof Error problem) {
                    throw problem;
                }
                return null;
            } catch (InterruptedException e) {
                stop();
                isOver = true;
                Thread.currentThread().interrupt();
                readPart(); // tells in its own way that it was interrupted
                throw new CancellationException("interrupted");
            }
        }

        /** Ends the thread. */
        void stop() {
            thread.interrupt();
            boolean isInterrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private BitSet odd(Batch batch) {
        BitSet found = new BitSet();
        Column[] columns = table.keyColumns(batch);
        for (Column column : columns) {
            for (int i = 0; column.states != null && i < batch.rows(); i++) {
                if (column.isNull(i)) {
                    found.set(i);
                }
            }
        }
        for (int i = 0; !repeated.isEmpty() && i < batch.rows(); i++) {
            byte[] key = SourceTable.key(columns, i);
            if (key != null && repeated.contains(ByteBuffer.wrap(key))) {
                found.set(i);
            }
        }
        return found;
    }

    @Override
    public void close() {
        if (ahead != null) {
            ahead.stop();
        }
        file.close();
    }
}
