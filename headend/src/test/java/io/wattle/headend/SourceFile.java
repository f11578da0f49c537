package io.wattle.headend;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One file of the sources, as a rule looks at it.
 *
 * @param path below the root, such as {@code ledger/src/main/java/io/wattle/ledger/Ledger.java}
 * @param text all of it
 * @param code the text with comments and the insides of literals blanked out, line for line; the text, if not Java
 */
record SourceFile(Path path, String text, String code) {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    /** A type of ours by its full name, in an import or elsewhere; the first group is its package. */
    private static final Pattern OUR_TYPE = Pattern.compile("(?<![\\w.])(io\\.wattle(?:\\.[a-z]\\w*)*)\\.[A-Z*]");
    /** What may be blanked out: comments, text blocks, strings, characters. In this order, the first that fits. */
    private static final Pattern NOT_CODE = Pattern.compile("(?s)//[^\\n]*|/\\*.*?\\*/"
            + "|\"{3}[^\"\\\\]*+(?:(?:\\\\.|\"(?!\"\"))[^\"\\\\]*+)*+\"{3}"
            + "|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"|'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+'");

    static SourceFile of(Path path, String text) {
        return new SourceFile(path, text, path.toString().endsWith(".java") ? codeOf(text) : text);
    }

    /** The Maven module: the first folder. */
    String module() {
        return path.getName(0).toString();
    }

    boolean isJava() {
        return path.toString().endsWith(".java");
    }

    boolean isMain() {
        return isJava() && path.startsWith(Path.of(module(), "src", "main"));
    }

    boolean isTest() {
        return isJava() && path.startsWith(Path.of(module(), "src", "test"));
    }

    /** File name without {@code .java}: the name of the class. */
    String className() {
        return path.getFileName().toString().replaceFirst("\\.java$", "");
    }

    String packageName() {
        Matcher matcher = PACKAGE.matcher(code);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Is it in that package or in one below it? */
    boolean isIn(String parent) {
        return (packageName() + ".").startsWith(parent + ".");
    }

    int lineCount() {
        return (int) text.lines().count();
    }

    /** Packages of ours that it uses, without its own. */
    TreeSet<String> packagesUsed() {
        TreeSet<String> packages = OUR_TYPE.matcher(code)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        packages.remove(packageName());
        return packages;
    }

    /** {@code path:line} and the line, for each line of code in which the pattern is found. */
    List<String> codeLinesWith(Pattern pattern) {
        return linesWith(pattern, code);
    }

    /** The same for code, comments and literals. */
    List<String> textLinesWith(Pattern pattern) {
        return linesWith(pattern, text);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private List<String> linesWith(Pattern pattern, String searched) {
        List<String> lines = searched.lines().toList();
        List<String> shown = text.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> pattern.matcher(lines.get(i)).find())
                .mapToObj(i -> path + ":" + (i + 1) + "  " + shown.get(i).strip())
                .toList();
    }

    private static String codeOf(String text) {
        return NOT_CODE.matcher(text).replaceAll(found -> found.group().replaceAll("[^\\n]", " "));
    }
}
