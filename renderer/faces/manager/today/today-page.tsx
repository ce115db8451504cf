import { Link } from "@tanstack/react-router";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { departuresRef, productionBoardRef } from "#renderer/domains/production/production-refs.ts";
import { AnnouncementsPanel } from "#renderer/faces/manager/hub/announcements-panel.tsx";
import { RecallsPanel } from "#renderer/faces/manager/hub/recalls-panel.tsx";
import { BatchCard } from "#renderer/faces/manager/kitchen/batch-card.tsx";
import { EmptyState, Page, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { ExceptionsPanel } from "./exceptions-panel.tsx";
import { GanttChart } from "./gantt-chart.tsx";
import { KpiCards } from "./kpi-cards.tsx";
import { TeamPanel } from "./team-panel.tsx";
import styles from "./today-page.module.css";

/** “Hari ini”: the day at a glance, and what waits for a person (UX.md §3.4). */
export function TodayPage() {
  const { t } = useManagerCopy();
  const { serviceDate } = useServiceDay();
  const { nowMs } = useKitchenTime(5_000);
  const board = useLiveQuery(productionBoardRef, { serviceDate }, { isKeptOnDisk: true });
  const departures = useLiveQuery(departuresRef, { serviceDate }, { isKeptOnDisk: true });
  const batches = board.rows.filter((batch) => batch.status !== "cancelled");
  return (
    <Page title={t("manager.nav.today")}>
      <div className={styles.columns}>
        <div className={styles.main}>
          <KpiCards batches={board.rows} departures={departures.rows} />
          <Panel title={t("manager.today.batches")}>
            {board.status === "loading" ? <p role="status">{t("shared.loading")}</p> : null}
            {board.status !== "loading" && batches.length === 0 ? (
              <EmptyState
                text={t("manager.today.no-plan")}
                action={<Link to="/dapur/rencana">{t("manager.today.make-plan")}</Link>}
              />
            ) : null}
            <ul className={styles.batches}>
              {batches.map((batch) => (
                <li key={batch.batchId}>
                  <BatchCard batch={batch} nowMs={nowMs} />
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title={t("manager.gantt.title")}>
            <GanttChart batches={board.rows} departures={departures.rows} nowMs={nowMs} />
          </Panel>
        </div>
        <div className={styles.side}>
          <RecallsPanel />
          <AnnouncementsPanel />
          <ExceptionsPanel batches={board.rows} nowMs={nowMs} />
          <TeamPanel nowMs={nowMs} />
        </div>
      </div>
    </Page>
  );
}
