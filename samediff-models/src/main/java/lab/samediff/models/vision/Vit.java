package lab.samediff.models.vision;

import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Dropout;
import lab.samediff.models.layers.Linear;
import lab.samediff.models.layers.Mask;
import lab.samediff.models.layers.Norms;
import lab.samediff.models.layers.Patches;
import lab.samediff.models.layers.Positions;
import lab.samediff.models.layers.Sizes;
import lab.samediff.models.layers.TransformerBlock;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Vision transformer: patches are embedded, a class token is put before them, positions are added, blocks mix them, and
 * a linear map reads the class token. Dosovitskiy et al. 2021, arXiv:2010.11929, eqs. 1 to 4. Parameters:
 * {@code patches}, {@code class/token}, {@code positions} (if learned), one place for each block, {@code norm},
 * {@code head}.
 *
 * @param patches how images are cut
 * @param block its width is that of the model
 * @param depth number of blocks
 * @param positions which positions are added
 * @param classes number of logits
 */
public record Vit(Patches patches, TransformerBlock block, int depth, Positions.Kind positions, int classes) {
    private static final double TOKEN_DEVIATION = 0.02;

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if depth or classes is below 1
     */
    public Vit {
        Sizes.atLeast(1, "depth", depth);
        Sizes.atLeast(1, "classes", classes);
    }

    /** The number of tokens: one per patch and the class token, which is the first. */
    public int time() {
        return patches.count() + 1;
    }

    /** Shapes: image [batch, channels, height, width] → logits [batch, classes]. */
    public SDVariable logits(Scope s, SDVariable image) {
        return read(s, block.stack(s, tokens(s, image), Mask.none(), depth));
    }

    /**
     * {@link #logits}, reporting each block's attention weights [batch, heads, time, time] as {@code attention0} and so
     * on; see {@link AttentionRollout}.
     */
    public SDVariable logitsReportingAttention(Scope s, SDVariable image) {
        return read(s, block.stackReporting(s, tokens(s, image), Mask.none(), depth));
    }

    private SDVariable tokens(Scope s, SDVariable image) {
        SDVariable embedded = patches.embed(s.in("patches"), image, block.width()); // [batch, count, width]
        SDVariable token = s.in("class").param("token", Init.normal(TOKEN_DEVIATION, 1, 1, block.width()));
        SDVariable zeros = Arrange.zerosLike(Arrange.slice(embedded, 1, 0, 1)); // [batch, 1, width]
        SDVariable tokens = Arrange.concat(1, Ops.add(zeros, token), embedded);
        return Dropout.dropout(s, positions.add(s.in("positions"), tokens), block.dropout());
    }

    private SDVariable read(Scope s, SDVariable tokens) {
        SDVariable first = Arrange.squeeze(Arrange.slice(tokens, 1, 0, 1), 1);
        SDVariable normal = Norms.layerNorm(s.in("norm"), first, block.width(), Norms.EPSILON);
        return Linear.linear(s.in("head"), normal, block.width(), classes);
    }
}
