package dev.weir.convert;

/** A version of the Data Package standard. */
public enum Standard {
    V1,
    V2
}
