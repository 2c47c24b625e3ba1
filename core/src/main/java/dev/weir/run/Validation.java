package dev.weir.run;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.DescriptorKind;
import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.parse.TableSource;
import dev.weir.report.ErrorCode;
import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import dev.weir.row.Position;
import dev.weir.source.DataFolder;
import dev.weir.source.OpenedPackage;
import dev.weir.store.MemoryBudget;
import dev.weir.store.SpillFolder;
import dev.weir.validate.PackageKeys;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the data of a package against its descriptor: every table's header, cells, constraints, keys and foreign keys,
 * every file's stated size and hash. Tables that others refer to are read first, those of other packages for their keys
 * only; tasks come in the package's order.
 */
final class Validation {
    private final OpenedPackage opened;
    private final RunOptions options;
    private final boolean described;
    private final List<Resource> tables = new ArrayList<>();
    private final List<TableTask> tasks = new ArrayList<>();
    private final List<TableTask> others = new ArrayList<>();

    private Validation(OpenedPackage opened, RunOptions options, boolean described) {
        this.described = described;
        this.opened = opened;
        this.options = options;
    }

    /**
     * @param kind what the descriptor describes, which its findings point into
     * @param described whether there is a descriptor; else it was inferred for one table
     * @param withData whether data is read; else the descriptor alone is checked
     */
    static Report run(
            String place,
            DescriptorKind kind,
            OpenedPackage opened,
            RunOptions options,
            boolean described,
            boolean withData) {
        long begin = System.nanoTime();
        List<RowError> errors = opened.checked().errors().stream()
                .map(found -> error(found, kind))
                .toList();
        List<String> warnings =
                opened.checked().warnings().stream().map(Finding::toString).toList();
        List<Task> tasks =
                errors.isEmpty() && withData ? new Validation(opened, options, described).tasks() : List.of();
        return new Report(place, warnings, errors, tasks, (System.nanoTime() - begin) / 1e9);
    }

    /** An error of the descriptor, with the code of the noun that its pointer names. */
    private static RowError error(Finding finding, DescriptorKind kind) {
        String pointer = kind.pointer() + finding.pointer();
        ErrorCode code = pointer.contains("/schema/fields/")
                ? ErrorCode.FIELD_ERROR
                : pointer.contains("/schema")
                        ? ErrorCode.SCHEMA_ERROR
                        : pointer.contains("/dialect")
                                ? ErrorCode.DIALECT_ERROR
                                : pointer.startsWith("/resources/")
                                        ? ErrorCode.RESOURCE_ERROR
                                        : ErrorCode.PACKAGE_ERROR;
        Position position = new Position("", 0, finding.place().line(), -1);
        int column = finding.place().column();
        return new RowError(code, position, 0, null, null, List.of(), finding.message(), finding.pointer(), column);
    }

    /** The schema whose keys are held: where tables are not read whole, rows that are referred to may be among the others. */
    private Schema held(Schema schema) {
        return options.limitRows() == 0 || schema.foreignKeys().isEmpty() ? schema : schema.without("foreignKeys");
    }

    private List<Task> tasks() {
        DataPackage dataPackage = opened.dataPackage();
        MemoryBudget budget = options.budget();
        try (SpillFolder spills = options.spillFolder(opened.folder())) {
            DataFolder data = opened.data();
            for (Resource resource : dataPackage.resources()) {
                tables.add(resource);
                tasks.add(new TableTask(new TableSource(resource, data), options, described));
            }
            List<String> names =
                    new ArrayList<>(tables.stream().map(Resource::name).toList());
            List<Schema> schemas = new ArrayList<>(
                    tasks.stream().map(TableTask::open).map(this::held).toList());
            for (OtherPackages.Other other : OtherPackages.of(opened, options, tasks, schemas)) {
                names.add(other.name());
                schemas.add(other.schema());
                others.add(other.task());
            }
            try (PackageKeys keys = PackageKeys.of(names, schemas, budget, spills)) {
                for (int index : keys.order()) {
                    TableTask task = index < tasks.size() ? tasks.get(index) : others.get(index - tasks.size());
                    task.check(keys.table(index));
                }
                keys.finish((table, key, label) -> tasks.get(table).unmatched(key, label));
            }
            return tasks.stream().map(TableTask::finish).toList();
        } finally {
            tasks.forEach(TableTask::close);
            others.forEach(TableTask::close);
        }
    }
}
