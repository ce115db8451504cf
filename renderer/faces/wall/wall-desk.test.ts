import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "#kernel/time.ts";
import type { ClientFrame, ServerFrame } from "#contract/lan-protocol.ts";
import { createKitchenClock } from "#renderer/client/clock.ts";
import { createCommands } from "#renderer/client/commands.ts";
import { createConnection } from "#renderer/client/connection.ts";
import { createMemoryOutboxStore } from "#renderer/client/outbox-store.ts";
import { createOutbox } from "#renderer/client/outbox.ts";
import { createUnits } from "#renderer/copy/units.ts";
import { createFakeRuntime, welcomeFrame } from "#tests/kit/fake-runtime.ts";
import { wallAlert, wallBatches, WALL_DATE, WALL_NOW_MS } from "#tests/kit/wall-night.ts";
import { WALL_SETTINGS_DEFAULT } from "./settings.ts";
import { RECALL_WINDOW_MS, ROW_WAIT_MS } from "./wall-acts.ts";
import { createWallDesk, NOTE_MS, SELECTED_MS, type DeskView } from "./wall-desk.ts";
import { wallRows } from "./wall-rows.ts";
import { createWallCopy, type Wording } from "./words.ts";

const wording: Wording = { copy: createWallCopy(), units: createUnits("id"), timeZone: "Asia/Jakarta" };
/** Kloter 2 may finish portioning: its allergy packs are counted. */
const batches = wallBatches().filter(({ status }) => status === "portioning");
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

async function setUp() {
  const runtime = createFakeRuntime({ deviceTimeMs: WALL_NOW_MS });
  const clock = createKitchenClock(runtime);
  const connection = createConnection({
    runtime,
    clock,
    addresses: () => ["ws://kitchen/lan"],
    rememberGoodAddress: () => {},
    deviceToken: "token",
    client: { name: "face-wall", version: "1" },
  });
  const outbox = await createOutbox({ connection, runtime, store: createMemoryOutboxStore() });
  const commands = createCommands({
    connection,
    clock,
    runtime,
    outbox,
    post: async () => ({ ok: false }),
  });
  connection.start();
  runtime.lastSocket().accept();
  runtime.lastSocket().deliver(welcomeFrame({ face: "wall" }));
  const kept: unknown[] = [];
  const desk = createWallDesk({
    runtime,
    commands,
    wording: () => wording,
    settings: WALL_SETTINGS_DEFAULT,
    keepSettings: (settings) => kept.push(settings),
  });
  let view: DeskView = {
    rows: wallRows(batches, WALL_NOW_MS, wording).open,
    batches,
    alerts: [],
    day: { serviceDate: WALL_DATE, dayStatus: "open", cookFloorAtMs: 0, nowMs: WALL_NOW_MS },
    phase: "portion",
    themeNow: "light",
    isLive: true,
    areKeysOn: true,
    mayAcknowledge: true,
    batchNow: (batchId) => view.batches.find((batch) => batch.batchId === batchId),
  };
  const sent = () => runtime.lastSocket().sent.filter((frame): frame is Command => frame.kind === "command");
  const answer = async (frame: (command: Command) => ServerFrame) => {
    await settled();
    const command = sent().at(-1);
    if (command === undefined) throw new Error("nothing was sent");
    runtime.lastSocket().deliver(frame(command));
    await settled();
  };
  return {
    runtime,
    desk,
    kept,
    sent,
    accept: () =>
      answer(({ commandId }) => ({ kind: "accepted", commandId, seq: 1, streamId: "s", streamVersion: 1, result: {} })),
    reject: (code: string) => answer(({ commandId }) => ({ kind: "rejected", commandId, rejection: { code } })),
    see: (part: Partial<DeskView>) => {
      view = { ...view, ...part };
    },
    press: (...kinds: readonly Parameters<typeof desk.press>[0][]) => {
      for (const key of kinds) desk.press(key, view);
    },
    note: () => desk.state.get().note?.text ?? null,
  };
}
type Command = Extract<ClientFrame, { kind: "command" }>;

const one = { kind: "select", rowNumber: 1 } as const;
const enter = { kind: "advance" } as const;
const recall = { kind: "recall" } as const;

describe("the desk of the wall", () => {
  it("advances the chosen row once it was chosen, and forgets the choice after ten seconds", async () => {
    const { press, sent, runtime, accept, note } = await setUp();
    press(enter);
    press(one);
    runtime.advance(SELECTED_MS);
    press(enter);
    await settled();
    expect(sent()).toEqual([]);
    press(one, enter);
    await accept();
    expect(sent()).toEqual([
      expect.objectContaining({ type: "finish-portioning", body: { batchId: batches[0]?.batchId } }),
    ]);
    expect(note()).toBe("Lanjut: Siap rilis");
  });

  it("does nothing from keys while cut off, or where keys are switched off", async () => {
    const { press, see, sent, note } = await setUp();
    see({ isLive: false });
    press(one, one);
    expect(note()).toBe("Terputus – pakai tablet");
    see({ isLive: true, areKeysOn: false });
    press(one);
    expect(note()).toBe("Tombol dinding dimatikan – pakai tablet");
    await settled();
    expect(sent()).toEqual([]);
  });

  it("refuses by the kitchen's own rules before anything is sent", async () => {
    const { press, see, sent, note } = await setUp();
    see({ batches: batches.map((batch) => ({ ...batch, specialPackCount: 14 })) });
    press(one, one);
    await settled();
    expect(note()).toBe("Belum bisa: paket alergi kurang 14");
    expect(sent()).toEqual([]);
  });

  it("says the kitchen's reason when it refuses after all", async () => {
    const { press, reject, note } = await setUp();
    press(one, one);
    await reject("special-packs-missing");
    expect(note()).toContain("Belum bisa: paket alergi kurang");
  });

  it("says which device was faster, once its row has come", async () => {
    const { press, reject, see, note, runtime } = await setUp();
    const by = (device: { readonly name: string; readonly face: "tablet" | "wall" } | null) =>
      see({
        batches: batches.map((batch) => ({
          ...batch,
          undoable: {
            eventId: `event_${device?.name ?? ""}`,
            type: "portioning-finished" as const,
            dishRunId: null,
            recordedAtMs: WALL_NOW_MS - MINUTE_MS,
            device,
          },
        })),
      });
    press(one, one);
    await reject("wrong-state");
    expect(note()).toBeNull();
    by({ name: "Porsi", face: "tablet" });
    runtime.advance(ROW_WAIT_MS);
    expect(note()).toBe("Sudah dilanjutkan tablet Porsi 04:31");
    press(one, one);
    by({ name: "Layar dapur timur", face: "wall" });
    await reject("wrong-state");
    expect(note()).toBe("Sudah dilanjutkan Layar dapur timur 04:31");
    press(one, one);
    by(null);
    await reject("wrong-state");
    expect(note()).toBe("Sudah dilanjutkan 04:31");
  });

  it("says only when, where the row does not come", async () => {
    const { press, reject, note, runtime } = await setUp();
    press(one, one);
    await reject("wrong-state");
    runtime.advance(ROW_WAIT_MS);
    expect(note()).toBe("Sudah dilanjutkan 04:32");
  });

  it("takes back what it advanced, the newest first, within fifteen minutes", async () => {
    const { press, sent, accept, see, note, runtime } = await setUp();
    press(recall);
    expect(note()).toBe("Tidak ada yang bisa diulang");
    press(one, one);
    await accept();
    const undoable = {
      eventId: "event_1",
      type: "portioning-finished",
      dishRunId: null,
      recordedAtMs: WALL_NOW_MS,
      device: null,
    } as const;
    see({ batches: batches.map((batch) => ({ ...batch, undoable })) });
    press(recall);
    expect(sent().at(-1)).toMatchObject({ type: "undo-stage", body: { undoneEventId: "event_1" } });
    await accept();
    expect(note()).toBe("Dikembalikan");
    press(recall);
    expect(note()).toBe("Tidak ada yang bisa diulang");
    press(one, one);
    await accept();
    for (let passedMs = 0; passedMs <= RECALL_WINDOW_MS; passedMs += MINUTE_MS) runtime.advance(MINUTE_MS);
    press(recall);
    expect(note()).toBe("Tidak ada yang bisa diulang");
  });

  it("acknowledges the worst unanswered alert, where the kitchen lets it", async () => {
    const { press, see, sent, note } = await setUp();
    press({ kind: "acknowledge" });
    const alerts = [wallAlert(1, { severity: "high" }), wallAlert(2)] as never; // rows as the wire brings them
    see({ alerts, mayAcknowledge: false });
    press({ kind: "acknowledge" });
    expect(note()).toBe("Tombol dinding dimatikan – pakai tablet");
    see({ mayAcknowledge: true });
    press({ kind: "acknowledge" });
    await settled();
    expect(sent()).toEqual([expect.objectContaining({ body: { alertId: wallAlert(2)["alertId"] } })]);
  });

  it("moves through the rows, pins each phase in turn, mutes for ten minutes at most, and keeps what it is told", async () => {
    const { press, see, desk, kept, runtime } = await setUp();
    const rows = wallRows(wallBatches(), WALL_NOW_MS, wording).open;
    see({ rows });
    const chosen = () => rows.findIndex(({ key }) => key === desk.state.get().selected?.key);
    press({ kind: "move", by: 1 });
    expect(chosen()).toBe(0);
    press({ kind: "move", by: -1 });
    expect(chosen()).toBe(rows.length - 1);
    press({ kind: "clear" });
    expect(chosen()).toBe(-1);
    const pins = Array.from({ length: 4 }, () => {
      press({ kind: "pin-phase" });
      return desk.state.get().settings.pinnedPhase;
    });
    expect(pins).toEqual(["portion", "dispatch", "wash", null]);
    press({ kind: "theme" });
    expect(kept.at(-1)).toMatchObject({ theme: "dark", pinnedPhase: null });
    press({ kind: "mute" });
    expect(desk.state.get().mutedUntilMs - runtime.monotonicMs()).toBe(10 * MINUTE_MS);
    press({ kind: "mute" });
    expect(desk.state.get().mutedUntilMs).toBe(0);
    press({ kind: "explain" });
    expect(desk.state.get().explainUntilMs).toBeGreaterThan(runtime.monotonicMs() + NOTE_MS);
  });
});
