package dev.weir.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.docs.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The bank's tables are those that {@link BankTables} makes; {@code -Dweir.docs=write} writes them. */
class BankTest {
    private static final Path DATA = Repository.ROOT.resolve("datapackages/bank/data");

    @Test
    void theTablesAreThoseOfTheGenerator() throws IOException {
        same("accounts.csv", new BankTables().accounts());
        same("transactions.csv", new BankTables().transactions());
    }

    private static void same(String name, String made) throws IOException {
        Path file = DATA.resolve(name);
        if ("write".equals(System.getProperty("weir.docs"))) {
            Files.writeString(file, made);
        }
        assertEquals(Files.readString(file), made, "write it again with -Dweir.docs=write");
    }
}
