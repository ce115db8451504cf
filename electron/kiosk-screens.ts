import { screen } from "electron";
import {
  assignRole,
  firstAssignments,
  placeScreens,
  type DisplayFacts,
  type PlacedScreen,
  type ScreenRole,
} from "./display-policy.ts";
import { openKioskWindow, type KioskWindow, type KioskWindowDeps } from "./kiosk-window.ts";
import type { ShellSettingsFile } from "./shell-settings.ts";

/** Every window of the kiosk, each on the display its role was given. */
export interface KioskScreens {
  readonly byContents: (contentsId: number) => KioskWindow | null;
  readonly focus: () => void;
  /** The console, to the front, minimised or not. */
  readonly showConsole: () => void;
  /** What a person says a display is for; kept. */
  readonly assign: (displayId: number, role: ScreenRole) => void;
  readonly destroy: () => void;
}

/** Opens the windows and keeps them where they belong as displays come, go and change. */
export function openKioskScreens(
  settings: ShellSettingsFile,
  deps: KioskWindowDeps & { readonly onDisplays: (unknown: readonly DisplayFacts[]) => void },
): KioskScreens {
  const windows = new Map<number, KioskWindow>();
  const placeAll = () => {
    const displays = readDisplays();
    if (settings.get().screens === null && displays.length > 0)
      settings.change({ screens: [...firstAssignments(displays)] });
    const kept = settings.get().screens ?? [];
    const placement = placeScreens(kept, displays);
    if (JSON.stringify(placement.assignments) !== JSON.stringify(kept)) {
      settings.change({ screens: [...placement.assignments] });
    }
    for (const screenId of placement.parkedScreenIds) park(screenId);
    for (const placed of placement.placed) place(placed);
    deps.onDisplays(placement.unknown);
  };
  const park = (screenId: number) => {
    const window = windows.get(screenId);
    if (window === undefined) return;
    deps.log("screen-parked", { screenId, face: window.face });
    window.park();
  };
  const place = ({ screenId, role, display }: PlacedScreen) => {
    const window = windows.get(screenId);
    if (window?.face === role) {
      window.place(display.bounds);
      return;
    }
    window?.destroy();
    windows.delete(screenId);
    if (role !== "none") windows.set(screenId, openKioskWindow(role, display.bounds, deps));
  };
  placeAll();
  screen.on("display-added", placeAll);
  screen.on("display-removed", placeAll);
  screen.on("display-metrics-changed", placeAll);
  return {
    byContents: (contentsId) => [...windows.values()].find((window) => window.contentsId === contentsId) ?? null,
    focus: () => {
      for (const window of windows.values()) window.focus();
    },
    showConsole: () => {
      for (const window of windows.values()) if (window.face === "manager") window.focus();
    },
    assign: (displayId, role) => {
      const display = readDisplays().find((candidate) => candidate.id === displayId);
      if (display === undefined) return;
      settings.change({ screens: [...assignRole(settings.get().screens ?? [], display, role)] });
      placeAll();
    },
    destroy: () => {
      screen.off("display-added", placeAll);
      screen.off("display-removed", placeAll);
      screen.off("display-metrics-changed", placeAll);
      for (const window of windows.values()) window.destroy();
      windows.clear();
    },
  };
}

/** The displays there are now, in the order the operating system names them. */
export function readDisplays(): readonly DisplayFacts[] {
  const primaryId = screen.getPrimaryDisplay()?.id; // undefined while every display is away, whatever its type says
  return screen.getAllDisplays().map(({ id, label, bounds: { x, y, width, height } }) => ({
    id,
    label,
    isPrimary: id === primaryId,
    bounds: { x, y, width, height },
  }));
}
