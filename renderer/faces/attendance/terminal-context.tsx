import { createContext, useContext, useSyncExternalStore, type ReactNode } from "react";
import { present } from "#kernel/assert.ts";
import type { Signal } from "#renderer/client/signal.ts";
import type { Camera } from "./camera/camera.ts";
import type { PhotoBooth } from "./camera/photo-booth.ts";
import type { CardEnrolment } from "./desk/card-enrolment.ts";
import type { Desk } from "./desk/desk.ts";
import type { KnownBadges } from "./desk/known-badges.ts";
import type { Flow } from "./flow/flow.ts";

/** Parts of the terminal that live as long as its page. */
export interface TerminalParts {
  readonly desk: Desk;
  readonly flow: Flow;
  readonly badges: KnownBadges;
  readonly enrolment: CardEnrolment;
  readonly camera: Camera;
  readonly booth: PhotoBooth;
  /** The service day's boundary, as the kitchen last told it. */
  readonly setBoundary: (boundary: string) => void;
}

const TerminalContext = createContext<TerminalParts | null>(null);

export function TerminalProvider(props: { readonly parts: TerminalParts; readonly children: ReactNode }) {
  return <TerminalContext.Provider value={props.parts}>{props.children}</TerminalContext.Provider>;
}

export function useTerminal(): TerminalParts {
  return present(useContext(TerminalContext), "TerminalProvider");
}

export function useSignal<Value>(signal: Signal<Value>): Value {
  return useSyncExternalStore(signal.subscribe, signal.get);
}
