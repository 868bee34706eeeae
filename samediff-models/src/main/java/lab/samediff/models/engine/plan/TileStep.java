package lab.samediff.models.engine.plan;

/** One thing that is done to each tile of a region. */
@FunctionalInterface
interface TileStep {
    /** Before the first tile. */
    default void begin(Tile tile) {}

    void run(Tile tile);

    /** After the last tile. */
    default void end(Tile tile) {}
}
