import type { Face } from "#kernel/access.ts";
import type { PairFlowDeps, WaitingRequest } from "./pair-flow.ts";

const WAITING_KEY = "bergizi.pair.waiting";
const FACES: readonly Face[] = ["tablet", "wall", "manager", "attendance"];
const tokenKey = (face: Face) => `bergizi.${face}.deviceToken`;

/** The browser's part of a pairing: its requests, its memory. */
export function browserPairing(): Omit<PairFlowDeps, "onChange"> {
  return {
    post: async (path, body) => {
      try {
        const response = await fetch(path, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
          cache: "no-store",
        });
        return { statusCode: response.status, body: await response.json().catch(() => null) };
      } catch {
        return null;
      }
    },
    wait: (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs)),
    saved: { read: readWaiting, write: writeWaiting },
    keepToken: (face, deviceToken) => localStorage.setItem(tokenKey(face), deviceToken),
  };
}

/** The face this device already has a token for, if any. */
export function pairedFace(): Face | null {
  try {
    return FACES.find((face) => localStorage.getItem(tokenKey(face)) !== null) ?? null;
  } catch {
    return null;
  }
}

function readWaiting(): WaitingRequest | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(WAITING_KEY) ?? "null");
    if (typeof value !== "object" || value === null) return null;
    const { pollSecret, matchCode, name } = value as Readonly<Record<string, unknown>>; // members checked in the next line
    const isWhole = typeof pollSecret === "string" && typeof matchCode === "string" && typeof name === "string";
    return isWhole ? { pollSecret, matchCode, name } : null;
  } catch {
    return null;
  }
}

function writeWaiting(request: WaitingRequest | null): void {
  try {
    if (request === null) sessionStorage.removeItem(WAITING_KEY);
    else sessionStorage.setItem(WAITING_KEY, JSON.stringify(request));
  } catch {
    // A browser without storage waits only as long as this page is open.
    return;
  }
}
