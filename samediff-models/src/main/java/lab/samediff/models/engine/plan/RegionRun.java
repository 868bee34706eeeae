package lab.samediff.models.engine.plan;

/** A region as one thread runs it. */
final class RegionRun implements Instruction {
    private final Tile tile;
    private final TileStep[] steps;
    private final Range rows;
    private final int columns;
    private final int height;

    /**
     * @param rows of the space that the thread has
     * @param height rows of a tile
     */
    RegionRun(Tile tile, TileStep[] steps, Range rows, int columns, int height) {
        this.tile = tile;
        this.steps = steps.clone();
        this.rows = rows;
        this.columns = columns;
        this.height = height;
    }

    @Override
    public void run() {
        tile.columns = columns;
        for (TileStep step : steps) step.begin(tile);
        for (int row = rows.begin(); row < rows.end(); row += height) {
            tile.first = row;
            tile.rows = Math.min(height, rows.end() - row);
            for (TileStep step : steps) step.run(tile);
        }
        for (TileStep step : steps) step.end(tile);
    }
}
