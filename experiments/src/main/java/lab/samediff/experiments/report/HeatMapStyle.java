package lab.samediff.experiments.report;

import org.jspecify.annotations.Nullable;

/**
 * How a heat map looks.
 *
 * @param axes the title; the columns' words as x label, the rows' as y label
 * @param unit the words beside the colour bar
 * @param range the values of the first and last colour, or null to fit the values
 * @param numbers whether the cells hold their values as numbers
 */
record HeatMapStyle(
        ChartAxes axes,
        String unit,
        ColourMap colours,
        @Nullable Range range,
        boolean numbers) {}
