package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A rule that sees nothing is always kept: this shows that the reading of sources sees. */
class SourceTreeTest {
    private static final String ARROW = "package io.wattle.%s;\nimport io.wattle.%s.Thing;\n";

    @Test
    void shouldBlankOutCommentsAndLiteralsAndKeepTheLines() {
        SourceFile file = file("ledger", """
                package io.wattle.ledger;
                /* Thing one
                   Thing two */
                String a = "Thing \\" three"; // Thing four
                char c = '"'; Thing five;
                String b = \"""
                        Thing "six" \\\""" seven
                        \"""; Thing eight;
                """);

        assertThat(file.codeLinesWith(Pattern.compile("Thing"))).containsExactly(
                "ledger/src/main/java/X.java:5  char c = '\"'; Thing five;",
                "ledger/src/main/java/X.java:8  \"\"\"; Thing eight;");
        assertThat(file.textLinesWith(Pattern.compile("Thing"))).hasSize(6);
    }

    @Test
    void shouldSeeWhichPackagesAFileUses() {
        SourceFile file = file("ledger", """
                package io.wattle.ledger.book;
                import static io.wattle.ledger.tariff.FlatRate.of;
                import io.wattle.ledger.entry.Command.Answer;
                import io.wattle.ledger.book.Posting;
                import io.wattle.ledger.verify.*;
                io.wattle.ledger.quantity.Money price;
                """);

        assertThat(file.packagesUsed()).containsExactly("io.wattle.ledger.entry", "io.wattle.ledger.quantity",
                "io.wattle.ledger.tariff", "io.wattle.ledger.verify");
    }

    @Test
    void shouldFindTheShortestCycle() {
        var arrows = PackageArrows
                .of(List.of(file("a", ARROW.formatted("a", "b")), file("b", ARROW.formatted("b", "c")),
                        file("c", ARROW.formatted("c", "a")), file("b", ARROW.formatted("b", "d")),
                        file("d", ARROW.formatted("d", "b"))));

        assertThat(arrows.cycle()).contains(List.of("io.wattle.b", "io.wattle.d", "io.wattle.b"));
    }

    @Test
    void shouldFindNoCycleWhereThereIsNone() {
        var arrows = PackageArrows
                .of(List.of(file("a", ARROW.formatted("a", "b")), file("b", ARROW.formatted("b", "c")),
                        file("a", ARROW.formatted("a", "c"))));

        assertThat(arrows.cycle()).isEmpty();
    }

    private static SourceFile file(String module, String text) {
        return SourceFile.of(Path.of(module, "src/main/java/X.java"), text);
    }
}
