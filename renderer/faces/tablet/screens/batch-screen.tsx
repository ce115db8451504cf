import { useState } from "react";
import type { Station } from "#kernel/access.ts";
import type { BoardBatch } from "#domains/production/board.ts";
import { useKitchenTime, useLink } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { BatchCard } from "#renderer/domains/production/batch-card.tsx";
import { DishTiles } from "#renderer/domains/production/dish-tiles.tsx";
import { batchQualityRef } from "#renderer/domains/quality/quality-refs.ts";
import { actOffer, stageOffers, type ActOffer } from "#renderer/faces/tablet/batch/act-offers.ts";
import { runOf, useBatch, useOfferContext } from "#renderer/faces/tablet/batch/use-batch.ts";
import { useOfferAction } from "#renderer/faces/tablet/batch/use-offer-action.ts";
import { Frame } from "#renderer/faces/tablet/frame/frame.tsx";
import { Side } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import { useSlackWarning } from "#renderer/faces/tablet/work/use-slack-warning.ts";
import { RemeasureNotice } from "#renderer/faces/tablet/work/remeasure-notice.tsx";
import { BatchRecords } from "#renderer/faces/tablet/work/batch-records.tsx";
import styles from "./screens.module.css";

/** The batch card with the acts of its stage. */
export function BatchScreen(props: {
  readonly station: Station;
  readonly batchId: string;
  readonly dishRunId: string | null;
}) {
  const { batch, isLoading } = useBatch(props.batchId);
  if (batch === null) return <BatchMissing station={props.station} isLoading={isLoading} />;
  return <Present station={props.station} batch={batch} dishRunId={props.dishRunId} />;
}

function Present(props: { readonly station: Station; readonly batch: BoardBatch; readonly dishRunId: string | null }) {
  const { batch, station } = props;
  const { batchId } = batch;
  const copy = useTabletCopy();
  const go = useGo();
  const { nowMs, timeZone } = useKitchenTime();
  const context = useOfferContext(batchId);
  const warning = useSlackWarning(batch.serviceDate);
  const [page, setPage] = useState(0);
  const chosen = runOf(batch, props.dishRunId);
  const offers = stageOffers(batch, chosen, context);
  const actionOf = useOfferAction(batch);
  const more: ActOffer = { act: "more", dishRunId: chosen?.dishRunId ?? null, why: null };
  return (
    <Frame
      station={station}
      hasRail
      isLive
      title={`K${batch.kloterNumber}`}
      primary={offers.primary === null ? null : actionOf(offers.primary)}
      secondary={offers.secondary === null ? null : actionOf(offers.secondary)}
    >
      <div className={styles["listAndSide"]} data-of="card">
        <BatchCard
          batch={batch}
          nowMs={nowMs}
          timeZone={timeZone}
          warning={warning}
          notice={
            <>
              <HoldNotice batch={batch} />
              <BatchRecords batchId={batchId} />
              <RemeasureNotice batch={batch} />
            </>
          }
        >
          <DishTiles
            batch={batch}
            chosenId={chosen?.dishRunId ?? null}
            coreLimitC={(dishRunId) =>
              context.gateFacts?.dishRuns.find((run) => run.dishRunId === dishRunId)?.coreLimit?.limitC ?? null
            }
            nowMs={nowMs}
            timeZone={timeZone}
            page={page}
            onPage={setPage}
            onChoose={(dishRunId) => go({ screen: "batch", batchId, dishRunId })}
          />
          {batch.quality === "held" ? null : (
            <p className={styles["cardFoot"]}>
              {copy.t("tablet.batch.for", { names: batch.pointNames.join(", ") })}
              {batch.lastNote === null ? null : <span>{copy.t("tablet.batch.note", { note: batch.lastNote })}</span>}
            </p>
          )}
        </BatchCard>
        <Side of="card">
          {[...offers.beside, actOffer("hold", batch, chosen, context), more].map((offer) => {
            const action = actionOf(offer);
            return (
              <Tile
                key={`${offer.act} ${offer.dishRunId ?? ""}`}
                label={action.label}
                reason={action.reason ?? null}
                kind={offer.act === "hold" ? "danger" : "secondary"}
                onPress={action.onPress}
                {...(action.icon === undefined ? {} : { icon: action.icon })}
                {...(action.about === undefined ? {} : { about: action.about })}
              />
            );
          })}
        </Side>
      </div>
    </Frame>
  );
}

/** Who holds the batch, since when and why. */
function HoldNotice(props: { readonly batch: BoardBatch }) {
  const { batch } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { timeZone } = useLink();
  const [quality] = useLiveQuery(batchQualityRef, { batchId: batch.batchId }, { isKeptOnDisk: true }).rows;
  const hold = quality?.hold ?? null;
  if (batch.quality !== "held" || hold === null) return null;
  const clock = units.clock(hold.heldAtMs, timeZone);
  const who =
    hold.staffName === null
      ? copy.t("acts.hold.since-system", { clock })
      : copy.t("acts.hold.since", { clock, name: hold.staffName });
  return (
    <p className={styles["critNotice"]}>
      {who} · {copy.t(`acts.hold.${hold.reasonCode}`)}
      {hold.note === null ? "" : ` – ${hold.note}`}
    </p>
  );
}

/** A batch that is not on the board of this day, or not yet. */
export function BatchMissing(props: { readonly station: Station; readonly isLoading: boolean }) {
  const copy = useTabletCopy();
  const go = useGo();
  return (
    <Frame
      station={props.station}
      hasRail
      secondary={{
        label: copy.t("shared.verb.back"),
        icon: "arrow-left",
        onPress: () => go({ screen: "tasks", station: props.station, page: 0 }),
      }}
    >
      <p className={styles["empty"]}>{copy.t(props.isLoading ? "shared.loading" : "tablet.batch.gone")}</p>
    </Frame>
  );
}
