import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type { Browser, CDPSession, Page } from "playwright-core";

export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowOptions {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly show: boolean;
  readonly kiosk: boolean;
  readonly webPreferences: { readonly preload: string } & Readonly<Record<string, unknown>>;
}

type WebContents = EventEmitter & {
  readonly id: number;
  isDestroyed(): boolean;
  loadURL(url: string): Promise<void>;
  forcefullyCrashRenderer(): void;
  setZoomFactor(factor: number): void;
  insertCSS(css: string): Promise<string>;
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { readonly action: string }): void;
};

/** Chromium asks nobody about a scheme it does not know; the program's own one is carried as a host that exists nowhere. */
const OWN_SCHEME = "bergizi-shell://pages";
const OWN_SCHEME_STAND_IN = "http://bergizi-shell.invalid";

/** One stand-in `BrowserWindow`: a Chromium page that can crash and be loaded again. */
export interface StandInWindow extends EventEmitter {
  readonly options: WindowOptions;
  readonly webContents: WebContents;
  show(): void;
  hide(): void;
  minimize(): void;
  focus(): void;
  /** A person's click on the cross; `destroy` asks nobody. */
  close(): void;
  destroy(): void;
  setKiosk(isKiosk: boolean): void;
  setBounds(bounds: WindowBounds): void;
  bounds(): WindowBounds;
  focusedCount(): number;
  isVisible(): boolean;
  isDestroyed(): boolean;
  currentUrl(): string;
  loadCount(): number;
  /** Windows its page asked for: how many were opened, how many refused. */
  popups(): { readonly openedCount: number; readonly refusedCount: number };
  /** Where its page wanted to go and was not let. */
  refusedNavigations(): readonly string[];
  page(): Promise<Page>;
  crash(): Promise<void>;
}

/** Creates the window; `invoke` carries IPC from its preload to main. */
export function createStandInWindow(
  options: WindowOptions,
  id: number,
  openBrowser: () => Promise<Browser>,
  invoke: (channel: string, request: unknown) => Promise<unknown>,
  answerOwnScheme: (url: string) => Promise<Response>,
): StandInWindow {
  let isShown = options.show;
  let isDestroyed = false;
  let focused = 0;
  let isKiosk = options.kiosk;
  const { x, y, width, height } = options;
  let bounds: WindowBounds = { x, y, width, height };
  let loads = 0;
  const popups = { openedCount: 0, refusedCount: 0 };
  let refusedNavigations: readonly string[] = [];
  let open: Promise<Page> | null = null;
  let tools: CDPSession | null = null;
  let expectedUrl: string | null = null;
  let lastUrl = "about:blank";
  let openHandler: (details: { readonly url: string }) => { readonly action: string } = () => ({ action: "allow" });
  const contents = new EventEmitter();

  const newPage = async (): Promise<Page> => {
    const context = await (
      await openBrowser()
    ).newContext({ viewport: { width: options.width, height: options.height } });
    const page = await context.newPage();
    // Opened while the page still answers: one that hangs opens none.
    tools = await context.newCDPSession(page);
    await page.exposeFunction("standInInvoke", invoke);
    // The preload runs before the page's own scripts, with the two halves of `electron` it may use.
    await page.addInitScript({
      content: `(() => { const bridge = { contextBridge: { exposeInMainWorld: (name, api) => { window[name] = api; } },
        ipcRenderer: { invoke: (channel, request) => window.standInInvoke(channel, request) } };
        ((require, exports, module) => { ${readFileSync(options.webPreferences.preload, "utf8")} })(() => bridge, {}, {}); })();`,
    });
    await page.route(`${OWN_SCHEME_STAND_IN}/**`, async (route) => {
      const answered = await answerOwnScheme(route.request().url().replace(OWN_SCHEME_STAND_IN, OWN_SCHEME));
      await route.fulfill({
        status: answered.status,
        headers: Object.fromEntries(answered.headers),
        body: Buffer.from(await answered.arrayBuffer()),
      });
    });
    await page.route(
      (url) => !url.href.startsWith(OWN_SCHEME_STAND_IN),
      async (route) => {
        const request = route.request();
        const isMain = request.isNavigationRequest() && request.frame() === page.mainFrame();
        if (!isMain || request.url() === expectedUrl) return route.continue();
        let isPrevented = false;
        contents.emit("will-navigate", { url: request.url(), preventDefault: () => (isPrevented = true) });
        if (!isPrevented) return route.continue();
        refusedNavigations = [...refusedNavigations, request.url()];
        return route.abort("aborted");
      },
    );
    context.on("page", (popup) => {
      if (popup === page) return;
      if (openHandler({ url: popup.url() }).action === "deny") {
        popups.refusedCount += 1;
        void popup.close();
      } else popups.openedCount += 1;
    });
    page.on("framenavigated", (frame) => {
      if (frame === page.mainFrame()) lastUrl = frame.url().replace(OWN_SCHEME_STAND_IN, OWN_SCHEME);
    });
    page.on("crash", () => {
      open = null;
      contents.emit("render-process-gone", {}, { reason: "crashed" });
    });
    return page;
  };

  const crash = async () => {
    await (open ??= newPage());
    // The answer never comes: the process that would give it is the one that dies.
    void tools?.send("Page.crash").catch(() => undefined);
  };

  const webContents = Object.assign(contents, {
    id,
    isDestroyed: () => isDestroyed,
    setZoomFactor: () => undefined,
    // Electron's is not held up by the page's policy; neither is a sheet the page itself makes.
    insertCSS: async (css: string) => {
      const page = await (open ??= newPage());
      await page.evaluate((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        document.adoptedStyleSheets.push(sheet);
      }, css);
      return "";
    },
    setWindowOpenHandler: (handler: typeof openHandler) => void (openHandler = handler),
    forcefullyCrashRenderer: () => void crash(),
    loadURL: async (asked: string) => {
      const url = asked.replace(OWN_SCHEME, OWN_SCHEME_STAND_IN);
      open ??= newPage();
      expectedUrl = url.split("#")[0] ?? url;
      loads += 1;
      await (await open).goto(url, { waitUntil: "load" });
      contents.emit("did-finish-load");
    },
  });

  const events = new EventEmitter();
  const destroy = () => {
    if (isDestroyed) return;
    isDestroyed = true;
    events.emit("closed");
    void open?.then((page) => page.context().close()).catch(() => undefined); // the browser may be gone before
  };
  return Object.assign(events, {
    options,
    webContents,
    show: () => void (isShown = true),
    hide: () => void (isShown = false),
    minimize: () => void (isShown = false),
    focus: () => void (focused += 1),
    focusedCount: () => focused,
    close: () => {
      let isPrevented = false;
      events.emit("close", { preventDefault: () => (isPrevented = true) });
      if (!isPrevented) destroy();
    },
    destroy,
    setKiosk: (next: boolean) => void (isKiosk = next),
    // As on the real systems: a window in kiosk mode stays where it is.
    setBounds: (next: WindowBounds) => void (bounds = isKiosk ? bounds : next),
    bounds: () => bounds,
    isVisible: () => isShown,
    isDestroyed: () => isDestroyed,
    currentUrl: () => lastUrl,
    loadCount: () => loads,
    popups: () => popups,
    refusedNavigations: () => refusedNavigations,
    page: () => (open ??= newPage()),
    crash,
  });
}
