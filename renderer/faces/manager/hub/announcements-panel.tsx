import type { AnnouncementRow } from "#domains/publications/queries.ts";
import { useKitchenTime, useLink } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { acknowledgeAnnouncementRef, announcementsRef } from "#renderer/domains/publications/publications-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { isWaiting, shownAnnouncements } from "./announcements.ts";
import styles from "./announcements-panel.module.css";

const TOKENS: Readonly<Record<AnnouncementRow["severity"], StateToken>> = {
  info: "info",
  important: "warn",
  critical: "crit",
};

/** What headquarters announced, as long as it is to be read or waits for somebody; nothing at all when there is nothing. */
export function AnnouncementsPanel() {
  const { t } = useManagerCopy();
  const { serviceDate } = useServiceDay();
  const person = usePersonOrNobody();
  const { rows } = useLiveQuery(
    announcementsRef,
    person === null ? null : {},
    person === null ? {} : { staffId: person.staffId },
  );
  const shown = shownAnnouncements(rows, serviceDate);
  if (shown.length === 0) return null;
  return (
    <Panel title={t("manager.announcement.title")}>
      <ul className={styles.list}>
        {shown.map((announcement) => (
          <li key={announcement.publicationId} className={styles.item}>
            <Announcement announcement={announcement} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Announcement({ announcement }: { readonly announcement: AnnouncementRow }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useLink();
  const { nowMs } = useKitchenTime(30_000);
  const { grant } = useAct();
  const { isBusy, run } = useLoneAct();
  const whyNot = useWhyNotPermitted();
  const { publicationId, title, text, severity, acknowledgedAtMs } = announcement;
  return (
    <>
      <div className={styles.head}>
        <StateBadge
          state={`announcement-${severity}`}
          token={TOKENS[severity]}
          word={t(`manager.announcement.severity.${severity}`)}
        />
        <h3 className={styles.title}>{title}</h3>
      </div>
      <p className={styles.text}>{text}</p>
      <p className={styles.age}>
        {t("manager.announcement.received", { ago: units.ago(nowMs - announcement.receivedAtMs) })}
        {acknowledgedAtMs === null
          ? null
          : ` · ${t("manager.announcement.known-at", { clock: units.clock(acknowledgedAtMs, timeZone) })}`}
      </p>
      {isWaiting(announcement) ? (
        <Button
          size="small"
          icon="check"
          label={t("manager.announcement.acknowledge-of", { title })}
          reason={whyNot("alert.acknowledge")}
          onPress={() =>
            run(() => grant(acknowledgeAnnouncementRef, { publicationId }), t("manager.announcement.acknowledged"))
          }
        >
          {isBusy ? t("shared.record.sending") : t("manager.announcement.acknowledge")}
        </Button>
      ) : null}
    </>
  );
}
