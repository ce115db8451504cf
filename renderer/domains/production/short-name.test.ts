import { describe, expect, it } from "vitest";
import { shortDishName } from "./short-name.ts";

describe("a dish on the tablet", () => {
  it("keeps its full name where that fits, else takes the name made for screens", () => {
    expect(shortDishName({ dishName: "Ayam Balado", wallName: "Ayam B." })).toBe("Ayam Balado");
    expect(shortDishName({ dishName: "Tumis Kacang Panjang dan Tempe", wallName: "Tumis Kacang" })).toBe(
      "Tumis Kacang",
    );
  });
});
