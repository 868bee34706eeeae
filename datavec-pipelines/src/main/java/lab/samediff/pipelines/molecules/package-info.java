/**
 * Molecules as graphs of atoms: SMILES, the tables of MoleculeNet, splits, and made-up molecules that stand in for them.
 * Start with {@link lab.samediff.pipelines.molecules.MoleculeNet}, whose {@link
 * lab.samediff.pipelines.molecules.MoleculeTable} holds the molecules that could be read, a value for each, and by line and
 * reason those that could not.
 *
 * <p>{@link lab.samediff.pipelines.molecules.Smiles} is the door to the Chemistry Development Kit: every text comes in
 * there, is limited in size, and leaves kekulised, with one model of aromaticity and checked valences. {@link
 * lab.samediff.pipelines.molecules.PaddedGraphs} makes the batches; {@link
 * lab.samediff.pipelines.molecules.SmilesRecordReader} shows the same to DataVec.
 *
 * <p>To add a data set: an entry in the catalogue and its columns in {@code MoleculeNet}. To add atom features: a constant
 * in {@link lab.samediff.pipelines.molecules.AtomFeatures}. To add a split: a constant in {@link
 * lab.samediff.pipelines.molecules.Splitting}.
 */
@NullMarked
package lab.samediff.pipelines.molecules;

import org.jspecify.annotations.NullMarked;
