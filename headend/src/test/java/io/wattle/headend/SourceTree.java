package io.wattle.headend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sources of all modules.
 *
 * @param root the folder of the parent POM
 * @param files text files under {@code <module>/src}, by path
 */
record SourceTree(Path root, List<SourceFile> files) {
    private static final List<String> MODULES = List.of("protocols", "ledger", "simulator", "headend");
    private static final Pattern TEXT = Pattern.compile(".*\\.(java|sql|ya?ml|xml|json|properties|html|css|js|md|txt)");

    static SourceTree read(Path root) {
        return new SourceTree(root, MODULES.stream().flatMap(module -> filesUnder(root, module)).toList());
    }

    List<SourceFile> where(Predicate<SourceFile> wanted) {
        return files.stream().filter(wanted).toList();
    }

    List<SourceFile> main() {
        return where(SourceFile::isMain);
    }

    private static Stream<SourceFile> filesUnder(Path root, String module) {
        try (Stream<Path> paths = Files.walk(root.resolve(module, "src"))) {
            return paths.filter(path -> TEXT.matcher(path.toString()).matches())
                    .sorted()
                    .toList()
                    .stream()
                    .map(path -> read(root, path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile read(Path root, Path path) {
        try {
            return SourceFile.of(root.relativize(path), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
