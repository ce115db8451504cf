import { amountOf, type BaseUnit, type Quantity, type UnitPrice } from "#kernel/quantity.ts";
import { idrRounded } from "#kernel/money.ts";
import type { OrderStatus, ReceivedState } from "#domains/procurement/vocabulary.ts";
import type { Units } from "#renderer/copy/units.ts";
import type { IconName, Look } from "#renderer/ui/icon.tsx";
import type { ManagerCopy } from "#renderer/faces/manager/words.ts";

/** How a stage of an order looks. */
export const ORDER_LOOK: Readonly<Record<OrderStatus, Look>> = {
  draft: { token: "text", icon: "circle-dashed" },
  submitted: { token: "warn", icon: "hourglass" },
  approved: { token: "info", icon: "check" },
  sent: { token: "info", icon: "send" },
  closed: { token: "ok", icon: "circle-check" },
  cancelled: { token: "text", icon: "ban" },
  rejected: { token: "crit", icon: "circle-x" },
};

export const RECEIVED_LOOK: Readonly<Record<ReceivedState, Look>> = {
  none: { token: "text", icon: "circle-dashed" },
  partial: { token: "warn", icon: "truck" },
  full: { token: "ok", icon: "circle-check" },
  over: { token: "warn", icon: "triangle-alert" },
};

export const CHECKED_LOOK: Readonly<Record<"agrees" | "differs", { token: "ok" | "warn"; icon: IconName }>> = {
  agrees: { token: "ok", icon: "circle-check" },
  differs: { token: "warn", icon: "triangle-alert" },
};

/** What people buy a base unit in: grams by the kilogram, millilitres by the litre. */
export const PER_OF_UNIT: Readonly<Record<BaseUnit, number>> = { g: 1_000, ml: 1_000, pcs: 1 };
const WORD_OF_UNIT = { g: "kg", ml: "l", pcs: "pcs" } as const;

export function unitWord(t: ManagerCopy["t"], unit: BaseUnit): string {
  return t(`buying.unit.${WORD_OF_UNIT[unit]}`);
}

/** “Rp 14.500 / kg”, whatever the price was given for. */
export function priceWords(
  price: UnitPrice | null,
  { t, units }: { readonly t: ManagerCopy["t"]; readonly units: Units },
) {
  if (price === null) return t("buying.unknown");
  const { unit } = price.per;
  const amountIdr = idrRounded([
    { amountIdr: price.amountIdr, timesCount: PER_OF_UNIT[unit], perCount: amountOf(price.per) },
  ]);
  return t("buying.per-unit", { price: units.money(amountIdr), unit: unitWord(t, unit) });
}

/** “4 sak (100 kg)”, or the amount alone. */
export function boughtWords(
  line: {
    readonly quantity: Quantity;
    readonly purchaseCount: number | null;
    readonly purchaseUnitLabel: string | null;
  },
  { t, units }: { readonly t: ManagerCopy["t"]; readonly units: Units },
): string {
  const amount = units.quantity(line.quantity);
  if (line.purchaseCount === null || line.purchaseUnitLabel === null) return amount;
  return t("buying.purchase-count", { count: units.count(line.purchaseCount), unit: line.purchaseUnitLabel, amount });
}
