import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Rejection } from "#kernel/rejections.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { divisionsRef, importStaffRef } from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useAct, useOutcomeWords, useRejectionWords } from "#renderer/faces/manager/act/use-act.ts";
import type { ListedPerson, PeopleFileReading } from "#renderer/faces/manager/people-file/read-people-file.ts";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./people.module.css";

/** What became of a list that was taken in. */
export interface Imported {
  readonly added: readonly ListedPerson[];
  readonly known: readonly ListedPerson[];
}

function useDivisionName(): (code: string) => string {
  const person = usePersonOrNobody();
  const viewer = person === null ? {} : { staffId: person.staffId };
  const { rows } = useLiveQuery(divisionsRef, person === null ? null : {}, viewer);
  return (code) => rows.find((row) => row.divisionCode === code)?.name ?? code;
}

function usePersonColumns(): ReadonlyArray<DataColumn<ListedPerson>> {
  const { t } = useManagerCopy();
  const units = useUnits();
  const divisionName = useDivisionName();
  return [
    { id: "name", header: t("people.column.name"), value: (person) => person.personal.fullName },
    {
      id: "roles",
      header: t("people.field.roles"),
      value: (person) => person.roles.map((role) => t(`shared.role.${role}`)).join(", "),
    },
    {
      id: "division",
      header: t("people.field.divisionCode"),
      value: (person) => divisionName(person.divisionCode),
    },
    { id: "position", header: t("people.field.position"), value: (person) => person.position },
    {
      id: "employment",
      header: t("people.field.employmentKind"),
      value: (person) => t(`people.employment.${person.employmentKind}`),
    },
    {
      id: "join",
      header: t("people.field.joinDate"),
      value: (person) => person.joinDate,
      cell: (person) => units.date(person.joinDate),
    },
  ];
}

/** Who the list will add, and the one button that does it. */
export function ImportConfirmation(props: {
  readonly reading: PeopleFileReading;
  readonly onImported: (imported: Imported) => void;
}) {
  const { reading } = props;
  const people = reading.people ?? [];
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const outcomeWords = useOutcomeWords();
  const columns = usePersonColumns();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [refused, setRefused] = useState<ReadonlyMap<string, Rejection>>(new Map());
  const [isBusy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    const { fileName, sha256 } = reading;
    const outcome = await grant(importStaffRef, { fileName: fileName.slice(0, 120), sha256, people: [...people] });
    setBusy(false);
    setTrouble(outcomeWords(outcome));
    setRefused(outcome.kind === "rejected" ? refusedPeople(outcome.rejection) : new Map());
    if (outcome.kind !== "accepted") return;
    const known = knownIds(outcome.result["known"]);
    props.onImported({
      added: people.filter(({ staffId }) => !known.has(staffId)),
      known: people.filter(({ staffId }) => known.has(staffId)),
    });
  };
  return (
    <Panel
      title={t("people.import.confirm")}
      note={<StateBadge state="file-clean" token="ok" word={t("kitchen.confirm.clean")} />}
    >
      <p>{t("people.import.confirm-text", { file: reading.fileName, count: people.length })}</p>
      <div className={styles.actions}>
        <Button kind="primary" size="small" icon="check" onPress={() => void add()}>
          {isBusy ? t("shared.record.sending") : t("people.import.add", { count: people.length })}
        </Button>
      </div>
      {trouble === null ? null : (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <RefusedList people={people} refused={refused} />
      <DataTable
        caption={t("people.import.confirm")}
        isCaptionHidden
        isExported={false}
        report="impor-orang"
        columns={columns}
        rows={people}
        rowKey={(person) => person.staffId}
        emptyText=""
      />
    </Panel>
  );
}

/** What only the kitchen knows: each person it would not take, with its reason. */
function RefusedList(props: {
  readonly people: readonly ListedPerson[];
  readonly refused: ReadonlyMap<string, Rejection>;
}) {
  const rejectionWords = useRejectionWords();
  if (props.refused.size === 0) return null;
  return (
    <ul className={styles.list}>
      {props.people.flatMap((person) => {
        const refusal = props.refused.get(person.staffId);
        if (refusal === undefined) return [];
        return [
          <li key={person.staffId}>
            <strong>{person.personal.fullName}</strong> {rejectionWords(refusal)}
          </li>,
        ];
      })}
    </ul>
  );
}

/** After the list was taken in: whose number is still to be made, each with its owner standing there. */
export function ImportedPanel(props: { readonly imported: Imported }) {
  const { added, known } = props.imported;
  const { t } = useManagerCopy();
  const columns = usePersonColumns();
  const linked: ReadonlyArray<DataColumn<ListedPerson>> = columns.map((column) =>
    column.id === "name"
      ? {
          ...column,
          cell: (person) => (
            <Link to="/orang/$staffId" params={{ staffId: person.staffId }}>
              {person.personal.fullName}
            </Link>
          ),
        }
      : column,
  );
  return (
    <Panel
      title={t("people.import.done", { count: added.length })}
      note={<StateBadge state="imported" token="ok" word={t("people.import.added")} />}
    >
      <p role="status">{t("people.import.numbers")}</p>
      {known.length === 0 ? null : (
        <p>{t("people.import.known", { names: known.map((person) => person.personal.fullName).join(", ") })}</p>
      )}
      <DataTable
        caption={t("people.import.done", { count: added.length })}
        isCaptionHidden
        isExported={false}
        report="impor-orang"
        columns={linked}
        rows={added}
        rowKey={(person) => person.staffId}
        emptyText=""
      />
    </Panel>
  );
}

function knownIds(known: unknown): ReadonlySet<string> {
  const rows: readonly unknown[] = Array.isArray(known) ? known : [];
  return new Set(
    rows.flatMap((row) =>
      typeof row === "object" && row !== null && "staffId" in row && typeof row.staffId === "string"
        ? [row.staffId]
        : [],
    ),
  );
}

function refusedPeople(rejection: Rejection): ReadonlyMap<string, Rejection> {
  const people = rejection.code === "people-refused" && "people" in rejection ? rejection.people : [];
  const rows: readonly unknown[] = Array.isArray(people) ? people : [];
  return new Map(
    rows.flatMap((row) => {
      if (typeof row !== "object" || row === null || !("staffId" in row) || !("refusal" in row)) return [];
      const { staffId, refusal } = row;
      const isRefusal = typeof refusal === "object" && refusal !== null && "code" in refusal;
      return typeof staffId === "string" && isRefusal ? [[staffId, refusal as Rejection] as const] : []; // the kitchen's own
    }),
  );
}
