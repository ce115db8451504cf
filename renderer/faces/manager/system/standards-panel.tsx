import type { StandardRow } from "#domains/site/queries.ts";
import type { StandardStanding } from "#domains/site/vocabulary.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { standardsRef } from "#renderer/domains/site/site-refs.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { useSettingWords } from "./setting-words.ts";
import styles from "./standards-panel.module.css";

const TOKENS: Readonly<Record<StandardStanding, StateToken>> = {
  "in-force": "ok",
  "stricter-kept": "info",
  later: "text",
  replaced: "text",
};

/** Standards headquarters published, and how each figure stands today; nothing at all while there is none. */
export function StandardsPanel() {
  const { t } = useManagerCopy();
  const { serviceDate } = useServiceDay();
  const person = usePersonOrNobody();
  const { rows } = useLiveQuery(
    standardsRef,
    person === null ? null : { serviceDate },
    person === null ? {} : { staffId: person.staffId },
  );
  if (rows.length === 0) return null;
  return (
    <Panel title={t("hub.standard.title")}>
      <ul className={styles.list}>
        {rows.map((standard) => (
          <li key={standard.publicationId}>
            <Standard standard={standard} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Standard({ standard }: { readonly standard: StandardRow }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const words = useSettingWords();
  const { nowMs } = useKitchenTime(30_000);
  return (
    <>
      <h3 className={styles.title}>
        {standard.title} {t("hub.standard.version", { version: units.count(standard.documentVersion) })}
      </h3>
      <p className={styles.note}>
        {t("hub.standard.from", { date: units.date(standard.effectiveFromDate), source: standard.source })}
        {" · "}
        {t("hub.standard.received", { ago: units.ago(nowMs - standard.appliedAtMs) })}
      </p>
      <ul className={styles.figures}>
        {standard.settings.map((figure) => (
          <li key={figure.settingKey} className={styles.figure}>
            <span className={styles.key}>{figure.settingKey}</span>
            <strong>{words.value(figure, figure.value)}</strong>
            <StateBadge
              state={figure.standing}
              token={TOKENS[figure.standing]}
              word={t(`hub.standard.standing.${figure.standing}`)}
            />
            {figure.standing === "stricter-kept" ? <span>{words.value(figure, figure.inForce.value)}</span> : null}
          </li>
        ))}
      </ul>
      {standard.skippedKeys.length === 0 ? null : (
        <p className={styles.note}>{t("hub.standard.skipped", { keys: standard.skippedKeys.join(", ") })}</p>
      )}
    </>
  );
}
