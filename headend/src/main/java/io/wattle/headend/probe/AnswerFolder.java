package io.wattle.headend.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattle.headend.probe.ImportOutcome.RecordOutcome;
import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answers that were given to sessions, a file each, so that the same session gets the same answer. Without them nothing
 * would be taken twice either: the ledger knows its keys. For one thread at a time.
 */
public final class AnswerFolder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path folder;

    /** @param folder made when the first answer is kept */
    public AnswerFolder(Path folder) {
        this.folder = folder;
    }

    /** @param digest of the session that it was given to */
    record Answer(String digest, ImportOutcome.Taken taken) {}

    Optional<Answer> find(String session) {
        Path file = folder.resolve(session + ".json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            List<RecordOutcome> records = new ArrayList<>();
            root.path("records")
                    .forEach(node -> records.add(new RecordOutcome(node.path("number").asInt(),
                            node.path("meter").asText(), node.path("kind").asText(), node.path("words").asText())));
            return Optional.of(new Answer(root.path("digest").asText(),
                    new ImportOutcome.Taken(session, root.path("technician").asText(), records)));
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + e);
        }
    }

    void keep(String digest, ImportOutcome.Taken taken) {
        ObjectNode root = JSON.createObjectNode().put("digest", digest).put("technician", taken.technician());
        var records = root.putArray("records");
        for (RecordOutcome record : taken.records()) {
            records.addObject()
                    .put("number", record.number())
                    .put("meter", record.meter())
                    .put("kind", record.kind())
                    .put("words", record.words());
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BadFileException(folder, 0, "cannot be made: " + e);
        }
        OwnerOnlyFile.replace(folder.resolve(taken.session() + ".json"),
                root.toString().getBytes(StandardCharsets.UTF_8));
    }
}
