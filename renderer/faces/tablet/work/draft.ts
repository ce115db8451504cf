import { useCallback, useState } from "react";

const PREFIX = "bergizi.tablet.draft.";
/** Drafts nobody came back for leave in the order they were made. */
export const DRAFTS_MAX_COUNT = 40;

interface KeptDraft {
  readonly keptAt: number;
  readonly value: unknown;
}

/**
 * What is being typed, kept on the device: a reload comes back to it, and it stays until it is saved or discarded. `isDraft`
 * guards against what an older build kept under the same name.
 */
export function useDraft<Draft>(
  name: string,
  first: Draft,
  isDraft: (value: unknown) => value is Draft,
): readonly [draft: Draft, change: (draft: Draft) => void, discard: () => void] {
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = readDraft(name);
    return isDraft(kept) ? kept : first;
  });
  const change = useCallback(
    (next: Draft) => {
      writeDraft(name, next);
      setDraft(next);
    },
    [name],
  );
  const discard = useCallback(() => localStorage.removeItem(PREFIX + name), [name]);
  return [draft, change, discard];
}

/** Writes a draft from outside its form: a rejected record reopened for another try. */
export function writeDraft(name: string, value: unknown): void {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    const oldestFirst = keys.toSorted((left, right) => keptAtOf(left) - keptAtOf(right));
    for (const key of oldestFirst.slice(0, Math.max(0, keys.length - DRAFTS_MAX_COUNT + 1)))
      localStorage.removeItem(key);
    const kept: KeptDraft = { keptAt: performance.timeOrigin + performance.now(), value };
    localStorage.setItem(PREFIX + name, JSON.stringify(kept));
  } catch {
    // Without storage a reload forgets what was typed; the form itself goes on.
  }
}

function readDraft(name: string): unknown {
  return parsed(PREFIX + name)?.value;
}

function keptAtOf(key: string): number {
  return parsed(key)?.keptAt ?? 0;
}

function parsed(key: string): KeptDraft | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    if (typeof value !== "object" || value === null || !("keptAt" in value) || !("value" in value)) return null;
    return typeof value.keptAt === "number" ? { keptAt: value.keptAt, value: value.value } : null;
  } catch {
    return null;
  }
}
