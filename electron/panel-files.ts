import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { PANEL_ORIGIN } from "#contract/shell-api.ts";

/** Nothing but the shell's own files runs, styles or loads on its pages; they speak to nobody but the bridge. */
const PANEL_CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const TYPE_BY_ENDING: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** A hashed file of the build, in one folder: nothing that climbs. */
const ASSET_PATH = /^\/assets\/[A-Za-z0-9_-][\w.-]*$/;

/** Answers `bergizi-shell://pages/…` from the built faces: the one page of the shell and the files beside it. */
export async function answerPanelFile(url: string, facesDir: string): Promise<Response> {
  const path = url.startsWith(`${PANEL_ORIGIN}/`) ? url.slice(PANEL_ORIGIN.length).replace(/[?#].*$/, "") : "";
  const file = path === "/panel" ? "panel/index.html" : ASSET_PATH.test(path) ? path.slice(1) : null;
  const type = TYPE_BY_ENDING[extname(file ?? "")];
  if (file === null || type === undefined) return new Response(null, { status: 404 });
  try {
    return new Response(await readFile(join(facesDir, file)), {
      headers: {
        "content-type": type,
        "content-security-policy": PANEL_CONTENT_SECURITY_POLICY,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
      },
    });
  } catch {
    return new Response(null, { status: 404 });
  }
}
