package lab.samediff.models.engine.plan;

/**
 * The samples of a batch and the threads they are dealt to. A view of an array that is spread by samples can be used by
 * each thread alone if sample i of the view lies in sample i of the root.
 *
 * @param samples how many; 1 where no input has an axis of samples
 * @param threads how many threads share them
 */
record Batch(int samples, int threads) {
    /** The first sample of {@code thread}. */
    int begin(int thread) {
        return (int) ((long) samples * thread / threads);
    }

    /** How many entries, of {@code size} in all, come before those of {@code thread}. */
    int begin(int thread, int size) {
        return size / samples * begin(thread);
    }

    /** The largest number of entries, of {@code size} in all, that one thread has. */
    int largest(int size) {
        int most = 0;
        for (int t = 0; t < threads; t++) most = Math.max(most, begin(t + 1, size) - begin(t, size));
        return most;
    }

    /** The axis along which the samples of {@code view} lie, or -1 if they do not lie in their part of the root. */
    int axis(Value view) {
        int axis = 0;
        while (axis < view.rank() - 1 && view.size(axis) == 1) axis++;
        if (view.rank() == 0 || view.size(axis) % samples != 0 || view.root.size % samples != 0) return -1;
        int each = view.size(axis) / samples;
        int part = view.root.size / samples;
        if (view.stride(axis) * each != part) return -1;
        int last = view.offset + (each - 1) * view.stride(axis);
        for (int i = axis + 1; i < view.rank(); i++) last += (view.size(i) - 1) * view.stride(i);
        return last < part ? axis : -1;
    }

    /** The samples of {@code thread} of a view whose samples lie along {@code axis}. */
    Value part(Value view, int axis, int thread) {
        int each = view.size(axis) / samples;
        return view.slice(axis, begin(thread) * each, (begin(thread + 1) - begin(thread)) * each);
    }
}
