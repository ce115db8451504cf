import { expect, test } from "vitest";
import {
  createPairFlow,
  secretFromFragment,
  type HttpReply,
  type PairState,
  type WaitingRequest,
} from "./pair-flow.ts";

const PAIRED = {
  status: "paired",
  deviceId: "device_1",
  deviceToken: "token",
  face: "tablet",
  station: "cook",
  name: "Tablet Masak",
};
const WAITING = { status: "waiting", pollSecret: "poll", matchCode: "412", expiresAtMs: 1 };

function setUp(replies: ReadonlyArray<HttpReply | null>, saved: WaitingRequest | null = null) {
  const left = [...replies];
  const asked: string[] = [];
  const states: PairState[] = [];
  const tokens: string[] = [];
  let kept = saved;
  const flow = createPairFlow({
    post: async (path, body) => {
      asked.push(`${path} ${JSON.stringify(body)}`);
      return left.shift() ?? null;
    },
    wait: async (durationMs) => {
      asked.push(`wait ${durationMs}`);
    },
    saved: {
      read: () => kept,
      write: (request) => {
        kept = request;
      },
    },
    keepToken: (face, token) => tokens.push(`${face} ${token}`),
    onChange: (state) => states.push(state),
  });
  return { flow, asked, states, tokens, saved: () => kept };
}

test("a code waits with its number until a person approves, then the token is kept for its face", async () => {
  const { flow, asked, states, tokens, saved } = setUp([
    { statusCode: 202, body: WAITING },
    { statusCode: 200, body: { status: "waiting", expiresAtMs: 1 } },
    { statusCode: 200, body: PAIRED },
  ]);
  await flow.request("ABCD-2345", "Tablet Masak");
  expect(asked).toEqual([
    '/pair {"secret":"ABCD-2345","name":"Tablet Masak"}',
    '/pair/status {"pollSecret":"poll"}',
    '/pair/status {"pollSecret":"poll"}',
  ]);
  expect(states).toEqual([
    { kind: "sending" },
    { kind: "waiting", matchCode: "412", isKitchenAway: false },
    { kind: "waiting", matchCode: "412", isKitchenAway: false },
    { kind: "paired", face: "tablet", station: "cook", name: "Tablet Masak" },
  ]);
  expect(tokens).toEqual(["tablet token"]);
  expect(saved()).toBeNull();
});

test("a second tap while the first is on its way sends nothing", async () => {
  const { flow, asked } = setUp([{ statusCode: 200, body: PAIRED }]);
  await Promise.all([flow.request("ABCD-2345", "Tablet Masak"), flow.request("ABCD-2345", "Tablet Masak")]);
  expect(asked).toEqual(['/pair {"secret":"ABCD-2345","name":"Tablet Masak"}']);
});

test("a kitchen that goes away while waiting is asked again, ever slower, without losing the number", async () => {
  const { flow, asked, states } = setUp([
    { statusCode: 202, body: WAITING },
    null,
    { statusCode: 503, body: {} },
    null,
    null,
    { statusCode: 200, body: { status: "rejected" } },
  ]);
  await flow.request("ABCD2345", "Tablet");
  expect(asked.filter((line) => line.startsWith("wait"))).toEqual(["wait 1000", "wait 2000", "wait 4000", "wait 5000"]);
  expect(states.at(-2)).toEqual({ kind: "waiting", matchCode: "412", isKitchenAway: true });
  expect(states.at(-1)).toEqual({ kind: "ended", reason: "rejected" });
});

test("a refused code comes back to the form with its reason", async () => {
  const { flow, states } = setUp([{ statusCode: 403, body: { code: "pairing-code-wrong", triesLeftCount: 4 } }]);
  await flow.request("WRONG", "Tablet");
  expect(states.at(-1)).toEqual({
    kind: "form",
    refusal: { code: "pairing-code-wrong", data: { code: "pairing-code-wrong", triesLeftCount: 4 } },
  });
});

test("a kitchen that cannot be reached, or answers oddly, is told apart from a refusal", async () => {
  const away = setUp([null]);
  await away.flow.request("ABCD2345", "Tablet");
  expect(away.states.at(-1)).toEqual({ kind: "form", refusal: { code: "kitchen-away", data: {} } });
  const odd = setUp([{ statusCode: 502, body: "<html>" }]);
  await odd.flow.request("ABCD2345", "Tablet");
  expect(odd.states.at(-1)).toEqual({ kind: "form", refusal: { code: "answer-odd", data: {} } });
});

test("a reloaded page goes on waiting with the same number", async () => {
  const { flow, states, tokens } = setUp([{ statusCode: 200, body: PAIRED }], {
    pollSecret: "poll",
    matchCode: "412",
    name: "Tablet",
  });
  await flow.resume();
  expect(states[0]).toEqual({ kind: "waiting", matchCode: "412", isKitchenAway: false });
  expect(tokens).toEqual(["tablet token"]);
});

test("an answer to an abandoned request changes nothing", async () => {
  const { flow, states, tokens } = setUp([{ statusCode: 200, body: PAIRED }]);
  const asking = flow.request("ABCD2345", "Tablet");
  flow.startOver();
  await asking;
  expect(states.at(-1)).toEqual({ kind: "form", refusal: null });
  expect(tokens).toEqual([]);
});

test("the secret of the address is read with or without its name", () => {
  expect(secretFromFragment("#secret=abc_123-DEF")).toBe("abc_123-DEF");
  expect(secretFromFragment("#0123456789abcdef0123456789abcdef")).toBe("0123456789abcdef0123456789abcdef");
  expect([secretFromFragment(""), secretFromFragment("#secret="), secretFromFragment("#isi")]).toEqual([
    null,
    null,
    null,
  ]);
});
