import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { PAGES } from "./pages.ts";
import { SHORTCUTS_AT_REST, shortcutFromKey, type ShortcutAction, type ShortcutState } from "./shortcuts.ts";

/** Hears the console's keys and moves focus; what a key means is decided in `shortcuts.ts`. */
export function useShortcuts(handlers: { readonly onPalette: () => void; readonly onHelp: () => void }): void {
  const navigate = useNavigate();
  const { runtime } = useKitchen();
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    let state: ShortcutState = SHORTCUTS_AT_REST;
    const act = (action: ShortcutAction) => {
      switch (action.kind) {
        case "palette":
          return latest.current.onPalette();
        case "help":
          return latest.current.onHelp();
        case "search":
          return document.querySelector<HTMLInputElement>("[data-search] input, input[data-search]")?.focus();
        case "go": {
          const page = PAGES.find((candidate) => candidate.id === action.page);
          if (page !== undefined) void navigate({ to: page.path });
          return;
        }
        case "row":
          return moveRow(action.step);
        case "approve":
          return approveFocused();
      }
    };
    const hear = (event: KeyboardEvent) => {
      const heard = shortcutFromKey(state, {
        key: event.key,
        isControl: event.ctrlKey || event.metaKey,
        isAlt: event.altKey,
        isTyping: isTextField(event.target) || isDialogOpen(),
        atMs: runtime.monotonicMs(),
      });
      state = heard.state;
      if (heard.action === null) return;
      event.preventDefault();
      act(heard.action);
    };
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, [navigate, runtime]);
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}

/** The next or previous row of any list on the page; from outside a list, its first. */
function moveRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const here = document.activeElement?.closest<HTMLElement>("[data-row]") ?? null;
  const index = here === null ? -1 : rows.indexOf(here);
  const next = rows[index === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, index + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** Presses the approving act of the row in focus; without one, of the page, when it has just one. */
function approveFocused(): void {
  const row = document.activeElement?.closest<HTMLElement>("[data-row]");
  const scope = row ?? document.querySelector<HTMLElement>("main");
  const acts = [...(scope?.querySelectorAll<HTMLElement>("[data-approve] button, button[data-approve]") ?? [])];
  if (row === null || row === undefined ? acts.length === 1 : acts.length > 0) acts[0]?.click();
}
