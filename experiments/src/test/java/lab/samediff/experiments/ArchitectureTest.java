package lab.samediff.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every {@link Rule} holds in the product and finds what is planted to break it. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("lab.samediff");

    @ParameterizedTest
    @EnumSource
    void holdsInTheProduct(Rule rule) {
        assumeThat(PRODUCT.that(rule.subject))
                .as("no classes so far for " + rule)
                .isNotEmpty();
        rule.rule.check(PRODUCT);
    }

    @ParameterizedTest
    @EnumSource
    void findsEachPlantedViolationAndNothingElse(Rule rule) {
        JavaClasses planted = new ClassFileImporter().importPackages("planted." + rule.folder());
        EvaluationResult result = rule.rule.evaluate(planted);
        List<String> found = result.getFailureReport().getDetails();
        assertThat(result.hasViolation()).isTrue();
        assertThat(methods(planted, "bad")).isNotEmpty().allSatisfy(bad -> assertThat(found)
                .as("violations, of which one is in " + bad)
                .anyMatch(detail -> detail.contains("<" + bad + ">")));
        assertThat(found)
                .allMatch(detail -> methods(planted, "bad").stream().anyMatch(bad -> detail.contains("<" + bad + ">")));
        assertThat(methods(planted, "fine")).isNotEmpty();
    }

    private static List<String> methods(JavaClasses classes, String prefix) {
        return classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getName().startsWith(prefix))
                .map(JavaMethod::getFullName)
                .toList();
    }

    @Test
    void eachRuleHasItsPlantedClassesAndNoOthersArePlanted() {
        assertThat(new ClassFileImporter()
                        .importPackages("planted").stream()
                                .map(type -> type.getPackageName().split("\\.", -1)[1])
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::folder).toList());
    }

    @Test
    void theProductIsLookedAtWithoutItsTests() {
        assertThat(PRODUCT.contain("lab.samediff.models.graph.Scope")).isTrue();
        assertThat(PRODUCT.contain("lab.samediff.models.engine.Interpreter")).isTrue();
        assertThat(PRODUCT.contain("lab.samediff.models.train.Step")).isTrue();
        assertThat(PRODUCT.contain("lab.samediff.pipelines.package-info")).isTrue();
        assertThat(PRODUCT.contain("lab.samediff.experiments.package-info")).isTrue();
        assertThat(PRODUCT.contain("lab.samediff.experiments.ArchitectureTest")).isFalse();
    }
}
