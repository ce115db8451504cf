import { present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { DAY_MS } from "#kernel/time.ts";
import type { SiteCommand } from "./commands.ts";
import type { SiteEvent } from "./events.ts";
import type { SiteFacts } from "./facts.ts";
import type { SiteRejection } from "./rejections.ts";
import {
  earliestEffectiveDate,
  whyDayKindNotSet,
  whyDayNotClosed,
  whyDayNotReopened,
  whySettingRefused,
} from "./rules.ts";
import { whyStandardRefused } from "./standard-rules.ts";
import type { ServiceDayState, SiteState } from "./state.ts";

type Decision = Result<readonly SiteEvent[], SiteRejection>;
type BodyOf<Type extends SiteCommand["type"]> = Extract<SiteCommand, { readonly type: Type }>["body"];

/** What happens, or why not, when a command of the site meets its stream (DOMAIN.md §4.1). */
export function decideSite(
  state: SiteState,
  command: SiteCommand,
  facts: SiteFacts,
  context: DecisionContext,
): Decision {
  switch (command.type) {
    case "update-site-profile":
      return decideProfile(state, command.body, facts);
    case "change-setting":
      return decideSetting(state, command.body, facts);
    case "apply-standard":
      return decideStandard(state, command.body, facts);
    case "open-service-day":
      return decideOpen(state.day, command.body);
    case "set-service-day-kind":
      return decideKind(state.day, command.body, facts);
    case "close-service-day":
      return decideClose(state.day, command.body, facts);
    case "reopen-service-day":
      return decideReopen(state.day, command.body, { facts, context });
    case "hand-over-shift":
      return decideHandOver(command.body, facts, context);
  }
}

/** The zone decides which day everything belongs to, so it never changes under an open one. */
function decideProfile(state: SiteState, body: BodyOf<"update-site-profile">, facts: SiteFacts): Decision {
  const { timeZone } = body.fields;
  const openDate = facts.openServiceDates[0];
  const isZoneChanged = timeZone !== undefined && timeZone !== facts.timeZone;
  if (isZoneChanged && openDate !== undefined) return err({ code: "day-already-started", serviceDate: openDate });
  const before: Readonly<Record<string, unknown>> = { ...state.profile };
  const isSame = Object.entries(body.fields).every(([member, value]) => before[member] === value);
  return isSame ? ok([]) : ok([{ type: "site-profile-updated", body: { fields: body.fields } }]);
}

function decideSetting(state: SiteState, body: BodyOf<"change-setting">, facts: SiteFacts): Decision {
  if (facts.setting === null) return err({ code: "not-found", kind: "setting", id: body.settingKey });
  const refused = whySettingRefused(facts.setting, body.value, facts.standardValue ?? facts.setting.default);
  if (refused !== null) return err(refused);
  const earliestDate = earliestEffectiveDate(body.settingKey, facts.currentServiceDate);
  if (body.effectiveFromDate < earliestDate) return err({ code: "date-passed", earliestDate });
  const settingVersion = (state.settings[body.settingKey]?.version ?? 0) + 1;
  return ok([{ type: "setting-changed", body: { ...body, settingVersion } }]);
}

/**
 * In force from its date, or from the day it arrived where that is later: days that began keep the figures they began with. What
 * this version does not know or cannot take is named, and changes nothing.
 */
function decideStandard(
  state: SiteState,
  { publicationId }: BodyOf<"apply-standard">,
  { standard, currentServiceDate }: SiteFacts,
): Decision {
  if (standard === null) return err({ code: "not-found", kind: "standard", id: publicationId });
  if (state.standardIds.includes(publicationId)) return err({ code: "wrong-state", state: "applied" });
  const { settings, ...told } = standard;
  const effectiveFromDate =
    standard.effectiveFromDate < currentServiceDate ? currentServiceDate : standard.effectiveFromDate;
  const fit = settings.filter(
    ({ definition, value }) => definition !== null && whyStandardRefused(definition, value) === null,
  );
  const changes = fit.map(({ settingKey, value }): SiteEvent => ({
    type: "setting-changed",
    body: {
      settingKey,
      value: typeof value === "object" ? [...value] : value,
      settingVersion: (state.settings[settingKey]?.version ?? 0) + 1,
      source: `${standard.title} v${standard.documentVersion} – ${standard.source}`.slice(0, SOURCE_MAX_COUNT),
      effectiveFromDate,
      reason: standard.title,
      publicationId,
    },
  }));
  const settingKeys = fit.map(({ settingKey }) => settingKey);
  const skippedKeys = settings.map(({ settingKey }) => settingKey).filter((key) => !settingKeys.includes(key));
  return ok([
    ...changes,
    { type: "standard-applied", body: { ...told, effectiveFromDate, publicationId, settingKeys, skippedKeys } },
  ]);
}

/** What `setting-changed` holds of a source. */
const SOURCE_MAX_COUNT = 300;

function decideOpen(day: ServiceDayState, body: BodyOf<"open-service-day">): Decision {
  if (day.status !== "planned") return err({ code: "wrong-state", state: day.status });
  if (day.dayKind === "closed" && body.reason === undefined) {
    return err({ code: "day-is-holiday", serviceDate: body.serviceDate });
  }
  return ok([{ type: "service-day-opened", body: { ...body, dayKind: day.dayKind } }]);
}

function decideKind(day: ServiceDayState, body: BodyOf<"set-service-day-kind">, facts: SiteFacts): Decision {
  const known = present(facts.day, "the facts of a service day");
  const refused = whyDayKindNotSet({ ...body, status: day.status }, known);
  if (refused !== null) return err(refused);
  const { cookFloorAtMs, ...rest } = body;
  if (cookFloorAtMs === undefined) return ok([{ type: "service-day-kind-set", body: rest }]);
  // On a regular day the standard's floor holds; only packed days have one of their own.
  if (body.dayKind !== "dry-pack" && body.dayKind !== "ramadan") return err({ code: "floor-is-standard" });
  const min = known.startsAtMs;
  const max = min + DAY_MS;
  if (cookFloorAtMs < min || cookFloorAtMs > max)
    return err({ code: "out-of-range", field: "cookFloorAtMs", min, max });
  return ok([{ type: "service-day-kind-set", body: { ...rest, cookFloorAtMs } }]);
}

function decideClose(day: ServiceDayState, body: BodyOf<"close-service-day">, facts: SiteFacts): Decision {
  const known = present(facts.day, "the facts of a service day");
  const refused = whyDayNotClosed(day.status, known);
  if (refused !== null) return err(refused);
  const { totals } = known;
  return ok([{ type: "service-day-closed", body: { ...body, totals } }]);
}

function decideReopen(
  day: ServiceDayState,
  body: BodyOf<"reopen-service-day">,
  at: { readonly facts: SiteFacts; readonly context: DecisionContext },
): Decision {
  const { nowMs, isClockUntrusted } = at.context;
  const refused = whyDayNotReopened(day, { nowMs, isClockUntrusted, windowMs: at.facts.reopenMaxMs });
  if (refused !== null) return err(refused);
  return ok([{ type: "service-day-reopened", body }]);
}

function decideHandOver(body: BodyOf<"hand-over-shift">, facts: SiteFacts, context: DecisionContext): Decision {
  const fromStaffId = context.actor.staffId;
  const receiver = context.actor.signatures[1]?.staffId;
  if (fromStaffId === null || receiver === undefined) return err({ code: "signature-required", signatureCount: 2 });
  if (fromStaffId === body.toStaffId) return err({ code: "same-person" });
  if (receiver !== body.toStaffId) return err({ code: "not-present", staffId: body.toStaffId });
  return ok([
    {
      type: "shift-handed-over",
      body: {
        ...body,
        fromStaffId,
        openAlertCount: facts.openAlertCount,
        openBatchIds: [...present(facts.day, "the facts of a service day").openBatchIds],
      },
    },
  ]);
}
