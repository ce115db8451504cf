import { expect, it } from "vitest";
import { menuOfHub, pricesOfHub, recipeOfHub, standardOfHub } from "#tests/kit/hub-documents.ts";
import { PUBLICATION_DOCUMENTS } from "./documents.ts";
import { SENDING_RULES, whyNotSent } from "./senders.ts";

it("every document has somebody who may send it, and the reverse", () => {
  const documented = Object.keys(PUBLICATION_DOCUMENTS).map((key) => key.split(" ")[0]);
  expect(new Set(Object.keys(SENDING_RULES))).toEqual(new Set(documented));
});

it("a coordinator sends prices, recalls and announcements, and nothing else; a standard goes to the nation", () => {
  const byCoordinator = Object.keys(SENDING_RULES).filter(
    (type) => whyNotSent(type, "region-coordinator", ["region:jabar"]) === null,
  );
  expect(byCoordinator.toSorted()).toEqual([
    "announcement-published",
    "price-reference-published",
    "recall-lifted",
    "recall-published",
  ]);
  expect(whyNotSent("standard-published", "national-publisher", ["national"])).toBeNull();
  expect(whyNotSent("standard-published", "national-publisher", ["national", "region:jabar"])).toEqual({
    code: "stream-not-allowed",
    hubStreamId: "region:jabar",
  });
  const site = `site:site_${"1".repeat(32)}`;
  expect(whyNotSent("menu-published", "national-publisher", [site])).toMatchObject({ code: "stream-not-allowed" });
  expect(whyNotSent("recall-published", "region-coordinator", [site])).toBeNull();
  expect(whyNotSent("menu-published", "national-publisher", [])).toEqual({ code: "nobody-named" });
  expect(whyNotSent("rumour", "national-publisher", ["national"])).toEqual({ code: "type-unknown" });
});

it("a document is refused for what is wrong with it, and for a key nobody asked for", () => {
  const faults = (type: string, document: object) => {
    const read = PUBLICATION_DOCUMENTS[`${type} 1`]?.safeParse({ ...document, documentVersion: 1 });
    return read?.success === true ? [] : (read?.error?.issues.map(({ path }) => path.join(".")) ?? ["unknown"]);
  };
  const ayam = recipeOfHub("AYAM", "Ayam kecap");
  expect(faults("menu-published", menuOfHub("MENU-1", [ayam]))).toEqual([]);
  expect(faults("recipe-published", { documentCode: "AYAM", recipe: ayam })).toEqual([]);
  expect(faults("price-reference-published", pricesOfHub("CR001", 40_000))).toEqual([]);
  expect(faults("standard-published", standardOfHub({ "temperature.core-min": 76 }, "2027-01-01"))).toEqual([]);
  expect(faults("menu-published", menuOfHub("menu kecil", [ayam]))).toEqual(["documentCode"]);
  expect(faults("menu-published", menuOfHub("MENU-1", [ayam, ayam]))).toEqual([""]);
  expect(faults("menu-published", menuOfHub("MENU-1", []))).toEqual(["dishes"]);
  expect(faults("menu-published", { ...menuOfHub("MENU-1", [ayam]), price: 1 })).toEqual([""]);
  const stepOfNoFood = { ...ayam, steps: [{ instruction: "Aduk", foodCodes: ["AR001"] }] };
  expect(faults("recipe-published", { documentCode: "AYAM", recipe: stepOfNoFood })).toEqual(["recipe"]);
  expect(faults("price-reference-published", pricesOfHub("CR001", -1))).not.toEqual([]);
  expect(faults("standard-published", standardOfHub({ "cook.floor": "02:00" }, "2027-02-30"))).toEqual([
    "effectiveFromDate",
  ]);
});
