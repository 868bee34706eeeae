/**
 * Graphs in the sense of nodes and edges: citation networks, their edges held out for prediction, and pairs that are no
 * edges. Start with {@link lab.samediff.pipelines.graphs.Cora}, which reads the archive as published or draws a stand-in;
 * {@link lab.samediff.pipelines.graphs.EdgeSplit} holds edges out and {@link
 * lab.samediff.pipelines.graphs.NegativeSampler} draws pairs that are no edges.
 *
 * <p>{@link lab.samediff.pipelines.graphs.LinqsFormat} parses and knows nothing of DataVec; {@link
 * lab.samediff.pipelines.graphs.CitationRecordReader} shows the same papers to DataVec. To add a network of the same
 * publisher, give {@code LinqsFormat} its two files; to add a format, write a pure function from bytes to a {@link
 * lab.samediff.pipelines.graphs.CitationGraph} that throws {@link lab.samediff.pipelines.DataFormatException} with file,
 * line and field.
 */
@NullMarked
package lab.samediff.pipelines.graphs;

import org.jspecify.annotations.NullMarked;
