package io.wattle.protocols.dlms.cosem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An interface class in the words of IEC 62056-6-2, as far as anything here reads it.
 *
 * @param id 1..65535
 * @param version the one that our own meters have
 * @param title for people
 * @param attributes names of attributes 2 and on
 */
public record CosemClass(int id, int version, String title, List<String> attributes) {
    private static final Map<Integer, CosemClass> KNOWN = Stream.of(
            new CosemClass(1, 0, "Data",
                    "value"),
            new CosemClass(3, 0, "Register",
                    "value scaler_unit"),
            new CosemClass(4, 0, "Extended register",
                    "value scaler_unit status capture_time"),
            new CosemClass(5, 0, "Demand register",
                    "current_average_value last_average_value scaler_unit status capture_time "
                            + "start_time_current period number_of_periods"),
            new CosemClass(6, 0, "Register activation",
                    "register_assignment mask_list active_mask"),
            new CosemClass(7, 1, "Profile generic",
                    "buffer capture_objects capture_period sort_method sort_object entries_in_use "
                            + "profile_entries"),
            new CosemClass(8, 0, "Clock",
                    "time time_zone status daylight_savings_begin daylight_savings_end "
                            + "daylight_savings_deviation daylight_savings_enabled clock_base"),
            new CosemClass(9, 0, "Script table",
                    "scripts"),
            new CosemClass(11, 0, "Special days table",
                    "entries"),
            new CosemClass(12, 0, "Association SN",
                    "object_list access_rights_list security_setup_reference"),
            new CosemClass(15, 1, "Association LN",
                    "object_list associated_partners_id application_context_name xdlms_context_info "
                            + "authentication_mechanism_name secret association_status security_setup_reference"),
            new CosemClass(17, 0, "SAP assignment",
                    "sap_assignment_list"),
            new CosemClass(18, 0, "Image transfer",
                    "image_block_size image_transferred_blocks_status "
                            + "image_first_not_transferred_block_number image_transfer_enabled image_transfer_status "
                            + "image_to_activate_info"),
            new CosemClass(20, 0, "Activity calendar",
                    "calendar_name_active season_profile_active week_profile_table_active "
                            + "day_profile_table_active calendar_name_passive season_profile_passive "
                            + "week_profile_table_passive day_profile_table_passive activate_passive_calendar_time"),
            new CosemClass(22, 0, "Single action schedule",
                    "executed_script type execution_time"),
            new CosemClass(40, 0, "Push setup",
                    "push_object_list send_destination_and_method communication_window "
                            + "randomisation_start_interval number_of_retries repetition_delay"),
            new CosemClass(64, 1, "Security setup",
                    "security_policy security_suite client_system_title server_system_title certificates"),
            new CosemClass(70, 0, "Disconnect control",
                    "output_state control_state control_mode"),
            new CosemClass(71, 0, "Limiter",
                    "monitored_value threshold_active threshold_normal threshold_emergency "
                            + "min_over_threshold_duration min_under_threshold_duration emergency_profile "
                            + "emergency_profile_group_id_list emergency_profile_active actions"),
            new CosemClass(111, 0, "Account",
                    "account_mode_and_status current_credit_in_use current_credit_status available_credit "
                            + "amount_to_clear clearance_threshold aggregated_debt credit_reference_list "
                            + "charge_reference_list credit_charge_configuration token_gateway_configuration "
                            + "account_activation_time account_closure_time currency low_credit_threshold "
                            + "next_credit_available_threshold max_provision max_provision_period"),
            new CosemClass(112, 0, "Credit",
                    "current_credit_amount credit_type priority warning_threshold limit "
                            + "credit_configuration credit_status preset_credit_amount credit_available_threshold "
                            + "period"),
            new CosemClass(113, 0, "Charge",
                    "total_amount_paid charge_type priority unit_charge_active unit_charge_passive "
                            + "unit_charge_activation_time period charge_configuration last_collection_time "
                            + "last_collection_amount total_amount_remaining proportion"),
            new CosemClass(115, 0, "Token gateway",
                    "token token_time token_description token_delivery_method token_status"))
            .collect(Collectors.toUnmodifiableMap(CosemClass::id, Function.identity()));

    public CosemClass {
        attributes = List.copyOf(attributes);
    }

    private CosemClass(int id, int version, String title, String attributes) {
        this(id, version, title, List.of(attributes.split(" ")));
    }

    /** The class of that number, if it is known here. */
    public static Optional<CosemClass> of(int id) {
        return Optional.ofNullable(KNOWN.get(id));
    }

    /** The name of an attribute, 1..127; its number in words if it has none here. */
    public static String attributeName(int classId, int attribute) {
        if (attribute == 1) {
            return "logical_name";
        }
        return of(classId).filter(known -> attribute - 2 < known.attributes.size())
                .map(known -> known.attributes.get(attribute - 2))
                .orElse("attribute " + attribute);
    }
}
