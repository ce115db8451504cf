import type { StaffSession } from "#contract/lan-protocol.ts";
import type { Kitchen } from "#renderer/client/kitchen.ts";
import { createSignal, type Signal } from "#renderer/client/signal.ts";
import type { KeyValueStore } from "#renderer/client/snapshots.ts";
import type { Activity } from "#renderer/faces/tablet/device/activity.ts";
import { actingPerson, runningSessions, type ActingChoice } from "./acting-person.ts";

const REMEMBERED_KEY = "bergizi.tablet.people";

/** Who is present at this tablet and who acts. */
export interface StationPeople {
  /** Changes whenever somebody comes, leaves or is chosen. */
  readonly changes: Signal<number>;
  readonly present: () => readonly StaffSession[];
  readonly acting: () => StaffSession | null;
  readonly choose: (staffId: string) => void;
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
  const present = () => runningSessions(isTold() ? sessions.open.get() : remembered, clock.nowMs());
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
    return actingPerson({ present: present(), choice, nowMonotonicMs: runtime.monotonicMs() });
  };
  return {
    changes,
    present,
    acting,
    choose: (staffId) => {
      choice = { staffId, touchedMonotonicMs: runtime.monotonicMs() };
      changed();
    },
  };
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
