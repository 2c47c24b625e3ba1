package dev.weir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * The walls of the house, read from the classes of all modules (the last library module sees them all): which package
 * may know which, how files are reached, who may print. Each rule also says how much it read, so that none passes by
 * reading nothing.
 */
class ArchitectureTest {
    /** The packages of core in reading order, which is import order: each knows only those before it. */
    private static final List<String> ORDER = List.of(
            "descriptor",
            "descriptor.change",
            "row",
            "report",
            "source",
            "web",
            "store",
            "store.matching",
            "store.object",
            "parse",
            "type",
            "infer",
            "expression.kernel",
            "expression.aggregate",
            "expression",
            "validate",
            "checklist",
            "delta",
            "time",
            "process.origin",
            "process",
            "operate",
            "refresh.source",
            "refresh.snapshot",
            "refresh.check",
            "flow",
            "purity",
            "refresh",
            "refresh.load",
            "run",
            "compare.same",
            "compare",
            "numbering",
            "carry.hash",
            "write",
            "convert",
            "version",
            "carry",
            "publish");

    private static final int MOST_FILES = 20;

    /** Packages of more than {@link #MOST_FILES} files: how many they may have, each for a reason. */
    private static final Map<String, Integer> LARGER = Map.ofEntries(
            Map.entry("dev.weir.descriptor", 50), // one file a noun of the standard, and its check
            Map.entry("dev.weir.row", 32), // one file a kind of column, and its builder
            Map.entry("dev.weir.source", 26), // one file a way that bytes come, and what bounds it
            Map.entry("dev.weir.store", 53), // one file a layout of what is kept, and its reader
            Map.entry(
                    "dev.weir.store.object",
                    24), // one file a layout of what is kept for good, its reader and its writer
            Map.entry("dev.weir.compare", 22), // one file a thing that may differ, and a way to find it
            Map.entry("dev.weir.parse", 26), // one file a part of reading CSV or JSON
            Map.entry("dev.weir.type", 45), // one file a field type
            Map.entry("dev.weir.expression", 40), // one file a kind of node
            Map.entry("dev.weir.expression.kernel", 32), // one file a family of kernels
            Map.entry("dev.weir.validate", 35), // one file a constraint, and a key's ways to be held
            Map.entry("dev.weir.process", 27), // the five forms, and what a step says of itself
            Map.entry("dev.weir.flow", 25), // one file a way to spell steps, and a part of what identifies a plan
            Map.entry("dev.weir.operate", 42), // one file a part of sorting, grouping and joining
            Map.entry("dev.weir.write", 28), // one file a place to write to, and a part of writing
            Map.entry("dev.weir.cli", 31), // one file a command, and what they share
            Map.entry("dev.weir.version", 38), // one file a part of a store's life, none of which others may know
            Map.entry("dev.weir.refresh", 35), // one file a form of step on changes, and what it keeps
            Map.entry("dev.weir.refresh.source", 25), // one file a way to find what has changed in a source
            Map.entry("dev.weir.run", 72)); // one file a kind of node and pipe of a run's graph

    /** Ways to a file that pass by the provider of its path, so that a fault-injecting file system would not see them. */
    private static final Set<String> OTHER_FILES = Set.of(
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.util.zip.ZipFile",
            "java.util.jar.JarFile",
            "java.nio.file.Paths",
            "java.nio.file.FileSystems");

    /**
     * Who may say {@code Path.of}: paths of a flow written in Java are relative to the working folder; where a class was
     * loaded from is no path of a package.
     */
    private static final Set<String> STARTS_HERE = Set.of("dev.weir.processors.Flow", "dev.weir.flow.CodeDigest");

    private static final List<JavaClass> CLASSES = read();

    private static List<JavaClass> read() {
        String tests = ArchitectureTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        List<JavaClass> classes = new ArrayList<>();
        for (JavaClass read : new ClassFileImporter()
                .withImportOption(location -> !location.contains(tests))
                .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("/test-classes/"))
                .importPackages("dev.weir")) {
            classes.add(read);
        }
        return classes;
    }

    /** {@code cli}, {@code processors}, {@code s3} with all below them, or the package of core. */
    private static String part(JavaClass read) {
        String name = read.getPackageName();
        String part = name.length() <= "dev.weir.".length() ? "" : name.substring("dev.weir.".length());
        for (String module : List.of("processors", "s3", "cli")) {
            if (part.equals(module) || part.startsWith(module + ".")) {
                return module;
            }
        }
        return part;
    }

    private static boolean isWeir(JavaClass read) {
        return read.getPackageName().equals("dev.weir") || read.getPackageName().startsWith("dev.weir.");
    }

    /** Where a class stands: the packages of core, then processors or s3, then cli; -1 for nowhere. */
    private static int rank(JavaClass read) {
        String part = part(read);
        if (part.equals("processors") || part.equals("s3")) {
            return ORDER.size();
        } else if (part.equals("cli")) {
            return ORDER.size() + 1;
        }
        return ORDER.indexOf(part);
    }

    private static void none(Set<String> violations) {
        assertEquals("", String.join("\n", violations));
    }

    @Test
    void theClassesOfAllModulesAreRead() {
        assertTrue(CLASSES.size() >= 60, CLASSES.size() + " classes");
        Set<String> parts = new TreeSet<>();
        for (JavaClass read : CLASSES) {
            parts.add(part(read));
        }
        assertTrue(parts.containsAll(Set.of("descriptor", "row", "store", "s3", "cli")), parts.toString());
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass read : CLASSES) {
            if (rank(read) < 0) {
                violations.add(read.getPackageName() + " is not in the order of packages (design: modules, packages)");
            }
        }
        none(violations);
    }

    @Test
    void aPackageKnowsOnlyThoseBeforeIt() {
        Set<String> violations = new TreeSet<>();
        int between = 0;
        for (JavaClass read : CLASSES) {
            for (Dependency dependency : read.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (isWeir(target) && !part(target).equals(part(read))) {
                    between++;
                    if (rank(target) >= rank(read)) {
                        violations.add(dependency.getDescription());
                    }
                }
            }
        }
        none(violations);
        assertTrue(between >= 100, between + " dependencies between packages");
    }

    @Test
    void packagesAreSmall() {
        Map<String, Set<String>> files = new TreeMap<>();
        for (JavaClass read : CLASSES) {
            String file =
                    read.getSource().flatMap(source -> source.getFileName()).orElse(read.getName());
            files.computeIfAbsent(read.getPackageName(), name -> new TreeSet<>())
                    .add(file);
        }
        Set<String> violations = new TreeSet<>();
        files.forEach((name, names) -> {
            int most = LARGER.getOrDefault(name, MOST_FILES);
            if (names.size() > most) {
                violations.add(name + " has " + names.size() + " files, may have " + most);
            }
        });
        none(violations);
        assertTrue(files.size() >= 6, files.keySet().toString());
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> packages = new TreeSet<>();
        Set<String> marked = new TreeSet<>();
        for (JavaClass read : CLASSES) {
            packages.add(read.getPackageName());
            if (read.getSimpleName().equals("package-info") && read.isAnnotatedWith(NullMarked.class)) {
                marked.add(read.getPackageName());
            }
        }
        assertEquals(packages, marked);
    }

    @Test
    void librariesReachFilesThroughTheProviderOfTheirPath() {
        Set<String> violations = new TreeSet<>();
        int reads = 0;
        for (JavaClass read : CLASSES) {
            if (part(read).equals("cli")) {
                continue;
            }
            for (JavaAccess<?> access : read.getAccessesFromSelf()) {
                String owner = access.getTargetOwner().getName();
                if (owner.startsWith("java.nio.file.") || owner.equals("java.nio.channels.FileChannel")) {
                    reads++;
                }
                boolean ofDefault = !STARTS_HERE.contains(read.getName())
                        && owner.equals("java.nio.file.Path")
                        && (access.getName().equals("of") || access.getName().equals("toFile"));
                if (OTHER_FILES.contains(owner) || ofDefault) {
                    violations.add(access.getDescription());
                }
            }
        }
        none(violations);
        assertTrue(reads >= 5, reads + " calls of java.nio.file");
    }

    @Test
    void librariesPrintNothingAndEndNothing() {
        Set<String> violations = new TreeSet<>();
        int accesses = 0;
        for (JavaClass read : CLASSES) {
            if (part(read).equals("cli")) {
                continue;
            }
            for (JavaAccess<?> access : read.getAccessesFromSelf()) {
                accesses++;
                String target = access.getTargetOwner().getName() + "." + access.getName();
                boolean speaks = Set.of("java.lang.System.out", "java.lang.System.err", "java.lang.System.exit")
                        .contains(target);
                boolean traces = access.getName().equals("printStackTrace");
                if (speaks || traces) {
                    violations.add(access.getDescription());
                }
            }
        }
        none(violations);
        assertTrue(accesses >= 1000, accesses + " accesses");
    }
}
