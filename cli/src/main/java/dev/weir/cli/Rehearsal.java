package dev.weir.cli;

import com.github.luben.zstd.util.ZstdVersion;
import dev.weir.cli.command.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Loads the classes that commands need, once, for the class-data archive of the launcher: what ran here starts fast.
 * Works in a folder of its own among the temporary files, and leaves nothing there.
 */
final class Rehearsal {
    private static final String CUSTOMERS = "id,name\n1,Ada\n2,Ben\n";
    private static final String ORDERS = """
        id,customer,placed,at,amount,gift,note,code,mail
        1,1,2026-01-03,2026-01-03T10:00:00Z,12.50,true,"one, two",AB1,a@b.org
        2,2,2026-01-04,2026-01-04T10:00:00,7,false,,AB2,
        """;
    private static final String PACKAGE = """
        {"name": "rehearsal", "resources": [
          {"name": "customers", "type": "table", "path": "customers.csv", "schema": {"fields": [
            {"name": "id", "type": "integer"}, {"name": "name", "type": "string"}], "primaryKey": ["id"]}},
          {"name": "orders", "type": "table", "path": "orders.csv", "schema": {"fields": [
            {"name": "id", "type": "integer", "constraints": {"minimum": 1}},
            {"name": "customer", "type": "integer", "constraints": {"required": true}},
            {"name": "placed", "type": "date"},
            {"name": "at", "type": "datetime"},
            {"name": "amount", "type": "number", "constraints": {"maximum": 1000}},
            {"name": "gift", "type": "boolean"},
            {"name": "note", "type": "string", "constraints": {"maxLength": 10}},
            {"name": "code", "type": "string", "constraints": {"pattern": "[A-Z]+[0-9]", "enum": ["AB1", "AB2"]}},
            {"name": "mail", "type": "string", "format": "email"}],
            "primaryKey": ["id"], "uniqueKeys": [["code"]],
            "foreignKeys": [{"fields": ["customer"], "reference": {"resource": "customers", "fields": ["id"]}}]}}]}
        """;
    private static final String FLOW = """
        parameters: {LEAST: 1, SNAPSHOT: now}
        flow:
          - load: {package: .}
          - validate: {}
          - filter-rows: {resources: orders, where: "amount >= ${LEAST}"}
          - add-field: {resources: orders, name: tax, value: "ROUND(amount * 0.2, 2)"}
          - add-field: {resources: orders, name: rate, value: "CASE code WHEN 'AB1' THEN 1 WHEN 'AB2' THEN 0.5 ELSE 2 END"}
          - delete-fields: {resources: orders, fields: note}
          - rename-fields: {resources: orders, fields: {gift: present}}
          - join: {resources: orders, with: customers, on: {customer: id}, fields: [name]}
          - aggregate: {resources: orders, to: totals, by: name, fields: {total: "SUM(amount)", orders: "COUNT(*)"}}
          - aggregate:
              resources: orders
              to: days
              by: "CAST(at AS DATE) AS day"
              fields: {most: "MAX(amount)", buyers: "COUNT(DISTINCT customer)"}
          - sort-rows: {resources: totals, by: total DESC}
          - print: {resources: totals}
          - dump: {to: dist, snapshot: "${SNAPSHOT}"}
        """;
    private static final String EDITS = """
        _change_type,id,customer,placed,at,amount,gift,note,code,mail
        update_preimage,1,1,2026-01-03,2026-01-03T10:00:00Z,12.50,true,"one, two",AB1,a@b.org
        update_postimage,1,1,2026-01-03,2026-01-03T10:00:00Z,14.50,true,"one, two",AB1,a@b.org
        insert,3,2,2026-01-04,2026-01-05T10:00:00,8,false,,,
        delete,2,2,2026-01-04,2026-01-04T10:00:00,7,false,,AB2,
        """;

    private Rehearsal() {}

    /** @param words the file to unpack the library of zstd to */
    public static void main(String[] words) throws IOException {
        if (words.length > 0) {
            unpack(Path.of(words[0]));
        }
        Interrupts interrupts = Interrupts.of(Thread.currentThread());
        Terminal.ofProcess();
        run("--help");
        run("--version");
        run("help", "help");
        run("help", "--unknown");
        Path folder = Files.createTempDirectory("weir-rehearsal");
        try {
            onPackage(folder);
        } finally {
            remove(folder);
        }
        interrupts.finished();
    }

    /** Copies the library out of its jar, if it can be loaded from there; else each process has its own. */
    private static void unpack(Path to) throws IOException {
        String name = "/linux/" + System.getProperty("os.arch") + "/libzstd-jni-" + ZstdVersion.VERSION + ".so";
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try (InputStream library = ZstdVersion.class.getResourceAsStream(name)) {
            if (library != null) {
                Files.copy(library, to, StandardCopyOption.REPLACE_EXISTING);
                System.load(to.toAbsolutePath().toString());
            }
        } catch (UnsatisfiedLinkError refused) {
            Files.delete(to);
        }
    }

    private static void onPackage(Path folder) throws IOException {
        String here = folder.toString();
        String orders = Files.writeString(folder.resolve("orders.csv"), ORDERS).toString();
        Files.writeString(folder.resolve("customers.csv"), CUSTOMERS);
        Files.writeString(folder.resolve("datapackage.json"), PACKAGE);
        Files.writeString(folder.resolve("weir.yaml"), FLOW);
        run("validate", here);
        run("validate", "--format", "json", here);
        run("explain", here);
        run("run", here);
        run("run", here);
        String edits = Files.writeString(folder.resolve("edits.csv"), EDITS).toString();
        run("run", here, "--changes", "orders=" + edits, "--set", "SNAPSHOT=later");
        run("run", here);
        Files.writeString(folder.resolve("orders.csv"), ORDERS + "4,2,2026-01-05,2026-01-05T10:00:00Z,1,true,,,\n");
        run("run", here);
        run("describe", orders);
        run("validate", orders);
        Files.writeString(folder.resolve("orders.csv"), ORDERS + "2,3,2026-13-01,x,y,maybe,,,b@\n\n");
        run("validate", here);
        run("validate", "--format", "jsonl", here);
        String before = Files.createDirectories(folder.resolve("before")).toString();
        Files.writeString(folder.resolve("before/orders.csv"), ORDERS);
        Files.writeString(folder.resolve("before/customers.csv"), CUSTOMERS);
        Files.writeString(folder.resolve("before/datapackage.json"), PACKAGE);
        run("diff", before, here);
        run("diff", before, here, "--format", "json");
        run("diff", before, here, "--format", "jsonl");
        String dist = folder.resolve("dist").toString();
        run("log", dist);
        run("diff", dist + "@#1", dist + "@latest", "--format", "jsonl");
        run("checkout", dist + "@#1", folder.resolve("first").toString());
    }

    private static void run(String... line) {
        Main.run(new Terminal(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), Map.of()), line);
    }

    private static void remove(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
