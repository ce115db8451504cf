import type { OrderRow } from "#domains/procurement/queries.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Icon } from "#renderer/ui/icon.tsx";
import { priceWords } from "./buying-words.ts";
import styles from "./buying.module.css";

/** What should be seen before signing: noted when the order was submitted, the budget as it stands now. */
export function OrderFlags(props: { readonly order: OrderRow }) {
  const { t } = useManagerCopy();
  const words = useFlagWords(props.order);
  if (words.length === 0) return <p className={styles.quiet}>{t("buying.order.no-flags")}</p>;
  return (
    <ul className={styles.plainList}>
      {words.map((text) => (
        <li key={text} className={styles.warned}>
          <Icon name="triangle-alert" />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

function useFlagWords(order: OrderRow): readonly string[] {
  const { t } = useManagerCopy();
  const units = useUnits();
  const item = (itemId: string) => order.lines.find((line) => line.itemId === itemId)?.itemName ?? "";
  const prices = order.priceFlags.map((flag) =>
    t("buying.flag.price", {
      item: item(flag.itemId),
      price: priceWords(flag.unitPrice, { t, units }),
      limit: priceWords(flag.limit, { t, units }),
      basis: t(`buying.basis.${flag.basis}`),
    }),
  );
  const others = order.flags.map((flag) => {
    switch (flag.kind) {
      case "too-early":
        return t("buying.flag.too-early", { item: item(flag.itemId), days: flag.dayCount, max: flag.maxDayCount });
      case "supplier-share":
        return t("buying.flag.supplier-share", { share: units.percent(flag.shareBp), max: units.percent(flag.maxBp) });
      case "few-suppliers":
        return t("buying.flag.few-suppliers", { count: flag.activeCount, min: flag.minCount });
      case "supplier-changed": {
        const previous = order.previousSuppliers.find(({ supplierId }) => supplierId === flag.previousSupplierId);
        return t("buying.flag.supplier-changed", { item: item(flag.itemId), supplier: previous?.name ?? "" });
      }
      case "certificate-expired":
        return t("buying.flag.certificate-expired", {
          certificate: t(`buying.certificate.${flag.certificateKind}`),
          date: units.date(flag.expiresOnDate),
        });
    }
  });
  const budget =
    order.overBudgetIdr === null ? [] : [t("buying.flag.over-budget", { amount: units.money(order.overBudgetIdr) })];
  return [...prices, ...budget, ...others];
}
