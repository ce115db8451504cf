import type { Page } from "playwright-core";

/** UX.md §2.3 and §10.4: the terminal's keypad 25 mm, everything else 15 mm. */
const KEY_MIN_PX = 140;
const TARGET_MIN_PX = 88;

/**
 * What is wrong with a terminal's screen: a target too small, a state without its sign and word, something that leaves the
 * part it belongs to.
 */
export async function deskFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    ({ keyMin, targetMin }) => {
      const SLACK = 0.6;
      const box = (element: Element) => element.getBoundingClientRect();
      const isSeen = (element: Element) => box(element).width > 0 && element.closest(".visually-hidden") === null;
      const name = (element: Element) => (element.getAttribute("aria-label") ?? element.textContent ?? "").slice(0, 30);
      const faults: string[] = [];
      for (const button of [...document.querySelectorAll("button")].filter(isSeen)) {
        const { width, height } = box(button);
        const min = button.closest("[data-off]") === null ? targetMin : keyMin;
        if (Math.min(width, height) < min - SLACK) faults.push(`small ${name(button)}: ${width} × ${height}`);
      }
      const signed = "[data-state^=card-], [data-state^=link-], [data-state^=keypad-], [data-state=clock-off]";
      for (const element of [...document.querySelectorAll(signed)].filter(isSeen)) {
        const isTold = (element.textContent ?? "").trim() !== "";
        const hasSign = element.querySelector("svg") !== null || element.querySelector("[data-tone] svg") !== null;
        if (!isTold || (!hasSign && element.querySelector("button") === null)) faults.push(`unsigned ${name(element)}`);
      }
      for (const part of [...document.querySelectorAll("main, footer, section[aria-label]")]) {
        const outer = box(part);
        for (const element of [...part.querySelectorAll("button, p, h1, h2, table, li")].filter(isSeen)) {
          const inner = box(element);
          const isOut =
            inner.left < outer.left - 1 ||
            inner.right > outer.right + 1 ||
            inner.top < outer.top - 1 ||
            inner.bottom > outer.bottom + 1;
          if (isOut) faults.push(`outside its part: ${name(element)}`);
        }
      }
      return faults;
    },
    { keyMin: KEY_MIN_PX, targetMin: TARGET_MIN_PX },
  );
}
