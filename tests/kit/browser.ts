import { chromium, type Browser, type Page } from "playwright-core";
import { present } from "#kernel/assert.ts";
import { CHROMIUM_INSTALL_LINE, findChromium } from "#scripts/find-chromium.ts";

/** A page under test, with what it must not do. */
export interface TestPage {
  readonly page: Page;
  /** Uncaught errors and failed assertions of the page. */
  readonly errors: readonly string[];
  /** Requests outside the page's own origin. */
  readonly foreignRequests: readonly string[];
  readonly close: () => Promise<void>;
}

export interface TestBrowser {
  readonly open: (options: {
    readonly origin: string;
    readonly path: string;
    readonly width: number;
    readonly height: number;
    readonly isReducedMotion?: boolean;
    /** Runs in the page before its own scripts. */
    readonly initScript?: string;
  }) => Promise<TestPage>;
  readonly close: () => Promise<void>;
}

/** Debian's Chromium, as ARCHITECTURE.md §13 says to start it. `cameraFile`: an MJPEG its fake camera plays; else it has none. */
export async function openTestBrowser(options: { readonly cameraFile?: string } = {}): Promise<TestBrowser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(`Chromium is needed: ${CHROMIUM_INSTALL_LINE}`);
  const browser: Browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-quic",
      "--disable-background-networking",
      "--autoplay-policy=no-user-gesture-required",
      ...(options.cameraFile === undefined
        ? []
        : [
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            `--use-file-for-fake-video-capture=${options.cameraFile}`,
          ]),
    ],
  });
  return {
    open: async ({ origin, path, width, height, isReducedMotion = false, initScript }) => {
      const context = await browser.newContext({
        viewport: { width, height },
        reducedMotion: isReducedMotion ? "reduce" : "no-preference",
      });
      const errors: string[] = [];
      const foreignRequests: string[] = [];
      const page = await context.newPage();
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(origin) && !url.startsWith("blob:")) foreignRequests.push(url);
      });
      if (initScript !== undefined) await page.addInitScript({ content: initScript });
      await page.goto(origin + path);
      return { page, errors, foreignRequests, close: () => context.close() };
    },
    close: () => browser.close(),
  };
}

/** Elements whose content is larger than themselves, by their path: nothing on a face may be cut. */
export async function cutElements(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const hidden = (element: Element) => element.closest(".visually-hidden") !== null;
    const isCut = (element: HTMLElement) => {
      const style = getComputedStyle(element);
      if (style.display === "inline" || style.position === "fixed") return false;
      const slack = 1.5;
      return (
        element.scrollWidth > element.clientWidth + slack ||
        (element.scrollHeight > element.clientHeight + slack && style.overflowY !== "visible")
      );
    };
    return [...document.querySelectorAll<HTMLElement>("#face *")]
      .filter((element) => !hidden(element) && !(element instanceof SVGElement) && isCut(element))
      .map(
        (element) =>
          `${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? "").slice(0, 40)}"`,
      );
  });
}

/** Elements that reach outside the box they are to stay in. */
export async function outsideElements(page: Page, boxSelector: string): Promise<readonly string[]> {
  return page.evaluate((selector) => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    if (box === undefined) return [`no ${selector}`];
    return [...document.querySelectorAll<HTMLElement>(`${selector} *`)]
      .filter((element) => element.closest(".visually-hidden") === null)
      .flatMap((element) => {
        const rect = element.getBoundingClientRect();
        const isOut =
          rect.width > 0 &&
          (rect.left < box.left - 1 ||
            rect.right > box.right + 1 ||
            rect.top < box.top - 1 ||
            rect.bottom > box.bottom + 1);
        return isOut ? [`${element.tagName.toLowerCase()}.${element.className}`] : [];
      });
  }, boxSelector);
}

interface AxeViolation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: ReadonlyArray<{ readonly target: readonly unknown[] }>;
}

/** What axe measures by colour: on a page seen whole before, all that another theme can change. */
const COLOUR_RULES: readonly string[] = ["color-contrast", "link-in-text-block"];

/** Serious and critical findings of axe-core on the page as it stands; of its rules about colours alone where asked. */
export async function axeFindings(page: Page, axeSource: string, rules?: "colours"): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeSource);
  const violations = await page.evaluate(
    async (runOnly) => {
      const { axe } = globalThis as unknown as {
        readonly axe: { readonly run: (options: object) => Promise<{ readonly violations: readonly AxeViolation[] }> };
      }; // put there by the line before
      const options = { resultTypes: ["violations"], ...(runOnly !== null && { runOnly }) };
      return (await axe.run(options)).violations;
    },
    rules === undefined ? null : COLOUR_RULES,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${present(nodes[0], "a node of the finding").target.join(" ")}`);
}
