import { EMPTY_TEMPERATURE, type TemperatureEntry } from "#renderer/domains/quality/temperature-entry.ts";
import { NO_AMOUNT, isAmountDraft, type AmountDraft } from "./typed-amount.ts";

/** What is being typed about one thing of a delivery; kept on the tablet until it is saved. */
export interface LineDraft {
  readonly step: LineStep;
  readonly delivered: AmountDraft;
  readonly temperature: TemperatureEntry;
  readonly expiry: string;
  readonly price: string;
  readonly placeId: string | null;
  /** How much of it is sent back; null while all of it is. */
  readonly refused: AmountDraft | null;
  readonly refusalCode: string | null;
}

export const LINE_STEPS = ["amount", "temperature", "expiry", "price", "judge", "refuse", "refuse-amount"] as const;
export type LineStep = (typeof LINE_STEPS)[number];

export const NEW_LINE: LineDraft = {
  step: "amount",
  delivered: NO_AMOUNT,
  temperature: EMPTY_TEMPERATURE,
  expiry: "",
  price: "",
  placeId: null,
  refused: null,
  refusalCode: null,
};

export function isLineDraft(value: unknown): value is LineDraft {
  if (typeof value !== "object" || value === null) return false;
  const draft = value as Partial<Record<keyof LineDraft, unknown>>; // each member is checked below
  const isNullOr = (part: unknown, isIt: (part: unknown) => boolean) => part === null || isIt(part);
  const isText = (part: unknown) => typeof part === "string";
  return (
    LINE_STEPS.some((step) => step === draft.step) &&
    isAmountDraft(draft.delivered) &&
    isTemperature(draft.temperature) &&
    [draft.expiry, draft.price].every(isText) &&
    isNullOr(draft.placeId, isText) &&
    isNullOr(draft.refused, isAmountDraft) &&
    isNullOr(draft.refusalCode, isText)
  );
}

/** What is asked of this thing, in order; what it does not need is not asked. */
export function stepsOf(asked: {
  readonly isTemperatureAsked: boolean;
  readonly isExpiryAsked: boolean;
}): readonly LineStep[] {
  return [
    "amount",
    ...(asked.isTemperatureAsked ? (["temperature"] as const) : []),
    ...(asked.isExpiryAsked ? (["expiry"] as const) : []),
    "price",
    "judge",
  ];
}

/** The step before and after one; the first leads out, the last ends with a verdict. */
export function neighbourStep(steps: readonly LineStep[], step: LineStep, by: 1 | -1): LineStep | null {
  const at = steps.indexOf(step);
  return at === -1 ? (steps.at(-1) ?? null) : (steps[at + by] ?? null);
}

function isTemperature(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !("wholeDigits" in value) || !("decimalDigit" in value))
    return false;
  return (
    typeof value.wholeDigits === "string" && (value.decimalDigit === null || typeof value.decimalDigit === "string")
  );
}
