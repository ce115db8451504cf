import { useState } from "react";
import type { Station } from "#kernel/access.ts";
import { isGranted } from "#kernel/access.ts";
import { ISSUE_PURPOSES, type IssuePurpose } from "#domains/inventory/vocabulary.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { productionBoardRef } from "#renderer/domains/production/production-refs.ts";
import { useServiceDate, useStationPeople } from "#renderer/faces/tablet/tablet-context.tsx";
import { usePagedRows, type StoreRow } from "./paged-rows.tsx";
import { ActScreen } from "#renderer/faces/tablet/acts/act-screen.tsx";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { IssueAmountAct } from "./issue-amount-act.tsx";
import { ItemPicker } from "./item-picker.tsx";
import { useAllLots, useItems } from "./use-store-data.ts";
import { useLotScan } from "./use-lot-scan.ts";
import { useStoreGo, useStoreReason } from "./use-store-act.ts";

/** What stock is taken for: a batch of the day, or one of the few other purposes. */
export interface IssueSubject {
  readonly batchId: string | null;
  readonly purpose: IssuePurpose;
  readonly words: string;
}

/** “Keluarkan”: for what, then which thing, then how much of which lot. */
export function IssueAct(props: {
  readonly station: Station;
  readonly subjectId: string | null;
  readonly itemId: string | null;
  readonly lotId: string | null;
}) {
  const subject = useIssueSubject(props.subjectId);
  if (subject === null) return <ForWhat station={props.station} />;
  const { station, subjectId, itemId } = props;
  if (itemId === null) return <WhichItem station={station} subject={subject} subjectId={subjectId} />;
  return (
    <IssueAmountAct
      key={itemId}
      station={station}
      subject={subject}
      subjectId={subjectId}
      itemId={itemId}
      lotId={props.lotId}
    />
  );
}

function useIssueSubject(subjectId: string | null): IssueSubject | null {
  const copy = useTabletCopy();
  const serviceDate = useServiceDate();
  const { rows } = useLiveQuery(productionBoardRef, { serviceDate }, { isKeptOnDisk: true });
  const batch = rows.find(({ batchId }) => batchId === subjectId);
  if (batch !== undefined) {
    const words = copy.t("tablet.batch.title", { number: batch.kloterNumber, label: batch.label });
    return { batchId: batch.batchId, purpose: "cooking", words };
  }
  const purpose = ISSUE_PURPOSES.find((known) => known === subjectId && known !== "cooking");
  return purpose === undefined ? null : { batchId: null, purpose, words: copy.t(`store.purpose.${purpose}`) };
}

function ForWhat(props: { readonly station: Station }) {
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  const serviceDate = useServiceDate();
  const { acting } = useStationPeople();
  const board = useLiveQuery(productionBoardRef, { serviceDate }, { isKeptOnDisk: true });
  // A kitchen hand takes stock to a kloter, nowhere else (the kitchen refuses by the same rule).
  const isForBatchesOnly =
    acting !== null &&
    !isGranted(
      acting.roles.filter((role) => role !== "kitchen-staff"),
      "stock.issue",
    );
  const rows: readonly StoreRow[] = [
    ...board.rows
      .filter(({ status }) => status !== "cancelled" && status !== "completed")
      .map((batch): StoreRow => ({
        key: batch.batchId,
        title: copy.t("tablet.batch.title", { number: batch.kloterNumber, label: batch.label }),
        about: batch.dishRuns.map(({ wallName }) => wallName).join(", "),
        end: <span>{copy.t(`shared.batch.${batch.status}`)}</span>,
        onPress: () => store.to("issue", batch.batchId),
      })),
    ...ISSUE_PURPOSES.filter((purpose) => purpose !== "cooking").map((purpose): StoreRow => ({
      key: purpose,
      title: copy.t(`store.purpose.${purpose}`),
      about: copy.t("store.issue.no-batch"),
      reason: isForBatchesOnly ? copy.t("store.issue.batches-only") : null,
      onPress: () => store.to("issue", purpose),
    })),
  ];
  const { list, turn } = usePagedRows({
    label: copy.t("store.issue.for-what"),
    rows,
    empty: copy.t("tablet.task.no-plan", { date: units.dayAndMonth(serviceDate) }),
  });
  return (
    <ActScreen
      station={props.station}
      title={copy.t("store.issue.for-what")}
      subject={copy.t("store.issue.title")}
      layout="wide"
      facts={<WhoTile />}
      primary={turn}
      secondary={store.back(store.home)}
    >
      {list}
    </ActScreen>
  );
}

function WhichItem(props: {
  readonly station: Station;
  readonly subject: IssueSubject;
  readonly subjectId: string | null;
}) {
  const { subject, subjectId } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  const reasonOf = useStoreReason();
  const items = useItems();
  const lots = useAllLots();
  const [note, setNote] = useState<string | null>(null);
  useLotScan((lotCode) => {
    const lot = lotCode === null ? undefined : lots.rows.find((each) => each.lotCode === lotCode);
    if (lot === undefined) setNote(copy.t("store.scan.unknown"));
    else store.to("issue", subjectId, lot.itemId, lot.lotId);
  });
  return (
    <ItemPicker
      station={props.station}
      title={copy.t("store.issue.which")}
      subject={subject.words}
      note={note ?? reasonOf("stock.issue") ?? copy.t("store.scan.hint")}
      items={items.rows.map((row) => ({
        itemId: row.itemId,
        name: row.item.name,
        detail: units.quantity(row.available),
        reason: row.state === "out" ? copy.t("store.state.out") : null,
      }))}
      isLoading={items.isLoading}
      onPick={(itemId) => store.to("issue", subjectId, itemId)}
      secondary={store.back(() => store.to("issue"))}
    />
  );
}
