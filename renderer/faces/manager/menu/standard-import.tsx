import { useState } from "react";
import type { PortionStandard, StandardRefusal } from "#domains/menu/portion-standards.ts";
import { amountOf, type Quantity } from "#kernel/quantity.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { importPortionStandardsRef } from "#renderer/domains/menu/menu-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import type { StandardFileReading } from "#renderer/faces/manager/food-file/read-food-file.ts";
import { Facts, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { useFigures } from "./figures.ts";
import styles from "./food.module.css";

/** What the kitchen did with a table of amounts. */
export interface StandardsTaken {
  readonly setCount: number;
  readonly unknownNames: readonly string[];
  readonly mismatchedNames: readonly string[];
}

/** A table of amounts a portion: what it says, what is wrong with it, and the one button that takes it over. */
export function StandardReport(props: {
  readonly reading: StandardFileReading;
  readonly onTaken: (taken: StandardsTaken) => void;
}) {
  const { reading } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  return (
    <>
      <Panel title={t("food.import.report")}>
        <Facts
          facts={[
            [t("food.import.kind"), t("food.import.kind.standards")],
            [t("food.import.rows"), units.count(reading.rowCount)],
            [t("food.standard.ready"), units.count(reading.standards.length)],
            [t("food.import.refused"), units.count(new Set(reading.refused.map(({ rowNumber }) => rowNumber)).size)],
          ]}
        />
        <AcceptStandards {...props} />
      </Panel>
      <RefusedStandards refused={reading.refused} />
      <StandardsTable standards={reading.standards} />
    </>
  );
}

function AcceptStandards(props: {
  readonly reading: StandardFileReading;
  readonly onTaken: (taken: StandardsTaken) => void;
}) {
  const { fileName, sha256, standards } = props.reading;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { grant } = useAct();
  const outcomeWords = useOutcomeWords();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  if (standards.length === 0) return null;
  const take = async () => {
    setBusy(true);
    const body = { fileName: fileName.slice(0, 120), sha256, standards: [...standards] };
    const outcome = await grant(importPortionStandardsRef, body);
    setBusy(false);
    setTrouble(outcomeWords(outcome));
    if (outcome.kind !== "accepted") return;
    const { setCount, unknownNames, mismatchedNames } = outcome.result;
    props.onTaken({
      setCount: typeof setCount === "number" ? setCount : 0,
      unknownNames: namesOf(unknownNames),
      mismatchedNames: namesOf(mismatchedNames),
    });
  };
  return (
    <>
      <p>{t("food.standard.accept-text", { file: fileName })}</p>
      <div className={styles.actions}>
        <Button kind="primary" size="small" icon="check" onPress={() => void take()}>
          {isBusy ? t("shared.record.sending") : t("food.standard.take", { count: units.count(standards.length) })}
        </Button>
      </div>
      {trouble === null ? null : (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
    </>
  );
}

function namesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

/** Names that found no food, and those whose food is counted otherwise: nothing is left out in silence. */
export function StandardsTakenText(props: { readonly taken: StandardsTaken }) {
  const { unknownNames, mismatchedNames } = props.taken;
  const { t } = useManagerCopy();
  return (
    <>
      {unknownNames.length === 0 ? null : (
        <p role="status">{t("food.standard.unknown", { names: unknownNames.join(", ") })}</p>
      )}
      {mismatchedNames.length === 0 ? null : (
        <p role="status">{t("food.standard.mismatched", { names: mismatchedNames.join(", ") })}</p>
      )}
    </>
  );
}

function RefusedStandards(props: { readonly refused: readonly StandardRefusal[] }) {
  const { t } = useManagerCopy();
  if (props.refused.length === 0) return null;
  const columns: ReadonlyArray<DataColumn<StandardRefusal>> = [
    { id: "row", header: t("food.import.column.row"), value: (row) => row.rowNumber, isFigure: true },
    { id: "name", header: t("food.import.column.name"), value: (row) => row.name },
    { id: "column", header: t("food.import.column.column"), value: (row) => t(`food.standard.column.${row.column}`) },
    { id: "value", header: t("food.import.column.value"), value: (row) => row.value },
    { id: "why", header: t("food.import.column.why"), value: (row) => t(`food.standard.why.${row.code}`) },
  ];
  return (
    <Panel title={t("food.import.refused")}>
      <DataTable
        caption={t("food.import.refused")}
        isCaptionHidden
        report="takaran-ditolak"
        columns={columns}
        rows={props.refused}
        rowKey={(row) => `${String(row.rowNumber)} ${row.column}`}
        emptyText=""
      />
    </Panel>
  );
}

function StandardsTable(props: { readonly standards: readonly PortionStandard[] }) {
  const { t } = useManagerCopy();
  const figures = useFigures();
  // Kept for a hundred portions.
  const perPortion = (amount: Quantity) => `${figures.plain(amountOf(amount) / 100)} ${t(`food.unit.${amount.unit}`)}`;
  const columns: ReadonlyArray<DataColumn<PortionStandard>> = [
    { id: "name", header: t("food.import.column.name"), value: (row) => row.name },
    {
      id: "small",
      header: t("food.standard.column.small"),
      value: (row) => amountOf(row.small) / 100,
      cell: (row) => perPortion(row.small),
      isFigure: true,
    },
    {
      id: "large",
      header: t("food.standard.column.large"),
      value: (row) => amountOf(row.large) / 100,
      cell: (row) => perPortion(row.large),
      isFigure: true,
    },
  ];
  return (
    <Panel title={t("food.standard.table")}>
      <DataTable
        caption={t("food.standard.table")}
        isCaptionHidden
        report="takaran"
        columns={columns}
        rows={props.standards}
        rowKey={(row) => row.name}
        emptyText=""
      />
    </Panel>
  );
}
