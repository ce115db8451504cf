import type { Station } from "#kernel/access.ts";

/** Acts on a batch that open a screen of their own. */
export const BATCH_ACTS = [
  "ingredients",
  "start-preparation",
  "start-cooking",
  "cook-steps",
  "progress",
  "core-temperature",
  "finish-cooking",
  "rework",
  "start-portioning",
  "portions",
  "weigh-portion",
  "finish-portioning",
  "complete",
  "cancel",
  "waste",
  "note",
  "team",
  "tasting",
  "rapid-test",
  "holding-temperature",
  "cooling",
  "hygiene",
  "hold",
  "lift-hold",
  "release",
  "reject",
  "deviations",
  "samples",
  "take-sample",
  "more",
] as const;
export type BatchAct = (typeof BATCH_ACTS)[number];

/** Acts of the store room; none is about a batch's stage. */
export const STORE_ACTS = [
  "receive",
  "issue",
  "return",
  "discard",
  "supplier",
  "adjust",
  "count",
  "look",
  "needs",
] as const;
export type StoreAct = (typeof STORE_ACTS)[number];

/** Where the tablet is; kept in the address, so a reload comes back to the same screen. */
export type TabletAddress =
  | { readonly screen: "tasks"; readonly station: Station | null; readonly page: number }
  /** `dishRunId`: the dish the card is turned to. */
  | { readonly screen: "batch"; readonly batchId: string; readonly dishRunId: string | null }
  | { readonly screen: "act"; readonly batchId: string; readonly act: BatchAct; readonly itemId: string | null }
  | { readonly screen: "sample"; readonly sampleId: string; readonly act: "store" | "dispose" }
  /** `subjectId`: the receipt, the count, the batch or the purpose; then the thing and the lot of it that are open. */
  | {
      readonly screen: "store";
      readonly act: StoreAct;
      readonly subjectId: string | null;
      readonly itemId: string | null;
      readonly lotId: string | null;
    }
  | { readonly screen: "who" | "alerts" | "queue" | "settings" };

export const HOME: TabletAddress = { screen: "tasks", station: null, page: 0 };

const STATIONS: readonly Station[] = ["receive", "prepare", "cook", "portion", "dispatch"];
const LONE_SCREENS = ["who", "alerts", "queue", "settings"] as const;
const ID = /^[a-z_]+_[0-9a-f]{32}$/;
/** An id, or a code of a list (what stock is issued for). */
const SUBJECT = /^(?:[a-z_]+_[0-9a-f]{32}|[a-z-]{1,24})$/;
/** Stands for nothing between two slashes. */
const NONE = "-";
const PAGE_MAX = 99;

/** Whether something is being typed or counted there: such a screen is never reloaded under somebody's fingers. */
export function isFormAddress(address: TabletAddress): boolean {
  if (address.screen === "store") return address.act !== "needs";
  return address.screen === "act" || address.screen === "sample" || address.screen === "who";
}

/** The address of a screen as the part after `#`. */
export function hashFromAddress(address: TabletAddress): string {
  switch (address.screen) {
    case "tasks":
      if (address.station === null) return "#/";
      return address.page === 0 ? `#/tasks/${address.station}` : `#/tasks/${address.station}/${address.page}`;
    case "batch":
      return `#/batch/${address.batchId}${address.dishRunId === null ? "" : `/${address.dishRunId}`}`;
    case "act":
      return `#/batch/${address.batchId}/${address.act}${address.itemId === null ? "" : `/${address.itemId}`}`;
    case "sample":
      return `#/sample/${address.sampleId}/${address.act}`;
    case "store": {
      const parts = [address.act, address.subjectId ?? NONE, address.itemId ?? NONE, address.lotId ?? NONE];
      while (parts.at(-1) === NONE) parts.pop();
      return `#/store/${parts.join("/")}`;
    }
    case "who":
    case "alerts":
    case "queue":
    case "settings":
      return `#/${address.screen}`;
  }
}

/** Reads an address; anything not understood is the task list, never an error. */
export function addressFromHash(hash: string): TabletAddress {
  const [head = "", first = "", second = "", third = "", fourth = ""] = hash.replace(/^#?\/?/, "").split("/");
  if (head === "tasks") return tasksAddress(first, second);
  if (head === "batch" && ID.test(first)) return batchAddress(first, second, third);
  if (head === "sample" && ID.test(first) && (second === "store" || second === "dispose")) {
    return { screen: "sample", sampleId: first, act: second };
  }
  if (head === "store") return storeAddress([first, second, third, fourth]);
  const lone = LONE_SCREENS.find((screen) => screen === head);
  return lone === undefined ? HOME : { screen: lone };
}

function tasksAddress(stationText: string, pageText: string): TabletAddress {
  const station = STATIONS.find((candidate) => candidate === stationText) ?? null;
  const page = /^\d{1,2}$/.test(pageText) ? Math.min(PAGE_MAX, Number(pageText)) : 0;
  return { screen: "tasks", station, page };
}

function storeAddress(parts: readonly [string, string, string, string]): TabletAddress {
  const [actText, subjectText, itemText, lotText] = parts;
  const act = STORE_ACTS.find((candidate) => candidate === actText);
  if (act === undefined) return { screen: "tasks", station: "receive", page: 0 };
  const subjectId = subjectText !== NONE && SUBJECT.test(subjectText) ? subjectText : null;
  const idOf = (text: string) => (ID.test(text) ? text : null);
  return { screen: "store", act, subjectId, itemId: idOf(itemText), lotId: idOf(lotText) };
}

function batchAddress(batchId: string, actText: string, itemText: string): TabletAddress {
  const act = BATCH_ACTS.find((candidate) => candidate === actText);
  if (act === undefined) return { screen: "batch", batchId, dishRunId: ID.test(actText) ? actText : null };
  return { screen: "act", batchId, act, itemId: ID.test(itemText) ? itemText : null };
}
