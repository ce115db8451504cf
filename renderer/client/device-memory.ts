import type { Face, Station } from "#kernel/access.ts";
import { LAN_SOCKET_PATH } from "#contract/lan-protocol.ts";
import type { ClockMemory } from "./clock.ts";
import type { KeyValueStore } from "./snapshots.ts";

/** As many addresses as a kitchen PC plausibly had; the least recently good one is forgotten first. */
export const ADDRESSES_MAX_COUNT = 6;

/** What a device remembers of its kitchen between two loads of its page. */
export interface DeviceMemory {
  readonly deviceToken: () => string | null;
  readonly keepDeviceToken: (deviceToken: string) => void;
  readonly forgetDeviceToken: () => void;
  /** WebSocket addresses, the last good one first; the page's own origin is always among them. */
  readonly addresses: () => readonly string[];
  readonly rememberGoodAddress: (address: string) => void;
  readonly clock: () => ClockMemory | null;
  readonly keepClock: (memory: ClockMemory) => void;
  /** Kitchen time of the last frame before the page was left. */
  readonly heardAtMs: () => number | null;
  readonly keepHeardAt: (heardAtMs: number) => void;
  readonly site: () => SiteMemory | null;
  readonly keepSite: (site: SiteMemory) => void;
}

export interface SiteMemory {
  readonly siteId: string;
  readonly siteName: string;
  readonly isDemo: boolean;
}

/** Everything lies under `bergizi.<face>.…`. */
export function createDeviceMemory(deps: {
  readonly face: Face;
  readonly store: KeyValueStore;
  /** `location.origin` of the page. */
  readonly origin: string;
}): DeviceMemory {
  const { store } = deps;
  const keyOf = (name: string) => `bergizi.${deps.face}.${name}`;
  const ownAddress = socketAddressFromOrigin(deps.origin);
  const write = (name: string, value: unknown) => {
    try {
      store.setItem(keyOf(name), typeof value === "string" ? value : JSON.stringify(value));
    } catch {
      // A full disk costs the memory of this device, not its work.
    }
  };
  const read = <Value>(name: string, isValue: (value: unknown) => value is Value): Value | null => {
    try {
      const value: unknown = JSON.parse(store.getItem(keyOf(name)) ?? "null");
      return isValue(value) ? value : null;
    } catch {
      return null;
    }
  };
  const addresses = () => {
    const remembered = (read("addresses", isTexts) ?? []).filter((address) => /^wss?:\/\/[^/]+\//.test(address));
    return remembered.includes(ownAddress) ? remembered : [...remembered, ownAddress];
  };
  return {
    deviceToken: () => store.getItem(keyOf("deviceToken")),
    keepDeviceToken: (deviceToken) => write("deviceToken", deviceToken),
    forgetDeviceToken: () => store.removeItem(keyOf("deviceToken")),
    addresses,
    rememberGoodAddress: (address) => {
      if (addresses()[0] === address && store.getItem(keyOf("addresses")) !== null) return;
      write("addresses", [address, ...addresses().filter((other) => other !== address)].slice(0, ADDRESSES_MAX_COUNT));
    },
    clock: () => read("clock", isClockMemory),
    keepClock: (memory) => write("clock", memory),
    heardAtMs: () => read("heardAtMs", (value) => typeof value === "number"),
    keepHeardAt: (heardAtMs) => write("heardAtMs", heardAtMs),
    site: () => read("site", isSiteMemory),
    keepSite: (site) => write("site", site),
  };
}

/** `http://10.0.0.2:8420` → `ws://10.0.0.2:8420/lan`. */
export function socketAddressFromOrigin(origin: string): string {
  return origin.replace(/^http/, "ws") + LAN_SOCKET_PATH;
}

/** The one-time or shell secret a face's address may carry: `/wall#secret=…`. */
export function secretFromFragment(fragment: string): string | null {
  return new URLSearchParams(fragment.replace(/^#/, "")).get("secret");
}

/** The station a tablet opened on the kitchen PC itself stands for: `/tablet#secret=…&station=cook`. */
export function stationFromFragment(fragment: string): Station | null {
  const named = new URLSearchParams(fragment.replace(/^#/, "")).get("station");
  return STATIONS.find((station) => station === named) ?? null;
}

const STATIONS: readonly Station[] = ["receive", "prepare", "cook", "portion", "dispatch"];

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isClockMemory(value: unknown): value is ClockMemory {
  if (typeof value !== "object" || value === null) return false;
  const { kitchenMs, deviceMs, clockRate, timeZone } = value as Partial<ClockMemory>; // checked in the next lines
  return (
    typeof kitchenMs === "number" &&
    typeof deviceMs === "number" &&
    typeof clockRate === "number" &&
    typeof timeZone === "string"
  );
}

function isSiteMemory(value: unknown): value is SiteMemory {
  if (typeof value !== "object" || value === null) return false;
  const { siteId, siteName, isDemo } = value as Partial<SiteMemory>; // checked in the next line
  return typeof siteId === "string" && typeof siteName === "string" && typeof isDemo === "boolean";
}
