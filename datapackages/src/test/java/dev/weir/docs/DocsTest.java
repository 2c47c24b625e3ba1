package dev.weir.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show is what the commands print. {@code -Dweir.docs=write} writes what they print instead. */
class DocsTest {
    private static final boolean WRITE = "write".equals(System.getProperty("weir.docs"));

    // tag::docs-snippet
    private static int twice(int n) {
        return n + n;
    }
    // end::docs-snippet

    @TempDir
    Path folder;

    private Page page() throws IOException {
        return new Page(new Scratch(folder), new Snippets(Repository.ROOT.resolve("datapackages")));
    }

    @TestFactory
    List<DynamicTest> everyPageShowsWhatItsCommandsPrint(@TempDir Path pages) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path name : Repository.pages()) {
            tests.add(DynamicTest.dynamicTest(name.toString(), () -> {
                Path scratch =
                        Files.createDirectory(pages.resolve(name.toString().replace('/', '-')));
                Page page = new Page(new Scratch(scratch), new Snippets(Repository.ROOT.resolve("datapackages")));
                Path file = Repository.ROOT.resolve(name);
                String text = Files.readString(file);
                if (text.contains("own-step.jar")) {
                    OwnStepJar.build(scratch.resolve("datapackages/own-step"));
                }
                String rendered = page.rendered(text);
                if (WRITE && !rendered.equals(text)) {
                    Files.writeString(file, rendered);
                } else {
                    assertEquals(text, rendered, name + ": write it again with ./mvnw verify -Dweir.docs=write");
                }
                assertTrue(page.commands() > 0 || !name.toString().equals("README.md"), name + " runs no command");
            }));
        }
        assertTrue(tests.size() >= 1, "no page was found");
        return tests;
    }

    @Test
    void aChangedCharacterIsSeen() throws IOException {
        String good = """
            # Words are free
            ```console
            $ printf 'one\\ntwo\\n' && weir help hlep
            one
            two
            weir: unknown command hlep; did you mean help?
            "weir --help" lists the commands
            (exit 2)
            $ echo done \\
              well
            done well
            ```
            ```java tag=docs-snippet
            private static int twice(int n) {
                return n + n;
            }
            ```
            ```sh
            not run
            ```
            """;
        Page page = page();
        assertEquals(good, page.rendered(good));
        assertEquals(2, page.commands());
        for (String change : List.of("one\ntwo", "did you", "(exit 2)", "done well", "return n")) {
            int at = good.lastIndexOf(change);
            String bad = good.substring(0, at) + (char) (good.charAt(at) + 1) + good.substring(at + 1);
            assertNotEquals(good, bad);
            assertEquals(good, page.rendered(bad), change);
        }
        assertEquals(4, twice(2));
    }

    @Test
    void aTimeMayDifferButNothingBesideIt() throws IOException {
        Page page = page();
        String json = "```console\n$ echo '\"seconds\": 0.25'\n\"seconds\": 1.5\n```\n";
        assertEquals(json, page.rendered(json));
        String shown = "```console\n$ echo 12 rows in 0.25 s\n12 rows in 0.31 s\n```\n";
        assertEquals(shown, page.rendered(shown));
        assertNotEquals(shown.replace("\n12", "\n13"), page.rendered(shown.replace("\n12", "\n13")));
    }

    @Test
    void aPageThatCannotBeMadeIsAnError() throws IOException {
        Page page = page();
        assertThrows(IllegalArgumentException.class, () -> page.rendered("```console\n$ true\n"));
        assertThrows(IllegalArgumentException.class, () -> page.rendered("```console\noutput\n```\n"));
        assertThrows(IllegalArgumentException.class, () -> page.rendered("```java tag=nowhere\n```\n"));
    }
}
