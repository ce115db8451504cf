import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { canonicalJson } from "#kernel/json.ts";
import { createTallyFolder, type TallyFolder } from "#tests/kit/tally-folder.ts";
import { createTallyModule } from "#tests/kit/tally-module.ts";
import { createTestKitchen, TEST_ACTOR, TEST_COMMAND_KEY } from "#tests/kit/test-kitchen.ts";
import type { SubmittedCommand } from "./command-answer.ts";
import { openDatabase } from "./database.ts";
import { openKitchenStore } from "./kitchen-store.ts";

const OTHER_KEY = new Uint8Array(32).fill(8);

describe("the digest kept of a command's body", () => {
  let folder: TallyFolder;
  beforeEach(() => {
    folder = createTallyFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const command = (name: string): SubmittedCommand => ({
    commandId: `command_${"c".repeat(32)}` as SubmittedCommand["commandId"], // well formed
    type: "open-tally",
    body: { name, goalCount: 3 },
    occurredAtMs: 0,
    actor: TEST_ACTOR,
  });
  /** Submits to a store opened on the folder with a key, and closes it again. */
  async function submit(submitted: SubmittedCommand, commandKey: Uint8Array) {
    const kitchen = createTestKitchen({ modules: [createTallyModule()], dataDir: folder.path, commandKey });
    const outcome = await kitchen.store.bus.submit(submitted);
    const recalled = kitchen.store.bus.recall({ ...submitted, deviceId: submitted.actor.deviceId });
    const headSeq = kitchen.store.headSeq();
    kitchen.close();
    return { ...outcome, recalledText: recalled?.text, headSeq };
  }
  function inFile<Value>(work: (connection: ReturnType<typeof openDatabase>["connection"]) => Value): Value {
    const { connection, close } = openDatabase(folder.storeFile);
    try {
      return work(connection);
    } finally {
      close();
    }
  }
  const keptDigest = () => inFile((file) => file.prepare("SELECT body_hash FROM command").pluck().get());
  const unkeyedDigest = ({ type, body }: SubmittedCommand) =>
    createHash("sha256").update(canonicalJson({ type, body })).digest();

  it("cannot be confirmed by a guess without the key", async () => {
    await submit(command("rice"), TEST_COMMAND_KEY);
    const digest = keptDigest();
    expect(digest).not.toEqual(unkeyedDigest(command("rice")));
    folder.remove();
    folder = createTallyFolder();
    await submit(command("rice"), OTHER_KEY);
    expect(keptDigest()).not.toEqual(digest);
  });

  it("still knows a repeated command after a restart with the key", async () => {
    const first = await submit(command("rice"), TEST_COMMAND_KEY);
    expect(first).toMatchObject({ isRepeat: false, recalledText: first.text });
    const again = await submit(command("rice"), TEST_COMMAND_KEY);
    expect(again).toMatchObject({ text: first.text, isRepeat: true, recalledText: first.text, headSeq: 1 });
    const reused = await submit(command("soup"), TEST_COMMAND_KEY);
    expect(reused).toMatchObject({ answer: { rejection: { code: "command-id-reused" } }, headSeq: 1 });
    expect(reused.recalledText).toBeUndefined();
  });

  it("refuses a repeated command once the key was lost, rather than carry it out twice", async () => {
    await submit(command("rice"), TEST_COMMAND_KEY);
    const again = await submit(command("rice"), OTHER_KEY);
    expect(again).toMatchObject({ answer: { rejection: { code: "command-id-reused" } }, headSeq: 1 });
    expect(again.recalledText).toBeUndefined();
  });

  it("still knows a command answered before digests had a key", async () => {
    const first = await submit(command("rice"), TEST_COMMAND_KEY);
    inFile((file) => file.prepare("UPDATE command SET body_hash = ?").run(unkeyedDigest(command("rice"))));
    const again = await submit(command("rice"), TEST_COMMAND_KEY);
    expect(again).toMatchObject({ text: first.text, isRepeat: true, recalledText: first.text, headSeq: 1 });
    expect(await submit(command("soup"), TEST_COMMAND_KEY)).toMatchObject({
      answer: { rejection: { code: "command-id-reused" } },
    });
  });

  it("is never made with a passing key in a store that is opened again", () => {
    const kitchen = createTestKitchen({ modules: [] });
    const { clock, makeId } = kitchen;
    kitchen.close();
    const authorize = () => {
      throw new Error("nobody sends a command");
    };
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const options = { clock, makeId, modules: [], authorize, log };
    expect(() => openKitchenStore({ ...options, dataDir: folder.path })).toThrow("the key of its command digests");
    openKitchenStore({ ...options, dataDir: ":memory:" }).close();
  });
});
