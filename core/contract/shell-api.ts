import { z } from "zod";

/** What a display is for; `none`: not the kiosk's. */
export const screenRoleSchema = z.enum(["wall", "attendance", "manager", "none"]);

/** The exit PIN is typed on a keypad: six digits. */
const exitPinSchema = z.string().regex(/^\d{6}$/);

/** What a page of the shell itself is to show. */
const panelViewSchema = z.discriminatedUnion("kind", [
  /** A screen that could not be healed. `code` names the cause to whoever is called; it is tried again by itself. */
  z.strictObject({ kind: z.literal("recovery"), code: z.int(), retryInMs: z.int() }),
  /** The way out of the kiosk: a first PIN to choose, the PIN to type, or what can be done. */
  z.strictObject({ kind: z.literal("exit"), stage: z.enum(["choose-pin", "pin", "menu"]), lockedForMs: z.int() }),
  /** What this display is for. */
  z.strictObject({ kind: z.literal("screen-role"), displayNumber: z.int(), role: screenRoleSchema.nullable() }),
]);

const panelActSchema = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("choose-pin"), pin: exitPinSchema }),
  /** The PIN, or the recovery code of somebody who forgot it. */
  z.strictObject({ act: z.literal("unlock"), secret: z.string().min(6).max(40) }),
  z.strictObject({ act: z.literal("assign"), role: screenRoleSchema }),
  z.strictObject({ act: z.enum(["retry", "diagnostics", "console", "screens", "restart", "quit", "close"]) }),
]);

const panelAnswerSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("done") }),
  /** Shown once. */
  z.strictObject({ kind: z.literal("recovery-code"), code: z.string() }),
  z.strictObject({ kind: z.literal("saved"), path: z.string() }),
  z.strictObject({ kind: z.literal("refused"), code: z.enum(["wrong", "locked", "not-now"]), lockedForMs: z.int() }),
]);

const nothing = z.strictObject({});

/**
 * The one bridge between a page and the shell that holds its window: every channel, which pages may use it (`face`: those of
 * the kitchen server, `panel`: the shell's own), what it takes and what it answers. Anything else on IPC is refused.
 */
export const shellChannels = {
  /** What holds this page. */
  "shell-info": {
    sender: "face",
    request: nothing,
    answer: z.strictObject({ version: z.string(), isKiosk: z.boolean() }),
  },
  /** The page painted its first true picture; only then is its window shown. */
  "page-painted": { sender: "face", request: z.strictObject({ paintedAtMs: z.number() }), answer: nothing },
  /** The page is alive and paints; `isBlank`: but there is nothing on it. */
  "paint-heartbeat": { sender: "face", request: z.strictObject({ isBlank: z.boolean() }), answer: nothing },
  /** Somebody held the top-left corner: the exit PIN is asked for. */
  "ask-exit": { sender: "face", request: nothing, answer: nothing },
  "panel-view": { sender: "panel", request: nothing, answer: panelViewSchema },
  "panel-act": { sender: "panel", request: panelActSchema, answer: panelAnswerSchema },
} as const;

export type ShellChannel = keyof typeof shellChannels;
export type ShellRequest<Channel extends ShellChannel> = z.infer<(typeof shellChannels)[Channel]["request"]>;
export type ShellAnswer<Channel extends ShellChannel> = z.infer<(typeof shellChannels)[Channel]["answer"]>;
export type PanelView = ShellAnswer<"panel-view">;
export type PanelAct = ShellRequest<"panel-act">;
export type PanelAnswer = ShellAnswer<"panel-act">;

/** What a face finds as `window.bergiziShell`, inside the shell only. */
export interface ShellApi {
  shellInfo(): Promise<ShellAnswer<"shell-info">>;
  pagePainted(paintedAtMs: number): Promise<ShellAnswer<"page-painted">>;
  paintHeartbeat(isBlank: boolean): Promise<ShellAnswer<"paint-heartbeat">>;
  askExit(): Promise<ShellAnswer<"ask-exit">>;
}

/** What a page of the shell finds as `window.bergiziPanel`. */
export interface PanelApi {
  view(): Promise<PanelView>;
  act(act: PanelAct): Promise<PanelAnswer>;
}

/** The shell's own pages: read from the packed files, so that they are there while the server is not. */
export const PANEL_ORIGIN = "bergizi-shell://pages";
