import { randomFillSync } from "node:crypto";
import type { ItemId } from "#domains/inventory/ids.ts";
import type { OrderRow } from "#domains/procurement/queries.ts";
import { present } from "#kernel/assert.ts";
import { createIdFactory } from "#kernel/ids.ts";
import { quantityOf, type BaseUnit } from "#kernel/quantity.ts";
import { msFromLocal } from "#kernel/time.ts";
import type { SiteSecrets } from "#main/site-secrets.ts";
import { ingredientLine, recipeOf } from "./menu-facts.ts";
import { createMenuKitchen, type MenuKitchen } from "./menu-kitchen.ts";
import { SYSTEM, type TestPerson } from "./people-kitchen.ts";

/** A kitchen on disk that is about to buy: foods, an approved menu, things of the store room, suppliers and surveys. */
export interface BuyingScene {
  readonly head: TestPerson;
  readonly accountant: TestPerson;
  readonly assistant: TestPerson;
  readonly storekeeper: TestPerson;
  readonly riceId: ItemId;
  readonly eggId: ItemId;
  readonly placeId: string;
  /** Takes goods in for an order, as the storekeeper; the server is down meanwhile. */
  readonly receive: (order: ReceivedOrder) => Promise<void>;
}

interface ReceivedOrder {
  readonly orderId: string;
  readonly lines: readonly { readonly itemId: string; readonly unit: BaseUnit; readonly amount: number }[];
}

interface Place {
  readonly dataDir: string;
  readonly secrets: SiteSecrets;
}

/** The morning the scene begins, in the zone of the kit's kitchens. */
export const SCENE_DATE = "2026-11-21";
export const SCENE_START_MS = msFromLocal(SCENE_DATE, "08:30", "Asia/Makassar");
/** The day the approved menu serves. */
export const MENU_DATE = "2026-11-23";

export async function playBuyingScene(place: Place): Promise<BuyingScene> {
  const kitchen = open(place, SCENE_START_MS - 600_000);
  await kitchen.accepted(
    "update-site-profile",
    {
      fields: {
        siteCode: "MLT-02",
        siteName: "SPPG Melati 02",
        timeZone: "Asia/Makassar",
        capacityClass: "certified-cook",
      },
    },
    { as: SYSTEM },
  );
  const people = {
    head: await kitchen.person("Ibu Kepala", ["kitchen-head"]),
    accountant: await kitchen.person("Rina Akuntan", ["accountant"]),
    assistant: await kitchen.person("Anto Aslap", ["field-assistant"]),
    storekeeper: await kitchen.person("Gito Gudang", ["storekeeper"]),
  };
  const placeId = kitchen.makeId("storage_place");
  await kitchen.accepted("define-storage-place", {
    storagePlaceId: placeId,
    name: "Gudang kering",
    storageKind: "dry",
  });
  const { riceId, eggId } = await stockTheShelves(kitchen);
  await buyFrom(kitchen, { riceId, buyer: people.accountant });
  kitchen.close();
  return {
    ...people,
    riceId,
    eggId,
    placeId,
    receive: (order) => receive(place, { ...order, placeId, storekeeper: people.storekeeper }),
  };
}

function open({ dataDir, secrets }: Place, startMs: number): MenuKitchen {
  // Ids of their own each time the kitchen is opened: the kit's count from one.
  const makeId = createIdFactory({ nowMs: () => startMs, fillRandom: (bytes) => void randomFillSync(bytes) });
  return createMenuKitchen(startMs, { dataDir, secrets, makeId });
}

/** Rice and eggs with a menu of both, spinach nobody keeps as an item yet. */
async function stockTheShelves(kitchen: MenuKitchen) {
  const perKilo = (amountIdr: number) => ({ amountIdr, per: quantityOf("g", 1_000) });
  const rice = await kitchen.addFood("Beras medium", { category: "staple", referencePrice: perKilo(13_000) });
  const egg = await kitchen.addFood("Telur ayam", {
    category: "animal-protein",
    baseUnit: "pcs",
    massPerPieceG: 55,
    roundTo: quantityOf("pcs", 1),
    referencePrice: { amountIdr: 2_000, per: quantityOf("pcs", 1) },
    allergens: ["egg"],
  });
  const spinach = await kitchen.addFood("Bayam", { category: "vegetable", referencePrice: perKilo(9_000) });
  const recipes = [
    await kitchen.saveRecipe({
      ...recipeOf("Nasi putih", [ingredientLine(rice, [5_000, 8_000])]),
      component: "staple",
      holdClass: "rice",
    }),
    await kitchen.saveRecipe(recipeOf("Telur balado", [ingredientLine(egg, [100, 100], "pcs")])),
    await kitchen.saveRecipe({
      ...recipeOf("Bayam bening", [ingredientLine(spinach, [3_000, 4_000])]),
      component: "vegetable",
      holdClass: "soup",
    }),
  ];
  const menuId = await kitchen.addMenu("Menu 1", recipes);
  await kitchen.planDay(menuId, {
    serviceDate: MENU_DATE,
    groups: [
      { recipientCategory: "primary-1-3", portionCount: 1_200 },
      { recipientCategory: "junior-high", portionCount: 1_800 },
    ],
  });
  await kitchen.approveDay(1, MENU_DATE);
  const riceId = await addItem(kitchen, {
    itemCode: "BRG-BERAS",
    name: "Beras medium",
    category: "staple",
    ingredientId: rice,
    baseUnit: "g",
    purchaseUnits: [{ code: "sak-25", label: "sak 25 kg", quantity: quantityOf("g", 25_000) }],
  });
  const eggId = await addItem(kitchen, {
    itemCode: "BRG-TELUR",
    name: "Telur ayam",
    category: "animal-protein",
    ingredientId: egg,
    baseUnit: "pcs",
    purchaseUnits: [{ code: "peti", label: "peti 300", quantity: quantityOf("pcs", 300) }],
  });
  return { riceId, eggId };
}

async function addItem(kitchen: MenuKitchen, fields: object): Promise<ItemId> {
  const itemId = kitchen.makeId("item");
  const rest = { isFood: true, minQuantity: null, maxQuantity: null, storageKind: "dry", shelfLifeDayCount: null };
  await kitchen.accepted("add-item", { itemId, ...rest, ...fields });
  return itemId;
}

/** Three suppliers, one with a paper that ends, and the week's survey of rice. */
async function buyFrom(
  kitchen: MenuKitchen,
  { riceId, buyer }: { readonly riceId: ItemId; readonly buyer: TestPerson },
) {
  const as = { staffId: buyer.staffId };
  const add = (name: string, kind: string, more: object) =>
    kitchen.accepted("add-supplier", { supplierId: kitchen.makeId("supplier"), name, kind, ...more }, { as });
  await add("UD Tani Makmur", "local", {
    itemCategories: ["staple", "vegetable"],
    certificates: [
      { certificateKind: "business-licence", certificateNumber: "9120001234567", expiresOnDate: null },
      { certificateKind: "halal", expiresOnDate: "2026-12-05" },
    ],
  });
  await add("Koperasi Ternak Jaya", "cooperative", {
    itemCategories: ["animal-protein"],
    certificates: [{ certificateKind: "halal", expiresOnDate: "2026-11-10" }],
  });
  await add("PT Pangan Nusantara", "national", { itemCategories: ["staple", "oil"], certificates: [] });
  const quotes = [13_200, 12_800, 13_500].map((amountIdr, index) => ({
    itemId: riceId,
    place: ["Pasar Terong", "Toko Sumber", "Pasar Pabaeng-baeng"][index],
    unitPrice: { amountIdr, per: quantityOf("g", 1_000) },
  }));
  await kitchen.accepted(
    "record-price-survey",
    { surveyId: kitchen.makeId("survey"), surveyDate: "2026-11-20", quotes },
    { as },
  );
}

async function receive(
  place: Place,
  {
    orderId,
    lines,
    placeId,
    storekeeper,
  }: ReceivedOrder & {
    readonly placeId: string;
    readonly storekeeper: TestPerson;
  },
): Promise<void> {
  const kitchen = open(place, SCENE_START_MS + 3_600_000);
  const as = { staffId: storekeeper.staffId };
  const receiptId = kitchen.makeId("receipt");
  const { supplierId } = present((kitchen.ask("order", { orderId }) as readonly OrderRow[])[0], "the order"); // rows the kit parsed
  await kitchen.accepted("start-receipt", { receiptId, orderId, supplierId }, { as });
  for (const { itemId, unit, amount } of lines) {
    const lineId = kitchen.makeId("receipt_line");
    await kitchen.accepted(
      "record-receipt-line",
      {
        receiptId,
        lineId,
        itemId,
        delivered: quantityOf(unit, amount),
        accepted: quantityOf(unit, amount),
        rejected: quantityOf(unit, 0),
        unitPrice: { amountIdr: 14_500, per: quantityOf(unit, unit === "pcs" ? 1 : 1_000) },
        storagePlaceId: placeId,
      },
      { as },
    );
    // Rice by its moisture, eggs by their temperature: both are checked at the door.
    const reading = unit === "pcs" ? { temperatureC: 4 } : { moistureBp: 1_300 };
    const checkId = kitchen.makeId("check");
    await kitchen.accepted(
      "record-incoming-check",
      { checkId, receiptId, lineId, condition: "good", ...reading },
      { as },
    );
  }
  await kitchen.accepted("finish-receipt", { receiptId }, { as });
  kitchen.close();
}
