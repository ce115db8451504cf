import { createContext, useCallback, useContext, useState, useSyncExternalStore, type ReactNode } from "react";
import type { UndoableEventType } from "#domains/production/vocabulary.ts";
import { present } from "#kernel/assert.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { StaffSession } from "#contract/lan-protocol.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useServiceDateAt } from "#renderer/domains/site/use-service-date.ts";
import type { Activity } from "./device/activity.ts";
import type { StationPeople } from "./people/station-people.ts";

/** What stands in the corner after an act: its words, the record behind it, the way back. */
export interface ActToast {
  readonly text: string;
  /** The record whose mark is shown; absent for an act the kitchen already answered. */
  readonly commandId?: string;
  /** The stage event that can be taken back, once the board tells of it. */
  readonly undo?: { readonly batchId: string; readonly type: UndoableEventType };
}

/** Parts of the tablet that live as long as its page. */
export interface TabletParts {
  readonly people: StationPeople;
  readonly activity: Activity;
  readonly ownBuild: () => string | null;
}

interface Tablet extends TabletParts {
  readonly toast: ActToast | null;
  readonly showToast: (toast: ActToast | null) => void;
}

const TabletContext = createContext<Tablet | null>(null);

export function TabletProvider(props: { readonly parts: TabletParts; readonly children: ReactNode }) {
  const [toast, setToast] = useState<ActToast | null>(null);
  const showToast = useCallback((next: ActToast | null) => setToast(next), []);
  return <TabletContext.Provider value={{ ...props.parts, toast, showToast }}>{props.children}</TabletContext.Provider>;
}

export function useTablet(): Tablet {
  return present(useContext(TabletContext), "TabletProvider");
}

/** Who is present here, and who the next act belongs to. Repainted when a choice lapses. */
export function useStationPeople(): {
  readonly present: readonly StaffSession[];
  readonly acting: StaffSession | null;
} {
  const { people } = useTablet();
  useSyncExternalStore(people.changes.subscribe, people.changes.get);
  useKitchenTime(5_000);
  return { present: people.present(), acting: people.acting() };
}

/** The service day the kitchen is in now. */
export function useServiceDate(): ServiceDate {
  const { nowMs, timeZone } = useKitchenTime(30_000);
  return useServiceDateAt(nowMs, timeZone);
}
