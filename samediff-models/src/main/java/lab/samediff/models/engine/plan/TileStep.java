package lab.samediff.models.engine.plan;

/** One thing that is done to each tile of a region. */
abstract class TileStep {
    /** Before the first tile. */
    void begin(Tile tile) {}

    abstract void run(Tile tile);

    /** After the last tile. */
    void end(Tile tile) {}
}
