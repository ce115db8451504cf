import { amountOf, type Quantity } from "#kernel/quantity.ts";
import type { SettingDefinition } from "#kernel/setting.ts";
import type { LocalDate } from "#kernel/time.ts";
import type { ReceiptRejectionCode } from "#domains/inventory/vocabulary.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { expiryFrom } from "#renderer/domains/inventory/expiry-entry.ts";
import { recordReceiptLineRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { recordIncomingCheckRef } from "#renderer/domains/quality/quality-refs.ts";
import { temperatureFromEntry } from "#renderer/domains/quality/temperature-entry.ts";
import { useServiceDate } from "#renderer/faces/tablet/tablet-context.tsx";
import { useNumberSetting, useTextsSetting } from "#renderer/domains/site/use-face-settings.ts";
import { incomingLimitsOf } from "#domains/quality/judgement.ts";
import {
  incomingCheckedCodes,
  incomingFrozenMaxC,
  incomingMeatMaxC,
  incomingRiceMoistureMaxBp,
} from "#domains/quality/settings.ts";
import { useFactForm } from "#renderer/faces/tablet/acts/use-fact-form.ts";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import { isLineDraft, NEW_LINE, stepsOf, type LineDraft, type LineStep } from "./receipt-draft.ts";
import { lineFromDraft } from "./receipt-line-body.ts";
import type { StoragePlaceRow, StockRow } from "#domains/inventory/queries.ts";
import { useDelivery } from "./use-delivery.ts";
import { useItem, useLocalDate, usePlaces } from "./use-store-data.ts";
import { useStoreGo, useStoreReason } from "./use-store-act.ts";

/** The form of one thing of a delivery. */
export interface ReceiptLineForm {
  readonly item: StockRow["item"];
  readonly draft: LineDraft;
  readonly change: (part: Partial<LineDraft>) => void;
  readonly steps: readonly LineStep[];
  readonly places: readonly StoragePlaceRow[];
  readonly placeId: string | null;
  /** What the order still waits for; null without one. */
  readonly open: Quantity | null;
  /** Goods of this kind come in only with a check. */
  readonly isCheckNeeded: boolean;
  readonly limitMaxC: number | null;
  readonly localDate: LocalDate;
  readonly refusal: string | null;
  readonly whyNotActing: string | null;
  readonly whyNotShelved: string | null;
  /** Why nothing of it can be taken in: not chosen where it goes, expired, too warm. */
  readonly whyNotAccepted: string | null;
  readonly save: (verdict: {
    readonly rejectedAmount: number;
    readonly rejectionCode: ReceiptRejectionCode | null;
  }) => void;
  readonly leave: () => void;
}

/** Null until the kitchen told what the thing is. */
export function useReceiptLine(receiptId: string, itemId: string, lineId: string | null): ReceiptLineForm | null {
  const item = useItem(itemId)?.item ?? null;
  const places = usePlaces();
  const localDate = useLocalDate();
  const delivery = useDelivery(receiptId);
  const store = useStoreGo();
  const { refusal, save } = useFactForm();
  const { commands } = useKitchen();
  const units = useUnits();
  const [draft, setDraft, discard] = useDraft<LineDraft>(`receipt.${receiptId}.${itemId}`, NEW_LINE, isLineDraft);
  const offered = placesFor(places, item);
  const placeId = draft.placeId ?? (offered.length === 1 ? (offered[0]?.storagePlaceId ?? null) : null);
  const demand = useCheckDemand(item);
  const verdicts = useVerdictReasons({ draft, placeId, localDate, places: offered, ...demand });
  if (item === null) return null;
  const ordered = delivery?.orderLines.find((line) => line.itemId === itemId) ?? null;
  const leave = () => store.to("receive", receiptId);
  return {
    item,
    draft,
    change: (part) => setDraft({ ...draft, ...part }),
    steps: stepsOf({
      isTemperatureAsked: demand.limitMaxC !== null,
      isExpiryAsked: item.shelfLifeDayCount !== null,
    }),
    places: offered,
    placeId,
    open: ordered?.open ?? null,
    ...demand,
    localDate,
    refusal,
    ...verdicts,
    leave,
    save: (verdict) => {
      const told = lineFromDraft({ draft, item, placeId, verdict });
      if (told === null) return;
      const body = {
        receiptId,
        // Told again, a line stands in place of what was told before.
        lineId: lineId ?? commands.makeId("receipt_line"),
        itemId,
        ...told,
        ...(ordered === null ? {} : { orderLineId: ordered.lineId }),
      };
      const done = () => {
        discard();
        leave();
      };
      const summary = `${item.name} · ${units.quantity(told.accepted)}`;
      const temperatureC = temperatureFromEntry(draft.temperature);
      void save(recordReceiptLineRef, body, {
        summary,
        onKept: () => {
          if (!demand.isCheckNeeded || amountOf(told.accepted) === 0) return done();
          // “Terima” is the verdict on what was looked at; the kitchen judges the reading.
          const check = {
            checkId: commands.makeId("check"),
            receiptId,
            lineId: body.lineId,
            condition: "good" as const,
            ...(temperatureC === null ? {} : { temperatureC }),
          };
          void save(recordIncomingCheckRef, check, { summary, onKept: done });
        },
      });
    },
  };
}

/** Places of the kind a thing is kept in; every place where none is of its kind. */
function placesFor(places: readonly StoragePlaceRow[], item: StockRow["item"] | null): readonly StoragePlaceRow[] {
  const fitting = places.filter(({ storageKind }) => storageKind === item?.storageKind);
  return fitting.length === 0 ? places : fitting;
}

/** What the kitchen wants to know of goods of this kind before it takes them in, by the figures in force today. */
function useCheckDemand(item: StockRow["item"] | null): Pick<ReceiptLineForm, "isCheckNeeded" | "limitMaxC"> {
  const serviceDate = useServiceDate();
  const numberOf = useNumberSetting(serviceDate);
  const codesOf = useTextsSetting(serviceDate);
  if (item === null) return { isCheckNeeded: false, limitMaxC: null };
  const codes = codesOf(incomingCheckedCodes);
  const figure = (definition: SettingDefinition<number>) => ({ value: numberOf(definition), version: 0 });
  const { temperature } = incomingLimitsOf(item, {
    frozenMaxC: figure(incomingFrozenMaxC),
    meatMaxC: figure(incomingMeatMaxC),
    riceMoistureMaxBp: figure(incomingRiceMoistureMaxBp),
  });
  return {
    isCheckNeeded: codes.includes(item.category) || codes.includes(item.storageKind),
    limitMaxC: temperature?.limitC ?? null,
  };
}

function useVerdictReasons(form: {
  readonly draft: LineDraft;
  readonly placeId: string | null;
  readonly localDate: LocalDate;
  readonly limitMaxC: number | null;
  readonly places: readonly StoragePlaceRow[];
}): Pick<ReceiptLineForm, "whyNotActing" | "whyNotShelved" | "whyNotAccepted"> {
  const copy = useTabletCopy();
  const units = useUnits();
  const whyNotActing = useStoreReason()("stock.receive");
  const whyNoPlace = copy.t(form.places.length > 0 ? "store.receive.place-missing" : "store.receive.no-place");
  const whyNotShelved = form.placeId === null ? whyNoPlace : null;
  const expiry = expiryFrom(form.draft.expiry);
  const whyExpired = expiry !== null && expiry < form.localDate ? copy.t("store.expiry.past") : null;
  const temperatureC = temperatureFromEntry(form.draft.temperature);
  const { limitMaxC } = form;
  const whyTooWarm =
    limitMaxC !== null && temperatureC !== null && temperatureC > limitMaxC
      ? copy.t("store.receive.too-warm", { limit: units.temperature(limitMaxC) })
      : null;
  const whyNotAccepted = whyNotActing ?? whyNotShelved ?? whyExpired ?? whyTooWarm;
  return { whyNotActing, whyNotShelved, whyNotAccepted };
}
