import { FIELD_NAMES, type PeopleField } from "#renderer/copy/people-file.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useFileFaultWords } from "#renderer/faces/manager/file-choice/use-file-fault-words.ts";
import type {
  At,
  PeopleFileFault,
  PeopleFileReading,
  PeopleProblem,
} from "#renderer/faces/manager/people-file/read-people-file.ts";
import type { RowNote } from "#renderer/faces/manager/people-file/person-from-row.ts";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./people.module.css";

/** Why the file as a whole cannot be read. */
export function FileFaultText(props: { readonly fault: PeopleFileFault }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const faultWords = useFileFaultWords();
  const { fault } = props;
  const words = () => {
    if (fault.code === "file-no-heading") return t("people.import.no-heading");
    if (fault.code !== "file-too-many-people") return faultWords(fault);
    return t("people.import.too-many", { count: units.count(fault.peopleCount), max: units.count(fault.maxCount) });
  };
  return (
    <p role="alert" className={styles.trouble}>
      {words()}
    </p>
  );
}

/** Every bad cell by its row; nobody was added. */
export function ProblemPanel(props: { readonly reading: PeopleFileReading }) {
  const { problems, fileName, rowCount } = props.reading;
  const { t, language } = useManagerCopy();
  const words = (problem: PeopleProblem) => {
    if (problem.code === "role-not-yours") {
      return t("people.import.problem.role-not-yours", { role: t(`shared.role.${problem.role}`) });
    }
    if (problem.code === "national-id-twice" || problem.code === "name-twice") {
      return t(`people.import.problem.${problem.code}`, { row: problem.otherRowNumber });
    }
    return t(`people.import.problem.${problem.code}`);
  };
  const columns: ReadonlyArray<DataColumn<At<PeopleProblem>>> = [
    { id: "sheet", header: t("kitchen.report.sheet"), value: (row) => row.sheet },
    { id: "row", header: t("kitchen.report.row"), value: (row) => row.rowNumber, isFigure: true },
    { id: "column", header: t("kitchen.report.column"), value: (row) => fieldName(row.field, language) },
    { id: "value", header: t("people.import.value"), value: (row) => ("value" in row.what ? row.what.value : "") },
    { id: "problem", header: t("kitchen.report.problem"), value: (row) => words(row.what) },
  ];
  return (
    <Panel title={t("kitchen.report.title", { count: problems.length })}>
      <p role="alert">{t("people.import.refused", { file: fileName, rows: rowCount })}</p>
      <DataTable
        caption={t("kitchen.report.title", { count: problems.length })}
        isCaptionHidden
        report="laporan-impor-orang"
        columns={columns}
        rows={problems}
        rowKey={(row) => JSON.stringify(row)}
        emptyText=""
        // Identity numbers and names leave this screen only by a signed export.
        isExported={false}
      />
    </Panel>
  );
}

/** What was put right, passed over or not read: nothing is left out in silence. */
export function PassedPanel(props: { readonly reading: PeopleFileReading }) {
  const { notes, passed, unreadHeadings } = props.reading;
  const { t, find, language } = useManagerCopy();
  const units = useUnits();
  const taken = (note: RowNote) => {
    if (note.code === "role-of-division") return find(`shared.role.${note.taken}`) ?? note.taken;
    return /^\d{4}-\d{2}-\d{2}$/.test(note.taken) ? units.date(note.taken) : note.taken;
  };
  const columns: ReadonlyArray<DataColumn<At<RowNote>>> = [
    { id: "row", header: t("kitchen.report.row"), value: (row) => row.rowNumber, isFigure: true },
    { id: "column", header: t("kitchen.report.column"), value: (row) => fieldName(row.field, language) },
    { id: "value", header: t("people.import.value"), value: (row) => row.what.value },
    { id: "taken", header: t("people.import.taken"), value: (row) => taken(row.what) },
    { id: "note", header: t("people.import.note"), value: (row) => t(`people.import.note.${row.what.code}`) },
  ];
  return (
    <>
      {notes.length === 0 ? null : (
        <Panel title={t("people.import.notes", { count: notes.length })}>
          <DataTable
            caption={t("people.import.notes", { count: notes.length })}
            isCaptionHidden
            isExported={false}
            report="catatan-impor-orang"
            columns={columns}
            rows={notes}
            rowKey={(row) => JSON.stringify(row)}
            emptyText=""
          />
        </Panel>
      )}
      {passed.length === 0 && unreadHeadings.length === 0 ? null : (
        <Panel title={t("people.import.passed")}>
          {unreadHeadings.length === 0 ? null : (
            <p>{t("people.import.unread", { headings: unreadHeadings.join(", ") })}</p>
          )}
          <ul className={styles.list}>
            {passed.map((row) => (
              <li key={`${row.sheet} ${row.rowNumber}`}>
                {t("people.import.passed-row", { sheet: row.sheet, row: row.rowNumber, text: row.text })}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

function fieldName(field: PeopleField | null, language: keyof typeof FIELD_NAMES): string {
  return field === null ? "" : FIELD_NAMES[language][field];
}
