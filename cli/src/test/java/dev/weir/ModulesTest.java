package dev.weir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.cli.Main;
import dev.weir.process.Step;
import dev.weir.processors.Flow;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The modules of the house on the module path; the launcher and all other tests use the class path. */
class ModulesTest {
    private static final List<Class<?>> OWN = List.of(Step.class, Flow.class, Main.class);
    private static final List<String> OTHERS = List.of(
            "com.fasterxml.jackson.core.JsonParser",
            "org.apache.commons.csv.CSVFormat",
            "org.apache.commons.io.IOUtils",
            "org.apache.commons.codec.Encoder",
            "org.snakeyaml.engine.v2.api.Load",
            "com.google.re2j.Pattern",
            "com.ibm.icu.text.CharsetDetector",
            "com.github.luben.zstd.Zstd");

    private static Path place(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static ModuleFinder finder() throws ClassNotFoundException {
        Set<Path> places = new TreeSet<>();
        OWN.forEach(type -> places.add(place(type)));
        for (String other : OTHERS) {
            places.add(place(Class.forName(other)));
        }
        return ModuleFinder.of(places.toArray(Path[]::new));
    }

    @BeforeEach
    void needsThreeModules() {
        assumeTrue(
                OWN.stream().map(ModulesTest::place).distinct().count() == OWN.size(),
                "the modules were compiled into one folder");
    }

    @Test
    void whatAModuleProvidesIsWhatItNamesForTheClassPath() throws Exception {
        int services = 0;
        for (String name : List.of("dev.weir.core", "dev.weir.processors", "dev.weir.cli")) {
            ModuleReference module = finder().find(name).orElseThrow();
            try (ModuleReader reader = module.open()) {
                for (ModuleDescriptor.Provides provides : module.descriptor().provides()) {
                    byte[] named = reader.open("META-INF/services/" + provides.service())
                            .orElseThrow()
                            .readAllBytes();
                    assertEquals(
                            new String(named, StandardCharsets.UTF_8)
                                    .lines()
                                    .sorted()
                                    .toList(),
                            provides.providers().stream().sorted().toList(),
                            name);
                    services++;
                }
                assertEquals(
                        module.descriptor().provides().size(),
                        reader.list()
                                .filter(file -> file.matches("META-INF/services/.+"))
                                .count(),
                        name);
            }
        }
        assertEquals(2, services);
    }

    @Test
    void stepsAreFoundOnTheModulePath() throws Exception {
        ModuleLayer boot = ModuleLayer.boot();
        Configuration found = boot.configuration()
                .resolveAndBind(finder(), ModuleFinder.of(), Set.of("dev.weir.cli", "dev.weir.processors"));
        ClassLoader loader = boot.defineModulesWithOneLoader(found, null).findLoader("dev.weir.processors");
        Class<?> steps = loader.loadClass("dev.weir.flow.Steps");
        assertEquals("dev.weir.core", steps.getModule().getName());
        Object all = steps.getMethod("all")
                .invoke(steps.getMethod("of", ClassLoader.class).invoke(null, loader));
        List<String> names = new ArrayList<>();
        for (Object step : (Collection<?>) all) {
            names.add(step.getClass().getSimpleName());
            assertEquals("dev.weir.processors", step.getClass().getModule().getName());
        }
        assertTrue(names.size() >= 20 && names.contains("FilterRows"), names.toString());
    }
}
