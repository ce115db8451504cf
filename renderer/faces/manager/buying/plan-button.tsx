import type { PurchaseNeedRow } from "#domains/procurement/queries.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { draftPurchasePlanRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./buying.module.css";
import { planLinesFrom } from "./need-lines.ts";
import type { TypedSpan } from "./span-fields.tsx";

/** Makes the purchase plan (RAB) of the span from what is short; what has no price is said, not guessed. */
export function PlanButton(props: { readonly rows: readonly PurchaseNeedRow[]; readonly span: TypedSpan }) {
  const { rows, span } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const whyNot = useWhyNotPermitted();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const { lines, unpricedCount } = planLinesFrom(rows);
  const totalIdr = lines.reduce((sum, line) => sum + line.amountIdr, 0);
  const make = () =>
    run(
      () => grant(draftPurchasePlanRef, { planId: makeId("purchase_plan"), ...span, lines: [...lines] }),
      t("buying.needs.plan-done", { total: units.money(totalIdr) }),
    );
  return (
    <>
      <Button
        size="small"
        reason={whyNot("purchase.make") ?? (lines.length === 0 ? t("buying.needs.plan-none") : null)}
        onPress={make}
      >
        {t("buying.needs.plan")}
      </Button>
      {unpricedCount === 0 ? null : (
        <span className={styles.quiet}>{t("buying.needs.plan-unpriced", { count: unpricedCount })}</span>
      )}
    </>
  );
}
