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
            Block block = new BlockEncoder(new Physicals()).encode(table, List.of(table.column(2)), order, 30);
            SameRows.assertSame(table.gather(order, 30), block.decode(schema), "seed " + seed);
            for (int i = 0; i < 30; i++) {
                assertEquals(
                        SameRows.cell(table.column(2), order[i]),
                        SameRows.cell(block.decode(schema.fields().size()), i));
            }
        }
    }

    @Test
    void rowsOfManyBlocksAreGathered() {
        for (int seed = 0; seed < 100; seed++) {
            RandomRows random = new RandomRows(seed);
            Batch table = random.table(schema, 200);
            Physicals physicals = new Physicals();
            List<Block> blocks = new ArrayList<>();
            for (Batch batch : random.cut(table, 60)) {
                blocks.add(new BlockEncoder(physicals).encode(batch));
            }
            int[] wanted = new Random(seed).ints(150, -1, 200).toArray();
            Block[] from = new Block[150];
            int[] rows = new int[150];
            for (int i = 0; i < wanted.length; i++) {
                int row = wanted[i];
                for (Block block : blocks) {
                    if (row >= 0 && row < block.rows()) {
                        from[i] = block;
                        rows[i] = row;
                    }
                    row -= row >= 0 ? block.rows() : 0;
                    row = from[i] == null && row >= 0 ? row : -1;
                }
            }
            Batch gathered = new BlockGather(from, rows, 150).batch(schema, 7);
            assertEquals(SameRows.rows(table.gather(wanted, 150)), SameRows.rows(gathered), "seed " + seed);
            assertEquals(7 + 149, gathered.label(149));
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
