import { useMemo } from "react";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { SettingDefinition } from "#kernel/setting.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { faceSettingsRef } from "./site-refs.ts";

/** Reads figures in force on a day; the built-in default until the kitchen has told them. */
export function useNumberSetting(serviceDate: ServiceDate): (definition: SettingDefinition<number>) => number {
  const { rows } = useLiveQuery(faceSettingsRef, { serviceDate }, { isKeptOnDisk: true });
  return useMemo(() => {
    const valueByKey = new Map(rows.map(({ settingKey, value }) => [settingKey, value]));
    return (definition) => {
      const value = valueByKey.get(definition.key);
      return typeof value === "number" ? value : definition.default;
    };
  }, [rows]);
}

/** The same for lists of codes. */
export function useTextsSetting(
  serviceDate: ServiceDate,
): (definition: SettingDefinition<readonly string[]>) => readonly string[] {
  const { rows } = useLiveQuery(faceSettingsRef, { serviceDate }, { isKeptOnDisk: true });
  return useMemo(() => {
    const valueByKey = new Map(rows.map(({ settingKey, value }) => [settingKey, value]));
    return (definition) => {
      const value = valueByKey.get(definition.key);
      return Array.isArray(value) ? value.filter((code) => typeof code === "string") : definition.default;
    };
  }, [rows]);
}
