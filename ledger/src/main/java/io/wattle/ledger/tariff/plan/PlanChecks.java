package io.wattle.ledger.tariff.plan;

import io.wattle.ledger.quantity.Unit;
import java.util.ArrayList;
import java.util.List;

/** What no part can see by itself. */
final class PlanChecks {
    private static final int PARTS_MAX = 256;

    private PlanChecks() {}

    static void check(Unit.Kind service, List<PlanPart> parts) {
        Exact.within("parts", parts.size(), 1, PARTS_MAX);
        List<Tax> taxes = new ArrayList<>();
        boolean priced = false;
        for (PlanPart part : parts) {
            switch (part.component()) {
                case UnitPrice _ -> priced = true;
                case Tax tax -> taxes.add(tax);
                case Sewerage _ -> waterOnly(service, "sewerage");
                case Scarcity _ -> waterOnly(service, "scarcity");
                case StandingFee _,MinimumCharge _,PurchaseLimits _,FreeUnits _,Discount _,ChannelFee _,DebtRecovery _,FlowRestriction _,EmergencyTerms _ ->
                    {
                    }
            }
        }
        if (!priced) {
            throw new IllegalArgumentException("a tariff needs a price");
        }
        checkTaxes(taxes);
    }

    private static void waterOnly(Unit.Kind service, String what) {
        if (service != Unit.Kind.VOLUME) {
            throw new IllegalArgumentException(what + " is for water");
        }
    }

    private static void checkTaxes(List<Tax> taxes) {
        for (int i = 0; i < taxes.size(); i++) {
            Tax tax = taxes.get(i);
            List<String> before = taxes.subList(0, i).stream().map(Tax::name).toList();
            if (!before.containsAll(tax.onTaxes())) {
                throw new IllegalArgumentException("tax " + tax.name() + " is on a tax that is not listed before it: "
                        + tax.onTaxes());
            }
            boolean clashes = tax.inclusive() && taxes.subList(0, i)
                    .stream()
                    .anyMatch(other -> other.inclusive() && !other.on().equals(tax.on()));
            if (clashes) {
                throw new IllegalArgumentException("taxes that prices contain must all be on the same: " + tax.name());
            }
        }
    }
}
