import { Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import type { RowOf } from "#kernel/definition.ts";
import type { BadgeId } from "#domains/people/ids.ts";
import { cardTextSchema } from "#domains/people/commands.ts";
import type { badgesQuery, staffMemberQuery } from "#domains/people/queries.ts";
import type { StaffId } from "#kernel/ids.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { badgesRef, issueBadgeRef, revokeBadgeRef } from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import { dateOf } from "#renderer/faces/manager/attendance/clock-span.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { usePerson, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { useBadgeSheet } from "./use-badge-sheet.ts";
import styles from "./people.module.css";

type Badge = RowOf<typeof badgesQuery>;
type Member = RowOf<typeof staffMemberQuery>;

/** A person's badges: QR made by the kitchen, cards enrolled by tapping them; both may be revoked. */
export function BadgesPanel(props: { readonly member: Member }) {
  const { member } = props;
  const { t } = useManagerCopy();
  const person = usePerson();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const sign = useSign();
  const whyNot = useWhyNotPermitted();
  const printSheet = useBadgeSheet();
  const [isTapping, setTapping] = useState(false);
  const reason = whyNot("people.manage");
  const { rows } = useLiveQuery(badgesRef, reason === null ? { staffId: member.staffId as StaffId } : null, {
    staffId: person.staffId,
  });
  const issue = (badge: { readonly badgeKind: "qr" } | { readonly badgeKind: "card"; readonly text: string }) =>
    void sign({
      title: t(`people.badge.issue-${badge.badgeKind}-of`, { name: member.fullName }),
      doneWords: t("people.badge.issued", { name: member.fullName }),
      send: (signatures) =>
        grant(
          issueBadgeRef,
          { staffId: member.staffId as StaffId, badgeId: makeId("badge"), badge }, // the kitchen's own row
          { signatures },
        ),
    });
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
          <Button size="small" icon="qr-code" reason={reason ?? canHave} onPress={() => issue({ badgeKind: "qr" })}>
            {t("people.badge.issue-qr")}
          </Button>
          <Button size="small" icon="plus" reason={reason ?? canHave} onPress={() => setTapping(true)}>
            {t("people.badge.issue-card")}
          </Button>
        </>
      }
    >
      {rows.length === 0 ? (
        <EmptyState text={reason === null ? t("people.badge.none") : reason} />
      ) : (
        <ul className={styles.list}>
          {rows.map((badge) => (
            <BadgeLine key={badge.badgeId} badge={badge} name={member.fullName} />
          ))}
        </ul>
      )}
      {isTapping ? (
        <TapDialog
          name={member.fullName}
          onClose={() => setTapping(false)}
          onRead={(text) => {
            setTapping(false);
            issue({ badgeKind: "card", text });
          }}
        />
      ) : null}
    </Panel>
  );
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

/** The reader types the card's number and presses Enter, as a keyboard does; by hand it is typed from the card. */
function TapDialog(props: {
  readonly name: string;
  readonly onClose: () => void;
  readonly onRead: (text: string) => void;
}) {
  const { t } = useManagerCopy();
  const [text, setText] = useState("");
  const [isWrong, setWrong] = useState(false);
  const read = () => {
    const card = cardTextSchema.safeParse(text.trim());
    setWrong(!card.success);
    if (card.success) props.onRead(card.data);
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("people.badge.issue-card-of", { name: props.name })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <form
        className={dialog.body}
        onSubmit={(event) => {
          event.preventDefault();
          read();
        }}
      >
        <p>{t("people.badge.tap")}</p>
        <TextInput
          data-autofocus
          label={t("people.badge.card-number")}
          autoComplete="off"
          spellCheck={false}
          value={text}
          error={isWrong ? t("people.badge.card-wrong") : null}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={dialog.actions}>
          <Button
            kind="primary"
            size="small"
            reason={text.trim() === "" ? t("people.badge.tap-first") : null}
            onPress={read}
          >
            {t("people.badge.enrol")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
