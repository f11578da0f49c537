package io.wattle.headend.optical;

import io.wattle.headend.registry.BadFileException;
import io.wattle.protocols.optical.model.MeterMap;
import io.wattle.protocols.optical.model.MeterMaps;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The maps that come with Wattle, and those of a folder, which go before them. */
public final class MapFiles {
    /** Made after public read-outs, which docs/optical.md names. */
    private static final List<String> SHIPPED = List.of("landis-gyr-zmd", "iskra-mt382", "iskra-mt174", "easymeter-q3",
            "ebz-dd3", "hager-ehz");
    private static final int FILE_BYTES_MAX = 65_536;

    private MapFiles() {}

    /**
     * All of them.
     *
     * @param folder whose files that end in .yaml are read; one that has the name of a shipped map takes its place
     * @throws BadFileException naming the file and what is wrong with it
     */
    public static MeterMaps read(Optional<Path> folder) {
        List<MeterMap> maps = new ArrayList<>();
        folder.ifPresent(path -> files(path).forEach(file -> maps.add(read(file))));
        List<MeterMap> shipped = new ArrayList<>(List.of(MeterMap.simulated(), MeterMap.simulatedWater()));
        SHIPPED.forEach(name -> shipped.add(shipped(name)));
        shipped.stream()
                .filter(map -> maps.stream().noneMatch(own -> own.name().equals(map.name())))
                .toList()
                .forEach(maps::add);
        try {
            return new MeterMaps(maps);
        } catch (IllegalArgumentException e) {
            throw new BadFileException(folder.orElse(Path.of(".")), 0, String.valueOf(e.getMessage()));
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new BadFileException(folder, 0, "cannot be read: " + e);
        }
    }

    private static MeterMap read(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new BadFileException(file, 0, "is longer than " + FILE_BYTES_MAX + " bytes");
            }
            return MapFile.parse(Files.readString(file));
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            throw new BadFileException(file, 0, String.valueOf(e.getMessage()));
        }
    }

    private static MeterMap shipped(String name) {
        try (InputStream in = MapFiles.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the map " + name + " is missing in the program");
            }
            return MapFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
