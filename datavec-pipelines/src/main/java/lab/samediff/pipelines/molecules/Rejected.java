package lab.samediff.pipelines.molecules;

/**
 * A molecule of a table that could not be read.
 *
 * @param line in the file, from 1, the header counted
 * @param smiles the text
 * @param reason why not
 */
public record Rejected(int line, String smiles, String reason) {}
