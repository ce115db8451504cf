import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import facts from "#resources/demo/kitchen-facts.json" with { type: "json" };

// The kitchen's own files lie beside the project where they are at hand; the table kept here must say what they say.
const DATA = "../shared/data";

describe("the demo's table of facts", () => {
  it("gives an amount only where the kitchen's standard has one, small never above large", () => {
    const lines = facts.dishes.flatMap((dish) => dish.ingredients);
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) {
      expect(line.smallMilligramCount === null).toBe(line.largeMilligramCount === null);
      expect(line.smallMilligramCount ?? 0).toBeLessThanOrEqual(line.largeMilligramCount ?? 0);
    }
  });

  it("names the dishes of the published menu", () => {
    expect(facts.dishes.map((dish) => dish.dishName)).toEqual([
      "Nasi Putih",
      "Telur Ceplok Balado Manis",
      "Kering Tempe Kacang",
      "Kacang Panjang + Labu Siam Bumbu Kuning",
      "Buah Anggur",
    ]);
  });

  it("equals the kitchen's files where these are at hand", () => {
    if (!existsSync(DATA)) {
      // A clone on its own has nothing to compare with: the table is then the only source, and must name its own.
      expect(Object.keys(facts.source)).toEqual(["menu", "amounts", "ingredients"]);
      return;
    }
    const menu = JSON.parse(readFileSync(`${DATA}/menu-days.json`, "utf8")) as readonly {
      readonly dishes: readonly string[];
    }[]; // the file's documented shape
    const workbook = JSON.parse(readFileSync(`${DATA}/ingredients-mbg-v14.json`, "utf8")) as {
      readonly ingredients: readonly {
        readonly name: string;
        readonly code: string;
        readonly edible_portion_percent: number;
      }[];
    }; // the file's documented shape
    const standards = new Map(
      readFileSync(`${DATA}/portion-standards.csv`, "utf8")
        .split(/\r?\n/)
        .map((line) => /^("[^"]*"|[^,]*),([^,]*),([^,]*),[^,]*,(g|pcs)$/.exec(line))
        .flatMap((match) => (match === null ? [] : [[match[1], match] as const])),
    );
    expect(facts.dishes.map((dish) => dish.dishName)).toEqual(menu[0]?.dishes);
    for (const line of facts.dishes.flatMap((dish) => dish.ingredients)) {
      const ingredient = workbook.ingredients.find((candidate) => candidate.name === line.name);
      expect([ingredient?.code, Math.round((ingredient?.edible_portion_percent ?? 0) * 100)]).toEqual([
        line.code,
        line.edibleBp,
      ]);
      const standard = standards.get(line.name);
      const isByMass = standard?.[4] === "g";
      expect(line.smallMilligramCount).toBe(isByMass ? Math.round(Number(standard[2]) * 1000) : null);
      expect(line.largeMilligramCount).toBe(isByMass ? Math.round(Number(standard[3]) * 1000) : null);
    }
  });
});
