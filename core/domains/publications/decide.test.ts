import { describe, expect, it } from "vitest";
import type { LotId } from "#domains/inventory/ids.ts";
import type { BatchId, PointId } from "#domains/production/ids.ts";
import { createDecideSpec } from "#tests/kit/decide-spec.ts";
import type { PublicationsCommand } from "./commands.ts";
import { decidePublications, type PublicationsFacts } from "./decide.ts";
import type { PublicationsEvent, ReceivedPublication } from "./events.ts";
import type { PublicationId } from "./ids.ts";
import type { PublicationsRejection } from "./rejections.ts";
import { evolvePublications, initialPublicationsState, type PublicationsState } from "./state.ts";

const given = createDecideSpec<
  PublicationsState,
  PublicationsCommand,
  PublicationsFacts,
  PublicationsEvent,
  PublicationsRejection
>({ initialState: initialPublicationsState, evolve: evolvePublications, decide: decidePublications });

const publicationId = `publication_${"a".repeat(32)}` as PublicationId; // well formed
const announcement = {
  title: "Air",
  text: "Masak air dulu",
  severity: "critical",
  needsAcknowledgement: true,
  untilDate: null,
};
function message(number: number, changes: Partial<ReceivedPublication> = {}): ReceivedPublication {
  return {
    ...{ hubStreamId: "national", number, publicationId, publishedAtMs: 5 },
    ...{ publicationType: "announcement-published", publicationVersion: 1, document: announcement },
    ...changes,
  };
}
const received = (number: number): PublicationsEvent => ({
  type: "publication-received",
  body: { ...message(number), isUnderstood: true },
});
const receive = (number: number, changes: Partial<ReceivedPublication> = {}): PublicationsCommand => ({
  type: "receive-publication",
  body: message(number, changes),
});
const NOTHING: PublicationsFacts = { publicationType: null, recall: null };

describe("a message of the hub", () => {
  it("is received in its stream's order", () => {
    given().when(receive(1), NOTHING).emits(received(1));
    given(received(1), received(2)).when(receive(3), NOTHING).emits(received(3));
  });

  it("is refused when one is missing before it, and when it was received", () => {
    given(received(1)).when(receive(3), NOTHING).rejects({ code: "stream-gap", expectedNumber: 2 });
    given(received(1), received(2)).when(receive(2), NOTHING).rejects({ code: "stream-gap", expectedNumber: 3 });
    given().when(receive(2), NOTHING).rejects({ code: "stream-gap", expectedNumber: 1 });
  });

  it("is kept as it came when this version does not understand it, and never blocks the next", () => {
    const odd: Partial<ReceivedPublication>[] = [
      { publicationType: "of-a-newer-hub" },
      { publicationVersion: 2 },
      { document: { title: "" } },
      { document: { ...announcement, severity: "loud" } },
    ];
    for (const changes of odd) {
      const { decided } = given().when(receive(1, changes), NOTHING);
      expect(decided).toMatchObject({ ok: true, value: [{ body: { ...changes, isUnderstood: false } }] });
    }
  });
});

describe("an announcement", () => {
  const acknowledge: PublicationsCommand = { type: "acknowledge-announcement", body: { publicationId } };
  const known: PublicationsFacts = { publicationType: "announcement-published", recall: null };
  const acknowledged: PublicationsEvent = { type: "announcement-acknowledged", body: { publicationId } };

  it("is acknowledged once", () => {
    given().when(acknowledge, known).emits(acknowledged);
    given(acknowledged).when(acknowledge, known).rejects({ code: "wrong-state", state: "acknowledged" });
  });

  it("must have been received, and be one", () => {
    for (const publicationType of [null, "recall-published"]) {
      given()
        .when(acknowledge, { publicationType, recall: null })
        .rejects({ code: "not-found", kind: "announcement", id: publicationId });
    }
  });
});

describe("a recall", () => {
  const lotOf = (digit: string) => `lot_${digit.repeat(32)}` as LotId; // well formed
  const batchOf = (digit: string) => `batch_${digit.repeat(32)}` as BatchId; // well formed
  const pointId = `point_${"d".repeat(32)}` as PointId; // well formed
  const onHand = { unit: "g", massG: 1_200 } as const;
  const facts = (lots: readonly string[], batches: readonly string[]): PublicationsFacts => ({
    publicationType: "recall-published",
    recall: {
      lots: lots.map((digit) => ({ lotId: lotOf(digit), onHand })),
      batches: batches.map((digit) => ({ batchId: batchOf(digit), pointIds: [pointId] })),
    },
  });
  const apply: PublicationsCommand = { type: "apply-recall", body: { publicationId } };
  const applied = (lots: readonly string[], batches: readonly string[]): PublicationsEvent => ({
    type: "recall-applied",
    body: {
      publicationId,
      lotIds: lots.map(lotOf),
      batchIds: batches.map(batchOf),
      pointIds: batches.length === 0 ? [] : [pointId],
    },
  });

  it("is applied once to each lot and batch it meets, also to those that come later", () => {
    given()
      .when(apply, facts(["a"], ["b"]))
      .emits(applied(["a"], ["b"]));
    given(applied(["a"], ["b"]))
      .when(apply, facts(["a", "c"], ["b"]))
      .emits(applied(["c"], []));
    given(applied(["a"], []))
      .when(apply, facts(["a"], ["b"]))
      .emits(applied([], ["b"]));
    given(applied(["a"], ["b"]))
      .when(apply, facts(["a"], ["b"]))
      .rejects({ code: "wrong-state", state: "applied" });
  });

  it("that meets nothing is written once, so that headquarters knows it was looked for", () => {
    given().when(apply, facts([], [])).emits(applied([], []));
    given(applied([], [])).when(apply, facts([], [])).rejects({ code: "wrong-state", state: "applied" });
    given().when(apply, NOTHING).rejects({ code: "not-found", kind: "recall", id: publicationId });
  });

  it("is acknowledged once, with what the kitchen PC counts of each lot", () => {
    const acknowledge: PublicationsCommand = {
      type: "acknowledge-recall",
      body: { publicationId, portionsServedCount: 40 },
    };
    const said: PublicationsEvent = {
      type: "recall-acknowledged",
      body: { publicationId, lots: [{ lotId: lotOf("a"), quantityFound: onHand }], portionsServedCount: 40 },
    };
    given(applied(["a"], []))
      .when(acknowledge, facts(["a"], []))
      .emits(said);
    given(said)
      .when(acknowledge, facts(["a"], []))
      .rejects({ code: "wrong-state", state: "acknowledged" });
    given().when(acknowledge, NOTHING).rejects({ code: "not-found", kind: "recall", id: publicationId });
  });
});
