import type { Station } from "#kernel/access.ts";
import { amountOf } from "#kernel/quantity.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { batchStockRef, stockReadinessRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { batchNeeds, dayNeeds, isLacking, type Need } from "#renderer/domains/inventory/needs.ts";
import { productionBoardRef } from "#renderer/domains/production/production-refs.ts";
import { ActScreen } from "#renderer/faces/tablet/acts/act-screen.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useServiceDate } from "#renderer/faces/tablet/tablet-context.tsx";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import { ChoiceChips } from "#renderer/ui/choice-chips.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { usePagedRows, type StoreRow } from "./paged-rows.tsx";
import { useStoreGo } from "./use-store-act.ts";

const WHOLE_DAY = "day";
/** Beside the list there is room for the day and so many kloter. */
const BATCHES_COUNT = 3;

/** “Kebutuhan”: per food what the day or a kloter takes, what has left the store room for it and what has still to. */
export function NeedsScreen(props: { readonly station: Station; readonly batchId: string | null }) {
  const { batchId } = props;
  const copy = useTabletCopy();
  const go = useGo();
  const store = useStoreGo();
  const serviceDate = useServiceDate();
  const board = useLiveQuery(productionBoardRef, { serviceDate }, { isKeptOnDisk: true });
  const day = useLiveQuery(stockReadinessRef, { serviceDate }, { isKeptOnDisk: true });
  const own = useLiveQuery(batchStockRef, batchId === null ? null : { batchId }, { isKeptOnDisk: true });
  const needs = batchId === null ? dayNeeds(day.rows) : batchNeeds(own.rows);
  const isLoading = (batchId === null ? day.status : own.status) === "loading";
  const rowOf = useNeedRow(batchId);
  const { list, turn } = usePagedRows({
    label: copy.t("store.needs.title"),
    rows: needs.map(rowOf),
    empty: copy.t(isLoading ? "shared.loading" : "store.needs.none"),
  });
  const open = board.rows.filter(({ status }) => status !== "cancelled" && status !== "completed");
  return (
    <ActScreen
      station={props.station}
      title={copy.t("store.needs.title")}
      subject={copy.t("store.needs.subject")}
      layout="wide"
      facts={
        <>
          <ChoiceChips
            legend={copy.t("store.needs.of")}
            isLegendHidden
            columnCount={1}
            choices={[
              { value: WHOLE_DAY, label: copy.t("store.needs.day") },
              ...open.slice(0, BATCHES_COUNT).map((batch) => ({
                value: batch.batchId,
                label: copy.t("tablet.batch.title", { number: batch.kloterNumber, label: batch.label }),
              })),
            ]}
            chosen={batchId ?? WHOLE_DAY}
            onChoose={(value) => store.to("needs", value === WHOLE_DAY ? null : value)}
          />
          {open.length <= BATCHES_COUNT ? null : (
            <p>{copy.t("store.needs.more", { count: open.length - BATCHES_COUNT })}</p>
          )}
          {turn === null ? null : (
            <Tile icon="arrow-right" label={turn.label} detail={turn.detail} onPress={turn.onPress} />
          )}
        </>
      }
      primary={null}
      secondary={store.back(() => go({ screen: "tasks", station: props.station, page: 0 }))}
    >
      {list}
    </ActScreen>
  );
}

/** A food of the list; with a kloter chosen, a tap hands it out. */
function useNeedRow(batchId: string | null): (need: Need) => StoreRow {
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  return (need) => {
    const { needed, issued, missing, short } = need;
    const isDone = missing !== null && amountOf(missing) === 0;
    const isShort = isLacking(need);
    const [itemId] = need.itemIds;
    return {
      key: need.ingredientId,
      title: need.name,
      about:
        needed === null
          ? copy.t("store.needs.unknown")
          : [
              copy.t("store.needs.needed", { amount: units.quantity(needed) }),
              issued === null
                ? copy.t("store.needs.not-kept")
                : copy.t("store.needs.issued", { amount: units.quantity(issued) }),
              ...(isShort && short !== null ? [copy.t("store.needs.short", { amount: units.quantity(short) })] : []),
            ].join(" · "),
      end: isDone ? (
        <StateBadge state="need-complete" token="ok" word={copy.t("store.needs.complete")} />
      ) : missing === null ? (
        <span>{copy.t("shared.no-data")}</span>
      ) : (
        <>
          <strong>{units.quantity(missing)}</strong>
          <span>{copy.t("store.needs.missing")}</span>
        </>
      ),
      ...(isShort ? { tone: "crit" as const } : {}),
      ...(batchId === null || isDone || itemId === undefined
        ? {}
        : { onPress: () => store.to("issue", batchId, need.itemIds.length === 1 ? itemId : null) }),
    };
  };
}
