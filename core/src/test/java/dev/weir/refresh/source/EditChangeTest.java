package dev.weir.refresh.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.delta.Delta;
import dev.weir.delta.Label;
import dev.weir.refresh.source.SourceModel.Item;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Column;
import dev.weir.row.ValueRow;
import dev.weir.source.SourceException;
import dev.weir.store.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditChangeTest {
    @TempDir
    Path folder;

    private Path scratch() throws IOException {
        return Files.createTempDirectory(folder, "t");
    }

    private static Edit edit(Edit.Kind kind, long after, @Nullable Long id, @Nullable String text) {
        BatchBuilder builder = new BatchBuilder(SourceModel.SCHEMA);
        builder.append(ValueRow.of(SourceModel.SCHEMA, id, text), 0);
        var batch = builder.build();
        if (text == null) {
            batch.column(1).states = new byte[] {Column.ABSENT};
        }
        return new Edit(kind, after, batch, 0, "row 2");
    }

    @Test
    void editsDoWhatTheyDoToAList() throws IOException {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed * 0x9e3779b97f4a7c15L); // what is drawn first is to differ, too
            boolean isKeyed = random.nextBoolean();
            try (SourceModel model = new SourceModel(scratch(), isKeyed)) {
                List<Item> items = new ArrayList<>();
                for (int i = random.nextInt(20); i > 0; i--) {
                    items.add(new Item((long) i, "v" + random.nextInt(4)));
                }
                model.load(items);
                for (int step = 0; step < 3; step++) {
                    step(model, items, random, isKeyed, "seed " + seed + " step " + step);
                }
            }
        }
    }

    private void step(SourceModel model, List<Item> items, Random random, boolean isKeyed, String where)
            throws IOException {
        TreeMap<byte[], Item> before = model.rows(Side.BEFORE);
        Delta delta;
        try (EditChange change = new EditChange(model.table, "changes.csv")) {
            for (int i = random.nextInt(25); i > 0; i--) {
                edit(change, items, random, isKeyed, where);
            }
            delta = change.finish();
        }
        assertEquals(items, model.list(Side.AFTER), where);
        assertEquals(items, new ArrayList<>(model.sum(before, delta).values()), where);
        if (isKeyed) {
            assertEquals(model.indexOfRows(scratch()), model.index(), where);
        }
        model.commit();
    }

    private static int placeOf(List<Item> items, long id) {
        for (int i = 0; i < items.size(); i++) {
            if (Objects.equals(items.get(i).id(), id)) {
                return i;
            }
        }
        return -1;
    }

    private void edit(EditChange change, List<Item> items, Random random, boolean isKeyed, String where) {
        String text = "v" + random.nextInt(4);
        long id = random.nextInt(25);
        int at = isKeyed ? placeOf(items, id) : items.isEmpty() ? -1 : random.nextInt(items.size());
        int kind = random.nextInt(6);
        long after = random.nextInt(3) > 0 ? -1 : random.nextInt(items.size() + 1);
        if (kind < 2 && (at < 0 || !isKeyed)) {
            change.apply(edit(Edit.Kind.INSERT, after, id, text));
            items.add(after < 0 ? items.size() : (int) after, new Item(id, text));
        } else if (kind == 2 && isKeyed) {
            change.apply(edit(Edit.Kind.UPSERT, after, id, text));
            if (at >= 0) {
                items.set(at, new Item(id, text));
            } else {
                items.add(after < 0 ? items.size() : (int) after, new Item(id, text));
            }
        } else if (at < 0) {
            if (isKeyed) {
                var wrong = assertThrows(
                        SourceException.class, () -> change.apply(edit(Edit.Kind.DELETE, -1, id, null)), where);
                assertEquals(
                        "changes.csv: row 2 (delete, key \"" + id + "\"): no row has this key", wrong.getMessage());
            }
        } else {
            change(change, items, random, isKeyed, at, text, kind);
        }
    }

    private void change(
            EditChange change, List<Item> items, Random random, boolean isKeyed, int at, String text, int kind) {
        Item old = items.get(at);
        boolean byNumber = !isKeyed && random.nextBoolean();
        int named = isKeyed || byNumber ? at : items.indexOf(old);
        long after = byNumber ? at : -1;
        if (kind < 4) {
            change.apply(edit(Edit.Kind.DELETE, after, old.id(), random.nextBoolean() && isKeyed ? null : old.text()));
            items.remove(named);
            return;
        }
        if (isKeyed && kind == 4) {
            change.apply(edit(Edit.Kind.UPDATE_POSTIMAGE, -1, old.id(), text));
            items.set(named, new Item(old.id(), text));
            return;
        }
        long id = isKeyed && placeOf(items, 30 + at) < 0 ? 30 + at : Objects.requireNonNull(old.id());
        change.apply(edit(Edit.Kind.UPDATE_PREIMAGE, after, old.id(), old.text()));
        change.apply(edit(Edit.Kind.UPDATE_POSTIMAGE, -1, id, text));
        items.set(named, new Item(id, text));
    }

    @Test
    void editsWhoseRowIsNotThereAreErrors() throws IOException {
        try (SourceModel model = new SourceModel(scratch(), true)) {
            model.load(List.of(new Item(1L, "a"), new Item(2L, "b")));
            assertWrong(
                    model, "(insert, key \"1\"): a row with this key is there", edit(Edit.Kind.INSERT, -1, 1L, "x"));
            assertWrong(
                    model,
                    "(update_preimage, key \"1\"): the row has \"a\" in 'text', not \"z\"",
                    edit(Edit.Kind.UPDATE_PREIMAGE, -1, 1L, "z"));
            assertWrong(model, "(update_postimage, key \"3\"): no row", edit(Edit.Kind.UPDATE_POSTIMAGE, -1, 3L, "z"));
            assertWrong(
                    model,
                    "no update_postimage follows",
                    edit(Edit.Kind.UPDATE_PREIMAGE, -1, 1L, "a"),
                    edit(Edit.Kind.DELETE, -1, 2L, "b"));
            assertWrong(model, "no update_postimage follows", edit(Edit.Kind.UPDATE_PREIMAGE, -1, 1L, "a"));
            assertWrong(model, "there is no row 3", edit(Edit.Kind.INSERT, 3, 7L, "a"));
            assertWrong(
                    model,
                    "(update_postimage, key \"2\"): a row with this key is there",
                    edit(Edit.Kind.UPDATE_PREIMAGE, -1, 1L, "a"),
                    edit(Edit.Kind.UPDATE_POSTIMAGE, -1, 2L, "a"));
            assertWrong(
                    model,
                    "no row has this key",
                    edit(Edit.Kind.DELETE, -1, 1L, "a"),
                    edit(Edit.Kind.DELETE, -1, 1L, "a"));
        }
    }

    private static void assertWrong(SourceModel model, String reason, Edit... edits) {
        try (EditChange change = new EditChange(model.table, "changes.csv")) {
            SourceException wrong = assertThrows(SourceException.class, () -> {
                for (Edit edit : edits) {
                    change.apply(edit);
                }
                change.finish();
            });
            assertTrue(wrong.getMessage().contains(reason), wrong::getMessage);
        }
    }

    @Test
    void tenThousandInsertsKeepLabelsShort() throws IOException {
        for (int place = 0; place < 4; place++) {
            List<Item> items = new ArrayList<>(List.of(new Item(1L, "a"), new Item(2L, "b"), new Item(3L, "c")));
            try (SourceModel model = new SourceModel(scratch(), false)) {
                model.load(items);
                for (int i = 0; i < 10_000; i++) {
                    int after = place == 0 ? 0 : place == 1 ? 2 + i : place == 2 ? 1 + i : 3 + i;
                    items.add(after, new Item((long) i, "n"));
                }
                insertAll(model, place);
                assertEquals(items, model.list(Side.AFTER), "place " + place);
                int longest = model.rows(Side.AFTER).keySet().stream()
                        .mapToInt(label -> label.length)
                        .max()
                        .orElse(0);
                assertTrue(longest <= Label.LIMIT / 4, "place " + place + ": " + longest);
            }
        }
    }

    /** Each of four runs makes a quarter of the inserts. */
    private static void insertAll(SourceModel model, int place) {
        for (int run = 0; run < 4; run++) {
            try (EditChange change = new EditChange(model.table, "changes.csv")) {
                for (int i = 2500 * run; i < 2500 * (run + 1); i++) {
                    long after = place == 0 ? 0 : place == 1 ? 2 + i : place == 2 ? 1 + i : 3 + i;
                    change.apply(edit(Edit.Kind.INSERT, after, (long) i, "n"));
                }
                assertNotNull(change.finish());
            }
            model.commit();
        }
    }
}
