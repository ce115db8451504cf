import { useMemo } from "react";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { SlackWarning } from "#domains/production/timing.ts";
import { slackWarningFrom } from "#renderer/domains/production/slack-warning.ts";
import { useNumberSetting } from "#renderer/domains/site/use-face-settings.ts";

/** When a deadline turns to “SEGERA”, by the settings of the day it belongs to. */
export function useSlackWarning(serviceDate: ServiceDate): SlackWarning {
  const numberOf = useNumberSetting(serviceDate);
  return useMemo(() => slackWarningFrom(numberOf), [numberOf]);
}
