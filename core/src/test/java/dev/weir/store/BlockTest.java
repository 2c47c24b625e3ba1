package dev.weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.RandomRows;
import dev.weir.row.SameRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockTest {
    private final Schema schema = RandomRows.everyType();

    @Test
    void aBlockGivesBackItsBatch() {
        for (int seed = 0; seed < 300; seed++) {
            Batch table = new RandomRows(seed).table(schema, new Random(seed).nextInt(120));
            Block block = new BlockEncoder(new Physicals()).encode(table);
            SameRows.assertSame(table, block.decode(schema), "seed " + seed);
        }
    }

    @Test
    void rowsAreEncodedInTheOrderAskedFor() {
        for (int seed = 0; seed < 100; seed++) {
            Batch table = new RandomRows(seed).table(schema, 50);
            int[] order = new Random(seed).ints(30, 0, 50).toArray();
            Block block = new BlockEncoder(new Physicals()).encode(table, order, 30);
            SameRows.assertSame(table.gather(order, 30), block.decode(schema), "seed " + seed);
        }
    }

    @Test
    void rowsOfManyBlocksAreGathered() {
        for (int seed = 0; seed < 200; seed++) {
            RandomRows random = new RandomRows(seed);
            Batch table = random.table(schema, 200);
            RowShapes shapes = new RowShapes();
            List<Integer> columns = new ArrayList<>(
                    IntStream.range(0, schema.fields().size()).boxed().toList());
            Collections.shuffle(columns, new Random(seed));
            int[] order = columns.stream().mapToInt(i -> i).toArray();
            List<RowBlock> blocks = new ArrayList<>();
            List<Integer> firsts = new ArrayList<>();
            int first = 0;
            for (Batch batch : random.cut(table, 60)) {
                RowEncoder encoder = seed % 2 == 0 ? new RowEncoder(shapes, order) : RowEncoder.dense(shapes, order);
                blocks.add(encoder.encode(batch, 0, batch.rows(), null));
                firsts.add(first);
                first += batch.rows();
            }
            int[] wanted = new Random(seed).ints(150, 0, 200).toArray();
            RowBlock[] from = new RowBlock[150];
            int[] rows = new int[150];
            for (int i = 0; i < wanted.length; i++) {
                int block = 0;
                while (block + 1 < firsts.size() && firsts.get(block + 1) <= wanted[i]) {
                    block++;
                }
                from[i] = blocks.get(block);
                rows[i] = wanted[i] - firsts.get(block);
            }
            RowBlock gathered = RowGather.gather(from, rows, 150, from[0].shape());
            Batch decoded = new RowDecoder(schema, shapes, order).batch(gathered, schema);
            SameRows.assertSame(table.gather(wanted, 150), decoded, "seed " + seed);
        }
    }

    @Test
    void aSpoolReadsInLabelOrderFromHeapAndDisk(@TempDir Path folder) throws IOException {
        for (long bytes : new long[] {0, 20_000, Long.MAX_VALUE / 2}) {
            MemoryBudget budget = MemoryBudget.ofBytes(bytes);
            try (SpillFolder spills = new SpillFolder(folder);
                    Spool spool = new Spool(schema, budget, spills)) {
                RandomRows random = new RandomRows(bytes);
                Batch table = random.table(schema, 500);
                List<Batch> batches = random.cut(table, 20);
                Collections.shuffle(batches, new Random(1));
                for (int i = 0; i < 3; i++) {
                    Spool.Appender appender = spool.appender();
                    for (int k = i; k < batches.size(); k += 3) {
                        appender.append(batches.get(k));
                    }
                }
                spool.seal();
                List<String> read = new ArrayList<>();
                for (int i = 0; i < spool.blocks(); i++) {
                    assertEquals(read.size(), spool.firstRow(i));
                    read.addAll(SameRows.labelled(spool.batch(i)));
                }
                assertEquals(String.join("\n", SameRows.labelled(table)), String.join("\n", read));
                assertTrue(budget.used() <= bytes);
            }
            assertEquals(0, budget.used());
        }
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }
}
