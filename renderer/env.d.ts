/** The product's version, written in by the build (`renderer/vite.config.ts`). */
declare const __APP_VERSION__: string;
