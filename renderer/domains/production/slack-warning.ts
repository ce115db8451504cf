import { slackWarn, slackWarnShare } from "#domains/production/settings.ts";
import { SLACK_WARNING_DEFAULT, type SlackWarning } from "#domains/production/timing.ts";
import type { SettingDefinition } from "#kernel/setting.ts";

/** `board.slack-warn` and `board.slack-warn-share` as the kitchen set them. */
export function slackWarningFrom(numberOf: (definition: SettingDefinition<number>) => number): SlackWarning {
  return { ...SLACK_WARNING_DEFAULT, warnMs: numberOf(slackWarn), warnShareBp: numberOf(slackWarnShare) };
}
