/**
 * Files that survive: what is written here is there whole or not at all, and what is read is what was written, or an
 * exception says which file is damaged and how. Plain Java, without ND4J, so that nothing unchecked reaches native code.
 *
 * <p>Start with {@link lab.samediff.experiments.files.Checkpoints}: the checkpoints of a run, whose folder is held through
 * a {@link lab.samediff.experiments.files.RunLock}. A checkpoint is a folder of files with a
 * {@link lab.samediff.experiments.files.Manifest}; arrays are kept in it as a
 * {@link lab.samediff.experiments.files.TensorFile}, which Python's safetensors reads too. A single file that is replaced
 * now and then, such as a status, is written by {@link lab.samediff.experiments.files.AtomicFiles}.
 *
 * <p>To add something that writes, let it write through {@code Disk} and nothing else: the tests stop it after each single
 * operation and look at what is left.
 */
@NullMarked
package lab.samediff.experiments.files;

import org.jspecify.annotations.NullMarked;
