import { useState } from "react";
import type { Result } from "#kernel/result.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";
import { divisionsRef } from "#renderer/domains/people/people-refs.ts";
import { TEMPLATE_WORDS } from "#renderer/copy/people-file.ts";
import { Button } from "#renderer/ui/button.tsx";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { FileChoice, type ChosenFile } from "#renderer/faces/manager/file-choice/file-choice.tsx";
import {
  readPeopleFile,
  type PeopleFileFault,
  type PeopleFileReading,
} from "#renderer/faces/manager/people-file/read-people-file.ts";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { saveFile } from "#renderer/faces/manager/table/save-file.ts";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { OrangPage } from "./orang-page.tsx";
import { FileFaultText, PassedPanel, ProblemPanel } from "./people-import-report.tsx";
import { ImportConfirmation, ImportedPanel, type Imported } from "./people-import-confirmation.tsx";
import styles from "./people.module.css";

/** A list of people from XLSX or CSV: read, report, confirm. Nobody is added until the whole list is clean. */
export function PeopleImportPage() {
  const { t } = useManagerCopy();
  const [imported, setImported] = useState<Imported | null>(null);
  return (
    <OrangPage title={t("people.import.title")} permission="people.manage">
      {imported === null ? <ListImport onImported={setImported} /> : <ImportedPanel imported={imported} />}
    </OrangPage>
  );
}

function ListImport(props: { readonly onImported: (imported: Imported) => void }) {
  const { t } = useManagerCopy();
  const person = usePersonOrNobody();
  const { serviceDate } = useServiceDay();
  const { makeId } = useCommand();
  const viewer = person === null ? {} : { staffId: person.staffId };
  const divisions = useLiveQuery(divisionsRef, person === null ? null : {}, viewer).rows;
  const [joinDate, setJoinDate] = useState(serviceDate);
  const [reading, setReading] = useState<Result<PeopleFileReading, PeopleFileFault> | null>(null);
  const read = async (file: ChosenFile) => {
    const actorRoles = person?.roles ?? [];
    const deps = { today: serviceDate, joinDate, divisions, actorRoles, makeId };
    setReading(await readPeopleFile(file, deps));
  };
  const downloadTemplate = async () => {
    // The library that writes it is loaded only by whoever asks for it.
    const { peopleTemplate } = await import("#renderer/faces/manager/people-file/people-template.ts");
    saveFile(TEMPLATE_WORDS.fileName, await peopleTemplate(divisions));
  };
  const clean = reading !== null && reading.ok && reading.value.people !== null ? reading.value : null;
  return (
    <>
      <Panel title={t("people.import.file")}>
        <p>{t("people.import.text")}</p>
        <div className={styles.dialog}>
          <DateField
            className={styles.date ?? ""}
            label={t("people.import.join-date")}
            value={joinDate}
            onChange={(date) => {
              setJoinDate(date);
              // The rows that need the date were read with the one before.
              setReading(null);
            }}
          />
          <FileChoice
            isChosen={reading !== null}
            reason={isDateEntered(joinDate) ? null : t("manager.date.wrong")}
            className={styles.actions}
            onFile={read}
          >
            <Button size="small" icon="download" onPress={() => void downloadTemplate()}>
              {t("people.import.template")}
            </Button>
          </FileChoice>
          <p>{t("people.import.template-hint")}</p>
        </div>
        {reading !== null && !reading.ok ? <FileFaultText fault={reading.error} /> : null}
      </Panel>
      {reading !== null && reading.ok && reading.value.problems.length > 0 ? (
        <ProblemPanel reading={reading.value} />
      ) : null}
      {clean === null ? null : <ImportConfirmation reading={clean} onImported={props.onImported} />}
      {reading !== null && reading.ok ? <PassedPanel reading={reading.value} /> : null}
    </>
  );
}
