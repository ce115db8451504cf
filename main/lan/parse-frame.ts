import { err, ok, type Result } from "#kernel/result.ts";
import { clientFrame, type ClientFrame, type LanErrorCode } from "#contract/lan-protocol.ts";

/** What a refused frame was about, as far as it could be read, so its sender can tell which of its frames it was. */
export interface FrameReference {
  readonly requestId?: string;
  readonly subscriptionId?: string;
  readonly commandId?: string;
}

export interface FrameRefusal {
  readonly code: Extract<LanErrorCode, "bad-frame" | "unknown-kind">;
  readonly reference: FrameReference;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Nothing a face sends is deeper than a day plan, which is six; what follows may therefore recurse. */
export const FRAME_DEPTH_MAX_COUNT = 24;
const ISSUES_MAX_COUNT = 5;
const KINDS: ReadonlySet<string> = new Set(clientFrame.options.map((option) => option.shape.kind.value));

/** Reads a frame once; nothing past this sees unchecked data (LAN8). */
export function parseClientFrame(text: string): Result<ClientFrame, FrameRefusal> {
  if (depthOf(text) > FRAME_DEPTH_MAX_COUNT) return refused({ reason: "too-deep" });
  const raw = jsonFrom(text);
  if (raw === undefined) return refused({ reason: "not-json" });
  if (!isObject(raw)) return refused({ reason: "not-an-object" });
  const { kind } = raw;
  if (typeof kind !== "string") return refused({ reason: "no-kind" }, referenceFrom(raw));
  if (!KINDS.has(kind)) {
    return err({ code: "unknown-kind", reference: referenceFrom(raw), data: { kind: kind.slice(0, 64) } });
  }
  const parsed = clientFrame.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues
    .slice(0, ISSUES_MAX_COUNT)
    .map((issue) => ({ path: issue.path.map(String).join(".").slice(0, 128), code: issue.code }));
  return refused({ reason: "invalid", issues }, referenceFrom(raw));
}

function refused(
  data: Readonly<Record<string, unknown>>,
  reference: FrameReference = {},
): { readonly ok: false; readonly error: FrameRefusal } {
  return err({ code: "bad-frame", reference, data });
}

function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(text) as unknown; // whatever it is, it is checked next
  } catch {
    // JSON.parse throws only for text that is not JSON.
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function referenceFrom(raw: Readonly<Record<string, unknown>>): FrameReference {
  return {
    ...(isText(raw["requestId"], 64) ? { requestId: raw["requestId"] } : {}),
    ...(isText(raw["subscriptionId"], 256) ? { subscriptionId: raw["subscriptionId"] } : {}),
    ...(isText(raw["commandId"], 64) && COMMAND_ID.test(raw["commandId"]) ? { commandId: raw["commandId"] } : {}),
  };
}

const COMMAND_ID = /^command_[0-9a-f]{32}$/;

function isText(value: unknown, maxLength: number): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= maxLength;
}

/** How deep brackets nest, read without recursion. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isInString) {
      if (code === BACKSLASH) index += 1;
      else if (code === QUOTE) isInString = false;
    } else if (code === QUOTE) {
      isInString = true;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth -= 1;
    }
  }
  return deepest;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
