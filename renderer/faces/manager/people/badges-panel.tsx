import { useState } from "react";
import type { RowOf } from "#kernel/definition.ts";
import type { BadgeId, EnrolmentId } from "#domains/people/ids.ts";
import type { badgesQuery, staffMemberQuery } from "#domains/people/queries.ts";
import type { StaffId } from "#kernel/ids.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import {
  badgesRef,
  cancelCardEnrolmentRef,
  issueBadgeRef,
  openCardEnrolmentRef,
  revokeBadgeRef,
  staffNamesRef,
} from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords, type ActOutcome } from "#renderer/faces/manager/act/use-act.ts";
import { dateOf } from "#renderer/faces/manager/attendance/clock-span.ts";
import { usePerson, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { EnrolDialog } from "./enrol-dialog.tsx";
import { useBadgeSheet } from "./use-badge-sheet.ts";
import styles from "./people.module.css";

type Badge = RowOf<typeof badgesQuery>;
type IssuedBadge =
  | { readonly badgeKind: "qr" }
  | { readonly badgeKind: "card"; readonly text: string }
  | { readonly badgeKind: "offered-card"; readonly enrolmentId: EnrolmentId };
type Member = RowOf<typeof staffMemberQuery>;

/** A person's badges: QR made by the kitchen, cards enrolled by tapping them; both may be revoked. */
export function BadgesPanel(props: { readonly member: Member }) {
  const { member } = props;
  const { t } = useManagerCopy();
  const person = usePerson();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const outcomeWords = useOutcomeWords();
  const toast = useToast();
  const sign = useSign();
  const whyNot = useWhyNotPermitted();
  const names = useLiveQuery(staffNamesRef, {}, { staffId: person.staffId });
  const printSheet = useBadgeSheet();
  const [enrolmentId, setEnrolmentId] = useState<EnrolmentId | null>(null);
  const reason = whyNot("people.manage");
  const waiting = useWaitingWords();
  const { rows, status } = useLiveQuery(badgesRef, reason === null ? { staffId: member.staffId as StaffId } : null, {
    staffId: person.staffId,
  });
  const staffId = member.staffId as StaffId; // the kitchen's own row
  const issue = (badge: IssuedBadge, text?: string) =>
    sign({
      title: t(`people.badge.issue-${badge.badgeKind === "qr" ? "qr" : "card"}-of`, { name: member.fullName }),
      ...(text !== undefined && { text }),
      doneWords: t("people.badge.issued", { name: member.fullName }),
      send: async (signatures) =>
        withOwnerName(
          await grant(issueBadgeRef, { staffId, badgeId: makeId("badge"), badge }, { signatures }),
          names.rows,
        ),
    });
  const stopWaiting = (id: EnrolmentId) => grant(cancelCardEnrolmentRef, { staffId, enrolmentId: id });
  const waitForCard = async () => {
    const id = makeId("enrolment");
    const outcome = await grant(openCardEnrolmentRef, { staffId, enrolmentId: id });
    const trouble = outcomeWords(outcome);
    if (trouble === null) setEnrolmentId(id);
    else toast({ text: trouble, tone: "refused" });
  };
  const issueOffered = async (id: EnrolmentId, words: string) => {
    const outcome = await issue({ badgeKind: "offered-card", enrolmentId: id }, words);
    if (outcome === null) await stopWaiting(id);
  };
  const canHave = member.status === "ended" ? t("people.badge.ended") : null;
  return (
    <Panel
      title={t("people.badge.title")}
      actions={
        <>
          <Button
            size="small"
            icon="download"
            reason={reason ?? whyNot("report.export") ?? canHave}
            onPress={() => void printSheet([member], { isEverybody: false })}
          >
            {t("people.badge.sheet")}
          </Button>
          <Button
            size="small"
            icon="qr-code"
            reason={reason ?? canHave}
            onPress={() => void issue({ badgeKind: "qr" })}
          >
            {t("people.badge.issue-qr")}
          </Button>
          <Button size="small" icon="plus" reason={reason ?? canHave} onPress={() => void waitForCard()}>
            {t("people.badge.issue-card")}
          </Button>
        </>
      }
    >
      {rows.length === 0 ? (
        <EmptyState text={reason ?? (status === "loading" ? waiting : t("people.badge.none"))} />
      ) : (
        <ul className={styles.list}>
          {rows.map((badge) => (
            <BadgeLine key={badge.badgeId} badge={badge} name={member.fullName} />
          ))}
        </ul>
      )}
      {enrolmentId === null ? null : (
        <EnrolDialog
          key={enrolmentId}
          name={member.fullName}
          enrolmentId={enrolmentId}
          onAgain={() => void waitForCard()}
          onClose={() => {
            setEnrolmentId(null);
            void stopWaiting(enrolmentId);
          }}
          onOffered={(words) => {
            setEnrolmentId(null);
            void issueOffered(enrolmentId, words);
          }}
          onTyped={(text) => {
            setEnrolmentId(null);
            void stopWaiting(enrolmentId);
            void issue({ badgeKind: "card", text });
          }}
        />
      )}
    </Panel>
  );
}

/** A card that is somebody's is refused by name: the kitchen's answer, which is kept, holds the id alone. */
function withOwnerName(
  outcome: ActOutcome,
  names: ReadonlyArray<{ readonly staffId: string; readonly name: string }>,
): ActOutcome {
  if (outcome.kind !== "rejected" || outcome.rejection.code !== "badge-in-use") return outcome;
  const ownerId = "staffId" in outcome.rejection ? outcome.rejection.staffId : null;
  const name = names.find((row) => row.staffId === ownerId)?.name;
  if (name === undefined) return outcome;
  const named = { code: "badge-in-use-by", name };
  return { ...outcome, rejection: named };
}

function BadgeLine(props: { readonly badge: Badge; readonly name: string }) {
  const { badge, name } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const { grant } = useAct();
  const sign = useSign();
  const whyNot = useWhyNotPermitted();
  const kind = t(`people.badge.kind.${badge.badgeKind}`);
  const date = (atMs: number) => units.date(dateOf(atMs, timeZone));
  const revoke = () =>
    void sign({
      title: t("people.badge.revoke-of", { kind, name }),
      text: t("people.badge.revoke-text"),
      doneWords: t("people.badge.revoked-done", { kind }),
      send: (signatures) =>
        grant(
          revokeBadgeRef,
          { staffId: badge.staffId as StaffId, badgeId: badge.badgeId as BadgeId }, // the kitchen's own row
          { signatures },
        ),
    });
  return (
    <li className={styles.line}>
      <strong>{kind}</strong>
      <span>{t("people.badge.since", { date: date(badge.issuedAtMs) })}</span>
      <span>
        {badge.lastUsedAtMs === null
          ? t("people.badge.never-used")
          : t("people.badge.last-used", {
              date: date(badge.lastUsedAtMs),
              clock: units.clock(badge.lastUsedAtMs, timeZone),
            })}
      </span>
      {badge.revokedAtMs === null ? (
        <Button
          size="small"
          kind="quiet"
          icon="ban"
          label={t("people.badge.revoke-of", { kind, name })}
          reason={whyNot("people.manage")}
          onPress={revoke}
        >
          {t("people.role.withdraw")}
        </Button>
      ) : (
        <StateBadge
          state="revoked"
          token="unknown"
          icon="ban"
          word={t("people.badge.revoked", { date: date(badge.revokedAtMs) })}
        />
      )}
    </li>
  );
}
