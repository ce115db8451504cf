import { expect, test } from "vitest";
import { slackWarn, slackWarnShare } from "#domains/production/settings.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import { slackWarningFrom } from "./slack-warning.ts";

test("each limit is read from the setting it belongs to", () => {
  const set = new Map([
    [slackWarn.key, 7 * MINUTE_MS],
    [slackWarnShare.key, 3_000],
  ]);
  expect(slackWarningFrom(({ key }) => set.get(key) ?? -1)).toEqual({ warnMs: 7 * MINUTE_MS, warnShareBp: 3_000 });
});
