package io.wattle.headend;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The house rules that a machine can check, read from the sources of all modules. What they are for: STYLE.md. */
class TidyTest {
    private static final int FILE_LINES_MAX = 400;
    private static final Path ROOT = Path.of(System.getProperty("wattle.root", ".."));
    private static final SourceTree SOURCES = SourceTree.read(ROOT);
    private static final Pattern WALL_CLOCK = Pattern.compile(
            "\\b(Instant|(Local|Zoned|Offset)(Date|Time|DateTime)|Year|YearMonth)\\.now\\("
                    + "|\\bSystem\\.currentTimeMillis\\(|\\bClock\\.(system|tick)|\\bInstantSource\\.system\\("
                    + "|\\bnew Date\\(\\s*\\)");
    /**
     * The composition root, which makes the clock that all others are given; and the bench, a root of its own, which
     * measures real time and has to date the readings that it makes up.
     */
    private static final List<String> MAY_ASK_THE_CLOCK = List.of("io.wattle.headend.cli", "io.wattle.headend.demo",
            "io.wattle.headend.bench", "io.wattle.headend.Main");

    @ParameterizedTest
    @CsvSource({"protocols, none", "ledger, none", "simulator, protocols", "headend, protocols|ledger|simulator"})
    void shouldKeepTheArrowsBetweenModules(String module, String mayUse) {
        Pattern others = Pattern.compile("(?<![\\w.])io\\.wattle\\.(?!(" + module + "|" + mayUse + ")\\.)[a-z]+\\.");
        assertNone(where(file -> file.module().equals(module), others),
                "module " + module + " may use of the others: " + mayUse
                        + ". Move the code to the module that may, or hand over a value of the JDK");
    }

    @Test
    void shouldUseTheSimulatorInTheServerOnlyForTheDemo() {
        assertWall("io\\.wattle\\.simulator\\.", "headend",
                List.of("io.wattle.headend.demo", "io.wattle.headend.cli"));
    }

    @Test
    void shouldMeasureFromTheCommandLineOnly() {
        assertWall("io\\.wattle\\.headend\\.bench\\.", "headend",
                List.of("io.wattle.headend.bench", "io.wattle.headend.cli"));
    }

    @Test
    void shouldMeasureNothingButTheLedgerTheMakingOfTokensAndConversations() {
        assertNone(where(file -> file.isMain() && file.isIn("io.wattle.headend.bench"),
                Pattern.compile(
                        "(?<![\\w.])io\\.wattle\\.(?!(ledger|simulator|protocols\\.(sts|mqtt|meter|dlms)|headend\\.(bench|text|sts|reading|broker))[.;])[a-z]+")),
                "the bench may use ledger and simulator, STS tokens, DLMS, MQTT with reading and broker, and headend.text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"gurux\\.; io.wattle.protocols.dlms.gurux",
            "net\\.openhft\\.; io.wattle.ledger.journal", "com\\.github\\.luben\\.; io.wattle.ledger.journal",
            "org\\.eclipse\\.paho\\.; io.wattle.protocols.mqtt.client",
            "com\\.google\\.protobuf\\.; io.wattle.protocols.sparkplug",
            "com\\.fasterxml\\.; io.wattle.headend,io.wattle.protocols.mqtt.payload,io.wattle.protocols.sparkplug.payload",
            "io\\.vertx\\.; io.wattle.headend.api",
            "io\\.netty\\.; io.wattle.protocols,io.wattle.simulator.wire,io.wattle.headend.bench.poll",
            "com\\.lmax\\.; io.wattle.ledger",
            "com\\.fazecast\\.; io.wattle.protocols.serial",
            "org\\.openmuc\\.; io.wattle.protocols.optical.openmuc,org.openmuc.jrxtx",
            "(javax?\\.sql|org\\.jdbi|com\\.zaxxer|org\\.flywaydb|org\\.h2|org\\.postgresql)\\.; io.wattle.headend.store,io.wattle.headend.bench",
            "org\\.HdrHistogram\\.; io.wattle.headend.bench", "org\\.openjdk\\.jmh\\.; io.wattle.headend.bench",
            "org\\.bouncycastle\\.; io.wattle.headend.sts.keystore,io.wattle.headend.card.print,io.wattle.protocols.dlms.certificate",
            "picocli\\.; io.wattle.headend.cli,io.wattle.headend.demo,io.wattle.headend.Main"})
    void shouldKeepLibrariesBehindTheirWalls(String library, String behind) {
        assertWall(library, "", List.of(behind.split(",")));
    }

    @Test
    void shouldKeepFilesShort() {
        List<String> tooLong = SOURCES.where(file -> file.isJava() && file.lineCount() > FILE_LINES_MAX)
                .stream()
                .map(file -> file.path() + ":" + file.lineCount())
                .toList();
        assertNone(tooLong, "split it by what its parts are for; " + FILE_LINES_MAX + " lines is the end");
    }

    @Test
    void shouldLetTheLongestFileOnlyGrowShorter() throws IOException {
        SourceFile longest = SOURCES.where(SourceFile::isJava)
                .stream()
                .max(Comparator.comparingInt(SourceFile::lineCount).thenComparing(SourceFile::path))
                .orElseThrow();
        String ratchet = Files.readString(ROOT.resolve(".config/tidy-ratchet.txt")).strip();
        int linesAllowed = Integer.parseInt(ratchet.replaceFirst(" .*", ""));

        assertThat(longest.lineCount()).as("%s is longer than any file was: split it; the number in "
                + ".config/tidy-ratchet.txt may only fall", longest.path()).isLessThanOrEqualTo(linesAllowed);
        assertThat(ratchet).as("the longest file grew shorter: write this one line into .config/tidy-ratchet.txt")
                .isEqualTo(longest.lineCount() + " " + longest.path());
    }

    @Test
    void shouldAskTheWallClockOnlyInTheCompositionRoot() {
        assertNone(where(file -> file.isMain() && !isIn(file, MAY_ASK_THE_CLOCK), WALL_CLOCK),
                "take a java.time.InstantSource in the constructor, or the time as an argument");
    }

    @Test
    void shouldSeedEveryRandomNumber() {
        assertNone(where(SourceFile::isJava, Pattern.compile("\\bnew Random\\(\\s*\\)|\\bMath\\.random\\b")),
                "give Random a seed that is printed, or use SecureRandom for secrets");
    }

    @Test
    void shouldCountExactlyInTheLedger() {
        assertNone(where(file -> file.isMain() && file.module().equals("ledger"),
                Pattern.compile("\\b([Dd]ouble|[Ff]loat)\\b|(?<![\\w.])\\d+\\.\\d")),
                "use long in the smallest unit, and BigInteger where a product may overflow");
    }

    @Test
    void shouldSayOfEveryPackageWhatItIsForAndMarkIt() {
        var packages = SOURCES.main().stream().collect(groupingBy(file -> file.path().getParent()));
        List<String> bare = packages.entrySet()
                .stream()
                .filter(entry -> entry.getValue().stream().noneMatch(TidyTest::isGoodPackageInfo))
                .map(entry -> entry.getKey().toString())
                .sorted()
                .toList();
        assertNone(bare, "add package-info.java that begins with Javadoc and carries @NullMarked");
    }

    @Test
    void shouldSayOfEveryPublicTypeOfTheLedgerWhichThreadsMayUseIt() {
        Pattern publicType = Pattern.compile("(?m)^public [a-z -]*(class|interface|record|enum) ");
        List<String> silent = SOURCES.where(file -> file.isMain() && file.module().equals("ledger")
                && publicType.matcher(file.code()).find()
                && !file.text().split(publicType.pattern(), 2)[0].matches("(?si).*/\\*\\*.*(thread|pure).*"))
                .stream()
                .map(file -> file.path().toString())
                .toList();
        assertNone(silent, "say in its Javadoc: Immutable, safe for any thread; or for which one it is");
    }

    @Test
    void shouldGiveTestClassesNamesThatSurefireFinds() {
        Pattern aTest = Pattern
                .compile("@(Test|Property|Example|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b");
        List<String> lost = SOURCES.where(file -> file.isTest() && !file.codeLinesWith(aTest).isEmpty()
                && !file.className().matches("Test.*|.*(Test|Tests|TestCase)") && !isAbstract(file))
                .stream()
                .map(file -> file.path().toString())
                .toList();
        assertNone(lost, "end the name in Test, or make the class abstract if others inherit its tests");
    }

    @Test
    void shouldSwitchNoTestOff() {
        assertNone(where(SourceFile::isTest, Pattern.compile("@Disabled\\w*\\b")), "mend the test, or delete it");
    }

    @Test
    void shouldWaitInTestsForSomethingToHappen() {
        assertNone(where(SourceFile::isTest, Pattern.compile("\\bThread\\.sleep\\b|\\bTimeUnit\\.\\w+\\.sleep\\b")),
                "wait for the event itself, with Awaitility if need be, or turn a clock by hand");
    }

    @Test
    void shouldLeaveNothingForLater() {
        Pattern later = Pattern.compile("\\b(TO[D]O|FIX[M]E)\\b");
        assertNone(SOURCES.files().stream().flatMap(file -> file.textLinesWith(later).stream()).toList(),
                "do it, or open an issue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"protocols", "ledger", "simulator", "headend"})
    void shouldHaveNoCycleOfPackages(String module) {
        // Main starts everything and nobody uses it: it may stand in the root package and look down.
        List<SourceFile> files = SOURCES.where(
                file -> file.isMain() && file.module().equals(module) && !file.className().equals("Main"));
        List<String> cycle = PackageArrows.of(files).cycle().orElse(List.of());
        List<String> arrows = cycle.stream().skip(1).flatMap(to -> {
            String from = cycle.get(cycle.indexOf(to) == 0 ? cycle.size() - 2 : cycle.indexOf(to) - 1);
            Pattern use = Pattern.compile("(?<![\\w.])" + Pattern.quote(to) + "\\.[A-Z*]");
            return files.stream()
                    .filter(file -> file.packageName().equals(from))
                    .flatMap(file -> file.codeLinesWith(use).stream())
                    .limit(1);
        }).toList();
        assertNone(arrows, String.join(" -> ", cycle)
                + " is a cycle: move what both ends need into a package below them, or hand it in as an interface");
    }

    private static void assertWall(String library, String module, List<String> behind) {
        Pattern use = Pattern.compile("(?<![\\w.])" + library);
        assertNone(where(file -> file.isMain() && file.module().startsWith(module) && !isIn(file, behind), use),
                library.replace("\\", "") + " stays behind " + String.join(", ", behind)
                        + ". Give that package a method that says what you need, in our own types");
    }

    private static void assertNone(List<String> found, String repair) {
        assertThat(found).as("Repair: %s", repair).isEmpty();
    }

    private static List<String> where(Predicate<SourceFile> wanted, Pattern pattern) {
        return SOURCES.where(wanted).stream().flatMap(file -> file.codeLinesWith(pattern).stream()).toList();
    }

    /** Is it in one of these packages, or is it the class of that name? */
    private static boolean isIn(SourceFile file, List<String> places) {
        String itself = file.packageName() + "." + file.className();
        return places.stream().anyMatch(place -> file.isIn(place) || itself.equals(place));
    }

    private static boolean isGoodPackageInfo(SourceFile file) {
        return file.className().equals("package-info") && file.text().startsWith("/**")
                && file.code().contains("@NullMarked");
    }

    private static boolean isAbstract(SourceFile file) {
        return Stream.of("abstract class ", "interface ")
                .anyMatch(kind -> file.code().contains(kind + file.className()));
    }
}
