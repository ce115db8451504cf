import { useMemo, useState } from "react";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { changeStaffRef, divisionsRef } from "#renderer/domains/people/people-refs.ts";
import { Banner } from "#renderer/ui/banner.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { usePerson, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./people.module.css";
import {
  EMPLOYMENT_KINDS,
  fieldsOfMember,
  keepOwn,
  personalData,
  savedFields,
  staffDifferences,
  staffProblems,
  type StaffDifference,
  type StaffMember,
  type StaffProblems,
} from "./staff-fields.ts";
import { StaffForm } from "./staff-form.tsx";

/** Changes what is known of a person. What somebody else changed meanwhile is shown with both values, never overwritten. */
export function ChangePanel(props: { readonly member: StaffMember }) {
  const { member } = props;
  const { t } = useManagerCopy();
  const toast = useToast();
  const { grant } = useAct();
  const outcomeWords = useOutcomeWords();
  const whyNot = useWhyNotPermitted();
  // What this editing started from; what the kitchen has now is `member`.
  const [base, setBase] = useState(() => fieldsOfMember(member));
  const now = useMemo(() => fieldsOfMember(member), [member]);
  const [fields, setFields] = useState(base);
  const [problems, setProblems] = useState<StaffProblems>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const states = { base, now, own: fields };
  const differences = staffDifferences(states);
  const save = async () => {
    const found = staffProblems(fields, { withRoles: false });
    setProblems(found);
    const { employmentKind } = fields;
    if (Object.keys(found).length > 0 || employmentKind === "") return;
    const saved = savedFields(fields);
    const outcome = await grant(
      changeStaffRef,
      {
        staffId: member.staffId,
        divisionCode: saved.divisionCode,
        employmentKind,
        position: saved.position,
        personal: personalData(saved),
      },
      // A badge or a session moves the version too; only a changed field is a conflict, and then saving is off.
      { expectedVersion: member.streamVersion },
    );
    setTrouble(outcomeWords(outcome));
    if (outcome.kind !== "accepted") return;
    setBase(saved);
    setFields(saved);
    toast({ text: t("people.changed") });
  };
  return (
    <Panel title={t("people.change")}>
      {differences.length === 0 ? null : (
        <ChangedMeanwhile
          member={member}
          differences={differences}
          onKeepOwn={() => {
            setFields(keepOwn(states));
            setBase(now);
          }}
          onTakeTheirs={() => {
            setFields(now);
            setBase(now);
          }}
        />
      )}
      <StaffForm fields={fields} problems={problems} onChange={setFields} withRoles={false} />
      {trouble === null ? null : (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <div className={styles.actions}>
        <Button
          size="small"
          reason={whyNot("people.manage") ?? (differences.length > 0 ? t("people.meanwhile.choose") : null)}
          onPress={() => void save()}
        >
          {t("shared.verb.save")}
        </Button>
      </div>
    </Panel>
  );
}

/** “Diubah Budi 09:12 – lihat bedanya”: both values of every field, and the person chooses. */
function ChangedMeanwhile(props: {
  readonly member: StaffMember;
  readonly differences: readonly StaffDifference[];
  readonly onKeepOwn: () => void;
  readonly onTakeTheirs: () => void;
}) {
  const { changedAtMs, changedByName } = props.member;
  const { t } = useManagerCopy();
  const units = useUnits();
  const person = usePerson();
  const { timeZone } = useServiceDay();
  const divisions = useLiveQuery(divisionsRef, {}, { staffId: person.staffId });
  const words = (field: StaffDifference["field"], value: string) => {
    if (value === "") return NO_VALUE;
    if (field === "divisionCode") return divisions.rows.find((row) => row.divisionCode === value)?.name ?? value;
    const employment = EMPLOYMENT_KINDS.find((kind) => field === "employmentKind" && kind === value);
    if (employment !== undefined) return t(`people.employment.${employment}`);
    return field === "birthDate" ? units.date(value) : value;
  };
  return (
    <section aria-label={t("people.meanwhile.title")} className={styles.list}>
      <Banner state="changed-meanwhile" tone="amber">
        {changedAtMs === null
          ? t("people.meanwhile.title")
          : t("people.meanwhile.by", {
              name: changedByName ?? t("manager.team.unnamed"),
              clock: units.clock(changedAtMs, timeZone),
            })}
      </Banner>
      <table className={styles.differences}>
        <caption className="visually-hidden">{t("people.meanwhile.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("people.meanwhile.field")}</th>
            <th scope="col">{t("people.meanwhile.theirs")}</th>
            <th scope="col">{t("people.meanwhile.own")}</th>
          </tr>
        </thead>
        <tbody>
          {props.differences.map(({ field, theirs, own }) => (
            <tr key={field}>
              <td>{t(`people.field.${field}`)}</td>
              <td>{words(field, theirs)}</td>
              <td>{words(field, own)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.actions}>
        <Button size="small" onPress={props.onKeepOwn}>
          {t("people.meanwhile.keep-own")}
        </Button>
        <Button size="small" onPress={props.onTakeTheirs}>
          {t("people.meanwhile.take-theirs")}
        </Button>
      </div>
    </section>
  );
}
