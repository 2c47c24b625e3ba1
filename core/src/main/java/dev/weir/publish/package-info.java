/**
 * Versions leave the house: the valid ones of a store, at a place where others read them as plain packages.
 *
 * <p>In: a {@link dev.weir.version.VersionStore}. Out: files at a {@link dev.weir.publish.Target}, a folder or what a module
 * finds an address for ({@link dev.weir.publish.TargetOpener}): {@code versions/<version>/}, each version to the byte, {@code
 * versions/<version>.json}, the list of its files, and {@code datapackage.json}, which is the newest version and the only
 * file that is ever replaced. Read {@code Target}, {@code Publication}, {@code VersionAddress}, {@code Catalog}, {@code
 * TopDescriptor}, {@code TargetFolder}.
 */
@NullMarked
package dev.weir.publish;

import org.jspecify.annotations.NullMarked;
