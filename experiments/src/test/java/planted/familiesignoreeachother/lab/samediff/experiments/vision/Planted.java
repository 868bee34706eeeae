package planted.familiesignoreeachother.lab.samediff.experiments.vision;

final class Planted {
    private Planted() {}

    static Object badUseOfAnotherFamily(
            planted.familiesignoreeachother.lab.samediff.experiments.language.Neighbour value) {
        return value;
    }

    static Object fineUseOfCore(planted.familiesignoreeachother.lab.samediff.experiments.core.Neighbour value) {
        return value;
    }

    static Object fineUseOfItsOwnFamily(
            planted.familiesignoreeachother.lab.samediff.experiments.vision.augmentation.Neighbour value) {
        return value;
    }
}
