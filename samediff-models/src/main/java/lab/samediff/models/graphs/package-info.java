/**
 * Models of graphs, in the sense of nodes and edges. For batches of small graphs start with {@link
 * lab.samediff.models.graphs.Gcn}, whose edges are made dense by {@link lab.samediff.models.graphs.Adjacency}; for one
 * large graph with {@link lab.samediff.models.graphs.Gin}, whose edges are a list made by {@link
 * lab.samediff.models.graphs.Messages}. {@link lab.samediff.models.graphs.LinkModel} predicts edges.
 *
 * <p>To add one: a record of its sizes whose constructor checks them, a function of scope, nodes, edges and which nodes
 * are present, its paper in the Javadoc, a case in {@code ModelCases}, and tests that reordering the nodes reorders what
 * comes out of nodes and leaves what comes out of graphs.
 */
@NullMarked
package lab.samediff.models.graphs;

import org.jspecify.annotations.NullMarked;
