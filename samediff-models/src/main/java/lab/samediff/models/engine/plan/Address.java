package lab.samediff.models.engine.plan;

import org.bytedeco.javacpp.Pointer;

/** A pointer to memory that somebody else keeps. */
final class Address extends Pointer {
    Address(long address) {
        to(address);
    }

    void to(long address) {
        this.address = address;
    }
}
