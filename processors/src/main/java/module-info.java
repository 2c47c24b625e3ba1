/** The built-in steps, found by {@code ServiceLoader}, and flows made in Java. */
module dev.weir.processors {
    requires transitive dev.weir.core;
    requires re2j;
    requires static org.jspecify;

    exports dev.weir.processors;

    opens dev.weir.processors.field to
            dev.weir.core;
    opens dev.weir.processors.row to
            dev.weir.core;

    uses dev.weir.process.Inference;

    provides dev.weir.process.Step with
            dev.weir.processors.field.AddField,
            dev.weir.processors.field.DeleteFields,
            dev.weir.processors.field.Fill,
            dev.weir.processors.field.FillDown,
            dev.weir.processors.field.MergeFields,
            dev.weir.processors.field.RenameFields,
            dev.weir.processors.field.SelectFields,
            dev.weir.processors.field.SetPrimaryKey,
            dev.weir.processors.field.SetType,
            dev.weir.processors.field.SplitField,
            dev.weir.processors.field.Unpivot,
            dev.weir.processors.field.UpdateSchema,
            dev.weir.processors.outside.Checkpoint,
            dev.weir.processors.outside.DeleteResource,
            dev.weir.processors.outside.Dump,
            dev.weir.processors.outside.Load,
            dev.weir.processors.outside.Print,
            dev.weir.processors.outside.Validate,
            dev.weir.processors.row.Deduplicate,
            dev.weir.processors.row.Distinct,
            dev.weir.processors.row.FilterRows,
            dev.weir.processors.row.FindReplace,
            dev.weir.processors.row.ScanRows,
            dev.weir.processors.row.SliceRows,
            dev.weir.processors.row.SortRows,
            dev.weir.processors.table.Aggregate,
            dev.weir.processors.table.Concatenate,
            dev.weir.processors.table.Duplicate,
            dev.weir.processors.table.Except,
            dev.weir.processors.table.Intersect,
            dev.weir.processors.table.JoinResources,
            dev.weir.processors.table.Pivot,
            dev.weir.processors.table.RenameResource,
            dev.weir.processors.table.UpdatePackage,
            dev.weir.processors.table.UpdateResource;
}
