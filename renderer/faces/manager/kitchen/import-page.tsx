import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { totalPortionCount } from "#kernel/quantity.ts";
import type { Result } from "#kernel/result.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { PLAN_FILE_WORDS } from "#renderer/copy/plan-file.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { planDayRef, productionBoardRef } from "#renderer/domains/production/production-refs.ts";
import { useServiceDayBoundary } from "#renderer/domains/site/use-service-date.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { FileChoice, type ChosenFile } from "#renderer/faces/manager/file-choice/file-choice.tsx";
import { useFileFaultWords } from "#renderer/faces/manager/file-choice/use-file-fault-words.ts";
import { planDayBody } from "#renderer/faces/manager/plan/plan-body.ts";
import type { CheckedKloter } from "#renderer/faces/manager/plan/plan-check.ts";
import { useStaffCodes } from "#renderer/faces/manager/plan/use-staff-codes.ts";
import { useProblemWords } from "#renderer/faces/manager/plan/plan-problems.tsx";
import styles from "#renderer/faces/manager/plan/kloter-editor.module.css";
import type { PlanFileFault } from "#renderer/faces/manager/plan-file/grid.ts";
import { readPlanFile, type PlanFileReading } from "#renderer/faces/manager/plan-file/read-plan-file.ts";
import type { PlanFileProblem } from "#renderer/faces/manager/plan-file/rows-from-grids.ts";
import { planTemplateCsv, planTemplateXlsx } from "#renderer/faces/manager/plan-file/template.ts";
import { Page, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { saveFile } from "#renderer/faces/manager/table/save-file.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DaySwitch } from "./day-switch.tsx";
import { CapacityReason } from "./plan-page.tsx";

type Reading = Result<PlanFileReading, PlanFileFault>;

/** A day plan from XLSX or CSV: read, report, confirm. Nothing is imported until the whole file is clean. */
export function ImportPage() {
  const { t } = useManagerCopy();
  const navigate = useNavigate();
  const { hari } = useSearch({ from: "/dapur/impor" });
  const { serviceDate: todayDate } = useServiceDay();
  const serviceDate = hari ?? todayDate;
  return (
    <Page title={t("kitchen.import-title")} permission="batch.plan" actions={<TemplateButtons />}>
      <DaySwitch
        serviceDate={serviceDate}
        onChange={(next) => void navigate({ to: "/dapur/impor", search: { hari: next } })}
      />
      <FileImport key={serviceDate} serviceDate={serviceDate} />
    </Page>
  );
}

function TemplateButtons() {
  const { t, language } = useManagerCopy();
  const name = PLAN_FILE_WORDS[language].fileName;
  return (
    <>
      <Button
        size="small"
        icon="download"
        onPress={() => void planTemplateXlsx(language).then((blob) => saveFile(`${name}.xlsx`, blob))}
      >
        {t("kitchen.template-xlsx")}
      </Button>
      <Button size="small" icon="download" onPress={() => saveFile(`${name}.csv`, planTemplateCsv(language))}>
        {t("kitchen.template-csv")}
      </Button>
    </>
  );
}

function FileImport(props: { readonly serviceDate: string }) {
  const { serviceDate } = props;
  const { t } = useManagerCopy();
  const faultWords = useFileFaultWords();
  const { timeZone } = useServiceDay();
  const boundary = useServiceDayBoundary(serviceDate);
  const { makeId } = useCommand();
  const { staffIdByCode } = useStaffCodes();
  const { rows: planned } = useLiveQuery(productionBoardRef, { serviceDate });
  const [reading, setReading] = useState<Reading | null>(null);
  const read = async (file: ChosenFile) => {
    setReading(await readPlanFile(file, { day: { serviceDate, timeZone, boundary }, makeId, planned, staffIdByCode }));
  };
  return (
    <>
      <Panel title={t("kitchen.import-file")}>
        <p>{t("kitchen.import-text")}</p>
        <FileChoice isChosen={reading !== null} onFile={read} />
        {reading !== null && !reading.ok ? (
          <p role="alert" className={styles.trouble}>
            {faultWords(reading.error)}
          </p>
        ) : null}
      </Panel>
      {reading !== null && reading.ok && reading.value.problems.length > 0 ? (
        <ProblemReport reading={reading.value} />
      ) : null}
      {reading !== null && reading.ok && reading.value.kloters !== null ? (
        <Confirmation
          reading={reading.value}
          kloters={reading.value.kloters}
          serviceDate={serviceDate}
          onDone={() => setReading(null)}
        />
      ) : null}
    </>
  );
}

/** Every bad row by its number; nothing was imported. */
function ProblemReport(props: { readonly reading: PlanFileReading }) {
  const { problems, fileName, rowCount } = props.reading;
  const { t, language } = useManagerCopy();
  const words = useProblemWords();
  const columnByField: Readonly<Partial<Record<string, string>>> = PLAN_FILE_WORDS[language].columnByField;
  const fieldName = (field: string | null) => (field === null ? "" : (columnByField[field] ?? field));
  const columns: ReadonlyArray<DataColumn<PlanFileProblem>> = [
    { id: "sheet", header: t("kitchen.report.sheet"), value: (problem) => problem.sheet },
    { id: "row", header: t("kitchen.report.row"), value: (problem) => problem.rowNumber, isFigure: true },
    { id: "column", header: t("kitchen.report.column"), value: (problem) => fieldName(problem.field) },
    { id: "problem", header: t("kitchen.report.problem"), value: words },
  ];
  return (
    <Panel title={t("kitchen.report.title", { count: problems.length })}>
      <p role="alert">{t("kitchen.report.text", { file: fileName, rows: rowCount })}</p>
      <DataTable
        caption={t("kitchen.report.title", { count: problems.length })}
        isCaptionHidden
        report="laporan-impor"
        columns={columns}
        rows={problems}
        rowKey={(problem) => JSON.stringify(problem)}
        emptyText=""
      />
    </Panel>
  );
}

/** Ingredients a plan names without an amount, each once. */
function ingredientsWithoutAmount(kloters: readonly CheckedKloter[]): readonly string[] {
  const lines = kloters.flatMap((kloter) => kloter.runs).flatMap((run) => run.dish.ingredients);
  return [...new Set(lines.filter((line) => line.quantities === null).map((line) => line.name))];
}

/** What the file will plan, and the one button that does it. */
function Confirmation(props: {
  readonly reading: PlanFileReading;
  readonly kloters: readonly CheckedKloter[];
  readonly serviceDate: string;
  readonly onDone: () => void;
}) {
  const { reading, kloters, serviceDate } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const navigate = useNavigate();
  const toast = useToast();
  const { grant } = useAct();
  const outcomeWords = useOutcomeWords();
  const [capacity, setCapacity] = useState({ isAsked: false, reason: "" });
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const unknownNames = ingredientsWithoutAmount(kloters);
  const totalCount = kloters.reduce((sum, kloter) => sum + totalPortionCount(kloter.portionCounts), 0);
  const specialPackCount = kloters.reduce((sum, kloter) => sum + kloter.specialPackCount, 0);
  const plan = async () => {
    setBusy(true);
    const body = planDayBody(kloters, {
      serviceDate,
      planSource: { kind: "file", fileName: reading.fileName, sha256: reading.sha256 },
      overCapacityReason: capacity.reason,
    });
    const outcome = await grant(planDayRef, body);
    setBusy(false);
    setTrouble(outcomeWords(outcome));
    if (outcome.kind === "rejected" && outcome.rejection.code === "over-capacity") {
      setCapacity((known) => ({ ...known, isAsked: true }));
    }
    if (outcome.kind !== "accepted") return;
    toast({ text: t("kitchen.imported", { count: kloters.length }) });
    props.onDone();
    void navigate({ to: "/dapur", search: { hari: serviceDate } });
  };
  return (
    <Panel
      title={t("kitchen.confirm.title")}
      note={<StateBadge state="file-clean" token="ok" word={t("kitchen.confirm.clean")} />}
    >
      <p>
        {t("kitchen.confirm.text", {
          file: reading.fileName,
          day: units.kitchenDay(serviceDate),
          batches: kloters.length,
          portions: units.count(totalCount),
          special: units.count(specialPackCount),
        })}
      </p>
      <DataTable
        caption={t("kitchen.confirm.title")}
        isCaptionHidden
        isExported={false}
        report="impor"
        columns={useKloterColumns(reading.changedBatchIds)}
        rows={kloters}
        rowKey={(kloter) => kloter.batchId}
        emptyText=""
      />
      {unknownNames.length === 0 ? null : <p>{units.ingredient(unknownNames.join(", "), null)}</p>}
      <div className={styles.fields}>
        <CapacityReason
          isAsked={capacity.isAsked}
          reason={capacity.reason}
          onChange={(reason) => setCapacity({ isAsked: true, reason })}
        />
        <span data-approve="">
          <Button kind="primary" size="small" icon="check" onPress={() => void plan()}>
            {isBusy ? t("shared.record.sending") : t("kitchen.confirm.plan")}
          </Button>
        </span>
        {trouble === null ? null : (
          <p role="alert" className={styles.trouble}>
            {trouble}
          </p>
        )}
      </div>
    </Panel>
  );
}

/** What the file says of each kloter, and whether it is new. */
function useKloterColumns(changedBatchIds: ReadonlySet<string>): ReadonlyArray<DataColumn<CheckedKloter>> {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  return [
    { id: "label", header: t("kitchen.column.group"), value: (kloter) => kloter.label },
    { id: "wave", header: t("kitchen.column.wave"), value: (kloter) => t(`kitchen.wave.${kloter.wave}`) },
    {
      id: "portions",
      header: t("kitchen.column.portions"),
      value: (kloter) => totalPortionCount(kloter.portionCounts),
      cell: (kloter) => units.count(totalPortionCount(kloter.portionCounts)),
      isFigure: true,
    },
    {
      id: "special",
      header: t("shared.special-pack"),
      value: (kloter) => kloter.specialPackCount,
      cell: (kloter) => units.count(kloter.specialPackCount),
      isFigure: true,
    },
    {
      id: "dishes",
      header: t("kitchen.column.dish"),
      value: (kloter) => kloter.runs.map((run) => run.dish.dishName).join(", "),
    },
    { id: "points", header: t("kitchen.points"), value: (kloter) => kloter.points.length, isFigure: true },
    {
      id: "people",
      header: t("kitchen.report.people"),
      value: (kloter) => new Set(kloter.tasks.map((task) => task.staffId)).size,
      isFigure: true,
    },
    {
      id: "start",
      header: t("kitchen.column.preparation"),
      value: (kloter) => kloter.plannedPreparationAtMs,
      cell: (kloter) => units.clock(kloter.plannedPreparationAtMs, timeZone),
      isFigure: true,
    },
    {
      id: "departure",
      header: t("kitchen.column.first-departure"),
      value: (kloter) => Math.min(...kloter.points.map((point) => point.departureAtMs)),
      cell: (kloter) => units.clock(Math.min(...kloter.points.map((point) => point.departureAtMs)), timeZone),
      isFigure: true,
    },
    {
      id: "kind",
      header: t("kitchen.report.effect"),
      value: (kloter) => (changedBatchIds.has(kloter.batchId) ? t("kitchen.report.changes") : t("kitchen.report.adds")),
    },
  ];
}
