/**
 * Data Packages as flows of changes: descriptors, rows, validation, expressions, the forms of steps, flows, runs,
 * writing. What is not exported may change at any time. The launcher uses the class path, where services are found
 * through {@code META-INF/services}; both say the same.
 */
module dev.weir.core {
    requires com.fasterxml.jackson.core;
    requires com.github.luben.zstd_jni;
    requires com.ibm.icu;
    requires org.apache.commons.csv;
    requires org.snakeyaml.engine.v2;
    requires re2j;
    requires static transitive org.jspecify;

    exports dev.weir.descriptor;
    exports dev.weir.descriptor.change;
    exports dev.weir.row;
    exports dev.weir.report;
    exports dev.weir.source;
    exports dev.weir.web;
    exports dev.weir.parse;
    exports dev.weir.type;
    exports dev.weir.delta;
    exports dev.weir.infer;
    exports dev.weir.expression;
    exports dev.weir.checklist;
    exports dev.weir.process;
    exports dev.weir.process.origin;
    exports dev.weir.flow;
    exports dev.weir.run;
    exports dev.weir.compare;
    exports dev.weir.numbering;
    exports dev.weir.write;
    exports dev.weir.convert;
    exports dev.weir.carry;
    exports dev.weir.carry.hash;
    exports dev.weir.version;
    exports dev.weir.publish;

    uses dev.weir.process.Step;
    uses dev.weir.publish.TargetOpener;

    provides dev.weir.process.Inference with
            dev.weir.run.Describe;
}
