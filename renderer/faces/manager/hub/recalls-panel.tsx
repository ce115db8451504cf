import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { RecallRow } from "#domains/publications/queries.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { recallsRef } from "#renderer/domains/publications/publications-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { kloterName } from "#renderer/faces/manager/kitchen/kloter-name.ts";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./announcements-panel.module.css";
import { RecallDialog } from "./recall-dialog.tsx";

/** Recalls of headquarters that stand or wait for an answer: what each met here, blocked and held already. */
export function RecallsPanel() {
  const { t } = useManagerCopy();
  const person = usePersonOrNobody();
  const [answering, setAnswering] = useState<RecallRow | null>(null);
  const { rows } = useLiveQuery(
    recallsRef,
    person === null ? null : {},
    person === null ? {} : { staffId: person.staffId },
  );
  const shown = rows.filter((row) => !row.isLifted || row.acknowledgedAtMs === null);
  if (shown.length === 0) return null;
  return (
    <Panel title={t("manager.recall.title")}>
      <ul className={styles.list}>
        {shown.map((recall) => (
          <li key={recall.publicationId} className={styles.item}>
            <Recall recall={recall} onAnswer={() => setAnswering(recall)} />
          </li>
        ))}
      </ul>
      {answering === null ? null : <RecallDialog recall={answering} onClose={() => setAnswering(null)} />}
    </Panel>
  );
}

function Recall(props: { readonly recall: RecallRow; readonly onAnswer: () => void }) {
  const { recall } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { nowMs } = useKitchenTime(30_000);
  const whyNot = useWhyNotPermitted();
  return (
    <>
      <div className={styles.head}>
        <StateBadge
          state={recall.isLifted ? "recall-lifted" : "recall"}
          token={recall.isLifted ? "text" : "crit"}
          word={t(recall.isLifted ? "manager.recall.lifted" : "manager.recall.stands")}
        />
        <h3 className={styles.title}>{recall.title}</h3>
      </div>
      <p className={styles.text}>{recall.reason}</p>
      <p className={styles.age}>
        {t("manager.announcement.received", { ago: units.ago(nowMs - recall.receivedAtMs) })}
      </p>
      {recall.lots.length === 0 ? <p className={styles.text}>{t("manager.recall.nothing")}</p> : null}
      <ul>
        {recall.lots.map((lot) => (
          <li key={lot.lotId}>
            {t(lot.isBlocked ? "manager.recall.lot-blocked" : "manager.recall.lot", {
              lot: lot.lotCode,
              item: lot.itemName,
              left: units.quantity(lot.onHand),
            })}
          </li>
        ))}
        {recall.batches.map((batch) => (
          <li key={batch.batchId}>
            <Link to="/dapur/kloter/$batchId" params={{ batchId: batch.batchId }}>
              {t(batch.isHeld ? "manager.recall.batch-held" : "manager.recall.batch", {
                batch: [kloterName(batch.batchCode), batch.batchCode].filter(Boolean).join(" · "),
              })}
            </Link>
          </li>
        ))}
      </ul>
      {recall.pointCount === 0 ? null : (
        <p className={styles.text}>{t("manager.recall.points", { count: units.count(recall.pointCount) })}</p>
      )}
      {recall.acknowledgedAtMs === null ? (
        <Button
          size="small"
          icon="check"
          label={t("manager.recall.answer-of", { title: recall.title })}
          reason={whyNot("quality.release")}
          onPress={props.onAnswer}
        >
          {t("manager.recall.answer")}
        </Button>
      ) : (
        <p className={styles.age}>
          {t("manager.recall.answered", { count: units.count(recall.portionsServedCount ?? 0) })}
        </p>
      )}
    </>
  );
}
