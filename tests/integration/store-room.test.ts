import { afterEach, beforeEach, expect, test } from "vitest";
import type { StockMovementRow } from "#domains/inventory/queries.ts";
import { quantityOf } from "#kernel/quantity.ts";
import { addDays } from "#kernel/time.ts";
import type { LanClient } from "#tests/kit/lan-client.ts";
import { createRealKitchen, resultOf, type RealKitchen } from "#tests/kit/real-kitchen.ts";

/** The store room over the wire: many tablets, one book. */

const TABLETS_COUNT = 20;
const ISSUES_EACH_COUNT = 5;
/** Half of what the tablets ask for together, in two lots of unequal size. */
const LOTS_G = [17_000, 33_000] as const;
const ISSUE_G = 1_000;

let kitchen: RealKitchen;
let storekeeper: { readonly staffId: string; readonly number: string };
let tablets: readonly LanClient[];
beforeEach(async () => {
  kitchen = await createRealKitchen();
  storekeeper = await kitchen.person("Wati Gudang", "storekeeper");
  const opened: LanClient[] = [];
  for (let number = 1; number <= TABLETS_COUNT; number += 1) {
    const tablet = await kitchen.connect(await kitchen.device("tablet", `Tablet ${number}`, "receive"));
    await tablet.signIn({ pin: storekeeper.number, staffId: storekeeper.staffId });
    opened.push(tablet);
  }
  tablets = opened;
});
afterEach(() => kitchen.stop());

const g = (massG: number) => quantityOf("g", massG);

test("twenty tablets issue from the same lots at once: nothing is lost, nothing is taken twice", async () => {
  const [first] = tablets as readonly [LanClient];
  const { staffId, number } = storekeeper;
  const send = (type: string, body: Readonly<Record<string, unknown>>) =>
    first.command({ type, body, staffId, signatures: [{ pin: number }] }).then(resultOf);
  const today = new Date().toISOString().slice(0, 10);
  const storagePlaceId = kitchen.makeId("storage_place");
  const itemId = kitchen.makeId("item");
  await send("define-storage-place", { storagePlaceId, name: "Gudang kering", storageKind: "dry" });
  await send("add-item", {
    itemId,
    itemCode: "GARAM",
    name: "Garam",
    category: "seasoning",
    isFood: true,
    ingredientId: null,
    baseUnit: "g",
    purchaseUnits: [],
    minQuantity: null,
    maxQuantity: null,
    storageKind: "dry",
    shelfLifeDayCount: 365,
  });
  const receiptId = kitchen.makeId("receipt");
  await send("start-receipt", { receiptId });
  for (const [index, massG] of LOTS_G.entries()) {
    await send("record-receipt-line", {
      receiptId,
      lineId: kitchen.makeId("receipt_line"),
      itemId,
      delivered: g(massG),
      accepted: g(massG),
      rejected: g(0),
      unitPrice: { amountIdr: 7_777 + index, per: g(1_000) },
      expiryDate: addDays(today, 30 + index),
      storagePlaceId,
    });
  }
  await send("finish-receipt", { receiptId });

  const localDate = addDays(today, 1);
  const watched = (tablets.at(-1) as LanClient).watch({
    query: "stock",
    params: { localDate },
    key: "itemId",
    staffId,
  });
  await watched.until((rows) => rows.length === 1);
  const answers = await Promise.all(
    tablets.flatMap((tablet) =>
      Array.from({ length: ISSUES_EACH_COUNT }, () =>
        tablet.command({
          type: "issue-stock",
          staffId,
          body: {
            issueId: kitchen.makeId("issue"),
            purpose: "packing",
            lines: [{ itemId, quantity: g(ISSUE_G) }],
          },
        }),
      ),
    ),
  );

  const accepted = answers.filter((answer) => answer.kind === "accepted");
  const refused = answers.filter((answer) => answer.kind === "rejected");
  expect([accepted.length, refused.length]).toEqual([50, 50]);
  expect(new Set(refused.map((answer) => JSON.stringify(answer.rejection)))).toEqual(
    new Set([JSON.stringify({ code: "not-enough-stock", itemId, available: g(0) })]),
  );
  const rows = await watched.until(([row]) => JSON.stringify(row?.["onHand"]) === JSON.stringify(g(0)));
  expect(rows).toMatchObject([{ available: g(0), state: "out" }]);

  const span = { fromDate: addDays(today, -2), toDate: addDays(today, 2) };
  const card = first.watch({ query: "stock-movements", params: { itemId, ...span }, key: "movementId", staffId });
  const moves = (await card.until(
    (found) => found.length >= accepted.length,
  )) as unknown as readonly StockMovementRow[]; // rows of that query
  const taken = moves.filter((move) => move.movementKind === "issue");
  const sum = taken.reduce((total, move) => total + ("massG" in move.delta ? move.delta.massG : 0), 0);
  expect(sum).toBe(-50_000);
  expect(Math.min(...moves.map((move) => ("massG" in move.after ? move.after.massG : 0)))).toBe(0);
  // The lot that expires first is empty before the other is touched; one issue may lie across both.
  expect(new Set(taken.map((move) => move.lotCode)).size).toBe(2);
}, 60_000);
