import { err, ok, type Result } from "#kernel/result.ts";
import { addDays } from "#kernel/time.ts";
import type { SupplierCommand } from "./commands.ts";
import type { ProcurementEvent } from "./events.ts";
import type { ProcurementFacts } from "./facts.ts";
import { dateRefusal, itemRefusal, unitRefusal } from "./line-rules.ts";
import type { ProcurementRejection } from "./rejections.ts";
import { SURVEY_BACK_MAX_DAY_COUNT } from "./rules.ts";
import type { SupplierState } from "./state.ts";

type Decision = Result<readonly ProcurementEvent[], ProcurementRejection>;
type Command<Type extends SupplierCommand["type"]> = Extract<SupplierCommand, { readonly type: Type }>;

export function decideAddSupplier(
  state: SupplierState,
  { body }: Command<"add-supplier">,
  facts: Pick<ProcurementFacts, "namesakeId">,
): Decision {
  if (state.kind !== "none") return err({ code: "id-already-used", kind: "supplier", id: body.supplierId });
  if (facts.namesakeId !== null) return err({ code: "supplier-known", supplierId: facts.namesakeId });
  return ok([{ type: "supplier-added", body }]);
}

/** A supplier's status says who may be ordered from: every change of it says why. */
export function decideChangeSupplier(
  state: SupplierState,
  { body }: Command<"change-supplier">,
  facts: Pick<ProcurementFacts, "namesakeId">,
): Decision {
  if (state.kind === "none") return err({ code: "not-found", kind: "supplier", id: body.supplierId });
  const { status } = body.fields;
  if (status !== undefined && status !== state.status && body.reason === undefined) {
    return err({ code: "reason-required" });
  }
  if (facts.namesakeId !== null) return err({ code: "supplier-known", supplierId: facts.namesakeId });
  return ok([{ type: "supplier-changed", body }]);
}

/** Every item asked about has at least `survey.quotes-min` quotes, each of another supplier or place. */
export function decideSurvey(
  isWritten: boolean,
  { body }: Command<"record-price-survey">,
  facts: Pick<ProcurementFacts, "items" | "figures" | "unknownSupplierIds" | "today">,
): Decision {
  const { surveyId, surveyDate, quotes } = body;
  if (isWritten) return err({ code: "id-already-used", kind: "survey", id: surveyId });
  const earliest = addDays(facts.today, -SURVEY_BACK_MAX_DAY_COUNT);
  const outside = dateRefusal(surveyDate, earliest, facts.today);
  if (outside !== null) return err(outside);
  for (const quote of quotes) {
    const refusal =
      itemRefusal(quote.itemId, facts.items) ?? unitRefusal(quote.itemId, quote.unitPrice.per, facts.items);
    if (refusal !== null) return err(refusal);
  }
  const [unknownSupplierId] = facts.unknownSupplierIds;
  if (unknownSupplierId !== undefined) return err({ code: "not-found", kind: "supplier", id: unknownSupplierId });
  const minCount = facts.figures.surveyQuotesMinCount;
  const itemIds = [...new Set(quotes.map((quote) => quote.itemId))].filter((itemId) => {
    const sources = quotes.filter((quote) => quote.itemId === itemId).map((quote) => sourceKey(quote));
    return new Set(sources).size < minCount;
  });
  if (itemIds.length > 0) return err({ code: "too-few-quotes", minCount, itemIds });
  return ok([{ type: "price-surveyed", body }]);
}

/** Two prices of one stall are one quote. */
function sourceKey(quote: { readonly supplierId?: string | undefined; readonly place?: string | undefined }): string {
  return quote.supplierId ?? (quote.place ?? "").toLocaleLowerCase("id").replaceAll(/\s+/g, " ");
}
