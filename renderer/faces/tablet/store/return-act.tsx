import type { Station } from "#kernel/access.ts";
import { amountOf, quantityOf } from "#kernel/quantity.ts";
import type { IssueRow } from "#domains/inventory/receipt-queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useLink } from "#renderer/client/use-link.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { measures } from "#renderer/domains/inventory/amount-entry.ts";
import { issuesRef, returnStockRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { ActScreen } from "#renderer/faces/tablet/acts/act-screen.tsx";
import { useFactForm } from "#renderer/faces/tablet/acts/use-fact-form.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import { AmountAct } from "./amount-act.tsx";
import { isAmountDraft, NO_AMOUNT } from "./typed-amount.ts";
import { usePagedRows } from "./paged-rows.tsx";
import { useStoreSpan } from "./use-store-data.ts";
import { useStoreGo, useStoreReason } from "./use-store-act.ts";

/** “Kembalikan”: what was handed out these days and not used, back to the lot it came from. */
export function ReturnAct(props: {
  readonly station: Station;
  readonly issueId: string | null;
  readonly lotId: string | null;
}) {
  const issues = useLiveQuery(issuesRef, useStoreSpan(), { isKeptOnDisk: true });
  const open = issues.rows.filter((row) => leftOf(row) > 0);
  const row = open.find(({ issueId, lotId }) => issueId === props.issueId && lotId === props.lotId);
  return row === undefined ? (
    <WhichIssue station={props.station} rows={open} isLoading={issues.status === "loading"} />
  ) : (
    <HowMuch key={row.issueLineId} station={props.station} row={row} />
  );
}

function leftOf(row: IssueRow): number {
  return amountOf(row.issued) - amountOf(row.returned);
}

function WhichIssue(props: {
  readonly station: Station;
  readonly rows: readonly IssueRow[];
  readonly isLoading: boolean;
}) {
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  const { timeZone } = useLink();
  const { list, turn } = usePagedRows({
    label: copy.t("store.return.which"),
    empty: copy.t(props.isLoading ? "shared.loading" : "store.return.none"),
    rows: props.rows.map((row) => ({
      key: row.issueLineId,
      title: row.itemName,
      about: [
        row.batchCode ?? copy.t(`store.purpose.${row.purpose}`),
        row.lotCode,
        `${units.dayAndMonth(row.serviceDate)} ${units.clock(row.issuedAtMs, timeZone)}`,
      ].join(" · "),
      end: (
        <>
          <strong>{units.quantity(quantityOf(row.issued.unit, leftOf(row)))}</strong>
          <span>{copy.t("store.return.out")}</span>
        </>
      ),
      onPress: () => store.to("return", row.issueId, null, row.lotId),
    })),
  });
  return (
    <ActScreen
      station={props.station}
      title={copy.t("store.return.which")}
      subject={copy.t("store.return.title")}
      layout="wide"
      facts={<WhoTile />}
      primary={turn}
      secondary={store.back(store.home)}
    >
      {list}
    </ActScreen>
  );
}

function HowMuch(props: { readonly station: Station; readonly row: IssueRow }) {
  const { row } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  const whyNot = useStoreReason()("stock.issue");
  const { refusal, save } = useFactForm();
  const [draft, setDraft, discard] = useDraft(`return.${row.issueLineId}`, NO_AMOUNT, isAmountDraft);
  const baseUnit = row.issued.unit;
  const left = quantityOf(baseUnit, leftOf(row));
  return (
    <AmountAct
      station={props.station}
      title={copy.t("store.return.how-much")}
      subject={row.itemName}
      units={measures(baseUnit)}
      baseUnit={baseUnit}
      draft={draft}
      onDraft={setDraft}
      facts={
        <>
          <p>{copy.t("store.return.of", { amount: units.quantity(left), lot: row.lotCode })}</p>
          <WhoTile />
        </>
      }
      refusal={refusal}
      primary={(typed) => ({
        label: copy.t("store.return.act"),
        icon: "check",
        reason:
          whyNot ??
          (typed === null || typed.amount === 0
            ? copy.t("store.amount.missing")
            : typed.amount > leftOf(row)
              ? copy.t("store.return.only", { amount: units.quantity(left) })
              : null),
        onPress: () => {
          if (typed === null) return;
          void save(
            returnStockRef,
            { issueId: row.issueId, lines: [{ lotId: row.lotId, quantity: typed.given }] },
            {
              summary: copy.t("store.return.done", { amount: units.quantity(typed.base), item: row.itemName }),
              onKept: () => {
                discard();
                store.to("return");
              },
            },
          );
        },
      })}
      secondary={store.back(() => store.to("return"))}
    />
  );
}
