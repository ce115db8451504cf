import { useState } from "react";
import type { Result } from "#kernel/result.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { importIngredientsRef } from "#renderer/domains/menu/menu-refs.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { FileChoice, type ChosenFile } from "#renderer/faces/manager/file-choice/file-choice.tsx";
import {
  readFoodFile,
  type FoodFileFault,
  type FoodFileReading,
  type StandardFileReading,
} from "#renderer/faces/manager/food-file/read-food-file.ts";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { FoodFaultText, FoodReport } from "./food-import-report.tsx";
import { StandardReport, StandardsTakenText, type StandardsTaken } from "./standard-import.tsx";
import { MenuFrame } from "./menu-frame.tsx";
import { useNavigate } from "@tanstack/react-router";
import styles from "./food.module.css";

type Imported =
  | { readonly what: "foods"; readonly addedCount: number; readonly knownCount: number }
  | ({ readonly what: "standards" } & StandardsTaken);

/** A table of foods: read here, reported, accepted, added whole or not at all. */
export function FoodImportPage() {
  const { t } = useManagerCopy();
  const [imported, setImported] = useState<Imported | null>(null);
  return (
    <MenuFrame title={t("food.import.title")} permission="menu.edit">
      {imported === null ? <FileImport onImported={setImported} /> : <ImportedPanel imported={imported} />}
    </MenuFrame>
  );
}

function FileImport(props: { readonly onImported: (imported: Imported) => void }) {
  const { t } = useManagerCopy();
  const { makeId } = useCommand();
  const [reading, setReading] = useState<Result<FoodFileReading | StandardFileReading, FoodFileFault> | null>(null);
  const read = async (file: ChosenFile) => {
    setReading(await readFoodFile(file, makeId));
  };
  return (
    <>
      <Panel title={t("food.import.file")}>
        <p>{t("food.import.text")}</p>
        <FileChoice isChosen={reading !== null} alsoAccepts=".json,application/json" onFile={read} />
        {reading !== null && !reading.ok ? <FoodFaultText fault={reading.error} /> : null}
      </Panel>
      {reading?.ok === true && reading.value.what === "foods" ? (
        <FoodReport reading={reading.value}>
          <AcceptFoods key={reading.value.sha256} reading={reading.value} onImported={props.onImported} />
        </FoodReport>
      ) : null}
      {reading?.ok === true && reading.value.what === "standards" ? (
        <StandardReport
          key={reading.value.sha256}
          reading={reading.value}
          onTaken={(taken) => props.onImported({ what: "standards", ...taken })}
        />
      ) : null}
    </>
  );
}

/** The one button that takes over what the report shows. */
function AcceptFoods(props: { readonly reading: FoodFileReading; readonly onImported: (imported: Imported) => void }) {
  const { reading } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { grant } = useAct();
  const outcomeWords = useOutcomeWords();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const count = units.count(reading.listed.length);
  const add = async () => {
    setBusy(true);
    const outcome = await grant(importIngredientsRef, {
      fileName: reading.fileName.slice(0, 120),
      sha256: reading.sha256,
      counts: {
        cleanedCount: reading.notes.length,
        mergedCount: reading.merged.length,
        refusedCount: new Set(reading.refused.map(({ rowNumber }) => rowNumber)).size,
      },
      ingredients: [...reading.listed],
    });
    setBusy(false);
    setTrouble(outcomeWords(outcome));
    if (outcome.kind !== "accepted") return;
    const { addedCount, knownCodes } = outcome.result;
    props.onImported({
      what: "foods",
      addedCount: typeof addedCount === "number" ? addedCount : 0,
      knownCount: Array.isArray(knownCodes) ? knownCodes.length : 0,
    });
  };
  if (reading.listed.length === 0) return null;
  return (
    <>
      <p>{t("food.import.accept-text", { file: reading.fileName, count })}</p>
      <div className={styles.actions}>
        <Button kind="primary" size="small" icon="check" onPress={() => void add()}>
          {isBusy ? t("shared.record.sending") : t("food.import.add", { count })}
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

function ImportedPanel(props: { readonly imported: Imported }) {
  const { imported } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const navigate = useNavigate();
  const title =
    imported.what === "foods"
      ? t("food.import.done", { count: units.count(imported.addedCount) })
      : t("food.standard.done", { count: units.count(imported.setCount) });
  return (
    <Panel title={title}>
      {imported.what === "foods" ? (
        <KnownLine knownCount={imported.knownCount} />
      ) : (
        <StandardsTakenText taken={imported} />
      )}
      <div>
        <Button kind="primary" size="small" onPress={() => void navigate({ to: "/menu/bahan" })}>
          {t("food.import.to-list")}
        </Button>
      </div>
    </Panel>
  );
}

function KnownLine(props: { readonly knownCount: number }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  if (props.knownCount === 0) return null;
  return <p role="status">{t("food.import.known", { count: units.count(props.knownCount) })}</p>;
}
