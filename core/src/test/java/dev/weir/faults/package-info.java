/**
 * A file system whose operations fail on demand, for tests of what a failing world leaves behind: {@code Path target =
 * FaultFileSystem.wrap(folder, FaultPlan.at(17, Kind.EIO))}.
 */
package dev.weir.faults;
