import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { pureCore } from "./pure-core.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const { version } = JSON.parse(readFileSync(here("../package.json"), "utf8")) as { readonly version: string }; // our own file

/** Every face is one page: `renderer/faces/<face>/index.html`. */
const ALL_FACES = ["wall", "tablet", "manager", "pair"] as const;
/** `BERGIZI_FACES=wall,tablet` builds only those, for whoever works on one of them. */
const asked = process.env["BERGIZI_FACES"]?.split(",");
const FACES = ALL_FACES.filter((face) => asked === undefined || asked.includes(face));

/**
 * Builds the faces into `.build/faces/<face>/index.html` with hashed files in `.build/faces/assets/`, which the kitchen
 * server serves as `/<face>` and `/assets/…`. Nothing is inlined, so the pages live under a policy without
 * `unsafe-inline` and without `data:`.
 */
export default defineConfig({
  root: here("./faces"),
  base: "/",
  publicDir: false,
  define: { __APP_VERSION__: JSON.stringify(version) },
  plugins: [react(), pureCore()],
  css: { modules: { generateScopedName: "[name]_[local]_[hash:base64:4]" } },
  build: {
    outDir: here("../.build/faces"),
    emptyOutDir: true,
    target: "chrome120",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: Object.fromEntries(FACES.map((face) => [face, here(`./faces/${face}/index.html`)])),
    },
  },
  server: { host: "127.0.0.1" },
});
