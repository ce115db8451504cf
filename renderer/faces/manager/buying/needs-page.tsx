import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { addDays } from "#kernel/time.ts";
import { amountOf } from "#kernel/quantity.ts";
import type { PurchaseNeedRow } from "#domains/procurement/queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { purchaseDaysRef, purchaseNeedsRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { ExportButtons } from "#renderer/faces/manager/export/export-buttons.tsx";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { BuyingPage } from "./buying-page.tsx";
import { priceWords } from "./buying-words.ts";
import styles from "./buying.module.css";
import { typedFromNeeds } from "./need-lines.ts";
import { useDraftOrder } from "./new-order-page.tsx";
import { OrderEditor } from "./order-editor.tsx";
import { PlanButton } from "./plan-button.tsx";
import { isSpanEntered, SpanFields, type TypedSpan } from "./span-fields.tsx";
import { useCommand } from "#renderer/client/use-command.ts";
import { useOrderables } from "./use-buying.ts";

/** “Belanja › Kebutuhan”: what approved menus need, less stock and open orders, and from there to an order. */
export function NeedsPage() {
  const { t } = useManagerCopy();
  const viewer = useViewer();
  const { serviceDate } = useServiceDay();
  const [span, setSpan] = useState({ fromDate: addDays(serviceDate, 1), toDate: addDays(serviceDate, 7) });
  const asked = viewer !== null && isSpanEntered(span) ? span : null;
  const needs = useLiveQuery(purchaseNeedsRef, asked, viewer ?? {});
  return (
    <BuyingPage title={t("buying.needs.title")}>
      <Panel title={t("buying.needs.days")} note={t("buying.needs.days-note")}>
        <SpanFields span={span} onChange={setSpan} />
        <Days span={span} />
      </Panel>
      <Needs rows={needs.rows} span={span} isLoading={needs.status === "loading"} />
    </BuyingPage>
  );
}

function Days(props: { readonly span: TypedSpan }) {
  const { span } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const viewer = useViewer();
  const asked = viewer !== null && isSpanEntered(span) ? span : null;
  const { rows } = useLiveQuery(purchaseDaysRef, asked, viewer ?? {});
  return (
    <ul className={styles.days}>
      {rows.map(({ serviceDate, portionCount }) => (
        <li key={serviceDate} data-unknown={portionCount === null ? "" : undefined}>
          <strong>{units.dateShort(serviceDate)}</strong>
          {portionCount === null
            ? t("buying.unknown")
            : t("buying.needs.day-portions", { count: units.count(portionCount) })}
        </li>
      ))}
    </ul>
  );
}

function Needs(props: {
  readonly rows: readonly PurchaseNeedRow[];
  readonly span: TypedSpan;
  readonly isLoading: boolean;
}) {
  const { rows, span } = props;
  const { t } = useManagerCopy();
  const whyNot = useWhyNotPermitted();
  const [chosenIds, setChosenIds] = useState<readonly string[]>([]);
  const [isOrdering, setOrdering] = useState(false);
  const chosen = rows.filter((row) => chosenIds.includes(row.ingredientId));
  const toggle = (ingredientId: string) =>
    setChosenIds((known) =>
      known.includes(ingredientId) ? known.filter((id) => id !== ingredientId) : [...known, ingredientId],
    );
  const title = t("buying.shopping-list");
  return (
    <>
      <Panel
        title={t("buying.needs.list")}
        note={t("buying.needs.list-note")}
        actions={
          <ExportButtons
            title={title}
            request={{ report: "shopping-list", ...span }}
            reason={rows.length === 0 ? t("buying.needs.none") : null}
          />
        }
      >
        <NeedsTable rows={rows} isLoading={props.isLoading} span={span} chosenIds={chosenIds} onToggle={toggle} />
        <div className={styles.acts}>
          <Button
            kind="primary"
            size="small"
            icon="plus"
            reason={whyNot("purchase.make") ?? (chosen.length === 0 ? t("buying.needs.choose-first") : null)}
            onPress={() => setOrdering(true)}
          >
            {t("buying.needs.order")}
          </Button>
          <PlanButton rows={rows} span={span} />
        </div>
      </Panel>
      {isOrdering && chosen.length > 0 ? (
        <Panel title={t("buying.needs.draft-of")} note={t("buying.needs.order-note", { count: chosen.length })}>
          <DraftFromNeeds key={chosenIds.join()} chosen={chosen} onClose={() => setOrdering(false)} />
        </Panel>
      ) : null}
    </>
  );
}

function NeedsTable(props: {
  readonly rows: readonly PurchaseNeedRow[];
  readonly isLoading: boolean;
  readonly span: TypedSpan;
  readonly chosenIds: readonly string[];
  readonly onToggle: (ingredientId: string) => void;
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const columns: ReadonlyArray<DataColumn<PurchaseNeedRow>> = [
    {
      id: "name",
      header: t("buying.needs.choose"),
      value: (row) => row.ingredientName,
      cell: (row) => (
        <Checkbox
          label={row.ingredientName}
          aria-label={t("buying.needs.choose-of", { name: row.ingredientName })}
          checked={props.chosenIds.includes(row.ingredientId)}
          disabled={row.items.length === 0}
          onChange={() => props.onToggle(row.ingredientId)}
        />
      ),
    },
    {
      id: "first",
      header: t("buying.needs.first"),
      value: (row) => row.firstDate,
      cell: (row) => units.dateShort(row.firstDate),
    },
    figure("needed"),
    figure("available"),
    figure("on-order"),
    figure("short"),
    {
      id: "items",
      header: t("buying.needs.buy-as"),
      value: (row) => row.items.map((item) => item.itemName).join(", "),
      cell: (row) => <BuyAs row={row} />,
    },
  ];
  function figure(id: "needed" | "available" | "on-order" | "short"): DataColumn<PurchaseNeedRow> {
    const of = (row: PurchaseNeedRow) => row[id === "on-order" ? "onOrder" : id];
    return {
      id,
      header: t(`buying.needs.${id}`),
      value: (row) => amountOf(of(row)),
      cell: (row) => (
        <span className={id === "short" && amountOf(row.short) > 0 ? styles.warned : undefined}>
          {amountOf(of(row)) === 0 ? "–" : units.quantity(of(row))}
        </span>
      ),
      isFigure: true,
    };
  }
  return (
    <DataTable
      caption={t("buying.needs.list")}
      isCaptionHidden
      report="kebutuhan"
      source={{ table: "purchase-needs", ...props.span }}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.ingredientId}
      emptyText={t(props.isLoading ? "shared.loading" : "buying.needs.none")}
    />
  );
}

function BuyAs(props: { readonly row: PurchaseNeedRow }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { items } = props.row;
  if (items.length === 0) return <span className={styles.warned}>{t("buying.needs.no-item")}</span>;
  return items.map((item) => (
    <div key={item.itemId}>
      {item.itemName}
      <span className={styles.small}>
        {item.price === null ? t("buying.needs.no-price") : priceWords(item.price, { t, units })}
      </span>
    </div>
  ));
}

/** The chosen needs as a draft one may still change. */
function DraftFromNeeds(props: { readonly chosen: readonly PurchaseNeedRow[]; readonly onClose: () => void }) {
  const { chosen, onClose } = props;
  const { makeId } = useCommand();
  const { serviceDate } = useServiceDay();
  const draft = useDraftOrder();
  const items = useOrderables();
  if (items.length === 0) return null;
  const lines = typedFromNeeds(chosen, items, () => makeId("order_line"));
  const [supplierId = ""] = chosen.flatMap((row) => row.items.flatMap((item) => item.lastSupplierId ?? []));
  const begun = { supplierId, neededDate: addDays(serviceDate, 1), method: "direct" as const, note: "", lines };
  return <OrderEditor begun={begun} onSend={draft} onClose={onClose} />;
}
