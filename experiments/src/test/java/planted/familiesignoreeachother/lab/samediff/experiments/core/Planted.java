package planted.familiesignoreeachother.lab.samediff.experiments.core;

final class Planted {
    private Planted() {}

    static Object fineListOfFamilies(
            planted.familiesignoreeachother.lab.samediff.experiments.language.Neighbour value) {
        return value;
    }
}
