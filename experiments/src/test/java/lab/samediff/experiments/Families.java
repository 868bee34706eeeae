package lab.samediff.experiments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The families of experiments: every package of {@code experiments} but the runner, its files and the reports. */
final class Families {
    private static final Pattern FAMILY =
            Pattern.compile("(?:.*\\.)?lab\\.samediff\\.experiments\\.(?!core\\b|report\\b|files\\b)(\\w+).*");

    static final DescribedPredicate<JavaClass> ANY =
            DescribedPredicate.describe("are in a family of experiments", type -> !of(type).isEmpty());

    static final ArchCondition<JavaClass> DEPEND_ON_ANOTHER = new ArchCondition<>("depend on another family") {
        @Override
        public void check(JavaClass origin, ConditionEvents events) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                String target = of(dependency.getTargetClass());
                if (!target.isEmpty() && !target.equals(of(origin))) {
                    events.add(SimpleConditionEvent.satisfied(dependency, dependency.getDescription()));
                }
            }
        }
    };

    private Families() {}

    /** Such as {@code vision}; empty for a class that is in no family. */
    private static String of(JavaClass type) {
        Matcher matcher = FAMILY.matcher(type.getPackageName());
        return matcher.matches() ? matcher.group(1) : "";
    }
}
