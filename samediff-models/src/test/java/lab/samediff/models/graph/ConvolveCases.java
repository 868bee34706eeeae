package lab.samediff.models.graph;

import static lab.samediff.models.graph.OpCase.normal;
import static lab.samediff.models.graph.OpCase.shape;

import java.util.Arrays;
import java.util.stream.Stream;
import lab.samediff.models.graph.Convolve.Padding;

/** Convolutions, pooling and upsampling against loops over pixels. */
final class ConvolveCases {
    private ConvolveCases() {}

    static Stream<OpCase> all() {
        return Stream.of(convolutions(), transposed(), pools()).flatMap(s -> s);
    }

    /** As in models, for comparing kernels with each other: too large for differences. */
    static Stream<OpCase> ofUsualSizes() {
        return Stream.of(
                conv(shape(4, 14, 14, 16), shape(3, 3, 16, 32), 1, Padding.SAME),
                conv(shape(3, 28, 28, 1), shape(4, 4, 1, 32), 2, Padding.SAME),
                conv(shape(2, 7, 7, 48), shape(1, 1, 48, 16), 1, Padding.SAME),
                transposed(shape(3, 7, 7, 64), shape(4, 4, 32, 64), 2));
    }

    private static Stream<OpCase> convolutions() {
        return Stream.of(
                conv(shape(2, 4, 5, 2), shape(3, 3, 2, 3), 1, Padding.SAME),
                conv(shape(2, 4, 5, 2), shape(3, 3, 2, 3), 1, Padding.VALID),
                conv(shape(1, 6, 4, 1), shape(4, 4, 1, 2), 2, Padding.SAME),
                conv(shape(2, 5, 7, 2), shape(3, 3, 2, 1), 2, Padding.SAME),
                conv(shape(2, 6, 4, 1), shape(3, 3, 1, 2), 2, Padding.SAME),
                conv(shape(2, 5, 6, 2), shape(2, 3, 2, 2), 2, Padding.VALID),
                conv(shape(3, 2, 2, 3), shape(1, 1, 3, 2), 1, Padding.SAME),
                conv(shape(2, 3, 2, 1), shape(3, 2, 1, 1), 1, Padding.VALID),
                conv(shape(1, 1, 1, 2), shape(3, 3, 2, 2), 1, Padding.SAME));
    }

    private static OpCase conv(long[] image, long[] kernel, int stride, Padding padding) {
        return OpCase.of(
                        "conv2d(SDVariable, SDVariable, int, Padding)",
                        x -> Convolve.conv2d(x.get(0), x.get(1), stride, padding),
                        x -> conv(x.get(0), x.get(1), stride, padding),
                        normal(image, kernel))
                .with("stride " + stride + " " + padding);
    }

    private static Plain conv(Plain image, Plain kernel, int stride, Padding padding) {
        long[] before = new long[2];
        long[] to = {image.shape[0], 0, 0, kernel.shape[3]};
        for (int side = 0; side < 2; side++) {
            long size = image.shape[1 + side];
            boolean same = padding == Padding.SAME;
            to[1 + side] = (long) Math.ceil((same ? size : size - kernel.shape[side] + 1) / (double) stride);
            if (same) before[side] = Math.max(0, (to[1 + side] - 1) * stride + kernel.shape[side] - size) / 2;
        }
        return Plain.fill(to, at -> {
            double sum = 0;
            for (int k = 0; k < kernel.data.length; k++) {
                long[] tap = kernel.index(k);
                long row = at[1] * stride + tap[0] - before[0];
                long column = at[2] * stride + tap[1] - before[1];
                boolean inside = row >= 0 && row < image.shape[1] && column >= 0 && column < image.shape[2];
                if (inside && tap[3] == at[3]) sum += image.at(at[0], row, column, tap[2]) * kernel.data[k];
            }
            return sum;
        });
    }

    private static Stream<OpCase> transposed() {
        return Stream.of(
                transposed(shape(2, 3, 2, 2), shape(4, 4, 3, 2), 2),
                transposed(shape(1, 2, 3, 1), shape(3, 3, 2, 1), 2),
                transposed(shape(2, 3, 4, 2), shape(3, 3, 1, 2), 1),
                transposed(shape(2, 1, 1, 3), shape(2, 2, 2, 3), 2));
    }

    private static OpCase transposed(long[] image, long[] kernel, int stride) {
        return OpCase.of(
                        "transposedConv2d(SDVariable, SDVariable, int)",
                        x -> Convolve.transposedConv2d(x.get(0), x.get(1), stride),
                        x -> paint(x.get(0), x.get(1), stride),
                        normal(image, kernel))
                .with("stride " + stride);
    }

    /** Each pixel paints the kernel around its place in the larger image. */
    private static Plain paint(Plain image, Plain kernel, int stride) {
        Plain out = Plain.zeros(image.shape[0], stride * image.shape[1], stride * image.shape[2], kernel.shape[2]);
        for (int i = 0; i < image.data.length; i++) {
            long[] from = image.index(i);
            for (int k = 0; k < kernel.data.length; k++) {
                long[] tap = kernel.index(k);
                long row = from[1] * stride + tap[0] - (kernel.shape[0] - stride) / 2;
                long column = from[2] * stride + tap[1] - (kernel.shape[1] - stride) / 2;
                if (tap[3] != from[3] || row < 0 || row >= out.shape[1] || column < 0 || column >= out.shape[2])
                    continue;
                out.add(image.data[i] * kernel.data[k], from[0], row, column, tap[2]);
            }
        }
        return out;
    }

    private static Stream<OpCase> pools() {
        return Stream.of(shape(2, 4, 6, 3), shape(1, 2, 2, 1), shape(3, 2, 4, 2))
                .flatMap(s -> Stream.of(
                        OpCase.of(
                                "maxPool2d(SDVariable)",
                                x -> Convolve.maxPool2d(x.get(0)),
                                x -> Plain.fill(halved(s), at -> Arrays.stream(square(x.get(0), at))
                                        .max()
                                        .orElseThrow()),
                                normal(s)),
                        OpCase.of(
                                "averagePool2d(SDVariable)",
                                x -> Convolve.averagePool2d(x.get(0)),
                                x -> Plain.fill(halved(s), at -> Arrays.stream(square(x.get(0), at))
                                        .average()
                                        .orElseThrow()),
                                normal(s)),
                        OpCase.of(
                                "upsample2d(SDVariable)",
                                x -> Convolve.upsample2d(x.get(0)),
                                x -> Plain.fill(shape(s[0], 2 * s[1], 2 * s[2], s[3]), at -> x.get(0)
                                        .at(at[0], at[1] / 2, at[2] / 2, at[3])),
                                normal(s))));
    }

    private static long[] halved(long... shape) {
        return shape(shape[0], shape[1] / 2, shape[2] / 2, shape[3]);
    }

    private static double[] square(Plain image, long... at) {
        return new double[] {
            image.at(at[0], 2 * at[1], 2 * at[2], at[3]),
            image.at(at[0], 2 * at[1], 2 * at[2] + 1, at[3]),
            image.at(at[0], 2 * at[1] + 1, 2 * at[2], at[3]),
            image.at(at[0], 2 * at[1] + 1, 2 * at[2] + 1, at[3])
        };
    }
}
