import { useState } from "react";
import { amountOf, type Quantity } from "#kernel/quantity.ts";
import type { LotRow, StockRow } from "#domains/inventory/queries.ts";
import { isExpired, isOffFefo, isUsable, proposeFefo, type LotView } from "#domains/inventory/rules.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { issueStockRef } from "#renderer/domains/inventory/inventory-refs.ts";
import type { ReasonDraft } from "#renderer/faces/tablet/acts/reason-act.tsx";
import { useFactForm } from "#renderer/faces/tablet/acts/use-fact-form.ts";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import { isAmountDraft, NO_AMOUNT, type AmountDraft, type TypedAmount } from "./typed-amount.ts";
import type { IssueSubject } from "./issue-act.tsx";
import { useLocalDate, useLotsOf } from "./use-store-data.ts";
import { useStoreGo } from "./use-store-act.ts";

export const OFF_FEFO_REASONS = ["opened-first", "better-kept", "not-reachable", "same-batch", "other"] as const;
export type OffFefoReason = (typeof OFF_FEFO_REASONS)[number];

export function lotView(lot: LotRow): LotView {
  return { ...lot, onHandAmount: amountOf(lot.onHand) };
}

/** Why a lot cannot be handed out today; null when it may, out of turn or not. */
export function useWhyLotNot(): (lot: LotRow) => string | null {
  const copy = useTabletCopy();
  const localDate = useLocalDate();
  return (lot) => {
    if (lot.status === "blocked") return copy.t("store.lot.blocked");
    if (isExpired(lot, localDate)) return copy.t("store.state.expired");
    return isUsable(lotView(lot), localDate) ? null : copy.t("store.state.out");
  };
}

export interface IssueForm {
  readonly lots: readonly LotRow[];
  /** The lot named by hand or by its label; null while the kitchen takes them by first expiry. */
  readonly chosen: LotRow | null;
  /** The lots the typed amount would come from. */
  readonly taken: (amount: number) => readonly LotRow[];
  readonly choose: (lotId: string) => void;
  /** Whether the chosen lot passes over one that expires earlier. */
  readonly isOutOfTurn: boolean;
  readonly draft: AmountDraft;
  readonly setDraft: (draft: AmountDraft) => void;
  readonly why: ReasonDraft<OffFefoReason>;
  readonly setWhy: (why: ReasonDraft<OffFefoReason>) => void;
  readonly refusal: string | null;
  /** Why this much cannot leave. */
  readonly whyNotThatMuch: (typed: TypedAmount | null) => string | null;
  readonly send: (typed: TypedAmount) => void;
}

/** Handing out one thing: what was typed, which lots it takes, and the record it becomes. */
export function useIssueForm(props: {
  readonly row: StockRow;
  readonly subject: IssueSubject;
  readonly subjectId: string | null;
  readonly lotId: string | null;
}): IssueForm {
  const { row, subject, subjectId } = props;
  const { itemId, item } = row;
  const copy = useTabletCopy();
  const words = useUnits();
  const store = useStoreGo();
  const { commands } = useKitchen();
  const { refusal, save } = useFactForm();
  const localDate = useLocalDate();
  const lots = useLotsOf(itemId);
  const [draft, setDraft, discard] = useDraft(`issue.${subjectId ?? ""}.${itemId}`, NO_AMOUNT, isAmountDraft);
  const [lotId, setLotId] = useState(props.lotId);
  const [why, setWhy] = useState<ReasonDraft<OffFefoReason>>({ code: null, words: "" });
  const chosen = lots.find((lot) => lot.lotId === lotId) ?? null;
  const isOutOfTurn = chosen !== null && isOffFefo(lots.map(lotView), lotView(chosen), localDate);
  const limit: Quantity = chosen === null ? row.available : chosen.onHand;
  const reasonWords = () =>
    [why.code === null || why.code === "other" ? "" : copy.t(`store.off-fefo.${why.code}`), why.words.trim()]
      .filter((part) => part !== "")
      .join(" – ");
  return {
    lots,
    chosen,
    taken: (amount) => {
      if (chosen !== null) return [chosen];
      const ids = new Set(proposeFefo(lots.map(lotView), Math.max(1, amount), localDate).map(({ lot }) => lot.lotId));
      return lots.filter((lot) => ids.has(lot.lotId));
    },
    choose: setLotId,
    isOutOfTurn,
    draft,
    setDraft,
    why,
    setWhy,
    refusal,
    whyNotThatMuch: (typed) => {
      if (typed === null || typed.amount === 0) return copy.t("store.amount.missing");
      return typed.amount > amountOf(limit) ? copy.t("store.issue.only", { amount: words.quantity(limit) }) : null;
    },
    send: (typed) =>
      void save(
        issueStockRef,
        {
          issueId: commands.makeId("issue"),
          purpose: subject.purpose,
          ...(subject.batchId === null ? {} : { batchId: subject.batchId }),
          lines: [{ itemId, quantity: typed.given, ...(chosen === null ? {} : { lotId: chosen.lotId }) }],
          ...(isOutOfTurn ? { offFefoReason: reasonWords() } : {}),
        },
        {
          summary: copy.t("store.issue.done", { amount: words.quantity(typed.base), item: item.name }),
          onKept: () => {
            discard();
            store.to("issue", subjectId);
          },
        },
      ),
  };
}
