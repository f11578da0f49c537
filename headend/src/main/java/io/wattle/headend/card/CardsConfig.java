package io.wattle.headend.card;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether and how this head-end has cards.
 *
 * @param folder where encrypted files for the printer wait until they are handed out
 * @param keyFile of the card key; without one there are no cards
 * @param printerKey OpenPGP key of the printer; without one no batch can be made
 * @param activationChosen whether the utility has said how cards are activated
 */
public record CardsConfig(Path folder, Optional<Path> keyFile, Optional<Path> printerKey, boolean activationChosen) {

    /** A head-end without cards. */
    public static final CardsConfig NONE = new CardsConfig(Path.of("cards"), Optional.empty(), Optional.empty(), false);
}
