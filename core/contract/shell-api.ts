import { z } from "zod";

/**
 * The one bridge between a page and the shell that holds its window: every channel, what it takes and what it answers.
 * Main and preload use this map; anything else on IPC is refused.
 */
export const shellChannels = {
  /** What holds this page. */
  "shell-info": { request: z.strictObject({}), answer: z.strictObject({ version: z.string(), isKiosk: z.boolean() }) },
  /** The page painted its first true picture; only then is its window shown. */
  "page-painted": { request: z.strictObject({ paintedAtMs: z.number() }), answer: z.strictObject({}) },
} as const;

export type ShellChannel = keyof typeof shellChannels;
export type ShellRequest<Channel extends ShellChannel> = z.infer<(typeof shellChannels)[Channel]["request"]>;
export type ShellAnswer<Channel extends ShellChannel> = z.infer<(typeof shellChannels)[Channel]["answer"]>;

/** What a page finds as `window.bergiziShell`, inside the shell only. */
export interface ShellApi {
  shellInfo(): Promise<ShellAnswer<"shell-info">>;
  pagePainted(paintedAtMs: number): Promise<ShellAnswer<"page-painted">>;
}

export const SHELL_API_GLOBAL = "bergiziShell";
