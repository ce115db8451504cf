import { Modal } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useCommand } from "#renderer/client/use-command.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { RowOf } from "#kernel/definition.ts";
import type { staffQuery } from "#domains/people/queries.ts";
import { addStaffRef, divisionsRef, staffRef } from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { OrangPage } from "./orang-page.tsx";
import styles from "./people.module.css";
import { useBadgeSheet } from "./use-badge-sheet.ts";
import { RevealedNumber } from "./revealed-number.tsx";
import { EMPTY_STAFF, personalData, staffProblems, type StaffFields, type StaffProblems } from "./staff-fields.ts";
import { StaffForm } from "./staff-form.tsx";

type StaffRow = RowOf<typeof staffQuery>;

/** “Orang”: who works here, with their roles; new people get a number, shown once. */
export function PeoplePage() {
  const { t } = useManagerCopy();
  const whyNot = useWhyNotPermitted();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAdding, setAdding] = useState(false);
  return (
    <OrangPage
      title={t("manager.nav.people")}
      permission="people.view"
      actions={
        <>
          <SheetButton chosen={chosen} />
          <Button
            size="small"
            icon="download"
            reason={whyNot("people.manage")}
            onPress={() => void navigate({ to: "/orang/impor" })}
          >
            {t("people.import.open")}
          </Button>
          <Button
            kind="primary"
            size="small"
            icon="plus"
            reason={whyNot("people.manage")}
            onPress={() => setAdding(true)}
          >
            {t("people.add")}
          </Button>
        </>
      }
    >
      <Panel title={t("people.list")}>
        <StaffTable chosen={chosen} onChoose={setChosen} />
      </Panel>
      {isAdding ? <AddStaffDialog onClose={() => setAdding(false)} /> : null}
    </OrangPage>
  );
}

/** The sheet of the people chosen in the list; of everybody who works here where nobody is. */
function SheetButton(props: { readonly chosen: ReadonlySet<string> }) {
  const { t } = useManagerCopy();
  const person = usePersonOrNobody();
  const whyNot = useWhyNotPermitted();
  const printSheet = useBadgeSheet();
  const { rows } = useLiveQuery(
    staffRef,
    person === null ? null : {},
    person === null ? {} : { staffId: person.staffId },
  );
  const { chosen } = props;
  const people = rows.filter((row) => row.status !== "ended" && (chosen.size === 0 || chosen.has(row.staffId)));
  return (
    <Button
      size="small"
      icon="qr-code"
      reason={
        whyNot("people.manage") ??
        whyNot("report.export") ??
        (people.length === 0 ? t("people.badge.sheet-nobody") : null)
      }
      onPress={() => void printSheet(people, { isEverybody: chosen.size === 0 })}
    >
      {chosen.size === 0 ? t("people.badge.sheet") : t("people.badge.sheet-of", { count: people.length })}
    </Button>
  );
}

function StaffTable(props: {
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}) {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const units = useUnits();
  const person = usePersonOrNobody();
  const viewer = person === null ? {} : { staffId: person.staffId };
  const { rows, status } = useLiveQuery(staffRef, person === null ? null : {}, viewer);
  const divisions = useLiveQuery(divisionsRef, person === null ? null : {}, viewer);
  const divisionName = (code: string) => divisions.rows.find((row) => row.divisionCode === code)?.name ?? code;
  const columns: ReadonlyArray<DataColumn<StaffRow>> = [
    {
      id: "name",
      header: t("people.column.name"),
      value: (row) => (row.isErased ? t("people.erased") : row.fullName),
      cell: (row) => (
        <Link to="/orang/$staffId" params={{ staffId: row.staffId }}>
          {row.isErased ? t("people.erased") : row.fullName}
        </Link>
      ),
    },
    { id: "code", header: t("kitchen.column.code"), value: (row) => row.staffCode },
    {
      id: "roles",
      header: t("people.field.roles"),
      value: (row) => row.roles.map((role) => t(`shared.role.${role}`)).join(", "),
    },
    { id: "division", header: t("people.field.divisionCode"), value: (row) => divisionName(row.divisionCode) },
    { id: "position", header: t("people.field.position"), value: (row) => row.position },
    {
      id: "employment",
      header: t("people.field.employmentKind"),
      value: (row) => t(`people.employment.${row.employmentKind}`),
    },
    {
      id: "join",
      header: t("people.field.joinDate"),
      value: (row) => row.joinDate,
      cell: (row) => units.date(row.joinDate),
    },
    { id: "status", header: t("kitchen.column.status"), value: (row) => t(`people.status.${row.status}`) },
    {
      id: "number",
      header: t("people.column.number"),
      value: (row) => (row.numberIssuedAtMs === null ? t("people.number.none") : t("people.number.issued")),
    },
    {
      id: "badge",
      header: t("people.badge.kind.qr"),
      value: (row) => (row.hasQrBadge ? t("people.number.issued") : t("people.number.none")),
    },
  ];
  return (
    <DataTable
      caption={t("people.list")}
      isCaptionHidden
      report="orang"
      source={{ table: "staff" }}
      selection={{
        keys: props.chosen,
        onChange: props.onChoose,
        allLabel: t("people.badge.choose-all"),
        labelOf: (row) => t("people.badge.choose", { name: row.fullName }),
        // Of somebody who left there is no card to print.
        isOffered: (row) => row.status !== "ended",
      }}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.staffId}
      emptyText={status === "loading" ? waiting : t("people.none")}
    />
  );
}

function AddStaffDialog(props: { readonly onClose: () => void }) {
  const { t } = useManagerCopy();
  const { serviceDate } = useServiceDay();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const outcomeWords = useOutcomeWords();
  const [fields, setFields] = useState<StaffFields>({ ...EMPTY_STAFF, joinDate: serviceDate });
  const [problems, setProblems] = useState<StaffProblems>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [added, setAdded] = useState<{ readonly revealId: string; readonly name: string } | null>(null);
  const add = async () => {
    const found = staffProblems(fields, { withRoles: true });
    setProblems(found);
    const { employmentKind } = fields;
    if (Object.keys(found).length > 0 || employmentKind === "") {
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>('[role="dialog"] [aria-invalid="true"]')?.focus(),
      );
      return;
    }
    const outcome = await grant(addStaffRef, {
      staffId: makeId("staff"),
      roles: [...fields.roles],
      divisionCode: fields.divisionCode,
      employmentKind,
      joinDate: fields.joinDate,
      position: fields.position.trim(),
      personal: personalData(fields),
    });
    setTrouble(outcomeWords(outcome));
    if (outcome.kind !== "accepted") return;
    const { revealId } = outcome.result;
    if (typeof revealId === "string") setAdded({ revealId, name: fields.fullName.trim() });
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("people.add")}
      size={1120}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      {added === null ? (
        <div className={styles.dialog}>
          <StaffForm fields={fields} problems={problems} onChange={setFields} withRoles />
          {trouble === null ? null : (
            <p role="alert" className={styles.trouble}>
              {trouble}
            </p>
          )}
          <div className={styles.dialogActions}>
            <Button kind="primary" size="small" onPress={() => void add()}>
              {t("people.add-and-number")}
            </Button>
            <Button size="small" onPress={props.onClose}>
              {t("shared.verb.cancel")}
            </Button>
          </div>
        </div>
      ) : (
        <RevealedNumber
          revealId={added.revealId}
          name={added.name}
          doneWords={t("people.number.written-down")}
          goneWords={t("people.number.gone")}
          onDone={props.onClose}
        />
      )}
    </Modal>
  );
}
