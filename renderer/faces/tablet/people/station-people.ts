import type { RowOf } from "#kernel/definition.ts";
import type { Station } from "#kernel/access.ts";
import type { stationPresentQuery } from "#domains/attendance/queries.ts";
import type { StaffSession } from "#contract/lan-protocol.ts";
import type { LiveQuery } from "#renderer/client/live-queries.ts";
import { stationPresentRef } from "#renderer/domains/attendance/attendance-refs.ts";
import type { Kitchen } from "#renderer/client/kitchen.ts";
import { createSignal, type Signal } from "#renderer/client/signal.ts";
import type { KeyValueStore } from "#renderer/client/snapshots.ts";
import type { Activity } from "#renderer/faces/tablet/device/activity.ts";
import { actingPerson, runningSessions, type ActingChoice } from "./acting-person.ts";

type CheckedIn = RowOf<typeof stationPresentQuery>;
const REMEMBERED_KEY = "bergizi.tablet.people";

/** Who is present at this tablet and who acts. */
export interface StationPeople {
  /** Changes whenever somebody comes, leaves or is chosen. */
  readonly changes: Signal<number>;
  readonly present: () => readonly StaffSession[];
  readonly acting: () => StaffSession | null;
  readonly choose: (staffId: string) => void;
  /** Whether somebody typed their number here; others are present by the front desk's terminal alone. */
  readonly isSignedIn: (staffId: string) => boolean;
}

/**
 * Follows the staff sessions of this device. They are remembered on it, so that a page loaded while the kitchen is away
 * still knows who may capture facts; the kitchen judges them again when the facts arrive.
 */
export function createStationPeople(deps: {
  readonly kitchen: Kitchen;
  readonly store: KeyValueStore;
  readonly activity: Activity;
}): StationPeople {
  const { kitchen, store, activity } = deps;
  const { sessions, connection, clock, runtime } = kitchen;
  const changes = createSignal(0);
  const remembered = sessionsFromText(store.getItem(REMEMBERED_KEY));
  let choice: ActingChoice | null = null;

  const changed = () => changes.set(changes.get() + 1);
  const isTold = () => connection.state.get().welcome !== null;
  const signedIn = () => runningSessions(isTold() ? sessions.open.get() : remembered, clock.nowMs());
  const isSignedIn = (staffId: string) => signedIn().some((session) => session.staffId === staffId);
  const checkedIn = followCheckedIn(kitchen, changed);
  /** Who typed their number here first, then whoever the front desk has checked in for this station's divisions. */
  const present = () => {
    const known = signedIn();
    const others = runningSessions(checkedIn(), clock.nowMs()).filter(({ staffId }) => !isSignedIn(staffId));
    return [...known, ...others.toSorted((left, right) => left.name.localeCompare(right.name, "id"))];
  };
  sessions.open.subscribe(() => {
    try {
      if (isTold()) store.setItem(REMEMBERED_KEY, JSON.stringify(sessions.open.get()));
    } catch {
      // A full disk costs the memory of who is here, not their work.
    }
    changed();
  });
  connection.state.subscribe(changed);

  const acting = () => {
    // Any touch by the chosen person keeps the choice; a long rest ends it.
    if (choice !== null && choice.touchedMonotonicMs < activity.lastTouchMonotonicMs()) {
      const isKept =
        actingPerson({ present: present(), choice, nowMonotonicMs: activity.lastTouchMonotonicMs() }) !== null;
      choice = isKept ? { ...choice, touchedMonotonicMs: activity.lastTouchMonotonicMs() } : null;
    }
    const chosen = actingPerson({ present: present(), choice, nowMonotonicMs: runtime.monotonicMs() });
    // Whoever is the only one checked in need not stand at this tablet: their chip is tapped first.
    return chosen !== null && choice?.staffId !== chosen.staffId && !isSignedIn(chosen.staffId) ? null : chosen;
  };
  return {
    changes,
    present,
    isSignedIn,
    acting,
    choose: (staffId) => {
      choice = { staffId, touchedMonotonicMs: runtime.monotonicMs() };
      changed();
    },
  };
}

/** People checked in for this tablet's station, as sessions; kept on the device for the next start. */
function followCheckedIn(kitchen: Kitchen, changed: () => void): () => readonly StaffSession[] {
  let held: { readonly station: Station; readonly query: LiveQuery<CheckedIn>; readonly stop: () => void } | null =
    null;
  const follow = () => {
    const station = kitchen.connection.state.get().welcome?.station ?? null;
    if (station === null || held?.station === station) return;
    held?.stop();
    const query = kitchen.queries.hold(stationPresentRef, { station }, { isKeptOnDisk: true });
    const cancel = query.subscribe(changed);
    held = {
      station,
      query,
      stop: () => {
        cancel();
        query.release();
      },
    };
  };
  kitchen.connection.state.subscribe(follow);
  follow();
  return () =>
    (held?.query.get().rows ?? []).map(({ staffId, name, roles, divisionCode, expiresAtMs }) => ({
      staffId,
      name,
      roles,
      divisionCode,
      expiresAtMs,
    }));
}

function sessionsFromText(text: string | null): readonly StaffSession[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value.filter(isSession) : [];
  } catch {
    return [];
  }
}

function isSession(value: unknown): value is StaffSession {
  if (typeof value !== "object" || value === null) return false;
  const { staffId, name, roles, expiresAtMs } = value as Partial<StaffSession>; // each member is checked in the next lines
  return (
    typeof staffId === "string" && typeof name === "string" && Array.isArray(roles) && typeof expiresAtMs === "number"
  );
}
