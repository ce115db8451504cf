import { useState } from "react";
import { amountOf } from "#kernel/quantity.ts";
import type { LotRow } from "#domains/inventory/queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { lotsRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { AdjustDialog } from "./adjust-dialog.tsx";
import { BlockDialog } from "./block-dialog.tsx";
import styles from "./stock.module.css";
import { useLocalDate } from "./use-stock.ts";

/** The lots of a thing in the order they are taken; a correction is asked for here, a lot stopped or let go. */
export function LotsPanel(props: { readonly itemId: string }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const whyNot = useWhyNotPermitted();
  const [opened, setOpened] = useState<{ readonly what: "adjust" | "block"; readonly lot: LotRow } | null>(null);
  const { rows, status } = useLiveQuery(lotsRef, { localDate: useLocalDate(), itemId: props.itemId });
  const columns: ReadonlyArray<DataColumn<LotRow>> = [
    {
      id: "lot",
      header: t("stock.column.lot"),
      value: (lot) => lot.lotCode,
      cell: (lot) => <span className={styles.lotCode}>{lot.lotCode}</span>,
    },
    {
      id: "onHand",
      header: t("stock.column.on-hand"),
      value: (lot) => amountOf(lot.onHand),
      cell: (lot) => units.quantity(lot.onHand),
      isFigure: true,
    },
    {
      id: "expiry",
      header: t("stock.column.expiry"),
      value: (lot) => lot.expiryDate,
      cell: (lot) => (lot.expiryDate === null ? NO_VALUE : units.date(lot.expiryDate)),
    },
    { id: "place", header: t("stock.column.place"), value: (lot) => lot.storagePlaceName },
    { id: "supplierLot", header: t("stock.column.supplier-lot"), value: (lot) => lot.supplierLotCode },
    {
      id: "state",
      header: t("stock.column.state"),
      value: (lot) => t(`stock.lot.${lotState(lot)}`),
      cell: (lot) => <LotBadge lot={lot} />,
    },
  ];
  return (
    <Panel title={t("stock.lots")}>
      <DataTable
        caption={t("stock.lots")}
        isCaptionHidden
        report="lot"
        source={{ table: "lots", itemId: props.itemId }}
        columns={columns}
        rows={rows}
        rowKey={(lot) => lot.lotId}
        emptyText={t(status === "loading" ? "shared.loading" : "stock.lots.none")}
        actions={{
          header: t("kitchen.column.act"),
          cell: (lot) => (
            <>
              <Button
                size="small"
                label={t("stock.adjust.of", { lot: lot.lotCode })}
                reason={whyNot("stock.count")}
                onPress={() => setOpened({ what: "adjust", lot })}
              >
                {t("stock.adjust.act")}
              </Button>
              <Button
                size="small"
                label={t(lot.status === "blocked" ? "stock.unblock.of" : "stock.block.of", { lot: lot.lotCode })}
                reason={whyNot(lot.status === "blocked" ? "stock.approve" : "quality.hold")}
                onPress={() => setOpened({ what: "block", lot })}
              >
                {t(lot.status === "blocked" ? "stock.unblock.act" : "stock.block.act")}
              </Button>
            </>
          ),
        }}
      />
      {opened === null ? null : opened.what === "adjust" ? (
        <AdjustDialog lot={opened.lot} onClose={() => setOpened(null)} />
      ) : (
        <BlockDialog lot={opened.lot} onClose={() => setOpened(null)} />
      )}
    </Panel>
  );
}

type LotState = "blocked" | "expired" | "first" | "available";

function lotState(lot: LotRow): LotState {
  if (lot.status === "blocked") return "blocked";
  if (lot.isExpired) return "expired";
  return lot.fefoNumber === 1 ? "first" : "available";
}

function LotBadge(props: { readonly lot: LotRow }) {
  const { t } = useManagerCopy();
  const state = lotState(props.lot);
  const token = state === "blocked" || state === "expired" ? "crit" : state === "first" ? "info" : "text";
  return (
    <StateBadge
      state={`lot-${state}`}
      token={token}
      word={t(`stock.lot.${state}`)}
      {...(state === "blocked" ? { icon: "lock" as const } : state === "first" ? { icon: "arrow-right" as const } : {})}
    />
  );
}
