package dev.weir.store.object;

/** Where an object's bytes go, in order. */
interface Output {
    void write(byte[] bytes, int from, int length);
}
