package io.wattle.headend.card;

import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardSerial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Encrypted files that wait for their printer, each from when its batch is made until it is handed out. */
final class PrinterFiles {
    private final Path folder;

    PrinterFiles(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CardStartException("the folder " + folder + " for the printer's files cannot be made: " + e);
        }
    }

    /** On disk when this returns. */
    void put(CardBatch batch, byte[] encrypted) {
        OwnerOnlyFile.replace(file(batch), encrypted);
    }

    Optional<byte[]> get(CardBatch batch) {
        try {
            return Optional.of(Files.readAllBytes(file(batch)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(CardBatch batch) {
        try {
            Files.deleteIfExists(file(batch));
            OwnerOnlyFile.forceFolderOf(file(batch));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes every file but those of these batches. */
    void keepOnly(Stream<CardBatch> waiting) {
        Set<Path> kept = waiting.map(this::file).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> !kept.contains(one)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serials are never given twice, so this name is not; and the batch's own name may hold any character. */
    private Path file(CardBatch batch) {
        return folder.resolve("cards-" + new CardSerial(batch.range().first()).text() + ".asc");
    }
}
