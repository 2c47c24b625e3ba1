/** The command {@code weir}. The launcher uses the class path, which starts faster. */
module dev.weir.cli {
    requires dev.weir.core;
    requires dev.weir.processors;
    requires com.github.luben.zstd_jni;
    requires static org.jspecify;
}
