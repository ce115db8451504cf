import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allCommands, allQueries } from "#domains/registry.ts";
import { siteRoleSchema } from "#kernel/access.ts";
import { present } from "#kernel/assert.ts";
import { arbitraryFrom } from "#tests/kit/arbitrary-from-schema.ts";
import type { CommandInput, LanClient, LanCommandAnswer } from "#tests/kit/lan-client.ts";
import { atClock, PLAN_DATE, plannedBatch } from "#tests/kit/production-plan.ts";
import { createRealKitchen, type RealKitchen } from "#tests/kit/real-kitchen.ts";

/**
 * Every command and every query of the kitchen as it ships, with generated bodies and parameters of the right shape, from
 * people with every role: whatever is asked, the answer is a decision or a typed rejection, never a fault.
 */
const SEED = Number(process.env["FUZZ_SEED"] ?? 20_261_121);
const ROUNDS_COUNT = Number(process.env["FUZZ_ROUNDS"] ?? (process.env["CI"] === undefined ? 2 : 6));
const DEVICES_COUNT = 6;

interface Hand {
  readonly client: LanClient;
  readonly face: "manager" | "tablet";
  readonly staffId: string;
  readonly number: string;
}

let kitchen: RealKitchen;
const hands: Hand[] = [];
const known = new Map<string, string[]>();

beforeAll(async () => {
  kitchen = await createRealKitchen({ demo: { startMs: atClock("02:30"), rate: 1 } });
  const roles = siteRoleSchema.options;
  for (let index = 0; index < DEVICES_COUNT; index += 1) {
    // Most may do most things; the others are there to be refused.
    const role =
      index < 4 ? (["kitchen-head", "nutritionist", "division-lead", "field-assistant"] as const)[index] : roles[index];
    const person = await kitchen.person(`Orang ${index}`, role ?? "viewer");
    const face = index % 3 === 2 ? "tablet" : "manager";
    const client = await kitchen.connect(
      await kitchen.device(face, `layar ${index}`, face === "tablet" ? "cook" : undefined),
    );
    const session = await client.signIn({ pin: person.number, staffId: person.staffId });
    if (!("staffId" in session)) throw new Error(JSON.stringify(session));
    hands.push({ client, face, ...person });
    note(person.staffId);
  }
  await planNight();
});
afterAll(() => kitchen.stop());

/** Four batches to work on, so that most commands find what they are about. */
async function planNight() {
  const [head] = hands;
  for (const number of [1, 2, 3, 4]) {
    const body = { serviceDate: PLAN_DATE, ...plannedBatch(number) };
    const answer = await head?.client.command({ type: "plan-batch", body, staffId: head.staffId });
    expect(answer).toMatchObject({ kind: "accepted" });
    note(body);
  }
}

/** Remembers ids by prefix, newest first, so that later commands are about things that exist. */
function note(value: unknown) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  for (const [id = "", prefix = ""] of text.matchAll(/\b([a-z_]+)_[0-9a-f]{32}\b/g)) {
    const met = known.get(prefix) ?? [];
    if (!met.includes(id)) known.set(prefix, [id, ...met].slice(0, 20));
  }
}

/** What would make the fuzzer lock itself out; these have their own tests. */
const SPARED: ReadonlySet<string> = new Set([
  "end-staff",
  "erase-staff",
  "reset-pin",
  "withdraw-role",
  "revoke-device",
  "suspend-device",
]);

test("every command is decided or rejected with a code, whatever its body says", { timeout: 120_000 }, async () => {
  const outcomes = new Map<string, Set<string>>();
  let seed = SEED;
  for (let round = 0; round < ROUNDS_COUNT; round += 1) {
    for (const definition of allCommands.filter(({ type }) => !SPARED.has(type))) {
      seed += 1;
      const able = hands.filter((hand) => definition.faces.includes(hand.face));
      const hand = pick(able.length === 0 ? hands : able, seed);
      const [body] = fc.sample(arbitraryFrom(definition.body, known), { seed, numRuns: 1 });
      const answer = await commandWhenTaken(hand, {
        type: definition.type,
        body: body as Readonly<Record<string, unknown>>, // generated from the body's own schema
        staffId: hand.staffId,
        ...(definition.signatureCount === 0 ? {} : { signatures: signaturesOf(hand, definition.signatureCount) }),
      });
      const outcome = answer.kind === "rejected" ? answer.rejection.code : answer.kind;
      const said = `${definition.type} ${JSON.stringify(body)} → ${JSON.stringify(answer)} (seed ${seed})`;
      expect(answer.kind, said).not.toBe("error");
      expect(["internal-error", "unknown-command", "command-id-reused"], said).not.toContain(outcome);
      if (answer.kind === "accepted") note([body, answer]);
      outcomes.set(outcome, (outcomes.get(outcome) ?? new Set()).add(definition.type));
    }
  }
  expect(outcomes.get("accepted")?.size ?? 0, "the fuzzer reaches the log").toBeGreaterThan(5);
  expect(outcomes.size, "the fuzzer reaches many rejections").toBeGreaterThan(8);
  expect(faults()).toEqual([]);
});

/** Sends a command; one that came too fast is sent again when the kitchen said so. */
async function commandWhenTaken(hand: Hand, input: CommandInput): Promise<LanCommandAnswer> {
  for (;;) {
    const answer = await hand.client.command(input);
    if (answer.kind !== "rejected" || answer.rejection.code !== "rate-limited") return answer;
    await pause(Number(answer.rejection["retryAfterMs"]));
  }
}

function pick<Item>(items: readonly Item[], seed: number): Item {
  const [item] = fc.sample(fc.constantFrom(...items), { seed, numRuns: 1 });
  return present(item, "one of them");
}

function signaturesOf(hand: Hand, count: number) {
  const other = hands.find(({ staffId }) => staffId !== hand.staffId) ?? hand;
  return [hand, other].slice(0, count).map(({ number }) => ({ pin: number }));
}

test("every query answers rows of its shape or refuses with a code", { timeout: 60_000 }, async () => {
  const answered = new Set<string>();
  let seed = SEED;
  for (const definition of allQueries) {
    for (let round = 0; round < ROUNDS_COUNT; round += 1) {
      seed += 1;
      // Each manager's device in turn, so that none asks too fast; the person with every right is on the first.
      const { client, staffId } = round === 0 ? pick(hands.slice(0, 1), seed) : pick(hands, seed);
      const [params] = fc.sample(arbitraryFrom(definition.params, known), { seed, numRuns: 1 });
      const question = { query: definition.name, params: params as Readonly<Record<string, unknown>>, staffId }; // generated
      const answer = await answerWhenTaken(client, question, `${definition.name} ${seed}`);
      const said = `${definition.name} ${JSON.stringify(params)} (seed ${seed})`;
      if (answer.kind === "error") {
        expect(["invalid-params", "not-permitted"], `${said}: ${JSON.stringify(answer)}`).toContain(answer.code);
        continue;
      }
      answered.add(definition.name);
      for (const row of answer.rows) expect(definition.row.parse(row), said).toEqual(row);
    }
  }
  const manager = allQueries.filter(({ faces }) => faces.includes("manager")).map(({ name }) => name);
  expect(
    manager.filter((name) => !answered.has(name)),
    "each query of the manager's face answered once",
  ).toEqual([]);
  expect(faults()).toEqual([]);
});

/** Asks a question once; one that came too fast is asked again when the kitchen said so. */
async function answerWhenTaken(
  client: LanClient,
  question: { readonly query: string; readonly params: Readonly<Record<string, unknown>>; readonly staffId: string },
  name: string,
) {
  for (let attempt = 0; ; attempt += 1) {
    const subscriptionId = `${name} ${attempt}`;
    client.send({ kind: "subscribe", subscriptionId, ...question });
    const answer = await Promise.race([
      client.take("rows", (frame) => frame.subscriptionId === subscriptionId),
      client.take("error", (frame) => frame.subscriptionId === subscriptionId),
    ]);
    client.send({ kind: "unsubscribe", subscriptionId });
    if (answer.kind === "rows" || answer.code !== "rate-limited") return answer;
    await pause(Number(answer.data?.["retryAfterMs"]));
  }
}

/** Lines of the kitchen's log that speak of a bug. */
function faults(): readonly string[] {
  const lines = readFileSync(join(kitchen.dataDir, "logs", "kitchen.log"), "utf8").split("\n");
  return lines
    .filter((line) => /"event":"[a-z-]*(?:-bug|command-failed)"/.test(line))
    .map((line) => line.slice(0, 600));
}
