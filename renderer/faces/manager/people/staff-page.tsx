import { Modal, Select } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { siteRoleSchema, type SiteRole } from "#kernel/access.ts";
import type { RowOf } from "#kernel/definition.ts";
import type { EndReason } from "#domains/people/events.ts";
import type { staffMemberQuery } from "#domains/people/queries.ts";
import { canGrantRole, canManagePerson } from "#domains/people/rules.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import {
  assignRoleRef,
  endStaffRef,
  resetPinRef,
  staffMemberRef,
  withdrawRoleRef,
} from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { usePerson, usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Facts, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { BadgesPanel } from "./badges-panel.tsx";
import { CertificatesPanel } from "./certificates-panel.tsx";
import { ChangePanel } from "./change-panel.tsx";
import { OrangPage } from "./orang-page.tsx";
import styles from "./people.module.css";
import { RevealedNumber } from "./revealed-number.tsx";

type StaffMember = RowOf<typeof staffMemberQuery>;
const END_REASONS: readonly EndReason[] = ["resigned", "contract-ended", "moved", "dismissed", "deceased", "other"];
const ROLES: readonly SiteRole[] = siteRoleSchema.options;

/** One person: what is known, their roles, their number, their end. */
export function StaffPage() {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const { staffId } = useParams({ from: "/orang/$staffId" });
  const person = usePersonOrNobody();
  const { rows, status } = useLiveQuery(
    staffMemberRef,
    person === null ? null : { staffId },
    person === null ? {} : { staffId: person.staffId },
  );
  const member = rows[0];
  const title = member === undefined ? t("manager.nav.people") : member.isErased ? t("people.erased") : member.fullName;
  return (
    <OrangPage title={title} permission="people.view">
      {member === undefined ? (
        <EmptyState text={status === "loading" ? waiting : t("people.unknown")} />
      ) : (
        <KnownMember member={member} />
      )}
    </OrangPage>
  );
}

function KnownMember(props: { readonly member: StaffMember }) {
  const { member } = props;
  const { t } = useManagerCopy();
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <Panel title={t("people.facts")}>
          <MemberFacts member={member} />
        </Panel>
        {member.status === "ended" ? null : <ChangePanel key={member.staffId} member={member} />}
      </div>
      <div className={styles.column}>
        <RolesPanel member={member} />
        <BadgesPanel member={member} />
        <CertificatesPanel member={member} />
        {member.status === "ended" ? null : <NumberAndEnd member={member} />}
      </div>
    </div>
  );
}

function MemberFacts(props: { readonly member: StaffMember }) {
  const { member } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const date = (value: string | null) => (value === null ? NO_VALUE : units.date(value));
  const facts: ReadonlyArray<readonly [string, string]> = [
    [t("kitchen.column.code"), member.staffCode],
    [t("kitchen.column.status"), t(`people.status.${member.status}`)],
    [t("people.field.nickName"), member.name === "" ? NO_VALUE : member.name],
    [t("people.field.position"), member.position],
    [t("people.field.employmentKind"), t(`people.employment.${member.employmentKind}`)],
    [t("people.field.joinDate"), date(member.joinDate)],
    ...(member.endDate === null ? [] : [[t("people.field.endDate"), date(member.endDate)] as const]),
    [t("people.field.birthDate"), date(member.birthDate)],
    [t("people.field.phone"), member.phone ?? NO_VALUE],
    [t("people.field.nationalId"), member.nationalId ?? NO_VALUE],
    [t("people.field.address"), member.address ?? NO_VALUE],
    [t("people.field.emergencyContact"), member.emergencyContact ?? NO_VALUE],
  ];
  return <Facts facts={facts} />;
}

function RolesPanel(props: { readonly member: StaffMember }) {
  const { member } = props;
  const { t } = useManagerCopy();
  const person = usePerson();
  const { grant } = useAct();
  const sign = useSign();
  const whyNot = useWhyNotPermitted();
  const [role, setRole] = useState<SiteRole | null>(null);
  const reasonFor = (asked: SiteRole) =>
    whyNot("role.assign") ??
    (person.staffId === member.staffId
      ? t("people.role.own")
      : canGrantRole(person.roles, asked)
        ? null
        : t("people.role.above"));
  const roleName = (asked: SiteRole) => t(`shared.role.${asked}`);
  return (
    <Panel title={t("people.field.roles")}>
      <ul className={styles.list}>
        {member.roles.map((held) => (
          <li key={held} className={styles.line}>
            <strong>{roleName(held)}</strong>
            <Button
              size="small"
              icon="x"
              kind="quiet"
              label={t("people.role.withdraw-of", { role: roleName(held) })}
              reason={reasonFor(held)}
              onPress={() =>
                void sign({
                  title: t("people.role.withdraw-of", { role: roleName(held) }),
                  doneWords: t("people.role.withdrawn", { role: roleName(held) }),
                  send: (signatures) => grant(withdrawRoleRef, { staffId: member.staffId, role: held }, { signatures }),
                })
              }
            >
              {t("people.role.withdraw")}
            </Button>
          </li>
        ))}
      </ul>
      {member.status === "ended" ? null : (
        <div className={styles.line}>
          <Select
            label={t("people.role.new")}
            data={ROLES.filter((candidate) => !member.roles.includes(candidate)).map((candidate) => ({
              value: candidate,
              label: roleName(candidate),
            }))}
            value={role}
            onChange={(value) => setRole(ROLES.find((candidate) => candidate === value) ?? null)}
          />
          <Button
            size="small"
            icon="plus"
            reason={role === null ? t("people.role.choose") : reasonFor(role)}
            onPress={() => {
              if (role === null) return;
              void sign({
                title: t("people.role.assign-of", { role: roleName(role) }),
                doneWords: t("people.role.assigned", { role: roleName(role) }),
                send: (signatures) => grant(assignRoleRef, { staffId: member.staffId, role }, { signatures }),
              });
            }}
          >
            {t("people.role.assign")}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function NumberAndEnd(props: { readonly member: StaffMember }) {
  const { member } = props;
  const { t } = useManagerCopy();
  const person = usePerson();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const sign = useSign();
  const whyNot = useWhyNotPermitted();
  const { serviceDate } = useServiceDay();
  const [revealId, setRevealId] = useState<string | null>(null);
  const [endDate, setEndDate] = useState(serviceDate);
  const [endReason, setEndReason] = useState<EndReason | null>(null);
  const isSelf = person.staffId === member.staffId;
  const reason =
    whyNot("people.manage") ??
    (canManagePerson({ actorRoles: person.roles, personRoles: member.roles, isSelf }) ? null : t("people.role.above"));
  const resetNumber = async () => {
    const outcome = await sign({
      title: t("people.number.reset-of", { name: member.fullName }),
      text: t("people.number.reset-text"),
      doneWords: t("people.number.reset-done"),
      send: (signatures) => grant(resetPinRef, { staffId: member.staffId }, { signatures }),
    });
    if (outcome?.kind !== "accepted") return;
    const { revealId: given } = outcome.result;
    if (typeof given === "string") setRevealId(given);
  };
  const end = () => {
    if (endReason === null) return;
    run(
      () => grant(endStaffRef, { staffId: member.staffId, endDate, reasonCode: endReason }),
      t("people.ended", { name: member.fullName }),
    );
  };
  return (
    <Panel title={t("people.number-and-end")}>
      <div className={styles.actions}>
        <Button size="small" icon="refresh-cw" reason={reason} onPress={() => void resetNumber()}>
          {t("people.number.reset")}
        </Button>
      </div>
      <div className={styles.line}>
        <DateField label={t("people.field.endDate")} value={endDate} onChange={setEndDate} />
        <Select
          label={t("people.end-reason")}
          data={END_REASONS.map((code) => ({ value: code, label: t(`people.end-reason.${code}`) }))}
          value={endReason}
          onChange={(value) => setEndReason(END_REASONS.find((code) => code === value) ?? null)}
        />
        <Button
          size="small"
          kind="danger"
          icon="user"
          reason={
            reason ??
            (isSelf
              ? t("people.end-self")
              : !isDateEntered(endDate)
                ? t("manager.date.wrong")
                : endReason === null
                  ? t("kitchen.reason-needed")
                  : null)
          }
          onPress={end}
        >
          {t("people.end")}
        </Button>
      </div>
      {revealId === null ? null : (
        <Modal
          opened
          onClose={() => setRevealId(null)}
          closeOnClickOutside={false}
          title={t("people.number.new")}
          closeButtonProps={{ "aria-label": t("shared.verb.close") }}
        >
          <RevealedNumber
            revealId={revealId}
            name={member.fullName}
            doneWords={t("people.number.written-down")}
            goneWords={t("people.number.gone")}
            onDone={() => setRevealId(null)}
          />
        </Modal>
      )}
    </Panel>
  );
}
