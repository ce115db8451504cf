import type { Page } from "playwright-core";

/** A reader that types like a keyboard: its characters come at once, as the browser sees a burst of a real one. */
export async function scanBurst(page: Page, text: string, options: { readonly end?: string } = {}): Promise<void> {
  const keys = [...text.split(""), options.end ?? "Enter"];
  await page.evaluate((pressed) => {
    for (const key of pressed) {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
  }, keys);
}

/** Types on the terminal's own keypad. */
export async function tapNumber(page: Page, number: string): Promise<void> {
  for (const digit of number.split("")) await page.getByRole("button", { name: digit, exact: true }).click();
}
