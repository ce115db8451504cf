import type { PatchFrame, RowsFrame, UnchangedFrame } from "#contract/lan-protocol.ts";
import type { RowDiff, RowTextByKey } from "#kernel/row-diff.ts";
import { textFrame, type TextFrame } from "./text-frame.ts";

/** The rows one question has at one `rev`, each already serialised. */
export interface AnswerRows {
  readonly rowTextByKey: RowTextByKey;
  /** The rows as the query gave them, to tell next time which did not change. */
  readonly rowByKey: ReadonlyMap<string, object>;
  /** More rows exist than the query's limit lets through (LAN23). */
  readonly isPartial: boolean;
}

/** The part of a frame that is the same for every subscription of an answer, serialised once. */
export interface FrameBody {
  readonly kind: "rows" | "patch" | "unchanged";
  /** Members after `kind` and `subscriptionId`, starting with a comma. */
  readonly tail: string;
}

export function rowsBody(answer: AnswerRows, at: { readonly epoch: string; readonly rev: number }): FrameBody {
  const rows = [...answer.rowTextByKey.values()].join(",");
  const members = `,"epoch":${JSON.stringify(at.epoch)},"rev":${at.rev},"isPartial":${answer.isPartial},"rows":[${rows}]`;
  return { kind: "rows" satisfies RowsFrame["kind"], tail: members };
}

export function patchBody(diff: RowDiff, rev: number): FrameBody {
  const order = diff.order === undefined ? "" : `,"order":${JSON.stringify(diff.order)}`;
  const members = `,"rev":${rev},"upserts":[${diff.upserts.join(",")}],"removes":${JSON.stringify(diff.removes)}${order}`;
  return { kind: "patch" satisfies PatchFrame["kind"], tail: members };
}

export function unchangedBody(rev: number): FrameBody {
  return { kind: "unchanged" satisfies UnchangedFrame["kind"], tail: `,"rev":${rev}` };
}

/** The finished frame of a body for one subscription id; its bytes go to every socket subscribed under that id. */
export function answerFrame(body: FrameBody, subscriptionId: string): TextFrame {
  return textFrame(`{"kind":"${body.kind}","subscriptionId":${JSON.stringify(subscriptionId)}${body.tail}}`);
}
