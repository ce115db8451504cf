import type { Page } from "playwright-core";

/** Opens the menu of whoever is signed in at the console; before the page knows who that is, its button is not there. */
export async function openPersonMenu(page: Page): Promise<void> {
  await page.getByRole("banner").locator("button[aria-haspopup]").click();
}

/** Signs out whoever is signed in, and waits until the console asks who comes next. */
export async function signOutAtConsole(page: Page): Promise<void> {
  await openPersonMenu(page);
  await page.getByRole("button", { name: "Keluar" }).click();
  await page.getByRole("heading", { level: 1, name: "Masuk" }).waitFor();
}
