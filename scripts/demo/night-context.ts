import { MINUTE_MS } from "#kernel/time.ts";
import type { DemoCommand, FloorDevice } from "./floor-device.ts";
import type { CommandOf } from "#kernel/definition.ts";
import type { planDay } from "#domains/production/commands.ts";
import type { DemoStore } from "./store.ts";

/** A person of the night: the id to act under and the number to sign with. */
export interface Person {
  readonly staffId: string;
  readonly pin: string;
}

export type NightRole =
  | "head"
  | "nutritionist"
  | "assistant"
  | "storekeeper"
  | "quality"
  | "cook-1"
  | "cook-2"
  | "cook-3"
  | "prepare"
  | "portion";

/** Everything the simulated night acts with. */
export interface Night {
  readonly plan: CommandOf<typeof planDay>["body"];
  readonly people: Readonly<Record<NightRole, Person>>;
  readonly manager: FloorDevice;
  /** What the store room keeps and what each kloter takes of it. */
  readonly store: DemoStore;
  readonly receiveTablet: FloorDevice;
  readonly prepareTablet: FloorDevice;
  readonly cookTablet: FloorDevice;
  readonly portionTablet: FloorDevice;
  /** Kitchen milliseconds per real millisecond. */
  readonly rate: number;
  /** Deterministic in [0, 1): the same seed plays the same night. */
  readonly random: () => number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Waits until the kitchen's clock shows `atMs`; at once when it is past. Rejects when the night was stopped. */
export async function until(night: Night, atMs: number): Promise<void> {
  for (;;) {
    night.signal.throwIfAborted();
    const waitMs = (atMs - night.manager.nowMs()) / night.rate;
    if (waitMs <= 0) return;
    await pause(Math.min(waitMs, 1_000), night.signal);
  }
}

export async function minutes(night: Night, count: number): Promise<void> {
  await until(night, night.manager.nowMs() + count * MINUTE_MS);
}

async function pause(realMs: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, realMs);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}

/** Sends as a person; a refusal is said aloud, never hidden. */
export async function act(
  night: Night,
  device: FloorDevice,
  person: Person,
  type: string,
  body: DemoCommand["body"],
  signers: readonly Person[] = [],
): Promise<boolean> {
  const pins = signers.map((signer) => signer.pin);
  const answer = await device.send({ type, body, staffId: person.staffId, ...(pins.length > 0 ? { pins } : {}) });
  if (answer.kind === "rejected") {
    night.say(`ditolak: ${type} ${JSON.stringify(answer.rejection).slice(0, 300)}`);
    return false;
  }
  return true;
}

/** A small seeded generator (Mulberry32, public domain), enough for a simulated night. */
export function createSeededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
