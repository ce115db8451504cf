import type { SettingValue } from "#kernel/setting.ts";
import type { SiteProfileFields, StoredSiteEvent } from "./events.ts";
import type { DayKind, DayStatus } from "./vocabulary.ts";

/** The stream `site` fills the profile and the settings, a stream `service-day:…` the day. */
export interface SiteState {
  readonly profile: SiteProfileFields;
  /** Newest version of each setting ever changed. */
  readonly settings: Readonly<Record<string, { readonly version: number; readonly value: SettingValue }>>;
  /** Standards of headquarters that came into force. */
  readonly standardIds: readonly string[];
  readonly day: ServiceDayState;
}

export interface ServiceDayState {
  readonly status: DayStatus;
  readonly dayKind: DayKind;
  readonly cookFloorAtMs: number | null;
  readonly closedAtMs: number | null;
}

export const initialSiteState: SiteState = {
  profile: {},
  settings: {},
  standardIds: [],
  day: { status: "planned", dayKind: "regular", cookFloorAtMs: null, closedAtMs: null },
};

/** Folds one event into the state of its stream. */
export function evolveSite(state: SiteState, event: StoredSiteEvent): SiteState {
  switch (event.type) {
    case "site-profile-updated":
      return { ...state, profile: { ...state.profile, ...event.body.fields } };
    case "setting-changed": {
      const { settingKey, settingVersion, value } = event.body;
      return { ...state, settings: { ...state.settings, [settingKey]: { version: settingVersion, value } } };
    }
    case "standard-applied":
      return { ...state, standardIds: [...state.standardIds, event.body.publicationId] };
    case "service-day-opened":
    case "service-day-kind-set":
    case "service-day-closed":
    case "service-day-reopened":
      return { ...state, day: evolveServiceDay(state.day, event) };
    case "shift-handed-over":
      return state;
  }
}

export type ServiceDayEvent = Extract<
  StoredSiteEvent,
  { readonly type: "service-day-opened" | "service-day-kind-set" | "service-day-closed" | "service-day-reopened" }
>;

/** Shared with the projection, so both tell the same story. */
export function evolveServiceDay(day: ServiceDayState, event: ServiceDayEvent): ServiceDayState {
  switch (event.type) {
    case "service-day-opened":
      return { ...day, status: "open", dayKind: event.body.dayKind };
    case "service-day-kind-set":
      return { ...day, dayKind: event.body.dayKind, cookFloorAtMs: event.body.cookFloorAtMs ?? null };
    case "service-day-closed":
      return { ...day, status: "closed", closedAtMs: event.recordedAtMs };
    case "service-day-reopened":
      return { ...day, status: "reopened" };
  }
}
