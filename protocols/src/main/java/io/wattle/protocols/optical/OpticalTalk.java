package io.wattle.protocols.optical;

import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.RelayState;
import io.wattle.protocols.meter.TokenAnswer;
import io.wattle.protocols.optical.message.DataSet;
import io.wattle.protocols.optical.message.Identification;
import io.wattle.protocols.optical.model.ClockPlace;
import io.wattle.protocols.optical.model.Interpreter;
import io.wattle.protocols.optical.model.MeterMap;
import io.wattle.protocols.optical.model.MeterMaps;
import io.wattle.protocols.optical.model.PasswordForm;
import io.wattle.protocols.optical.model.ProfilePlace;
import io.wattle.protocols.optical.model.RelayPlace;
import io.wattle.protocols.optical.model.TokenPlace;
import io.wattle.protocols.optical.openmuc.J62056Reader;
import io.wattle.protocols.optical.session.OpticalSession;
import io.wattle.protocols.optical.session.Password;
import io.wattle.protocols.optical.session.ReadOut;
import io.wattle.protocols.optical.session.SessionSettings;
import io.wattle.protocols.optical.session.TroubleCounts;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.protocols.sts.ResultCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said to a meter for each of the waist's questions. Immutable; every call blocks and never throws. */
record OpticalTalk(SessionSettings settings, MeterMaps maps, PasswordSource passwords, InstantSource clock,
        TroubleCounts troubles) {

    private static final int PUSH_BAUD = 2_400;
    /** Meters that push do so each 1 to 15 seconds. */
    private static final Duration PUSH_PATIENCE = Duration.ofSeconds(20);

    /** Whom to speak to, and over what. */
    record Place(MeterAddress meter, OpticalAddress address, SerialLine line) {}

    /** In programming mode, before the meter that is meant. */
    private interface Work<T> {
        Outcome<T> with(OpticalSession session, Interpreter interpreter, String serial, Instructed instructed)
                throws IOException;
    }

    /** Whether anything was written: what fails afterwards is unknown. */
    private static final class Instructed {
        private boolean yes;
    }

    Outcome<MeterReading> read(Place place) {
        try {
            ReadOut readOut = place.address().byOthers()
                    ? J62056Reader.readOut(place.line(), settings, place.address().device())
                    : ownReadOut(place);
            Instant receivedAt = clock.instant();
            return interpreter(place, readOut.identification())
                    .map(words -> words.reading(readOut.sets(), place.meter(), receivedAt))
                    .orElseGet(() -> noMap(readOut.identification()));
        } catch (IOException e) {
            return Failures.outcome(e, false);
        }
    }

    private ReadOut ownReadOut(Place place) throws IOException {
        try (OpticalSession session = new OpticalSession(place.line(), settings, troubles)) {
            return place.address().push()
                    ? session.listen(place.address().baudFirst().orElse(PUSH_BAUD), PUSH_PATIENCE)
                    : session.readOut(place.address().device());
        }
    }

    Outcome<RelayState> switchRelay(Place place, RelayState target) {
        return programming(place, (session, words, serial, instructed) -> {
            Optional<RelayPlace> relay = words.map().relay().filter(RelayPlace::writable);
            if (relay.isEmpty() || !relay.get().words().containsKey(target)) {
                return Outcome.refused(Refusal.NOT_SUPPORTED, "map " + words.map().name() + " has no relay to switch");
            }
            session.writeValue(relay.get().address(), relay.get().words().getOrDefault(target, ""));
            instructed.yes = true;
            return Outcome.done(words.relay(session.readValue(relay.get().address())));
        });
    }

    Outcome<TokenAnswer> enterToken(Place place, MeterToken token) {
        return programming(place, (session, words, serial, instructed) -> {
            Optional<TokenPlace> gateway = words.map().token();
            if (gateway.isEmpty()) {
                return Outcome.refused(Refusal.NOT_SUPPORTED, "map " + words.map().name() + " takes no tokens");
            }
            session.writeValue(gateway.get().address(), token.digits());
            instructed.yes = true;
            return Outcome.done(answer(session.readValue(gateway.get().result())));
        });
    }

    Outcome<Instant> setClock(Place place, Instant time) {
        return programming(place, (session, words, serial, instructed) -> {
            Optional<ClockPlace> clockPlace = words.map().clock().filter(ClockPlace::writable);
            if (clockPlace.isEmpty()) {
                return Outcome.refused(Refusal.NOT_SUPPORTED, "map " + words.map().name() + " has no clock to set");
            }
            List<String> texts = clockPlace.get().texts(time, words.offset());
            for (int i = 0; i < texts.size(); i++) {
                session.writeValue(clockPlace.get().places().get(i), texts.get(i));
                instructed.yes = true;
            }
            List<DataSet> shown = new ArrayList<>();
            for (String address : clockPlace.get().places()) {
                shown.addAll(session.readValue(address));
            }
            return Outcome.done(words.clock(shown));
        });
    }

    Outcome<LoadProfile> readProfile(Place place, Instant from, Instant to) {
        return programming(place, (session, words, serial, instructed) -> {
            Optional<ProfilePlace> profile = words.map().profile();
            if (profile.isEmpty()) {
                return Outcome.refused(Refusal.NOT_SUPPORTED, "map " + words.map().name() + " has no load profile");
            }
            List<DataSet> sets = session.readList(profile.get().command(), profile.get().address(),
                    words.profileArguments(from, to));
            return words.profile(serial, profile.get(), sets, from, to);
        });
    }

    /** Only to the meter that is meant, whatever was hung up in its place. */
    private <T> Outcome<T> programming(Place place, Work<T> work) {
        Instructed instructed = new Instructed();
        Optional<Password> password = passwords.passwordOf(place.meter().meterSerial());
        Optional<MeterMap> named = place.address().model().flatMap(maps::named);
        Optional<Outcome<T>> hopeless = named.flatMap(map -> shut(map, place, password));
        if (hopeless.isPresent()) {
            return hopeless.get();
        }
        try (OpticalSession session = new OpticalSession(place.line(), settings, troubles)) {
            Identification identification = session.beginProgramming(place.address().device(),
                    found -> isCoded(place, found) ? Optional.empty() : password);
            Optional<Interpreter> words = interpreter(place, identification);
            if (words.isEmpty()) {
                return noMap(identification);
            }
            Optional<Outcome<T>> shut = shut(words.get().map(), place, password);
            if (shut.isPresent()) {
                return shut.get();
            }
            Outcome<String> serial = words.get().serial(session.readValue(words.get().map().serial()), place.meter());
            return switch (serial) {
                case Outcome.Done<String>(String known) -> work.with(session, words.get(), known, instructed);
                case Outcome.Refused<String>(Refusal reason, String detail) -> Outcome.refused(reason, detail);
                case Outcome.Unknown<String>(Outcome.Cause cause, String detail) -> Outcome.unknown(cause, detail);
            };
        } catch (IOException e) {
            return Failures.outcome(e, instructed.yes);
        } catch (IllegalArgumentException e) {
            // What was read back means nothing; or what was to be written cannot be.
            return Failures.meaningless(String.valueOf(e.getMessage()), instructed.yes);
        }
    }

    /** A password is said to nobody who did not ask for it. */
    private boolean isCoded(Place place, Identification found) {
        return interpreter(place, found).filter(words -> words.map().password() == PasswordForm.CODED).isPresent();
    }

    /** Why the meter lets nobody in, if that is known. */
    private static <T> Optional<Outcome<T>> shut(MeterMap map, Place place, Optional<Password> password) {
        return switch (map.password()) {
            case NONE -> Optional.empty();
            case PLAIN -> password.isPresent()
                    ? Optional.empty()
                    : Optional.of(Outcome.refused(Refusal.NO_KEY,
                            "no password is known for meter " + place.meter().meterSerial()));
            case CODED -> Optional.of(Outcome.refused(Refusal.NOT_SUPPORTED, "meters of map " + map.name()
                    + " want a coded answer to their challenge (P2), which only their maker can reckon"));
        };
    }

    private Optional<Interpreter> interpreter(Place place, Identification identification) {
        return place.address()
                .model()
                .map(maps::named)
                .orElseGet(() -> maps.fitting(identification))
                .map(map -> new Interpreter(map, place.address().offset()));
    }

    private static <T> Outcome<T> noMap(Identification identification) {
        return Outcome.refused(Refusal.NOT_SUPPORTED,
                "no map fits a meter that says " + identification.text() + "; name one with model=");
    }

    private static TokenAnswer answer(List<DataSet> sets) {
        String shown = sets.isEmpty() ? "" : sets.getFirst().value().strip();
        ResultCode code = (shown.matches("[0-9]{1,2}")
                ? ResultCode.of(Integer.parseInt(shown))
                : Optional.<ResultCode>empty())
                .orElseThrow(() -> new IllegalArgumentException("the meter shows no result code after the token"));
        if (code == ResultCode.USED_ERROR) {
            return new TokenAnswer.AlreadyUsed();
        }
        return code.accepts()
                ? new TokenAnswer.Accepted(Optional.of(code))
                : new TokenAnswer.Rejected(code.step(), Optional.of(code));
    }
}
