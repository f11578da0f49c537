package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a document shows is what tests run. */
public final class DocumentBlock {
    private static final String FENCE = "```";

    private DocumentBlock() {}

    /**
     * The block that begins so.
     *
     * @param language after its fence; may be empty
     */
    public static String of(Path document, String language, String beginning) throws IOException {
        String text = Files.readString(document);
        String fence = FENCE + language + "\n";
        int from = text.indexOf(fence + beginning);
        assertThat(from).as(document + " has a block that begins with " + beginning).isPositive();
        return text.substring(from + fence.length(), text.indexOf(FENCE, from + fence.length()));
    }
}
