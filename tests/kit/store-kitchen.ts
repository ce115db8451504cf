import { atClock } from "./production-plan.ts";
import { resultOf } from "./real-kitchen.ts";
import { createTabletKitchen, TABLET_NOW, type TabletKitchen, type TabletPerson } from "./tablet-kitchen.ts";
import type { LanClient } from "./lan-client.ts";

/** A kitchen whose store room is set up: places, things, and what a first delivery brought. */
export interface StoreKitchen extends TabletKitchen {
  readonly storekeeper: TabletPerson;
  readonly accountant: TabletPerson;
  /** Places by their name. */
  readonly placeIds: Readonly<Record<"dry" | "chiller", string>>;
  readonly itemIds: Readonly<Record<"rice" | "chicken" | "oil" | "soap", string>>;
  /** A command of somebody at the console, signed by the people named. */
  readonly as: (
    person: TabletPerson,
    type: string,
    body: Readonly<Record<string, unknown>>,
    signers?: readonly TabletPerson[],
  ) => Promise<Readonly<Record<string, unknown>>>;
  /** Receives what is named and signs for it; each gives a lot. Without a supplier's id nobody is known to have brought it. */
  readonly receive: (lines: readonly ReceivedLine[], supplierId?: string) => Promise<readonly string[]>;
}

export interface ReceivedLine {
  readonly itemId: string;
  readonly quantity: Readonly<Record<string, unknown>>;
  readonly priceIdr: number;
  readonly per: Readonly<Record<string, unknown>>;
  readonly placeId: string;
  readonly expiryDate?: string;
}

const grams = (massG: number) => ({ unit: "g", massG });

export async function createStoreKitchen(facesDir: string): Promise<StoreKitchen> {
  const scene = await createTabletKitchen(facesDir);
  const { kitchen } = scene;
  const storekeeper = await kitchen.person("Agus Salim", "storekeeper");
  const accountant = await kitchen.person("Maya Sari", "accountant");
  const desk = await kitchen.connect(await kitchen.device("manager", "Konsol gudang"));
  for (const person of [scene.head, storekeeper, accountant]) await desk.signIn({ pin: person.number });
  const as = (person: TabletPerson, type: string, body: object, signers: readonly TabletPerson[] = []) =>
    sent(desk, { person, type, body, signers });
  const placeIds = { dry: kitchen.makeId("storage_place"), chiller: kitchen.makeId("storage_place") };
  await as(scene.head, "define-storage-place", {
    storagePlaceId: placeIds.dry,
    name: "Gudang kering",
    storageKind: "dry",
  });
  await as(scene.head, "define-storage-place", {
    storagePlaceId: placeIds.chiller,
    name: "Chiller 1",
    storageKind: "chilled",
  });
  const itemIds = await addItems(kitchen.makeId, (body) => as(scene.head, "add-item", body));
  const receive: StoreKitchen["receive"] = (lines, supplierId) =>
    received(lines, supplierId, { makeId: kitchen.makeId, chillerId: placeIds.chiller, as, storekeeper });
  return {
    ...scene,
    storekeeper,
    accountant,
    placeIds,
    itemIds,
    as,
    receive,
    stop: async () => {
      await desk.close();
      await scene.stop();
    },
  };
}

async function received(
  lines: readonly ReceivedLine[],
  supplierId: string | undefined,
  by: {
    readonly makeId: TabletKitchen["kitchen"]["makeId"];
    readonly chillerId: string;
    readonly as: StoreKitchen["as"];
    readonly storekeeper: TabletPerson;
  },
): Promise<readonly string[]> {
  const { makeId, chillerId, as, storekeeper } = by;
  const receiptId = makeId("receipt");
  await as(storekeeper, "start-receipt", { receiptId, ...(supplierId === undefined ? {} : { supplierId }) });
  const lotIds: string[] = [];
  for (const line of lines) {
    const lineId = makeId("receipt_line");
    lotIds.push(lineId.replace("receipt_line_", "lot_"));
    await as(storekeeper, "record-receipt-line", {
      receiptId,
      lineId,
      itemId: line.itemId,
      delivered: line.quantity,
      accepted: line.quantity,
      rejected: { ...line.quantity, ...("massG" in line.quantity ? { massG: 0 } : { pieceCount: 0 }) },
      unitPrice: { amountIdr: line.priceIdr, per: line.per },
      storagePlaceId: line.placeId,
      ...(line.expiryDate === undefined ? {} : { expiryDate: line.expiryDate }),
    });
    const check = { checkId: makeId("check"), receiptId, lineId, condition: "good" };
    const temperatureC = line.placeId === chillerId ? { temperatureC: 3.5 } : {};
    await as(storekeeper, "record-incoming-check", { ...check, ...temperatureC });
  }
  await as(storekeeper, "finish-receipt", { receiptId }, [storekeeper]);
  return lotIds;
}

async function addItems(
  makeId: TabletKitchen["kitchen"]["makeId"],
  add: (body: object) => Promise<unknown>,
): Promise<StoreKitchen["itemIds"]> {
  const common = { isFood: true, ingredientId: null, purchaseUnits: [], minQuantity: null, maxQuantity: null };
  const itemIds = { rice: makeId("item"), chicken: makeId("item"), oil: makeId("item"), soap: makeId("item") };
  await add({
    ...common,
    itemId: itemIds.rice,
    itemCode: "BERAS-01",
    name: "Beras premium",
    category: "staple",
    baseUnit: "g",
    purchaseUnits: [{ code: "sak", label: "Sak 25 kg", quantity: grams(25_000) }],
    minQuantity: grams(100_000),
    maxQuantity: grams(1_000_000),
    storageKind: "dry",
    shelfLifeDayCount: 180,
  });
  await add({
    ...common,
    itemId: itemIds.chicken,
    itemCode: "AYAM-01",
    name: "Ayam potong",
    category: "animal-protein",
    baseUnit: "g",
    minQuantity: grams(20_000),
    storageKind: "chilled",
    shelfLifeDayCount: 3,
  });
  await add({
    ...common,
    itemId: itemIds.oil,
    itemCode: "MINYAK-01",
    name: "Minyak goreng",
    category: "oil",
    baseUnit: "ml",
    purchaseUnits: [{ code: "dus", label: "Dus 12 liter", quantity: { unit: "ml", volumeMl: 12_000 } }],
    storageKind: "dry",
    shelfLifeDayCount: 365,
  });
  await add({
    ...common,
    itemId: itemIds.soap,
    itemCode: "SABUN-01",
    name: "Sabun cuci",
    isFood: false,
    category: "other",
    baseUnit: "pcs",
    storageKind: "dry",
    shelfLifeDayCount: null,
  });
  return itemIds;
}

async function sent(
  desk: LanClient,
  act: {
    readonly person: TabletPerson;
    readonly type: string;
    readonly body: object;
    readonly signers: readonly TabletPerson[];
  },
): Promise<Readonly<Record<string, unknown>>> {
  const { person, type, body, signers } = act;
  const answer = await desk.command({
    type,
    body: { ...body },
    occurredAtMs: atClock(TABLET_NOW),
    staffId: person.staffId,
    ...(signers.length === 0 ? {} : { signatures: signers.map(({ number }) => ({ pin: number })) }),
  });
  return resultOf(answer);
}
