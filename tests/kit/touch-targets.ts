import type { Page } from "playwright-core";

/** UX.md §2.3, on a 10.1″ screen: 15 mm, 20 mm and the gap between two targets. */
export const TARGET_MIN_PX = 88;
export const PRIMARY_MIN_PX = 118;
export const TARGET_GAP_PX = 24;
/** Rows of a list in one column. */
export const ROW_GAP_PX = 12;

/**
 * What is wrong with the touch targets in sight: too small, or too near to another. Rows that fill their list count as rows;
 * buttons of the action zone, keys of a keypad and stations are primary. Of a screen that is turned by parts only the
 * targets wholly in sight count. `keyMinPx`: how high keys may be where they share a narrow screen with what is typed.
 */
export async function touchFaults(
  page: Page,
  options: { readonly keyMinPx?: number } = {},
): Promise<readonly string[]> {
  return page.evaluate(
    ({ targetMin, primaryMin, keyMin, gapMin, rowGapMin }) => {
      const SLACK = 0.6;
      const name = (element: Element) =>
        (element.getAttribute("aria-label") ?? element.textContent ?? "").replace(/\s+/g, " ").slice(0, 40);
      const isSeen = (element: Element) => {
        const rect = element.getBoundingClientRect();
        const part = element.closest("main")?.getBoundingClientRect();
        if (part !== undefined && (rect.bottom > part.bottom + SLACK || rect.top < part.top - SLACK)) return false;
        return rect.width > 0 && rect.height > 0 && rect.bottom > 0 && rect.top < innerHeight && rect.right > 0;
      };
      const top = document.querySelector("dialog[open]") ?? document;
      const targets = [...top.querySelectorAll("button, [role=radio], a[href], textarea")].filter(isSeen);
      const isPrimary = (element: Element) =>
        element.closest("[data-hand], [data-off], [data-primary-target]") !== null &&
        element.closest("[role=status]") === null;
      const isRow = (element: Element) => {
        const list = element.closest("ul");
        return list !== null && element.getBoundingClientRect().width > list.getBoundingClientRect().width * 0.9;
      };
      const faults: string[] = [];
      for (const element of targets) {
        const { width, height } = element.getBoundingClientRect();
        const min = isPrimary(element) ? primaryMin : targetMin;
        const heightMin = element.closest("[data-off]") === null ? min : keyMin;
        if (width < min - SLACK || height < heightMin - SLACK) {
          faults.push(`small ${Math.round(width)}×${Math.round(height)} (min ${min}): ${name(element)}`);
        }
      }
      for (const [index, left] of targets.entries()) {
        for (const right of targets.slice(index + 1)) {
          const a = left.getBoundingClientRect();
          const b = right.getBoundingClientRect();
          const gapX = Math.max(a.left - b.right, b.left - a.right);
          const gapY = Math.max(a.top - b.bottom, b.top - a.bottom);
          const gap = Math.max(gapX, gapY);
          const min =
            gapX < 0 && isRow(left) && isRow(right) && left.closest("ul") === right.closest("ul") ? rowGapMin : gapMin;
          if (gap < min - SLACK) faults.push(`near ${Math.round(gap)} (min ${min}): ${name(left)} | ${name(right)}`);
        }
      }
      return faults;
    },
    {
      targetMin: TARGET_MIN_PX,
      primaryMin: PRIMARY_MIN_PX,
      keyMin: options.keyMinPx ?? PRIMARY_MIN_PX,
      gapMin: TARGET_GAP_PX,
      rowGapMin: ROW_GAP_PX,
    },
  );
}

/** Elements that name a state without an icon or without a word (UX.md §10.5). */
export async function stateFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("#face [data-state]")]
      .filter((element) => element.querySelector("svg") === null || (element.textContent ?? "").trim() === "")
      .map((element) => `${element.getAttribute("data-state") ?? ""}: ${(element.textContent ?? "").slice(0, 40)}`),
  );
}

/** Disabled controls without a described reason (UX.md §10.21). */
export async function reasonFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("#face [aria-disabled=true], #face :disabled")]
      .filter((element) => {
        const id = element.getAttribute("aria-describedby");
        return id === null || (document.getElementById(id)?.textContent ?? "").trim() === "";
      })
      .map((element) => (element.textContent ?? "").slice(0, 60)),
  );
}

/** The longest word that must stay in one piece; longer ones may break where they must. */
const WHOLE_WORD_MAX_COUNT = 14;

/** Words broken in two by a box too narrow for them, words outside their target, and placeholders nobody filled. */
export async function wordFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate((maxCount) => {
    const faults: string[] = [];
    const walker = document.createTreeWalker(document.querySelector("#face") ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.nodeValue ?? "";
      if (text.includes("{{")) faults.push(`placeholder: ${text}`);
      if (node.parentElement === null || node.parentElement.closest(".visually-hidden") !== null) continue;
      const target = node.parentElement.closest("button")?.getBoundingClientRect();
      const whole = document.createRange();
      whole.selectNodeContents(node);
      const box = whole.getBoundingClientRect();
      if (target !== undefined && (box.top < target.top - 1 || box.bottom > target.bottom + 1)) {
        faults.push(`outside its target: ${text.slice(0, 40)}`);
      }
      for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
        if (match[0].length > maxCount) continue;
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
        if (new Set(tops).size > 1) faults.push(`broken word: ${match[0]} in "${text.slice(0, 40)}"`);
      }
    }
    return faults;
  }, WHOLE_WORD_MAX_COUNT);
}
