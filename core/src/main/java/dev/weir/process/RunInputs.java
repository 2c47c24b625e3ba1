package dev.weir.process;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * What a run fixes once and records: everything that is not data.
 *
 * @param now the run's clock: {@code CURRENT_DATE} and the like, {@code created}
 * @param out takes what {@code print} prints
 */
public record RunInputs(Instant now, Consumer<String> out) {}
