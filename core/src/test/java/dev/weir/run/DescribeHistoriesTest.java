package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.source.PackageReader;
import dev.weir.type.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is inferred of published tables whose schema is known: the type that their publisher gave, or a reason why not. */
class DescribeHistoriesTest {
    @Test
    void fieldsGetThePublishedType() throws IOException {
        Path histories = SharedFolder.find("histories");
        assumeTrue(histories != null, "the shared histories are not here");
        int fields = 0;
        int same = 0;
        int versions = 0;
        Map<String, Integer> misses = new TreeMap<>();
        for (Path folder : versions(histories)) {
            if (!Weir.validate(folder, RunOptions.DEFAULT).valid()) {
                continue;
            }
            versions++;
            for (Resource resource :
                    new PackageReader().open(folder).dataPackage().resources()) {
                Schema published = resource.schema();
                if (published == null || resource.paths().size() != 1) {
                    continue;
                }
                DataPackage described =
                        Weir.describe(List.of(folder.resolve(resource.paths().get(0))), RunOptions.DEFAULT);
                Schema inferred = described.resources().get(0).schema();
                for (Field field : published.fields()) {
                    int index = inferred.indexOf(field.name());
                    if (index < 0) {
                        continue;
                    }
                    fields++;
                    Field found = inferred.field(index);
                    if (found.type() == field.type()) {
                        same++;
                    } else {
                        misses.merge(reason(field, found), 1, Integer::sum);
                    }
                }
            }
        }
        assertEquals(81, versions);
        assertEquals(1329, fields);
        assertEquals(1264, same, "95.1 %");
        assertEquals(
                Map.of(
                        "all numbers are whole", 12,
                        "every text is a number", 13,
                        "leading zeros make a code", 5,
                        "every text is a date", 35),
                misses);
    }

    /** Why the inferred type is another one than the published. */
    private static String reason(Field published, Field inferred) {
        if (published.type() == FieldType.NUMBER && inferred.type() == FieldType.INTEGER) {
            return "all numbers are whole";
        }
        if (published.type() == FieldType.NUMBER && inferred.type() == FieldType.STRING) {
            return "leading zeros make a code";
        }
        if (inferred.type() == FieldType.NUMBER) {
            return "every text is a number";
        }
        return inferred.type() == FieldType.DATE ? "every text is a date" : published + ", inferred " + inferred;
    }

    private static List<Path> versions(Path histories) throws IOException {
        List<Path> versions = new ArrayList<>();
        try (Stream<Path> names = Files.list(histories)) {
            for (Path name : names.filter(Files::isDirectory).sorted().toList()) {
                try (Stream<Path> folders = Files.list(name)) {
                    folders.filter(Files::isDirectory).sorted().forEach(versions::add);
                }
            }
        }
        return versions;
    }
}
