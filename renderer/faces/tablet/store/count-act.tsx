import { useState } from "react";
import type { Station } from "#kernel/access.ts";
import type { CountLineRow, StockCountRow } from "#domains/inventory/correction-queries.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { measures } from "#renderer/domains/inventory/amount-entry.ts";
import {
  countLinesRef,
  recordCountLineRef,
  startCountRef,
  stockCountsRef,
  storagePlacesRef,
  submitCountRef,
} from "#renderer/domains/inventory/inventory-refs.ts";
import { ActScreen } from "#renderer/faces/tablet/acts/act-screen.tsx";
import { useFactForm } from "#renderer/faces/tablet/acts/use-fact-form.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import { ChoiceChips } from "#renderer/ui/choice-chips.tsx";
import { AmountAct } from "./amount-act.tsx";
import { isAmountDraft, NO_AMOUNT } from "./typed-amount.ts";
import { usePagedRows } from "./paged-rows.tsx";
import { useItem } from "./use-store-data.ts";
import { useLotScan } from "./use-lot-scan.ts";
import { useStoreGo, useStoreReason } from "./use-store-act.ts";

/** “Stok opname”: one place, counted blind: what the book says is not shown to who counts. */
export function CountAct(props: {
  readonly station: Station;
  readonly countId: string | null;
  readonly lotId: string | null;
}) {
  const { countId, lotId, station } = props;
  const counts = useLiveQuery(stockCountsRef, { status: "open" }, { isKeptOnDisk: true });
  const lines = useLiveQuery(countLinesRef, countId === null ? null : { countId }, { isKeptOnDisk: true });
  if (countId === null) return <WhichPlace station={station} open={counts.rows} />;
  const line = lines.rows.find((row) => row.lotId === lotId);
  if (line !== undefined) return <CountLot key={line.lotId} station={station} countId={countId} line={line} />;
  const count = counts.rows.find((row) => row.countId === countId) ?? null;
  return (
    <Lines
      station={station}
      countId={countId}
      count={count}
      lines={lines.rows}
      isLoading={lines.status === "loading"}
    />
  );
}

function WhichPlace(props: { readonly station: Station; readonly open: readonly StockCountRow[] }) {
  const copy = useTabletCopy();
  const store = useStoreGo();
  const { commands } = useKitchen();
  const { refusal, save } = useFactForm();
  const whyNot = useStoreReason()("stock.count");
  const places = useLiveQuery(storagePlacesRef, {}, { isKeptOnDisk: true });
  const [freeze, setFreeze] = useState<"open" | "frozen">("open");
  const { list, turn } = usePagedRows({
    label: copy.t("store.count.where"),
    empty: copy.t(places.status === "loading" ? "shared.loading" : "store.count.no-places"),
    rows: places.rows.map((place) => {
      const running = props.open.find(({ countId }) => countId === place.openCountId);
      return {
        key: place.storagePlaceId,
        title: place.name,
        about:
          running === undefined ? copy.t("store.count.lots", { count: place.lotCount }) : copy.t("store.count.running"),
        end: <span>{copy.t(`store.kind.${place.storageKind}`)}</span>,
        reason: running === undefined ? whyNot : null,
        ...(running === undefined ? {} : { tone: "warn" as const }),
        onPress: () => {
          if (place.openCountId !== null) return store.to("count", place.openCountId);
          const countId = commands.makeId("count");
          void save(
            startCountRef,
            { countId, storagePlaceId: place.storagePlaceId, isFrozen: freeze === "frozen" },
            { summary: copy.t("store.count.started", { place: place.name }), onKept: () => store.to("count", countId) },
          );
        },
      };
    }),
  });
  return (
    <ActScreen
      station={props.station}
      title={copy.t("store.count.title")}
      subject={copy.t("store.count.where")}
      layout="wide"
      refusal={refusal}
      facts={
        <>
          <ChoiceChips
            legend={copy.t("store.count.meanwhile")}
            columnCount={1}
            choices={[
              { value: "open", label: copy.t("store.count.goes-on") },
              { value: "frozen", label: copy.t("store.count.frozen") },
            ]}
            chosen={freeze}
            onChoose={setFreeze}
          />
          <WhoTile />
        </>
      }
      primary={turn}
      secondary={store.back(store.home)}
    >
      {list}
    </ActScreen>
  );
}

function Lines(props: {
  readonly station: Station;
  readonly countId: string;
  readonly count: StockCountRow | null;
  readonly lines: readonly CountLineRow[];
  readonly isLoading: boolean;
}) {
  const { countId, count, lines } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  const { refusal, save } = useFactForm();
  const whyNot = useStoreReason()("stock.count");
  const leftCount = lines.filter(({ counted }) => counted === null).length;
  const open = (lotId: string) => store.to("count", countId, null, lotId);
  useLotScan((lotCode) => {
    const line = lines.find((each) => each.lotCode === lotCode);
    if (line !== undefined) open(line.lotId);
  });
  const { list, turn } = usePagedRows({
    label: copy.t("store.count.title"),
    empty: copy.t(props.isLoading ? "shared.loading" : "store.count.nothing-here"),
    // What is still to be counted stands first.
    rows: [...lines.filter(({ counted }) => counted === null), ...lines.filter(({ counted }) => counted !== null)].map(
      (line) => ({
        key: line.lotId,
        title: line.itemName,
        about: [
          line.lotCode,
          line.expiryDate === null
            ? copy.t("store.lot.no-expiry")
            : copy.t("store.lot.expires", { date: units.date(line.expiryDate) }),
        ].join(" · "),
        end: <strong>{line.counted === null ? copy.t("store.count.not-yet") : units.quantity(line.counted)}</strong>,
        onPress: () => open(line.lotId),
      }),
    ),
  });
  return (
    <ActScreen
      station={props.station}
      title={copy.t("store.count.title")}
      subject={count?.storagePlaceName ?? ""}
      layout="wide"
      refusal={refusal}
      facts={
        <>
          <p>{copy.t("store.count.progress", { done: lines.length - leftCount, all: lines.length })}</p>
          {turn === null ? null : (
            <Tile icon="arrow-right" label={turn.label} detail={turn.detail} onPress={turn.onPress} />
          )}
          <WhoTile />
        </>
      }
      primary={{
        label: copy.t("store.count.submit"),
        icon: "send",
        reason:
          whyNot ??
          (lines.length === 0
            ? copy.t("store.count.nothing-here")
            : leftCount > 0
              ? copy.t("store.count.left", { count: leftCount })
              : null),
        onPress: () =>
          void save(
            submitCountRef,
            { countId },
            { summary: copy.t("store.count.submitted", { place: count?.storagePlaceName ?? "" }), onKept: store.home },
          ),
      }}
      secondary={store.back(store.home)}
    >
      {list}
    </ActScreen>
  );
}

function CountLot(props: { readonly station: Station; readonly countId: string; readonly line: CountLineRow }) {
  const { countId, line } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  const { refusal, save } = useFactForm();
  const whyNot = useStoreReason()("stock.count");
  const item = useItem(line.itemId)?.item ?? null;
  const [draft, setDraft, discard] = useDraft(`count.${countId}.${line.lotId}`, NO_AMOUNT, isAmountDraft);
  if (item === null) return null;
  const leave = () => store.to("count", countId);
  return (
    <AmountAct
      station={props.station}
      title={copy.t("store.count.how-much")}
      subject={`${line.itemName} · ${line.lotCode}`}
      units={measures(item.baseUnit)}
      baseUnit={item.baseUnit}
      draft={draft}
      onDraft={setDraft}
      facts={
        <>
          <p>{copy.t("store.count.blind")}</p>
          <WhoTile />
        </>
      }
      refusal={refusal}
      primary={(typed) => ({
        label:
          typed === null
            ? copy.t("tablet.save.plain")
            : copy.t("tablet.save.value", { value: units.quantity(typed.base) }),
        icon: "check",
        reason: whyNot ?? (typed === null ? copy.t("store.amount.missing") : null),
        onPress: () => {
          if (typed === null) return;
          void save(
            recordCountLineRef,
            { countId, lotId: line.lotId, counted: typed.given },
            {
              summary: `${line.itemName} · ${units.quantity(typed.base)}`,
              onKept: () => {
                discard();
                leave();
              },
            },
          );
        },
      })}
      secondary={store.back(leave)}
    />
  );
}
