import { describe, expect, test } from "vitest";
import { ACTIVE_MENU, AYAM_ID, BUMBU_ID, MENU_ID, menuFacts, NASI_ID, TELUR_ID } from "#tests/kit/menu-facts.ts";
import { decideChangeMenu, decideCreateMenu, decideMenuStatus } from "./menu-decide.ts";
import type { MenuStatus } from "./menu-vocabulary.ts";

const FACTS = menuFacts();
const inStatus = (status: MenuStatus) => ({ ...ACTIVE_MENU, status });

describe("a menu", () => {
  test("is made of the latest recipes, each once", () => {
    const body = { menuId: MENU_ID, name: "Menu A", dishes: [{ recipeId: NASI_ID }, { recipeId: TELUR_ID }] };
    expect(decideCreateMenu(null, body, FACTS)).toEqual({
      ok: true,
      value: [{ type: "menu-created", body: { ...body, version: 1, dishes: ACTIVE_MENU.dishes } }],
    });
    expect(decideCreateMenu(ACTIVE_MENU, body, FACTS)).toMatchObject({ error: { code: "menu-exists" } });
    expect(decideCreateMenu(null, { ...body, dishes: [] }, FACTS)).toMatchObject({ error: { code: "dishes-missing" } });
    const twice = { ...body, dishes: [{ recipeId: NASI_ID }, { recipeId: NASI_ID }] };
    expect(decideCreateMenu(null, twice, FACTS)).toMatchObject({ error: { code: "dish-repeated", recipeId: NASI_ID } });
    const unknown = { ...body, dishes: [{ recipeId: BUMBU_ID }] };
    expect(decideCreateMenu(null, unknown, FACTS)).toMatchObject({ error: { code: "recipe-unknown" } });
  });

  test("becomes its next version when something changes, and none when nothing does", () => {
    const body = { menuId: MENU_ID, basedOnVersion: 2, fields: { name: "Menu A", dishes: [{ recipeId: AYAM_ID }] } };
    expect(decideChangeMenu(ACTIVE_MENU, body, FACTS)).toEqual({
      ok: true,
      value: [
        {
          type: "menu-changed",
          body: { menuId: MENU_ID, version: 3, fields: { dishes: [{ recipeId: AYAM_ID, version: 1 }] } },
        },
      ],
    });
    const same = { ...body, fields: { dishes: [{ recipeId: NASI_ID }, { recipeId: TELUR_ID }] } };
    expect(decideChangeMenu(ACTIVE_MENU, same, FACTS)).toEqual({ ok: true, value: [] });
    expect(decideChangeMenu(ACTIVE_MENU, { ...body, basedOnVersion: 1 }, FACTS)).toMatchObject({
      error: { code: "stale-version", current: 2 },
    });
    expect(decideChangeMenu(inStatus("archived"), body, FACTS)).toMatchObject({
      error: { code: "wrong-state", state: "archived" },
    });
  });

  test("is served, rests and is put away", () => {
    const after = (status: MenuStatus, type: Parameters<typeof decideMenuStatus>[1]) =>
      decideMenuStatus(inStatus(status), type, FACTS);
    expect(after("draft", "activate-menu")).toMatchObject({ value: [{ type: "menu-activated" }] });
    expect(after("inactive", "activate-menu")).toMatchObject({ value: [{ type: "menu-activated" }] });
    expect(after("active", "activate-menu")).toMatchObject({ error: { code: "wrong-state" } });
    expect(after("active", "deactivate-menu")).toMatchObject({ value: [{ type: "menu-deactivated" }] });
    expect(after("draft", "deactivate-menu")).toMatchObject({ error: { code: "wrong-state" } });
    expect(after("active", "archive-menu")).toMatchObject({ value: [{ type: "menu-archived" }] });
    expect(after("archived", "archive-menu")).toMatchObject({ error: { code: "wrong-state" } });
  });

  test("stays while a coming day serves it", () => {
    const used = menuFacts({ usedOnDates: ["2026-12-07", "2026-12-09"] });
    expect(decideMenuStatus(ACTIVE_MENU, "archive-menu", used)).toEqual({
      ok: false,
      error: { code: "menu-in-use", serviceDates: ["2026-12-07", "2026-12-09"] },
    });
  });
});
