package io.wattle.protocols.dlms.apdu;

import java.util.Optional;

/** Why a meter did not associate, for who has to find out what is set wrongly. Nothing of it is proved by anybody. */
public final class AssociationRefusal {
    private static final int INITIATE_ERROR = 6; // ServiceError, IEC 62056-5-3

    private AssociationRefusal() {}

    /** Of an AARE that is no acceptance (acse-service-user-diagnostics, and the initiate error if it carries one). */
    public static String words(AssociationResponse response) {
        return "association refused" + (response.result() == AssociationResponse.REJECTED ? "" : " for now") + ": "
                + diagnostic(response.diagnostic())
                + response.userInformation()
                        .flatMap(AssociationRefusal::initiateError)
                        .map(why -> ", " + why)
                        .orElse("")
                + " (result " + response.result() + ", diagnostic " + response.diagnostic() + ")";
    }

    /** Of an error in place of an AARE. */
    public static String words(byte[] error) {
        return "meter answered with an error: " + initiateError(error).orElseGet(() -> error.length >= 3
                && (error[0] & 0xFF) == ApduTag.EXCEPTION_RESPONSE
                        ? new ExceptionResponse(error[1] & 0xFF, error[2] & 0xFF).words()
                        : "it does not say which");
    }

    private static String diagnostic(int diagnostic) {
        return switch (diagnostic) {
            case AssociationResponse.NO_DIAGNOSTIC, AssociationResponse.NO_REASON_GIVEN -> "no reason given";
            case AssociationResponse.CONTEXT_NOT_SUPPORTED ->
                "application context not supported: other names (referencing), or ciphering or none (auth, policy), is wanted";
            case 3, 4 -> "our system title is not recognised";
            case 5, 6 -> "our certificate or user is not recognised";
            case AssociationResponse.MECHANISM_NOT_RECOGNISED -> "authentication mechanism not recognised (auth)";
            case 12 -> "authentication mechanism required (auth)";
            case AssociationResponse.AUTHENTICATION_FAILURE ->
                "authentication failed: the meter has another key or password";
            case AssociationResponse.AUTHENTICATION_REQUIRED -> "authentication required (auth)";
            default -> "a reason of its own";
        };
    }

    /** ConfirmedServiceError of InitiateRequest: the choice that names the service, the kind of error, the error. */
    private static Optional<String> initiateError(byte[] apdu) {
        if (apdu.length != 4 || apdu[0] != ApduTag.CONFIRMED_SERVICE_ERROR || apdu[2] != INITIATE_ERROR) {
            return Optional.empty();
        }
        return Optional.of(switch (apdu[3]) {
            case 1 -> "its DLMS version is too low";
            case 2 -> "no services in common";
            case 3 -> "its APDUs are too short";
            case 4 -> "refused by its VDE handler";
            default -> "an initiate error of its own";
        });
    }
}
