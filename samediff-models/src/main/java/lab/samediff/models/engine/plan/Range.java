package lab.samediff.models.engine.plan;

/** Entries from begin to before end. */
record Range(int begin, int end) {
    int length() {
        return end - begin;
    }
}
