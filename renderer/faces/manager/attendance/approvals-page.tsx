import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { addDays } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { correctionsRef, leavesRef, staysRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { OrangPage } from "#renderer/faces/manager/people/orang-page.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { ApprovalCard } from "./approval-card.tsx";
import { APPROVAL_KINDS, approvalsOf } from "./approvals.ts";
import styles from "./approvals.module.css";
import { DecidedTable } from "./decided-table.tsx";
import { SmallChoices } from "./small-choices.tsx";
import { useViewer } from "./use-names.ts";

/** How far back the page looks: a pay period and what is left of the one before. */
const LOOK_BACK_DAYS = 31;
/** Leave is asked for ahead. */
const LOOK_AHEAD_DAYS = 92;

/** Each card fetches its pictures: as many at a time as somebody looks at. */
const CARDS_COUNT = 12;

/** “Persetujuan”: what people ask and what the kitchen found, each with what stood there before (UX.md §5.8). */
export function ApprovalsPage() {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const units = useUnits();
  const navigate = useNavigate();
  const { jenis } = useSearch({ from: "/orang/persetujuan" });
  const { serviceDate: today } = useServiceDay();
  const viewer = useViewer();
  const [cardCount, setCardCount] = useState(CARDS_COUNT);
  const span = { fromDate: addDays(today, -LOOK_BACK_DAYS), toDate: today };
  const ahead = { ...span, toDate: addDays(today, LOOK_AHEAD_DAYS) };
  const corrections = useLiveQuery(correctionsRef, viewer === null ? null : span, viewer ?? {});
  const leaves = useLiveQuery(leavesRef, viewer === null ? null : ahead, viewer ?? {});
  const flagged = useLiveQuery(staysRef, viewer === null ? null : { ...span, isFlaggedOnly: true }, viewer ?? {});
  const overtime = useLiveQuery(staysRef, viewer === null ? null : { ...span, isOvertimeOpen: true }, viewer ?? {});
  const stays = [...new Map([...flagged.rows, ...overtime.rows].map((stay) => [stay.sessionId, stay])).values()];
  const all = approvalsOf({ corrections: corrections.rows, leaves: leaves.rows, stays });
  const shown = jenis === undefined ? all : all.filter(({ kind }) => kind === jenis);
  const isLoading = [corrections, leaves, flagged, overtime].some(({ status }) => status === "loading");
  return (
    <OrangPage title={t("attendance.part.approvals")} permission="people.view">
      <SmallChoices
        legend={t("attendance.board.filter")}
        isLegendHidden
        choices={(["all", ...APPROVAL_KINDS] as const).map((value) => ({
          value,
          // Nothing known yet is no nought.
          label: isLoading
            ? t(`attendance.approval.${value}`)
            : `${t(`attendance.approval.${value}`)} ${units.count(
                value === "all" ? all.length : all.filter(({ kind }) => kind === value).length,
              )}`,
        }))}
        chosen={jenis ?? "all"}
        onChoose={(value) =>
          void navigate({ to: "/orang/persetujuan", search: { jenis: value === "all" ? undefined : value } })
        }
      />
      {shown.length === 0 ? (
        <Panel title={t("attendance.approval.waiting")}>
          <EmptyState text={isLoading ? waiting : t("attendance.approval.none")} />
        </Panel>
      ) : null}
      <ul className={styles.cards} aria-label={t("attendance.approval.waiting")}>
        {shown.slice(0, cardCount).map((approval) => (
          <li key={approval.key} className={styles.card} tabIndex={-1} data-row={approval.key}>
            <ApprovalCard approval={approval} />
          </li>
        ))}
      </ul>
      {shown.length <= cardCount ? null : (
        <div className={styles.acts}>
          <Button size="small" icon="arrow-down" onPress={() => setCardCount((known) => known + CARDS_COUNT)}>
            {t("attendance.approval.more", { count: units.count(shown.length - cardCount) })}
          </Button>
        </div>
      )}
      <DecidedTable
        corrections={corrections.rows}
        leaves={leaves.rows}
        isLoading={isLoading}
        source={{ table: "requests", ...span, leaveToDate: ahead.toDate }}
      />
    </OrangPage>
  );
}
