import { beforeEach, describe, expect, test } from "vitest";
import type { Id } from "#kernel/ids.ts";
import type { ClientFrame, ServerFrame } from "#contract/lan-protocol.ts";
import { createKitchenClock } from "#renderer/client/clock.ts";
import { createCommands } from "#renderer/client/commands.ts";
import { createConnection, type Connection } from "#renderer/client/connection.ts";
import { createMemoryOutboxStore } from "#renderer/client/outbox-store.ts";
import { createOutbox } from "#renderer/client/outbox.ts";
import { createSignal } from "#renderer/client/signal.ts";
import { createFakeRuntime, welcomeFrame, type FakeRuntime } from "#tests/kit/fake-runtime.ts";
import { DESK_NOW_MS, DESK_PEOPLE, deskRoster, deskStaffId, punchAccepted } from "#tests/kit/terminal-scene.ts";
import { createCardEnrolment, type CardEnrolment } from "./card-enrolment.ts";
import { createDesk, type Desk } from "./desk.ts";
import { createKnownBadges } from "./known-badges.ts";

type Command = Extract<ClientFrame, { kind: "command" }>;

let runtime: FakeRuntime;
let connection: Connection;
let desk: Desk;
let enrolment: CardEnrolment;
let isWritable: boolean;
let tones: string[];
let keptCount: number;
let answer: (command: Command) => ServerFrame | null;
const [SITI, BUDI] = DESK_PEOPLE;

beforeEach(async () => {
  runtime = createFakeRuntime({ deviceTimeMs: DESK_NOW_MS });
  const clock = createKitchenClock(runtime);
  connection = createConnection({
    runtime,
    clock,
    addresses: () => ["ws://kitchen/lan"],
    rememberGoodAddress: () => undefined,
    deviceToken: "token",
    client: { name: "test", version: "0" },
  });
  const outbox = await createOutbox({ connection, runtime, store: createMemoryOutboxStore() });
  const commands = createCommands({ connection, clock, runtime, outbox, post: () => Promise.resolve({ ok: false }) });
  const badges = createKnownBadges();
  badges.take(deskRoster());
  tones = [];
  keptCount = 0;
  isWritable = true;
  answer = punchAccepted;
  enrolment = createCardEnrolment({ commands, clock });
  desk = createDesk({
    kitchen: { commands, connection, clock, runtime },
    badges,
    booth: {
      shutterCount: createSignal(0),
      take: () => ({ photoId: `photo_${"0".repeat(32)}` as Id<"photo">, picture: {} as HTMLCanvasElement }), // nobody looks at it here
      keep: () => void (keptCount += 1),
    },
    enrolment,
    play: (tone) => tones.push(tone),
    isStoreWritable: () => Promise.resolve(isWritable),
  });
  connection.start();
  openLine();
});

function openLine(): void {
  while (connection.state.get().phase !== "connecting") runtime.advance(100);
  runtime.lastSocket().accept();
  runtime.lastSocket().deliver(welcomeFrame({ face: "attendance", serverTimeMs: DESK_NOW_MS }));
}
/** Answers every command not answered yet, and lets what follows from it happen. */
async function settle(): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    const { sent } = runtime.lastSocket();
    for (const frame of sent.splice(0)) {
      const given = frame.kind === "command" ? answer(frame) : null;
      if (frame.kind === "command") heard.push(frame);
      if (given !== null) runtime.lastSocket().deliver(given);
    }
  }
}
let heard: Command[] = [];
beforeEach(() => {
  heard = [];
});
const typesHeard = () => heard.map(({ type }) => type);
const card = () => desk.state.get().card;
const rejectWith = (rejection: { readonly code: string }) => {
  answer = ({ commandId }) => ({ kind: "rejected", commandId, rejection });
};
async function scan(badge: string): Promise<void> {
  desk.scan(badge);
  await settle();
}
async function type(number: string): Promise<void> {
  for (const digit of number.split("")) desk.digit(digit);
  await settle();
}

describe("a badge", () => {
  test("is shown as the kitchen answered, for 2.5 s, and stays in the header for 30 s", async () => {
    await scan("a3-f2:00 11");
    expect(heard[0]?.body).toMatchObject({ badge: SITI.badge });
    expect(card()).toMatchObject({ kind: "punch", answer: { name: SITI.name, direction: "in" } });
    expect(tones).toEqual(["punch-ok"]);
    expect(keptCount).toBe(1);
    runtime.advance(2_500);
    expect(card()).toBeNull();
    expect(desk.state.get().last).toMatchObject({ name: SITI.name });
    runtime.advance(27_500);
    expect(desk.state.get().last).toBeNull();
  });

  test("stays ten seconds once touched", async () => {
    await scan(SITI.badge);
    runtime.advance(2_000);
    desk.touchCard();
    runtime.advance(9_900);
    expect(card()).not.toBeNull();
    runtime.advance(100);
    expect(card()).toBeNull();
  });

  test("through two readers within two seconds is one read", async () => {
    await scan(SITI.badge);
    runtime.advance(1_999);
    await scan(SITI.badge);
    expect(heard).toHaveLength(1);
    runtime.advance(1);
    await scan(SITI.badge);
    expect(heard).toHaveLength(2);
  });

  test("makes way for the next at once, and both are sent", async () => {
    await scan(SITI.badge);
    runtime.advance(500);
    await scan(BUDI.badge);
    expect(card()).toMatchObject({ answer: { name: BUDI.name } });
    expect(typesHeard()).toEqual(["record-punch", "record-punch"]);
  });

  test("nobody has is refused and not kept", async () => {
    rejectWith({ code: "badge-unknown", tail: "A3F2" } as never); // one code of the kitchen's
    await scan("FFFFA3F2");
    expect(card()).toMatchObject({ kind: "refused", rejection: { code: "badge-unknown" } });
    expect(tones).toEqual(["punch-refused"]);
    expect(keptCount).toBe(0);
  });

  test("read a second time is known, not an error", async () => {
    answer = (command) => punchAccepted(command, { outcome: "already", punchId: "punch_other" });
    await scan(SITI.badge);
    expect(card()).toMatchObject({ answer: { outcome: "already" } });
    expect(tones).toEqual(["punch-known"]);
    expect(desk.state.get().last).toBeNull();
  });
});

describe("while the kitchen is cut off", () => {
  beforeEach(() => runtime.lastSocket().drop());

  test("a known card is saved here with its name and its own time, and sent later, once", async () => {
    runtime.advance(60);
    await scan(SITI.badge);
    expect(card()).toMatchObject({ kind: "saved", name: SITI.name, staffId: deskStaffId(1), isRepeat: false });
    const savedAtMs = desk.state.get().last?.atMs;
    expect(keptCount).toBe(1);
    runtime.advance(20_000);
    openLine();
    await settle();
    expect(heard.filter(({ type: sent }) => sent === "record-punch")).toMatchObject([{ occurredAtMs: savedAtMs }]);
    expect(keptCount).toBe(1);
    // Its person left long ago: the answer is nobody's news.
    expect(card()).toBeNull();
  });

  test("the same person again within a minute is already saved", async () => {
    await scan(SITI.badge);
    runtime.advance(40_000);
    await scan(SITI.badge);
    expect(card()).toMatchObject({ kind: "saved", isRepeat: true });
    runtime.advance(20_000);
    await scan(SITI.badge);
    expect(card()).toMatchObject({ kind: "saved", isRepeat: false });
    openLine();
    await settle();
    expect(heard).toHaveLength(2);
  });

  test("a card the list does not name is refused; without a list it is saved", async () => {
    await scan("FFFFA3F2");
    expect(card()).toMatchObject({ kind: "refused", rejection: { code: "badge-unknown", tail: "A3F2" } });
  });

  test("a number waits a moment, then says that it needs the kitchen, and is nowhere", async () => {
    await type("482913");
    expect(desk.state.get().isNumberStranded).toBe(false);
    runtime.advance(8_000);
    await settle();
    expect(desk.state.get()).toMatchObject({ isNumberStranded: true, digitCount: 0 });
    openLine();
    await settle();
    expect(heard).toEqual([]);
  });
});

describe("a number", () => {
  test("goes out with the sixth digit, as the only sign of who it is", async () => {
    await type("48291");
    expect(desk.state.get().digitCount).toBe(5);
    expect(heard).toEqual([]);
    await type("3");
    expect(heard).toMatchObject([{ type: "record-punch", signatures: [{ pin: "482913" }] }]);
    expect(heard[0]).not.toHaveProperty("staffId");
    expect(card()).toMatchObject({ kind: "punch" });
  });

  test("cut off on its way is asked again by the same punch, and that punch counts as recorded", async () => {
    answer = () => null;
    await type("482913");
    const [first] = heard;
    runtime.lastSocket().drop();
    await settle();
    runtime.advance(5_000);
    answer = (command) => punchAccepted(command, { outcome: "already" });
    openLine();
    await settle();
    expect(heard).toHaveLength(2);
    expect(heard[1]?.body["punchId"]).toBe(first?.body["punchId"]);
    expect(card()).toMatchObject({ kind: "punch", answer: { outcome: "recorded" } });
  });

  test("nobody has clears the dots with a red edge; too many lock the keys until then, and cards go on", async () => {
    rejectWith({ code: "number-unknown", triesLeftCount: 4 } as never); // one code of the kitchen's
    await type("000000");
    expect(desk.state.get()).toMatchObject({ digitCount: 0, isRedEdged: true });
    rejectWith({ code: "number-locked", untilAtMs: DESK_NOW_MS + 30_000 } as never); // likewise
    await type("000000");
    expect(desk.state.get().lockedUntilMs).toBe(DESK_NOW_MS + 30_000);
    await type("4");
    expect(desk.state.get().digitCount).toBe(0);
    answer = punchAccepted;
    await scan(SITI.badge);
    expect(card()).toMatchObject({ kind: "punch" });
    runtime.advance(30_000);
    expect(desk.state.get().lockedUntilMs).toBeNull();
  });

  test("left half typed is forgotten after ten seconds", async () => {
    await type("482");
    runtime.advance(10_000);
    expect(desk.state.get().digitCount).toBe(0);
  });
});

describe("what a person says of their punch", () => {
  test("not me: struck through, and the same card may be read again at once", async () => {
    await scan(SITI.badge);
    desk.withdraw();
    await settle();
    expect(heard.at(-1)).toMatchObject({ type: "withdraw-punch", body: { staffId: deskStaffId(1) } });
    expect(card()).toMatchObject({ kind: "withdrawn", name: SITI.name });
    expect(desk.state.get().last).toBeNull();
  });

  test("the other way: asked, and shown as answered", async () => {
    await scan(SITI.badge);
    answer = (command) => punchAccepted(command, { direction: "out" });
    desk.flip();
    await settle();
    expect(heard.at(-1)).toMatchObject({ type: "flip-punch", body: { direction: "out" } });
    expect(card()).toMatchObject({ answer: { direction: "out" }, isExplained: true });
  });

  test("a short stay is asked about for ten seconds, and the answer is kept", async () => {
    answer = (command) =>
      command.type === "record-punch"
        ? punchAccepted(command, { direction: "out", isShortStay: true, workedMs: 43 * 60_000 })
        : punchAccepted(command);
    await scan(SITI.badge);
    runtime.advance(9_000);
    desk.explain("short-stay-meant");
    await settle();
    expect(heard.at(-1)).toMatchObject({ type: "explain-punch", body: { reasonCode: "short-stay-meant" } });
    expect(card()).toMatchObject({ isExplained: true });
  });
});

describe("a store that cannot be written", () => {
  test("sends people to paper, and ends by itself; what was read is then sent", async () => {
    rejectWith({ code: "store-full" });
    isWritable = false;
    await scan(SITI.badge);
    expect(desk.state.get().isPaperNeeded).toBe(true);
    runtime.advance(3_000);
    await settle();
    expect(desk.state.get().isPaperNeeded).toBe(true);
    isWritable = true;
    answer = punchAccepted;
    runtime.advance(3_000);
    await settle();
    expect(desk.state.get().isPaperNeeded).toBe(false);
    expect(card()).toMatchObject({ kind: "punch", answer: { name: SITI.name } });
  });
});

describe("a card that is waited for", () => {
  const waited = {
    enrolmentId: `enrolment_${"1".repeat(32)}`,
    staffId: deskStaffId(2),
    name: BUDI.name,
    expiresAtMs: DESK_NOW_MS + 60_000,
    offeredAtMs: null,
    offeredAtDevice: null,
  };
  const answerAll = (offered: "accepted" | "rejected") => {
    answer = (command) => {
      if (command.type === "record-punch" && command.body["badge"] === "DEADBEEF") {
        return { kind: "rejected", commandId: command.commandId, rejection: { code: "badge-unknown", tail: "BEEF" } };
      }
      if (command.type !== "offer-card") return punchAccepted(command);
      return offered === "accepted"
        ? { ...punchAccepted(command), result: {} }
        : { kind: "rejected", commandId: command.commandId, rejection: { code: "enrolment-closed" } };
    };
  };
  const offers = () => heard.filter((command) => command.type === "offer-card").map(({ body }) => body);

  test("is offered when nobody has it; nothing of it waits on this device", async () => {
    answerAll("accepted");
    enrolment.take(waited);
    await scan("DEADBEEF");
    expect(card()).toMatchObject({ kind: "offered", name: BUDI.name });
    const { enrolmentId, staffId } = waited;
    expect(offers()).toEqual([{ enrolmentId, staffId, text: "DEADBEEF" }]);
  });

  test("is not looked for in cards people have: they punch as always", async () => {
    answerAll("accepted");
    enrolment.take(waited);
    await scan(SITI.badge);
    expect(card()).toMatchObject({ kind: "punch" });
    expect(offers()).toEqual([]);
  });

  test.each([
    ["once its time is over", { expiresAtMs: DESK_NOW_MS }],
    ["once it was read", { offeredAtMs: DESK_NOW_MS }],
  ])("is refused as unknown %s", async (_when, part) => {
    answerAll("accepted");
    enrolment.take({ ...waited, ...part });
    await scan("DEADBEEF");
    expect(card()).toMatchObject({ kind: "refused", rejection: { code: "badge-unknown" } });
    expect(offers()).toEqual([]);
  });

  test("is refused as unknown where the kitchen waits no more", async () => {
    answerAll("rejected");
    enrolment.take(waited);
    await scan("DEADBEEF");
    expect(card()).toMatchObject({ kind: "refused", rejection: { code: "badge-unknown" } });
  });
});
