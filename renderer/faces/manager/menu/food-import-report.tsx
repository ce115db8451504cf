import type { ReactNode } from "react";
import type { FoodColumn, FoodNote, FoodNoteCode, FoodPair, FoodRefusal } from "#domains/menu/food-import-values.ts";
import { NUTRIENTS, type Nutrient } from "#domains/menu/nutrients.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useFileFaultWords } from "#renderer/faces/manager/file-choice/use-file-fault-words.ts";
import type { FoodFileFault, FoodFileReading } from "#renderer/faces/manager/food-file/read-food-file.ts";
import { Facts, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./food.module.css";

/** Why the file as a whole cannot be read. */
export function FoodFaultText(props: { readonly fault: FoodFileFault }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const faultWords = useFileFaultWords();
  const { fault } = props;
  const words = () => {
    if (fault.code === "file-no-foods") return t("food.import.no-foods");
    if (fault.code !== "file-too-many-foods") return faultWords(fault);
    return t("food.import.too-many", { count: units.count(fault.foodCount), max: units.count(fault.maxCount) });
  };
  return (
    <p role="alert" className={styles.trouble}>
      {words()}
    </p>
  );
}

/** What would be taken over, and everything that was put right, merged or refused: nothing is left out in silence. */
export function FoodReport(props: { readonly reading: FoodFileReading; readonly children: ReactNode }) {
  const { reading } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const count = (list: readonly unknown[]) => units.count(list.length);
  return (
    <>
      <Panel title={t("food.import.report")}>
        <Facts
          facts={[
            [t("food.import.kind"), t(`food.import.kind.${reading.kind}`)],
            [t("food.import.rows"), units.count(reading.rowCount)],
            [t("food.import.taken"), count(reading.listed)],
            [t("food.import.cleaned"), count(reading.notes)],
            [t("food.import.merged"), count(reading.merged)],
            [t("food.import.similar"), count(reading.similar)],
            [t("food.import.refused"), units.count(new Set(reading.refused.map(({ rowNumber }) => rowNumber)).size)],
          ]}
        />
        {reading.unreadHeadings.length === 0 ? null : (
          <p className={styles.quiet}>{t("food.import.unread", { headings: reading.unreadHeadings.join(", ") })}</p>
        )}
        {props.children}
      </Panel>
      <RefusedPanel refused={reading.refused} />
      <PairsPanel title={t("food.import.merged")} report="bahan-digabung" pairs={reading.merged} />
      <PairsPanel title={t("food.import.similar")} report="bahan-mirip" pairs={reading.similar} />
      <NotesPanels notes={reading.notes} />
    </>
  );
}

function useColumnName(): (column: FoodColumn) => string {
  const { t } = useManagerCopy();
  return (column) => (isNutrient(column) ? t(`food.nutrient.${column}`) : t(`food.import.field.${column}`));
}

function isNutrient(column: FoodColumn): column is Nutrient {
  return NUTRIENTS.some((nutrient) => nutrient === column);
}

function RefusedPanel(props: { readonly refused: readonly FoodRefusal[] }) {
  const { t } = useManagerCopy();
  const columnName = useColumnName();
  if (props.refused.length === 0) return null;
  const columns: ReadonlyArray<DataColumn<FoodRefusal>> = [
    { id: "row", header: t("food.import.column.row"), value: (row) => row.rowNumber, isFigure: true },
    { id: "name", header: t("food.import.column.name"), value: (row) => row.name },
    { id: "column", header: t("food.import.column.column"), value: (row) => columnName(row.column) },
    { id: "value", header: t("food.import.column.value"), value: (row) => row.value },
    { id: "why", header: t("food.import.column.why"), value: (row) => t(`food.import.why.${row.code}`) },
  ];
  return (
    <ReportTable
      title={t("food.import.refused")}
      report="bahan-ditolak"
      columns={columns}
      rows={props.refused}
      rowKey={(row) => `${String(row.rowNumber)} ${row.column} ${row.code}`}
    />
  );
}

function PairsPanel(props: { readonly title: string; readonly report: string; readonly pairs: readonly FoodPair[] }) {
  const { t } = useManagerCopy();
  if (props.pairs.length === 0) return null;
  const columns: ReadonlyArray<DataColumn<FoodPair>> = [
    { id: "row", header: t("food.import.column.row"), value: (row) => row.rowNumber, isFigure: true },
    { id: "name", header: t("food.import.column.name"), value: (row) => row.name },
    { id: "first", header: t("food.import.column.first"), value: (row) => row.firstRowNumber, isFigure: true },
    { id: "firstName", header: t("food.import.column.name"), value: (row) => row.firstName },
  ];
  return (
    <ReportTable
      title={props.title}
      report={props.report}
      columns={columns}
      rows={props.pairs}
      rowKey={(row) => String(row.rowNumber)}
    />
  );
}

/** Every cell that was put right, by what was done to it: the few worth looking at are not lost among the many. */
function NotesPanels(props: { readonly notes: readonly FoodNote[] }) {
  const { t } = useManagerCopy();
  const columnName = useColumnName();
  const byCode = [...Map.groupBy(props.notes, ({ code }) => code)].toSorted(
    ([, left], [, right]) => left.length - right.length,
  );
  const columns: ReadonlyArray<DataColumn<FoodNote>> = [
    { id: "row", header: t("food.import.column.row"), value: (row) => row.rowNumber, isFigure: true },
    { id: "name", header: t("food.import.column.name"), value: (row) => row.name },
    { id: "column", header: t("food.import.column.column"), value: (row) => columnName(row.column) },
    { id: "from", header: t("food.import.column.value"), value: (row) => row.from },
    { id: "to", header: t("food.import.column.taken"), value: (row) => (row.to === "" ? t("food.no-data") : row.to) },
  ];
  const title = (code: FoodNoteCode) => t(`food.import.note.${code}`);
  return byCode.map(([code, notes]) => (
    <ReportTable
      key={code}
      title={title(code)}
      report="bahan-dirapikan"
      columns={columns}
      rows={notes}
      rowKey={(row) => `${String(row.rowNumber)} ${row.column}`}
    />
  ));
}

function ReportTable<Row extends object>(props: {
  readonly title: string;
  readonly report: string;
  readonly columns: ReadonlyArray<DataColumn<Row>>;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  return (
    <Panel
      title={props.title}
      note={
        <span className={styles.quiet}>{t("food.import.note-count", { count: units.count(props.rows.length) })}</span>
      }
    >
      <DataTable
        caption={props.title}
        isCaptionHidden
        report={props.report}
        columns={props.columns}
        rows={props.rows}
        rowKey={props.rowKey}
        emptyText=""
      />
    </Panel>
  );
}
