import { Modal, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SettingsRow } from "#domains/site/queries.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";
import { changeSettingRef } from "#renderer/domains/site/site-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { textFromValue, valueFromText } from "./setting-values.ts";
import { useSettingWords } from "./setting-words.ts";

const SOURCE_MAX_COUNT = 300;
const REASON_MAX_COUNT = 500;

/** A figure with its source, the day it holds from, and why; signed. The kitchen refuses one looser than its standard. */
export function SettingDialog(props: { readonly setting: SettingsRow; readonly onClose: () => void }) {
  const { setting } = props;
  const { t } = useManagerCopy();
  const words = useSettingWords();
  const { serviceDate } = useServiceDay();
  const { grant } = useAct();
  const sign = useSign();
  const [text, setText] = useState(textFromValue(setting.unit, setting.value));
  const [source, setSource] = useState(setting.source);
  const [fromDate, setFromDate] = useState(serviceDate);
  const [reason, setReason] = useState("");
  const read = valueFromText(setting, text);
  const problem = read.ok
    ? null
    : read.problem === "out-of-range"
      ? t("manager.setting.problem.out-of-range", {
          min: setting.min === null ? "–" : words.value(setting, setting.min),
          max: setting.max === null ? "–" : words.value(setting, setting.max),
        })
      : t(`manager.setting.problem.${read.problem}`);
  const missing =
    problem ??
    (source.trim() === ""
      ? t("manager.setting.source-needed")
      : !isDateEntered(fromDate)
        ? t("manager.date.wrong")
        : reason.trim() === ""
          ? t("kitchen.reason-needed")
          : null);
  const change = () => {
    if (!read.ok || missing !== null) return;
    props.onClose();
    void sign({
      title: t("manager.setting.change-of", { setting: setting.settingKey }),
      text: t("manager.setting.change-text", {
        old: words.value(setting, setting.value),
        new: words.value(setting, read.value),
      }),
      doneWords: t("manager.setting.changed"),
      send: (signatures) =>
        grant(
          changeSettingRef,
          {
            settingKey: setting.settingKey,
            value: Array.isArray(read.value) ? [...read.value] : read.value,
            source: source.trim(),
            effectiveFromDate: fromDate,
            reason: reason.trim(),
          },
          { signatures },
        ),
    });
  };
  const label = t(`manager.setting.unit.${setting.unit}`);
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("manager.setting.change-of", { setting: setting.settingKey })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        {setting.stricter === null ? null : <p>{t(`manager.setting.stricter.${setting.stricter}`)}</p>}
        {typeof setting.value === "boolean" ? (
          <NativeSelect
            data-autofocus
            label={label}
            value={text}
            data={[
              { value: "1", label: t("manager.setting.on") },
              { value: "0", label: t("manager.setting.off") },
            ]}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        ) : (
          <TextInput
            data-autofocus
            label={label}
            value={text}
            error={problem}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={t("manager.setting.source")}
          maxLength={SOURCE_MAX_COUNT}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <DateField label={t("manager.setting.from")} value={fromDate} onChange={setFromDate} />
        <Textarea
          label={t("kitchen.reason-words")}
          rows={2}
          maxLength={REASON_MAX_COUNT}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={dialog.actions}>
          <Button kind="primary" size="small" reason={missing} onPress={change}>
            {t("manager.setting.change")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
