package lab.samediff.pipelines.molecules;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes as a table of molecules. */
class SmilesTableFuzz {
    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] table) {
        SmilesTableMutationsTest.nothingIsLost(table);
    }
}
