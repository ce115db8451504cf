import { Modal, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useCommand } from "#renderer/client/use-command.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { CorrectedReadings } from "#domains/quality/events.ts";
import type { CheckRow } from "#domains/quality/queries.ts";
import { correctCheckRef } from "#renderer/domains/quality/quality-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

const REASON_MAX_COUNT = 400;
const READINGS_MAX_COUNT = 12;
const TEMPERATURE_MIN_C = -50;
const TEMPERATURE_MAX_C = 350;

/** Temperatures are corrected at this desk; scores and checklists where their form is, on the tablet. */
export function isCorrectableHere(check: CheckRow): boolean {
  return (
    check.replacedByCheckId === null &&
    (check.checkKind === "core-temperature" ||
      check.checkKind === "holding-temperature" ||
      check.checkKind === "cooling")
  );
}

/** Writes the right value beside the wrong one: signed, with a reason; the original stays visible. */
export function CorrectDialog(props: { readonly check: CheckRow; readonly onClose: () => void }) {
  const { check } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const sign = useSign();
  const [values, setValues] = useState(() =>
    readingsOf(check)
      .map((value) => String(value).replace(".", ","))
      .join("; "),
  );
  const [reason, setReason] = useState("");
  const readings = readingsFromText(values);
  const missing =
    readings === null ? t("quality.correct.values-wrong") : reason.trim() === "" ? t("kitchen.reason-needed") : null;
  const correct = () => {
    if (readings === null || missing !== null) return;
    props.onClose();
    void sign({
      title: t("quality.correct.title"),
      text: t("quality.correct.text"),
      doneWords: t("quality.correct.done"),
      send: (signatures) =>
        grant(
          correctCheckRef,
          {
            checkId: makeId("check"),
            replacesCheckId: check.checkId,
            readings: correctedReadings(check, readings),
            reason: reason.trim(),
          },
          { signatures },
        ),
    });
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("quality.correct.title")}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <p>
          {t("quality.correct.original", {
            check: t(`quality.check-kind.${check.checkKind}`),
            value: readingsOf(check)
              .map((value) => units.temperature(value))
              .join(", "),
          })}
        </p>
        <TextInput
          data-autofocus
          label={t("quality.correct.values")}
          description={
            check.checkKind === "cooling" ? t("quality.correct.one-value") : t("quality.correct.many-values")
          }
          inputMode="decimal"
          value={values}
          onChange={(event) => setValues(event.currentTarget.value)}
        />
        <Textarea
          label={t("kitchen.reason-words")}
          rows={2}
          maxLength={REASON_MAX_COUNT}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={dialog.actions}>
          <Button kind="primary" size="small" reason={missing} onPress={correct}>
            {t("quality.correct.act")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function correctedReadings(check: CheckRow, readingsC: readonly number[]): CorrectedReadings {
  if (check.checkKind === "holding-temperature") {
    return { checkKind: "holding-temperature", readingsC: [...readingsC] };
  }
  if (check.checkKind === "cooling") return { checkKind: "cooling", temperatureC: readingsC[0] ?? 0 };
  return { checkKind: "core-temperature", readingsC: [...readingsC] };
}

function readingsOf(check: CheckRow): readonly number[] {
  const { readingsC } = check.detail;
  const many = Array.isArray(readingsC) ? readingsC.filter((value): value is number => typeof value === "number") : [];
  return many.length > 0 ? many : check.temperatureC === null ? [] : [check.temperatureC];
}

/** “75,2; 76; 75,8” as figures with one decimal; null when any of them is none. */
export function readingsFromText(text: string): readonly number[] | null {
  const parts = text
    .split(/[;\s]+/)
    .map((part) => part.trim().replace(",", "."))
    .filter((part) => part !== "");
  if (parts.length === 0 || parts.length > READINGS_MAX_COUNT) return null;
  const values = parts.map((part) => (/^-?\d{1,3}(\.\d)?$/.test(part) ? Number(part) : Number.NaN));
  const isEveryValid = values.every((value) => value >= TEMPERATURE_MIN_C && value <= TEMPERATURE_MAX_C);
  return isEveryValid ? values : null;
}
