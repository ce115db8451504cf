import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { serviceDateFromMs } from "#kernel/service-date.ts";
import type { TimeZone } from "#kernel/time.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import type { CapacityClass } from "#domains/site/vocabulary.ts";
import { addStaffRef } from "#renderer/domains/people/people-refs.ts";
import { updateSiteProfileRef } from "#renderer/domains/site/site-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { RevealedNumber } from "#renderer/faces/manager/people/revealed-number.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./sign-in.module.css";

const ZONES: readonly TimeZone[] = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];
const CLASSES: readonly CapacityClass[] = ["regular", "certified-cook", "remote"];
const SITE_NAME_MAX_COUNT = 80;
const PERSON_NAME_MAX_COUNT = 80;

type Step =
  | { readonly kind: "site" }
  | { readonly kind: "head" }
  | { readonly kind: "number"; readonly revealId: string; readonly name: string };
const STEP_ORDER: readonly Step["kind"][] = ["site", "head", "number"];

/** An empty kitchen's first minutes: its name and zone, its head, the head's number (shown once). */
export function Founding(props: { readonly onDone: () => void }) {
  const { t } = useManagerCopy();
  const [step, setStep] = useState<Step>({ kind: "site" });
  return (
    <>
      <h1>{t("manager.founding.title")}</h1>
      <ol className={styles.steps}>
        {STEP_ORDER.map((kind) => (
          <li key={kind} className={styles.step} aria-current={kind === step.kind ? "step" : undefined}>
            {t(`manager.founding.step.${kind}`)}
          </li>
        ))}
      </ol>
      {step.kind === "site" ? <SiteStep onDone={() => setStep({ kind: "head" })} /> : null}
      {step.kind === "head" ? (
        <HeadStep onDone={(revealId, name) => setStep({ kind: "number", revealId, name })} />
      ) : null}
      {step.kind === "number" ? (
        <RevealedNumber
          revealId={step.revealId}
          name={step.name}
          doneWords={t("manager.founding.go-sign-in")}
          goneWords={t("manager.founding.number-gone")}
          onDone={props.onDone}
        />
      ) : null}
    </>
  );
}

function SiteStep(props: { readonly onDone: () => void }) {
  const { t } = useManagerCopy();
  const { timeZone: knownZone } = useKitchen();
  const { grant } = useAct();
  const words = useOutcomeWords();
  const [siteName, setSiteName] = useState("");
  const [timeZone, setTimeZone] = useState<TimeZone>(knownZone());
  const [capacityClass, setCapacityClass] = useState<CapacityClass>("regular");
  const [problem, setProblem] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const save = async () => {
    const name = siteName.trim();
    if (name === "") return setProblem(t("manager.founding.name-required"));
    setProblem(null);
    const outcome = await grant(updateSiteProfileRef, { fields: { siteName: name, timeZone, capacityClass } });
    const refused = words(outcome);
    setTrouble(refused);
    if (refused === null) props.onDone();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={t("manager.founding.site-name")}
        description={t("manager.founding.site-name-hint")}
        value={siteName}
        maxLength={SITE_NAME_MAX_COUNT}
        onChange={(event) => setSiteName(event.currentTarget.value)}
        error={problem}
        autoFocus
      />
      <NativeSelect
        label={t("manager.founding.time-zone")}
        value={timeZone}
        onChange={(event) => setTimeZone(ZONES.find((zone) => zone === event.currentTarget.value) ?? timeZone)}
        data={ZONES.map((zone) => ({ value: zone, label: t(`manager.zone.${zone}`) }))}
      />
      <NativeSelect
        label={t("manager.founding.capacity-class")}
        value={capacityClass}
        onChange={(event) =>
          setCapacityClass(CLASSES.find((kind) => kind === event.currentTarget.value) ?? capacityClass)
        }
        data={CLASSES.map((kind) => ({ value: kind, label: t(`manager.capacity.${kind}`) }))}
      />
      <FormTrouble text={trouble} />
      <Button kind="primary" size="small" onPress={() => void save()}>
        {t("shared.verb.continue")}
      </Button>
    </form>
  );
}

function HeadStep(props: { readonly onDone: (revealId: string, name: string) => void }) {
  const { t } = useManagerCopy();
  const { clock, timeZone } = useKitchen();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const words = useOutcomeWords();
  const [fullName, setFullName] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const save = async () => {
    const name = fullName.trim();
    if (name === "") return setProblem(t("manager.founding.person-required"));
    setProblem(null);
    const outcome = await grant(addStaffRef, {
      staffId: makeId("staff"),
      roles: ["kitchen-head"],
      divisionCode: "kantor",
      employmentKind: "bgn",
      joinDate: serviceDateFromMs(clock.nowMs(), timeZone()),
      position: t("shared.role.kitchen-head"),
      personal: { fullName: name },
    });
    const refused = words(outcome);
    setTrouble(refused);
    if (refused !== null || outcome.kind !== "accepted") return;
    const { revealId } = outcome.result;
    if (typeof revealId === "string") props.onDone(revealId, name);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={t("manager.founding.head-name")}
        description={t("manager.founding.head-hint")}
        value={fullName}
        maxLength={PERSON_NAME_MAX_COUNT}
        onChange={(event) => setFullName(event.currentTarget.value)}
        error={problem}
        autoFocus
      />
      <FormTrouble text={trouble} />
      <Button kind="primary" size="small" onPress={() => void save()}>
        {t("manager.founding.make-number")}
      </Button>
    </form>
  );
}

function FormTrouble(props: { readonly text: string | null }) {
  return props.text === null ? null : (
    <p role="alert" className={styles.trouble}>
      {props.text}
    </p>
  );
}
